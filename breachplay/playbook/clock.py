"""Clocks: deadlines that a milestone starts.

A playbook takes one from the shipped library by its id (`use`) or writes it out. Which of them
apply is for counsel to decide; nothing here is legal advice. A day is 24 hours, so a figure of
calendar days runs out no later than the law's own count.
"""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from breachplay.playbook.words import AsOf, Duration, Id, Line, Milestone

_ID = Meta(description="A short id, unique here.", examples=["gdpr-33"])
_TITLE = Meta(description="How screens name it.", examples=["GDPR 33"])
_STARTS = Meta(description="The milestone that starts it.")
_WITHIN = Meta(description="How long it runs, in hours or days of 24 hours.", examples=["72h"])
_TELL = Meta(description="Who must be told.", examples=["supervisory authority"])
_CITE = Meta(description="Where the rule is published.")
_AS_OF = Meta(
    description='The day somebody checked the rule against the published text, or "unchecked".',
    examples=["2026-11-24", "unchecked"],
)


class Clock(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A deadline: what starts it, how long it runs, whom to tell, and by which rule."""

    id: Annotated[Id, _ID]
    title: Annotated[Line, _TITLE]
    starts: Annotated[Milestone, _STARTS]
    within: Annotated[Duration, _WITHIN]
    tell: Annotated[Line, _TELL]
    cite: Annotated[Line, _CITE]
    as_of: Annotated[AsOf, _AS_OF] = "unchecked"


class ClockEntry(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A clock in a playbook: `use` alone, or all of the other keys."""

    use: Annotated[
        Id | None, Meta(description="The id of a clock of the library.", examples=["gdpr-33"])
    ] = None
    id: Annotated[Id | None, _ID] = None
    title: Annotated[Line | None, _TITLE] = None
    starts: Annotated[Milestone | None, _STARTS] = None
    within: Annotated[Duration | None, _WITHIN] = None
    tell: Annotated[Line | None, _TELL] = None
    cite: Annotated[Line | None, _CITE] = None
    as_of: Annotated[AsOf | None, _AS_OF] = None

    def written_out(self) -> Clock | None:
        """Give the clock that is written out in full here; None when it names one, or lacks."""
        if not (self.id and self.title and self.starts and self.within and self.tell and self.cite):
            return None
        as_of = self.as_of or "unchecked"
        return Clock(self.id, self.title, self.starts, self.within, self.tell, self.cite, as_of)


class ClockLibrary(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A clock library: a file of clocks that playbooks choose from."""

    format: Annotated[Literal[1], Meta(description="The version of this file format: 1.")]
    id: Annotated[Id, Meta(description="The id of the library.")]
    title: Annotated[Line, Meta(description="What the library is called.")]
    clock: Annotated[
        tuple[Clock, ...], Meta(max_length=500, description="The clocks, one [[clock]] each.")
    ] = ()
