"""Moments: how the record stamps them, and how people enter them.

The record stamps in UTC to the millisecond. What a person enters is kept as entered, with the
offset of their zone.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Final

from breachplay.plain import visible
from breachplay.zones import time_zone

HOW_TO_SAY: Final = (
    'write it like "14:02", "yesterday 23:10", "2026-11-24 01:35", "01:35 UTC" or "20m ago"'
)
"""What a message adds for somebody whose time could not be read."""

SLIP: Final = timedelta(hours=3)
"""A time of day this much ahead is taken for a slip; one further ahead was yesterday."""

LAST_YEAR: Final = 9990
"""Times beyond it are no times: a deadline counted from there would have no date."""

_AGO = re.compile(r"(?P<spans>(?:[0-9]{1,7}\s*[a-z]+\s*)+)\s+ago")
_SPAN = re.compile(r"([0-9]+)\s*([a-z]+)")
_UNITS: Final = {
    unit: seconds
    for seconds, units in (
        (1, "s sec secs second seconds"),
        (60, "m min mins minute minutes"),
        (3600, "h hr hrs hour hours"),
        (86400, "d day days"),
    )
    for unit in units.split()
}

_ENTERED = re.compile(
    r"""(?: (?P<day> today | yesterday | [0-9]{4}-[0-9]{2}-[0-9]{2} ) (?: \s+ | t(?=[0-9]) ) )?
        (?P<hour> [0-9]{1,2} ) : (?P<minute> [0-9]{2} )
        (?: : (?P<second> [0-9]{2} ) (?: \.[0-9]{1,9} )? )?
        \s* (?P<zone> z | utc | gmt | [+-][0-9]{2}:?[0-9]{2} )?""",
    re.VERBOSE,
)


def stamp(now: datetime) -> str:
    """Give a moment as the record stamps it: `2026-11-24T02:10:00.000Z`."""
    utc = now.astimezone(UTC)
    return f"{utc:%Y-%m-%dT%H:%M:%S}.{utc.microsecond // 1000:03d}Z"


def parse_stamp(text: str) -> datetime:
    """Read a moment of the record, stamped or entered: an aware time, in UTC.

    Raises:
        ValueError: when it is not ISO 8601 with an offset.
    """
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            raise ValueError("no offset")
        if moment.year > LAST_YEAR:
            raise ValueError("no calendar goes on from there")
        return moment.astimezone(UTC)
    except (ValueError, OverflowError, TypeError) as error:
        raise ValueError(f'"{_shown(str(text))}" is not a time with its offset from UTC') from error


def parse_when(text: str, now: datetime, zone: str) -> str:
    """Read when something happened, as a person enters it.

    Args:
        text: empty or "now", a time of day, a day and a time, either with "UTC" or an offset,
            or "20m ago". A time of day alone is the last such time: well later than now, it was
            yesterday; a little later, it is refused, since a slip is likelier.
        now: the present, an aware time.
        zone: the time zone in which the person thinks, such as `Europe/Berlin`.

    Returns:
        ISO 8601 with the offset: `2026-11-24T01:35+01:00`, with seconds where they were given.

    Raises:
        ValueError: with a plain sentence: not a time, one still to come, or one that the change
            of the clocks left out.
    """
    here = _zone(zone)
    entered = " ".join(text.split()).lower()
    if entered in {"", "now"}:
        return now.astimezone(here).isoformat(timespec="seconds")
    if ago := _AGO.fullmatch(entered):
        return _ago(ago["spans"], now, here, text)
    match = _ENTERED.fullmatch(entered)
    if match is None:
        raise ValueError(f'"{_shown(text)}" is not a time: {HOW_TO_SAY}')
    where = _offset(match["zone"], text) if match["zone"] else here
    return _entered(match, now, where, text)


def _zone(zone: str) -> tzinfo:
    found = time_zone(zone)
    if found is None:
        raise ValueError(f'"{_shown(zone)}" is not a time zone, like "Europe/Berlin"')
    return found


def _offset(written: str, text: str) -> tzinfo:
    if not written.startswith(("+", "-")):
        return UTC
    hours, minutes = int(written[1:3]), int(written[-2:])
    if hours > 14 or minutes > 59:
        raise ValueError(f'"{_shown(text)}" has an offset that no place has')
    away = timedelta(hours=hours, minutes=minutes)
    return timezone(-away if written[0] == "-" else away)


def _ago(spans: str, now: datetime, here: tzinfo, text: str) -> str:
    seconds = 0
    for number, unit in _SPAN.findall(spans):
        if unit not in _UNITS:
            raise ValueError(f'"{_shown(text)}": "{unit}" is no unit; say "20m ago", "2h ago"')
        seconds += int(number) * _UNITS[unit]
    try:
        return (now - timedelta(seconds=seconds)).astimezone(here).isoformat(timespec="seconds")
    except OverflowError as error:
        raise ValueError(f'"{_shown(text)}" is too long ago') from error


def _entered(match: re.Match[str], now: datetime, where: tzinfo, text: str) -> str:
    precise = "seconds" if match["second"] else "minutes"
    try:
        clock = time(int(match["hour"]), int(match["minute"]), int(match["second"] or 0))
        today = now.astimezone(where).date()
        passed = [
            moment
            for day in _days(match["day"], today)
            for moment in _moments(day, clock, where, now)
        ]
        if not match["day"] and _just_ahead(datetime.combine(today, clock, where), now):
            raise _JustAheadError
    except _JustAheadError as error:
        raise ValueError(
            f'"{_shown(text)}" is still to come today: write "yesterday {_shown(text)}" '
            "if you mean that"
        ) from error
    except _LeftOutError as error:
        raise ValueError(f'"{_shown(text)}" never was: the clocks were put forward') from error
    except (ValueError, OverflowError) as error:
        raise ValueError(f'"{_shown(text)}" is no time of any day: {HOW_TO_SAY}') from error
    if not passed:
        raise ValueError(f'"{_shown(text)}" is still to come: say when it happened')
    return max(passed, key=lambda moment: moment.astimezone(UTC)).isoformat(timespec=precise)


class _JustAheadError(Exception):
    """A time of day that is later than now by so little that a slip is likelier than yesterday."""


def _just_ahead(moment: datetime, now: datetime) -> bool:
    in_utc = moment.astimezone(UTC)
    if in_utc.astimezone(moment.tzinfo).replace(tzinfo=None) != moment.replace(tzinfo=None):
        return False  # the clocks leave this time out: it is not still to come
    return timedelta(0) < in_utc - now.astimezone(UTC) <= SLIP


class _LeftOutError(Exception):
    """A time of day that the change of the clocks left out on that day."""


def _days(named: str | None, today: date) -> Iterator[date]:
    yesterday = today - timedelta(days=1)
    if named is None:
        yield from (today, yesterday)
    elif named in {"today", "yesterday"}:
        yield today if named == "today" else yesterday
    else:
        yield date.fromisoformat(named)


def _moments(day: date, clock: time, where: tzinfo, now: datetime) -> Iterator[datetime]:
    """Give the moments up to now at which a place's clocks show a time: two when put back."""
    for fold in (0, 1):
        moment = datetime.combine(day, clock, where).replace(fold=fold)
        in_utc = moment.astimezone(UTC)
        if in_utc > now:
            continue
        if in_utc.astimezone(where).replace(tzinfo=None) != moment.replace(tzinfo=None, fold=0):
            raise _LeftOutError
        yield moment


def _shown(text: str) -> str:
    return visible(text.strip()[:40], lines=False)
