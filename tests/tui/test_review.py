"""The review on screen: after the end, for players and facilitator, and out to a file."""

from pathlib import Path
from typing import Any

import pytest

from breachplay.exercise.report import as_markdown
from breachplay.exercise.review import review
from tests.record.helpers import FrozenClock
from tests.tui.conftest import Walking
from tests.tui.harness import SMALL, WIDE, AtTheScreen, walking
from tests.tui.test_exercise import HOSTILE, begin, exercising
from tests.tui.test_facilitator import facilitating, start


async def finish(person: AtTheScreen) -> None:
    """Finish the exercise; the review comes by itself."""
    await person.press("F")
    await person.asked("Finish this exercise?")
    await person.answer(outcome="We stopped for lunch")
    await person.recorded("run_closed")
    await person.see("Review · Small exercise")


async def test_the_end_leads_to_the_review(store_folder: Path) -> None:
    async with exercising(store_folder) as person:
        await person.press("R")
        await person.told("The review comes after the end")
        await finish(person)
        await person.see("U", "Unable to be performed", "Say something within 20 minutes")
        await person.see("✗ not shown", "Acknowledge: had time left at the end")
        await person.press("2")
        await person.see("Time to the first acknowledgement", "never")
        await person.press("3")
        await person.see("Areas to improve", "Acknowledge in public (no post for everybody did)")
        await person.press("5")
        await person.see("Improvement plan", "owner ........ by when ........")
        await person.press("escape")
        await person.back()
        await person.press("R")
        await person.see("Review · Small exercise")


async def test_what_was_posted_stands_with_its_grade_and_intervals(store_folder: Path) -> None:
    async with exercising(store_folder) as person:
        person.clock.advance(minutes=4)
        await person.press("j", "p")
        await person.back()
        await person.paste("We are looking into it. More by 03:00 UTC.")
        await person.press("escape")
        await person.quiet()
        await person.press("v")
        while person.state.overrides == () and person.walk.view.blocking:
            await person.answer(reason="It is an exercise")
        await person.press("p")
        await person.asked("Was this posted?")
        await person.press("enter")
        await person.recorded("posted")
        person.clock.advance(minutes=120)
        await finish(person)
        await person.see("P", "Performed without challenges", "✓ shown")
        await person.press("2")
        await person.see("Time to the first acknowledgement ....... 4 min")


async def test_players_say_something_in_their_own_words(store_folder: Path) -> None:
    async with exercising(store_folder) as person:
        await finish(person)
        await person.press("h")
        await person.pick("what went well")
        await person.answer(text="Support knew before the public")
        event = await person.recorded("hot_wash_said")
        assert event.body == {
            "question": "What went well?",
            "text": "Support knew before the public",
        }
        await person.press("4")
        await person.see('"Support knew before the public" Test Speaker')
        report = as_markdown(person.state, person.session.events)
        assert "Support knew before the public (Test Speaker" in report


async def test_it_is_written_to_files_that_say_exercise(store_folder: Path) -> None:
    async with exercising(store_folder) as person:
        await finish(person)
        await person.press("w")
        await person.see("Written to")
        await person.press("W")
        await person.until(lambda: len(list(store_folder.glob("EXERCISE-small-exercise*"))) == 2)
        markdown, page = sorted(
            store_folder.glob("EXERCISE-small-exercise*"), key=lambda path: path.suffix == ".html"
        )
        assert (markdown.suffix, page.suffix) == (".md", ".html")
        text = markdown.read_text("utf-8")
        assert text == as_markdown(person.state, person.session.events)
        assert text.startswith("# EXERCISE: Review")
        assert "<script" not in page.read_text("utf-8")
        assert Path(markdown).stat().st_mode & 0o077 == 0


async def test_players_set_no_rating(store_folder: Path) -> None:
    async with exercising(store_folder) as person:
        await finish(person)
        await person.press("g")
        await person.see("Ratings are set by the facilitator")
        person.not_recorded("rating_overruled")


async def test_the_facilitator_reads_it_before_the_end_and_overrules(store_folder: Path) -> None:
    clock = FrozenClock()
    run = begin(store_folder, clock)
    async with facilitating(store_folder, run, clock) as person:
        await start(person)
        await person.press("R")
        await person.see("Review · Small exercise · not finished")
        await person.press("g")
        await person.pick("20 minutes")
        await person.answer(reason="They said it aloud in the room")
        await person.recorded("rating_overruled")
        await person.see("set to U by Test Facilitator", "They said it aloud in the room")
        await person.press("escape")
        await person.see("EXERCISE Facilitator Tue")
        await person.press("F")
        await person.answer(outcome="We stopped for lunch")
        await person.see("Review · Small exercise")
        assert review(person.state, person.session.events).rated[0].overruled is not None


async def test_players_hear_that_the_facilitator_ended_it(store_folder: Path) -> None:
    clock = FrozenClock()
    run = begin(store_folder, clock)
    async with facilitating(store_folder, run, clock) as person:
        await start(person)
        async with walking(store_folder, run=run, clock=clock) as player:
            await person.press("F")
            await person.answer(outcome="We stopped for lunch")
            await player.told("The exercise is finished: press R for its review.")
            await player.press("R")
            await player.see("Review · Small exercise")


async def test_words_of_another_terminal_appear(store_folder: Path) -> None:
    async with exercising(store_folder) as person:
        run = person.state.run
        async with walking(store_folder, run=run, clock=person.clock) as other:
            await finish(person)
            await other.see("FINISHED")
            await other.press("R")
            await other.see("Review · Small exercise")
            await other.press("h")
            await other.pick("what went well")
            await other.answer(text="We kept calm")
            await other.recorded("hot_wash_said")
        await person.press("4")
        await person.see('"We kept calm"')


async def test_an_incident_has_none(walk: Walking) -> None:
    async with walk() as person:
        await person.press("R")
        await person.told("no exercise with a scenario")


@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_at_any_size_in_words_and_as_text_alone(
    store_folder: Path, size: tuple[int, int]
) -> None:
    objective = {
        "id": "odd",
        "title": HOSTILE,
        "evidence": [{"kind": "answered", "of": "mention"}],
    }
    changes: dict[str, Any] = {"objective": [objective], "hot_wash": [HOSTILE]}
    async with exercising(store_folder, size=size, **changes) as person:
        await finish(person)
        await person.see("EXERCISE", "[@click=app.quit]", "1 objectives", "esc back")
        for part in "12345":
            await person.press(part)
            assert "\x1b" not in person.text
            assert "\u202e" not in person.text
