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

__all__ = ["clusters", "emoji", "emoji_bytes", "grapheme_length"]

_INDICATOR = "\U0001f1e6-\U0001f1ff"
_INDIC = "\u0900-\u1fff\ua800-\uabff\U00010a00-\U00011fff"
"""Blocks with consonants that a virama joins."""
_FACES = "\U0001f600-\U0001f64f"
"""Emoji of one character each, faces and hands."""
_PLAIN = "x"
"""Stands for a flag while counting: it joins with its neighbours as a flag would."""


# No ASCII text needs any of these, and they take a millisecond to make.
@cache
def _flag() -> re.Pattern[str]:
    return re.compile(f"[{_INDICATOR}]{{1,2}}")


@cache
def _apart() -> re.Pattern[str]:
    """Characters of which none joins with another: each is a cluster. Most texts have no others."""
    return re.compile(
        "[\0-\x0c\x0e-\u02ff\u1e00-\u1eff\u2010-\u2027\u2030-\u203b\u20a0-\u20bf\u3001-\u3029"
        f"\u3041-\u3096\u30a0-\u30ff\u4e00-\u9fff\uff01-\uff5e\U0001f300-\U0001f3fa{_FACES}]*+"
    )


@cache
def _may_be_emoji() -> re.Pattern[str]:
    """What every emoji but a face alone has one of."""
    return re.compile("[\u200d\u20e3\u231a-\u2b55\ufe0f\U0001f000-\U0001f5ff\U0001f650-\U000fffff]")


@cache
def _face() -> re.Pattern[str]:
    return re.compile(f"[{_FACES}]")


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
    if _apart().fullmatch(text):
        return len(text)
    return len(_cluster().findall(_flag().sub(_PLAIN, text)))


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


def emoji_bytes(text: str) -> int:
    """How many bytes of UTF-8 the emoji of `text` have beyond one for each of their characters."""
    if not _may_be_emoji().search(text):
        return 3 * len(_face().findall(text))
    found = (match[0] for match in emoji().finditer(text))
    return sum(len(one.encode("utf-8", "surrogatepass")) - len(one) for one in found)
