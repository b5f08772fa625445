"""A record opened for reading: the state, the events and the zone to show times in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from itertools import pairwise

from breachplay.record import events as kinds
from breachplay.record.events import PROGRAM, Actor, Event
from breachplay.record.state import State
from breachplay.record.when import stamp
from breachplay.timeline.zone import Zone, between, zone_named


@dataclass(frozen=True)
class Reading:
    """What a report is composed from, with the questions that its sections share."""

    state: State
    events: Sequence[Event]
    now: datetime
    """When it is read: aware, any zone."""
    damage: str = ""
    """Where the record stops holding; empty where it holds."""

    @cached_property
    def zone(self) -> Zone:
        """The organisation's time zone."""
        return zone_named(self.state.profile.timezone)

    @property
    def exercise(self) -> bool:
        """Whether the run is an exercise."""
        return self.state.mode != "incident"

    @property
    def now_stamp(self) -> str:
        """When it is read, as the record writes times."""
        return stamp(self.now)

    def of_kind(self, kind: str) -> Iterator[Event]:
        """Give the events of one kind, oldest first."""
        return (event for event in self.events if event.kind == kind)

    def people(self) -> tuple[Actor, ...]:
        """Give who acted, each once, in the order of their first act."""
        actors = dict.fromkeys(event.actor for event in self.events)
        return tuple(actor for actor in actors if actor != PROGRAM)

    @cached_property
    def saves(self) -> dict[str, int]:
        """How many versions of each draft were saved."""
        counts: dict[str, int] = {}
        for event in self.of_kind(kinds.DRAFT_SAVED):
            draft = event.body.get("draft", "")
            counts[draft] = counts.get(draft, 0) + 1
        return counts

    @cached_property
    def went_back(self) -> dict[int, timedelta]:
        """By how much the clock went back before an event, by the event's seq."""
        return went_back(self.events)


def went_back(events: Sequence[Event]) -> dict[int, timedelta]:
    """Find the events recorded at a time before that of the event they follow."""
    found = {}
    for before, event in pairwise(events):
        step = between(before.at, event.at)
        if step is not None and step < timedelta(0):
            found[event.seq] = -step
    return found
