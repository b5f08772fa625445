"""Looking at the tokens of a text from one of them: what stands there, and what follows."""

from collections.abc import Sequence
from typing import Final

from breachplay.caveats.dates import MONTHS, ZONES
from breachplay.caveats.tokens import CLUSTER, WORD, Token

_HALVES: Final = frozenset(("am", "pm"))


class Cursor:
    """The tokens of a text; a place past the end holds nothing."""

    def __init__(self, held: Sequence[Token]) -> None:
        self._held = held
        self._count = len(held)

    def _kind(self, at: int) -> str:
        return self._held[at].kind if at < self._count else ""

    def _word(self, at: int) -> str:
        return self._held[at].word if self._kind(at) == WORD else ""

    def _mark(self, at: int, mark: str) -> bool:
        return at < self._count and self._held[at].word == mark

    def _glued(self, at: int) -> bool:
        return 0 < at < self._count and self._held[at].start == self._held[at - 1].end

    def _month(self, at: int) -> int:
        return MONTHS.get(self._word(at), 0)

    def _half(self, at: int, end: int) -> tuple[str, int, int]:
        """Read "pm" or "p.m." at a token: the half, where it ends, the token after it."""
        word = self._word(at)
        if word in _HALVES:
            return word, self._held[at].end, at + 1
        if word in {"a", "p"} and self._mark(at + 1, ".") and self._word(at + 2) == "m":
            dotted = self._mark(at + 3, ".") and self._glued(at + 3)
            last = at + 3 if dotted else at + 2
            return f"{word}m", self._held[last].end, last + 1
        return "", end, at

    def _zone(self, at: int, end: int) -> tuple[str, int, int]:
        if self._kind(at) == WORD and self._held[at].text in ZONES:
            return ZONES[self._held[at].text], self._held[at].end, at + 1
        return "", end, at

    def _year(self, at: int, end: int) -> tuple[int, int, int]:
        """Read a year after a day and month: the year or 0, where it ends, the token after it."""
        place = at + 1 if self._mark(at, ",") else at
        if self._kind(place) == CLUSTER:
            written = self._held[place].text
            if len(written) == 4 and written.isdigit() and written[:2] in {"19", "20"}:
                return int(written), self._held[place].end, place + 1
        return 0, end, at

    def _past_ordinal(self, at: int) -> tuple[int, int]:
        after = at + 1
        if self._glued(after) and self._word(after) in {"st", "nd", "rd", "th"}:
            return self._held[after].end, after + 1
        return self._held[at].end, after
