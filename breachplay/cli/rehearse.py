"""Exercises: play one, and what it showed."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from breachplay.cli.sessions import look_at, newest_exercise
from breachplay.cli.shared import (
    FOUND,
    Ended,
    Shared,
    actor,
    check_name,
    fail,
    load_profile,
    open_store,
    said,
    shared_options,
    tell_line,
)

if TYPE_CHECKING:
    from breachplay.record.session import Session

SPEEDS = click.IntRange(1, 60)


@click.command()
@click.argument("scenario", required=False)
@click.option("--speed", type=SPEEDS, default=1, show_default=True, help="How fast its clock runs.")
@click.option(
    "--seed",
    type=click.IntRange(0, 2**31),
    default=0,
    show_default=True,
    help="Which course it takes; 0: the script's own times.",
)
@click.option("--script", metavar="FILE", help="Play FILE at full speed, without a terminal.")
@click.option(
    "--facilitate",
    metavar="[RUN]",
    is_flag=False,
    flag_value="",
    help="Facilitate RUN, or the newest exercise, from a second terminal.",
)
@shared_options
def rehearse(
    *,
    scenario: str | None,
    speed: int,
    seed: int,
    script: str | None,
    facilitate: str | None,
    shared: Shared,
) -> None:
    """Start a tabletop exercise with SCENARIO: a shipped one's name, or a file.

    With --script no terminal is needed: what the script says is done, each step at its time on
    the exercise clock, and the ratings are printed. Exit status 1 where a step was refused.

    With --facilitate the whole script of RUN is shown, which the players do not see: send, leave
    out, add, change the clock, take notes, rate. Without RUN the newest exercise is meant.
    """
    check_name(shared)
    if facilitate is not None:
        from breachplay.cli.on_screen import facilitator  # noqa: PLC0415  late

        facilitator(facilitate, shared)
        return
    if script is not None:
        _play(script, scenario, seed, shared)
        return
    from breachplay.cli.on_screen import exercise  # noqa: PLC0415  late

    exercise(scenario, speed=speed, seed=seed, shared=shared)


def _play(script_file: str, scenario: str | None, seed: int, shared: Shared) -> None:
    from breachplay.exercise.play import play  # noqa: PLC0415  late
    from breachplay.playbook.faults import Faulty  # noqa: PLC0415  late
    from breachplay.playbook.find import find_scenario, find_scenario_beside  # noqa: PLC0415
    from breachplay.playbook.read import read_script  # noqa: PLC0415  late
    from breachplay.record.opening_exercise import prepare_exercise  # noqa: PLC0415  late
    from breachplay.record.session import Session, SystemClock  # noqa: PLC0415  late
    from breachplay.record.store import StoreFault  # noqa: PLC0415  late

    clock = SystemClock()
    profile = load_profile(shared)
    try:
        steps = read_script(script_file)
        file = (
            find_scenario(scenario)
            if scenario is not None
            else find_scenario_beside(steps.scenario, Path(script_file))
        )
        command = prepare_exercise(file, profile, clock.now(), seed=seed)
        store = open_store(shared)
        with Session.begin(store, command, actor(shared, profile), clock) as session:
            refusals = play(session, steps)
            for refusal in refusals:
                tell_line(f"step {refusal.step} was refused: {refusal.reason}")
            _tell_ratings(session)
    except Faulty as faulty:
        raise Ended(FOUND, *map(str, faulty.faults)) from faulty
    except (LookupError, StoreFault) as fault:
        fail(said(fault))
    if refusals:
        raise Ended(FOUND)


def _tell_ratings(session: "Session") -> None:
    from breachplay.exercise.review import review  # noqa: PLC0415  late

    found = review(session.state, session.events)
    for rated in found.rated:
        tell_line(f"{rated.grade}  {rated.objective.title}")
    for measure in found.measures:
        tell_line(f"{measure.label}: {measure.told}")
    tell_line(f"{session.state.run}: finished. Head: {session.head}")


@click.command()
@click.argument("run", required=False, metavar="[RUN|FILE]")
@click.option("--form", type=click.Choice(["md", "html", "json"]), default="md", show_default=True)
@click.option("-o", "--output", metavar="FILE", help="The file to write; - for standard output.")
@click.option("--force", is_flag=True, help="Replace a file that is there already.")
@shared_options
def review(run: str | None, form: str, output: str | None, force: bool, shared: Shared) -> None:
    """Write the review of the exercise RUN: ratings with their evidence, figures, what to improve.

    Without RUN: the newest exercise. Without -o: a file in this folder, named after the exercise.
    """
    from breachplay.exercise.plain_data import document  # noqa: PLC0415  late
    from breachplay.exercise.report import as_html, as_markdown  # noqa: PLC0415  late
    from breachplay.exercise.review import review as reviewed  # noqa: PLC0415  late
    from breachplay.timeline import TimelineFault, review_name, write_export  # noqa: PLC0415

    with look_at(run or _newest(shared), shared) as session:
        try:
            found = reviewed(session.state, session.events)
        except ValueError as error:
            fail(said(error))
        if form == "json":
            text = json.dumps(document(found), ensure_ascii=True, indent=2) + "\n"
        else:
            text = (as_html if form == "html" else as_markdown)(session.state, session.events)
        if output == "-":
            click.echo(text, nl=False)
            return
        name = review_name(session.state, form)
        path = Path(output) if output else None
        try:
            written = write_export(text, path, Path.cwd(), name=name, force=force)
        except TimelineFault as fault:
            fail(str(fault))
        tell_line(f"{written}: written. Head: {session.head}")


def _newest(shared: Shared) -> str:
    try:
        return newest_exercise(open_store(shared))
    except LookupError as error:
        fail(said(error))
