"""Shares that are said without a percent sign: "one in five customers", "a fifth of accounts"."""

from typing import Final

from breachplay.caveats import numbers
from breachplay.caveats.moments import Found, Moments
from breachplay.caveats.things import THINGS
from breachplay.caveats.tokens import CLUSTER
from breachplay.caveats.value import Value

_PARTS: Final = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
_MOST: Final = 1000
_REACH: Final = 4
"""Words behind "of" that may name what is shared."""


class Shares(Moments):
    """Reads shares where they begin, and only where it is said of what they are."""

    def _share_in_words(self, at: int) -> Found | None:
        """Read "one in five customers", "two out of 10 users", "a fifth of our customers"."""
        many = self._whole(at)
        if self._word(at) in {"a", "one"} or many:
            part, plural = self._word(at + 1).removesuffix("s"), self._word(at + 1)[-1:] == "s"
            if part in _PARTS and plural == (many > 1) and self._word(at + 2) == "of":
                return self._shared(at, (many or 1, _PARTS[part]), at + 1, at + 3, _REACH)
        if not many:
            return None
        out = self._word(at + 1) == "out" and self._word(at + 2) == "of"
        last = at + 3 if out else at + 2
        last += self._word(last) == "every"
        if not out and self._word(at + 1) != "in":
            return None
        return self._shared(at, (many, self._whole(last)), last, last + 1, 3)

    def _shared(
        self, at: int, said: tuple[int, int], last: int, after: int, reach: int
    ) -> Found | None:
        part, whole = said
        words = [self._word(place) for place in range(after, after + reach)]
        if not 0 < part < whole <= _MOST or THINGS.isdisjoint(words):
            return None
        held = self._held
        readings = tuple((digits, "") for digits in _percents(part, whole))
        return (Value(held[at].start, held[last].end, "share", readings),), last + 1

    def _whole(self, at: int) -> int:
        """Give the small whole number at a token; 0 where none stands there."""
        if self._kind(at) == CLUSTER:
            text = self._held[at].text
            return int(text) if text.isdigit() and len(text) <= 4 else 0
        word = self._word(at)
        return 100 if word == "hundred" else numbers.UNITS.get(word, numbers.TENS.get(word, 0))


def _percents(part: int, whole: int) -> tuple[str, ...]:
    """Give a share in per cent, and rounded to whole ones: a third is 33.33% and 33%."""
    share = 100 * part / whole
    exact = numbers.normal(f"{share:.2f}")
    return tuple(dict.fromkeys((exact, str(round(share) or exact))))
