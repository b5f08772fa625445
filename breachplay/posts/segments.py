"""SMS: which alphabet a text needs, and how many messages ("segments") it is sent as.

Defined in 3GPP TS 23.038 (the GSM 7-bit default alphabet and its extension table, whose
characters take two places; anything else makes the whole text UCS-2) and TS 23.040 (the header
that joins the parts takes six of 140 bytes), both known second-hand here. So one message holds 160
or 70, and each of several 153 or 67; a character that takes two places is not torn apart. National
language tables are not used: few senders offer them.
"""

import re
from bisect import bisect_left
from typing import NamedTuple

__all__ = ["Segments", "segment"]

_GSM = (
    "@\xa3$\xa5\xe8\xe9\xf9\xec\xf2\xc7\n\xd8\xf8\r\xc5\xe5\u0394_\u03a6\u0393\u039b\u03a9\u03a0"
    "\u03a8\u03a3\u0398\u039e\xc6\xe6\xdf\xc9 !\"#\xa4%&'()*+,./0123456789:;<=>?\xa1"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ\xc4\xd6\xd1\xdc\xa7\xbfabcdefghijklmnopqrstuvwxyz\xe4\xf6\xf1"
    "\xfc\xe0-"
)
_EXTENSION = "\f^{}\\[~]|\u20ac"
_ALL_GSM = re.compile("[" + re.escape(_GSM + _EXTENSION) + "]*+")
_WIDE_GSM = re.compile("[" + re.escape(_EXTENSION) + "]")
_WIDE_UCS = re.compile("[\U00010000-\U0010ffff]")


class Segments(NamedTuple):
    """How a text is sent."""

    alphabet: str
    """`GSM-7` or `UCS-2`."""
    length: int
    """Places it takes: septets, or UTF-16 units."""
    size: int
    """How many places one message holds."""
    ends: tuple[int, ...]
    """Where each message ends, in code points of the text; empty for an empty text."""
    room: int
    """How many places are left in the last one."""


def segment(text: str) -> Segments:
    """Say how `text`, whose surrogates are joined, is sent. Time grows with its length."""
    gsm = _ALL_GSM.fullmatch(text) is not None
    alphabet, single, joined = ("GSM-7", 160, 153) if gsm else ("UCS-2", 70, 67)
    found = (_WIDE_GSM if gsm else _WIDE_UCS).finditer(text)
    # The place at which each character of two places begins.
    wide = [match.start() + before for before, match in enumerate(found)]
    length = len(text) + len(wide)
    if length <= single:
        return Segments(alphabet, length, single, (len(text),) if text else (), single - length)
    torn = set(wide)
    ends = []
    start = 0
    while length - start > joined:
        start += joined - (start + joined - 1 in torn)
        ends.append(start - bisect_left(wide, start))
    return Segments(alphabet, length, joined, (*ends, len(text)), joined - (length - start))
