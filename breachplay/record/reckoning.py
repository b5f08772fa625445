"""When a period ends: hours, calendar days, business days, months.

No period counted here ends later than the law's own count:

- Hours are real hours from the moment itself, so 72 hours are 72 hours over a change of the
  clocks too. (Regulation 1182/71, Art. 3(1), would not count the hour of the start.)
- Days are dates: the day of the start is not counted, and the period ends with the last second of
  the last day (Art. 3(1) and (2)(b)). A last day that is a Sunday or a holiday is not moved on to
  the next working day, though Art. 3(4) and some national laws do.
- Months end on the same date of a later month, or on its last day where it has no such date
  (Art. 3(2)(c)): 31 January and one month is 28 February.
- Business days leave out the day of the start, the country's weekends, and its public holidays
  as the package `holidays` has them for the whole country (category "public"); the holidays of
  one state or city are business days.

Where a day ends is the clock's own time zone, or else that of the organisation.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from breachplay.playbook.words import within_parts
from breachplay.zones import zone_of

if TYPE_CHECKING:
    from holidays import HolidayBase

LAST_SECOND: Final = time(23, 59, 59)
FAR: Final = datetime(9990, 1, 1, tzinfo=UTC)
"""Where a period would end beyond what a calendar holds."""

EARLY: Final = datetime(1900, 1, 1, tzinfo=UTC)
"""Before this nothing of ours happened."""

_REAL: Final = {"minutes": 60, "hours": 3600}


def ends(
    start: datetime,
    within: str,
    *,
    zone: str = "UTC",
    country: str | None = None,
    until: str | None = None,
) -> datetime:
    """Give when a period ends, in UTC.

    Args:
        start: the moment that starts it; aware.
        within: a `Within` of the playbook models: `72 hours`, `4 business days`.
        zone: where its days end: `America/New_York`; an unknown one is taken for UTC.
        country: whose holidays are no business days; one that is not known has none.
        until: the time of day at which the last day ends, if not at midnight: `17:30`.
    """
    number, unit = within_parts(within)
    try:
        if unit in _REAL:
            return start.astimezone(UTC) + timedelta(seconds=number * _REAL[unit])
        where = zone_of(zone)
        last = _last_day(start.astimezone(where).date(), number, unit, country)
        end = time.fromisoformat(until) if until else LAST_SECOND
        return datetime.combine(last, end, where).astimezone(UTC)
    except OverflowError:
        return FAR


def local(moment: datetime, zone: str) -> datetime:
    """Give a moment in the time zone of that name, or in UTC where there is none."""
    return moment.astimezone(zone_of(zone))


def _last_day(first: date, number: int, unit: str, country: str | None) -> date:
    try:
        if unit == "months":
            return _months_on(first, number)
        if unit == "business days":
            return _business_days_on(first, number, country or "")
        return first + timedelta(days=number)
    except ValueError as error:  # a year that no calendar has
        raise OverflowError from error


def _months_on(first: date, number: int) -> date:
    from calendar import monthrange  # noqa: PLC0415  late: few clocks count in months

    years, month = divmod(first.month - 1 + number, 12)
    year = first.year + years
    if year > 9990:
        raise OverflowError
    return date(year, month + 1, min(first.day, monthrange(year, month + 1)[1]))


@lru_cache(maxsize=256)
def _business_days_on(first: date, number: int, country: str) -> date:
    calendar = _calendar(country)
    day, left = first, number
    while left:
        day += timedelta(days=1)
        left -= calendar.is_working_day(day) if calendar is not None else day.weekday() < 5
    return day


def get_ready(country: str) -> None:
    """Load a country's holidays, so that whoever draws the first such deadline need not wait."""
    _calendar(country)


@lru_cache(maxsize=16)
def _calendar(country: str) -> "HolidayBase | None":
    from holidays import country_holidays  # noqa: PLC0415  a tenth of a second, for few clocks

    try:
        return country_holidays(country)
    except NotImplementedError:
        return None
