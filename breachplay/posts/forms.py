"""Text as a network sees it: whole characters, composed (NFC), and the way back to the original.

X composes a text before it counts (NFC, Unicode Standard Annex 15), so "e" and a combining acute
count one. People see the text that they wrote, so places must be told in that one.
"""

import re
import unicodedata
from bisect import bisect_left
from itertools import islice

from breachplay.posts.model import Entity, Measure

__all__ = ["as_given", "compose", "composed_until", "join_surrogates", "utf16_length"]

_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")

_NEVER_FIRST = re.compile(
    # Characters of combining class 0 that still may join the one before them: the second part of
    # a canonical composition, vowel and final jamo, or a mark that decomposes into marks.
    "[\u09be\u09d7\u0b3e\u0b56\u0b57\u0bbe\u0bd7\u0cc2\u0cd5\u0cd6\u0d3e\u0d57\u0dcf\u0ddf\u0f73"
    "\u0f75\u0f81\u0fb5\u0fb7\u102e\u1161-\u1175\u11a8-\u11c2\u1b35\U00011127\U0001133e\U00011357"
    "\U000113b8\U000113bb\U000113c2\U000113c5\U000113c7-\U000113c9\U000114b0\U000114ba\U000114bd"
    "\U000115af\U00011930\U0001611e-\U0001612f\U00016d63\U00016d67]"
)

_LONG = 256
"""From here on the order of marks is our own work: the library's time grows with its square."""


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
    if unicodedata.is_normalized("NFC", text):
        return text
    if len(text) >= _LONG:
        marks = [char for char in set(text) if char > "\u02ff" and _decomposes_to_mark(char)]
        if len({one for char in marks for one in _classes(char)}) > 1:
            rows = "[" + "".join(map(re.escape, sorted(marks))) + "]{32,}"
            text = re.sub(rows, lambda row: _in_order(row[0]), text)
    return unicodedata.normalize("NFC", text)


def _decomposes_to_mark(char: str) -> bool:
    return unicodedata.combining(unicodedata.normalize("NFD", char)[0]) != 0


def _classes(char: str) -> list[int]:
    """The combining classes of what `char` decomposes to."""
    return [unicodedata.combining(part) for part in unicodedata.normalize("NFD", char)]


def _in_order(marks: str) -> str:
    """A row of marks in canonical order, so that nothing is left to sort."""
    parts = {char: unicodedata.normalize("NFD", char) for char in set(marks)}
    if len({unicodedata.combining(part) for both in parts.values() for part in both}) == 1:
        return marks
    return "".join(sorted("".join(map(parts.__getitem__, marks)), key=unicodedata.combining))


def composed_until(text: str, end: int) -> int:
    """How much of the start of `text` composes to at most `end` characters."""
    # At most four characters become one (a letter and three marks), so no more can matter.
    text = text[: 4 * end + 4]
    place = composed = 0
    for index, char in enumerate(islice(text, 1, None), start=1):
        if unicodedata.combining(char) or _NEVER_FIRST.match(char):
            continue
        length = len(compose(text[place:index]))
        if composed + length > end:
            return _cut(text, place, index, end - composed)
        composed += length
        place = index
    return _cut(text, place, len(text), end - composed)


def _cut(text: str, start: int, stop: int, room: int) -> int:
    """How much of one character and its marks composes to at most `room` characters."""
    low, high = start, stop
    while low < high:
        middle = (low + high + 1) // 2
        if len(compose(text[start:middle])) <= room:
            low = middle
        else:
            high = middle - 1
    return low
