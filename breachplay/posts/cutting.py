"""Threads: a text longer than a network takes, cut into numbered posts.

The fewest posts that fit, and of the ways to cut into that many the one whose cuts are best and
whose posts are filled most evenly. A line of `---` is a cut that the person made, and stands.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from breachplay.posts.breaks import HARD, Break, breaks
from breachplay.posts.measure import measure
from breachplay.posts.model import Measure
from breachplay.posts.networks import network_named

__all__ = ["Part", "split"]

_MANUAL = re.compile(r"^[ \t]*-{3,}[ \t]*$", re.MULTILINE)
_NUMBERED = " {n}/{of}"
_PENALTIES = (0.0, 0.05, 0.15, 0.6, 3.0)
"""What a cut costs, by its level, against the square of the share of a post left empty."""
_MOST_PLACES = 48
"""Of more places at which one post might end the best and the evenly spaced are tried."""


@dataclass(frozen=True, slots=True)
class Part:
    """One post of a thread."""

    start: int
    """Where its text begins in the whole text, in code points."""
    end: int
    """Where it ends there; what lies between two parts is white space or a line of `---`."""
    text: str
    """What is posted: `whole[start:end]`, and its number in the thread."""
    measure: Measure
    """How that stands against the network's rules."""
    hard: bool = False
    """Whether it ends, or begins, inside a word that no post could hold."""


@dataclass(frozen=True, slots=True)
class _Room:
    """What one post may hold."""

    limit: int | None
    byte_limit: int | None
    numbering: str
    digits: int
    reserve: int

    def holds(self, length: int, size: int, number: int) -> bool:
        """Whether so many characters and bytes fit beside the number of post `number`."""
        taken = len(_number(self.numbering, number, 10**self.digits - 1)) + self.reserve
        return (self.limit is None or length + taken <= self.limit) and (
            self.byte_limit is None or size + taken <= self.byte_limit
        )


def _number(numbering: str, number: int, total: int) -> str:
    return numbering.replace("{n}", str(number)).replace("{of}", str(total))


