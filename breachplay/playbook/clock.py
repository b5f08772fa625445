"""Clocks: deadlines that a milestone, or another filing, starts.

A playbook or profile takes one from the shipped library by its id (`use`) or writes it out. Which
of them apply is for counsel to decide; nothing here is legal advice. How each figure is counted
stands in `record.reckoning`.
"""

from datetime import datetime, timedelta
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct, field
from msgspec.structs import asdict

from breachplay.playbook.words import (
    AsOf,
    Country,
    Day,
    Due,
    Id,
    Line,
    Milestone,
    Moment,
    TimeOfDay,
    Within,
)

DataKind = Literal["health", "payment"]

_ID = Meta(description="A short id, unique here.", examples=["gdpr-33"])
_TITLE = Meta(description="How screens name it.", examples=["GDPR 33"])
_STARTS = Meta(description="The milestone that starts it.")
_OR_STARTS = Meta(description="Other milestones that start it; the earliest counts.")
_AFTER = Meta(
    description="The id of the clock whose filing starts it.", examples=["nis2-notification"]
)
_WITHIN = Meta(
    description="How long it runs, from the moment that starts it.",
    examples=["72 hours", "30 days", "4 business days", "1 month"],
)
_PROMPTLY = Meta(
    description="What the rule says where it gives no figure; elapsed time is shown then.",
    examples=["without undue delay"],
)
_NO_LATER = Meta(
    description="A second limit, after another milestone: the earlier one counts.",
    examples=["aware+24h"],
)
_HOLIDAYS = Meta(
    description="The country whose public holidays are no business days.", examples=["US", "BR"]
)
_ZONE = Meta(
    description="Where its days end; without it, in the time zone of the profile.",
    examples=["America/New_York"],
)
_UNTIL = Meta(
    description="The time of day at which its last day ends for filings.", examples=["17:30"]
)
_FROM = Meta(
    description="The day from which the rule is in force; what started before starts no clock.",
    examples=["2027-05-13"],
)
_TELL = Meta(description="Who must be told.", examples=["supervisory authority"])
_CITE = Meta(description="Where the rule is published.")
_AS_OF = Meta(
    description='The day somebody checked the rule against the published text, or "unchecked".',
    examples=["2026-11-24", "unchecked"],
)
_APPLIES = Meta(
    description="Whom it concerns, in words.", examples=["when 500 residents or more are affected"]
)
_DATA = Meta(description="It is offered when facts name data of this kind.")
_FIXED = Meta(
    description="The very moment at which it ends: a deadline that somebody set during a run.",
    examples=["2026-11-24T18:00+01:00"],
)
_NOTE = Meta(description="What else a reader must know.")


class Clock(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A deadline: what starts it, how long it runs, whom to tell, and by which rule.

    It has `starts`, `after` or both (the earliest starts it), and one of `within` and `promptly`.
    One that is `fixed` has none of them: it runs from the moment at which it was added.
    """

    id: Annotated[Id, _ID]
    title: Annotated[Line, _TITLE]
    tell: Annotated[Line, _TELL]
    cite: Annotated[Line, _CITE]
    starts: Annotated[Milestone | None, _STARTS] = None
    or_starts: Annotated[tuple[Milestone, ...], _OR_STARTS] = ()
    after: Annotated[Id | None, _AFTER] = None
    within: Annotated[Within | None, _WITHIN] = None
    promptly: Annotated[Line | None, _PROMPTLY] = None
    no_later: Annotated[Due | None, _NO_LATER] = None
    holidays: Annotated[Country | None, _HOLIDAYS] = None
    zone: Annotated[Line | None, _ZONE] = None
    until: Annotated[TimeOfDay | None, _UNTIL] = None
    in_force: Annotated[Day | None, _FROM] = field(default=None, name="from")
    as_of: Annotated[AsOf, _AS_OF] = "unchecked"
    applies: Annotated[Line | None, _APPLIES] = None
    data: Annotated[tuple[DataKind, ...], _DATA] = ()
    note: Annotated[Line | None, _NOTE] = None
    fixed: Annotated[Moment | None, _FIXED] = None

    @property
    def milestones(self) -> tuple[Milestone, ...]:
        """The milestones that start it, the first named first."""
        return ((self.starts,) if self.starts else ()) + self.or_starts


class ClockEntry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A clock in a playbook or profile: `use` alone, or the other keys."""

    use: Annotated[
        Id | None, Meta(description="The id of a clock of the library.", examples=["gdpr-33"])
    ] = None
    id: Annotated[Id | None, _ID] = None
    title: Annotated[Line | None, _TITLE] = None
    starts: Annotated[Milestone | None, _STARTS] = None
    or_starts: Annotated[tuple[Milestone, ...], _OR_STARTS] = ()
    after: Annotated[Id | None, _AFTER] = None
    within: Annotated[Within | None, _WITHIN] = None
    promptly: Annotated[Line | None, _PROMPTLY] = None
    no_later: Annotated[Due | None, _NO_LATER] = None
    holidays: Annotated[Country | None, _HOLIDAYS] = None
    zone: Annotated[Line | None, _ZONE] = None
    until: Annotated[TimeOfDay | None, _UNTIL] = None
    in_force: Annotated[Day | None, _FROM] = field(default=None, name="from")
    tell: Annotated[Line | None, _TELL] = None
    cite: Annotated[Line | None, _CITE] = None
    as_of: Annotated[AsOf | None, _AS_OF] = None
    applies: Annotated[Line | None, _APPLIES] = None
    data: Annotated[tuple[DataKind, ...], _DATA] = ()
    note: Annotated[Line | None, _NOTE] = None

    def written_out(self) -> Clock | None:
        """Give the clock that is written out in full here; None when it names one, or lacks."""
        if self.use or not (self.id and self.title and self.tell and self.cite):
            return None
        if not (self.starts or self.or_starts or self.after) or not (self.within or self.promptly):
            return None
        given: dict[str, Any] = {
            key: value for key, value in asdict(self).items() if key != "use" and value is not None
        }
        return Clock(**given)


def near(started: datetime, deadline: datetime, now: datetime) -> bool:
    """Whether a deadline is near: under a quarter of its time is left, at most three days."""
    window = min((deadline - started) / 4, timedelta(days=3))
    return deadline - now <= max(window, timedelta(0))


class ClockLibrary(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A clock library: a file of clocks that playbooks choose from."""

    format: Annotated[Literal[1], Meta(description="The version of this file format: 1.")]
    id: Annotated[Id, Meta(description="The id of the library.")]
    title: Annotated[Line, Meta(description="What the library is called.")]
    clock: Annotated[
        tuple[Clock, ...], Meta(max_length=500, description="The clocks, one [[clock]] each.")
    ] = ()
