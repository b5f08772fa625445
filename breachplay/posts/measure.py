"""The front door: how long a text is for a network, what is in it, and how much of it fits."""

from __future__ import annotations

import gc
import re

from breachplay.posts.model import Measure, WeightedText
from breachplay.posts.networks import Network, network_named

__all__ = ["measure", "weighted_text"]

_MARKS = re.compile("[.@#$\uff03\uff20]")
"""Nothing is an entity without one of these."""

_LONG = 50_000
"""From here on there may be so many entities that Python's collector of cycles would look through
them again and again, for half of the time. None of them is ever part of a cycle."""


def measure(text: str, network: str = "x", *, limit: int | None = None) -> Measure:
    """Measure `text` as the network `network` would.

    Any string goes in, lone surrogates too. Positions that come out are code points of `text` as
    given; lengths are the network's own. `limit` takes the place of the network's figure, for a
    Mastodon server that has its own. ValueError for a network we do not know, or a limit below 1.

    For X the rules are those of npm `twitter-text` 3 (`parseTweet` and
    `extractEntitiesWithIndices`); those of the other networks stand, with their sources, in
    `networks.py` and where it points. `docs/counting.md` lists where we depart from them.
    """
    rules = network_named(network, limit)
    if len(text) < _LONG or not gc.isenabled():
        return _measured(text, rules)
    gc.disable()
    try:
        return _measured(text, rules)
    finally:
        gc.enable()


def _measured(text: str, rules: Network) -> Measure:
    if rules.rule != "x":
        from breachplay.posts.tally import tally  # noqa: PLC0415 - its patterns cost milliseconds

        return tally(text, rules)
    if text.isascii() and not _MARKS.search(text):
        length = len(text)
        most = rules.limit or 0
        return Measure(
            network=rules.id,
            length=length,
            limit=most,
            remaining=most - length,
            valid=0 < length <= most,
            entities=(),
            visible_end=min(length, most),
            invalid=(),
        )
    from breachplay.posts.counting import count  # noqa: PLC0415 - as above

    return count(text, rules)


def weighted_text(text: str, network: str = "x") -> WeightedText:
    """What the reference's `parseTweet` answers for `text`, in its own units and with its flaws.

    Positions are UTF-16 units and inclusive. Where composing the text (NFC) changes its length,
    the end of the valid range is only shifted by the difference, as there. ValueError for a
    network we do not know.
    """
    from breachplay.posts.counting import count_as_reference  # noqa: PLC0415 - as above

    return count_as_reference(text, network_named(network))
