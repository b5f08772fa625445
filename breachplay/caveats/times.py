"""Times to come, as people write them in posts: "by 6pm CET", "tomorrow at 9:00", "in two hours".

A hand-written reader over words and numbers: no pattern that backtracks, one pass, linear in the
text. `coming` says when a time that was read is.
"""

import re
from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from breachplay.caveats.coming import Moment
from breachplay.caveats.time_words import (
    DAY_PARTS,
    MONTHS,
    NUMBERS,
    UNITS,
    WEEKDAYS,
    WHOLE_SPANS,
    zone_called,
)

_TOKEN: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|[0-9]+|\S|\n")


class Token(Struct, frozen=True):
    """A word, a number or a mark, in small letters, with its place in the text."""

    start: int
    end: int
    word: str


def tokens_of(text: str) -> list[Token]:
    """Give the words, numbers and marks of a text."""
    return [
        Token(match.start(), match.end(), match[0].lower().replace("’", "'"))
        for match in _TOKEN.finditer(text)
    ]


def moment_at(tokens: Sequence[Token], at: int) -> Moment | None:
    """Read the time that begins at a token; None where none does."""
    if (span := _span(tokens, at)) is not None:
        return span
    day = _day(tokens, at)
    if day is not None:
        clock = _clock(tokens, _over(tokens, day.after, ",", "at", "by", "around", "before"))
        if clock is None:
            return day
        return _joined(day, clock, at, clock.after)
    clock = _clock(tokens, at)
    if clock is None:
        return None
    day = _day(tokens, _over(tokens, clock.after, ",", "on"))
    return clock if day is None else _joined(day, clock, at, day.after)


def _word(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].word if 0 <= at < len(tokens) else ""


def _over(tokens: Sequence[Token], at: int, *words: str) -> int:
    """Give the place after words that may stand here, two at most."""
    for _ in range(2):
        if _word(tokens, at) in words:
            at += 1
    return at


