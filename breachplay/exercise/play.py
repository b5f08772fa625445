"""Playing a script: an exercise at full speed, without a terminal and without waiting.

The exercise clock is held, and put ahead to each moment at which something happens: an inject
that is due, then a step of the script. So the record has its exercise times exact and its real
times true, and the same script gives the same exercise again.
"""

from collections.abc import Sequence
from datetime import timedelta

from msgspec import Struct

from breachplay.exercise.awaiting import await_inject, too_early
from breachplay.exercise.facilitate import put_ahead
from breachplay.exercise.steps import do
from breachplay.playbook.scenario import offset_seconds
from breachplay.playbook.script import Script, Step
from breachplay.record.commands import CloseRun, Refused
from breachplay.record.commands_exercise import (
    CheckCommunications,
    PaceExercise,
    SayAtHotWash,
)
from breachplay.record.exercise import Exercise
from breachplay.record.session import Session
from breachplay.record.when import parse_stamp


class Refusal(Struct, frozen=True):
    """A step that the state did not allow."""

    step: int
    """Its number in the script, from 1."""
    reason: str


def play(session: Session, script: Script) -> tuple[Refusal, ...]:
    """Play a whole script in an exercise that was just begun, and finish it.

    Args:
        session: the exercise, its clock not started.
        script: what the players do.

    Returns:
        The steps that were refused, with the reasons: a script does not stop at one, as players
        would not.

    Raises:
        Refused: when the run is no exercise.
        StoreFault: when something could not be recorded.
    """
    exercise = _exercise(session)
    session.submit(CheckCommunications(exercise.scenario.check.ask))
    session.submit(PaceExercise("start", held=True))
    begins = parse_stamp(exercise.begins_at)
    refusals: list[Refusal] = []
    for number, step in enumerate(script.step, start=1):
        put_ahead(session, begins + timedelta(seconds=offset_seconds(step.at)))
        await_inject(session, step)
        refusals += _refused(session, number, step)
    end = begins + timedelta(seconds=offset_seconds(script.end or script.step[-1].at))
    put_ahead(session, end)
    session.submit(CloseRun(script.outcome or "The script was played.", leaving_open=True))
    for question, text in script.hot_wash.items():
        session.submit(SayAtHotWash(question, text))
    return tuple(refusals)


def _exercise(session: Session) -> Exercise:
    if session.state.exercise is None:
        raise Refused("this run is no exercise with a scenario")
    return session.state.exercise


def _refused(session: Session, number: int, step: Step) -> Sequence[Refusal]:
    try:
        do(session, step, number)
    except Refused as refusal:
        return (Refusal(number, too_early(session, step) or str(refusal)),)
    return ()
