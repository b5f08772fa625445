"""What a person can ask of a run. Each is checked against the state in `decide`."""

from typing import Any

from msgspec import Struct

from breachplay.record.commands_approvals import Approve, AskApproval, Reject, WithdrawApproval
from breachplay.record.commands_cadence import CorrectPromise, SnoozeUpdate
from breachplay.record.commands_clocks import (
    AddClocks,
    MeetClock,
    ReopenClock,
    SetDeadline,
    WaiveClock,
)
from breachplay.record.commands_links import CorrectLink
from breachplay.record.commands_questions import (
    AnswerElsewhere,
    CloseQuestions,
    LogQuestion,
    ReopenQuestions,
)
from breachplay.record.events import Mode
from breachplay.record.state import FactStatus


class Refused(Exception):
    """A command that the state does not allow; its text says why, and what to do."""


class OpenRun(Struct, frozen=True):
    """Begin a run: the playbook, profile and packs are embedded as they are now.

    `playbook`, `profile` and `packs` are plain JSON values (`msgspec.to_builtins`).
    `aware_at` is when the organisation became aware: ISO 8601 with offset.
    """

    mode: Mode
    title: str
    playbook: dict[str, Any]
    profile: dict[str, Any]
    packs: tuple[dict[str, Any], ...]
    sample_profile: bool
    aware_at: str
    scenario: dict[str, Any] | None = None
    """Of an exercise: its scenario, as plain JSON values."""
    begins_at: str = ""
    """Of an exercise: what its clock shows first, in UTC as the record stamps it."""
    seed: int = 0
    speed: int = 1


class ReachMilestone(Struct, frozen=True):
    """Say when a milestone was reached; said again, it corrects the time."""

    milestone: str
    happened_at: str
    source: str = ""


class EnterPhase(Struct, frozen=True):
    """Go to a phase. `leaving_open` says that the open items of the one left are known."""

    phase: str
    leaving_open: bool = False


class CheckItem(Struct, frozen=True):
    """An item is done."""

    phase: str
    item: str


class ReopenItem(Struct, frozen=True):
    """An item is not done after all."""

    phase: str
    item: str


class SkipItem(Struct, frozen=True):
    """An item will not be done; a critical one needs a second person's name."""

    phase: str
    item: str
    reason: str
    second: str = ""


class SetFact(Struct, frozen=True):
    """Give a fact a value, a status and a source."""

    name: str
    value: str
    status: FactStatus
    source: str = ""


class SaveDraft(Struct, frozen=True):
    """Keep a draft as it is being written."""

    draft: str
    text: str
    template: str = ""
    network: str = "x"
    thread: bool = False
    reply_to: tuple[str, ...] = ()
    """The questions it answers, said when it begins; later saves may leave it out."""
    corrects: int = 0
    """The seq of the post it corrects, said when it begins; later saves may leave it out."""
    inject: str = ""
    """The inject it answers, said when it begins; later saves may leave it out."""


class NoteImage(Struct, frozen=True):
    """Say that a picture goes with the draft; said again, it corrects the description."""

    draft: str
    name: str
    description: str


class RemoveImage(Struct, frozen=True):
    """The picture does not go with the draft after all."""

    draft: str
    name: str


class OverrideCaveat(Struct, frozen=True):
    """Set a stop aside for one thing in one draft, with the reason."""

    draft: str
    caveat: str
    subject: str
    reason: str
    seen_at: str | None = None
    """The moment at which the person read it: what depends on the clock is judged for then."""


class HandOver(Struct, frozen=True):
    """The text left for the network: copied, shown plain, or opened in the composer."""

    draft: str
    way: str
    """`copied`, `shown`, `composer`, or `link` where the composer's link was shown."""
    text: str
    """The draft's text, with placeholders, as the person saw it."""
    card: int = 0
    """Which post of a thread left, from 1; 0 where all of it did."""


class MarkPosted(Struct, frozen=True):
    """A draft was published. Measured and checked again here: a stop that stands refuses it."""

    draft: str
    text: str
    """The draft's text, with placeholders, as the person saw it."""
    link: str = ""
    """Its address; of a thread, the first post's."""
    happened_at: str | None = None
    links: tuple[str, ...] = ()
    """Of a thread: the address of each post, empty where there is none."""
    replies: tuple[str, ...] = ()
    """Of one answer to several people: the address of the reply that each was given."""
    promised: str | None = None
    """By when it promises the next update, as the person confirmed it: ISO 8601 with offset."""
    seen_at: str | None = None
    """The moment at which the person read it: what depends on the clock is judged for then."""


class AddNote(Struct, frozen=True):
    """Write something down; `happened_at` where it happened earlier."""

    text: str
    happened_at: str | None = None


class CloseRun(Struct, frozen=True):
    """Finish the run. `leaving_open` says that the open items are known."""

    outcome: str = ""
    leaving_open: bool = False


Command = (
    OpenRun
    | ReachMilestone
    | EnterPhase
    | CheckItem
    | ReopenItem
    | SkipItem
    | SetFact
    | SaveDraft
    | NoteImage
    | RemoveImage
    | OverrideCaveat
    | HandOver
    | MarkPosted
    | CorrectLink
    | AddNote
    | SnoozeUpdate
    | CorrectPromise
    | LogQuestion
    | AnswerElsewhere
    | CloseQuestions
    | ReopenQuestions
    | AskApproval
    | Approve
    | Reject
    | WithdrawApproval
    | AddClocks
    | SetDeadline
    | MeetClock
    | WaiveClock
    | ReopenClock
    | CloseRun
)
