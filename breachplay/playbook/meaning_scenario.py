"""What no type can say of a scenario: injects, facts and items that must exist, and no circles."""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path as FilePath
from typing import Any, Final

from breachplay.playbook.faults import Path, Problem, quoted
from breachplay.playbook.meaning import Table, repeated, tables
from breachplay.playbook.scenario import AFTER_PATTERN, NAMES_SOMETHING, after_parts
from breachplay.playbook.words import MILESTONES

_OF: Final = {
    "item": "item",
    "fact": "fact",
    "milestone": "milestone",
    "clock": "clock",
    "held": "fact",
    "corrected": "fact",
    "answered": "inject",
    "never": "caveat",
    "posted": "phase",
}
"""What `of` names, by the response or the kind of evidence it stands beside."""


class Known:
    """The names that a scenario may use: its own, and those of its playbook where it is found."""

    def __init__(self, document: Table, path: str) -> None:
        injects = [entry for _, entry in tables(document, "inject")]
        self.inject = {name: entry for entry in injects if isinstance(name := entry.get("id"), str)}
        asked = document.get("hot_wash")
        questions = asked if isinstance(asked, list) else []
        self.questions = [one for one in questions if isinstance(one, str)]
        self.playbook: Table | None = None
        self.missing = ""
        name = document.get("playbook")
        if isinstance(name, str) and name:
            self._read(name, path)

    def _read(self, name: str, path: str) -> None:
        from breachplay.playbook.document import parse, read_text  # noqa: PLC0415 - it reads this
        from breachplay.playbook.faults import Faulty  # noqa: PLC0415
        from breachplay.playbook.find import find_playbook_beside  # noqa: PLC0415

        try:
            file = find_playbook_beside(name, FilePath(path))
            self.playbook = parse(read_text(file), str(file))
        except LookupError as error:
            self.missing = str(error.args[0] if error.args else error)
        except Faulty:
            self.missing = "it has faults of its own: check it first"

    def names(self, kind: str) -> list[str] | None:
        """Give the names there are of a kind; None where that cannot be told."""
        if kind == "inject":
            return list(self.inject)
        if kind == "question":
            return self.questions
        if kind == "milestone":
            return list(MILESTONES)
        if kind == "caveat":
            return [*_shipped_caveats(), *_own_caveats(self.playbook or {})]
        return None if self.playbook is None else _of_playbook(self.playbook, kind)


def _of_playbook(playbook: Table, kind: str) -> list[str]:
    """Give the names that a playbook has for phases, items, facts or clocks."""
    phases = [phase for _, phase in tables(playbook, "phase")]
    if kind == "phase":
        return [str(phase.get("id")) for phase in phases]
    if kind in {"item", "template"}:
        key = "item" if kind == "item" else "post"
        return [
            f"{phase.get('id')}/{entry.get('id')}"
            for phase in phases
            for _, entry in tables(phase, key)
        ]
    if kind == "fact":
        facts = playbook.get("facts")
        return list(facts) if isinstance(facts, dict) else []
    entries = [entry for _, entry in tables(playbook, "clock")]
    return [str(entry.get("use") or entry.get("id")) for entry in entries]


def scenario_problems(document: Table, path: str) -> Iterator[Problem]:
    """Give what is wrong with the meaning of a scenario; `path` is where its playbook is sought."""
    known = Known(document, path)
    if known.missing:
        subject = '"playbook"'
        yield Problem(("playbook",), subject, f"cannot be used: {known.missing}")
    injects = list(tables(document, "inject"))
    yield from repeated("id", injects)
    objectives = list(tables(document, "objective"))
    yield from repeated("id", objectives)
    for place, inject in injects:
        yield from _inject_problems(place, inject, known)
    yield from _circles(injects)
    for place, objective in objectives:
        for at, evidence in tables(objective, "evidence", place):
            yield from _evidence_problems(at, evidence, known)
    for place, truth in tables(document, "truth"):
        yield from _truth_problems(place, truth, known)


def _inject_problems(path: Path, inject: Table, known: Known) -> Iterator[Problem]:
    if "at" in inject and "after" in inject:
        yield Problem((*path, "after"), '"after"', 'stands beside "at"', "keep one of them")
    after = inject.get("after")
    if isinstance(after, str) and _fits(after):
        kind, name, _ = after_parts(after)
        kind = "inject" if kind == "answered" else kind
        if name:
            yield from named((*path, "after"), '"after"', kind, name, known)
    for at, expected in tables(inject, "expect", path):
        yield from _expected_problems(at, expected, known)


def _fits(after: str) -> bool:
    import re  # noqa: PLC0415 - scenarios only

    return re.search(AFTER_PATTERN, after) is not None


def _expected_problems(path: Path, expected: Table, known: Known) -> Iterator[Problem]:
    of, responses = expected.get("of"), expected.get("response")
    if isinstance(of, str) and of and isinstance(responses, list):
        kinds = [_OF[one] for one in responses if isinstance(one, str) and one in _OF]
        if not kinds:
            advice = "take it out, or expect an item, a fact, a milestone or a clock"
            yield Problem((*path, "of"), '"of"', "names nothing that is expected here", advice)
        elif all(_unknown(known, kind, of) for kind in kinds):
            yield from named((*path, "of"), '"of"', kinds[0], of, known)
    for key, kind in (("if_not", "inject"), ("trap", "caveat")):
        name = expected.get(key)
        if isinstance(name, str):
            yield from named((*path, key), quoted(key), kind, name, known)


