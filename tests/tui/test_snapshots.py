"""How it looks, at the sizes that matter, with a clock and chance that stand still.

Look at what changed before `pytest tests/tui/test_snapshots.py --snapshot-update`.
"""

from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot

from breachplay.record.commands import AddNote, CheckItem, NoteImage, SaveDraft, SetFact, SkipItem
from breachplay.record.session import Session
from breachplay.record.store import Store
from breachplay.tui.app import BreachplayApp
from breachplay.tui.screens.home import HomeScreen
from breachplay.tui.worker import Worker
from tests.record.helpers import FrozenClock
from tests.tui.harness import (
    MANY,
    PROFILE,
    SPEAKER,
    AtTheScreen,
    no_chance,
    open_command,
)

Steps = Callable[[AtTheScreen], Awaitable[None]]
Looks = Callable[..., None]

DRAFT = (
    "We are investigating a security incident affecting {service}. Nothing was stolen. "
    "It affects {people} people. Next update by {next_update}.\nHelp: https://examp1e.com/help"
)


def written_run(store: Store, clock: FrozenClock, mode: Any) -> Session:
    """Begin a run in which something has happened."""
    session = Session.begin(store, open_command(mode=mode), SPEAKER, clock)
    session.submit(CheckItem("acknowledge", "secured"))
    session.submit(SkipItem("acknowledge", "shared", "They have been asked already"))
    session.submit(SetFact("service", "our sign-in page", "confirmed", "Status board, 02:08"))
    session.submit(SetFact("people", "about 120", "reported", "Forensics call, 02:05"))
    session.submit(AddNote("A reporter asks how many people are affected"))
    session.submit(SaveDraft("draft-1", DRAFT, "First word"))
    clock.advance(minutes=22, seconds=14)
    return session


LONG = (
    "What we know: somebody got in with the password of a supplier, and that way is closed. "
    "We are still checking what was looked at, and will say so here.\n\n"
    "Change your password, and be careful with messages that ask for a code. We never do. "
    "Next update by 04:00 UTC. Help: https://example.com/help/what-happened-to-your-account"
)


def run_of_a_thread(store: Store, clock: FrozenClock, mode: Any) -> Session:
    """Begin a run of four networks in which more is said than fits into one post."""
    session = Session.begin(store, open_command(mode=mode, profile=MANY), SPEAKER, clock)
    session.submit(SaveDraft("draft-1", LONG, network="x", thread=True))
    session.submit(NoteImage("draft-1", "chart.png", "How many people signed in, by hour"))
    clock.advance(minutes=22, seconds=14)
    return session


@pytest.fixture
def looks(snap_compare: Callable[..., bool], store_folder: Path) -> Iterator[Looks]:
    """Hold a screen against its snapshot, after some steps."""

    def compare(
        size: tuple[int, int],
        steps: Steps | None = None,
        *,
        mode: str = "incident",
        home: bool = False,
        theme: str = "breachplay-dark",
        run: Callable[[Store, FrozenClock, Any], Session] = written_run,
    ) -> None:
        clock, store, worker = FrozenClock(), Store(store_folder), Worker()
        opening = worker.open(lambda: run(store, clock, mode))
        opening.result()
        start = HomeScreen(store, PROFILE, SPEAKER) if home else None
        app = BreachplayApp(worker, clock=clock, start=start)
        app.theme = theme

        async def before(pilot: Pilot[None]) -> None:
            person = AtTheScreen(app, pilot, clock, store)
            await person.until(lambda: home or app.walk_screen is not None)
            await person.settle()
            if steps is not None:
                await steps(person)
                await person.settle()

        shown: App[Any] = app
        assert snap_compare(shown, terminal_size=size, run_before=before)
        worker.close()

    with no_chance():
        yield compare


def pressed(*keys: str) -> Steps:
    """Give the steps of pressing these keys."""

    async def steps(person: AtTheScreen) -> None:
        await person.press(*keys)

    return steps


@pytest.mark.parametrize("size", [(40, 12)], ids="{0[0]}x{0[1]}".format)
def test_too_small(looks: Looks, size: tuple[int, int]) -> None:
    looks(size)


@pytest.mark.parametrize("tab", [1, 2, 3, 4])
def test_tabs_80x24(looks: Looks, tab: int) -> None:
    looks((80, 24), pressed(str(tab)))


@pytest.mark.parametrize("size", [(120, 40), (200, 50)], ids="{0[0]}x{0[1]}".format)
def test_walk(looks: Looks, size: tuple[int, int]) -> None:
    looks(size)


@pytest.mark.parametrize("theme", ["breachplay-light", "breachplay-contrast"])
def test_themes(looks: Looks, theme: str) -> None:
    looks((120, 40), theme=theme)


def test_exercise(looks: Looks) -> None:
    looks((120, 40), mode="exercise")


def test_skip_dialog(looks: Looks) -> None:
    looks((120, 40), pressed("space", "s"))


def test_override_refused(looks: Looks) -> None:
    looks((80, 24), pressed("4", "end", "enter", "enter"))


def test_prepared_texts(looks: Looks) -> None:
    looks((120, 40), pressed("i", "down"))


def test_timeline(looks: Looks) -> None:
    looks((120, 40), pressed("t"))


def test_help(looks: Looks) -> None:
    looks((120, 60), pressed("question_mark"))


def test_thread(looks: Looks) -> None:
    looks((120, 40), pressed("2", "down", "down", "down"), run=run_of_a_thread)


def test_thread_tab(looks: Looks) -> None:
    looks((80, 24), pressed("2"), run=run_of_a_thread)


def test_home(looks: Looks) -> None:
    looks((80, 24), home=True)