def _glued(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token follows the one before it without a space."""
    return 0 < at < len(tokens) and tokens[at].start == tokens[at - 1].end


def _number(tokens: Sequence[Token], at: int) -> int | None:
    word = _word(tokens, at)
    if word.isascii() and word.isdigit() and len(word) < 5:
        return int(word)
    return NUMBERS.get(word)


def _joined(day: Moment, clock: Moment, first: int, after: int) -> Moment:
    doubt = clock.doubt or ("" if day.hour is not None else day.doubt)
    joined = replace(
        day,
        first=first,
        after=after,
        hour=clock.hour,
        minute=clock.minute,
        zone=clock.zone,
        doubt=doubt,
    )
    if day.hour == 24 and clock.hour is not None and 0 < clock.hour < 12:
        return replace(joined, hour=clock.hour + 12)  # "tonight at 8:00"
    return joined


def _span(tokens: Sequence[Token], at: int) -> Moment | None:
    """Read `in two hours`, `within the hour`, `every 4 h`, `hourly`."""
    word = _word(tokens, at)
    if word in WHOLE_SPANS:
        return Moment(at, at + 1, span=WHOLE_SPANS[word])
    if word not in {"in", "within", "every"}:
        return None
    place = _over(tokens, at + 1, "the", "next", "about", "around", "another")
    if _word(tokens, place) == "half":
        place = _over(tokens, place + 1, "an", "a")
        return Moment(at, place + 1, span=1800) if _word(tokens, place) == "hour" else None
    return _counted(tokens, at, place)


def _counted(tokens: Sequence[Token], at: int, place: int) -> Moment | None:
    """Read the number and the unit of a span that began at `at`; no number is one."""
    count, doubt = _number(tokens, place), ""
    if count is None:
        count, place = 1, place - 1
    elif _word(tokens, place + 1) in {"to", "or", "-", "–"}:
        more = _number(tokens, place + 2)
        if more is None:
            return None
        count, place, doubt = more, place + 2, "a range is said, so its end is taken"
    unit = UNITS.get(_word(tokens, place + 1))
    if unit is None or not count:
        return None
    return Moment(at, place + 2, span=count * unit, doubt=doubt)


def _day(tokens: Sequence[Token], at: int) -> Moment | None:
    """Read `tomorrow`, `Monday`, `24 November`, `November 24th`, `2026-11-24`, `tonight`."""
    word = _word(tokens, at)
    if word == "tonight":
        return _vague(Moment(at, at + 1, ahead=0), 24)
    if word in {"today", "tomorrow"}:
        return _with_part(tokens, Moment(at, at + 1, ahead=int(word == "tomorrow")))
    if word == "this" and _word(tokens, at + 1) in DAY_PARTS:
        return _with_part(tokens, Moment(at, at + 1, ahead=0))
    return _weekday(tokens, at) if word in WEEKDAYS else _date(tokens, at)


def _weekday(tokens: Sequence[Token], at: int) -> Moment | None:
    """Read `Monday`, `Monday morning`, `Monday, 24 November`; not `Monday to Friday`."""
    if _word(tokens, at + 1) in {"through", "to", "-", "–"} and _word(tokens, at + 2) in WEEKDAYS:
        return None  # opening hours
    dated = _date(tokens, _over(tokens, at + 1, ",", "the"))
    if dated is not None:
        return replace(dated, first=at)
    return _with_part(tokens, Moment(at, at + 1, weekday=WEEKDAYS[_word(tokens, at)]))


def _with_part(tokens: Sequence[Token], day: Moment) -> Moment:
    """Give a day with the part of it that is named after it, as in "tomorrow morning"."""
    part = DAY_PARTS.get(_word(tokens, day.after))
    return day if part is None else _vague(replace(day, after=day.after + 1), part)


def _vague(moment: Moment, hour: int) -> Moment:
    said = "midnight" if hour == 24 else f"{hour:02}:00"
    return replace(moment, hour=hour, doubt=f"no time of day is said, so {said} is taken")


def _date(tokens: Sequence[Token], at: int) -> Moment | None:
    word, then = _word(tokens, at), _word(tokens, at + 1)
    if len(word) == 4 and word.isdigit() and then == "-":
        return _iso_date(tokens, at)
    if word in MONTHS:
        number = _day_number(tokens, at + 1)
        if number is None or _word(tokens, at + 2) == ":":
            return None
        after = _over(tokens, at + 2, "st", "nd", "rd", "th")
        return _with_year(tokens, Moment(at, after, day=(None, MONTHS[word], number)))
    number = _day_number(tokens, at)
    place = _over(tokens, at + 1, "st", "nd", "rd", "th", "of", ".")
    month = MONTHS.get(_word(tokens, place))
    if number is None or month is None:
        return None
    return _with_year(tokens, Moment(at, place + 1, day=(None, month, number)))


def _iso_date(tokens: Sequence[Token], at: int) -> Moment | None:
    month, day = _number(tokens, at + 2), _number(tokens, at + 4)
    if month is None or day is None or _word(tokens, at + 3) != "-":
        return None
    after = at + 5 + (_word(tokens, at + 5) == "t" and _glued(tokens, at + 5))
    return Moment(at, after, day=(int(_word(tokens, at)), month, day))


def _day_number(tokens: Sequence[Token], at: int) -> int | None:
    number = _number(tokens, at) if _word(tokens, at).isdigit() else None
    return number if number is not None and 1 <= number <= 31 else None


def _with_year(tokens: Sequence[Token], moment: Moment) -> Moment:
    place = _over(tokens, moment.after, ",")
    year = _word(tokens, place)
    if moment.day is None or len(year) != 4 or not (year.isdigit() and year.startswith("20")):
        return moment
    if _word(tokens, place + 1) in {"utc", "gmt", "hrs", "hours", "h"}:
        return moment  # "24 November 2030 UTC": half past eight
    return replace(moment, after=place + 1, day=(int(year), *moment.day[1:]))


def _clock(tokens: Sequence[Token], at: int) -> Moment | None:
    """Read a time of day and its zone: `18:00 UTC`, `6pm (CET)`, `noon`, `1800 UTC`."""
    found = _bare_clock(tokens, at)
    if found is None:
        return None
    if _word(tokens, found.after) in {"and", "to", "-", "–"}:
        later = _bare_clock(tokens, found.after + 1)
        if later is not None:
            found = replace(later, first=at, doubt="a range is said, so its end is taken")
    zone, after, doubt = zone_called(
        [token.word for token in tokens[found.after : found.after + 8]]
    )
    if after == 0 and _needs_zone(tokens, found):
        return None
    return replace(found, zone=zone, after=found.after + after, doubt=found.doubt or doubt)


def _needs_zone(tokens: Sequence[Token], clock: Moment) -> bool:
    """Whether this is a time only with its zone: `1800 UTC`, `18 UTC`, but not `1800`."""
    return clock.after - clock.first == 1 and _word(tokens, clock.first).isdigit()


def _bare_clock(tokens: Sequence[Token], at: int) -> Moment | None:
    word = _word(tokens, at)
    if word in {"noon", "midday"}:
        return Moment(at, at + 1, hour=12)
    if word == "midnight":
        return Moment(at, at + 1, hour=24)
    if not (word.isascii() and word.isdigit()) or len(word) > 4 or _inside(tokens, at):
        return None
    minute, after = 0, at + 1
    if len(word) == 4:
        hour, minute = divmod(int(word), 100)
        after += _word(tokens, after) in {"hrs", "hours", "h"}
        return Moment(at, after, hour=hour, minute=minute) if _fits(hour, minute) else None
    hour = int(word)
    mark, digits = _word(tokens, at + 1), _word(tokens, at + 2)
    if mark in {":", ".", "h"} and len(digits) == 2 and digits.isdigit() and _glued(tokens, at + 2):
        minute, after = int(digits), at + 3
    elif mark == "h" and _glued(tokens, at + 1):
        after = at + 2
    half, after = _half(tokens, after)
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return Moment(at, after, hour=hour, minute=minute) if _fits(hour, minute) else None


def _inside(tokens: Sequence[Token], at: int) -> bool:
    """Whether digits go on from what stands before them, as in 25:00, 1,800 and #18."""
    return _glued(tokens, at) and tokens[at - 1].word in {":", ".", ",", "+", "#", "$", "€", "/"}


def _half(tokens: Sequence[Token], at: int) -> tuple[str, int]:
    """Read `am`, `p.m.`; give `a` or `p` and the place after it."""
    word = _word(tokens, at)
    if word in {"am", "pm"}:
        return word[0], at + 1
    if word in {"a", "p"} and _word(tokens, at + 1) == "." and _word(tokens, at + 2) == "m":
        return word, at + 3 + (_word(tokens, at + 3) == "." and _glued(tokens, at + 3))
    return "", at


def _fits(hour: int, minute: int) -> bool:
    return hour < 24 and minute < 60
