"""What no type can say of adjustments: that the rule they name exists."""

from collections.abc import Iterable, Iterator

from breachplay.playbook.faults import Problem, quoted
from breachplay.playbook.meaning import Table, repeated, tables


def adjust_problems(document: Table, own: Iterable[str] = ()) -> Iterator[Problem]:
    """Give what is wrong with the adjustments of a playbook or profile.

    `own` are the ids of the rules that the file holds itself, beside those that ship.
    """
    adjusted = list(tables(document, "adjust"))
    if not adjusted:
        return
    from breachplay.playbook.shipped import default_rules  # noqa: PLC0415 - it reads with us
    from breachplay.playbook.suggest import did_you_mean  # noqa: PLC0415 - few files adjust

    yield from repeated("id", adjusted)
    known = dict.fromkeys([*(rule.id for rule in default_rules()), *own])
    for path, entry in adjusted:
        named = entry.get("id")
        if isinstance(named, str) and named not in known:
            advice = did_you_mean(named, known) or "`breachplay lint` shows the id of each caveat"
            yield Problem((*path, "id"), '"id"', f"names no rule: {quoted(named)}", advice)
