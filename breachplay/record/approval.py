"""What is approved: one exact text as it goes out, and what people answered about it.

An answer is bound to a hash of what the person saw: the text (of a thread each card), the
network, the pictures, and the facts it states with their value and status. Whatever of these
changes, the hash is another, and the answer is void. Put back exactly as it was, it holds again.
"""

from hashlib import sha256
from typing import Any

from msgspec import Struct

from breachplay.record.chain import canonical
from breachplay.record.events import Actor


class FactSeen(Struct, frozen=True):
    """A fact that a text states, as it stood when somebody looked."""

    name: str
    value: str
    status: str
    source: str = ""


class CardSeen(Struct, frozen=True):
    """One post of a thread, and the names of the facts that it states."""

    text: str
    facts: tuple[str, ...] = ()


class ImageSeen(Struct, frozen=True):
    """A picture and its description."""

    name: str
    description: str


class Content(Struct, frozen=True):
    """All that is approved of a draft: what people will see, and what it rests on."""

    network: str
    text: str
    """As it goes out: placeholders filled."""
    typed: str = ""
    """As it was typed; shown to those who ask, and no part of what is approved."""
    cards: tuple[CardSeen, ...] = ()
    """The posts of a thread; empty where it is one."""
    images: tuple[ImageSeen, ...] = ()
    facts: tuple[FactSeen, ...] = ()

    @property
    def units(self) -> int:
        """How many posts it is."""
        return len(self.cards) or 1

    @property
    def hash(self) -> str:
        """The SHA-256 of all that is approved, as hexadecimal digits."""
        return _hash(
            {
                "network": self.network,
                "text": self.text,
                "cards": [card.text for card in self.cards],
                "images": self._images(),
                "facts": [[fact.name, fact.value, fact.status] for fact in self.facts],
            }
        )

    def card_hash(self, card: int) -> str:
        """Give the hash of one card of a thread, counted from 1: its text, place and facts.

        What changes in the other cards leaves it as it is.
        """
        one = self.cards[card - 1]
        return _hash(
            {
                "network": self.network,
                "text": one.text,
                "card": [card, len(self.cards)],
                "images": self._images(),
                "facts": [
                    [fact.name, fact.value, fact.status]
                    for fact in self.facts
                    if fact.name in one.facts
                ],
            }
        )

    def _images(self) -> list[list[str]]:
        return [[image.name, image.description] for image in self.images]


class Asking(Struct, frozen=True):
    """Somebody asked for approval of a text."""

    seq: int
    draft: str
    phase: str
    content: Content
    hash: str
    head: str
    """The head of the record when it was asked: `seq 214, amber-falcon 9f3c`."""
    comment: str
    actor: Actor
    at: str
    withdrawn: str = ""
    """Why it was taken back; empty where it was not."""


class Answer(Struct, frozen=True):
    """A named person's yes or no."""

    seq: int
    draft: str
    asked: int
    """The event by which it was asked."""
    yes: bool
    hash: str
    """What was answered: the hash of the whole, or of the one card."""
    card: int
    """The card of a thread that was meant, from 1; 0 for the whole."""
    name: str
    role: str
    comment: str
    actor: Actor
    """Who entered it: the person, or somebody they stood beside."""
    at: str

    @property
    def person(self) -> Actor:
        """Who answered."""
        return Actor(self.name, self.role)


class HeldApproval(Struct, frozen=True):
    """A yes that held when a text was posted."""

    seq: int
    name: str
    role: str
    card: int = 0


def _hash(value: dict[str, Any]) -> str:
    return sha256(canonical(value)).hexdigest()
