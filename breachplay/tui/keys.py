"""The cheat sheet of the documents, made from the registry: `python -m breachplay.tui.keys`."""

import sys
from collections.abc import Sequence

from breachplay.tui.actions import ACTIONS
from breachplay.tui.screens.help import MARKS, PANES

_HEAD = """\
# Keys

Made from the registry of actions by `python -m breachplay.tui.keys`; do not edit it by hand.
In the program `?` shows the same. What cannot be done now is faint, and its key says why.
"""


def keys_page() -> str:
    """Give the page in Markdown, a table a group."""
    parts = [_HEAD]
    for group in dict.fromkeys(action.group for action in ACTIONS):
        rows = [
            (f"`{action.shown_key}`", action.label, action.tooltip)
            for action in ACTIONS
            if action.group == group
        ]
        parts.append(f"## {group}\n\n{_table(('key', 'action', 'what it does'), rows)}")
    parts.append(f"## Moving about\n\n{_table(('key', 'what it does'), PANES)}")
    parts.append(f"## Marks\n\n{_table(('mark', 'what it says'), MARKS)}")
    return "\n".join(parts)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Give a table; a bar inside a cell is escaped."""
    lines = (head, ["---"] * len(head), *rows)
    return "".join(f"| {' | '.join(map(_cell, row))} |\n" for row in lines)


def _cell(text: str) -> str:
    return text.replace("|", r"\|")


if __name__ == "__main__":
    sys.stdout.write(keys_page())
