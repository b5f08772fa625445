"""Counting for every network but X: what becomes a link, what is counted, how much of it fits.

A rule is how one network counts; `RULES` has them by the names that the table of networks uses.
Sources stand with the entries of that table and in the modules that the rules come from.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from breachplay.posts.forms import as_given, join_surrogates, utf16_length
from breachplay.posts.graphemes import clusters, emoji_bytes, grapheme_length
from breachplay.posts.model import Entity, Measure
from breachplay.posts.networks import Network
from breachplay.posts.segments import segment

__all__ = ["RULES", "Rule", "tally"]

_HALF = re.compile("[\ud800-\udfff]")


class Rule(NamedTuple):
    """How one network counts."""

    length: Callable[[str], int]
    """What a text counts once links and mentions are written as they are counted."""
    counts_blank: bool = True
    """Whether white space alone counts at all."""


def _emoji_in_bytes(text: str) -> int:
    """Characters, but of an emoji its bytes of UTF-8."""
    return len(text) if text.isascii() else len(text) + emoji_bytes(text)


RULES = {
    "mastodon": Rule(grapheme_length, counts_blank=False),
    "bluesky": Rule(grapheme_length),
    "threads": Rule(_emoji_in_bytes),
    "linkedin": Rule(utf16_length),
    "page": Rule(grapheme_length),
    "sms": Rule(lambda text: segment(text).length),
}

_SIGNS = re.compile("[.:@#$\uff03\uff20]")
"""Nothing becomes a link on any network without one of these."""


def _entities(text: str, rule: str) -> tuple[Entity, ...]:
    """What becomes a link by that rule; positions in code points."""
    if not _SIGNS.search(text):
        return ()
    from breachplay.posts.entities import FINDERS  # noqa: PLC0415 - patterns cost milliseconds

    return FINDERS[rule](text)


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


class _Tally:
    """A text against one network's rules."""

    def __init__(self, text: str, network: Network) -> None:
        self.text = text
        self.network = network
        self._rule = rule = RULES[network.rule]
        self.entities = _entities(text, network.rule)
        self.length = 0
        if rule.counts_blank or text.strip():
            pieces = [
                text[start:end] if short is None else short for start, end, short in self._pieces()
            ]
            self.length = rule.length("".join(pieces))
        self.bytes = len(_utf8(text)) if network.byte_limit is not None else None

    def _pieces(self) -> Iterator[tuple[int, int, str | None]]:
        """The text in order: stretches as they stand, and what is written otherwise to count."""
        place = 0
        if self.entities and self.network.rule == "mastodon":
            from breachplay.posts.mastodon import as_counted  # noqa: PLC0415 - loaded already

            for entity in self.entities:
                short = as_counted(entity, self.network)
                if short != entity.text:
                    yield place, entity.start, None
                    yield entity.start, entity.end, short
                    place = entity.end
        yield place, len(self.text), None

    def fits(self) -> bool:
        """Whether nothing is too long."""
        limit, most = self.network.limit, self.network.byte_limit
        return (limit is None or self.length <= limit) and (
            most is None or self.bytes is None or self.bytes <= most
        )

    def _steps(self) -> Iterator[tuple[int, int]]:
        """End and cost of everything that is taken whole or not at all, in order."""
        length = self._rule.length
        for start, end, short in self._pieces():
            if short is not None:
                yield end, length(short)
                continue
            for first, last in clusters(self.text[start:end]):
                yield start + last, length(self.text[start + first : start + last])

    def fitting_end(self) -> int:
        """How much of the text fits, entities taken as in the whole text."""
        limit, most = self.network.limit, self.network.byte_limit
        total = size = reached = 0
        for end, cost in self._steps():
            total += cost
            if most is not None:
                size += len(_utf8(self.text[reached:end]))
            if (limit is not None and total > limit) or (most is not None and size > most):
                break
            reached = end
        return reached


def _fitting(counted: _Tally) -> int:
    """How much fits, measured again as long as the cut itself makes links that change the count."""
    while not counted.fits():
        counted = _Tally(counted.text[: counted.fitting_end()], counted.network)
    return len(counted.text)


def tally(text: str, network: Network) -> Measure:
    """What `breachplay.posts.measure` answers, for any text and any network but X."""
    whole, pairs = join_surrogates(text)
    counted = _Tally(whole, network)
    invalid = tuple(match.start() for match in _HALF.finditer(whole))
    end = len(whole)
    if invalid:
        end = invalid[0]
        end = _fitting(_Tally(whole[:end], network))
    elif not counted.fits():
        end = _fitting(counted)
    limit = network.limit
    measured = Measure(
        network=network.id,
        length=counted.length,
        limit=limit,
        remaining=None if limit is None else limit - counted.length,
        valid=counted.length > 0 and counted.fits() and not invalid,
        entities=counted.entities,
        visible_end=end,
        invalid=invalid,
        bytes=counted.bytes,
        byte_limit=network.byte_limit,
    )
    if network.part_limit is not None:
        measured = _in_parts(measured, whole, network.part_limit)
    return as_given(measured, pairs, text) if pairs else measured


def _in_parts(measured: Measure, text: str, most: int) -> Measure:
    """The same with the messages that the text is sent as."""
    sent = segment(text)
    ends = sent.ends[:most]
    return measured._replace(
        valid=measured.valid and len(sent.ends) <= most,
        visible_end=min(measured.visible_end, ends[-1] if ends else 0),
        parts=len(sent.ends),
        part_length=sent.size,
        part_room=sent.room,
        part_limit=most,
    )
