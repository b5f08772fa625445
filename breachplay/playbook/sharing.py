"""Phrases that begin or end alike, joined, so that what they share is read and compiled once.

A class of words is long, and dozens of phrases of one rule begin with it: `<staff> were tricked`
and `<staff> lost` find the same as `<staff> (were tricked|lost)`, at half the size.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

_CLASS: Final = "<"
"""Only what holds a class is worth joining for; plain words are short."""

_FREE: Final = re.compile(r"\(\||\|\)|\|\||[*~#]|\.\.\.")
"""What may be left out, stand for any words, or end otherwise than in a word."""


def shared(phrases: Iterable[str]) -> tuple[str, ...]:
    """Give fewer phrases that find the same as these well-formed ones."""
    parts = [_elements(phrase) for phrase in phrases]
    parts = _joined(parts, first=True)
    return tuple(" ".join(one) for one in _joined(parts, first=False))


def _joined(parts: list[list[str]], *, first: bool) -> list[list[str]]:
    groups: dict[str, list[list[str]]] = defaultdict(list)
    kept: list[list[str]] = []
    for one in parts:
        alike = one[0] if first else one[-1]
        ends = one[-1] if first else one[0]
        if len(one) > 1 and _CLASS in alike and not _FREE.search(ends):
            groups[alike].append(one[1:] if first else one[:-1])
        else:
            kept.append(one)
    for alike, rests in groups.items():
        rest = "|".join(" ".join(one) for one in rests)
        rest = f"({rest})" if len(rests) > 1 else rest
        kept.append([alike, rest] if first else [rest, alike])
    return kept


def _elements(phrase: str) -> list[str]:
    """Give the parts of a phrase that stand between spaces, parentheses kept whole."""
    found: list[str] = []
    depth = 0
    for piece in phrase.split():
        if depth:
            found[-1] += f" {piece}"
        else:
            found.append(piece)
        depth += piece.count("(") - piece.count(")")
    return found
