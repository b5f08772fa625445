"""All that the walk screen shows, as one frozen snapshot."""

from dataclasses import dataclass
from datetime import datetime

from breachplay.playbook.model import Phase
from breachplay.record.judging import Judgement
from breachplay.record.state import Image, State


@dataclass(frozen=True, slots=True)
class View:
    """What a screen draws from: the run, the draft as typed, and what is known of it."""

    state: State
    now: datetime
    head: str
    """The head of the record as people read it: `seq 214, amber-falcon 9f3c`."""
    read_only: str = ""
    """Why nothing can be recorded here; empty where it can."""
    damaged_at: int = 0
    """The first event that does not hold; 0 where all do."""
    draft: str = ""
    """Id of the draft in the editor."""
    template: str = ""
    """Title of the template the draft came from."""
    text: str = ""
    """The draft as typed, placeholders and all."""
    saved: bool = True
    """Whether the text as typed is on the record."""
    network: str = "x"
    """The network whose post is shown and counted."""
    networks: tuple[str, ...] = ("x",)
    """Every network that the posts of this run go to."""
    thread: bool = False
    """Whether the draft goes out as several posts where it must."""
    reply_to: tuple[str, ...] = ()
    """The questions that the draft answers; empty where it is for everybody."""
    judgement: Judgement | None = None
    shown_phase: str = ""
    """The phase whose checklist is shown; not always the one the run is in."""

    @property
    def phase(self) -> Phase:
        """The phase whose checklist is shown."""
        return self.state.phase_named(self.shown_phase) or self.state.current_phase

    @property
    def approval(self) -> str:
        """How the draft stands with those who approve it, in words; empty where nobody asked."""
        found = self.judgement.approval if self.judgement else None
        if found is None:
            return ""
        from breachplay.timeline.approving import in_words  # noqa: PLC0415  most runs ask nobody

        return in_words(self.state, found)

    @property
    def live(self) -> bool:
        """Whether this is a real incident and no exercise."""
        return self.state.mode == "incident"

    def overridden(self, caveat: str, subject: str) -> bool:
        """Whether a stop is set aside for the draft in the editor."""
        return self.state.override(self.draft, caveat, subject) is not None

    @property
    def limits(self) -> dict[str, int]:
        """The organisation's own figures, by network."""
        return dict(self.state.profile.limits)  # type: ignore[arg-type]

    @property
    def images(self) -> tuple[Image, ...]:
        """The pictures that go with the draft."""
        draft = self.state.drafts.get(self.draft)
        return draft.images if draft else ()

    @property
    def blocking(self) -> int:
        """How many stops stand in the way of "posted"."""
        if self.judgement is None:
            return 0
        return sum(
            caveat.severity == "stop" and not self.overridden(caveat.id, caveat.subject)
            for caveat in self.judgement.caveats
        )
