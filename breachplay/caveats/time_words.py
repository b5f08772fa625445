"""Words of times: numbers, units, days, months, zones. Data, and the reading of a zone."""

from collections.abc import Sequence
from datetime import UTC, timedelta, timezone, tzinfo
from typing import Final

from breachplay.zones import time_zone

_COUNTED: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty"
)
NUMBERS: Final = {
    **{word: number for number, word in enumerate(_COUNTED.split())},
    "a": 1,
    "an": 1,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "ninety": 90,
}

UNITS: Final = {
    unit: seconds
    for seconds, units in (
        (60, "min mins minute minutes"),
        (3600, "h hr hrs hour hours"),
        (86400, "day days"),
        (604800, "week weeks"),
    )
    for unit in units.split()
}

WHOLE_SPANS: Final = {"hourly": 3600, "daily": 86400}

WEEKDAYS: Final = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tue tues",
            "wednesday wed",
            "thursday thu thurs",
            "friday fri",
            "saturday",
            "sunday",
        )
    )
    for name in names.split()
}

MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}

DAY_PARTS: Final = {"morning": 12, "afternoon": 18, "evening": 22, "night": 24}
"""Parts of a day, and the hour at whose end a promise of that part would be broken."""

_FIXED: Final = {
    "wet": 0,
    "west": 60,
    "cet": 60,
    "cest": 120,
    "eet": 120,
    "eest": 180,
    "msk": 180,
    "est": -300,
    "edt": -240,
    "cdt": -300,
    "mst": -420,
    "mdt": -360,
    "pst": -480,
    "pdt": -420,
    "jst": 540,
    "sgt": 480,
    "hkt": 480,
    "aest": 600,
    "aedt": 660,
    "nzst": 720,
    "nzdt": 780,
    "bst": 60,
    "cst": -360,
    "ist": 330,
}
"""Zones by their short names, in minutes from UTC."""

_SEVERAL: Final = {
    "bst": "British Summer Time",
    "cst": "US Central Standard Time",
    "ist": "India Standard Time",
}
"""Short names that several zones bear, and which of them is taken."""

_PLACES: Final = {
    "et": "America/New_York",
    "eastern": "America/New_York",
    "ct": "America/Chicago",
    "central": "America/Chicago",
    "mt": "America/Denver",
    "mountain": "America/Denver",
    "pt": "America/Los_Angeles",
    "pacific": "America/Los_Angeles",
}

ZONE_NAMES: Final = frozenset({"utc", "gmt", "z", *_FIXED, *_PLACES})


def zone_called(words: Sequence[str]) -> tuple[tzinfo | None, int, str]:
    """Read a zone at the beginning of some words.

    Returns:
        The zone, or None where none is named; how many words name it; what is in doubt.
    """
    bracket = 1 if words[:1] == ["("] else 0
    zone, used, doubt = _zone(words[bracket:])
    if not used:
        return None, 0, ""
    after = bracket + used
    if bracket and words[after : after + 1] == [")"]:
        after += 1
    return zone, after, doubt


def _zone(words: Sequence[str]) -> tuple[tzinfo | None, int, str]:
    first = words[0] if words else ""
    if first in {"utc", "gmt", "z"}:
        away, used = _offset(words[1:])
        return (timezone(away) if used else UTC), 1 + used, ""
    if first in {"+", "-", "−"}:
        away, used = _offset(words)
        return (timezone(away), used, "") if used > 2 else (None, 0, "")
    if first in _FIXED:
        several = _SEVERAL.get(first)
        doubt = f"{first.upper()} is more than one zone, {several} is taken" if several else ""
        return timezone(timedelta(minutes=_FIXED[first])), 1, doubt
    named = first in {"eastern", "central", "mountain", "pacific"}
    if first in _PLACES and (not named or words[1:2] == ["time"]):
        return time_zone(_PLACES[first]), 2 if named else 1, ""
    if first == "local" and words[1:2] == ["time"]:
        return None, 2, "local time is said, so yours is taken"
    return None, 0, ""


def _offset(words: Sequence[str]) -> tuple[timedelta, int]:
    """Read `+ 2`, `- 05 : 30`, `+ 0200`; give the offset and how many words it took."""
    if len(words) < 2 or words[0] not in {"+", "-", "−"}:
        return timedelta(0), 0
    digits = words[1]
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 4:
        return timedelta(0), 0
    hours, minutes, used = int(digits), 0, 2
    if len(digits) > 2:
        hours, minutes = divmod(int(digits), 100)
        used = 3  # as sure as an offset with a colon
    elif len(words) > 3 and words[2] == ":" and words[3].isdigit() and len(words[3]) == 2:
        minutes, used = int(words[3]), 4
    if hours > 14 or minutes > 59:
        return timedelta(0), 0
    away = timedelta(hours=hours, minutes=minutes)
    return (-away if words[0] in {"-", "−"} else away), used
