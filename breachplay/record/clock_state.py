"""What the record holds of clocks: what became of each, and those added during the run."""

from typing import Literal

from msgspec import Struct

from breachplay.playbook.clock import Clock
from breachplay.record.events import Actor

Became = Literal["met", "waived", "reopened"]


class AddedClock(Struct, frozen=True):
    """A clock that was added during the run, and when."""

    clock: Clock
    at: str


class Settled(Struct, frozen=True):
    """A clock was met, waived, or opened again after a mistake."""

    became: Became
    at: str
    """When it happened, as entered; else when it was recorded."""
    actor: Actor
    seq: int
    evidence: str = ""
    """Met: what was filed."""
    where: str = ""
    """Met: where it was filed, with its reference."""
    reason: str = ""
    """Waived or opened again: why."""
    decided_by: str = ""
    """Waived: who decided."""