_UNTIMED: Final = {
    "answered": "take it out; the inject says how long its answers may take",
    "held": "take it out; it holds for every post",
    "never": "take it out; it holds for every post",
    "clock": "take it out; the clock has a deadline of its own",
    "promise": "take it out; each update says when the next comes",
    "approved": "take it out; it holds for every post",
}
"""Kinds of evidence that no time limits, and what to do where one is given."""


def _evidence_problems(path: Path, evidence: Table, known: Known) -> Iterator[Problem]:
    kind, of = evidence.get("kind"), evidence.get("of", "")
    if not isinstance(kind, str) or not isinstance(of, str):
        return
    if kind in _UNTIMED and "within" in evidence:
        predicate = f"says nothing with {quoted(kind)}"
        yield Problem((*path, "within"), '"within"', predicate, _UNTIMED[kind])
    if kind in NAMES_SOMETHING and not of:
        wanted = _OF[kind]
        yield Problem(path, '"of" is missing', advice=f"name the {wanted} it is about", inside=True)
    elif of and kind in _OF:
        yield from named((*path, "of"), '"of"', _OF[kind], of, known)
        if kind == "answered" and not known.inject.get(of, {"expect": 1}).get("expect"):
            predicate = f"names an inject that asks for nothing: {quoted(of)}"
            yield Problem((*path, "of"), '"of"', predicate, "add [[inject.expect]] to it")
    elif of and kind in {"acknowledged", "promise", "approved"}:
        yield Problem((*path, "of"), '"of"', f"says nothing with {quoted(kind)}", "take it out")


def _truth_problems(path: Path, truth: Table, known: Known) -> Iterator[Problem]:
    fact, inject = truth.get("fact"), truth.get("by")
    if isinstance(fact, str):
        yield from named((*path, "fact"), '"fact"', "fact", fact, known)
    if isinstance(inject, str):
        yield from named((*path, "by"), '"by"', "inject", inject, known)
    if "learned" in truth and "by" in truth:
        yield Problem((*path, "by"), '"by"', 'stands beside "learned"', "keep one of them")


def _circles(injects: Iterable[tuple[Path, Table]]) -> Iterator[Problem]:
    """Point at injects that wait for one another and so never come."""
    waits: dict[str, tuple[str, Path]] = {}
    for path, inject in injects:
        after, name = inject.get("after"), inject.get("id")
        if isinstance(after, str) and isinstance(name, str) and _fits(after):
            kind, waited, _ = after_parts(after)
            if kind in {"inject", "answered"}:
                waits[name] = (waited, path)
    told: set[str] = set()
    for name in waits:
        seen = [name]
        while seen[-1] in waits and seen[-1] not in told:
            following = waits[seen[-1]][0]
            if following in seen:
                told.update(seen)
                chain = " after ".join(map(quoted, [*seen, following]))
                predicate = f"goes in a circle, so that none of them comes: {chain}"
                place = (*waits[name][1], "after")
                yield Problem(place, '"after"', predicate, "give one of them `at`")
                break
            seen.append(following)


def named(path: Path, subject: str, kind: str, name: str, known: Known) -> Iterator[Problem]:
    """Give a problem where a name stands for nothing of its kind, as far as that can be told."""
    if not _unknown(known, kind, name):
        return
    names = known.names(kind) or []
    more = f" and {len(names) - 12} more" if len(names) > 12 else ""
    advice = _meant(name, names) or f"there are: {', '.join(names[:12]) or 'none'}{more}"
    yield Problem(path, subject, f"names no {kind}: {quoted(name)}", advice)


def _unknown(known: Known, kind: str, name: str) -> bool:
    names = known.names(kind)
    return names is not None and name not in names


@cache
def _shipped_caveats() -> tuple[str, ...]:
    """Give the ids of the rules that ship; they do not change while the program runs."""
    from breachplay.playbook.document import parse, read_text  # noqa: PLC0415 - it reads this
    from breachplay.playbook.find import pack_files  # noqa: PLC0415 - it is for scenarios only

    packs = (parse(read_text(file), str(file)) for file in pack_files())
    return tuple(str(rule.get("id")) for pack in packs for _, rule in tables(pack, "caveat"))


def _own_caveats(playbook: Table) -> list[str]:
    """Give the ids of the rules that a playbook brings itself, those of its phases included."""
    tables_of = [playbook, *(phase for _, phase in tables(playbook, "phase"))]
    return [str(rule.get("id")) for table in tables_of for _, rule in tables(table, "caveat")]


def _meant(word: str, choices: Iterable[Any]) -> str:
    from breachplay.playbook.suggest import did_you_mean  # noqa: PLC0415 - only for faulty files

    return did_you_mean(word, choices)
