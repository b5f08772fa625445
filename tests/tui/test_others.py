"""Others at the same run, a record that takes no more, and a disk that is full."""

from pathlib import Path

import pytest

from breachplay.record.commands import AddNote, MarkPosted, SaveDraft
from breachplay.record.runfile import RunFile
from breachplay.record.session import Session
from breachplay.record.store import Store, StoreFault
from breachplay.tui.actions import ACTIONS
from tests.record.helpers import FrozenClock
from tests.tui.conftest import Walking
from tests.tui.harness import COLLEAGUE, AtTheScreen


@pytest.fixture(autouse=True)
def _look_often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at what others record without a second's wait."""
    monkeypatch.setattr("breachplay.tui.screens.walk.FOLLOW_EVERY", 0.02)


def elsewhere(person: AtTheScreen) -> Session:
    """Open the same run at another terminal."""
    return Session.open(person.store, person.state.run, COLLEAGUE, person.clock)


READ_AT_ANY_TIME = frozenset(
    ["timeline", "help", "leave", "theme", "drafts", "replies", "clocks", "injects", "review"]
)
"""Actions that only show something."""


class TestAnotherTerminal:
    """Two people at one run: each sees what the other did, and nothing is lost."""

    async def test_a_note_from_elsewhere_appears(self, walk: Walking) -> None:
        async with walk() as person:
            with elsewhere(person) as other:
                other.submit(AddNote("The press office called"))
            await person.told("1 event recorded from another terminal.")
            person.walk.query_one("#strip").hush()  # type: ignore[attr-defined]
            await person.see("note: The press office called")

    async def test_what_is_being_typed_is_left_alone(self, walk: Walking) -> None:
        async with walk() as person:
            await person.press("e")
            await person.type("My words")
            with elsewhere(person) as other:
                other.submit(AddNote("Something else"))
            await person.told("recorded from another terminal")
            await person.type(" stay")
            assert person.draft == "My words stay"

    async def test_both_type_the_same_draft(self, walk: Walking) -> None:
        async with walk() as person:
            await person.write("From here")
            await person.recorded("draft_saved")
            draft = person.walk.buffer.id
            await person.press("e")
            await person.type(", first")
            with elsewhere(person) as other:
                other.submit(SaveDraft(draft, "From there, second"))
                await person.quiet()
                other.submit(SaveDraft(draft, "From there, third"))
            await person.type(", last")
            await person.press("escape")
            await person.quiet()
            with person.store.open(person.state.run) as file:
                texts = [e.body["text"] for e in file.events if e.kind == "draft_saved"]
                assert file.damage is None
            assert texts[0] == "From here"
            assert {"From there, second", "From there, third"} <= set(texts)
            assert "From here, first, last" in texts

    async def test_two_screens_at_once(self, walk: Walking) -> None:
        async with walk() as one, walk(run=one.state.run, actor=COLLEAGUE) as two:
            await one.press("space")
            await two.see("[x] Secure the account")
            await two.press("down", "space")
            await one.see("[x] Tell support first")
            await one.press("n")
            await one.answer(text="Said here")
            await two.until(lambda: len(two.events("note_added")) == 1)
            assert one.session.head == two.session.head

    async def test_posted_elsewhere_leaves_an_empty_draft(self, walk: Walking) -> None:
        async with walk() as person:
            await person.press("space", "down", "space")
            await person.press("i")
            await person.pick("Nothing to fill in")
            await person.back()
            await person.press("escape")
            await person.quiet()
            text, draft = person.draft, person.walk.buffer.id
            with elsewhere(person) as other:
                other.submit(MarkPosted(draft, text))
            await person.until(lambda: person.draft == "")


