"""Text as a network sees it: whole characters, composed (NFC), and the way back to the original.

X composes a text before it counts (NFC, Unicode Standard Annex 15), so "e" and a combining acute
count one. People see the text that they wrote, so places must be told in that one.
"""

import re
import unicodedata
from bisect import bisect_left

from breachplay.posts.marks import compose_rows, has_rows
from breachplay.posts.model import Entity, Measure

__all__ = ["as_given", "compose", "composed_until", "join_surrogates", "utf16_length"]

_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")

_LONE_JAMO = re.compile("[\0-\u02ff\u1160-\u11ff]*+")
"""Hangul vowels and endings compose only with a consonant before them. The library would try."""

_LONG = 256
"""From here on rows of marks are looked for: the library's time grows with their square."""


def utf16_length(text: str) -> int:
    """The length of `text` in UTF-16 units, as JavaScript counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def join_surrogates(text: str) -> tuple[str, list[int]]:
    """`text` with each high and low surrogate in a row made one character, and where those are."""
    try:
        text.encode("utf-16-le")  # much faster than any search, and nearly always fine
    except UnicodeEncodeError:
        pass
    else:
        return text, []
    if not _PAIR.search(text):
        return text, []
    joined = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    return joined, [pair.start() - before for before, pair in enumerate(_PAIR.finditer(text))]


def as_given(measured: Measure, pairs: list[int], text: str) -> Measure:
    """The measure of a text with surrogates joined, its places told in the text as given."""

    def back(place: int) -> int:
        return place + bisect_left(pairs, place)

    spans = [(entity.kind, back(entity.start), back(entity.end)) for entity in measured.entities]
    return measured._replace(
        entities=tuple(Entity(kind, start, end, text[start:end]) for kind, start, end in spans),
        visible_end=back(measured.visible_end),
        invalid=tuple(map(back, measured.invalid)),
    )


def compose(text: str) -> str:
    """`text` in NFC. Time grows with its length, also for long rows of combining marks."""
    if len(text) >= _LONG and not text.isascii():
        if _LONE_JAMO.fullmatch(text):
            return text
        if has_rows(text):
            return compose_rows(text)
    return unicodedata.normalize("NFC", text)


def composed_until(text: str, end: int) -> int:
    """How much of the start of `text` composes to at most `end` characters."""
    # At most four characters become one (a letter and three marks), so no more can matter.
    low, high = 0, min(len(text), 4 * end + 4)
    tried = min(end, high)
    overshot = False
    while low < high:
        length = len(compose(text[:tried]))
        if length > end:
            overshot = True
            high = tried - 1
        else:
            low = tried
        if overshot:
            tried = (low + high + 1) // 2
        else:
            # What is left would hold this much more of the same, and one character in any case.
            tried = min(low + max((end - length) * low // max(length, 1), 1), high)
    return low
