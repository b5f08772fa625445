"""The front door: how long a text is for a network, what is in it, and how much of it fits."""

from __future__ import annotations

import re

from breachplay.posts.model import Measure, WeightedText
from breachplay.posts.networks import network_named

__all__ = ["measure", "weighted_text"]

_MARKS = re.compile("[.@#$\uff03\uff20]")
"""Nothing is an entity without one of these."""


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
        return Measure(
            network=rules.id,
            length=length,
            limit=rules.limit,
            remaining=rules.limit - length,
            valid=0 < length <= rules.limit,
            entities=(),
            visible_end=min(length, rules.limit),
            invalid=(),
        )
    from breachplay.posts.counting import count  # noqa: PLC0415 - its patterns cost milliseconds

    return count(text, rules)


def weighted_text(text: str, network: str = "x") -> WeightedText:
    """What the reference's `parseTweet` answers for `text`, in its own units and with its flaws.

    Positions are UTF-16 units and inclusive. Where composing the text (NFC) changes its length,
    the end of the valid range is only shifted by the difference, as there. ValueError for a
    network we do not know.
    """
    from breachplay.posts.counting import count_as_reference  # noqa: PLC0415 - as above

    return count_as_reference(text, network_named(network))
