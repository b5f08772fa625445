"""Days and times of day in a text: "3 March", "March 3-5, 2026", "2 p.m. UTC"."""

import re
from collections.abc import Sequence
from typing import Final

from breachplay.caveats.cursor import Cursor
from breachplay.caveats.dates import (
    FROM_UTC,
    MONTHS,
    ORDINALS,
    ZONES,
    Day,
    day_and_month,
    day_first,
    iso_day,
    the_day,
)
from breachplay.caveats.numbers import UNITS
from breachplay.caveats.tokens import CLUSTER, WORD
from breachplay.caveats.value import IN_UTC, Reading, Value

Found = tuple[tuple[Value, ...], int]
"""The values that begin at a token, and the token after them."""

SLASHED: Final = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})")
_ISO: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_CLOCK: Final = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)(?::[0-5]\d)?")
_BARE_CLOCK: Final = re.compile(r"(?=\d\d?(?:\.\d\d)?$|\d{4}$)([01]?\d|2[0-3])\.?([0-5]\d)?")
_ALSO_WORDS: Final = frozenset(("CT", "MT"))
"""Zones whose short name behind a number mostly says something else: "1200 CT scans"."""

_DOTTED_CLOCK: Final = re.compile(r"(0?\d|1[0-2])\.([0-5]\d)")
_TO: Final = frozenset(("to", "and", "until"))


