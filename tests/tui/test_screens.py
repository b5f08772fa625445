"""Getting about: tabs, mouse, palette, help, themes, home, any size of terminal."""

import asyncio
from pathlib import Path

import pytest

from breachplay.record.commands import CloseRun
from breachplay.record.session import Session
from breachplay.record.store import Store
from breachplay.tui.app import BreachplayApp
from breachplay.tui.screens.home import HomeScreen
from breachplay.tui.themes import THEMES
from breachplay.tui.worker import Worker
from tests.record.helpers import FrozenClock
from tests.tui.conftest import Walking
from tests.tui.harness import (
    PROFILE,
    SMALL,
    SPEAKER,
    WIDE,
    AtTheScreen,
    at_the_screen,
    open_command,
)


class TestTabs:
    """Where panes do not fit beside one another, 1 2 3 4 and clicks choose among them."""

    async def test_number_keys(self, walk: Walking) -> None:
        async with walk(size=SMALL) as person:
            await person.see("1 Checklist 2 Draft 3 Facts 4 Caveats", "[ ] Secure the account")
            await person.press("2")
            await person.see("Preview: X", "0 / 280")
            await person.press("escape", "3")
            await person.see("Service affected", "People affected")
            await person.press("4")
            await person.see("Write, and it is checked.")
            assert person.walk.query_one("#caveats").outer_size.width == SMALL[0]
            await person.press("1")
            await person.see("[ ] Secure the account")

    async def test_clicks(self, walk: Walking) -> None:
        async with walk(size=SMALL) as person:
            await person.click_text("3 Facts")
            await person.see("Service affected")
            await person.click_text("1 Checklist")
            await person.see("[ ] Secure the account")

    async def test_everything_can_be_done_in_80x24(self, walk: Walking) -> None:
        async with walk(size=SMALL) as person:
            await person.press("space", "down", "space")
            await person.recorded("item_checked", 2)
            await person.press("i")
            await person.pick("Nothing to fill in")
            await person.back()
            await person.see("62 / 280")
            await person.press("escape", "p")
            await person.asked("Was this posted?")
            await person.press("enter")
            await person.recorded("posted")


class TestMouse:
    """A click does what the key does."""

    async def test_on_an_item(self, walk: Walking) -> None:
        async with walk() as person:
            await person.click_text("Ask others to share")
            assert (await person.recorded("item_checked")).body["item"] == "shared"

    async def test_on_the_key_bar(self, walk: Walking) -> None:
        async with walk() as person:
            await person.click_text(" n note")
            await person.asked("Note")
            await person.click_text("Leave  (esc)")
            await person.back()

    async def test_on_a_blocked_key_says_why(self, walk: Walking) -> None:
        async with walk() as person:
            await person.click_text("p posted")
            await person.told("The draft is empty")

    async def test_on_a_choice(self, walk: Walking) -> None:
        async with walk() as person:
            await person.press("f", "enter")
            await person.asked("Fact: Service affected")
            await person.click_text("( ) retracted")
            await person.see("(•) retracted")
            await person.press("escape")

    async def test_on_a_button(self, walk: Walking) -> None:
        async with walk() as person:
            await person.press("n")
            await person.type("Clicked")
            await person.click_text("Save  (enter)")
            await person.back()
            await person.recorded("note_added")

    async def test_on_an_entry(self, walk: Walking) -> None:
        async with walk() as person:
            await person.press("i")
            await person.asked("Prepared texts")
            await person.click_text("Nothing to fill in")
            await person.back()
            await person.until(lambda: person.draft.startswith("We are looking"))


class TestPalette:
    """Ctrl+p finds any action by its name, and does it."""

    async def test_finds_and_runs(self, walk: Walking) -> None:
        async with walk() as person:
            await person.press("ctrl+p")
            await person.type("aware")
            await person.see("Aware since")
            await person.press("down", "enter")
            await person.see("Milestones")
            await person.press("escape")
            await person.back()

    async def test_a_blocked_action_says_why(self, walk: Walking) -> None:
        async with walk() as person:
            await person.press("ctrl+p")
            await person.type("override")
            await person.see("Set a stop aside")
            await person.press("down", "enter")
            await person.told("No stop stands in the way of this draft.")

    async def test_while_typing(self, walk: Walking) -> None:
        async with walk() as person:
            await person.press("e")
            await person.type("abc")
            await person.press("ctrl+p")
            await person.type("note")
            await person.see("Write a note into the record")
            await person.press("down", "enter")
            await person.asked("Note")
            await person.press("escape")
            await person.back()
            assert person.draft == "abc"


class TestHelp:
    """? shows every key."""

    async def test_all_keys(self, walk: Walking) -> None:
        async with walk(size=(120, 90)) as person:
            await person.press("question_mark")
            await person.see("Help", "Skip the item, with a reason on the record", "■ STOP")
            await person.press("question_mark")
            await person.back()

    async def test_left_twice_in_haste(self, walk: Walking) -> None:
        async with walk() as person:
            await person.press("question_mark")
            await person.type("qq")
            await person.settle()
            assert not person.app.is_running or person.app.screen is person.app.walk_screen


class TestTheme:
    """T goes from dark to light to high contrast."""

    async def test_round_and_round(self, walk: Walking) -> None:
        async with walk() as person:
            for theme in (*THEMES[1:], THEMES[0]):
                await person.press("T")
                assert person.app.theme == theme.name
            await person.told("Theme: dark")


