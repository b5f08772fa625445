"""What the program does where nobody facilitates: it delivers each inject when it is due.

So it does where the clock is put ahead: what falls due on the way comes at its own time, in order,
and a branch is taken where the answer did not come by then.
"""

from collections.abc import Sequence
from datetime import datetime

from breachplay.exercise.schedule import due, next_moment
from breachplay.record.commands_exercise import DeliverInject, PaceExercise
from breachplay.record.events import PROGRAM, Event
from breachplay.record.session import Session
from breachplay.record.state import State


def deliveries(
    state: State, events: Sequence[Event], now: datetime
) -> tuple[tuple[str, DeliverInject], ...]:
    """Give the commands to send now, each with its id.

    The id follows from the inject alone: two terminals that send the same one record it once.
    """
    if state.exercise is None or state.closed:
        return ()
    return tuple(
        (f"inject-{inject.id}"[:64], DeliverInject(inject.id))
        for inject in due(state.exercise, events, now)
    )


def deliver(session: Session) -> bool:
    """Deliver what is due now; give whether something reached the players.

    Raises:
        Refused: when the exercise was finished meanwhile.
        StoreFault: when it could not be recorded.
    """
    given = False
    while sent := deliveries(session.state, session.events, session.now()):
        for command_id, command in sent:
            given |= bool(session.submit(command, command_id=command_id, actor=PROGRAM))
    return given


def put_ahead(session: Session, to: datetime) -> None:
    """Put the exercise clock ahead, and stop on the way wherever something falls due.

    Args:
        session: an exercise whose clock was started.
        to: where the clock is put; a moment that has passed changes nothing.

    Raises:
        Refused: when the exercise was finished, or another terminal put the clock further ahead.
        StoreFault: when it could not be recorded; what came before that stays.
    """
    session.follow()
    deliver(session)
    while (stop := _next_stop(session)) is not None and stop < to:
        session.submit(PaceExercise("jump", to=stop.isoformat()))
        deliver(session)
    if session.now() < to:
        session.submit(PaceExercise("jump", to=to.isoformat()))
    deliver(session)


def _next_stop(session: Session) -> datetime | None:
    if session.state.exercise is None or session.state.closed:
        return None
    return next_moment(session.state.exercise, session.events, session.now())
