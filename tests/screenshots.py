"""Screenshots of the real app, from one scripted night: `python -m tests.screenshots`.

A made-up organisation walks through the shipped playbook. Time and chance stand still, so that
two runs give the same bytes, and a picture changes only where the screens do.
"""

import argparse
import asyncio
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from unittest.mock import patch

import msgspec
from rich.cells import cell_len

from breachplay.exercise.facilitate import deliveries
from breachplay.playbook.find import find_playbook, find_scenario
from breachplay.playbook.profile import Contact, Person, Profile
from breachplay.record.commands import (
    AddNote,
    CheckItem,
    CloseRun,
    Command,
    EnterPhase,
    HandOver,
    MarkPosted,
    ReachMilestone,
    SaveDraft,
    SetFact,
    SkipItem,
)
from breachplay.record.commands_approvals import Approve, AskApproval
from breachplay.record.commands_exercise import CheckCommunications, PaceExercise
from breachplay.record.events import PROGRAM, Actor
from breachplay.record.opening import prepare
from breachplay.record.opening_exercise import prepare_exercise
from breachplay.record.session import Session
from breachplay.record.store import Store
from breachplay.tui.app import BreachplayApp
from breachplay.tui.screens.home import HomeScreen
from breachplay.tui.worker import Worker
from tests.record.helpers import FrozenClock
from tests.tui.harness import at_the_screen, no_chance

FOLDER: Final = Path(__file__).parents[1] / "screenshots"

SPEAKER: Final = Actor("Speaker on duty", "social media manager")
LEGAL: Final = Actor("Counsel on duty", "legal")

PROFILE: Final = Profile(
    format=1,
    organisation="Example Ltd",
    speaker=Person(name=SPEAKER.name, role=SPEAKER.role),
    domains=("example.com",),
    timezone="UTC",
    handles={"x": "ExampleLtd"},
    status_page="https://status.example.com",
    contact=Contact(
        email="help@example.com", phone="+1 202-555-0147", page="https://example.com/help"
    ),
    approver=(Person(name=LEGAL.name, role=LEGAL.role),),
)

EVERYWHERE: Final = msgspec.structs.replace(
    PROFILE,
    handles={
        "x": "ExampleLtd",
        "mastodon": "ExampleLtd@social.example.com",
        "bluesky": "help.example.com",
    },
    networks=("x", "mastodon", "bluesky"),
)
"""Example Ltd with three places to speak in."""

WIDE: Final = (120, 40)
SMALL: Final = (80, 24)

FIRST: Final = """\
We are investigating a security incident that affects {service}. We found out on {found_at}. \
We do not know everything yet, and we are sorry for the worry.
Next update by {next_update}
Help: {contact_page}"""

RISKY: Final = """\
@reporter Your data is 100% safe. A foreign hacker group got in through a supplier; \
{people_affected} customers are affected.
Check your account: https://example-help.com/login"""

Done = tuple[float, Command]
"""Minutes after the one before, and what was done."""

NIGHT: Final[tuple[Done, ...]] = (
    (2, ReachMilestone("aware", "2026-11-24T01:35+00:00", "the on-call engineer's log")),
    (1, CheckItem("get-ready", "name-roles")),
    (1, CheckItem("get-ready", "aware-since")),
    (2, CheckItem("get-ready", "stop-scheduled")),
    (3, CheckItem("get-ready", "account-secured")),
    (1, CheckItem("get-ready", "safe-channel")),
    (1, AddNote("A reporter asks by mail if customer data was copied; deadline 04:00")),
    (2, CheckItem("get-ready", "official-link")),
    (1, CheckItem("get-ready", "delete-nothing")),
    (1, CheckItem("get-ready", "jurisdictions")),
    (
        2,
        SkipItem("get-ready", "police-hold", "No report made yet; counsel asks at 08:00", ""),
    ),
    (1, EnterPhase("acknowledge")),
    (1, SetFact("service", "online shop accounts", "confirmed", "Incident lead, call 02:20")),
    (
        1,
        SetFact("found_at", "24 November, 01:35 UTC", "confirmed", "the on-call engineer's log"),
    ),
    (1, SetFact("people_affected", "about 120,000", "reported", "Forensics, call 02:25")),
    (1, SetFact("next_update", "24 November, 04:30 UTC", "confirmed", "Incident lead")),
    (1, CheckItem("acknowledge", "who-hears-first")),
    (1, CheckItem("acknowledge", "employees-first")),
    (1, SaveDraft("first", FIRST, "First acknowledgement")),
    (1, CheckItem("acknowledge", "leave-out")),
)
"""What Example Ltd did between 02:10 and 02:36."""

