"""Areas to improve: what, how grave, and the lines of the record that show it.

Objectives come first, the worst grade before the others; then the figures that no objective has
told of already. A plan of seventeen rows that say things twice is a plan that nobody carries out.
"""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from breachplay.exercise.lines import Line
from breachplay.exercise.measures import Measure
from breachplay.exercise.rated import Rated

NAMED: Final = 3
"""How many of the things counted an area names; the figures list all."""


class Area(Struct, frozen=True):
    """One thing to improve."""

    title: str
    """What to work on: an objective, or what to do: `Keep the updates that were promised`."""
    how: str
    """How grave it is: `major challenges`, `late or never: 2 of 2`."""
    lines: tuple[str, ...] = ()
    """What on the record shows it."""

    def __str__(self) -> str:
        return f"{self.title} ({self.how})" if self.how else self.title


def areas(rated: Sequence[Rated], figures: Sequence[Measure]) -> tuple[Area, ...]:
    """Give what to improve, the gravest first."""
    poor = sorted(
        (one for one in rated if one.grade != "P"), key=lambda one: "UMS".index(one.grade)
    )
    told = {shown.evidence.kind for one in poor for shown in one.shown if shown.outcome != "shown"}
    found = [_of_objective(one) for one in poor]
    for figure in figures:
        if _SAME.get(figure.id) in told:
            continue
        if figure.value is None and figure.id in _NEVER:
            found.append(Area(*_NEVER[figure.id]))
        elif figure.value and figure.id in _POOR:
            title, how = _POOR[figure.id]
            found.append(Area(title, how.format(figure.told), _some(figure)))
    return tuple(found)


def _of_objective(one: Rated) -> Area:
    """Say what kept an objective from being performed without challenges; the worst first."""
    how = {"S": "some challenges", "M": "major challenges", "U": "not performed"}[one.grade]
    lines = []
    if one.overruled is not None:
        lines.append(f"The facilitator says: {one.overruled.reason}")
    for outcome, mark in (("missing", ""), ("late", "Too late: ")):
        lines += [
            _marked(mark, line)
            for shown in one.shown
            if shown.outcome == outcome
            for line in shown.lines
            if not line.good
        ]
    return Area(one.objective.title, how, tuple(dict.fromkeys(lines)))


def _marked(mark: str, line: Line) -> str:
    """Say that something is late, unless its own words do."""
    return str(line) if " late" in line.text else f"{mark}{line}"


def _some(figure: Measure) -> tuple[str, ...]:
    """Give the first of what was counted, and how many more there are."""
    poor = [str(line) for line in figure.lines if not line.good]
    more = len(poor) - NAMED
    return (*poor[:NAMED], *((f"and {more} more, under Figures",) if more > 0 else ()))


_SAME: Final = {"first-word": "acknowledged", "late-updates": "promise"}
"""Figures that say no more than this kind of an objective's evidence: told once."""

_NEVER: Final = {
    "first-word": ("Acknowledge in public", "no post for everybody did"),
    "first-tip": ("Tell people what they can do", "no post said so"),
    "late-updates": ("Promise the next update, with a time", "no post did"),
}

_POOR: Final = {
    "late-updates": ("Keep the updates that were promised", "late or never: {0}"),
    "unconfirmed": ("Hold back what is not confirmed", "stated too early: {0}"),
    "overridden": ("Talk over each stop that was overridden", "in all: {0}"),
    "skipped": ("Talk over each required item that was skipped", "in all: {0}"),
    "left-open": ("Do what is required before going on", "left open: {0}"),
    "answered-late": ("Answer sooner", "responses that came late: {0}"),
    "unanswered": ("Answer everything that asks for a response", "never answered: {0}"),
    "clocks": ("Meet the deadlines", "missed: {0}"),
    "questions": ("Answer the people who ask", "left without an answer: {0}"),
}
"""What to do, and how many of what."""