def split(
    text: str, network: str = "x", *, numbering: str = _NUMBERED, limit: int | None = None
) -> tuple[Part, ...]:
    """Cut `text` into the posts of a thread for `network`; one part where it fits as it is.

    `numbering` is what follows each text where there are several, `{n}` being its number and
    `{of}` how many there are; it begins with white space, and is empty for none. `limit` takes the
    place of the network's figure. An empty text has no parts. Time grows with the text.

    ValueError for a network we do not know, a limit below 1, a numbering that does not begin with
    white space or for which the limit leaves no room.
    """
    rules = network_named(network, limit)
    if numbering and not numbering[0].isspace():
        raise ValueError("The numbering of a thread begins with a space or a new line.")
    sections = list(_sections(text))
    if len(sections) == 1:
        start, end = sections[0]
        whole = measure(text[start:end], network, limit=limit)
        if not whole.over:
            return (Part(start, end, text[start:end], whole),)
    if rules.limit is not None and len(_number(numbering, 9, 9)) >= rules.limit:
        raise ValueError(f"A limit of {rules.limit} leaves no room for numbering.")
    pieces = _Pieces(text, network, limit)
    reserve = 0
    while True:
        parts = _thread(pieces, sections, numbering, reserve)
        excess = max((part.measure.over.amount for part in parts if part.measure.over), default=0)
        # Counted together a text may be longer than its words: then less goes into each post.
        if not excess or (rules.limit is not None and reserve + excess >= rules.limit // 2):
            return parts
        reserve += excess


def _sections(text: str) -> Iterable[tuple[int, int]]:
    """The stretches between lines of `---`, without white space at their ends."""
    place = 0
    for start, end in [*(cut.span() for cut in _MANUAL.finditer(text)), (len(text), len(text))]:
        stretch = text[place:start]
        if stretch.strip():
            left = place + len(stretch) - len(stretch.lstrip())
            yield left, left + len(stretch.strip())
        place = end


class _Pieces:
    """A text in pieces that are never cut, and what each stretch of them counts."""

    def __init__(self, text: str, network: str, limit: int | None) -> None:
        self.text = text
        self.network = network
        self.given_limit = limit
        rules = network_named(network, limit)
        self.limit, self.byte_limit = rules.limit, rules.byte_limit
        self.entities = measure(text, network).entities
        self._gaps: dict[str, int] = {}

    def length(self, start: int, end: int) -> int:
        """What a word counts."""
        return measure(self.text[start:end], self.network).length

    def gap(self, start: int, end: int) -> int:
        """What the white space between two words counts."""
        white = self.text[start:end]
        if white not in self._gaps:
            self._gaps[white] = measure(f"a{white}a", self.network).length - 2 if white else 0
        return self._gaps[white]

    def room_for_word(self, room: "_Room") -> int | None:
        """The most that a single word may count."""
        if self.limit is None:
            return None
        return max(
            self.limit - len(_number(room.numbering, 1, 1)) - 2 * (room.digits - 1) - room.reserve,
            1,
        )


class _Section:
    """One stretch between manual cuts, with the sums by which any part of it is measured."""

    def __init__(self, pieces: _Pieces, start: int, end: int, room: _Room) -> None:
        self.places = [Break(start, start, 0)]
        self.lengths_before = [0]
        self.lengths_after = [0]
        self._pieces = pieces
        self._room = room
        found = breaks(pieces.text, pieces.entities, start, end)
        for place in [*found, Break(end, end, 0)]:
            self._add_word(self.places[-1].start, place)
        self.room = room

    def _add_word(self, start: int, place: Break) -> None:
        pieces = self._pieces
        length = pieces.length(start, place.end)
        most = pieces.room_for_word(self._room)
        while most is not None and (length > most or self._too_big(start, place.end)):
            shown = measure(pieces.text[start : place.end], pieces.network, limit=most).visible_end
            step = start + max(shown, 1)
            if step >= place.end:
                break
            self._add(Break(step, step, HARD), pieces.length(start, step))
            start = step
            length = pieces.length(start, place.end)
        self._add(place, length)

    def _too_big(self, start: int, end: int) -> bool:
        most = self._pieces.byte_limit
        if most is None:
            return False
        return len(self._pieces.text[start:end].encode("utf-8", "surrogatepass")) > most - 20

    def _add(self, place: Break, length: int) -> None:
        before = self.lengths_after[-1] + length
        self.places.append(place)
        self.lengths_before.append(before)
        self.lengths_after.append(before + self._pieces.gap(place.end, place.start))

    def length(self, first: int, last: int) -> int:
        """What the text from place `first` to place `last` counts."""
        return self.lengths_before[last] - self.lengths_after[first]

    def holds(self, first: int, last: int, number: int) -> bool:
        """Whether post `number` may hold the text between two places."""
        size = 0
        if self.room.byte_limit is not None:
            text = self._pieces.text[self.places[first].start : self.places[last].end]
            size = len(text.encode("utf-8", "surrogatepass"))
        return self.room.holds(self.length(first, last), size, number)

    def farthest(self, number: int) -> list[int]:
        """The last place that each post reaches when every post takes as much as it can."""
        reached = [0]
        last = len(self.places) - 1
        while reached[-1] < last:
            first = place = reached[-1]
            while place < last and (
                place == first or self.holds(first, place + 1, number + len(reached) - 1)
            ):
                place += 1
            reached.append(place)
        return reached

    def cuts(self, number: int) -> list[int]:
        """The places at which the posts of the best way end, the first of them `number`."""
        reached = self.farthest(number)
        count = len(reached) - 1
        last = len(self.places) - 1
        lowest = [0] * (count + 1)
        lowest[count] = last
        for post in range(count - 1, 0, -1):
            place = lowest[post + 1]
            while place > 0 and (
                place == lowest[post + 1] or self.holds(place - 1, lowest[post + 1], number + post)
            ):
                place -= 1
            lowest[post] = max(place, 1)
        best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
        for post in range(1, count + 1):
            ends = {}
            for place in self._tried(lowest[post], reached[post]):
                ways = [
                    (cost + self._cost(first, place), first)
                    for first, (cost, _) in best[-1].items()
                    if first < place and self.holds(first, place, number + post - 1)
                ]
                if ways:
                    ends[place] = min(ways)
            best.append(ends)
        place = last
        cuts = []
        for post in range(count, 0, -1):
            cuts.append(place)
            place = best[post][place][1]
        return cuts[::-1]

    def _tried(self, low: int, high: int) -> list[int]:
        if high - low < _MOST_PLACES:
            return list(range(low, high + 1))
        step = (high - low) / (_MOST_PLACES // 2)
        spaced = {high - round(step * number) for number in range(_MOST_PLACES // 2)}
        good = sorted(range(low, high + 1), key=lambda place: self.places[place].level)
        return sorted(spaced | set(good[: _MOST_PLACES // 2]))

    def _cost(self, first: int, last: int) -> float:
        limit = self.room.limit or 1
        empty = 1 - self.length(first, last) / limit
        return empty * empty + _PENALTIES[self.places[last].level]


def _thread(
    pieces: _Pieces, sections: list[tuple[int, int]], numbering: str, reserve: int
) -> tuple[Part, ...]:
    digits = 1
    while True:
        room = _Room(pieces.limit, pieces.byte_limit, numbering, digits, reserve)
        made = [_Section(pieces, start, end, room) for start, end in sections]
        total = 0
        for section in made:
            total += len(section.farthest(total + 1)) - 1
        if len(str(total)) <= digits:
            break
        digits = len(str(total))
    parts: list[Part] = []
    for section in made:
        first = 0
        for last in section.cuts(len(parts) + 1):
            before, after = section.places[first], section.places[last]
            text = pieces.text[before.start : after.end] + _number(numbering, len(parts) + 1, total)
            counted = measure(text, pieces.network, limit=pieces.given_limit)
            hard = HARD in {before.level, after.level}
            parts.append(Part(before.start, after.end, text, counted, hard))
            first = last
    return tuple(parts)
