"""What a measurement says: plain frozen values, no behaviour.

Named tuples, here and in the modules that every count loads: a data class is made by code that is
written and compiled anew at each start, which takes longer than to count a text.
"""

from typing import NamedTuple

__all__ = ["Entity", "Measure", "Over", "WeightedText"]


class Entity(NamedTuple):
    """A part of a text that the network turns into something one can click."""

    kind: str
    """`link`, `mention` (a list such as `@acme/staff` too), `hashtag` or `cashtag`."""
    start: int
    """Code points before it, in the text as given."""
    end: int
    """The first code point after it."""
    text: str
    """The text between the two."""


class Over(NamedTuple):
    """By how much a text is too long."""

    amount: int
    """How many units too many."""
    limit: int
    """How many there may be."""
    unit: str
    """`character`, `byte` or `segment`."""


class Measure(NamedTuple):
    """How a text stands against a network's rules."""

    network: str
    """The id of the network."""
    length: int
    """Characters as the network counts them (its weighted length)."""
    limit: int | None
    """The most that it takes, in the same unit; None where there is no limit."""
    remaining: int | None
    """`limit - length`; negative when the text is too long, None without a limit."""
    valid: bool
    """Whether the network takes the text: not empty, not too long, no refused character."""
    entities: tuple[Entity, ...]
    """In the order of the text; they never overlap."""
    visible_end: int
    """`text[:visible_end]` is the longest start of the text that the network takes."""
    invalid: tuple[int, ...]
    """Where the characters stand that the network refuses, in code points."""
    bytes: int | None = None
    """Bytes of UTF-8, where the network limits those too."""
    byte_limit: int | None = None
    """The most bytes that it takes."""
    parts: int = 1
    """How many messages it is sent as: segments of an SMS, one everywhere else."""
    part_length: int | None = None
    """How much one of those messages holds."""
    part_room: int | None = None
    """How much room is left in the last of them."""
    part_limit: int | None = None
    """The most messages it may be."""

    @property
    def over(self) -> Over | None:
        """By how much the text is too long, in the unit whose limit it exceeds; None if it fits."""
        if self.limit is not None and self.length > self.limit:
            return Over(self.length - self.limit, self.limit, "character")
        if self.byte_limit is not None and (self.bytes or 0) > self.byte_limit:
            return Over((self.bytes or 0) - self.byte_limit, self.byte_limit, "byte")
        if self.part_limit is not None and self.parts > self.part_limit:
            return Over(self.parts - self.part_limit, self.part_limit, "segment")
        return None


class WeightedText(NamedTuple):
    """What the reference's `parseTweet` answers; its positions are UTF-16 units, ends included."""

    weighted_length: int
    valid: bool
    permillage: int
    """Thousandths of the limit, rounded down."""
    valid_range: tuple[int, int]
    display_range: tuple[int, int]
