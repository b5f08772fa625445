"""What no type can say of a playbook or rule pack: names that must exist, ids that must not twice.

Everything here reads the document as tomli gives it and passes over what has the wrong shape, so
that these problems are found in the same run as those of `explain`.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from breachplay.playbook.faults import Path, Problem, quoted
from breachplay.playbook.placeholders import PLACEHOLDER
from breachplay.playbook.profile import PLACEHOLDERS
from breachplay.playbook.words import MILESTONES

Table = dict[str, Any]
Placed = tuple[Path, Table]

MOST_ENTRIES: Final = 2_000
"""Items, posts, answers and caveats of one file, all together."""


def too_many_entries(document: Table) -> Problem | None:
    """Say so when a file has more entries than a person can use or a screen can show."""
    lists = [document, *(phase for _, phase in tables(document, "phase"))]
    count = sum(
        len(entries)
        for table in lists
        for key in ("phase", "item", "post", "answer", "caveat", "clock", "inject")
        if isinstance(entries := table.get(key), list)
    )
    if count <= MOST_ENTRIES:
        return None
    subject = f"{count:,} phases, items, posts, answers, caveats and clocks"
    advice = f"at most {MOST_ENTRIES:,} are read; split the file"
    return Problem((), subject, advice=advice, inside=True)


def tables(holder: Table, key: str, at: Path = ()) -> Iterator[Placed]:
    """Give the tables of a list, each with its path; whatever is no table is passed over."""
    entries = holder.get(key)
    if isinstance(entries, list):
        for index, entry in enumerate(entries):
            if isinstance(entry, dict):
                yield (*at, key, index), entry


def playbook_problems(document: Table) -> Iterator[Problem]:
    """Give what is wrong with the meaning of a playbook, its caveats' rules apart."""
    phases = list(tables(document, "phase"))
    yield from repeated("id", phases)
    facts = document.get("facts")
    facts = facts if isinstance(facts, dict) else {}
    known = {**dict.fromkeys(facts), **dict.fromkeys(PLACEHOLDERS)}
    for path, phase in phases:
        items = list(tables(phase, "item", path))
        yield from repeated("id", items)
        yield from repeated("id", posts := list(tables(phase, "post", path)))
        for item_path, item in items:
            yield from _due_problems((*item_path, "due"), item.get("due"))
        for text_path, entry in [*posts, *tables(phase, "answer", path)]:
            yield from _text_problems((*text_path, "text"), entry.get("text"), known)
    yield from _fact_problems(facts)
    yield from clock_list_problems(document)


def repeated(key: str, entries: Iterable[Placed]) -> Iterator[Problem]:
    """Give a problem for each entry whose `key` an entry before it has too."""
    first: dict[str, Path] = {}
    for path, entry in entries:
        value = entry.get(key)
        if not isinstance(value, str):
            continue
        if value in first:
            subject = f"{key} {quoted(value)}"
            advice = "give one of them another"
            also = (*first[value], key)
            yield Problem((*path, key), subject, "is taken already", advice, also=also)
        else:
            first[value] = path


def _due_problems(path: Path, due: object) -> Iterator[Problem]:
    milestone = due.rpartition("+")[0] if isinstance(due, str) else ""
    if milestone and milestone not in MILESTONES:
        advice = _meant(milestone, MILESTONES) or f"there are: {', '.join(MILESTONES)}"
        yield Problem(path, '"due"', f"names no milestone: {quoted(milestone)}", advice)


def _text_problems(path: Path, text: object, known: Table) -> Iterator[Problem]:
    if not isinstance(text, str):
        return
    if "${" in text:
        name = next((found[1] for found in PLACEHOLDER.finditer(text)), "name")
        advice = f"write {{{name}}} without the $"
        yield Problem(path, '"text"', "has a $ before a placeholder", advice, needle="${")
    for name in dict.fromkeys(found[1] for found in PLACEHOLDER.finditer(text)):
        if name not in known:
            predicate = f"names no fact or profile value: {{{name[:60]}}}"
            advice = _meant(name, known) or f"add [facts.{name[:60]}] or take it out"
            yield Problem(path, '"text"', predicate, advice, needle=f"{{{name}}}")


def _fact_problems(facts: Table) -> Iterator[Problem]:
    for name, fact in facts.items():
        path: Path = ("facts", name)
        if name in PLACEHOLDERS:
            predicate = "stands for a value of the profile"
            yield Problem(path, f"the name {quoted(name)}", predicate, "give the fact another")
        if not isinstance(fact, dict):
            continue
        if fact.get("kind") == "choice" and not fact.get("choices"):
            advice = 'add choices = ["...", "..."]'
            yield Problem((*path, "kind"), '"kind"', 'is "choice" but there are no choices', advice)
        if fact.get("choices") and fact.get("kind", "text") != "choice":
            advice = 'write kind = "choice", or take them out'
            yield Problem((*path, "choices"), '"choices"', "are for another kind of fact", advice)


def clock_list_problems(
    document: Table, *, shipped: bool = False, patterns: bool = False
) -> Iterator[Problem]:
    """Give what is wrong with the clocks of a file.

    Args:
        document: a playbook, a profile or a clock library.
        shipped: whether it is a library itself, whose clocks no other file explains.
        patterns: whether to look at everything, as `check` does; else a library's countries are
            taken on trust, so that the shipped one is quickly read.
    """
    clocks = list(tables(document, "clock"))
    if not clocks:
        return
    yield from repeated("id", clocks)
    yield from repeated("use", clocks)
    from breachplay.playbook.clocks import library  # noqa: PLC0415 - clocks reads files
    from breachplay.playbook.meaning_clock import clock_problems  # noqa: PLC0415 - many have none

    known = {} if shipped else library()
    yield from clock_problems(clocks, library=known, thorough=patterns or not shipped)


def _meant(word: str, choices: Iterable[str]) -> str:
    from breachplay.playbook.suggest import did_you_mean  # noqa: PLC0415 - only for faulty files

    return did_you_mean(word, choices)
