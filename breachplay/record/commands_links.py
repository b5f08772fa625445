"""What a person can ask about the address of what was posted."""

from msgspec import Struct


class CorrectLink(Struct, frozen=True):
    """Give the address of a post that had none, or another one than was noted."""

    post: int
    """The seq of the post."""
    link: str
    """Its address; empty where the one noted was wrong and there is none yet."""
    card: int = 0
    """Which post of a thread, from 1; 0 for a post that is no thread."""
