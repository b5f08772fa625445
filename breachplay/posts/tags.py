"""Mentions, hashtags and cashtags, and which entity stays where two overlap.

Source: `extractEntitiesWithIndices` of npm `twitter-text` 3.1.0 and what it calls.
"""

import re
from collections.abc import Sequence
from functools import cache

from breachplay.posts.links import Link
from breachplay.posts.model import Entity
from breachplay.posts.x_rules import ACCENTS, PUNCTUATION, SPACES

__all__ = ["find_entities"]

_Span = tuple[int, int, str]


@cache
def _mention() -> re.Pattern[str]:
    # A retweet mark ("RT@acme") may stand directly before a mention, though letters may not.
    return re.compile(
        # The sign comes first, and what must stand before it is looked back at: the search can
        # then skip from sign to sign.
        r"[@\uff20](?:(?<=[^!#-&*0-9@-Z_a-z\uff20].)|(?<=^.)|(?<=^[rR][tT].)"
        r"|(?<=[^+\-.0-9A-Z_a-z~][rR][tT].))"
        r"[0-9A-Z_a-z]{1,20}+(?:/[A-Za-z][-0-9A-Z_a-z]{0,24}+)?+"
        rf"(?P<refused>[@\uff20{ACCENTS}]|://)?+"
    )


@cache
def _cashtag() -> re.Pattern[str]:
    return re.compile(
        rf"\$(?:(?<=^.)|(?<=[{SPACES}].))[A-Za-z]{{1,6}}(?:[._][A-Za-z]{{1,2}})?"
        rf"(?=\Z|[\t-\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff{PUNCTUATION}])"
    )


def _as_set(ranges: str) -> str:
    """Ranges of hexadecimal code points as the inside of a regular expression set."""
    parts = []
    for item in ranges.split():
        first, _, last = item.partition("-")
        parts.append(rf"\U{int(first, 16):08x}-\U{int(last or first, 16):08x}")
    return "".join(parts)


@cache
def _hashtag() -> re.Pattern[str]:
    from breachplay.posts.hashtag_letters import DIGITS_AND_JOINERS, LETTERS_AND_MARKS

    letters, others = _as_set(LETTERS_AND_MARKS), _as_set(DIGITS_AND_JOINERS)
    return re.compile(
        rf"(?P<tag>[#\uff03](?:(?<=^.)|(?<=[\ufe0e\ufe0f].)|(?<=[^{letters}{others}&\ud800-\udfff].))"
        rf"(?![\ufe0f\u20e3])[{others}]*+[{letters}][{letters}{others}]*+)"
        r"(?P<refused>[#\uff03]|://)?+",
        re.DOTALL,
    )


def _mentions(text: str) -> list[_Span]:
    found = []
    used = 0
    for match in _mention().finditer(text):
        start, end = match.start(), match.start("refused") if match["refused"] else match.end()
        # The character before a mention may not belong to the mention before that.
        if start > used or start == 0:
            if not match["refused"]:
                found.append((start, end, "mention"))
            used = end
    return found


def _hashtags(text: str) -> list[_Span]:
    return [
        (*match.span("tag"), "hashtag")
        for match in _hashtag().finditer(text)
        if not match["refused"]
    ]


def find_entities(text: str, links: Sequence[Link]) -> tuple[Entity, ...]:
    """The entities of `text`, whose links are known; positions in code points of `text`.

    Of two that overlap the one that begins first stays.
    """
    spans: list[_Span] = [(link.start, link.end, "link") for link in links]
    if "@" in text or "\uff20" in text:
        spans += _mentions(text)
    if "#" in text or "\uff03" in text:
        spans += _hashtags(text)
    if "$" in text:
        spans += [(*match.span(), "cashtag") for match in _cashtag().finditer(text)]
    if len(spans) > 1:
        spans.sort(key=lambda span: span[0])
    kept = []
    free = 0
    for start, end, kind in spans:
        if start >= free:
            kept.append(Entity(kind, start, end, text[start:end]))
            free = end
    return tuple(kept)
