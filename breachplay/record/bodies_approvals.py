"""What the bodies of events about approvals hold."""

import re
from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from breachplay.record import events as kinds

_HASH: Final = re.compile(r"[0-9a-f]{64}")


class FactAsked(Struct):
    """A fact that the text states."""

    fact: str
    value: str
    status: str
    source: str = ""


class CardAsked(Struct):
    """One post of a thread."""

    text: str
    facts: list[str] = []


class ImageAsked(Struct):
    """A picture and its description."""

    name: str
    description: str


class ApprovalAsked(Struct):
    """Approval of a text was asked."""

    draft: str
    phase: str
    network: str
    text: str
    hash: str
    head: str
    typed: str = ""
    comment: str = ""
    cards: list[CardAsked] = []
    images: list[ImageAsked] = []
    facts: list[FactAsked] = []

    def __post_init__(self) -> None:
        _examine(self.hash)


class Answered(Struct):
    """A named person approved or rejected a text, or one card of it."""

    draft: str
    asked: int
    hash: str
    name: str
    role: str
    comment: str = ""
    card: int = 0

    def __post_init__(self) -> None:
        _examine(self.hash)


class ApprovalWithdrawn(Struct):
    """The asking was taken back."""

    draft: str
    asked: int
    reason: str


class ApprovedBy(Struct):
    """A yes that held when the text was posted."""

    seq: int
    name: str
    role: str
    card: int = 0


FORMS: Final[Mapping[str, type[Struct]]] = {
    kinds.APPROVAL_ASKED: ApprovalAsked,
    kinds.APPROVED: Answered,
    kinds.REJECTED: Answered,
    kinds.APPROVAL_WITHDRAWN: ApprovalWithdrawn,
}


def _examine(digest: str) -> None:
    if not _HASH.fullmatch(digest):
        raise ValueError("its hash is none")
