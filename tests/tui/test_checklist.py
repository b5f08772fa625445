"""The checklist: check, open again, skip, go on to the next phase."""

import asyncio
import threading

from tests.tui.conftest import Walking


class TestCheck:
    """Space checks the item under the cursor, or opens it again."""

    async def test_an_item_is_checked_and_opened_again(self, walk: Walking) -> None:
        async with walk() as person:
            await person.press("space")
            event = await person.recorded("item_checked")
            assert event.body == {"phase": "acknowledge", "item": "secured"}
            assert str(event.actor) == "Test Speaker, social media manager"
            await person.see("[x] Secure the account", "1/4", "checked by Test Speaker")

            await person.press("space")
            await person.recorded("item_reopened")
            await person.see("[ ] Secure the account", "0/4")

    async def test_the_cursor_says_which(self, walk: Walking) -> None:
        async with walk() as person:
            await person.press("down", "down")
            await person.see("Why: Ask others to share")
            await person.press("space")
            assert (await person.recorded("item_checked")).body["item"] == "shared"
            await person.see("[x] Ask others to share", "[ ] Secure the account")

    async def test_enter_does_the_same(self, walk: Walking) -> None:
        async with walk() as person:
            await person.press("enter")
            await person.recorded("item_checked")

    async def test_hasty_keys_are_all_done(self, walk: Walking) -> None:
        async with walk() as person:
            slow = threading.Event()
            waiting = asyncio.ensure_future(person.app.worker.run(slow.wait))
            for key in ("space", "down", "space", "down", "space"):
                await person.pilot.press(key)
            slow.set()
            await waiting
            await person.recorded("item_checked", 3)
            await person.see("3/4")

    async def test_a_check_just_before_leaving_is_kept(self, walk: Walking) -> None:
        async with walk() as person:
            run = person.state.run
            slow = threading.Event()
            waiting = asyncio.ensure_future(person.app.worker.run(slow.wait))
            await person.pilot.press("space", "q")
            await person.until(lambda: not person.app.is_running)
            slow.set()
            await waiting
        with person.store.open(run, read_only=True) as file:
            assert file.events[-1].kind == "item_checked"

    async def test_a_phase_without_items_says_so(self, walk: Walking) -> None:
        async with walk() as person:
            await person.press("shift+tab", "end")
            await person.see("Checklist: Rest", "not the present phase")
            await person.press("tab", "space")
            await person.told("This phase has no checklist.")
            person.not_recorded("item_checked")


class TestSkip:
    """S skips the item under the cursor, with a reason."""

    async def test_with_a_reason(self, walk: Walking) -> None:
        async with walk() as person:
            await person.press("down", "s")
            await person.see("Skip an item", "Tell support first")
            await person.answer(reason="Support sits in this room")
            await person.back()
            event = await person.recorded("item_skipped")
            assert event.body["reason"] == "Support sits in this room"
            await person.see("[-] Tell support first", "skipped: Support sits in this room")

    async def test_without_a_reason_it_stays_open_and_says_why(self, walk: Walking) -> None:
        async with walk() as person:
            await person.press("down", "s")
            await person.asked("Skip an item")
            await person.press("enter")
            await person.see("give a reason for skipping this item")
            await person.press("escape")
            await person.back()
            person.not_recorded("item_skipped")

    async def test_a_critical_item_needs_a_second_person(self, walk: Walking) -> None:
        async with walk() as person:
            await person.press("s")
            await person.see("This item is critical: a second person must agree.")
            await person.answer(reason="There is no account yet")
            await person.see("name the second person who agrees to skip it")

            await person.answer(second="test speaker")
            await person.see("the second person must be somebody other than you")
            person.not_recorded("item_skipped")

            await person.answer(second="Test Approver, legal")
            await person.back()
            event = await person.recorded("item_skipped")
            assert event.body["reason"] == "There is no account yet"
            assert event.body["second"] == "Test Approver, legal"
            await person.see("agreed by Test Approver, legal")


class TestNextPhase:
    """G goes on to the next phase; open required items are asked about."""

    async def test_open_items_are_asked_about(self, walk: Walking) -> None:
        async with walk() as person:
            await person.press("g")
            await person.see("Go on to Clarify?", 'Still open in "Acknowledge":')
            await person.see("[ ] Secure the account", "[ ] Pin the post")
            await person.press("escape")
            await person.back()
            person.not_recorded("phase_completed")

            await person.press("g")
            await person.asked("Go on to Clarify?")
            await person.press("enter")
            await person.back()
            left = await person.recorded("phase_completed")
            assert left.body["open"] == ["secured", "told", "pinned"]
            await person.see("! 1 Acknowledge", "> 2 Clarify", "Checklist: Clarify")

    async def test_nothing_open_nothing_asked(self, walk: Walking) -> None:
        async with walk() as person:
            await person.press("space", "down", "space", "down", "down", "space")
            await person.recorded("item_checked", 3)
            await person.press("g")
            await person.recorded("phase_entered", 2)
            await person.see("> 2 Clarify", "Checklist: Clarify")

    async def test_enter_on_a_phase_goes_to_it_and_back(self, walk: Walking) -> None:
        async with walk() as person:
            await person.press("shift+tab", "down", "enter")
            await person.asked("Go on to Clarify?")
            await person.press("enter")
            await person.back()
            await person.see("> 2 Clarify")
            await person.press("up", "enter")
            await person.recorded("phase_entered", 3)
            await person.see("> 1 Acknowledge")

    async def test_after_the_last_phase_comes_the_end(self, walk: Walking) -> None:
        async with walk() as person:
            for _ in range(2):
                await person.press("g")
                await person.asked("Go on to")
                await person.press("enter")
                await person.back()
                if person.state.phase == "rest":
                    break
            await person.press("g")
            await person.told("This is the last phase: press F to finish the run.")
