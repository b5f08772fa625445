"""Values in a text, in one normal form whatever their spelling: counts, shares, sums, dates, times.

"120k", "120,000" and "a hundred and twenty thousand" are one count; "3 March", "March 3rd" and
"2026-03-03" may be one day. The text is read once, word by word, so the time is linear in it.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from breachplay.caveats import numbers
from breachplay.caveats.dates import MONTHS, ORDINALS
from breachplay.caveats.moments import SLASHED, Found
from breachplay.caveats.shares import Shares
from breachplay.caveats.tokens import CLUSTER, WORD, Token, tokens
from breachplay.caveats.value import Kind, Piece, Value


def read(text: str) -> tuple[Piece, ...]:
    """Give the words and the values of a text in order. It should be folded (`folding.fold`)."""
    return tuple(_Reader(tokens(text)).pieces())


def values(text: str) -> tuple[Value, ...]:
    """Give the values of a text in order."""
    return tuple(piece.value for piece in read(text) if piece.value is not None)


_SIGNS: Final = {"$": "$", "€": "€", "£": "£", "₹": "₹", "¥": "¥"}
_MONEY: Final = {
    **_SIGNS,
    **dict.fromkeys(("usd", "dollar", "dollars"), "$"),
    **dict.fromkeys(("eur", "euro", "euros"), "€"),
    **dict.fromkeys(("gbp", "pound", "pounds"), "£"),
    **dict.fromkeys(("inr", "rupee", "rupees", "rs"), "₹"),
    **dict.fromkeys(("jpy", "yen"), "¥"),
}
_CODES: Final = frozenset({"usd", "eur", "gbp", "inr", "jpy", "rs"})
_SPANS: Final = {
    name: unit
    for unit in ("second", "minute", "hour", "day", "week", "month", "year", "decade", "night")
    for name in (unit, f"{unit}s")
} | {"hrs": "hour", "hr": "hour", "mins": "minute", "min": "minute", "secs": "second"}
_PLACED: Final = (
    "case ticket reference ref no nr number order invoice booking cve article art section "
    "step version ver phase part page release build room chapter card level tier port day"
)
_CASES: Final = frozenset(_PLACED.split())
"""Words before a number that only counts places."""

_SEVERAL: Final = 7
"""Digits from which a row in groups of unlike size is a phone number."""

_NUMBER_WORDS: Final = (
    frozenset(numbers.UNITS)
    | frozenset(numbers.TENS)
    | frozenset(("a", "an", "half", "hundred", "thousand"))
)
_MOST_WORDS: Final = 24
"""Words of the longest number in words that is read."""

_NAMES_A_NUMBER: Final = numbers.MAGNITUDES | {"dozen": 0}


class _Reader(Shares):
    """Goes through the tokens of a text once."""

    def __init__(self, held: Sequence[Token]) -> None:
        super().__init__(held)
        self._named = -1
        """The last token that was a part of a name."""

    def pieces(self) -> Iterator[Piece]:
        at = 0
        while at < self._count:
            token = self._held[at]
            found: Found | None = None
            if token.kind == CLUSTER:
                found = self._digits(at)
            elif token.kind == WORD:
                found = self._worded(at)
            elif token.word in _SIGNS:
                found = self._sum(at, _SIGNS[token.word])
            if found is None:
                if token.kind == WORD:
                    yield Piece(token.start, token.end, token.word, None)
                at += 1
                continue
            for value in found[0]:
                yield Piece(value.start, value.end, "", value)
            at = found[1]

    # What begins with a word.

    def _worded(self, at: int) -> Found | None:
        token = self._held[at]
        word = token.word
        if word in MONTHS:
            return self._month_first(at)
        if word in ORDINALS and (found := self._day_first(at)):
            return found
        if word in _NUMBER_WORDS:
            return self._share_in_words(at) or self._hour_in_words(at) or self._number_in_words(at)
        if word in _CODES and self._kind(at + 1) == CLUSTER:
            return self._sum(at, _MONEY[word])
        if word in {"noon", "midday", "midnight"}:
            minute = 0 if word == "midnight" else 720
            return self._time(token.start, 0, minute, token.end, at + 1)
        return None

    def _number_in_words(self, at: int) -> Found | None:
        words: list[tuple[str, int]] = []
        place = at
        while place < self._count and len(words) < _MOST_WORDS:
            token = self._held[place]
            if token.kind == WORD and (token.word in _NUMBER_WORDS or token.word in _JOINS):
                words.append((token.word, place))
            elif not (token.word == "-" and words):
                break
            place += 1
        if not words:
            return None
        number, taken = numbers.in_words([word for word, _ in words])
        if not taken:
            return None
        last = words[taken - 1][1]
        if self._mark(last + 1, "-") and self._glued(last + 1) and self._glued(last + 2):
            return None  # two-factor, one-time
        large = any(word in _NAMES_A_NUMBER for word, _ in words[:taken])
        span = (self._held[at].start, self._held[last].end)
        found, after = self._measured(span, (number,), last + 1, large)
        return tuple(value._replace(in_words=True) for value in found), after

    # What begins with a digit.

    def _digits(self, at: int) -> Found:
        token = self._held[at]
        past = at + 1
        if self._belongs_to_a_name(at):
            self._named = at
            return (), past
        for form in (self._calendar, self._clock, self._day_first, self._share_in_words):
            found = form(at)
            if found is not None:
                return found
        phone = self._phone(at)
        if phone:
            return (), phone
        return self._number(at, token.start)

    def _phone(self, at: int) -> int:
        """Give the token after a phone number that begins here; 0 where none does."""
        held = self._held
        written = held[at].text
        if not written.isdigit():
            return 0
        plus = at > 0 and held[at - 1].word == "+" and self._glued(at)
        rows = [len(written)]
        after = at + 1
        while after < self._count:
            step = after
            while step < self._count and held[step].word in {"(", ")", "-"}:
                step += 1
            if self._kind(step) != CLUSTER or held[step].start - held[step - 1].end > 1:
                break
            if not held[step].text.isdigit():
                break
            rows.append(len(held[step].text))
            after = step + 1
        if len(rows) == 1:
            many = len(written) >= _SEVERAL and written.isdigit()
            return after if plus or (many and written.startswith("0")) else 0
        if written.startswith("0") or plus or rows == [3, 4]:
            return after
        even = rows[0] <= 3 and all(row == 3 for row in rows[1:])
        a_year = len(written) == 4 and written[:2] in {"19", "20"}
        return after if len(rows) > 2 and sum(rows) >= _SEVERAL and not (even or a_year) else 0

    def _number(self, at: int, start: int) -> Found:
        token = self._held[at]
        written, end, after = token.text, token.end, at + 1
        if written.isdigit() and len(written) <= 3:
            while self._is_thousands(after):
                written += self._held[after].text
                end, after = self._held[after].end, after + 1
        large = after > at + 1 or not written.isdigit()
        plain = numbers.readings(written)
        if not plain:
            return (), after
        zeros = 0
        if self._glued(after) and self._kind(after) == WORD:
            suffix = self._held[after].word
            if suffix in numbers.SUFFIXES:
                zeros, end, after = numbers.SUFFIXES[suffix], self._held[after].end, after + 1
                if len(plain) > 1:
                    plain = plain[:1]
            elif suffix not in _GLUED_UNITS and suffix not in _SPANS:
                return (), after + 1
        if self._word(after) == "k" and self._kind(after + 1) == WORD:
            zeros, end, plain, after = 3, self._held[after].end, plain[:1], after + 1  # 120 K users
        while (step := self._magnitude(after)) and len(plain[0]) + zeros < numbers.LONGEST:
            after += 2 if self._mark(after, "-") else 1
            zeros, end, plain = zeros + step, self._held[after - 1].end, plain[:1]
        forms = tuple(numbers.normal(one, zeros) for one in plain)
        large = zeros > 0 or (large and any("." not in form for form in forms))
        return self._measured((start, end), forms, after, large)

    def _magnitude(self, at: int) -> int:
        if self._mark(at, "-"):
            at += 1
        word = self._word(at)
        return numbers.MAGNITUDES.get(word, 0) if word != "mn" or not self._glued(at) else 0

    def _is_thousands(self, at: int) -> bool:
        if self._kind(at) != CLUSTER:
            return False
        token = self._held[at]
        apart = token.start - self._held[at - 1].end
        return apart == 1 and len(token.text) == 3 and token.text.isdigit()

    def _sum(self, at: int, currency: str) -> Found | None:
        """Read "$1.2m" and "EUR 500"."""
        if self._kind(at + 1) != CLUSTER or self._held[at + 1].start - self._held[at].end > 1:
            return None
        found, after = self._number(at + 1, self._held[at].start)
        if not found:
            return found, after
        value = found[0]
        readings = tuple((reading[0], currency) for reading in value.readings)
        return (value._replace(kind="money", readings=readings),), after

    def _measured(
        self, span: tuple[int, int], forms: tuple[str, ...], after: int, large: bool
    ) -> Found:
        """Give a number as what the word behind it makes it: a share, a sum, a span, a count."""
        start, end = span
        kind: Kind = "count"
        unit = ""
        following = self._word(after) or (
            self._held[after].word if after < self._count and self._held[after].kind != WORD else ""
        )
        beyond = self._word(after + 1)
        if following in {"%", "percent", "pct"}:
            kind, end, after = "share", self._held[after].end, after + 1
        elif (following, beyond) == ("per", "cent"):
            kind, end, after = "share", self._held[after + 1].end, after + 2
        elif following == "us" and beyond in {"dollar", "dollars"}:
            kind, unit = "money", "$"
            end, after = self._held[after + 1].end, after + 2
        elif following in _MONEY:
            kind, unit = "money", _MONEY[following]
            end, after = self._held[after].end, after + 1
        elif following == "-" and beyond in _SPANS:
            kind, unit = "span", _SPANS[beyond]
            end, after = self._held[after + 1].end, after + 2
        elif following in _SPANS:
            kind, unit = "span", _SPANS[following]
            end, after = self._held[after].end, after + 1
        readings = tuple((form, unit) for form in forms)
        return (Value(start, end, kind, readings, large),), after

    # What stands around.

    def _belongs_to_a_name(self, at: int) -> bool:
        """Whether digits are a part of something else: INC-1234, #42, case 123, 2/3, 1.2.3.4."""
        token = self._held[at]
        if "/" in token.text and not SLASHED.fullmatch(token.text):
            return True
        if not at:
            return False
        before = self._held[at - 1]
        if self._glued(at) and (before.kind == WORD or before.word in _NAMING):
            if before.kind == WORD or before.word == "#":
                return True
            behind = self._held[at - 2] if at > 1 and self._glued(at - 1) else before
            if behind.kind == WORD or (at > 1 and self._named == at - 2):
                return True
        if before.word in {"#", ".", ":"} and at > 1:
            before = self._held[at - 2]
        large = "," in token.text or self._is_thousands(at + 1) or self._magnitude(at + 1)
        return before.word in _CASES and not large


_JOINS: Final = frozenset(numbers.MAGNITUDES) | {"and"}
_NAMING: Final = frozenset(("#", "-", "_", "/", "."))
_GLUED_UNITS: Final = frozenset(("gb", "tb", "mb", "kb", "am", "pm"))
