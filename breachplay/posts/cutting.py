"""Threads: a text longer than a network takes, cut into numbered posts.

The fewest posts that fit, and of the ways to cut into that many the one whose cuts are best and
whose posts are filled most evenly. A line of `---` is a cut that the person made, and stands.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from breachplay.posts.breaks import HARD, Break, breaks
from breachplay.posts.measure import measure
from breachplay.posts.model import Measure
from breachplay.posts.networks import network_named
from breachplay.posts.pieces import Pieces, Room, numbered

__all__ = ["Part", "cut_by_hand", "split"]

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
    if rules.limit is not None and len(numbered(numbering, 9, 9)) >= rules.limit:
        raise ValueError(f"A limit of {rules.limit} leaves no room for numbering.")
    pieces = Pieces(text, network, limit)
    reserve = 0
    while True:
        parts = _thread(pieces, sections, numbering, reserve)
        excess = max((part.measure.over.amount for part in parts if part.measure.over), default=0)
        # Counted together a text may be longer than its words: then less goes into each post.
        if not excess or (rules.limit is not None and reserve + excess >= rules.limit // 2):
            return parts
        reserve += excess


def cut_by_hand(text: str) -> bool:
    """Whether a line of `---` cuts the text into several posts."""
    return len(list(_sections(text))) > 1


def _sections(text: str) -> Iterable[tuple[int, int]]:
    """The stretches between lines of `---`, without white space at their ends."""
    place = 0
    for start, end in [*(cut.span() for cut in _MANUAL.finditer(text)), (len(text), len(text))]:
        stretch = text[place:start]
        if stretch.strip():
            left = place + len(stretch) - len(stretch.lstrip())
            yield left, left + len(stretch.strip())
        place = end


class _Section:
    """One stretch between manual cuts, with the sums by which any part of it is measured."""

    def __init__(self, pieces: Pieces, start: int, end: int, room: Room) -> None:
        self.places = [Break(start, start, 0)]
        self.lengths_before = [0]
        self.lengths_after = [0]
        self.sizes_before = [0]
        self.sizes_after = [0]
        self._pieces = pieces
        self._room = room
        found = breaks(pieces.text, pieces.entities, start, end)
        for place in [*found, Break(end, end, 0)]:
            self._add_word(self.places[-1].start, place)
        self.room = room

    def _add_word(self, start: int, place: Break) -> None:
        pieces = self._pieces
        most = pieces.room_for_word(self._room)
        if most is not None and not self._fits(start, place.end, most):
            for step in self._steps(start, place.end, most):
                self._add(Break(step, step, HARD), pieces.length(start, step))
                start = step
        self._add(place, pieces.length(start, place.end))

    def _fits(self, start: int, end: int, most: int) -> bool:
        """Whether a post can hold a word."""
        # Few characters count more than two, and the finished post is measured in any case.
        if 2 * (end - start) <= most:
            return not self._too_big(start, end)
        # A longer one than this is many posts, or so odd that it may be cut.
        if end - start > 4 * most + 4096:
            return False
        return self._pieces.length(start, end) <= most and not self._too_big(start, end)

    def _too_big(self, start: int, end: int) -> bool:
        most = self._pieces.byte_limit
        return most is not None and self._pieces.size(start, end) > most - 20 - self._room.reserve

    def _steps(self, start: int, end: int, most: int) -> Iterator[int]:
        """Where a word is cut that no post could hold; only as much is looked at as may fit."""
        pieces = self._pieces
        while True:
            window = 4 * most
            while True:
                stop = min(start + window, end)
                stretch = pieces.text[start:stop]
                shown = measure(stretch, pieces.network, limit=most).visible_end
                if shown < stop - start or stop == end:
                    break
                window *= 2
            fewer = most
            while shown > 1 and self._too_big(start, start + shown) and fewer > 1:
                fewer = fewer * 3 // 4
                shown = measure(stretch, pieces.network, limit=fewer).visible_end
            start += max(shown, 1)
            if start >= end:
                return
            yield start

    def _add(self, place: Break, length: int) -> None:
        pieces = self._pieces
        before = self.lengths_after[-1] + length
        size = self.sizes_after[-1] + pieces.size(self.places[-1].start, place.end)
        self.places.append(place)
        self.lengths_before.append(before)
        self.lengths_after.append(before + pieces.gap(place.end, place.start))
        self.sizes_before.append(size)
        self.sizes_after.append(size + pieces.size(place.end, place.start))

    def length(self, first: int, last: int) -> int:
        """What the text from place `first` to place `last` counts."""
        return self.lengths_before[last] - self.lengths_after[first]

    def holds(self, first: int, last: int, left: tuple[float, float]) -> bool:
        """Whether a post with that much room may hold the text between two places.

        A single piece it must, whatever it counts.
        """
        return last == first + 1 or (
            self.lengths_before[last] - self.lengths_after[first] <= left[0]
            and self.sizes_before[last] - self.sizes_after[first] <= left[1]
        )

    def farthest(self, number: int) -> list[int]:
        """The last place that each post reaches when every post takes as much as it can."""
        reached = [0]
        last = len(self.places) - 1
        while reached[-1] < last:
            first = place = reached[-1]
            left = self.room.left(number + len(reached) - 1)
            while place < last and self.holds(first, place + 1, left):
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
            left = self.room.left(number + post)
            while place > 1 and self.holds(place - 1, lowest[post + 1], left):
                place -= 1
            lowest[post] = place
        best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
        for post in range(1, count + 1):
            ends = {}
            left = self.room.left(number + post - 1)
            for place in self._tried(lowest[post], reached[post]):
                ways = [
                    (cost + self._cost(first, place), first)
                    for first, (cost, _) in best[-1].items()
                    if first < place and self.holds(first, place, left)
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
    pieces: Pieces, sections: list[tuple[int, int]], numbering: str, reserve: int
) -> tuple[Part, ...]:
    digits = 1
    while True:
        room = Room(pieces.limit, pieces.byte_limit, numbering, digits, reserve)
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
            text = pieces.text[before.start : after.end] + numbered(
                numbering, len(parts) + 1, total
            )
            counted = measure(text, pieces.network, limit=pieces.given_limit)
            hard = HARD in {before.level, after.level}
            parts.append(Part(before.start, after.end, text, counted, hard))
            first = last
    return tuple(parts)
