"""What the bodies of events hold, for each kind that the state is folded from.

A record may come from anywhere, its chain whole and its bodies nonsense. So each is held against
its form before it is folded. Bodies only grow: more than stands here is passed over.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Final

import msgspec
from msgspec import Meta, Struct

from breachplay.posts import NETWORKS
from breachplay.record import events as kinds
from breachplay.record.bodies_approvals import FORMS as APPROVAL_FORMS
from breachplay.record.bodies_approvals import ApprovedBy
from breachplay.record.bodies_cadence import FORMS as CADENCE_FORMS
from breachplay.record.bodies_clocks import FORMS as CLOCK_FORMS
from breachplay.record.bodies_links import FORMS as LINK_FORMS
from breachplay.record.bodies_questions import FORMS as QUESTION_FORMS
from breachplay.record.events import Event, Mode
from breachplay.record.state import FactStatus
from breachplay.record.when import parse_stamp


class RunOpened(Struct):
    """A run began; playbook, profile and packs are read by their own models."""

    mode: Mode
    title: str
    playbook: dict[str, Any]
    profile: dict[str, Any]
    packs: list[dict[str, Any]]
    sample_profile: bool
    fact_order: list[str] = []
    scenario: dict[str, Any] | None = None
    seed: int = 0
    speed: Annotated[int, Meta(ge=1, le=60)] = 1


class MilestoneReached(Struct):
    """A milestone was reached, or its time corrected."""

    milestone: str
    source: str = ""


class PhaseNamed(Struct):
    """A phase was entered or completed."""

    phase: str
    open: list[str] = []


class ItemNamed(Struct):
    """An item was checked or reopened."""

    phase: str
    item: str


class ItemSkipped(Struct):
    """An item was skipped."""

    phase: str
    item: str
    reason: str
    second: str = ""


class FactSet(Struct):
    """A fact was given a value."""

    fact: str
    value: str
    status: FactStatus
    source: str = ""


class DraftSaved(Struct):
    """A draft was saved."""

    draft: str
    phase: str
    template: str
    network: str
    text: str
    thread: bool = False
    reply_to: list[str] = []
    corrects: int = 0
    inject: str = ""

    def __post_init__(self) -> None:
        if self.network not in NETWORKS:
            raise ValueError("this version does not know its network")


class ImageNoted(Struct):
    """A picture goes with a draft."""

    draft: str
    name: str
    description: str


class ImageRemoved(Struct):
    """A picture does not go with a draft."""

    draft: str
    name: str


class CaveatOverridden(Struct):
    """A stop was overridden."""

    draft: str
    caveat: str
    subject: str
    message: str
    reason: str


class Stated(Struct):
    """A fact as a post stated it."""

    fact: str
    value: str
    status: FactStatus
    said: str = ""


class Standing(Struct):
    """A caveat that stood when a text was posted."""

    id: str
    severity: str
    message: str
    subject: str
    reason: str = ""


class CardPosted(Struct):
    """One post of a thread."""

    text: str
    length: int
    limit: int | None
    link: str = ""


class ImagePosted(Struct):
    """A picture that went with a post."""

    name: str
    description: str


class Posted(Struct):
    """A text was posted."""

    draft: str
    phase: str
    network: str
    text: str
    length: int
    limit: int | None
    facts: list[Stated]
    caveats: list[Standing]
    link: str = ""
    cards: list[CardPosted] = []
    images: list[ImagePosted] = []
    reply_to: list[str] = []
    approvals: list[ApprovedBy] = []
    corrects: int = 0
    promised: str = ""
    """By when it promises the next update; empty where it promises none."""

    def __post_init__(self) -> None:
        if self.promised:
            parse_stamp(self.promised)


class NoteAdded(Struct):
    """A note was written."""

    text: str


class RunClosed(Struct):
    """The run was finished."""

    outcome: str = ""


_FORMS: Final[Mapping[str, type[Struct]]] = {
    kinds.RUN_OPENED: RunOpened,
    kinds.MILESTONE_REACHED: MilestoneReached,
    kinds.PHASE_ENTERED: PhaseNamed,
    kinds.PHASE_COMPLETED: PhaseNamed,
    kinds.ITEM_CHECKED: ItemNamed,
    kinds.ITEM_REOPENED: ItemNamed,
    kinds.ITEM_SKIPPED: ItemSkipped,
    kinds.FACT_SET: FactSet,
    kinds.DRAFT_SAVED: DraftSaved,
    kinds.IMAGE_NOTED: ImageNoted,
    kinds.IMAGE_REMOVED: ImageRemoved,
    kinds.CAVEAT_OVERRIDDEN: CaveatOverridden,
    kinds.POSTED: Posted,
    kinds.NOTE_ADDED: NoteAdded,
    **QUESTION_FORMS,
    **CADENCE_FORMS,
    **LINK_FORMS,
    **APPROVAL_FORMS,
    **CLOCK_FORMS,
    kinds.RUN_CLOSED: RunClosed,
}


def _form_of(kind: str) -> type[Struct] | None:
    if kind in kinds.OF_EXERCISES:
        from breachplay.record.bodies_exercise import FORMS  # noqa: PLC0415  exercises only

        return FORMS[kind]
    return _FORMS.get(kind)


def examine_event(event: Event) -> None:
    """Hold an event's times and body against their form.

    Raises:
        ValueError: when the state cannot be folded from it.
    """
    parse_stamp(event.at)
    if event.happened_at is not None:
        parse_stamp(event.happened_at)
    form = _form_of(event.kind)
    if form is not None:
        msgspec.convert(event.body, form)
