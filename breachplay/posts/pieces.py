"""What goes into the posts of a thread: how much room each has, and what its words count.

A text is measured once, word by word; `breachplay.posts.cutting` adds the words up.
"""

from dataclasses import dataclass
from math import inf

from breachplay.posts.measure import measure
from breachplay.posts.networks import network_named

__all__ = ["Pieces", "Room", "numbered"]

_LONGEST_KEPT = 12
"""Words up to this length are measured once."""


@dataclass(frozen=True, slots=True)
class Room:
    """What one post may hold."""

    limit: int | None
    byte_limit: int | None
    numbering: str
    digits: int
    reserve: int

    def left(self, number: int) -> tuple[float, float]:
        """How many characters and bytes fit beside the number of post `number`."""
        taken = len(numbered(self.numbering, number, 10**self.digits - 1)) + self.reserve
        return (
            inf if self.limit is None else self.limit - taken,
            inf if self.byte_limit is None else self.byte_limit - taken,
        )


def numbered(numbering: str, number: int, total: int) -> str:
    """What follows the text of post `number` of `total`."""
    return numbering.replace("{n}", str(number)).replace("{of}", str(total))


class Pieces:
    """A text in pieces that are never cut, and what each stretch of them counts."""

    def __init__(self, text: str, network: str, limit: int | None) -> None:
        self.text = text
        self.network = network
        self.given_limit = limit
        rules = network_named(network, limit)
        self.limit, self.byte_limit = rules.limit, rules.byte_limit
        self.entities = measure(text, network).entities
        self._gaps: dict[str, int] = {}
        self._words: dict[str, int] = {}

    def length(self, start: int, end: int) -> int:
        """What a word counts."""
        word = self.text[start:end]
        if len(word) > _LONGEST_KEPT:
            return measure(word, self.network).length
        if word not in self._words:
            self._words[word] = measure(word, self.network).length
        return self._words[word]

    def size(self, start: int, end: int) -> int:
        """Bytes of UTF-8, where the network limits those."""
        if self.byte_limit is None:
            return 0
        return len(self.text[start:end].encode("utf-8", "surrogatepass"))

    def gap(self, start: int, end: int) -> int:
        """What the white space between two words counts."""
        white = self.text[start:end]
        if white not in self._gaps:
            self._gaps[white] = measure(f"a{white}a", self.network).length - 2 if white else 0
        return self._gaps[white]

    def room_for_word(self, room: Room) -> int | None:
        """The most that a single word may count."""
        if self.limit is None:
            return None
        return max(
            self.limit - len(numbered(room.numbering, 1, 1)) - 2 * (room.digits - 1) - room.reserve,
            1,
        )
