"""Where a text may be cut into posts, and how well: between paragraphs, lines, sentences, words.

White space is where words part; texts of scripts without it part between characters, by the usual
rules of which sign may begin or end a line. Never inside a link, mention or hashtag, inside a
number such as "1 200.50" or "+49 30 1234", at a space that does not break, or inside a character.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from unicodedata import category

from breachplay.posts.model import Entity

__all__ = ["HARD", "LINE", "PARAGRAPH", "SENTENCE", "WORD", "Break", "breaks"]

PARAGRAPH, LINE, SENTENCE, WORD, HARD = range(5)
"""How well a text is cut at a break, the best first; `HARD` is inside a word no post could hold."""

_GAP = re.compile(r"[\t-\r \x85\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]+")
_NEW_LINE = re.compile(r"\r\n|[\n\v\f\r\x85\u2028]")
_SENTENCE_END = re.compile(
    "[.!?\u2026\u3002\uff01\uff1f][\"')\\]\u2019\u201d\xbb\u300d\u300f\uff09]*$"
)
_NUMBER = re.compile(r"(?<![0-9.,:])[+(]?[0-9][-0-9()/]*+(?: [0-9(][-0-9()/]*+){1,6}+")
"""Groups of digits with spaces between them: a telephone number, or thousands."""
_SOLID = (
    "\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\u0e01-\u0e4f"
    "\U00020000-\U0003ffff"
)
"""Characters between which a text without spaces may be cut: kana, ideographs, Thai."""
_NOT_FIRST = (
    "\u3041\u3043\u3045\u3047\u3049\u3063\u3083\u3085\u3087\u30a1\u30a3\u30a5\u30a7\u30a9\u30c3\u30e3\u30e5"
    "\u30e7\u30fb\u30fc\u309d\u309e\u30fd\u30fe\u3005\u0e30-\u0e3a\u0e45-\u0e4f"
)
"""Small kana and signs that never begin a line (Unicode Standard Annex 14, classes CJ and NS)."""
_BETWEEN = re.compile(
    rf"(?<=[{_SOLID}])(?=[{_SOLID}])(?![{_NOT_FIRST}])(?<![\u0e40-\u0e44])"
    "|(?<=[\u3001\u3002\uff0c\uff01\uff1f\u300d\u300f\uff09])"
    "(?![\u3001\u3002\uff0c\uff01\uff1f\u300d\u300f\uff09\\s])(?!$)"
)


@dataclass(frozen=True, slots=True)
class Break:
    """A place where a text may be cut."""

    end: int
    """Where what stands before it ends, in code points."""
    start: int
    """Where what stands after it begins; white space between the two is left out."""
    level: int
    """`PARAGRAPH` to `HARD`."""


def breaks(text: str, entities: Sequence[Entity], start: int, stop: int) -> list[Break]:
    """Every place at which `text[start:stop]` may be cut, in order; neither of its own ends."""
    found = [
        Break(*gap.span(), _level(text, *gap.span())) for gap in _GAP.finditer(text, start, stop)
    ]
    found += _between(text, start, stop)
    found.sort(key=lambda place: place.end)
    solid = sorted(
        [
            *((one.start, one.end) for one in entities),
            *(number.span() for number in _NUMBER.finditer(text, start, stop)),
        ]
    )
    return [
        place
        for place in _outside(found, solid)
        if start < place.end
        and place.start < stop
        and text[place.start] not in "\u200d\ufe0e\ufe0f"
        and category(text[place.start])[0] != "M"
    ]


def _level(text: str, end: int, start: int) -> int:
    gap = text[end:start]
    lines = len(_NEW_LINE.findall(gap))
    if lines > 1 or "\u2029" in gap:
        return PARAGRAPH
    if lines:
        return LINE
    ends = _SENTENCE_END.search(text, max(end - 8, 0), end)
    return SENTENCE if ends and not text[start : start + 1].islower() else WORD


def _between(text: str, start: int, stop: int) -> Iterator[Break]:
    if text.isascii():
        return
    for match in _BETWEEN.finditer(text, start, stop):
        place = match.start()
        ends = _SENTENCE_END.search(text, max(place - 8, 0), place)
        yield Break(place, place, SENTENCE if ends else WORD)


def _outside(found: list[Break], solid: list[tuple[int, int]]) -> Iterator[Break]:
    """The breaks that lie in no span."""
    reach = number = 0
    for place in found:
        while number < len(solid) and solid[number][0] < place.end:
            reach = max(reach, solid[number][1])
            number += 1
        # A space is part of what it stands in; it is not when the span only ends with it.
        if reach < place.start or reach <= place.end:
            yield place
