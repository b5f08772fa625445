"""What a person can ask of the clocks of a run."""

from typing import Any

from msgspec import Struct


class AddClocks(Struct, frozen=True):
    """Watch more clocks from now on: plain values of `Clock`s, embedded as they are now.

    A clock that another filing starts comes with that one (see `playbook.clocks.filled`); what
    is watched already is passed over.
    """

    clocks: tuple[dict[str, Any], ...]


class SetDeadline(Struct, frozen=True):
    """Watch a deadline that somebody set: a journalist, a leak site, a partner."""

    title: str
    ends: str
    """When it ends: ISO 8601 with offset."""
    tell: str
    """Whom to answer or tell."""
    source: str
    """Who set it, and how that is known."""


class MeetClock(Struct, frozen=True):
    """What the clock asks for was done: what was filed, where, and when."""

    clock: str
    evidence: str
    where: str
    happened_at: str | None = None


class WaiveClock(Struct, frozen=True):
    """The clock does not apply: why, and who decided that."""

    clock: str
    reason: str
    decided_by: str


class ReopenClock(Struct, frozen=True):
    """The clock was met or waived by mistake."""

    clock: str
    reason: str
