"""Weighted length: what each stretch of a text counts on X.

Source: `parseTweet` of npm `twitter-text` 3.1.0 with configuration v3: a link counts 23, an emoji
2 whatever it is made of, other characters 1 or 2 by their range.
"""

from collections.abc import Iterator, Sequence
from heapq import merge
from operator import itemgetter

from breachplay.posts.emoji import LONGEST_SEQUENCE, emoji_sequences, may_hold_sequence
from breachplay.posts.links import Link

__all__ = ["fitting_end", "weigh"]

_ONE_EMOJI = "\u263a"

_LIGHT_PAGES = bytes(range(0x11))
_MIXED_PAGE = 0x20
_LIGHT_OF_MIXED = "".join(
    map(chr, (*range(0x2000, 0x200E), *range(0x2010, 0x2020), *range(0x2032, 0x2038)))
)
"""The characters of the mixed page that count one (`defaultWeight` and `ranges` of v3.json)."""


def _weigh_plain(text: str) -> int:
    """The weight of a text without links or emoji sequences."""
    if text.isascii():
        return len(text)
    # All characters of a page of 256 weigh the same, but for one page: so count by pages.
    pages = text.encode("utf-16-le", "surrogatepass")[1::2]
    # One outside the basic plane has two units there.
    weight = 2 * len(text) - len(pages) + len(pages.translate(None, _LIGHT_PAGES))
    return weight - sum(map(text.count, _LIGHT_OF_MIXED)) if _MIXED_PAGE in pages else weight


def _weigh_linkless(text: str) -> int:
    if not text.isascii() and may_hold_sequence(text):
        text = emoji_sequences().sub(_ONE_EMOJI, text)
    return _weigh_plain(text)


def weigh(text: str, links: Sequence[Link], link_length: int) -> int:
    """The weighted length of `text` (composed, NFC), in characters as X counts them."""
    if not links:
        return _weigh_linkless(text)
    if any(link.counted_end != link.end for link in links):
        return _walk(text, links, link_length, None)[0]
    total = place = 0
    for link in links:
        total += _weigh_linkless(text[place : link.start]) + link_length
        place = link.end
    return total + _weigh_linkless(text[place:])


def fitting_end(text: str, links: Sequence[Link], link_length: int, limit: int) -> int:
    """Where the longest start of `text` ends that weighs no more than `limit`, in code points.

    Links and emoji are taken whole or not at all, and stay what they are in the whole text.
    """
    return _walk(text, links, link_length, limit)[1]


def _walk(text: str, links: Sequence[Link], link_length: int, limit: int | None) -> tuple[int, int]:
    """Weigh part by part, and stop before the part that exceeds the limit."""
    wholes = _wholes(text, links, link_length, limit)
    total = place = 0
    while True:
        start, end, weight = next(wholes, (len(text), len(text), 0))
        if start < place:
            continue
        # Every character counts at least one: beyond the limit there is nothing to weigh.
        plain = text[place : start if limit is None else min(start, place + limit - total + 1)]
        if limit is not None and total + _weigh_plain(plain) > limit:
            return total, place + _fitting_plain(plain, limit - total)
        total += _weigh_plain(plain)
        if limit is not None and total + weight > limit:
            return total, start
        total += weight
        place = end
        if start == len(text):
            return total, place


def _wholes(
    text: str, links: Sequence[Link], link_length: int, limit: int | None
) -> Iterator[tuple[int, int, int]]:
    """Everything that is counted as one, as start, end and weight; a link before an emoji.

    With a limit, emoji that surely stand behind it may be left out.
    """
    found = ((link.start, link.counted_end, link_length) for link in links)
    if text.isascii() or not may_hold_sequence(text):
        return found
    end = len(text)
    if limit is not None:
        # But for links nothing counts less than an emoji does for its characters.
        in_links = sum(link.counted_end - link.start for link in links)
        end = min(end, in_links + (limit // 2 + 2) * LONGEST_SEQUENCE)
    emoji = ((*emoji.span(), 2) for emoji in emoji_sequences().finditer(text, 0, end))
    return merge(found, emoji, key=itemgetter(0))


def _fitting_plain(text: str, room: int) -> int:
    """How many characters of a plain text fit into `room`; halves the text until it knows."""
    low, high = 0, min(len(text), room)
    while low < high:
        middle = (low + high + 1) // 2
        if _weigh_plain(text[:middle]) <= room:
            low = middle
        else:
            high = middle - 1
    return low
