"""A value in a text, and when two of them are one."""

from typing import Final, Literal, NamedTuple

Kind = Literal["count", "share", "money", "date", "month", "time", "span"]
Reading = tuple[str | int, ...]


IN_UTC: Final = "in UTC"
"""The zone of a time that was said in another: 15:02 CET is 14:02 so."""

_UTC: Final = ("UTC", IN_UTC)


class Value(NamedTuple):
    """A value and where it stands.

    `readings` are what it may stand for, mostly one: a count, share or span `(digits, unit)`, a
    sum `(digits, currency)`, a date `(year or 0, month, day)`, a month `(year, month)`, a time
    `(minute of the day, zone or "")`, and once more in `IN_UTC` where it is of another zone.
    `large` says that a count is written as large ones are: with separators, a suffix, or a word
    such as "million".
    """

    start: int
    end: int
    kind: Kind
    readings: tuple[Reading, ...]
    large: bool = False
    in_words: bool = False


class Piece(NamedTuple):
    """A word of a text, in lower case, or a value; where a value stands, `word` is empty."""

    start: int
    end: int
    word: str
    value: Value | None


def same(one: Value, other: Value) -> bool:
    """Whether two values may be one: what only one of them says, a year or a zone, is no matter."""
    if one.kind != other.kind:
        return False
    return any(_alike(one.kind, a, b) for a in one.readings for b in other.readings)


def _alike(kind: Kind, one: Reading, other: Reading) -> bool:
    if kind == "date":
        return one[1:] == other[1:] and (one[0] == other[0] or not one[0] or not other[0])
    if kind == "time":
        if IN_UTC in (one[1], other[1]):
            return one[0] == other[0] and one[1] in _UTC and other[1] in _UTC
        return one[0] == other[0] and (one[1] == other[1] or not one[1] or not other[1])
    return one == other