class TestSizes:
    """From a plain message to a wall screen."""

    @pytest.mark.parametrize("size", [(1, 1), (10, 3), (40, 12), (79, 24), (80, 23)])
    async def test_too_small_is_said_and_nothing_is_lost(
        self, walk: Walking, size: tuple[int, int]
    ) -> None:
        async with walk() as person:
            await person.press("e")
            await person.type("Words")
            await person.pilot.resize_terminal(*size)
            if size[0] >= 40:
                await person.see("breachplay needs 80 columns and 24 rows.")
            await person.type(" so no key: g")
            await person.quiet()
            await person.pilot.resize_terminal(*WIDE)
            await person.see("Words", "esc leave the editor")
            await person.type(" more")
            await person.see("Words more")
            assert {event.kind for event in person.session.events[3:]} == {"draft_saved"}
            assert person.opened == []

    @pytest.mark.parametrize("size", [SMALL, (200, 50)])
    async def test_whoever_types_goes_on_typing(self, walk: Walking, size: tuple[int, int]) -> None:
        async with walk() as person:
            await person.press("e")
            await person.type("Words")
            await person.pilot.resize_terminal(*size)
            await person.type(" go on")
            await person.see("Words go on")
            await person.pilot.resize_terminal(*WIDE)
            await person.type(" and on")
            await person.see("Words go on and on")

    @pytest.mark.parametrize("size", [SMALL, (81, 50), (110, 30), (120, 40), (200, 50), (300, 90)])
    async def test_it_fits(self, walk: Walking, size: tuple[int, int]) -> None:
        async with walk(size=size) as person:
            await person.see("LIVE Example · Drill breach", "T+00:35:00", "space check")
            assert all(len(row) <= size[0] for row in person.text.splitlines())


def at_home(folder: Path, clock: FrozenClock) -> BreachplayApp:
    """Give the app as it begins without a command."""
    return BreachplayApp(Worker(), clock=clock, start=HomeScreen(Store(folder), PROFILE, SPEAKER))


class TestHome:
    """Home: launch, resume, timelines."""

    async def test_launch(self, store_folder: Path) -> None:
        clock, store = FrozenClock(), Store(store_folder)
        async with at_the_screen(at_home(store_folder, clock), clock, store, WIDE) as person:
            await person.see("Launch a live incident", "Customer data breach", "Example")
            await choose(person, "Customer data breach")
            await person.see("LIVE Example · Customer data breach", "Checklist: Get ready")
            assert person.state.opened_by == SPEAKER
            assert len(store.runs()) == 1

    async def test_resume(self, store_folder: Path) -> None:
        clock, store = FrozenClock(), Store(store_folder)
        Session.begin(store, open_command(), SPEAKER, clock).close()
        async with at_the_screen(at_home(store_folder, clock), clock, store, WIDE) as person:
            await person.see("Resume", "Drill breach")
            await person.press("enter")
            await person.see("LIVE Example · Drill breach")
            assert len(store.runs()) == 1

    async def test_a_finished_run_opens_for_reading(self, store_folder: Path) -> None:
        clock, store = FrozenClock(), Store(store_folder)
        with Session.begin(store, open_command(), SPEAKER, clock) as session:
            session.submit(CloseRun("done", leaving_open=True))
        async with at_the_screen(at_home(store_folder, clock), clock, store, WIDE) as person:
            await person.see("Timelines of finished runs")
            await choose(person, "Drill breach")
            await person.see("FINISHED")
            await person.press("space")
            await person.told("This run is finished")
            assert person.state.seq == 5

    async def test_a_broken_file_is_listed_and_harms_nothing(self, store_folder: Path) -> None:
        clock, store = FrozenClock(), Store(store_folder)
        Session.begin(store, open_command(), SPEAKER, clock).close()
        path = store.runs()[0].path
        path.with_name("20200101-0000-broken-0000.breachplay").write_bytes(b"not a run")
        path.with_name(f"broken{path.suffix}").write_bytes(b"not a run")
        async with at_the_screen(at_home(store_folder, clock), clock, store, WIDE) as person:
            await person.see("Drill breach", "not a breachplay run")

    async def test_two_enters_in_haste_open_one_walk(self, store_folder: Path) -> None:
        clock, store = FrozenClock(), Store(store_folder)
        async with at_the_screen(at_home(store_folder, clock), clock, store, WIDE) as person:
            await person.type("\n\n")
            await person.until(lambda: person.app.walk_screen is not None)
            await person.settle()
            assert len(store.runs()) == 1

    async def test_leave(self, store_folder: Path) -> None:
        clock, store = FrozenClock(), Store(store_folder)
        async with at_the_screen(at_home(store_folder, clock), clock, store, SMALL) as person:
            await person.press("q")
            await person.until(lambda: not person.app.is_running)


async def choose(person: AtTheScreen, text: str) -> None:
    """Click an entry of the home screen."""
    await person.click_text(text)
    await person.until(lambda: person.app.walk_screen is not None)


async def test_first_a_line_then_the_walk(store_folder: Path) -> None:
    """`launch` shows something before the record is open."""
    clock, store = FrozenClock(), Store(store_folder)
    may_open = asyncio.get_running_loop().create_future()

    def opener() -> Session:
        asyncio.run_coroutine_threadsafe(_wait(may_open), loop).result()
        return Session.begin(store, open_command(), SPEAKER, clock)

    loop = asyncio.get_running_loop()
    app = BreachplayApp(Worker(), clock=clock, opener=opener)
    async with at_the_screen(app, clock, store, SMALL) as person:
        await person.see("opening the record …")
        may_open.set_result(None)
        await person.see("LIVE Example · Drill breach")


async def _wait(future: "asyncio.Future[None]") -> None:
    await future
