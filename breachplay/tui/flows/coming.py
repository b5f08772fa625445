"""Times to come as a person enters them, and as a line of a form shows them."""

from datetime import datetime, timedelta
from typing import Final

from breachplay.zones import zone_of

STEP: Final = timedelta(minutes=15)
"""A time that is proposed stands on a quarter of an hour."""


def coming(entered: str, now: datetime, zone: str) -> datetime | None:
    """Read a time to come; None where it is not one."""
    from breachplay.caveats.promises import time_said  # noqa: PLC0415  late: not at the first key

    said = time_said(entered, now, zone)
    return said[0] if said else None


def shown_moment(moment: datetime, now: datetime, zone: str) -> str:
    """Give a moment so that `coming` reads the same one: `18:00 UTC`, `2026-11-25 09:00 CET`."""
    there = moment.astimezone(zone_of(zone))
    time = f"{there:%H:%M} {_zone_of(there)}"
    tomorrow = there.date() != now.astimezone(zone_of(zone)).date() or moment <= now
    return f"{there:%Y-%m-%d} {time}" if tomorrow else time


def _zone_of(moment: datetime) -> str:
    """Give the short name of a zone where it is read back as the same, else its offset."""
    from breachplay.caveats.time_words import zone_called  # noqa: PLC0415  late, as above
    from breachplay.caveats.times import tokens_of  # noqa: PLC0415  late, as above

    away = moment.utcoffset() or timedelta(0)
    name = moment.tzname() or ""
    zone, words, doubt = zone_called([token.word for token in tokens_of(name)])
    if zone is not None and words == 1 and not doubt and zone.utcoffset(moment) == away:
        return name
    minutes = round(away.total_seconds() / 60)
    sign = "-" if minutes < 0 else "+"
    return f"UTC{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def suggested(now: datetime, every: timedelta | None, zone: str) -> str:
    """Propose the time of the next update: one rhythm on, at the next quarter of an hour."""
    there = (now + (every or timedelta(hours=2))).astimezone(zone_of(zone))
    over = timedelta(
        minutes=there.minute % 15, seconds=there.second, microseconds=there.microsecond
    )
    there = there - over + (STEP if over else timedelta(0))
    return f"{there.day} {there:%B %H:%M} {_zone_of(there)}"
