"""The figures of a team's exercises over time: one row an exercise, the oldest first."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Final

from msgspec import Struct

from breachplay.exercise.measures import Measure
from breachplay.exercise.rated import Rated
from breachplay.exercise.review import review
from breachplay.record.events import PROGRAM
from breachplay.record.exercise import GRADES
from breachplay.record.files import EXERCISE_MARK, shown
from breachplay.record.runfile import open_file
from breachplay.record.session import Session, SystemClock
from breachplay.record.standing import span
from breachplay.record.store import RunInfo, Store, StoreFault

NEVER_COUNTS: Final = frozenset({"first-word", "first-tip"})
"""Figures where nothing at all is the worst that can be, and not nothing to count."""


class Row(Struct, frozen=True):
    """One exercise and its figures."""

    run: str
    title: str
    scenario: str
    opened_at: str
    """When it was played: UTC."""
    finished: bool
    grades: str
    """The grade of each objective, in the order of the scenario: `PPSU`."""
    measures: tuple[Measure, ...]

    def measure(self, name: str) -> Measure | None:
        """Give one figure, or None where this exercise has none of that name."""
        return next((one for one in self.measures if one.id == name), None)

    @property
    def grades_said(self) -> str:
        """How many objectives have each grade: `P 2, S 1, M 0, U 1`."""
        counted = Counter(self.grades)
        return ", ".join(f"{grade} {counted[grade]}" for grade in GRADES)


class LeftOut(Struct, frozen=True):
    """A run that has no place in the table, and why."""

    run: str
    why: str


class History(Struct, frozen=True):
    """All exercises of a store."""

    rows: tuple[Row, ...]
    left_out: tuple[LeftOut, ...]

    def figures(self) -> tuple[tuple[str, str], ...]:
        """Give name and label of every figure, in the order of the review."""
        return tuple(
            dict.fromkeys((one.id, one.label) for row in self.rows for one in row.measures)
        )

    def values(self, name: str) -> tuple[int | None, ...]:
        """Give one figure of all exercises, oldest first; None where it has no number."""
        found = (row.measure(name) for row in self.rows)
        return tuple(one.value if one else None for one in found)

    def change(self, name: str) -> str:
        """Say how a figure of the last finished exercise stands to the one before; see `trend`.

        One that still runs is shown beside them, and proves nothing yet: what it lacks may come.
        """
        done = (row.measure(name) for row in self.rows if row.finished)
        return trend(name, tuple(one.value if one else None for one in done))


def history(store: Store) -> History:
    """Read every exercise of a store; what cannot be read is named, and stops nothing.

    Raises:
        StoreFault: when the folder itself cannot be read.
    """
    rows: list[Row] = []
    left_out: list[LeftOut] = []
    for info in reversed(store.runs()):
        if info.fault:
            if info.run.startswith(EXERCISE_MARK):
                left_out.append(LeftOut(info.run, info.fault))
        elif info.mode == "exercise":
            found = _read(info)
            if isinstance(found, Row):
                rows.append(found)
            else:
                left_out.append(found)
    return History(tuple(rows), tuple(left_out))


def _read(info: RunInfo) -> Row | LeftOut:
    try:
        file = open_file(info.path, read_only=True)
        with Session(file, info.path.parent, PROGRAM, SystemClock()) as session:
            if session.damage is not None:
                why = f"{shown(info.path)} is damaged at {session.damage}: see breachplay verify"
                return LeftOut(info.run, why)
            if session.state.exercise is None:
                return LeftOut(info.run, "an exercise without a scenario: there is nothing to rate")
            return _row(info, session)
    except (StoreFault, ValueError, KeyError, TypeError) as fault:
        return LeftOut(info.run, f"it cannot be read: {fault}")


def _row(info: RunInfo, session: Session) -> Row:
    found = review(session.state, session.events)
    return Row(
        run=info.run,
        title=info.title,
        scenario=found.played.exercise.scenario.id,
        opened_at=info.opened_at,
        finished=info.closed,
        grades="".join(one.grade for one in found.rated),
        measures=(_graded(found.rated), *found.measures),
    )


def _graded(rated: Sequence[Rated]) -> Measure:
    """Give how many objectives went badly, as a figure like the others: less is better."""
    poor = sum(one.grade in {"M", "U"} for one in rated)
    told = f"{poor or 'none'} of {len(rated)}"
    return Measure("grades", "Objectives graded M or U", poor, "count", told)


def short(measure: Measure | None) -> str:
    """Give a figure in a few cells: `4 min`, `never`, `2`, `-` where there is nothing to count."""
    if measure is None:
        return "-"
    if measure.value is None:
        return "never" if measure.id in NEVER_COUNTS else "-"
    if measure.unit == "minutes":
        return span(timedelta(minutes=measure.value))
    return str(measure.value)


def _worths(name: str, values: Sequence[int | None]) -> Iterator[float | None]:
    for value in values:
        never = value is None and name in NEVER_COUNTS
        yield float("inf") if never else value


_BARS: Final = "▁▂▃▄▅▆▇█"


def spark(name: str, values: Sequence[int | None]) -> str:
    """Draw a figure's values as a row of small bars, low is good: `█▅▁`.

    `·` stands where there is nothing to count, `✗` where what was to come never came.
    """
    numbers = [value for value in values if value is not None]
    highest = max(numbers, default=0)
    drawn = []
    for worth in _worths(name, values):
        if worth is None:
            drawn.append("·")
        elif worth == float("inf"):
            drawn.append("✗")
        else:
            step = round(worth / highest * (len(_BARS) - 1)) if highest else 0
            drawn.append(_BARS[step])
    return "".join(drawn)


def trend(name: str, values: Sequence[int | None]) -> str:
    """Say how the last value stands to the one before, by glyph and word; empty with one alone."""
    known = [worth for worth in _worths(name, values) if worth is not None]
    if len(known) < 2:
        return ""
    before, last = known[-2:]
    if last == before:
        return "= same"
    return "↓ better" if last < before else "↑ worse"
