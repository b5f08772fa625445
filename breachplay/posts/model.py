"""What a measurement says: plain frozen values, no behaviour."""

from dataclasses import dataclass

__all__ = ["Entity", "Measure", "WeightedText"]


@dataclass(frozen=True, slots=True)
class Entity:
    """A part of a text that the network turns into something one can click."""

    kind: str
    """`link`, `mention` (a list such as `@acme/staff` too), `hashtag` or `cashtag`."""
    start: int
    """Code points before it, in the text as given."""
    end: int
    """The first code point after it."""
    text: str
    """The text between the two."""


@dataclass(frozen=True, slots=True)
class Measure:
    """How a text stands against a network's rules."""

    network: str
    """The id of the network."""
    length: int
    """Characters as the network counts them (its weighted length)."""
    limit: int
    """The most that it takes, in the same unit."""
    remaining: int
    """`limit - length`; negative when the text is too long."""
    valid: bool
    """Whether the network takes the text: not empty, not too long, no refused character."""
    entities: tuple[Entity, ...]
    """In the order of the text; they never overlap."""
    visible_end: int
    """`text[:visible_end]` is the longest start of the text that the network takes."""
    invalid: tuple[int, ...]
    """Where the characters stand that the network refuses, in code points."""


@dataclass(frozen=True, slots=True)
class WeightedText:
    """What the reference's `parseTweet` answers; its positions are UTF-16 units, ends included."""

    weighted_length: int
    valid: bool
    permillage: int
    """Thousandths of the limit, rounded down."""
    valid_range: tuple[int, int]
    display_range: tuple[int, int]
