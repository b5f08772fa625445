"""The figures of a team's exercises, side by side, oldest first."""

from typing import TYPE_CHECKING, Any

from breachplay.cli.shared import Shared, open_store, tell, tell_json, tell_line

if TYPE_CHECKING:
    from breachplay.exercise.history import History, Row

COLUMNS = 6
"""How many exercises stand side by side; the small bars show all."""


def tell_exercises(shared: Shared, *, as_json: bool) -> None:
    """Print the figures of every exercise of the store, as a table or as one JSON document.

    Raises:
        StoreFault: when the store cannot be read.
    """
    from breachplay.exercise.history import history  # noqa: PLC0415  late

    found = history(open_store(shared))
    if as_json:
        tell_json(_document(found))
        return
    if not found.rows:
        tell("EXERCISE  No exercise to compare yet. Begin one with: breachplay rehearse")
    else:
        _tell_table(found)
    for one in found.left_out:
        tell_line(f"left out: {one.run}: {one.why}")


def _tell_table(found: "History") -> None:
    from breachplay.exercise.history import short, spark  # noqa: PLC0415  late

    for number, row in enumerate(found.rows, 1):
        state = "finished" if row.finished else "open, as far as it has gone"
        tell_line(f"EXERCISE {number}  {row.opened_at[:10]}  {row.title}  ({row.run}, {state})")
        tell_line(f"{'':>10} {row.grades_said}")
    tell_line("")
    first = max(len(found.rows) - COLUMNS, 0)
    shown = found.rows[first:]
    head = ("FIGURE (less is better)", *(str(first + at) for at in range(1, len(shown) + 1)))
    table = [(*head, "ALL", "LAST CHANGE")]
    for name, label in found.figures():
        values = found.values(name)
        figures = (short(row.measure(name)) for row in shown)
        table.append((label, *figures, spark(name, values), found.change(name)))
    widths = [max(len(row[column]) for row in table) for column in range(len(table[0]))]
    for label, *cells, bars, change in table:
        numbers = (cell.rjust(width) for cell, width in zip(cells, widths[1:-2], strict=True))
        parts = (label.ljust(widths[0]), *numbers, bars.ljust(widths[-2]), change)
        tell_line("  ".join(parts).rstrip())


def _document(found: "History") -> dict[str, Any]:
    return {
        "exercises": [_exercise(row) for row in found.rows],
        "left_out": [{"run": one.run, "why": one.why} for one in found.left_out],
    }


def _exercise(row: "Row") -> dict[str, Any]:
    return {
        "mode": "EXERCISE",
        "run": row.run,
        "title": row.title,
        "scenario": row.scenario,
        "opened_at": row.opened_at,
        "finished": row.finished,
        "grades": {grade: row.grades.count(grade) for grade in "PSMU"},
        "figures": {
            one.id: {"value": one.value, "unit": one.unit, "told": one.told} for one in row.measures
        },
    }
