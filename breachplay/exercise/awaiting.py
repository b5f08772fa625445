"""A script under a seed: a step waits for the inject that it answers.

Players answer what they have before them. A script has its steps at fixed times, and a seed may
bring an inject later than the step that answers it; so the step is done when the inject is there.
"""

from datetime import datetime, timedelta
from typing import Final

from breachplay.exercise.facilitate import put_ahead
from breachplay.exercise.schedule import LARGEST_SHIFT, planned
from breachplay.playbook.script import Step
from breachplay.record.session import Session
from breachplay.record.standing import span
from breachplay.record.when import parse_stamp

LONGEST: Final = timedelta(seconds=5 * LARGEST_SHIFT)
"""How long a step waits at most: a seed also shifts the injects that an inject follows."""


def await_inject(session: Session, step: Step) -> None:
    """Put the clock ahead to the inject that a step answers, where a seed brings it a bit later.

    Raises:
        Refused: when the exercise was finished meanwhile.
        StoreFault: when it could not be recorded.
    """
    exercise = session.state.exercise
    if exercise is None or not exercise.seed:
        return  # without a seed a step that comes too early is the author's to mend
    comes = _comes(session, step)
    if comes is not None and comes - session.now() <= LONGEST:
        put_ahead(session, comes)


def too_early(session: Session, step: Step) -> str:
    """Say that a step answers what has not come yet, and when it comes; empty where it has."""
    exercise = session.state.exercise
    if exercise is None or not step.answers or step.answers in exercise.delivered:
        return ""
    comes = _comes(session, step)
    when = f"; it comes at T+{span(comes - parse_stamp(exercise.begins_at))}" if comes else ""
    return f'at {step.at} the inject "{step.answers}" has not reached the players{when}'


def _comes(session: Session, step: Step) -> datetime | None:
    """Give when the inject that a step answers will come; None where it has, or nobody knows."""
    exercise = session.state.exercise
    if exercise is None:
        return None
    found = planned(exercise, session.events, session.now())
    return next((one.at for one in found if one.inject.id == step.answers), None)
