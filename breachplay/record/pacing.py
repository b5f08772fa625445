"""The clock of an exercise: it can stand still, run faster and jump ahead, and never goes back.

How it runs is on the record: from the last event that paced it, exercise time follows from real
time alone, so every terminal on the run and every later reader finds the same.
"""

from datetime import datetime, timedelta
from typing import Final

from msgspec import Struct

from breachplay.record.when import parse_stamp

FASTEST: Final = 60
"""Exercise seconds in one real second, at most."""


class Pace(Struct, frozen=True):
    """How exercise time runs from one moment on.

    `real_at` and `exercise_at` are that moment on both clocks, as the record stamps them;
    `speed` is how many exercise seconds pass in a real one while the clock is not `paused`.
    """

    real_at: str
    exercise_at: str
    speed: int = 1
    paused: bool = True


def exercise_time(pace: Pace, real: datetime) -> datetime:
    """Give what the exercise clock shows at a real moment, in UTC.

    A real clock that was set back holds it still; it never runs back.
    """
    base = parse_stamp(pace.exercise_at)
    if pace.paused:
        return base
    passed = max(real - parse_stamp(pace.real_at), timedelta(0))
    try:
        return base + passed * pace.speed
    except OverflowError:
        return base


def real_wait(pace: Pace, real: datetime, until: datetime) -> timedelta | None:
    """Give how long in real time until the exercise clock shows `until`; None while paused."""
    if pace.paused:
        return None
    left = until - exercise_time(pace, real)
    return max(left / pace.speed, timedelta(0))
