"""Runs without a screen: list them, ask where one stands, add a note."""

from typing import TYPE_CHECKING, Any

import click

from breachplay.cli.sessions import go_on, look_at
from breachplay.cli.shared import (
    FOUND,
    Ended,
    Shared,
    fail,
    open_store,
    shared_options,
    tell,
    tell_json,
    tell_line,
)

if TYPE_CHECKING:
    from breachplay.record.store import RunInfo


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON document: a list, newest first.")
@click.option("--exercises", is_flag=True, help="What exercises showed, side by side.")
@shared_options
def runs(as_json: bool, exercises: bool, shared: Shared) -> None:
    """List runs, the newest first, and which of them are damaged. Times are UTC."""
    if exercises:
        from breachplay.cli.exercises import tell_exercises  # noqa: PLC0415  late

        tell_exercises(shared, as_json=as_json)
        return
    found = open_store(shared).runs()
    damage = {run.run: _damage(run) for run in found}
    if as_json:
        tell_json([_run_as_json(run, damage[run.run]) for run in found])
        return
    if not found:
        tell("No runs yet. Begin one with: breachplay launch")
        return
    rows = [_row(run, damage[run.run]) for run in found if not run.fault]
    rows.insert(0, ("RUN", "MODE", "STATE", "BEGUN (UTC)", "HEAD", "TITLE"))
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    for row in rows if len(rows) > 1 else ():
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        tell_line("  ".join([*cells, row[-1]]))
    for run in found:
        if run.fault:
            tell_line(f"{run.run}  cannot be read: {run.fault}")
        elif damage[run.run]:
            tell_line(f"{run.run}  is damaged at {damage[run.run]}: see breachplay verify")


def _damage(run: "RunInfo") -> str:
    """Say where a run stops holding; empty where it holds. Its events are read for it."""
    if run.fault:
        return ""
    from breachplay.record.runfile import open_file  # noqa: PLC0415  late
    from breachplay.record.store import StoreFault  # noqa: PLC0415  late

    try:
        with open_file(run.path, read_only=True) as file:
            return str(file.damage) if file.damage is not None else ""
    except StoreFault as fault:
        return str(fault)


def _row(run: "RunInfo", damage: str) -> tuple[str, ...]:
    mode = "EXERCISE" if run.mode == "exercise" else "LIVE"
    begun = run.opened_at[:16].replace("T", " ")
    state = "damaged" if damage else "finished" if run.closed else "open"
    return (run.run, mode, state, begun, run.head, run.title)


def _run_as_json(run: "RunInfo", damage: str) -> dict[str, Any]:
    return {
        "run": run.run,
        "mode": run.mode,
        "title": run.title,
        "opened_at": run.opened_at,
        "closed": run.closed,
        "head": run.head,
        "fault": run.fault,
        "damage": damage,
    }


@click.command()
@click.argument("run", required=False, metavar="[RUN|FILE]")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@shared_options
def status(run: str | None, as_json: bool, shared: Shared) -> None:
    """Say where RUN stands: phase, open items, facts, posts, next update.

    RUN may be the path of a run file too. Without it: the newest open run, or the newest of all
    where none is open.
    """
    from breachplay.cli.standing import as_document, as_lines  # noqa: PLC0415  late

    with look_at(run, shared) as session:
        now = session.now()  # in an exercise, on its own clock
        if as_json:
            tell_json(as_document(session, now))
        else:
            for line in as_lines(session, now):
                tell_line(line)
        if session.damage is not None:
            raise Ended(FOUND, f"the record is damaged at {session.damage}")


@click.command()
@click.argument("text")
@click.option("--run", help="The run; the newest open one if not named.")
@shared_options
def note(text: str, run: str | None, shared: Shared) -> None:
    """Add the note TEXT to a run; an app that has it open shows it."""
    from breachplay.record.commands import AddNote, Refused  # noqa: PLC0415  late
    from breachplay.record.store import StoreFault  # noqa: PLC0415  late

    with go_on(run, shared) as session:
        try:
            session.submit(AddNote(text))
        except (Refused, StoreFault) as refusal:
            fail(f"not noted: {refusal}")
        tell_line(f"noted in {session.state.run}: {session.head}")
