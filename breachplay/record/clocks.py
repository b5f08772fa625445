"""Every clock of a run as it stands now: pure, from the record alone."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Final

from breachplay.record.standing import Standing, nearest_first
from breachplay.record.state import State

Source = Callable[[State, datetime], Iterable[Standing]]


def standing(state: State, now: datetime) -> tuple[Standing, ...]:
    """Give how every clock of the run stands, nearest first.

    Args:
        state: where the run stands.
        now: the present (in an exercise, on its own clock); aware.
    """
    return nearest_first(one for source in SOURCES for one in source(state, now))


SOURCES: Final[tuple[Source, ...]] = ()
"""Who knows of clocks: deadlines of law here, promised updates in their own module."""
