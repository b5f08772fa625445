"""The front door: how long a text is for a network, what is in it, and how much of it fits."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from breachplay.posts.model import Entity, Measure, WeightedText
from breachplay.posts.networks import Network, network_named
from breachplay.posts.x_rules import INVALID

if TYPE_CHECKING:
    from breachplay.posts.links import Link

__all__ = ["measure", "weighted_text"]

_MARKS = re.compile("[.@#$\uff03\uff20]")
"""Nothing is an entity without one of these."""

_INVALID = re.compile(f"[{INVALID}]")


def measure(text: str, network: str = "x") -> Measure:
    """Measure `text` as the network `network` would.

    Any string goes in, lone surrogates too. Positions that come out are code points of `text` as
    given; lengths are the network's own. ValueError for a network we do not know.

    The rules are those of npm `twitter-text` 3 (`parseTweet` and `extractEntitiesWithIndices`);
    `docs/counting.md` lists where we depart from them.
    """
    rules = network_named(network)
    if text.isascii() and not _MARKS.search(text):
        length = len(text)
        return _answer(rules, length, (), min(length, rules.limit), ())
    whole, pairs = _joined(text)
    weighing = _Weighing(whole, rules)
    entities = _entities(whole, weighing)
    invalid = tuple(match.start() for match in _INVALID.finditer(whole))
    end = len(whole)
    if invalid or weighing.length > rules.limit:
        end = _fitting(whole, rules, weighing)
    if pairs:
        entities = tuple(_moved(entity, pairs, text) for entity in entities)
        invalid = tuple(_back(place, pairs) for place in invalid)
        end = _back(end, pairs)
    return _answer(rules, weighing.length, entities, end, invalid)


def weighted_text(text: str, network: str = "x") -> WeightedText:
    """What the reference's `parseTweet` answers for `text`, in its own units and with its flaws.

    Positions are UTF-16 units and inclusive. Where composing the text (NFC) changes its length,
    the end of the valid range is only shifted by the difference, as there.
    """
    rules = network_named(network)
    whole, _ = _joined(text)
    weighing = _Weighing(whole, rules)
    end = weighing.fitting_end()
    from breachplay.posts.forms import utf16_length

    units = utf16_length(whole)
    shift = units - utf16_length(weighing.text)
    last = max(utf16_length(weighing.text[:end]) - 1, 0) + shift
    return WeightedText(
        weighted_length=weighing.length,
        valid=0 < weighing.length <= rules.limit and not _INVALID.search(whole),
        permillage=int(weighing.length / rules.limit * 1000),
        valid_range=(0, last),
        display_range=(0, max(units - 1, 0)),
    )


class _Weighing:
    """A text as the network counts it: composed, with its links and its length."""

    def __init__(self, given: str, rules: Network) -> None:
        from breachplay.posts.weight import weigh

        self.text = _composed(given)
        self.links = _links(self.text)
        self.length = weigh(self.text, self.links, rules.link_length)
        self._rules = rules

    def fitting_end(self) -> int:
        """Where the part that the network takes ends, in code points of the composed text."""
        from breachplay.posts.weight import fitting_end

        refused = _INVALID.search(self.text)
        end = refused.start() if refused else len(self.text)
        if self.length <= self._rules.limit:
            return end
        rules = self._rules
        return min(end, fitting_end(self.text, self.links, rules.link_length, rules.limit))


def _answer(
    rules: Network, length: int, entities: tuple[Entity, ...], end: int, invalid: tuple[int, ...]
) -> Measure:
    return Measure(
        network=rules.id,
        length=length,
        limit=rules.limit,
        remaining=rules.limit - length,
        valid=0 < length <= rules.limit and not invalid,
        entities=entities,
        visible_end=end,
        invalid=invalid,
    )


def _joined(text: str) -> tuple[str, list[int]]:
    if text.isascii():
        return text, []
    from breachplay.posts.forms import join_surrogates

    return join_surrogates(text)


def _composed(text: str) -> str:
    if text.isascii():
        return text
    from breachplay.posts.forms import compose

    return compose(text)


def _links(text: str) -> list[Link]:
    if "." not in text:
        return []
    from breachplay.posts.links import find_links

    return find_links(text)


def _entities(text: str, weighing: _Weighing) -> tuple[Entity, ...]:
    """The entities of the text as given, which the reference does not compose for this."""
    if not _MARKS.search(text):
        return ()
    from breachplay.posts.tags import find_entities

    return find_entities(text, weighing.links if weighing.text == text else _links(text))


def _fitting(text: str, rules: Network, weighing: _Weighing) -> int:
    """How much of `text` the network takes.

    A cut can make a link of what was none ("acme.computing" cut after "com"), or set marks free
    to compose with others, so what is left is measured again until it fits.
    """
    from breachplay.posts.forms import composed_until

    while True:
        end = weighing.fitting_end()
        if end == len(weighing.text):
            return len(text)
        composed = weighing.text == text
        text = text[: end if composed else composed_until(text, end)]
        # Links hold no space: without a dot in the last word there is none to come or go.
        word = text[max(text.rfind(" "), text.rfind("\n")) + 1 :]
        if composed and "." not in word:
            return end
        weighing = _Weighing(text, rules)


def _back(place: int, pairs: list[int]) -> int:
    """A place in the text with surrogates joined, as a place in the text as given."""
    return place + bisect_left(pairs, place)


def _moved(entity: Entity, pairs: list[int], given: str) -> Entity:
    start, end = _back(entity.start, pairs), _back(entity.end, pairs)
    return Entity(entity.kind, start, end, given[start:end])
