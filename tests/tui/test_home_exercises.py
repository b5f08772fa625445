"""Home and exercises: begin one, tell them from incidents, chart how they went."""

from pathlib import Path

import pytest

from breachplay.record.session import Session
from breachplay.record.store import Store
from breachplay.tui.screens.figures import FiguresScreen
from breachplay.tui.screens.home import HomeScreen
from tests.exercise.made import exercise_command
from tests.exercise.test_history import played
from tests.record.helpers import FrozenClock
from tests.tui.harness import SMALL, SPEAKER, WIDE, at_the_screen, open_command
from tests.tui.test_screens import at_home


async def test_rehearse_from_home(store_folder: Path) -> None:
    clock, store = FrozenClock(), Store(store_folder)
    async with at_the_screen(at_home(store_folder, clock), clock, store, (120, 60)) as person:
        await person.see("Rehearse: EXERCISE", "Paste at 08:40")
        await person.click_text("Paste at 08:40")
        await person.asked("EXERCISE")
        await person.see("communications check")
        assert person.state.mode == "exercise"
        assert person.state.exercise is not None
        assert person.state.run.startswith("EXERCISE-")


async def test_what_is_read_aloud_can_be_read_to_its_end_on_a_small_screen(
    store_folder: Path,
) -> None:
    clock, store = FrozenClock(), Store(store_folder)
    async with at_the_screen(at_home(store_folder, clock), clock, store, SMALL) as person:
        await person.click_text("Paste at 08:40")
        await person.asked("EXERCISE")
        await person.see("Read this aloud:")
        await person.press("pagedown", "pagedown", "pagedown")
        await person.see("Nothing is known to be wrong.")
        await person.press("space")
        await person.see("[x] Everybody who plays has heard")  # the cursor stayed where it was


async def test_on_a_small_screen_all_that_can_be_begun_is_seen_at_once(store_folder: Path) -> None:
    clock, store = FrozenClock(), Store(store_folder)
    async with at_the_screen(at_home(store_folder, clock), clock, store, SMALL) as person:
        await person.see("Account takeover", "Vendor breach", "Encrypted Friday", "Paste at 08:40")
        await person.see("Strangers signed in to customers' accounts.")  # under the cursor
        await person.press(*["down"] * 5)
        await person.see("Friday, 17:20: customers cannot order")


async def test_incidents_stand_before_exercises_and_are_counted(store_folder: Path) -> None:
    clock, store = FrozenClock(), Store(store_folder)
    Session.begin(store, open_command(), SPEAKER, clock).close()
    clock.advance(minutes=5)
    Session.begin(store, exercise_command(clock), SPEAKER, clock).close()
    (store_folder / "broken.breachplay").write_bytes(b"no run")
    async with at_the_screen(at_home(store_folder, clock), clock, store, WIDE) as person:
        await person.see("● 1 incident open; 1 EXERCISE open; ▲ 1 run cannot be read")
        rows = person.text.splitlines()
        incident = next(at for at, row in enumerate(rows) if "Drill breach" in row)
        exercise = next(at for at, row in enumerate(rows) if "Small exercise" in row)
        assert incident < exercise
        assert "EXERCISE" in rows[exercise]
        await person.press("enter")
        await person.see("LIVE Example · Drill breach")


@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_figures_over_time_as_bars(store_folder: Path, size: tuple[int, int]) -> None:
    played(store_folder, 0, 0)
    played(store_folder, 30, 1)
    played(store_folder, 4, 2)
    (store_folder / "EXERCISE-broken.breachplay").write_bytes(b"no run")
    clock, store = FrozenClock(), Store(store_folder)
    async with at_the_screen(at_home(store_folder, clock), clock, store, size) as person:
        await person.press("f")
        await person.until(lambda: isinstance(person.app.screen, FiguresScreen))
        await person.see("EXERCISE Figures of 3 exercises", "Objectives graded M or U")
        await person.see("2 of 2", "P 1, S 1, M 0, U 0")
        await person.press("down")
        await person.see("↓ better", "30 min", "✗ never")
        await person.until(lambda: "✗█▂" in person.text)
        if size == WIDE:
            await person.see("Left out", "EXERCISE-broken")
        bars = [row.count("█") for row in person.text.splitlines() if "min" in row]
        assert max(bars) > 4 * min(bars)
        await person.press("escape")
        await person.until(lambda: isinstance(person.app.screen, HomeScreen))


async def test_no_exercise_yet(store_folder: Path) -> None:
    clock, store = FrozenClock(), Store(store_folder)
    async with at_the_screen(at_home(store_folder, clock), clock, store, SMALL) as person:
        await person.press("f")
        await person.see("No exercise to compare yet")
