"""What people see as one character: grapheme clusters, and emoji among them.

Source: Unicode Standard Annex 29 (grapheme clusters) and Unicode Technical Standard 51 (emoji),
with the data of the `regex` package.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import regex

__all__ = ["clusters", "emoji", "grapheme_length"]

_INDICATOR = "\U0001f1e6-\U0001f1ff"
_INDIC = "\u0900-\u1fff\ua800-\uabff\U00010a00-\U00011fff"
"""Blocks with consonants that a virama joins."""
_FLAG = re.compile(f"[{_INDICATOR}]{{1,2}}")
_PLAIN = "x"
"""Stands for a flag while counting: it joins with its neighbours as a flag would."""


@cache
def _cluster() -> "regex.Pattern[str]":
    import regex  # noqa: PLC0415 - only for texts that need it

    # The package reads a row of regional indicators anew from each of them, in the square of its
    # length: 41 s for 100,000. So they are taken in pairs before it sees them.
    # It also joins a virama and a consonant to whatever stands before them, where the standard
    # asks for a consonant (GB9c). So characters that join with marks only come first.
    joined = r"[\p{GCB=Extend}\p{GCB=ZWJ}\p{GCB=SpacingMark}]*+"
    plain = rf"[[\p{{GCB=Other}}]--[\p{{Extended_Pictographic}}{_INDIC}]]"
    return regex.compile(rf"(?V1){plain}{joined}|[{_INDICATOR}]{{1,2}}{joined}|\X")


def clusters(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each grapheme cluster, in code points."""
    for match in _cluster().finditer(text):
        yield match.span()


def grapheme_length(text: str) -> int:
    """How many grapheme clusters `text` has. Time grows with its length."""
    if text.isascii():
        return len(text) - text.count("\r\n")
    return len(_cluster().findall(_FLAG.sub(_PLAIN, text)))


@cache
def emoji() -> "regex.Pattern[str]":
    """Matches each emoji, whatever it is made of; not what only could be shown as one."""
    import regex  # noqa: PLC0415 - only for texts that need it

    one = (
        r"(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}(?=\ufe0f|\p{Emoji_Modifier}|\u200d))"
        r"\ufe0f?\p{Emoji_Modifier}?[\U000e0020-\U000e007f]*+"
    )
    return regex.compile(
        rf"[{_INDICATOR}]{{1,2}}|[#*0-9]\ufe0f?\u20e3"
        rf"|{one}(?:\u200d\p{{Extended_Pictographic}}\ufe0f?\p{{Emoji_Modifier}}?)*+"
    )
