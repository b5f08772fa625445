"""Gathering every fault of a file: from the schema, the meaning and the characters, in order."""

from collections.abc import Iterator
from typing import Any, Final

import msgspec

from breachplay.playbook.explain import structural
from breachplay.playbook.faults import Fault, Path, Problem, quoted
from breachplay.playbook.meaning import too_many_entries
from breachplay.playbook.positions import Positions, positions
from breachplay.playbook.read import meaning_problems
from breachplay.playbook.schema import NOUNS
from breachplay.playbook.surprises import hidden_in_source, surprises, too_large

_LABELS: Final = {
    "phase": ("title", "id"),
    "item": ("id", "text"),
    "post": ("id", "title"),
    "answer": ("asked",),
    "caveat": ("id",),
    "clock": ("id", "use"),
    "approver": ("name",),
    "inject": ("id",),
    "objective": ("id",),
    "truth": ("fact",),
    "step": ("at",),
}
"""What tells a table of each kind from its neighbours."""


def gather(
    kind: str,
    document: dict[str, Any],
    text: str,
    path: str,
    *,
    failure: msgspec.ValidationError | None = None,
    patterns: bool = False,
) -> list[Fault]:
    """Give every fault of a document that was found faulty, in the order of its lines."""
    limit = too_many_entries(document) or too_large(document)
    if limit and not limit.path:
        message = f"{limit.subject} in {NOUNS[kind]}; {limit.advice}"
        return [Fault(path, 0, 0, NOUNS[kind], message)]
    places = positions(text)
    if limit:
        problems = [limit]
    else:
        odd = [one for one in surprises(document) if not places.in_source(one.path, one.needle)]
        shape = odd + [one for one in structural(kind, document) if one.path not in _plain(odd)]
        meaning = meaning_problems(kind, document, path, patterns=patterns)
        problems = shape + _without_echoes(meaning, shape)
    faults = [_fault(problem, document, places, kind, path) for problem in problems]
    faults += _hidden_faults(text, path, places)
    if not faults:  # the schema and the model disagree: never seen, and never to be lost
        faults.append(Fault(path, 0, 0, NOUNS[kind], f"{NOUNS[kind]}: {failure}"))
    return sorted(faults, key=lambda fault: (fault.line, fault.column))


def _without_echoes(meaning: list[Problem], shape: list[Problem]) -> list[Problem]:
    """Leave out the problems of meaning that stand where the shape is wrong already."""
    said = _plain(shape)
    return [problem for problem in meaning if problem.inside or problem.path not in said]


def _plain(problems: list[Problem]) -> set[Path]:
    """Give the places of problems that are about a whole key or value."""
    return {one.path for one in problems if not one.inside and not one.needle}


def _hidden_faults(text: str, path: str, places: Positions) -> Iterator[Fault]:
    for offset, name in hidden_in_source(text):
        message = f"hidden character {name}; take it out, no text needs it"
        yield Fault(path, *places.line_column(offset), "", message)


def _fault(
    problem: Problem, document: dict[str, Any], places: Positions, kind: str, path: str
) -> Fault:
    line, column = places.at(problem.path, problem.needle)
    holder = problem.path if problem.inside else _holder(problem.path)
    where = ", ".join(in_words(document, holder)) or NOUNS[kind]
    sentence = f"{problem.subject} in {where}"
    if problem.predicate:
        sentence += f" {problem.predicate}"
    if problem.also:
        earlier = in_words(document, _holder(problem.also))[-1]
        sentence += f", in line {places.at(problem.also)[0]} by {earlier}"
    if problem.advice:
        sentence += f"; {problem.advice}"
    return Fault(path, line, column, where, sentence)


def _holder(path: Path) -> Path:
    """Give the table that holds a key, or the key of the list that holds an element."""
    end = len(path) - 1
    while end > 0 and isinstance(path[end], int):
        end -= 1
    return path[: max(end, 0)]


def in_words(document: dict[str, Any], path: Path) -> list[str]:
    """Say where a table is: `phase 2 ("Acknowledge")`, `item 3 ("speaker")`."""
    said: list[str] = []
    value: Any = document
    for depth, part in enumerate(path):
        value = value[part]
        if isinstance(part, int):
            key = str(path[depth - 1])
            said[-1] = f"{key} {part + 1}{_label(key, value)}"
        elif depth and path[depth - 1] == "facts" and depth == 1:
            said[-1] = f"fact {quoted(part)}"
        else:
            said.append(f"[{quoted(part)[1:-1]}]")
    return said


def _label(key: str, table: object) -> str:
    for name in _LABELS.get(key, ("title", "id", "name")):
        label = table.get(name) if isinstance(table, dict) else None
        if isinstance(label, str) and label:
            return f" ({quoted(label, 40)})"
    return ""
