"""Small records made by hand, stamped with the real chain and a clock that stands still."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from breachplay.record.chain import GENESIS, canonical, event_hash, fields_of
from breachplay.record.events import Actor, Event
from breachplay.record.fold import fold
from breachplay.record.state import State

COMMUNICATOR: Final = Actor("Sam Sample", "communicator")
LEGAL: Final = Actor("Lee Legal", "legal")
NOW: Final = datetime(2026, 3, 30, 9, 0, tzinfo=UTC)

PLAYBOOK: Final[dict[str, Any]] = {
    "format": 1,
    "id": "small",
    "title": "Small playbook",
    "summary": "For tests.",
    "facts": {
        "people_affected": {"label": "People affected", "ask": "How many?", "kind": "count"},
        "cause": {"label": "Cause", "ask": "Why?"},
    },
    "phase": [
        {
            "id": "acknowledge",
            "title": "Acknowledge",
            "goal": "Be the first to say that it happened.",
            "item": [
                {"id": "secured", "text": "Account secured", "why": "w", "role": "r"},
                {
                    "id": "speaker",
                    "text": "Speaker named",
                    "why": "w",
                    "role": "r",
                    "required": True,
                },
                {
                    "id": "told",
                    "text": "Employees told first",
                    "why": "w",
                    "role": "r",
                    "critical": True,
                },
            ],
            "post": [
                {"id": "first", "title": "First acknowledgement", "text": "We investigate."},
            ],
        },
        {
            "id": "clarify",
            "title": "Clarify",
            "goal": "Say what is known.",
            "item": [{"id": "sorted", "text": "Facts sorted", "why": "w", "role": "r"}],
        },
    ],
}

PROFILE: Final[dict[str, Any]] = {
    "format": 1,
    "organisation": "Sample Org",
    "speaker": {"name": "Sam Sample", "role": "communicator"},
    "domains": ["sample.example"],
    "timezone": "Europe/Berlin",
}


@dataclass
class Made:
    """A record in the making. Time goes on a minute with each event unless told otherwise."""

    mode: str = "incident"
    title: str = "Customer data breach"
    playbook: Mapping[str, Any] = field(default_factory=lambda: PLAYBOOK)
    profile: Mapping[str, Any] = field(default_factory=lambda: PROFILE)
    clock: datetime = datetime(2026, 3, 29, 0, 40, tzinfo=UTC)  # 20 min before summer time
    actor: Actor = COMMUNICATOR
    exercise_at: str | None = None
    events: list[Event] = field(default_factory=list)

    def opened(self, aware: str = "2026-03-29T01:35:00+01:00") -> "Made":
        body = {
            "format": 1,
            "mode": self.mode,
            "title": self.title,
            "playbook": self.playbook,
            "profile": self.profile,
            "packs": [],
            "sample_profile": False,
        }
        self.add("run_opened", body)
        self.add("milestone_reached", {"milestone": "aware", "source": "pager"}, happened=aware)
        return self.add("phase_entered", {"phase": "acknowledge"})

    def add(
        self,
        kind: str,
        body: Mapping[str, Any],
        *,
        happened: str | None = None,
        after: timedelta = timedelta(minutes=1),
        actor: Actor | None = None,
    ) -> "Made":
        self.clock += after
        seq = len(self.events) + 1
        event = Event(
            run="20260329-0041-ab12",
            seq=seq,
            command=f"c{seq}",
            at=f"{self.clock:%Y-%m-%dT%H:%M:%S}.000Z",
            exercise_at=self.exercise_at,
            happened_at=happened,
            actor=actor or self.actor,
            kind=kind,
            body=body,
            prev=self.events[-1].hash if self.events else GENESIS,
            hash="",
        )
        self.events.append(sealed(event))
        return self

    @property
    def state(self) -> State:
        return fold(self.events)


def sealed(event: Event) -> Event:
    """Give the event with the hash that its fields and `prev` have."""
    return replace(event, hash=event_hash(event.prev, canonical(fields_of(event))))


def small_run(mode: str = "incident", title: str = "Customer data breach") -> Made:
    """A whole run with one of everything."""
    made = Made(mode=mode, title=title).opened()
    at = {"phase": "acknowledge"}
    made.add("item_checked", {**at, "item": "secured"})
    skipped = {"item": "told", "reason": "Mail is down", "second": "Lee Legal"}
    made.add("item_skipped", {**at, **skipped})
    fact = {"fact": "people_affected", "source": "support lead"}
    made.add("fact_set", {**fact, "value": "about 120,000", "status": "reported"})
    draft = {"draft": "d1", **at, "template": "first", "network": "x"}
    text = "We are looking into it. {people_affected} people.\n```\nMore: https://sample.example/s"
    made.add("draft_saved", {**draft, "text": text[:12]}, after=timedelta(seconds=20))
    made.add("draft_saved", {**draft, "text": text[:22]}, after=timedelta(seconds=1))
    made.add("draft_saved", {**draft, "text": text}, after=timedelta(seconds=1))
    filled = text.replace("{people_affected}", "about 120,000")
    stop = {
        "caveat": "unconfirmed-fact",
        "subject": "about 120,000",
        "message": "This fact is only reported.",
    }
    made.add(
        "caveat_overridden",
        {"draft": "d1", **stop, "reason": "The CISO said so | on the bridge", "text": filled},
    )
    made.add("text_handed_over", {"draft": "d1", "way": "copied", "network": "x", "text": filled})
    made.add(
        "posted",
        {
            "draft": "d1",
            **at,
            "network": "x",
            "text": filled,
            "length": 71,
            "limit": 280,
            "link": "https://x.com/SampleHelp/status/1",
            "facts": [{"fact": "people_affected", "value": "about 120,000", "status": "reported"}],
            "caveats": [
                {
                    "id": "unconfirmed-fact",
                    "severity": "stop",
                    "message": stop["message"],
                    "subject": stop["subject"],
                    "reason": "The CISO said so | on the bridge",
                },
                {
                    "id": "no-contact-route",
                    "severity": "note",
                    "message": "No way to get in touch.",
                    "subject": "",
                    "reason": "",
                },
            ],
        },
        happened="2026-03-29T03:02:00+02:00",
        after=timedelta(minutes=20),
    )
    made.add("note_added", {"text": "A journalist called.\nShe wants a number."}, actor=LEGAL)
    made.add("fact_set", {**fact, "value": "310,000", "status": "confirmed"})
    made.add(
        "milestone_reached",
        {"milestone": "aware", "source": "first ticket"},
        happened="2026-03-29T01:20:00+01:00",
    )
    made.add("draft_saved", {"draft": "d2", **at, "template": "", "network": "x", "text": "Late"})
    made.add("weather_noted", {"sky": "grey", "wind": [1, None]}, after=timedelta(hours=-2))
    made.add("phase_completed", {**at, "open": ["speaker"]}, after=timedelta(hours=3))
    return made.add("run_closed", {"outcome": "All told."})
