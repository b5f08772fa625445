"""The page of the documents on the clock library: `python -m breachplay.timeline.clocks_page`."""

import sys
from typing import Final

from breachplay.playbook.clocks import library
from breachplay.record.clocks import rule

_HEAD: Final = """\
# The clock library

Made from `playbooks/clocks/clocks.toml` by `python -m breachplay.timeline.clocks_page`; do not edit
it by hand. A playbook or profile watches one with `[[clock]]` and `use = "gdpr-33"`; how to write
your own stands in [Writing a playbook](playbooks.md#clocks).

**This is no legal advice.** Counsel decides which of these apply, and from when. "Checked" is the
day on which somebody held the rule against its published text; "unchecked" says that nobody has.

| id | when it ends | tell | applies | rule | checked |
| --- | --- | --- | --- | --- | --- |
"""


def clocks_page() -> str:
    """Give the page in Markdown, a row a clock."""
    known = library()
    rows = []
    for clock in known.values():
        ends = rule(clock, known)
        if clock.in_force:
            ends += f"; in force from {clock.in_force}"
        cells = (
            f"`{clock.id}`",
            ends,
            clock.tell,
            " ".join(filter(None, (clock.applies, clock.note and f"({clock.note})"))),
            clock.cite,
            clock.as_of,
        )
        rows.append(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |\n")
    return _HEAD + "".join(rows)


if __name__ == "__main__":
    sys.stdout.write(clocks_page())