POSTED: Final[tuple[Done, ...]] = (
    (1, CheckItem("acknowledge", "read-aloud")),
    (1, CheckItem("acknowledge", "speaker")),
    (1, HandOver("first", "composer", FIRST)),
    (1, MarkPosted("first", FIRST, "https://x.com/ExampleLtd/status/1861000000000000000")),
    (1, CheckItem("acknowledge", "holding-post")),
    (2, CheckItem("acknowledge", "status-agrees")),
    (2, AddNote("Support: 14 calls since the post, 9 asked about passwords")),
)
"""And until 02:46: the first word is out."""

REPLY: Final = """\
We do not know yet, and we know that is hard to hear. We are checking {service} now. If you are \
affected, we will tell you directly.
Next update here by {next_update}
Help: {contact_page}"""

NEXT: Final[tuple[Done, ...]] = ((1, SaveDraft("affected", REPLY, "Answer: Is my data affected?")),)
"""An answer is being written."""

UPDATE: Final = """\
What we know so far about the incident that affects {service}: somebody got in with the password \
of a supplier, and we have closed that way in. We are still checking what was looked at.

What you can do now: change your password there, and wherever you use the same one. Be careful \
with messages that ask for a code. We never do.

Next update by {next_update}
Help: {contact_page}"""

THREAD: Final[tuple[Done, ...]] = ((1, SaveDraft("update", UPDATE, "What we know", "x", True)),)
"""More to say than fits into one post."""

