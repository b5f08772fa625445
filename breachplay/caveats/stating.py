"""Which facts a text states: by placeholder, or by their value in whatever spelling.

A fact's value and the text are both read as words and values (`values.read`); the fact is stated
where its row of words and values stands in the text. "about 120,000" is stated by "120k people".
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from breachplay.caveats.folding import Folded, fold
from breachplay.caveats.things import THINGS
from breachplay.caveats.value import Piece, Value, same
from breachplay.caveats.values import read
from breachplay.caveats.words import FactView
from breachplay.playbook.placeholders import Stated

MOST: Final = 50
"""Places of one fact in one text."""

_LONGEST: Final = 80
"""Words of a value up to which other spellings are sought; a longer one stands as it is."""

_SHORTEST_VALUE: Final = 3
_SMALL: Final = 100
"""Below this a count says nothing by itself: "3" may be anything. "3 accounts" is one."""

_REACH: Final = 3
_JOINS: Final = (
    "a an the about around approximately approx roughly some circa ca nearly almost up at on "
    "of in by from to and until till between since"
)
_JOINING: Final = frozenset(_JOINS.split())
"""Words before a value that do not make it another."""

_COUNTED: Final = frozenset(("count", "share", "money", "span"))
_DATED: Final = frozenset(("date", "time", "month"))


def stated(
    folded: Folded,
    pieces: Sequence[Piece],
    filled: Iterable[Stated],
    facts: Sequence[FactView],
    quoted: Callable[[int, int], bool] = lambda *_: False,
) -> tuple[Stated, ...]:
    """Give where a text states facts, in order; a fact may stand in several places.

    Args:
        folded: the text, made plain.
        pieces: its words and values, as `values.read` gives them for the plain text.
        filled: where placeholders were filled; those of profile values are left out.
        facts: the facts as the team holds them; those without a value are never stated by it.
        quoted: whether a span of the plain text is only quoted from elsewhere, and so not stated.
    """
    known = {fact.name for fact in facts}
    placed = [one for one in filled if one.name in known]
    found = list(placed)
    text = Text(pieces)
    for fact in facts:
        if not fact.value.strip() or fact.status == "unknown":
            continue
        for start, end in text.places(fact.kind, fact.value):
            first, last = folded.span(start, end)
            inside = any(one.start <= first and last <= one.end for one in placed)
            if not (inside or quoted(start, end)):
                found.append(Stated(first, last, fact.name))
    return tuple(sorted(found, key=lambda one: (one.start, -one.end)))


def same_value(kind: str, one: str, other: str) -> bool:
    """Whether two values of a fact say the same in other spellings: "120k", "about 120,000"."""
    if one.strip() == other.strip():
        return True
    first, second = row(kind, one), row(kind, other)
    return bool(first) and len(first) == len(second) and all(map(_matches, first, second))


class Text:
    """The words and values of a text, to look for facts in. Time is linear in the text."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._row = _row(pieces)
        self._at: dict[object, list[int]] = {}
        for place, piece in enumerate(self._row):
            for key in _keys(piece):
                self._at.setdefault(key, []).append(place)

    def places(self, kind: str, value: str) -> Iterator[tuple[int, int]]:
        """Give the spans (of the plain text) at which a fact's value stands, at most `MOST`."""
        wanted = row(kind, value)
        if not wanted or not _says_enough(wanted):
            return
        length = len(wanted)
        found = 0
        beginnings = {place for key in _keys(wanted[0]) for place in self._at.get(key, ())}
        for place in sorted(beginnings):
            there = self._row[place : place + length]
            if len(there) == length and all(map(_matches, wanted, there)):
                if not self._counts(wanted, place):
                    continue
                yield min(piece.start for piece in there), max(piece.end for piece in there)
                found += 1
                if found >= MOST:
                    return

    def holds(self, value: Value) -> bool:
        """Whether a value stands in the text, in any spelling."""
        places = (place for key in _value_keys(value) for place in self._at.get(key, ()))
        return any(
            there.value is not None and same(value, there.value)
            for there in (self._row[place] for place in places)
        )

    def _counts(self, wanted: Sequence[Piece], place: int) -> bool:
        """Whether a small number stands for a count: with what is counted behind it."""
        if len(wanted) > 1 or wanted[0].value is None or wanted[0].value.kind != "count":
            return True
        digits = str(wanted[0].value.readings[0][0])
        if len(digits.partition(".")[0]) > 2:
            return True
        behind = self._row[place + 1 : place + 1 + _REACH]
        return any(piece.word in THINGS for piece in behind)


@lru_cache(maxsize=512)
def row(kind: str, value: str) -> tuple[Piece, ...]:
    """Give what must stand in a text for a fact to be stated; of a count only its numbers."""
    if kind == "link" or "://" in value or "@" in value:
        return ()  # links are no wording: they are sought as they are
    pieces = _row(read(fold(value).text))
    kinds = _COUNTED if kind == "count" else _DATED if kind == "time" else frozenset[str]()
    alone = tuple(
        piece for piece in pieces if piece.value is not None and piece.value.kind in kinds
    )
    wanted = alone or pieces
    return wanted if len(wanted) <= _LONGEST else ()


def _row(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Leave out words that only join, and let a day stand before its time."""
    kept: list[Piece] = []
    for piece in reversed(pieces):
        before_a_value = bool(kept) and kept[-1].value is not None
        if before_a_value and piece.word in _JOINING:
            continue
        kept.append(piece)
    kept.reverse()
    for place in range(len(kept) - 1):
        first, second = kept[place].value, kept[place + 1].value
        if first and second and (first.kind, second.kind) == ("time", "date"):
            beyond = kept[place + 2].value if place + 2 < len(kept) else None
            before = kept[place - 1].value if place else None
            if (beyond is None or beyond.kind != "time") and (
                before is None or before.kind != "date"
            ):
                kept[place], kept[place + 1] = kept[place + 1], kept[place]
    return tuple(kept)


def _says_enough(wanted: Sequence[Piece]) -> bool:
    if any(piece.value is not None for piece in wanted):
        only = wanted[0].value if len(wanted) == 1 else None
        return only is None or only.kind != "count" or only.readings[0][0] not in {"0", "1"}
    return sum(len(piece.word) for piece in wanted) >= _SHORTEST_VALUE


def _keys(piece: Piece) -> tuple[object, ...]:
    return (piece.word,) if piece.value is None else _value_keys(piece.value)


def _value_keys(value: Value) -> tuple[object, ...]:
    """Give what a value is found by: all of a reading but the year, and the zone, it may lack."""
    if value.kind == "date":
        return tuple(dict.fromkeys(("date", *reading[1:]) for reading in value.readings))
    if value.kind == "time":
        return tuple(("time", reading[0]) for reading in value.readings)
    return tuple((value.kind, *reading) for reading in value.readings)


def _matches(one: Piece, other: Piece) -> bool:
    if one.value is None or other.value is None:
        return one.value is other.value and one.word == other.word
    return same(one.value, other.value)
