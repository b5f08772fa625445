"""What a record is made of: events, and who makes them.

An event is written once and never changed. Its fields are those of the design: which run and
place in it, by which command, when recorded and when it happened, by whom, what.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

Body = Mapping[str, Any]
"""What happened, as plain JSON values: text, whole numbers below 2^53, truth values, lists,
objects, null. Never a fraction, so that every reader writes the same bytes."""

Mode = Literal["incident", "exercise"]

RUN_OPENED: Final = "run_opened"
MILESTONE_REACHED: Final = "milestone_reached"
PHASE_ENTERED: Final = "phase_entered"
PHASE_COMPLETED: Final = "phase_completed"
ITEM_CHECKED: Final = "item_checked"
ITEM_REOPENED: Final = "item_reopened"
ITEM_SKIPPED: Final = "item_skipped"
FACT_SET: Final = "fact_set"
DRAFT_SAVED: Final = "draft_saved"
CAVEAT_OVERRIDDEN: Final = "caveat_overridden"
IMAGE_NOTED: Final = "image_noted"
IMAGE_REMOVED: Final = "image_removed"
TEXT_HANDED_OVER: Final = "text_handed_over"
POSTED: Final = "posted"
LINK_CORRECTED: Final = "link_corrected"
NOTE_ADDED: Final = "note_added"
UPDATE_SNOOZED: Final = "update_snoozed"
PROMISE_CORRECTED: Final = "promise_corrected"
QUESTION_LOGGED: Final = "question_logged"
QUESTION_ANSWERED: Final = "question_answered"
QUESTION_CLOSED: Final = "question_closed"
QUESTION_REOPENED: Final = "question_reopened"
APPROVAL_ASKED: Final = "approval_asked"
APPROVED: Final = "approved"
REJECTED: Final = "rejected"
APPROVAL_WITHDRAWN: Final = "approval_withdrawn"
CLOCK_ADDED: Final = "clock_added"
CLOCK_MET: Final = "clock_met"
CLOCK_WAIVED: Final = "clock_waived"
CLOCK_REOPENED: Final = "clock_reopened"
RUN_CLOSED: Final = "run_closed"
COMMUNICATIONS_CHECKED: Final = "communications_checked"
EXERCISE_PACED: Final = "exercise_paced"
INJECT_DELIVERED: Final = "inject_delivered"
INJECT_SKIPPED: Final = "inject_skipped"
INJECT_ANSWERED: Final = "inject_answered"
EXERCISE_REMARKED: Final = "exercise_remarked"
RATING_OVERRULED: Final = "rating_overruled"
HOT_WASH_SAID: Final = "hot_wash_said"

OF_EXERCISES: Final = frozenset(
    {
        COMMUNICATIONS_CHECKED,
        EXERCISE_PACED,
        INJECT_DELIVERED,
        INJECT_SKIPPED,
        INJECT_ANSWERED,
        EXERCISE_REMARKED,
        RATING_OVERRULED,
        HOT_WASH_SAID,
    }
)
"""Kinds that only exercises have; what reads them is loaded with the first."""

FOR_FACILITATORS: Final = frozenset({EXERCISE_REMARKED, INJECT_SKIPPED, RATING_OVERRULED})
"""Kinds that players do not see while they play."""


OF_REVIEWS: Final = frozenset({EXERCISE_REMARKED, RATING_OVERRULED, HOT_WASH_SAID})
"""Kinds that a finished exercise still takes: they may stand after its end."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did something: a name and the role in which they acted."""

    name: str
    role: str

    def __str__(self) -> str:
        return f"{self.name}, {self.role}" if self.role else self.name


PROGRAM: Final = Actor("breachplay", "")
"""The actor of what nobody did."""


@dataclass(frozen=True, slots=True)
class NewEvent:
    """What a command gives: an event that has no place in the record yet."""

    kind: str
    body: Body
    happened_at: str | None = None
    """When it happened, if not when it is recorded: ISO 8601 with offset, as entered."""


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a record."""

    run: str
    seq: int
    command: str
    at: str
    """When it was recorded: UTC to the millisecond, `2026-11-24T02:10:00.000Z`."""
    exercise_at: str | None
    happened_at: str | None
    actor: Actor
    kind: str
    body: Body
    prev: str
    hash: str

    @property
    def on_clock(self) -> str:
        """When it was recorded, on the clock that the run goes by: an exercise has its own."""
        return self.exercise_at or self.at

    @property
    def when(self) -> str:
        """When it happened as far as the record knows, on the clock that the run goes by."""
        return self.happened_at or self.on_clock
