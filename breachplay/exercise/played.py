"""An exercise as its record has it: what a review looks at."""

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct

from breachplay.record.events import Event
from breachplay.record.exercise import Exercise
from breachplay.record.state import State
from breachplay.record.when import parse_stamp


class Played(Struct, frozen=True):
    """An exercise as its record has it."""

    state: State
    exercise: Exercise
    events: Sequence[Event]
    now: datetime
    """What the exercise clock shows; at the end, what it showed last."""

    @property
    def begins(self) -> datetime:
        """When the exercise began, on its clock."""
        return parse_stamp(self.exercise.begins_at)

    @property
    def ended(self) -> bool:
        """Whether nothing more will come."""
        return self.state.closed

    @property
    def played_at(self) -> str:
        """When it was played, whatever its own clock showed: UTC."""
        return self.events[0].at

    def newest(self, kind: str, **names: str) -> Event | None:
        """Give the newest event of a kind whose body has these names: `item="asked"`."""
        return next(
            (
                event
                for event in reversed(self.events)
                if event.kind == kind
                and all(event.body.get(key) == value for key, value in names.items())
            ),
            None,
        )


def played_from(state: State, events: Sequence[Event]) -> Played:
    """Give an exercise as its record has it, at the moment of its last event.

    Raises:
        ValueError: when the run is no exercise with a scenario.
    """
    exercise = state.exercise
    if exercise is None:
        raise ValueError("this run is no exercise with a scenario: there is nothing to review")
    return Played(state, exercise, events, _last_moment(state, exercise))


def _last_moment(state: State, exercise: Exercise) -> datetime:
    """Give how far the exercise clock came: to the end, or to the last event so far."""
    at = state.closed_at or state.last_on_clock
    return max(parse_stamp(at), parse_stamp(exercise.pace.exercise_at))
