"""What a person can ask about approvals."""

from msgspec import Struct


class AskApproval(Struct, frozen=True):
    """Ask for approval of a draft exactly as it is now."""

    draft: str
    text: str
    """The draft's text, with placeholders, as the person saw it."""
    comment: str = ""


class Approve(Struct, frozen=True):
    """Say yes to exactly the text that was read."""

    draft: str
    hash: str
    """The hash of the whole text that the person read; another one refuses the answer."""
    name: str = ""
    """Who approves, and in which role; empty: whoever sends the command."""
    role: str = ""
    comment: str = ""
    card: int = 0
    """The card of a thread that is meant, from 1; 0 for the whole."""


class Reject(Struct, frozen=True):
    """Say no to exactly the text that was read, and why."""

    draft: str
    hash: str
    comment: str
    name: str = ""
    role: str = ""
    card: int = 0


class WithdrawApproval(Struct, frozen=True):
    """Take back what was asked; nobody needs to answer any more."""

    draft: str
    reason: str
