"""How one text fits several networks, to be seen at a glance."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from breachplay.posts.measure import measure
from breachplay.posts.model import Measure
from breachplay.posts.networks import NETWORKS, network_named

__all__ = ["Fit", "fits"]

_NO_LIMITS: Mapping[str, int] = MappingProxyType({})


class Fit(NamedTuple):
    """One network's part of the line, such as "Bluesky 301/300 over"."""

    label: str
    """The network, as it is written on screen."""
    measure: Measure
    """All that is known of the text there."""

    @property
    def figures(self) -> str:
        """The length against the limit, in the unit that decides: `212/280`, `172, 2 segments`."""
        measured = self.measure
        over = measured.over
        if over and over.unit == "byte":
            return f"{measured.bytes}/{over.limit} bytes"
        if measured.limit is not None:
            return f"{measured.length}/{measured.limit}"
        if measured.part_limit is not None:
            plural = "" if measured.parts == 1 else "s"
            return f"{measured.length}, {measured.parts} segment{plural}"
        return f"{measured.length}"

    @property
    def verdict(self) -> str:
        """`fits`, `over`, `refused` (a character that the network does not take) or `empty`."""
        if self.measure.over:
            return "over"
        if self.measure.invalid:
            return "refused"
        return "fits" if self.measure.valid else "empty"

    @property
    def tight(self) -> bool:
        """Whether it fits, with nine tenths of the limit used."""
        limit = self.measure.limit
        return (
            limit is not None
            and self.measure.over is None
            and self.measure.length * 10 >= limit * 9
        )

    def __str__(self) -> str:
        verdict = self.verdict
        return f"{self.label} {self.figures}" + ("" if verdict == "fits" else f" {verdict}")


def fits(
    text: str, networks: Iterable[str] = tuple(NETWORKS), limits: Mapping[str, int] = _NO_LIMITS
) -> tuple[Fit, ...]:
    """Measure `text` for each of `networks`, in the order given.

    `limits` holds figures of the organisation's own, such as a Mastodon server's, by network.
    ValueError for a network we do not know, or a limit below 1. Joined with " · " they are the
    line "X 212/280 · Mastodon 198/500 · Bluesky 301/300 over".
    """
    return tuple(
        Fit(network_named(name).label, measure(text, name, limit=limits.get(name)))
        for name in networks
    )
