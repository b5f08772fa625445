"""The facilitator at a second terminal: the script, send now, leave out, add, note, rate, end."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from breachplay.exercise.review import review
from breachplay.record.events import Actor
from breachplay.record.session import Session
from breachplay.record.store import Store
from breachplay.tui.app import BreachplayApp
from breachplay.tui.screens.facilitator import FacilitatorScreen
from breachplay.tui.worker import Worker
from tests.record.helpers import FrozenClock
from tests.tui.harness import SMALL, WIDE, AtTheScreen, at_the_screen, walking
from tests.tui.test_exercise import HOSTILE, begin

FACILITATOR = Actor("Test Facilitator", "facilitator")


@asynccontextmanager
async def facilitating(
    folder: Path, run: str, clock: FrozenClock, size: tuple[int, int] = WIDE
) -> AsyncIterator[AtTheScreen]:
    worker = Worker()
    store = Store(folder)
    worker.open(lambda: Session.open(store, run, FACILITATOR, clock)).result()
    app = BreachplayApp(worker, clock=clock, start=FacilitatorScreen())
    async with at_the_screen(app, clock, store, size) as person:
        await person.until(lambda: isinstance(app.screen, FacilitatorScreen))
        await person.see("Facilitator")
        yield person


async def start(person: AtTheScreen) -> None:
    await person.press("X")
    await person.asked("communications check")
    await person.press("space", "s")
    await person.gone("not started")


async def test_the_whole_script_and_what_is_next(store_folder: Path) -> None:
    clock = FrozenClock()
    run = begin(store_folder, clock)
    async with facilitating(store_folder, run, clock) as person:
        await person.see("not started: X for the communications check", "mention", "day-after")
        await person.press("enter")
        await person.see("The exercise has not started")
        await start(person)
        await person.see("▸ next", "in 6 min", "○ waits", "after answered:mention+5m")
        await person.see("◇ branch", "in 20 min louder", "planned", "in 22 h 00 day-after")


async def test_what_is_expected_and_how_it_stands(store_folder: Path) -> None:
    clock = FrozenClock()
    run = begin(store_folder, clock)
    async with facilitating(store_folder, run, clock) as person:
        await start(person)
        await person.press("home")
        await person.see("… waiting: Acknowledge. (a post, a reply, 20m)", "if not: louder")
        clock.advance(minutes=21)
        await person.see("✗ overdue: Acknowledge.", "louder")


async def test_on_a_small_terminal_all_of_an_inject_is_read_and_each_key_is_found(
    store_folder: Path,
) -> None:
    clock = FrozenClock()
    long = {"id": "long", "from": "Legal", "channel": "mail", "text": "One more line.\n" * 30}
    run = begin(store_folder, clock, inject=[{**long, "at": "0m", "notes": "The trap is here."}])
    async with facilitating(store_folder, run, clock, SMALL) as person:
        assert "The trap is here." not in person.text
        while not person.shows("The trap is here."):
            await person.press("space")
        await person.press("space")
        await person.see("Comes at")
        await person.press("question_mark")
        await person.see("Send the marked inject to the players now", "These keys")
        await person.press("escape", "ctrl+p")
        await person.see("Add one (n)", "Leave out (s)")


async def test_sent_now_reaches_the_players_at_their_terminal(store_folder: Path) -> None:
    clock = FrozenClock()
    run = begin(store_folder, clock)
    async with facilitating(store_folder, run, clock) as person:
        await start(person)
        async with walking(store_folder, run=run, clock=clock) as player:
            await player.see("● 1 NEW")
            assert "day-after" not in player.text
            await person.press("end")
            while person.app.screen.under_cursor != "day-after":  # type: ignore[attr-defined]
                await person.press("up")
            await person.press("enter")
            event = await person.recorded("inject_delivered", 2)
            assert event.body["by_hand"] is True
            await player.see("Mail from Legal: Numbers")


async def test_left_out_and_added(store_folder: Path) -> None:
    clock = FrozenClock()
    run = begin(store_folder, clock)
    async with facilitating(store_folder, run, clock) as person:
        await start(person)
        await person.press("down", "s")
        await person.answer(reason="We are short of time")
        await person.recorded("inject_skipped")
        await person.see("– left out")
        await person.press("n")
        await person.see("( ) executive")
        await person.click_text("executive")
        await person.answer(sender="Support lead", text="The phones are dead.")
        event = await person.recorded("inject_delivered", 2)
        assert event.body["text"] == "The phones are dead."
        assert event.body["channel"] == "executive"
        clock.advance(minutes=10)
        await person.settle()
        assert [one.body["inject"] for one in person.events("inject_delivered")] == [
            "mention",
            "added-1",
        ]


async def test_a_private_note_is_not_shown_to_players(store_folder: Path) -> None:
    clock = FrozenClock()
    run = begin(store_folder, clock)
    async with facilitating(store_folder, run, clock) as person:
        await start(person)
        async with walking(store_folder, run=run, clock=clock) as player:
            await person.press("home", "w")
            await person.answer(text="They are slow today")
            await person.recorded("exercise_remarked")
            await person.see("Your note", "They are slow today")
            seen = person.session.head
            await player.until(lambda: player.session.head == seen)
            await player.press("t")
            await player.see("Inject mention")
            assert "They are slow today" not in player.text


async def test_a_private_note_is_typed_at_once_and_is_about_the_inject_under_the_cursor(
    store_folder: Path,
) -> None:
    clock = FrozenClock()
    run = begin(store_folder, clock)
    async with facilitating(store_folder, run, clock) as person:
        await start(person)
        await person.press("home", "w")
        await person.asked("Private note")
        await person.press("S", "l", "o", "w", "enter")
        body = (await person.recorded("exercise_remarked")).body
        assert (body["text"], body["inject"]) == ("Slow", "mention")


async def test_a_rating_is_overruled_and_the_hot_wash_kept_after_the_end(
    store_folder: Path,
) -> None:
    clock = FrozenClock()
    run = begin(store_folder, clock)
    async with facilitating(store_folder, run, clock) as person:
        await start(person)
        await person.press("F")
        await person.answer(outcome="We stopped for lunch")
        await person.recorded("run_closed")
        await person.see("Review · Small exercise")
        await person.press("escape")
        await person.see("FINISHED")
        await person.press("n")
        await person.see("This exercise is finished")
        await person.press("g")
        await person.pick("20 minutes")
        await person.answer(reason="They said it aloud in the room")
        await person.recorded("rating_overruled")
        rated = review(person.state, person.session.events).rated[0]
        assert rated.overruled is not None
        await person.press("h")
        await person.pick("what went well")
        await person.answer(text="Support knew before the public")
        await person.recorded("hot_wash_said")


async def test_what_the_players_have_before_them(store_folder: Path) -> None:
    clock = FrozenClock()
    run = begin(store_folder, clock)
    async with facilitating(store_folder, run, clock) as person:
        await start(person)
        async with walking(store_folder, run=run, clock=clock) as player:
            await player.write("We are looking into it.")
            await player.quiet()
        clock.advance(seconds=2)
        await person.see("Phase: Acknowledge", "Draft: We are looking into it.")


@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_it_says_exercise_and_shows_text_as_text(
    store_folder: Path, size: tuple[int, int]
) -> None:
    clock = FrozenClock()
    odd = {"id": "odd", "from": HOSTILE, "channel": "mail", "text": HOSTILE, "notes": HOSTILE}
    run = begin(store_folder, clock, inject=[{**odd, "at": "0m"}])
    async with facilitating(store_folder, run, clock, size) as person:
        await start(person)
        await person.see("EXERCISE", "[@click=app.quit]")
        assert "\x1b" not in person.text
