"""Numbers and days in a text that no fact holds: nobody could say where they come from."""

import re
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from typing import Final

from breachplay.caveats.folding import fold
from breachplay.caveats.looking import Found, Look
from breachplay.caveats.things import THINGS, UNCOUNTED
from breachplay.caveats.value import Piece, Value, same
from breachplay.caveats.values import values

_LARGE: Final = 1000
"""From here on a number is a claim, whatever it counts."""

_SMALLEST: Final = 4
"""In digits, from here on, with what it counts: "both sites" are nobody's figure."""

_SMALLEST_IN_WORDS: Final = 10
_REACH: Final = 3
"""Words behind a number that may name what it counts."""

_TO_COME: Final = re.compile(
    r"\b(?:updat\w*|next|will|shall|going to|until|till|deadline|scheduled|expires?|planned|valid|"
    r"starting|as of|dated|call|visit|arrives?|shipped|our (?:post|statement|notice)|"
    r"post of|statement of)\b|'ll\b",
    re.IGNORECASE,
)
"""Beside these a day is announced, or only names a post."""

_OFF: Final = frozenset(("off", "sure", "committed", "secure", "safe", "protected"))
_PRICES: Final = re.compile(
    r"\b(?:save|discounts?|sale|prices?|refunds?|credit|vouchers?|fees?|costs?|from only|"
    r"an? (?:night|month|year)|per (?:night|month|year|person))\b",
    re.IGNORECASE,
)
"""Beside these a share or a sum is what something costs."""

_A_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_SAYING: Final = {
    "count": "figure",
    "share": "share",
    "money": "sum",
    "date": "day",
}


def unsourced_number(look: Look) -> Iterator[Found]:
    """A count, a share, a sum or a day that no fact holds, nor anything said before."""
    pieces = look.pieces
    claims = [
        (place, piece.value)
        for place, piece in enumerate(pieces)
        if piece.value is not None and _is_claim(look, pieces, place, piece.value)
    ]
    if not claims:
        return
    held = _held(look)
    for place, value in claims:
        if any(same(value, one) for one in held) or look.sense.is_quoted(value.start, value.end):
            continue
        if _says_something_else(look, pieces, place, value):
            continue
        start, end = look.folded.span(value.start, value.end)
        if any(one.start <= start and end <= one.end for one in look.draft.stated):
            continue
        shown = look.draft.text[start:end]
        yield Found(start, end, f'No fact holds the {_SAYING[value.kind]} "{shown}".')


def _is_claim(look: Look, pieces: tuple[Piece, ...], place: int, value: Value) -> bool:
    """Whether a value says something about what happened; most numbers in a post do not."""
    if value.kind != "count":
        return value.kind in {"date", "money"} or (
            value.kind == "share" and not _only_manner(pieces, place, value)
        )
    behind = [piece.word for piece in pieces[place + 1 : place + 1 + _REACH]]
    size = int(str(value.readings[0][0]).partition(".")[0])
    if value.large and size >= _LARGE:
        return not UNCOUNTED.intersection(behind[:1])
    if _A_YEAR.fullmatch(look.folded.text[value.start : value.end]):
        return False
    least = _SMALLEST_IN_WORDS if value.in_words else _SMALLEST
    return size >= least and _counts_things(pieces, place)


def _only_manner(pieces: tuple[Piece, ...], place: int, value: Value) -> bool:
    """Whether a share is a way of speaking, or a price: "100% sure", "20% off"."""
    behind = [piece.word for piece in pieces[place + 1 : place + 3]]
    whole = value.readings[0][0] in {"100", "0"}
    return bool(_OFF.intersection(behind)) or (whole and behind[:1] != ["of"])


def _counts_things(pieces: tuple[Piece, ...], place: int) -> bool:
    for piece in pieces[place + 1 : place + 1 + _REACH]:
        if piece.value is not None:
            return False
        if piece.word in THINGS:
            return True
    return False


def _held(look: Look) -> list[Value]:
    """Give every value that somebody could name the source of."""
    situation = look.situation
    held = [
        value
        for fact in situation.facts
        if fact.status != "unknown"
        for value in _values_of(fact.value)
    ]
    for said in situation.said:
        held += _values_of(said.value)
    if situation.now is not None:
        held += _day(situation.now)
    for moment in situation.moments:
        held += _day(moment)
    return held


@lru_cache(maxsize=512)
def _values_of(text: str) -> tuple[Value, ...]:
    return values(fold(text).text)


def _day(moment: datetime) -> tuple[Value, ...]:
    return (Value(0, 0, "date", ((moment.year, moment.month, moment.day),)),)


def _says_something_else(look: Look, pieces: tuple[Piece, ...], place: int, value: Value) -> bool:
    """Whether a day announces what is to come or dates the post, or a sum is a price."""
    if value.kind == "count":
        return False
    first, last = look.sense.sentence(value.start)
    if value.kind != "date":
        return bool(_PRICES.search(look.folded.text, first, last))
    if _TO_COME.search(look.folded.text, first, last):
        return True
    return not any(piece.word and piece.word not in _HEADING for piece in pieces[:place])


_HEADING: Final = frozenset(
    ("correction", "statement", "notice", "status", "incident", "on", "as", "of", "the", "our")
)
