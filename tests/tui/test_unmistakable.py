"""Nobody takes an exercise for the real thing: every screen, every dialog, every text says it."""

from pathlib import Path

import pytest
from textual.color import Color

from tests.record.helpers import FrozenClock
from tests.tui.harness import SMALL, WIDE, AtTheScreen
from tests.tui.test_exercise import begin, exercising
from tests.tui.test_facilitator import facilitating, start

PURPLE = Color.parse("#5b2a86")

OVER_THE_WALK = (
    "s",
    "i",
    "f",
    "A",
    "l",
    "p",
    "L",
    "r",
    "n",
    "a",
    "c",
    "j",
    "X",
    "t",
    "d",
    "F",
    "question_mark",
    "g",
)
"""Keys that put a screen or a dialog over the walk of an exercise, with a draft written."""


def says_exercise(person: AtTheScreen) -> bool:
    """Whether the screen on top says it itself: in its own title, not in what lies under it."""
    screen = person.app.screen
    dialog = screen.query("#dialog")
    own = str(dialog.first().border_title or "") if dialog else person.text.splitlines()[0]
    return "EXERCISE" in own and screen.has_class("exercise")


@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_every_screen_and_dialog_says_so(store_folder: Path, size: tuple[int, int]) -> None:
    async with exercising(store_folder, size=size, start=False) as person:
        assert says_exercise(person)
        await person.press("space", "s")
        await person.back()
        assert says_exercise(person)
        await person.fill_in("We are looking into reports about our service. More soon.")
        await person.press("1")
        opened = []
        for key in OVER_THE_WALK:
            await person.press(key)
            if person.app.screen is person.app.walk_screen:
                continue
            opened.append(key)
            await person.until(lambda: says_exercise(person), f"{key}: EXERCISE is not said")
            await person.press("escape")
            await person.back()
        assert len(opened) >= 14, opened


async def test_the_colour_is_another(store_folder: Path) -> None:
    async with exercising(store_folder) as person:
        assert person.walk.query_one("#header").styles.background == PURPLE
        await person.press("n")
        await person.asked("EXERCISE · Note")
        dialog = person.app.screen.query_one("#dialog")
        assert dialog.styles.border_title_background == PURPLE


async def test_a_terminal_that_is_too_small_says_so_too(store_folder: Path) -> None:
    async with exercising(store_folder) as person:
        await person.pilot.resize_terminal(60, 20)
        await person.see("EXERCISE. breachplay needs 80 columns")


async def test_the_facilitators_dialogs_say_so(store_folder: Path) -> None:
    clock = FrozenClock()
    run = begin(store_folder, clock)
    async with facilitating(store_folder, run, clock) as person:
        await start(person)
        for key in ("n", "w", "g", "h", "X", "F", "R"):
            await person.press(key)
            await person.until(lambda: says_exercise(person), f"{key}: EXERCISE is not said")
            await person.press("escape")
            await person.see("What the players have before them")


async def test_text_that_leaves_says_so_and_the_composer_stays_closed(store_folder: Path) -> None:
    async with exercising(store_folder) as person:
        await person.fill_in("We are looking into reports about our service. More soon.")
        await person.press("o")
        await person.told("This is an exercise: the composer stays closed")
        assert person.opened == []
        await person.press("l")
        await person.see("EXERCISE EXERCISE EXERCISE")
        await person.press("w")
        await person.until(lambda: list(store_folder.glob("EXERCISE-*.txt")))
        (file,) = store_folder.glob("EXERCISE-*.txt")
        assert file.read_text("utf-8").startswith("EXERCISE")
        await person.press("escape")
        await person.back()
        await person.press("y")
        await person.recorded("text_handed_over", 2)
        assert person.app.clipboard.startswith("EXERCISE")
