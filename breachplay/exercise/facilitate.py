"""What the program does where nobody facilitates: it delivers each inject when it is due."""

from collections.abc import Sequence
from datetime import datetime

from breachplay.exercise.schedule import due
from breachplay.record.commands_exercise import DeliverInject
from breachplay.record.events import Event
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
