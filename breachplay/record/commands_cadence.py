"""What a person can ask about the rhythm of updates."""

from msgspec import Struct


class SnoozeUpdate(Struct, frozen=True):
    """Put the next update off, with a reason. A promise made in public is not moved by it."""

    until: str
    """ISO 8601 with offset; later than the update was due, and at most a day."""
    reason: str


class CorrectPromise(Struct, frozen=True):
    """Say what a post really promised: the time was read or entered wrong, or was missed."""

    post: int
    """The seq of the post."""
    due: str
    """By when: ISO 8601 with offset; empty where it promised nothing."""
    reason: str
