"""What posts promised of the next update, and updates put off: types of the state."""

from msgspec import Struct

from breachplay.record.events import Actor


class Moved(Struct, frozen=True):
    """A promise read wrong at first, and corrected."""

    due: str
    """What stood before: a moment, or empty where no promise had been noted."""
    reason: str
    actor: Actor
    at: str


class PromisedUpdate(Struct, frozen=True):
    """A promise that a post made to everybody: more by a time.

    It is kept by the next post for everybody on the same network, however late.
    """

    post: int
    """The seq of the post that made it."""
    network: str
    at: str
    """When it was made."""
    due: str
    """By when: ISO 8601 with offset. Empty where there was no promise after all."""
    moved: tuple[Moved, ...] = ()
    kept_by: int = 0
    """The seq of the post that kept it; 0 while none has."""
    kept_at: str = ""
    """When that post went out."""

    @property
    def open(self) -> bool:
        """Whether people still wait for it."""
        return bool(self.due) and not self.kept_by


class Snooze(Struct, frozen=True):
    """An update put off inside the team. What was promised in public stays promised."""

    until: str
    reason: str
    due: str
    """When the update was due: what is put off."""
    actor: Actor
    at: str
