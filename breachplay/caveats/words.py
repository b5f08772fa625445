"""What the checks are given and what they answer: a draft, a situation, caveats."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from breachplay.playbook.placeholders import Gap, Stated
from breachplay.playbook.profile import Profile
from breachplay.playbook.rule import CaveatRule
from breachplay.playbook.words import Severity


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact as the team holds it now.

    `status` is unknown, reported, confirmed or retracted; `kind` one of `FactKind`.
    """

    name: str
    label: str
    kind: str
    value: str
    status: str
    ours: bool = False
    """Whether the team decides it, such as the next update."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a published post stated and a fact has left behind since.

    `number` is the post's place in the run (1, 2, 3 ...), `value` the value that the fact had
    then, `words` those of the post, `settled` whether a later post corrects it.
    """

    name: str
    value: str
    words: str
    number: int = 1
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A text as it would go out, and what it was made of.

    `text` is filled: `stated` says where values of facts stand in it, `gaps` where nothing
    filled a placeholder, both as `fill` gives them (code points of `text`). A `thread` goes out
    cut into several posts; `limit` is the network's own figure where it differs. `images` holds
    the description of each picture that goes with it, empty where there is none. `stands_for`
    names the usual phases that its phase is, where its id is another. `marked` says that the mark
    of an exercise is put on it on its way out.
    """

    text: str
    network: str = "x"
    phase: str | None = None
    speaker: str | None = None
    stated: tuple[Stated, ...] = ()
    gaps: tuple[Gap, ...] = ()
    thread: bool = False
    limit: int | None = None
    images: tuple[str, ...] = ()
    stands_for: tuple[str, ...] = ()
    marked: bool = False
    reply_to: tuple[str, ...] = ()
    """Ids of the questions it answers; empty where it is for everybody."""


@dataclass(frozen=True, slots=True)
class RunningClock:
    """A deadline of law: whom to tell, from when to when it runs; aware times."""

    title: str
    tell: str
    started: datetime
    deadline: datetime


@dataclass(frozen=True, slots=True)
class Situation:
    """What the team knows and which rules hold.

    Without a profile the checks against official domains and contact routes are silent.
    `open_required` names the required checklist items of the phase that are still open;
    `mode` is "incident" or "exercise"; `posted` holds the texts published before in the run,
    oldest first. `severities` holds, by rule, what a playbook or profile made of its own.
    """

    rules: tuple[CaveatRule, ...]
    profile: Profile | None = None
    facts: tuple[FactView, ...] = ()
    open_required: tuple[str, ...] = ()
    mode: str = "incident"
    posted: tuple[str, ...] = ()
    severities: Mapping[str, str] = field(default_factory=dict)
    unapproved: str = ""
    """Why this text is not approved; empty where it is, or need not be."""
    approval_of: str = ""
    """Exactly which text that is; an override holds for it alone."""
    unanswered: tuple[str, ...] = ()
    """Ids of the questions that were logged and wait for an answer."""
    now: datetime | None = None
    """The present, aware; None where nobody asks what is late."""
    update_due: datetime | None = None
    """When the next update is due; None where none is."""
    promised: bool = False
    """Whether that update was promised in public, or only the rhythm asks for it."""
    first_word_due: datetime | None = None
    """By when something should have been said; None once it was."""
    clocks: tuple[RunningClock, ...] = ()
    """Deadlines of law that run or are past."""
    watched_data: tuple[str, ...] = ()
    said: tuple[Said, ...] = ()
    """What posts stated and facts have left behind since."""
    moments: tuple[datetime, ...] = ()
    """When milestones were reached and posts went out, in the organisation's time."""
    """Kinds of data (health, payment) whose deadlines the run watches, or has settled."""
    routes: Profile | None = None
    """Whose contact routes may stand in posts, where that is not `profile`: a sample's."""


@dataclass(frozen=True, slots=True)
class Caveat:
    """One warning about a draft or about the situation.

    `start` and `end` are code points of the draft's text, both None where the warning is about
    something left out or about the situation. `subject` is the exact text of the span, or what
    the warning is about; an override holds for one `id` and one `subject` only.
    """

    id: str
    severity: Severity
    start: int | None
    end: int | None
    message: str
    why: str
    instead: str
    source: str
    subject: str
    left_out: bool = False
    """Whether it says what is still missing, rather than what is there."""
