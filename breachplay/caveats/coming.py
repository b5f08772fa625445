"""When a time that somebody wrote is: on which day, in which zone, and what is in doubt about it.

What a text leaves open (no zone, no time of day, a zone that means several) is read in the
likeliest way, and `doubt` says so: a person confirms every time that is recorded.
"""

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final

from msgspec import Struct

from breachplay.zones import zone_of

END_OF_DAY: Final = time(23, 59)
FURTHEST: Final = timedelta(days=400)
"""A time further ahead than this is taken for a slip."""


class Moment(Struct, frozen=True):
    """A time as written; `due` says when it is."""

    first: int
    after: int
    """Its tokens: from `first` up to, not with, `after`."""
    hour: int | None = None
    """0 to 24; 24 is midnight at the end of the day."""
    minute: int = 0
    ahead: int | None = None
    """Days from today."""
    weekday: int | None = None
    day: tuple[int | None, int, int] | None = None
    """Year (None where it was left out), month, day."""
    span: int | None = None
    """Seconds from now."""
    zone: tzinfo | None = None
    doubt: str = ""


def due(moment: Moment, now: datetime, zone: str) -> tuple[datetime, str] | None:
    """Give when a written time is, in its own zone, and what is in doubt about it.

    Args:
        moment: as `moment_at` read it.
        now: the present, an aware time.
        zone: the time zone that is meant where the text names none, such as `Europe/Berlin`.

    Returns:
        None where there is no such time, as on 31 June.
    """
    where, now = moment.zone or zone_of(zone), now.astimezone(UTC)
    try:
        if moment.span is not None:
            return (now + timedelta(seconds=moment.span)).astimezone(where), moment.doubt
        found, doubt = _on_its_day(moment, now, where)
    except (ValueError, OverflowError):
        return None
    if abs(found - now) > FURTHEST:
        return None
    in_utc = found.astimezone(UTC)
    if in_utc.astimezone(where).replace(tzinfo=None) != found.replace(tzinfo=None):
        doubt = doubt or "the clocks are put forward over this time"
        found = in_utc.astimezone(where)
    return found, doubt


def _on_its_day(moment: Moment, now: datetime, where: tzinfo) -> tuple[datetime, str]:
    here = now.astimezone(where)
    today, doubt = here.date(), moment.doubt
    day = _its_date(moment, today)
    if moment.hour is None:
        doubt = doubt or "no time of day is said, so the end of that day is taken"
        return datetime.combine(day, END_OF_DAY, where), doubt
    late = timedelta(days=1) if moment.hour == 24 else timedelta(0)
    found = datetime.combine(day, time(moment.hour % 24, moment.minute), where) + late
    if found > now:
        return found, doubt
    if moment.weekday is not None:
        return found + timedelta(days=7), doubt
    if moment.day is None and moment.ahead is None:
        passed = f"{moment.hour % 24:02}:{moment.minute:02} has passed today, so tomorrow is taken"
        return found + timedelta(days=1), doubt or passed
    return found, "that time has passed"


def _its_date(moment: Moment, today: date) -> date:
    if moment.weekday is not None:
        return today + timedelta(days=(moment.weekday - today.weekday()) % 7)
    if moment.day is None:
        return today + timedelta(days=moment.ahead or 0)
    year, month, day = moment.day
    if year is not None:
        return date(year, month, day)
    near = [date(today.year + more, month, day) for more in (-1, 0, 1) if _is(month, day, today)]
    if not near:
        raise ValueError("no such day this year")
    return min(near, key=lambda found: abs(found - today))


def _is(month: int, day: int, today: date) -> bool:
    """Whether the day is there in every year around this one; 29 February is not."""
    try:
        for more in (-1, 0, 1):
            date(today.year + more, month, day)
    except ValueError:
        return False
    return True
