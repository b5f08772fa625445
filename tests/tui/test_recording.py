"""The record: notes, milestones, timeline, the end, leaving."""

import asyncio
from unittest.mock import patch

from breachplay.record.store import Store
from breachplay.tui.widgets.bars import HeaderBar
from tests.record.helpers import FrozenClock
from tests.tui.conftest import Walking
from tests.tui.harness import SMALL


class TestNote:
    """N writes a note, now or at an earlier time."""

    async def test_now(self, walk: Walking) -> None:
        async with walk() as person:
            await person.press("n")
            await person.answer(text="A reporter asks how many")
            await person.back()
            event = await person.recorded("note_added")
            assert event.body["text"] == "A reporter asks how many"
            assert event.happened_at is None
            await person.see("note: A reporter asks how many")

    async def test_earlier(self, walk: Walking) -> None:
        async with walk() as person:
            await person.press("n")
            await person.answer(text="The pager rang", when="yesterday 23:10")
            await person.back()
            assert (await person.recorded("note_added")).happened_at == "2026-11-23T23:10+00:00"

    async def test_a_time_that_is_none_keeps_what_was_typed(self, walk: Walking) -> None:
        async with walk() as person:
            await person.press("n")
            await person.answer(text="The pager rang", when="soonish")
            await person.see("✗", "The pager rang", "soonish")
            person.not_recorded("note_added")
            await person.answer(when="01:30")
            await person.back()
            assert (await person.recorded("note_added")).happened_at == "2026-11-24T01:30+00:00"

    async def test_an_impatient_enter_records_it_once(self, walk: Walking) -> None:
        async with walk() as person:
            await person.press("n")
            await person.type("Twice?\n\n")
            await person.back()
            await person.recorded("note_added")

    async def test_a_hasty_key_asks_once(self, walk: Walking) -> None:
        async with walk() as person:
            await person.type("nn")
            await person.asked("Note")
            await person.press("escape")
            await person.back()
            await person.settle()
            assert person.app.screen is person.app.walk_screen

    async def test_an_empty_one_is_refused(self, walk: Walking) -> None:
        async with walk() as person:
            await person.press("n", "enter")
            await person.see("give the note's text")
            await person.press("escape")
            await person.back()
            person.not_recorded("note_added")


class TestAware:
    """A corrects since when the organisation is aware, and sets other milestones."""

    async def test_corrected_with_its_source(self, walk: Walking) -> None:
        async with walk() as person:
            await person.see("T+00:35:00")
            await person.press("a")
            await person.see("Milestones")
            await person.press("enter")
            await person.answer(when="00:40", source="The on-call engineer's log")
            await person.back()
            event = await person.recorded("milestone_reached", 2)
            assert event.happened_at == "2026-11-24T00:40+00:00"
            assert event.body == {"milestone": "aware", "source": "The on-call engineer's log"}
            await person.see("T+01:30:00")

    async def test_what_was_said_before_is_shown(self, walk: Walking) -> None:
        async with walk() as person:
            await person.press("a", "enter")
            await person.see("2026-11-24 01:35 UTC, as said by Test Speaker")
            await person.press("escape")
            await person.back()


class TestTimeline:
    """T shows the record so far; D there also the saved drafts."""

    async def test_every_event_with_its_time(self, walk: Walking) -> None:
        async with walk() as person:
            await person.press("space")
            await person.recorded("item_checked")
            await person.write("Saved words")
            await person.press("t")
            await person.see("Timeline · Drill breach · seq 5", "Tuesday 2026-11-24")
            await person.see('Checked "Secure the account"', "02:10:00")
            assert "Saved a draft" not in person.text
            await person.press("d")
            await person.see("Saved a draft")
            await person.press("escape")
            await person.back()

    async def test_in_a_small_terminal(self, walk: Walking) -> None:
        async with walk(size=SMALL, mode="exercise") as person:
            await person.press("t")
            await person.see("EXERCISE", "Timeline")
            await person.press("t")
            await person.back()


class TestFinish:
    """F closes the record for good."""

    async def test_with_an_outcome(self, walk: Walking) -> None:
        async with walk() as person:
            await person.press("F")
            await person.see("Finish this run?", "Critical items still open:")
            await person.see("Phases not entered: Clarify, Rest")
            await person.answer(outcome="All told, nothing open")
            await person.back()
            assert (await person.recorded("run_closed")).body["outcome"] == "All told, nothing open"
            await person.see("FINISHED", "breachplay export")

            await person.press("space")
            await person.told("This run is finished: its record takes no more events.")
            await person.press("e")
            await person.told("This run is finished: its record takes no more events.")
            person.not_recorded("item_checked")

    async def test_thought_better_of(self, walk: Walking) -> None:
        async with walk() as person:
            await person.press("F")
            await person.asked("Finish this run?")
            await person.press("escape")
            await person.back()
            person.not_recorded("run_closed")


class TestLeave:
    """Q and ctrl+q close the program; what was typed is recorded first."""

    async def test_what_was_typed_is_on_disk(self, walk: Walking) -> None:
        for key in ("q", "ctrl+q"):
            async with walk() as person:
                run = person.state.run
                await person.press("e")
                await person.type("Last words")
                if key == "q":
                    await person.press("escape")
                await person.press(key)
                await person.ended()
                with person.store.open(run) as file:
                    assert file.events[-1].kind == "draft_saved"
                    assert file.events[-1].body["text"] == "Last words"

    async def test_resume_goes_on_with_the_draft(self, walk: Walking) -> None:
        async with walk() as person:
            run = person.state.run
            await person.write("Half a sen")
            await person.press("q")
        later = FrozenClock()
        later.advance(minutes=20)
        async with walk(run=run, clock=later) as person:
            await person.see("Half a sen", "T+00:55:00")
            assert person.draft == "Half a sen"

    async def test_from_a_dialog(self, walk: Walking) -> None:
        async with walk() as person:
            folder = person.store.folder
            await person.press("n")
            await person.type("half a note")
            await person.press("ctrl+q")
            await person.ended()
        assert not Store(folder).runs()[0].fault


async def test_what_the_record_answers_while_the_program_ends_breaks_nothing(walk: Walking) -> None:
    """The panes are gone by then: there is nothing left to draw on."""
    answered = []
    async with walk() as person:
        await person.press("e")
        await person.type("word")
        panes = person.walk

        async def attempt(command: object) -> str:
            while panes.query(HeaderBar):
                await asyncio.sleep(0)
            answered.append(command)
            return ""

        with patch.object(person.app.worker, "attempt", attempt):
            panes._save_soon()
            await asyncio.sleep(0)
            await person.app._shutdown()
    assert answered
