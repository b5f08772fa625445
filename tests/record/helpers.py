"""A small playbook, a clock that stands still, and runs to try things on."""

import inspect
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from breachplay.playbook.model import Playbook
from breachplay.playbook.profile import Contact, Person, Profile
from breachplay.record.chain import Link, Place, chained
from breachplay.record.commands import AddNote, OpenRun
from breachplay.record.decide import open_run
from breachplay.record.events import Actor, Event, Mode, NewEvent
from breachplay.record.fold import fold
from breachplay.record.session import Session
from breachplay.record.state import State
from breachplay.record.store import Store
from breachplay.record.when import stamp

NIGHT = datetime(2026, 11, 24, 2, 10, tzinfo=UTC)
"""When everything here begins."""

COMMUNICATOR = Actor("Test Communicator", "social media manager")
LEGAL = Actor("Test Approver", "legal")
EVENT_FIELDS = tuple(inspect.signature(Event).parameters)
RUN = "20261124-0210-small-7f3a"


class FrozenClock:
    """A clock that moves only when told to."""

    def __init__(self, at: datetime = NIGHT) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def advance(self, **span: float) -> None:
        """Move on (or back), as in `advance(minutes=5)`."""
        self.at += timedelta(**span)


class TickingClock(FrozenClock):
    """A clock that moves on by a second each time it is read."""

    def now(self) -> datetime:
        self.advance(seconds=1)
        return self.at


_SMALL: dict[str, Any] = {
    "format": 1,
    "id": "small",
    "title": "Small breach",
    "summary": "A playbook for tests.",
    "facts": {
        "service": {"label": "Service", "ask": "Which service?", "example": "sign-in"},
        "people_affected": {
            "label": "People affected",
            "ask": "How many people?",
            "kind": "count",
        },
        "data": {
            "label": "Data",
            "ask": "Which data?",
            "kind": "choice",
            "choices": ["e-mail addresses", "passwords"],
        },
    },
    "phase": [
        {
            "id": "acknowledge",
            "title": "Acknowledge",
            "goal": "Say that it happened.",
            "update_every": "60m",
            "item": [
                {
                    "id": "secured",
                    "text": "The account is secured",
                    "why": "Others may post.",
                    "role": "communicator",
                    "critical": True,
                    "due": "15m",
                },
                {
                    "id": "pinned",
                    "text": "The post is pinned",
                    "why": "People look there.",
                    "role": "communicator",
                    "required": True,
                    "after_post": True,
                },
                {
                    "id": "asked",
                    "text": "Support was told",
                    "why": "People will call.",
                    "role": "communicator",
                },
            ],
            "post": [
                {
                    "id": "first",
                    "title": "First",
                    "text": "We are investigating an incident affecting {service}.",
                }
            ],
        },
        {
            "id": "explain",
            "title": "Explain",
            "goal": "Say what is being done.",
            "item": [
                {
                    "id": "confirmed",
                    "text": "The facts are confirmed",
                    "why": "What is said must hold.",
                    "role": "incident commander",
                    "required": True,
                    "due": "aware+1h",
                }
            ],
        },
    ],
}


def small_playbook() -> Playbook:
    """Give a playbook of two phases, four items, three facts and one template."""
    return msgspec.convert(_SMALL, Playbook)


def small_profile() -> Profile:
    """Give the profile of an organisation that is not real."""
    return Profile(
        format=1,
        organisation="Acme",
        speaker=Person(name="Test Communicator", role="social media manager"),
        domains=("acme.example",),
        timezone="Europe/Berlin",
        handles={"x": "AcmeHelp"},
        status_page="https://status.acme.example",
        contact=Contact(email="help@acme.example"),
    )


def open_command(
    mode: Mode = "incident",
    playbook: Playbook | None = None,
    packs: Sequence[dict[str, Any]] = (),
    aware_at: str = "2026-11-24T02:35+01:00",
) -> OpenRun:
    """Give the command that begins a run of the small playbook."""
    held = playbook or small_playbook()
    return OpenRun(
        mode=mode,
        title=held.title,
        playbook=msgspec.to_builtins(held),
        profile=msgspec.to_builtins(small_profile()),
        packs=tuple(packs),
        sample_profile=False,
        aware_at=aware_at,
    )


def chain_of(*commands: Sequence[NewEvent], run: str = RUN) -> tuple[Link, ...]:
    """Chain what commands gave, each stamped a second after the one before."""
    clock = TickingClock()
    links: list[Link] = []
    for number, news in enumerate(commands, start=1):
        last = links[-1].event if links else None
        place = Place(run, last.seq, last.hash) if last else Place(run)
        links += chained(
            place, news, command=f"c{number}", at=stamp(clock.now()), actor=COMMUNICATOR
        )
    return tuple(links)


def opened_events(command: OpenRun | None = None, run: str = RUN) -> tuple[Event, ...]:
    """Give the events that open a run of the small playbook."""
    return tuple(link.event for link in chain_of(open_run(command or open_command()), run=run))


def opened_state(command: OpenRun | None = None, run: str = RUN) -> State:
    """Give the state of a run of the small playbook that was just opened."""
    return fold(opened_events(command, run))


def session_in(
    folder: Path, clock: FrozenClock | None = None, notes: int = 0, mode: Mode = "incident"
) -> Session:
    """Begin a run in a store, and add notes to it."""
    session = Session.begin(
        Store(folder), open_command(mode), COMMUNICATOR, clock or TickingClock()
    )
    for number in range(notes):
        session.submit(AddNote(f"note {number}"))
    return session


def changed(event: Event, **changes: Any) -> Event:
    """Give an event with some of its fields changed, its hash left as it was."""
    fields = {name: getattr(event, name) for name in EVENT_FIELDS}
    return Event(**{**fields, **changes})


def damaged(path: Path, change: Callable[[bytearray], None]) -> None:
    """Change the bytes of a file behind everybody's back."""
    content = bytearray(path.read_bytes())
    change(content)
    path.write_bytes(content)