class TestReadOnly:
    """A run that cannot be written opens all the same, and every action says why it is not done."""

    async def test_a_banner_and_reasons(self, walk: Walking) -> None:
        async with walk() as person:
            run = person.state.run
            await person.write("Some words")
            await person.quiet()
        async with walk(run=run, read_only=True) as person:
            await person.see("READ ONLY", "Some words")
            await person.press("space")
            await person.told("opened for reading only")
            await person.press("e")
            await person.told("opened for reading only")
            await person.press("shift+tab", "down", "enter")
            await person.told("opened for reading only")
            assert person.state.seq == 4

    async def test_what_can_be_read_can_be_read(self, walk: Walking) -> None:
        async with walk() as person:
            run = person.state.run
        async with walk(run=run, read_only=True) as person:
            await person.press("t")
            await person.see("Timeline")
            await person.press("escape", "question_mark")
            await person.see("Help")
            await person.press("escape")
            await person.back()

    @pytest.mark.parametrize("closed", [False, True])
    async def test_nothing_typed_anywhere_changes_the_record(
        self, walk: Walking, closed: bool
    ) -> None:
        async with walk() as person:
            run = person.state.run
            await person.write("Some words")
            await person.quiet()
            if closed:
                await person.press("F")
                await person.answer(outcome="done")
                await person.back()
            before = person.state.seq
        async with walk(run=run, read_only=not closed) as person:
            for action in ACTIONS:
                if action.id in READ_AT_ANY_TIME:
                    continue
                person.walk.query_one("#strip").hush()  # type: ignore[attr-defined]
                await person.press(action.key)
                assert person.app.screen is person.app.walk_screen, action.id
                await person.told("reading only" if not closed else "finished")
            assert person.state.seq == before


class TestFullDisk:
    """What cannot be recorded is said; the text stays and is recorded once it can be."""

    async def test_not_saved_and_later_saved(
        self, walk: Walking, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async with walk() as person:
            append = RunFile.append

            def full(self: RunFile, *_: object) -> None:
                raise StoreFault("the disk is full: make room; nothing was lost")

            await person.press("e")
            monkeypatch.setattr(RunFile, "append", full)
            await person.type("Words that must not be lost")
            await person.see("NOT SAVED: the disk is full")
            assert person.draft == "Words that must not be lost"
            person.not_recorded("draft_saved")

            await person.press("escape", "q")
            await person.told("Not saved: the disk is full")
            assert person.app.is_running

            monkeypatch.setattr(RunFile, "append", append)
            await person.recorded("draft_saved")
            await person.gone("NOT SAVED")

    async def test_a_check_that_cannot_be_recorded_is_not_shown(
        self, walk: Walking, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async with walk() as person:

            def full(self: RunFile, *_: object) -> None:
                raise StoreFault("the disk is full")

            monkeypatch.setattr(RunFile, "append", full)
            await person.press("space")
            await person.told("the disk is full")
            await person.see("[ ] Secure the account")

    async def test_a_dialog_keeps_its_answers(
        self, walk: Walking, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async with walk() as person:
            append = RunFile.append

            def full(self: RunFile, *_: object) -> None:
                raise StoreFault("the disk is full")

            await person.press("n")
            await person.type("Not lost")
            with monkeypatch.context() as patch:
                patch.setattr(RunFile, "append", full)
                await person.press("enter")
                await person.see("✗ the disk is full", "Not lost")
            assert RunFile.append is append
            await person.press("enter")
            await person.back()
            assert (await person.recorded("note_added")).body["text"] == "Not lost"


async def test_a_damaged_record_opens_for_reading(walk: Walking, store_folder: Path) -> None:
    async with walk() as person:
        run = person.state.run
        for number in range(3):
            await person.press("n")
            await person.answer(text=f"note {number}")
            await person.back()
    path = Store(store_folder).find(run).path
    content = path.read_bytes()
    path.write_bytes(content.replace(b"note 1", b"note X"))
    async with walk(run=run, clock=FrozenClock()) as person:
        await person.see("DAMAGED from event", "note 0")
        await person.press("space")
        await person.told("damaged")
