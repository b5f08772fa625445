"""The whole of the counting for X: composing, links, weights, entities, and what fits.

`breachplay.posts.measure` is the door to it, and loads it only for texts that need it.
"""

from __future__ import annotations

import re
from itertools import accumulate
from operator import add

from breachplay.posts.forms import as_given, compose, composed_until, join_surrogates, utf16_length
from breachplay.posts.links import find_links
from breachplay.posts.model import Measure, WeightedText
from breachplay.posts.networks import Network
from breachplay.posts.tags import find_entities
from breachplay.posts.weight import fitting_end, weigh
from breachplay.posts.x_rules import INVALID

__all__ = ["count", "count_as_reference"]

_INVALID = re.compile(f"[{INVALID}]")
_INVALID_ROW = re.compile("(\ufeff++)")


def _has_invalid(text: str) -> bool:
    return "\ufeff" in text or "\ufffe" in text or "\uffff" in text


def _invalid_places(text: str) -> tuple[int, ...]:
    """Where the characters stand that X refuses."""
    text = text.replace("\ufffe", "\ufeff").replace("\uffff", "\ufeff")
    number = text.count("\ufeff")
    # Lengths of what lies between are added up: much faster than a search for each.
    if 4 * text.count("\ufeff\ufeff") < number:
        before = accumulate(map(len, text.split("\ufeff")))
        return tuple(map(add, before, range(number)))
    ends = list(accumulate(map(len, _INVALID_ROW.split(text))))
    places: list[int] = []
    for row in map(range, ends[0::2], ends[1::2]):
        places.extend(row)
    return tuple(places)


def count(text: str, rules: Network) -> Measure:
    """What `breachplay.posts.measure` answers, for any text."""
    limit = rules.limit or 0
    whole, pairs = join_surrogates(text)
    weighing = _Weighing(whole, limit, rules.link_length or 0)
    # The reference does not compose the text in which it looks for entities.
    links = weighing.links if weighing.text == whole else find_links(whole)
    entities = find_entities(whole, links)
    invalid: tuple[int, ...] = ()
    if _has_invalid(whole):
        invalid = _invalid_places(whole)
    end = len(whole)
    if invalid or weighing.length > limit:
        end = _fitting(whole, weighing)
    measured = Measure(
        network=rules.id,
        length=weighing.length,
        limit=limit,
        remaining=limit - weighing.length,
        valid=0 < weighing.length <= limit and not invalid,
        entities=entities,
        visible_end=end,
        invalid=invalid,
    )
    return as_given(measured, pairs, text) if pairs else measured


def count_as_reference(text: str, rules: Network) -> WeightedText:
    """What `breachplay.posts.weighted_text` answers."""
    limit = rules.limit or 0
    whole, _ = join_surrogates(text)
    weighing = _Weighing(whole, limit, rules.link_length or 0)
    units = utf16_length(whole)
    shift = units - utf16_length(weighing.text)
    last = max(utf16_length(weighing.text[: weighing.fitting_end()]) - 1, 0) + shift
    return WeightedText(
        weighted_length=weighing.length,
        valid=0 < weighing.length <= limit and not _has_invalid(whole),
        # The same steps in floating point as the reference's, so that they round alike.
        permillage=int(weighing.length / limit * 1000),
        valid_range=(0, last),
        display_range=(0, max(units - 1, 0)),
    )


class _Weighing:
    """A text as the network counts it: composed, with its links and its length."""

    def __init__(self, given: str, limit: int, link_length: int) -> None:
        self.text = compose(given)
        self.limit = limit
        self.link_length = link_length
        self.links = find_links(self.text)
        self.length = weigh(self.text, self.links, link_length)

    def fitting_end(self) -> int:
        """Where the part that the network takes ends, in code points of the composed text."""
        refused = _INVALID.search(self.text) if _has_invalid(self.text) else None
        end = refused.start() if refused else len(self.text)
        if self.length <= self.limit:
            return end
        return min(end, fitting_end(self.text, self.links, self.link_length, self.limit))


def _fitting(text: str, weighing: _Weighing) -> int:
    """How much of `text` the network takes.

    A cut can make a link of what was none ("acme.computing" cut after "com"), or set marks free
    to compose with others, so what is left is measured again until it fits.
    """
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
        weighing = _Weighing(text, weighing.limit, weighing.link_length)
