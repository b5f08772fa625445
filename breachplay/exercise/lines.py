"""Lines of evidence: what a review says of the record, and where in it that stands."""

from datetime import datetime

from msgspec import Struct

from breachplay.record.events import Event
from breachplay.record.standing import span
from breachplay.record.when import parse_stamp


class Line(Struct, frozen=True):
    """One thing that the record shows."""

    text: str
    seq: int = 0
    """The number of the event that shows it; 0 where something is not there."""
    at: str = ""
    """When, from the start on the exercise clock: `T+42 min`; empty where nothing happened."""
    good: bool = False
    """Whether this is as it should be, in a row of lines of which others are not."""

    def __str__(self) -> str:
        told = [part for part in (self.at, f"seq {self.seq}" if self.seq else "") if part]
        return f"{self.text} ({', '.join(told)})" if told else self.text


def line(text: str, event: Event, begins: datetime, *, good: bool = False) -> Line:
    """Give a line about an event."""
    return Line(text, event.seq, since(event.on_clock, begins), good)


def since(stamp: str, begins: datetime) -> str:
    """Give a moment as the time since the exercise began: `T+3 h 05`."""
    return f"T+{span(parse_stamp(stamp) - begins)}"
