"""Days of the calendar as people write them, and the names of months and time zones."""

import re
from typing import Final

Day = tuple[int, int, int]
"""Year (0 where none is said), month, day."""

_NAMES: Final = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
MONTHS: Final = (
    {name: number for number, name in enumerate(_NAMES, start=1)}
    | {name[:3]: number for number, name in enumerate(_NAMES, start=1)}
    | {"sept": 9}
)
ZONES: Final = {
    zone: zone
    for zone in (
        *("CET", "CEST", "EET", "EEST", "WET", "WEST", "BST", "IST", "MSK", "JST", "SGT", "HKT"),
        *("AEST", "AEDT", "ACST", "AWST", "NZST", "NZDT", "SAST", "EST", "EDT", "CST", "CDT"),
        *("MST", "MDT", "PST", "PDT", "ET", "CT", "MT", "PT"),
    )
} | {"UTC": "UTC", "GMT": "UTC", "Z": "UTC"}
ORDINALS: Final = {
    name: number
    for number, name in enumerate(
        (
            *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"),
            *("ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth"),
            *("sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"),
        ),
        start=1,
    )
} | {"thirtieth": 30}
FROM_UTC: Final = {
    **{"CET": 60, "CEST": 120, "EET": 120, "EEST": 180, "WEST": 60, "BST": 60, "MSK": 180},
    **{"EST": -300, "EDT": -240, "CDT": -300, "MST": -420, "MDT": -360, "PST": -480, "PDT": -420},
    **{"JST": 540, "SGT": 480, "HKT": 480, "AEST": 600, "AEDT": 660, "NZST": 720, "NZDT": 780},
}
"""Minutes from UTC of the zones that are told apart by their short name."""

_LONGEST: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FIRST_TWO_DIGIT_YEAR: Final = 2000
_DAYS: Final = re.compile(r"([0-3]?\d)(?:-([0-3]?\d))?")


def the_day(year: int, month: int, day: int) -> Day | None:
    """Give a day, or None where the calendar has none such."""
    there = 1 <= month <= 12 and 1 <= day <= _LONGEST[month - 1]
    return (year, month, day) if there else None


def iso_day(match: re.Match[str]) -> tuple[Day, ...]:
    """Give the day of `2026-03-03`, from its three groups."""
    day = the_day(int(match[1]), int(match[2]), int(match[3]))
    return (day,) if day else ()


def day_and_month(match: re.Match[str]) -> tuple[Day, ...]:
    """Give the days that `03/04/2026` may be, from its four groups: day, mark, month, year.

    Between slashes either may come first; between dots the day does.
    """
    first, mark, second, written = int(match[1]), match[2], int(match[3]), match[4]
    year = int(written) + (_FIRST_TWO_DIGIT_YEAR if len(written) == 2 else 0)
    orders = [(second, first)] if mark == "." else [(second, first), (first, second)]
    days = (the_day(year, month, day) for month, day in orders)
    return tuple(dict.fromkeys(day for day in days if day))


def day_first(written: str) -> tuple[int, ...]:
    """Give the days of the month that `3` or `3-5` names; none where it can be no day."""
    match = _DAYS.fullmatch(written)
    if match is None:
        return ()
    days = tuple(int(day) for day in match.groups() if day)
    return days if all(1 <= day <= 31 for day in days) else ()
