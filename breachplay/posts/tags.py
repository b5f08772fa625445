"""Mentions, hashtags and cashtags, and which entity stays where two overlap.

Source: `extractEntitiesWithIndices` of npm `twitter-text` 3.1.0 and what it calls.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache, partial
from itertools import accumulate, repeat

from breachplay.posts.hashtag_letters import DIGITS_AND_JOINERS, LETTERS_AND_MARKS
from breachplay.posts.links import Link
from breachplay.posts.model import Entity
from breachplay.posts.x_rules import ACCENTS, PUNCTUATION, SPACES

__all__ = ["Span", "find_entities", "find_hashtags", "without_overlaps"]

Span = tuple[int, int, str]
"""Start, end and kind of what may become an entity."""

_entity: Callable[[tuple[str, int, int, str]], Entity] = partial(tuple.__new__, Entity)
"""Makes an entity without a call into Python: half the time, where there are thousands."""


@cache
def _mention() -> re.Pattern[str]:
    # A retweet mark ("RT@acme") may stand directly before a mention, though letters may not.
    return re.compile(
        # The sign and a letter come first, and what must stand before them is looked back at: the
        # search can then skip from sign to sign.
        r"[@\uff20][0-9A-Z_a-z](?:(?<=[^!#-&*0-9@-Z_a-z\uff20]..)|(?<=^..)|(?<=^[rR][tT]..)"
        r"|(?<=[^+\-.0-9A-Z_a-z~][rR][tT]..))"
        r"[0-9A-Z_a-z]{0,19}+(?:/[A-Za-z][-0-9A-Z_a-z]{0,24}+)?+"
        rf"(?P<refused>[@\uff20{ACCENTS}]|://)?+"
    )


@cache
def _cashtag() -> re.Pattern[str]:
    return re.compile(
        rf"(\$[A-Za-z](?<![^{SPACES}]..)[A-Za-z]{{0,5}}(?:[._][A-Za-z]{{1,2}})?)"
        rf"(?=\Z|[\t-\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff{PUNCTUATION}])"
    )


def _ranges(table: str) -> list[tuple[str, str]]:
    """Ranges of hexadecimal code points as first and last characters."""
    pairs = (item.partition("-") for item in table.split())
    return [(chr(int(first, 16)), chr(int(last or first, 16))) for first, _, last in pairs]


@cache
def _sign() -> re.Pattern[str]:
    return re.compile(
        r"[#\uff03][0-9A-Z_a-z\x80-\u20e2\u20e4-\ufe0e\ufe10-\U0010ffff](?<![&0-9A-Z_a-z]..)",
    )


_ASCII_TAG = re.compile(r"[0-9A-Z_a-z]*+(?![^\0-\x7f])")
_NO_LETTERS = "0123456789_"
_REFUSED_AFTER_TAG = ("#", "\uff03", "://")


@cache
def _tag() -> re.Pattern[str]:
    """A row of characters that a hashtag may hold; slow to make, so only when a text needs it."""
    sets = (f"{first}-{last}" for first, last in _ranges(LETTERS_AND_MARKS + DIGITS_AND_JOINERS))
    return re.compile("[" + "".join(sets) + "]*+")


@cache
def _no_letters() -> str:
    ranges = _ranges(DIGITS_AND_JOINERS)
    return "".join(chr(code) for low, high in ranges for code in range(ord(low), ord(high) + 1))


def _may_stand_before_tag(char: str) -> bool:
    if char < "\x80":
        return not (char.isalnum() or char in "_&")
    if "\ud800" <= char <= "\udfff":
        return False
    return char in "\ufe0e\ufe0f" or not _tag().fullmatch(char)


def _tag_end(text: str, start: int) -> int:
    """Where the hashtag ends whose first character after the sign is at `start`; -1: no tag."""
    tag = _ASCII_TAG.match(text, start)
    others = _NO_LETTERS
    if not tag:
        tag, others = _tag().match(text, start), _no_letters()
    return tag.end() if tag and tag[0].strip(others) else -1


# What most texts have: nothing but these, which can then be taken as they are found.
_APART = r"\u200e\u200f\u2013\u2014\u2018-\u201d\u2026\u3000-\u3002\uff08\uff09"
"""Characters outside ASCII that stand beside a tag and are no part of one."""


# A search for one character is much faster than one for either of two: the wide signs are rare.
# Whatever costs milliseconds to make is made when a text needs it.
@cache
def _ordinary_mention(sign: str) -> re.Pattern[str]:
    return re.compile(
        rf"({sign}[0-9A-Z_a-z](?<![^ \n]..)[0-9A-Z_a-z]{{0,19}}+"
        r"(?:/[A-Za-z][-0-9A-Z_a-z]{0,24}+)?+)(?=[ \n.,;!?)]|\Z)(?!\.?://)"
    )


@cache
def _ordinary_tag(sign: str) -> re.Pattern[str]:
    return re.compile(
        rf"({sign}[0-9A-Za-z_](?<![^\0-%'-/:-@\[-^`{{-\x7f{_APART}]..)"
        r"(?:(?<=[A-Za-z])|(?=[0-9_]*+[A-Za-z]))[0-9A-Za-z_]*+)"
        rf"(?=[^#:\x80-\U0010ffff]|\Z|[{_APART}])"
    )


_FEW = 16


def _spans(pattern: re.Pattern[str], kind: str, text: str, most: int) -> list[Span]:
    """Where `pattern` matches, `most` times at most; the whole of it is its one group."""
    if most < _FEW:
        return [(match.start(), match.end(), kind) for match in pattern.finditer(text)]
    # Of many it is faster to add up the lengths of what lies between.
    ends = list(accumulate(map(len, pattern.split(text))))
    return list(zip(ends[0::2], ends[1::2], repeat(kind), strict=False))


def _ordinary(pattern: re.Pattern[str], kind: str, text: str, number: int) -> list[Span] | None:
    """Every entity of a text with `number` signs, if `pattern` matches at each of those."""
    if 5 * number > 2 * len(text):  # rows of signs
        return None
    found = _spans(pattern, kind, text, number)
    return found if len(found) == number else None


def _mentions(text: str) -> list[Span]:
    wide = text.count("\uff20")
    pattern = _ordinary_mention("[@\uff20]" if wide else "@")
    ordinary = _ordinary(pattern, "mention", text, text.count("@") + wide)
    if ordinary is not None:
        return ordinary
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


def find_hashtags(text: str) -> list[Span]:
    """The hashtags of `text`, in order, also those inside links."""
    wide = text.count("\uff03")
    if not wide and "#" not in text:
        return []
    pattern = _ordinary_tag("[#\uff03]" if wide else "#")
    ordinary = _ordinary(pattern, "hashtag", text, text.count("#") + wide)
    if ordinary is not None:
        return ordinary
    found = []
    place = 0
    search = _sign().search
    while sign := search(text, place):
        start = sign.start()
        place = start + 1
        # A sign directly after a tag belongs to neither: `place` has then moved past it.
        if start and not _may_stand_before_tag(text[start - 1]):
            continue
        end = _tag_end(text, start + 1)
        if end < 0:
            continue
        if text.startswith(_REFUSED_AFTER_TAG, end):
            place = end + 1
        else:
            found.append((start, end, "hashtag"))
            place = end
    return found


def find_entities(text: str, links: Sequence[Link]) -> tuple[Entity, ...]:
    """The entities of `text`, whose links are known; positions in code points of `text`."""
    at, hashes, cash = "@" in text or "\uff20" in text, "#" in text or "\uff03" in text, "$" in text
    if not (links or at or hashes or cash):
        return ()
    if not links and (alone := _of_one_kind(text)):
        return alone
    spans: list[Span] = [(link.start, link.end, "link") for link in links]
    if at:
        spans += _mentions(text)
    if hashes:
        spans += find_hashtags(text)
    if cash:
        spans += _spans(_cashtag(), "cashtag", text, text.count("$"))
    return without_overlaps(text, spans)


def _of_one_kind(text: str) -> tuple[Entity, ...]:
    """The entities of a text full of one sign, where all are ordinary; empty where they are not."""
    numbers = [text.count(sign) for sign in "@#$"]
    number = max(numbers)
    if number < _FEW or 5 * number > 2 * len(text) or number != sum(numbers):
        return ()
    if "\uff20" in text or "\uff03" in text:
        return ()
    if numbers[0]:
        kind, pattern = "mention", _ordinary_mention("@")
    elif numbers[1]:
        kind, pattern = "hashtag", _ordinary_tag("#")
    else:
        kind, pattern = "cashtag", _cashtag()
    pieces = pattern.split(text)
    texts = pieces[1::2]
    if len(texts) != number:
        return ()
    ends = list(accumulate(map(len, pieces)))
    return tuple(map(_entity, zip(repeat(kind), ends[0::2], ends[1::2], texts, strict=False)))


def without_overlaps(text: str, spans: list[Span]) -> tuple[Entity, ...]:
    """The spans as entities in the order of the text; of two that overlap the first stays."""
    if len(spans) > 1:
        spans.sort()
    kept = []
    free = 0
    for start, end, kind in spans:
        if start >= free:
            kept.append(_entity((kind, start, end, text[start:end])))
            free = end
    return tuple(kept)
