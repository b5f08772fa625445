"""An exercise as its players have it: the check, what comes in, answers, the clock."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import msgspec
import pytest

from breachplay.record.session import Session
from breachplay.record.store import Store
from breachplay.record.when import stamp
from tests.exercise.made import SCRIPT
from tests.record.helpers import FrozenClock
from tests.tui.conftest import Walking
from tests.tui.harness import COLLEAGUE, SMALL, SPEAKER, WIDE, AtTheScreen, open_command, walking

HOSTILE = "[@click=app.quit]press[/] \x1b]52;c;eA==\x07 {people} \u202egnp"


def begin(folder: Path, clock: FrozenClock, **changes: Any) -> str:
    """Begin an exercise on the drill playbook; give its run."""
    scenario = {**SCRIPT, **changes}
    command = msgspec.structs.replace(
        open_command(mode="exercise"),
        title=scenario["title"],
        scenario=scenario,
        begins_at=stamp(clock.now()),
    )
    with Session.begin(Store(folder), command, SPEAKER, clock) as session:
        return session.state.run


@asynccontextmanager
async def exercising(
    folder: Path, *, size: tuple[int, int] = WIDE, start: bool = True, **changes: Any
) -> AsyncIterator[AtTheScreen]:
    """Sit down before an exercise, its clock started unless told otherwise."""
    clock = FrozenClock()
    run = begin(folder, clock, **changes)
    async with walking(folder, run=run, clock=clock, size=size) as person:
        await person.asked("communications check")
        if start:
            await person.press("space", "s")
            await person.back()
        yield person


async def test_it_begins_with_the_communications_check(store_folder: Path) -> None:
    async with exercising(store_folder, start=False) as person:
        await person.see("This is an exercise.", "It is a morning like any other.")
        await person.see("[ ] Everybody hears this")
        await person.press("s")
        await person.see("Tick what holds")
        person.not_recorded("exercise_paced")
        await person.press("space", "down", "space", "s")
        await person.back()
        event = await person.recorded("communications_checked")
        assert event.body["open"] == []
        await person.recorded("exercise_paced")


async def test_on_a_small_terminal_nobody_starts_without_the_background(
    store_folder: Path,
) -> None:
    background = "\n\n".join(f"Line {number} of it." for number in range(9))
    async with exercising(store_folder, size=SMALL, start=False, background=background) as person:
        await person.asked("communications check")
        assert "Line 8 of it." not in person.text
        await person.press("space", "s")
        await person.see("Read on: s goes on.")
        await person.press("s")
        await person.see("This is the end: s starts the clock.", "Line 8 of it.")
        person.not_recorded("exercise_paced")
        await person.press("s")
        await person.recorded("exercise_paced")
        await person.see("02:10:00")


async def test_left_for_later_it_can_be_done_with_its_key(store_folder: Path) -> None:
    async with exercising(store_folder, start=False) as person:
        await person.press("escape")
        await person.back()
        await person.see("The exercise has not started")
        await person.press("X")
        await person.asked("communications check")


async def test_a_terminal_that_is_too_small_shows_its_message_alone(store_folder: Path) -> None:
    async with exercising(store_folder, size=SMALL) as person:
        await person.see("1 NEW")
        await person.pilot.resize_terminal(40, 12)
        await person.see("breachplay needs 80 columns and 24 rows.")
        assert "NEW" not in person.text
        person.clock.advance(minutes=6)
        person.walk.draw()
        await person.settle()
        assert "NEW" not in person.text


async def test_what_comes_in_asks_for_attention_and_takes_no_key(store_folder: Path) -> None:
    async with exercising(store_folder) as person:
        await person.see("● 1 NEW", "Public post from @sample_researcher", "is this your data?")
        await person.press("e")
        await person.type("We are looking into it")
        person.clock.advance(minutes=6)
        await person.see("● 2 NEW", "Phone call from Support lead")
        await person.type(" now.")
        assert person.draft == "We are looking into it now."


async def test_read_and_answered_with_a_reply_that_is_tied_to_it(store_folder: Path) -> None:
    async with exercising(store_folder) as person:
        await person.press("1", "space", "down", "space")
        await person.press("j")
        await person.see("What came in", "@AcmeHelp is this your data?")
        await person.press("enter")
        await person.pick("empty")
        await person.back()
        await person.paste("Thank you, we are checking it now.")
        assert person.walk.buffer.inject == "mention"
        await person.press("escape", "p")
        await person.asked("Was this posted?")
        await person.press("enter")
        event = await person.recorded("inject_answered")
        assert event.body["response"] == "reply"
        posted = await person.recorded("posted")
        assert event.body["event"] == posted.seq
        await person.press("j")
        await person.see("✓ answered", "1, 1 answered")


async def test_the_oldest_new_one_is_read_first_and_the_clock_is_at_hand(
    store_folder: Path,
) -> None:
    async with exercising(store_folder) as person:
        run, clock = person.state.run, person.clock
        person.clock.advance(minutes=7)
        await person.recorded("inject_delivered", 2)
        await person.press("j")
        await person.see("What came in · 2, 0 answered, 1 new", "is this your data?", "02:17:00")
        await person.press("up")
        await person.see("We have 14 calls.", "○ open")
        await person.press("w")
        await person.answer(text="Told support")
        await person.recorded("inject_answered")
        await person.press("X")
        await person.pick("pause")
        await person.see("PAUSED", "What came in", "✓ answered")
        await person.press("question_mark")
        await person.see("Answer with a post to everybody")
        async with walking(store_folder, run=run, actor=COLLEAGUE, clock=clock) as colleague:
            await colleague.see("● 1 NEW")  # what somebody answered is new to nobody


async def test_answered_with_what_was_done(store_folder: Path) -> None:
    async with exercising(store_folder) as person:
        await person.press("1", "down", "space")
        checked = await person.recorded("item_checked")
        await person.press("j", "d")
        await person.pick("Tell support")
        event = await person.recorded("inject_answered")
        assert (event.body["response"], event.body["event"]) == ("item", checked.seq)


async def test_nothing_done_yet_is_said(store_folder: Path) -> None:
    async with exercising(store_folder) as person:
        await person.press("j", "d")
        await person.see("Nothing was done since it came in")


async def test_answered_in_words(store_folder: Path) -> None:
    async with exercising(store_folder) as person:
        await person.press("j", "w")
        await person.answer(text="Told support what to say")
        event = await person.recorded("inject_answered")
        assert event.body["text"] == "Told support what to say"


async def test_a_pause_a_speed_and_on_to_the_next(store_folder: Path) -> None:
    async with exercising(store_folder) as person:
        await person.press("X")
        await person.pick("pause")
        await person.back()
        await person.see("PAUSED")
        await person.press("X")
        await person.pick("go on")
        await person.back()
        await person.press("X")
        await person.pick("30 times")
        await person.back()
        await person.see("×30")
        await person.press("X")
        await person.pick("what comes next")
        await person.back()
        await person.see("Phone call from Support lead")
        ways = [event.body["way"] for event in person.events("exercise_paced")]
        assert ways == ["start", "pause", "resume", "speed", "jump"]


async def test_ahead_by_22_hours(store_folder: Path) -> None:
    async with exercising(store_folder) as person:
        await person.press("X")
        await person.pick("ahead by")
        await person.answer(span="a while")
        await person.see("Write minutes, hours or days")
        await person.answer(span="22h")
        await person.back()
        await person.see("Mail from Legal: Numbers")
        await person.told("3 things came in on the way, each at its own time")
        await person.press("j")
        await person.see("Tue 02:10", "Tue 02:16", "Tue 02:30", "00:10")


async def test_two_terminals_get_each_inject_once(store_folder: Path) -> None:
    async with exercising(store_folder) as person:
        run = person.state.run
        async with walking(store_folder, run=run, actor=COLLEAGUE, clock=person.clock) as colleague:
            person.clock.advance(minutes=6)
            await colleague.see("Phone call from Support lead")
            await person.see("Phone call from Support lead")
            await person.recorded("inject_delivered", 2)


async def test_an_incident_has_none_of_it(walk: Walking) -> None:
    async with walk() as person:
        assert "NEW" not in person.text
        await person.press("j")
        await person.told("no exercise with a scenario")
        await person.press("X")
        await person.told("no exercise with a scenario")


@pytest.mark.parametrize("size", [SMALL, WIDE, (200, 50)])
async def test_every_screen_of_it_says_exercise(store_folder: Path, size: tuple[int, int]) -> None:
    async with exercising(store_folder, size=size, start=False) as person:
        await person.see("EXERCISE")
        await person.press("space", "s")
        await person.back()
        await person.see("EXERCISE")
        await person.press("j")
        await person.see("EXERCISE")


async def test_text_of_a_scenario_is_only_text(store_folder: Path) -> None:
    inject = {
        "id": "odd",
        "from": HOSTILE,
        "channel": "tweet",
        "text": HOSTILE,
        "at": "0m",
    }
    async with exercising(store_folder, inject=[inject], background=HOSTILE) as person:
        await person.press("j")
        await person.see("[@click=app.quit]press[/]")
        assert "\x1b" not in person.text
        assert "\u202e" not in person.text