class Moments(Cursor):
    """Reads days and times where they begin."""

    def _month_first(self, at: int) -> Found | None:
        """Read "March 3rd, 2026", "March 3-5" and "March 2026"."""
        token = self._held[at]
        month = MONTHS[token.word]
        number = at + 2 if self._mark(at + 1, ".") or self._word(at + 1) == "the" else at + 1
        a_word = token.word in {"may", "march"} and not token.capital
        spoken = self._word(number) in ORDINALS and self._kind(number + 1) != WORD
        if spoken and token.capital:
            written = self._held[number]
            year, end, after = self._year(number + 1, written.end)
            return self._days(token.start, end, (ORDINALS[written.word],), month, year), after
        if a_word or self._kind(number) != CLUSTER:
            return None
        written = self._held[number]
        if written.text.isdigit() and len(written.text) == 4:
            value = Value(token.start, written.end, "month", ((int(written.text), month),))
            return (value,), number + 1
        days = day_first(written.text)
        if not days:
            return None
        end, after = self._past_ordinal(number)
        if len(days) == 1 and self._mark(after, "-") and self._kind(after + 1) == CLUSTER:
            more = day_first(self._held[after + 1].text)
            if len(more) == 1:
                days = (*days, *more)
                end, after = self._past_ordinal(after + 1)
        if self._mark(after, "%") or (self._glued(after) and self._kind(after) == WORD):
            return None
        year, end, after = self._year(after, end)
        return self._days(token.start, end, days, month, year), after

    def _calendar(self, at: int) -> Found | None:
        token = self._held[at]
        days: tuple[Day, ...] = ()
        if match := _ISO.fullmatch(token.text):
            days = iso_day(match)
        elif match := SLASHED.fullmatch(token.text):
            days = day_and_month(match)
        if not days:
            return None
        after = at + 1
        day = Value(token.start, token.end, "date", days)
        if self._word(after) == "t" and self._glued(after):
            time = self._clock(after + 1) if self._kind(after + 1) == CLUSTER else None
            return ((day, *time[0]), time[1]) if time else ((day,), after + 1)
        return (day,), after

    def _clock(self, at: int) -> Found | None:
        """Read "14:00", "2 p.m. UTC", "2.30pm", "2-4pm" and "14h00"."""
        token = self._held[at]
        half, end, after = self._half(at + 1, token.end)
        match = _CLOCK.fullmatch(token.text)
        if match is None and half:
            match = _DOTTED_CLOCK.fullmatch(token.text)
        if match is not None:
            hour, minute = int(match[1]), int(match[2])
        elif half and token.text.isdigit() and 0 < int(token.text[:3]) <= 12:
            hour, minute = int(token.text[:3]), 0
        elif self._word(at + 1) == "h" and self._glued(at + 1) and self._glued(at + 2):
            if not (token.text.isdigit() and self._kind(at + 2) == CLUSTER):
                return None
            whole = f"{token.text[:3]}:{self._held[at + 2].text[:3]}"
            if not _CLOCK.fullmatch(whole):
                return None
            hour, minute = (int(part) for part in whole.split(":"))
            end, after = self._held[at + 2].end, at + 3
        elif match := self._zoned(at):
            hour, minute = int(match[1]), int(match[2] or 0)
            after += self._word(after) == "h"
        else:
            return None
        if half:
            hour = hour % 12 + (12 if half == "pm" else 0)
        return self._time(token.start, hour, minute, end, after)

    def _zoned(self, at: int) -> re.Match[str] | None:
        """Read what is a time for the zone behind it alone: "1800 UTC", "18.00 CET", "18h UTC"."""
        behind = at + 2 if self._word(at + 1) == "h" else at + 1
        if self._kind(behind) != WORD or self._held[behind].text not in ZONES:
            return None
        if self._held[behind].text in _ALSO_WORDS:
            return None
        return _BARE_CLOCK.fullmatch(self._held[at].text)

    def _hour_in_words(self, at: int) -> Found | None:
        """Read "six pm UTC"."""
        token = self._held[at]
        hour = UNITS.get(token.word, 0)
        half, end, after = self._half(at + 1, token.end)
        if not half or not 1 <= hour <= 12:
            return None
        return self._time(token.start, hour % 12 + (12 if half == "pm" else 0), 0, end, after)

    def _time(self, start: int, hour: int, minute: int, end: int, after: int) -> Found:
        """Give a time with the zone behind it."""
        zone, end, after = self._zone(after, end)
        minutes = (hour % 24) * 60 + minute
        readings: tuple[Reading, ...] = ((minutes, zone),)
        if zone in FROM_UTC:
            readings = (*readings, ((minutes - FROM_UTC[zone]) % 1440, IN_UTC))
        return (Value(start, end, "time", readings),), after

    def _day_first(self, at: int) -> Found | None:
        """Read "3 March 2026", "the 3rd of March", "3-5 March" and "3 and 5 March"."""
        token = self._held[at]
        spoken = ORDINALS.get(token.word)
        days = (spoken,) if spoken else day_first(token.text)
        if not days:
            return None
        end, after = self._past_ordinal(at)
        if self._mark(after, "-") and self._month(after + 1) and self._glued(after):
            return self._hyphened(at, days, after + 1)
        if len(days) == 1 and (self._word(after) in _TO or self._mark(after, "-")):
            second = after + 1
            more = day_first(self._held[second].text) if self._kind(second) == CLUSTER else ()
            if len(more) == 1:
                _, beyond = self._past_ordinal(second)
                if self._month(beyond):
                    days, after = (*days, *more), beyond
        if self._word(after) == "of" and self._month(after + 1):
            after += 1
        month = self._month(after)
        if not month or (spoken and not self._held[after].capital):
            return None
        end, after = self._held[after].end, after + 1
        if self._mark(after, ".") and self._kind(after + 1) == CLUSTER:
            after += 1
        year, end, after = self._year(after, end)
        return self._days(token.start, end, days, month, year), after

    def _hyphened(self, at: int, days: Sequence[int], month: int) -> Found:
        """Read on in "3-Mar-2026"."""
        end, after = self._held[month].end, month + 1
        dashed = self._mark(after, "-") and self._glued(after)
        year, end, beyond = self._year(after + dashed, end)
        return (
            self._days(self._held[at].start, end, days, self._month(month), year),
            beyond if year else after,
        )

    def _days(
        self, start: int, end: int, days: Sequence[int], month: int, year: int
    ) -> tuple[Value, ...]:
        return tuple(
            Value(start, end, "date", (reading,))
            for day in days
            if (reading := the_day(year, month, day))
        )
