"""Where a run stands. Never stored: always folded from the record (see `fold`).

The types are msgspec's: made at start-up in a tenth of the time that dataclasses take.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from msgspec import Struct, field

from breachplay.playbook.model import FactDefinition, Item, Phase, Playbook
from breachplay.playbook.profile import Profile
from breachplay.playbook.rule import RulePack
from breachplay.record.approval import Answer, Asking, HeldApproval
from breachplay.record.clock_state import AddedClock, Settled
from breachplay.record.events import Actor, Mode
from breachplay.record.promised import PromisedUpdate, Snooze
from breachplay.record.questions import Question

if TYPE_CHECKING:
    from breachplay.record.exercise import Exercise

FactStatus = Literal["unknown", "reported", "confirmed", "retracted"]
ItemStatus = Literal["open", "checked", "skipped"]


class ItemState(Struct, frozen=True):
    """What became of a checklist item."""

    status: ItemStatus = "open"
    actor: Actor | None = None
    at: str = ""
    reason: str = ""
    second: str = ""
    """Who else agreed to skip a critical item."""


class Fact(Struct, frozen=True):
    """One value a fact was given."""

    value: str
    status: FactStatus
    source: str
    actor: Actor
    at: str
    seq: int


class Image(Struct, frozen=True):
    """A picture that goes with a post: what it is called, and what it shows, in words.

    The description is for those who do not see it; nothing is uploaded.
    """

    name: str
    description: str


class Card(Struct, frozen=True):
    """One post of a thread as it was published."""

    text: str
    length: int
    limit: int | None
    link: str


class Draft(Struct, frozen=True):
    """A text being written. `text` holds placeholders as typed."""

    id: str
    phase: str
    template: str
    network: str
    text: str
    at: str
    thread: bool = False
    """Whether it goes out as several posts."""
    images: tuple[Image, ...] = ()
    reply_to: tuple[str, ...] = ()
    """The questions it answers; empty where it is for everybody."""
    authors: tuple[Actor, ...] = ()
    """Who saved it, each once, in the order of their first save."""
    corrects: int = 0
    """The seq of the post that it corrects; 0 where it is no correction."""
    inject: str = ""
    """The inject that it answers, in an exercise."""


class Override(Struct, frozen=True):
    """A stop set aside, with the reason, for one caveat about one thing in one draft."""

    draft: str
    caveat: str
    subject: str
    message: str
    reason: str
    actor: Actor
    at: str


class StatedFact(Struct, frozen=True):
    """A fact as a post stated it."""

    name: str
    value: str
    status: FactStatus
    said: str = ""
    """The words of the post that state it; empty in records from before they were kept."""


class StandingCaveat(Struct, frozen=True):
    """A caveat that stood when a text was posted; `reason` where a stop was overridden."""

    id: str
    severity: str
    message: str
    subject: str
    reason: str


class Post(Struct, frozen=True):
    """A text that was published."""

    seq: int
    draft: str
    phase: str
    network: str
    text: str
    length: int
    limit: int | None
    """The network's limit then; None where it has none."""
    link: str
    actor: Actor
    at: str
    """When it was posted, as entered; else when it was recorded."""
    facts: tuple[StatedFact, ...]
    caveats: tuple[StandingCaveat, ...]
    cards: tuple[Card, ...] = ()
    """The posts of a thread, in order; empty where it was one post."""
    images: tuple[Image, ...] = ()
    reply_to: tuple[str, ...] = ()
    """The questions it answered; empty where it was for everybody."""
    approvals: tuple[HeldApproval, ...] = ()
    """Who had approved exactly this text when it was posted."""
    corrects: int = 0
    """The seq of the post that it corrected; 0 where it was no correction."""


class Milestone(Struct, frozen=True):
    """A moment that matters to clocks."""

    id: str
    at: str
    source: str
    actor: Actor
    seq: int


class PhaseState(Struct, frozen=True):
    """When a phase was entered and left."""

    entered_at: str = ""
    completed_at: str = ""


