"""Where a top-level domain ends, and how far a row of labels carries.

Both are asked at every dot of a text, so both are linear: a row of labels is read once, from its
end to its start, instead of anew from every label as a backtracking pattern would.
"""

import re
from collections.abc import Callable
from functools import cache

from breachplay.posts.tlds import ASCII_NAMES, OTHER_NAMES
from breachplay.posts.x_rules import AFTER_TLD

__all__ = ["ASCII_DOMAINS", "farthest", "tld_end"]

_ASCII_WORD = re.compile(f"[A-Za-z]++(?![{AFTER_TLD}])")
_PUNYCODE = re.compile("[xX][nN]--[-0-9A-Za-z]+")
_STOP = re.compile(f"(?![{AFTER_TLD}])")
ASCII_DOMAINS = frozenset(ASCII_NAMES.split())
"""The top-level domains written in ASCII letters, in lower case."""


def _upper(text: str) -> str:
    """Upper case as JavaScript compares it: a letter that would become two stays as it is."""
    return "".join(up if len(up := char.upper()) == 1 else char for char in text)


@cache
def _others() -> dict[str, tuple[str, ...]]:
    """Names outside ASCII by their first letter, the longest first."""
    found: dict[str, list[str]] = {}
    for name in sorted(map(_upper, OTHER_NAMES.split()), key=len, reverse=True):
        found.setdefault(name[0], []).append(name)
    return {first: tuple(names) for first, names in found.items()}


def tld_end(text: str, start: int, stop: int) -> int:
    """Where the top-level domain that begins at `start` ends; -1 when none begins there.

    `text` is read as if it ended at `stop`.
    """
    word = _ASCII_WORD.match(text, start, stop)
    if word and word[0].lower() in ASCII_DOMAINS:
        return word.end()
    if start >= stop:
        return -1
    first = text[start]
    if first > "\x7f" or first in "vV":
        for name in _others().get(_upper(first), ()):
            end = start + len(name)
            if end <= stop and _upper(text[start:end]) == name and _STOP.match(text, end, stop):
                return end
    elif first in "xX" and (code := _PUNYCODE.match(text, start, stop)):
        return code.end()
    return -1


def farthest(
    starts: list[int],
    dots: list[int],
    ends_at: Callable[[int], int],
    is_label: Callable[[int, int], bool],
    may_be_last: Callable[[int, int], bool],
) -> list[int]:
    """For each label the number of the last label, after it, of the longest domain it begins.

    Label `i` runs from `starts[i]` to the dot at `dots[i]`. `ends_at(dot)` tells where a top-level
    domain after the dot ends (-1: there is none), `is_label` whether the text between two places
    may be a label that follows another, `may_be_last` whether it may be the last before the
    top-level domain. -1 where only the label itself could be the whole name.
    """
    after = [-1] * len(dots)
    reach = -1
    for number in range(len(dots) - 1, -1, -1):
        after[number] = reach
        start, dot = starts[number], dots[number]
        if not is_label(start, dot):
            reach = -1
        elif reach < 0 and may_be_last(start, dot) and ends_at(dot) >= 0:
            reach = number
    return after
