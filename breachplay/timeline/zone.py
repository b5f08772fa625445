"""Times as people read them: in the organisation's time zone, and in UTC.

What cannot be read as a time is given back as it stands, never dropped and never an error: a
record is read as it is.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from breachplay.plain import visible
from breachplay.record.when import parse_stamp
from breachplay.zones import time_zone


@dataclass(frozen=True, slots=True)
class Zone:
    """A time zone to show times in."""

    name: str
    """As the profile names it: `Europe/Berlin`."""
    info: tzinfo
    known: bool
    """False where the name is not a time zone we know, and UTC stands in."""

    def local(self, stamp: str) -> str:
        """Give a recorded time in this zone: `2026-11-24 03:10:00 CET`."""
        moment = instant(stamp)
        if moment is None:
            return visible(stamp, lines=False)
        try:
            shown = moment.astimezone(self.info)
        except (OverflowError, ValueError):
            return visible(stamp, lines=False)
        return f"{shown:%Y-%m-%d %H:%M:%S} {_abbreviation(shown)}"

    def both(self, stamp: str) -> str:
        """Give a recorded time in this zone and in UTC: `2026-11-24 03:10:00 CET (02:10:00 UTC)`.

        The day stands a second time only where it is another in UTC.
        """
        local, universal = self.local(stamp), utc(stamp)
        if local == universal:
            return local
        day, _, time = universal.partition(" ")
        return f"{local} ({time if local.startswith(day) else universal})"


def zone_named(name: str) -> Zone:
    """Give the time zone of that name; UTC, marked as not known, where there is none."""
    found = time_zone(name)
    if found is None:
        return Zone(name, UTC, known=name.upper() == "UTC")
    return Zone(name, found, known=True)


def instant(stamp: str) -> datetime | None:
    """Give the moment of an ISO 8601 time with an offset, in UTC; None where it is not one."""
    try:
        return parse_stamp(stamp)
    except ValueError:
        return None


def utc(stamp: str) -> str:
    """Give a recorded time in UTC: `2026-11-24 02:10:00 UTC`; as it stands if it is not one."""
    moment = instant(stamp)
    return f"{moment:%Y-%m-%d %H:%M:%S} UTC" if moment else visible(stamp, lines=False)


def between(start: str, end: str) -> timedelta | None:
    """Give how long after `start` the time `end` is; None where either is not a time."""
    first, last = instant(start), instant(end)
    return last - first if first and last else None


def length(span: timedelta) -> str:
    """Give a length of time in words: `1 h 02 min`, `38 min`, `12 s`, `3 d 4 h`."""
    seconds = abs(round(span.total_seconds()))
    minutes, hours, days = seconds // 60, seconds // 3600, seconds // 86400
    if days:
        return f"{days} d {hours % 24} h"
    if hours:
        return f"{hours} h {minutes % 60:02} min"
    return f"{minutes} min" if minutes else f"{seconds} s"


def _abbreviation(moment: datetime) -> str:
    name = moment.tzname() or ""
    return f"UTC{name}" if name.startswith(("+", "-")) else name
