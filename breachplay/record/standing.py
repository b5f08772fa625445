"""How one clock stands: what a screen, an export and `status` say of it.

A clock is a deadline that a law sets, or the next update that a post promised. Whoever knows of
clocks gives them as `Standing`s (see `clocks.SOURCES`).
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final, Literal

from msgspec import Struct

Status = Literal["not started", "running", "close", "overdue", "no figure", "met", "waived"]
"""Words that are shown as they are. `no figure` runs without a deadline ("without undue delay")."""

ClockKind = Literal["law", "update"]

RUNNING: Final[frozenset[Status]] = frozenset({"running", "close", "overdue"})
"""Those that count down to, or past, a deadline."""

GLYPHS: Final[dict[Status, str]] = {
    "overdue": "✗",
    "close": "▲",
    "running": "▸",
    "no figure": "…",
    "not started": "○",
    "met": "✓",
    "waived": "–",
}
"""A status by glyph as well as by word."""


class Standing(Struct, frozen=True, kw_only=True):
    """One clock as it stands at a moment."""

    id: str
    title: str
    status: Status
    kind: ClockKind = "law"
    tell: str = ""
    """Who must be told."""
    rule: str = ""
    """When it ends, in words: `72 hours after: aware of the breach`."""
    cite: str = ""
    as_of: str = ""
    """When somebody checked the rule, or `unchecked`; empty where no rule is cited."""
    applies: str = ""
    """Whom it concerns, in words."""
    note: str = ""
    waits_for: str = ""
    """What has to happen before it starts; empty once it has."""
    started: datetime | None = None
    deadline: datetime | None = None
    """When it ends or ended: UTC. None where it has not started, or has no figure."""
    settled_at: datetime | None = None
    """When what it asks for was done, or when it was waived."""
    settled_by: str = ""
    settled: str = ""
    """The evidence, or the reason and who decided."""

    @property
    def late(self) -> bool:
        """Whether it was met, but after its deadline."""
        met = self.status == "met" and self.deadline is not None and self.settled_at is not None
        return met and self.settled_at > self.deadline  # type: ignore[operator]

    @property
    def word(self) -> str:
        """The status in a word or two, as people read it."""
        return "met late" if self.late else self.status

    @property
    def glyph(self) -> str:
        """The status as a glyph; never shown without the word."""
        return GLYPHS[self.status]


_ORDER: Final[dict[Status, int]] = {
    "overdue": 0,
    "close": 0,
    "running": 0,
    "no figure": 1,
    "not started": 2,
    "met": 3,
    "waived": 4,
}


def nearest_first(standings: Iterable[Standing]) -> tuple[Standing, ...]:
    """Order clocks: by deadline those that run, then without a figure, not started, settled."""
    given = list(standings)
    places = {one.id: place for place, one in enumerate(given)}

    def key(one: Standing) -> tuple[int, float, int]:
        moment = one.deadline if one.status in RUNNING else one.started
        return _ORDER[one.status], moment.timestamp() if moment else 0.0, places[one.id]

    return tuple(sorted(given, key=key))


def nearest(standings: Iterable[Standing]) -> Standing | None:
    """Give the running clock that ends first, an overdue one before all; None where none runs."""
    return next((one for one in nearest_first(standings) if one.status in RUNNING), None)


def in_words(standing: Standing, now: datetime) -> str:
    """Say how a clock stands: `2 d 22 h left`, `overdue by 3 h 05`, `runs for 40 min`."""
    if standing.status in RUNNING and standing.deadline is not None:
        left = standing.deadline - now
        return overdue(-left) if left < timedelta(0) else f"{span(left)} left"
    if standing.status == "no figure" and standing.started is not None:
        return f"for {span(now - standing.started)}, {standing.rule}"
    if standing.status == "not started":
        return f"waits for: {standing.waits_for}" if standing.waits_for else "not started"
    return standing.word


def overdue(late: timedelta) -> str:
    """Say in words how late something is: `due now`, `overdue by 12 min`, `overdue by 3 h 05`.

    In minutes, because `12:30` beside a time of day is read as hours.
    """
    return "due now" if late < timedelta(minutes=1) else f"overdue by {span(late)}"


def span(length: timedelta) -> str:
    """Give a length of time in two units: `12 min`, `3 h 05`, `29 d 4 h`. Never below nothing."""
    minutes = max(int(length.total_seconds()), 0) // 60
    if minutes < 60:
        return f"{minutes} min"
    if minutes < 100 * 60:
        return f"{minutes // 60} h {minutes % 60:02}"
    return f"{minutes // 1440} d {minutes // 60 % 24} h"
