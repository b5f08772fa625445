"""A draft made plain for phrase matching, with the way back to its own positions.

People type curly and straight apostrophes, every kind of dash and space, full-width letters and
"fancy" letters of the mathematical blocks; text pasted from elsewhere holds invisible characters.
A phrase is written once, in plain characters, and matches them all.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from breachplay.playbook.phrase import LONG_DASH

_APOSTROPHES: Final = "\u2018\u2019\u201a\u201b\u02bc\u02b9\u0060\u00b4\u2032\uff07"
_QUOTES: Final = "\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02\u2033"
_DASHES: Final = "\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d"
_LONG_DASHES: Final = "\u2014\u2015"
_INVISIBLE: Final = "\u00ad\u034f\u180e\u200b\u200c\u200d\u2060\ufeff\ufe0e\ufe0f"
_WHITE: Final = re.compile("[ \\t\\n\\r\\f\\v]+")
_UNEVEN: Final = re.compile("[\\t\\n\\r\\f\\v]|  ")
_ITEM_MARKS: Final = ("-", "*", "\u2022", "\u00b7", ">")

HIDDEN: Final = "_"
"""Stands for each character of a link or mention, which is nobody's wording."""


@dataclass(frozen=True, slots=True)
class Folded:
    """Plain text, its bytes as patterns read them, and where each character stood in the draft."""

    text: str
    data: bytes
    origins: tuple[int, ...] | None
    """One position per character; None where nothing moved."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give where a span of `text` (not empty) stands in the draft."""
        if self.origins is None:
            return start, end
        return self.origins[start], self.origins[end - 1] + 1

    def index(self, byte: int, known_byte: int = 0, known_index: int = 0) -> int:
        """Give which character of `text` begins at a byte, counting on from a known one."""
        if len(self.data) == len(self.text):
            return byte
        return known_index + len(self.data[known_byte:byte].decode())


def fold(text: str, hidden: tuple[tuple[int, int], ...] = ()) -> Folded:
    """Make text plain; the spans in `hidden` become `HIDDEN` characters. Linear in the text.

    White space between words becomes one space. A line break stays where it ends a sentence: an
    empty line becomes two line breaks, a line that begins a list item keeps its one.
    """
    if hidden:
        text = _hide(text, hidden)
    origins: list[int] | None = None
    if not text.isascii() or "`" in text:
        text, origins = _characters(text)
    if _UNEVEN.search(text):
        text, origins = _spaces(text, origins)
    return Folded(text, packed(text), None if origins is None else tuple(origins))


def packed(text: str) -> bytes:
    """Give the bytes that phrases are looked for in: UTF-8, with one byte for a long dash."""
    return text.replace("\u2014", LONG_DASH).encode()


def _characters(text: str) -> tuple[str, list[int]]:
    pieces = []
    origins = []
    for position, character in enumerate(text):
        plain = character if character < "`" else _plain(character)
        pieces.append(plain)
        if len(plain) == 1:
            origins.append(position)
        else:
            origins.extend([position] * len(plain))
    return "".join(pieces), origins


def _spaces(text: str, origins: list[int] | None) -> tuple[str, list[int]]:
    pieces = []
    kept: list[int] = []
    known = range(len(text)) if origins is None else origins
    last = 0
    for run in _WHITE.finditer(text):
        start, end = run.span()
        space = run.group()
        breaks = space.count("\n")
        if breaks > 1:
            plain = "\n\n"
        elif breaks and text[end : end + 1] in _ITEM_MARKS and text[end + 1 : end + 2] == " ":
            plain = "\n"
        elif text[start - 1 : start] == "-" and breaks and text[start - 2 : start - 1].isalpha():
            plain = ""  # a word broken at its hyphen
        else:
            plain = " "
        pieces += [text[last:start], plain]
        kept += known[last:start]
        kept += [known[start]] * len(plain)
        last = end
    pieces.append(text[last:])
    kept += known[last:]
    return "".join(pieces), kept


def _hide(text: str, hidden: tuple[tuple[int, int], ...]) -> str:
    pieces = []
    last = 0
    for start, end in sorted(hidden):
        if start < last:
            continue
        pieces += [text[last:start], HIDDEN * (end - start)]
        last = end
    pieces.append(text[last:])
    return "".join(pieces)


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:  # noqa: PLR0911 - one answer per kind of character
    if character in _APOSTROPHES:
        return "'"
    if character in _QUOTES:
        return '"'
    if character in _DASHES:
        return "-"
    if character in _LONG_DASHES:
        return "\u2014"
    if character in _INVISIBLE:
        return ""
    if "\ud800" <= character <= "\udfff":
        return "\ufffd"
    kind = unicodedata.category(character)
    if kind == "Zs":
        return " "
    if kind in {"Zl", "Zp"} or character == "\x85":
        return "\n"
    return unicodedata.normalize("NFKC", character) if kind[0] in "LN" else character