class State(Struct, frozen=True):
    """Where a run stands after the event `seq`."""

    run: str
    mode: Mode
    title: str
    playbook: Playbook
    profile: Profile
    sample_profile: bool
    packs: tuple[RulePack, ...]
    opened_at: str
    opened_by: Actor
    seq: int
    hash: str
    last_at: str
    closed_at: str = ""
    outcome: str = ""
    phase: str = ""
    phases: Mapping[str, PhaseState] = field(default_factory=dict)
    items: Mapping[tuple[str, str], ItemState] = field(default_factory=dict)
    facts: Mapping[str, tuple[Fact, ...]] = field(default_factory=dict)
    """Every value a fact was given, oldest first."""
    drafts: Mapping[str, Draft] = field(default_factory=dict)
    """Texts that are not posted yet."""
    working: str = ""
    """The draft that was saved last and not posted."""
    overrides: tuple[Override, ...] = ()
    posts: tuple[Post, ...] = ()
    milestones: Mapping[str, tuple[Milestone, ...]] = field(default_factory=dict)
    """Every time a milestone was given, oldest first; the last one holds."""
    clocks: Mapping[str, tuple[Settled, ...]] = field(default_factory=dict)
    """What became of each clock, oldest first; the last one holds."""
    added_clocks: tuple[AddedClock, ...] = ()
    """Clocks that were added during the run."""
    notes: int = 0
    promises: tuple[PromisedUpdate, ...] = ()
    """What posts promised of the next update, oldest first."""
    snooze: Snooze | None = None
    """How the update that was due last was put off; None once something was posted."""
    last_on_clock: str = ""
    """When the last event was recorded, on the clock that the run goes by."""
    exercise: "Exercise | None" = None
    """The script and what came of it, where the run is an exercise with a scenario."""
    questions: Mapping[str, Question] = field(default_factory=dict)
    """What people asked, by id, in the order in which it was logged."""
    approvals_asked: tuple[Asking, ...] = ()
    """Every time that approval was asked, oldest first."""
    approvals_answered: tuple[Answer, ...] = ()
    """Every yes and no, oldest first; see `approvals` for what holds now."""

    @property
    def closed(self) -> bool:
        """Whether the run was finished."""
        return bool(self.closed_at)

    @property
    def public_posts(self) -> tuple[Post, ...]:
        """The posts that were for everybody: all but the replies to people's questions."""
        return tuple(post for post in self.posts if not post.reply_to)

    @property
    def current_phase(self) -> Phase:
        """The phase the run is in."""
        return next(phase for phase in self.playbook.phase if phase.id == self.phase)

    def phase_named(self, phase_id: str) -> Phase | None:
        """Give the phase of that id, or None."""
        return next((phase for phase in self.playbook.phase if phase.id == phase_id), None)

    def next_phase(self) -> Phase | None:
        """Give the phase after the current one, or None in the last."""
        ids = [phase.id for phase in self.playbook.phase]
        place = ids.index(self.phase) + 1
        return self.playbook.phase[place] if place < len(ids) else None

    def item(self, phase: str, item: str) -> ItemState:
        """Give what became of an item; open if nothing did."""
        return self.items.get((phase, item), ItemState())

    def fact(self, name: str) -> Fact | None:
        """Give the value that holds now, or None where nothing was ever set."""
        history = self.facts.get(name)
        return history[-1] if history else None

    def fact_definition(self, name: str) -> FactDefinition | None:
        """Give what the playbook says of a fact."""
        return self.playbook.facts.get(name)

    def milestone(self, milestone: str) -> Milestone | None:
        """Give the milestone as last entered, or None."""
        history = self.milestones.get(milestone)
        return history[-1] if history else None

    def promise_of(self, post: int) -> PromisedUpdate | None:
        """Give what the post of that seq promised of the next update, or None."""
        return next((one for one in self.promises if one.post == post), None)

    def open_needed(self, phase: Phase) -> tuple[Item, ...]:
        """Give the required and critical items of a phase that are neither checked nor skipped."""
        return tuple(
            item
            for item in phase.item
            if item.needed and self.item(phase.id, item.id).status == "open"
        )

    def open_critical(self) -> tuple[Item, ...]:
        """Give the critical items, neither checked nor skipped, of every phase entered so far."""
        return tuple(
            item
            for phase in self.playbook.phase
            if phase.id in self.phases
            for item in self.open_needed(phase)
            if item.critical
        )

    def override(self, draft: str, caveat: str, subject: str) -> Override | None:
        """Give the override that holds for one caveat about one thing in one draft, or None."""
        for override in reversed(self.overrides):
            if (override.draft, override.caveat, override.subject) == (draft, caveat, subject):
                return override
        return None