TEMPTED: Final[tuple[Done, ...]] = (
    (1, CheckItem("acknowledge", "read-aloud")),
    (1, SaveDraft("reply", RISKY, "")),
)
"""What somebody tired might have written."""


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture: what had happened, what is pressed then, and how large the terminal is."""

    name: str
    size: tuple[int, int]
    done: tuple[Done, ...] = NIGHT
    keys: tuple[str, ...] = ()
    theme: str = "breachplay-dark"
    home: bool = False
    profile: Profile = PROFILE
    scenario: str = ""


SCENES: Final = (
    Scene("walk-120x40", WIDE, keys=("down", "down", "down")),
    Scene("walk-80x24", SMALL, keys=("2",)),
    Scene("checklist-80x24", SMALL, keys=("down", "down", "down")),
    Scene("caveats-120x40", WIDE, NIGHT + TEMPTED, keys=("4",)),
    Scene("facts-120x40", WIDE, keys=("3", "down", "down", "down", "down", "down", "enter")),
    Scene("skip-120x40", WIDE, NIGHT[:4], keys=("down",) * 4 + ("s",)),
    Scene("templates-120x40", WIDE, keys=("i", "down", "down")),
    Scene("timeline-120x40", WIDE, NIGHT + POSTED, keys=("t",)),
    Scene("light-120x40", WIDE, NIGHT + POSTED + NEXT, theme="breachplay-light"),
    Scene(
        "thread-120x40",
        WIDE,
        NIGHT + POSTED + THREAD,
        keys=("2", *("down",) * 2),
        profile=EVERYWHERE,
    ),
    Scene("clocks-120x40", WIDE, NIGHT + POSTED, keys=("c",)),
    Scene("exercise-120x40", WIDE, scenario="paste-at-0840"),
    Scene("injects-120x40", WIDE, scenario="paste-at-0840", keys=("j",)),
    Scene("home-120x40", WIDE, NIGHT, home=True),
)


def walked(
    store: Store, clock: FrozenClock, done: tuple[Done, ...], profile: Profile = PROFILE
) -> Session:
    """Begin a run of the shipped playbook and do what was done."""
    command = prepare(find_playbook("customer-data-breach"), profile, clock.now())
    session = Session.begin(store, command, SPEAKER, clock)
    for minutes, one in done:
        clock.advance(minutes=minutes)
        if isinstance(one, MarkPosted):
            _approved(session, one)
        session.submit(one)
    clock.advance(seconds=42)
    return session


def _approved(session: Session, post: MarkPosted) -> None:
    """Counsel reads what is to be posted, and says yes."""
    (asked,) = session.submit(AskApproval(post.draft, post.text))
    session.submit(Approve(post.draft, str(asked.body["hash"])), actor=LEGAL)


def rehearsed(store: Store, clock: FrozenClock, scenario: str) -> Session:
    """Begin an exercise, and let eleven minutes pass."""
    command = prepare_exercise(find_scenario(scenario), PROFILE, clock.now())
    session = Session.begin(store, command, SPEAKER, clock)
    exercise = session.state.exercise
    assert exercise is not None
    session.submit(CheckCommunications(exercise.scenario.check.ask))
    session.submit(PaceExercise("start"))
    for _ in range(11):
        clock.advance(minutes=1)
        for command_id, due in deliveries(session.state, session.events, session.now()):
            session.submit(due, command_id=command_id, actor=PROGRAM)
    return session


def _earlier(store: Store) -> None:
    """Leave a finished run of another day in the store."""
    clock = FrozenClock()
    clock.advance(days=-41)
    command = prepare(find_playbook("vendor-breach"), PROFILE, clock.now())
    with Session.begin(store, command, SPEAKER, clock) as session:
        clock.advance(hours=30)
        session.submit(CloseRun("Our data was not part of it", leaving_open=True))


async def picture(scene: Scene, folder: Path) -> str:
    """Give the SVG of one scene."""
    store, clock, worker = Store(folder), FrozenClock(), Worker()
    if scene.home:
        _earlier(store)
    if scene.scenario:
        worker.open(lambda: rehearsed(store, clock, scene.scenario)).result()
    else:
        worker.open(lambda: walked(store, clock, scene.done, scene.profile)).result()
    start = HomeScreen(store, PROFILE, SPEAKER) if scene.home else None
    app = BreachplayApp(worker, clock=clock, start=start)
    app.theme = scene.theme
    async with at_the_screen(app, clock, store, scene.size) as person:
        await person.until(lambda: scene.home or app.walk_screen is not None)
        await person.press(*scene.keys)
        await person.settle()
        return portable(app.export_screenshot(title="breachplay"))


_TEXT = re.compile(r"<text(?P<attributes>[^>]* textLength=[^>]*)>(?P<text>[^<]*)</text>")
_FONT_FACE = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


def portable(svg: str) -> str:
    """Make the picture look the same everywhere, and fetch nothing.

    The toolkit's own export names web fonts, and leaves it to spaces to push texts to their
    place, which some viewers drop.
    """
    svg = _FONT_FACE.sub("", svg).replace("Fira Code,", "Fira Code, DejaVu Sans Mono, Menlo,")
    return _TEXT.sub(_in_its_place, svg)


def _in_its_place(match: re.Match[str]) -> str:
    text = match["text"].replace("&#160;", "\xa0")
    core = text.strip("\xa0")
    if not core:
        return ""
    attributes = match["attributes"]
    x, length = (
        float(re.search(rf' {name}="([\d.]+)"', attributes)[1])  # type: ignore[index]
        for name in ("x", "textLength")
    )
    cell = length / max(cell_len(re.sub(r"&#?\w+;", "x", text)), 1)
    before = len(text) - len(text.lstrip("\xa0"))
    width = length - (len(text) - len(core)) * cell
    attributes = re.sub(r' x="[\d.]+"', f' x="{round(x + before * cell, 1):g}"', attributes)
    attributes = re.sub(r' textLength="[\d.]+"', f' textLength="{round(width, 1):g}"', attributes)
    return f"<text{attributes}>{core.replace(chr(0xA0), '&#160;')}</text>"


@contextmanager
def _own_surroundings() -> Iterator[None]:
    """Whatever this machine is set to, the pictures are the same."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME"}}
    with patch.dict(os.environ, kept | {"TERM": "xterm-256color", "DISPLAY": ":0"}, clear=True):
        yield


def make(folder: Path) -> list[Path]:
    """Make all pictures in a folder; give their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for scene in SCENES:
        with _own_surroundings(), no_chance(), tempfile.TemporaryDirectory() as store:
            svg = asyncio.run(picture(scene, Path(store) / "runs"))
        path = folder / f"{scene.name}.svg"
        path.write_text(svg, encoding="utf-8")
        paths.append(path)
    return paths


def main() -> None:
    """Make the pictures; say which."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, default=FOLDER, metavar="FOLDER")
    for path in make(parser.parse_args().into):
        print(path)


if __name__ == "__main__":
    main()
