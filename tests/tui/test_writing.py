"""Writing: templates, the editor, saving, facts, other drafts."""

from breachplay.tui.screens.walk import SAVE_AFTER
from tests.tui.conftest import Walking
from tests.tui.harness import AtTheScreen


async def ask_first_word(person: AtTheScreen) -> None:
    """Start the draft from the template that has two gaps."""
    await person.press("i")
    await person.pick("First word")
    await person.see("Draft: First word", "2 facts are missing in this text")


class TestInsert:
    """I starts the draft from a template or a prepared answer."""

    async def test_a_template(self, walk: Walking) -> None:
        async with walk() as person:
            await person.press("i")
            await person.see("Prepared texts", "First word", "Answer: Is my data affected?")
            await person.pick("nothing to")
            await person.back()
            await person.see("Draft: Nothing to fill in", "62 / 280", "218 left")
            saved = await person.recorded("draft_saved")
            assert saved.body["text"] == (
                "We are looking into reports about our service. More here soon."
            )
            assert saved.body["template"] == "Nothing to fill in"

    async def test_found_by_words_of_its_text(self, walk: Walking) -> None:
        async with walk() as person:
            await person.press("i")
            await person.pick("not know yet")
            await person.back()
            assert person.draft == "We do not know yet. We are checking."

    async def test_nothing_has_these_words(self, walk: Walking) -> None:
        async with walk() as person:
            await person.press("i")
            await person.pick("zzz")
            await person.see("Nothing has these words.")
            await person.press("escape")
            await person.back()
            assert person.draft == ""

    async def test_another_text_is_kept_beside_it(self, walk: Walking) -> None:
        async with walk() as person:
            await person.write("My own words")
            await ask_first_word(person)
            await person.quiet()
            texts = [draft.text for draft in person.state.drafts.values()]
            assert "My own words" in texts
            assert len(texts) == 2

    async def test_gaps_stay_visible_and_stop(self, walk: Walking) -> None:
        async with walk() as person:
            await ask_first_word(person)
            await person.see("incident affecting {service}", "Help: example.com/help")
            await person.see('■ STOP "{service}" is still to be filled in.', "▸ Service affected")


class TestEdit:
    """E goes to the editor; there letters are letters, and what is typed is soon recorded."""

    async def test_letters_are_letters(self, walk: Walking) -> None:
        async with walk() as person:
            await person.press("e")
            await person.see("esc leave the editor")
            await person.type("a note, quickly?")
            await person.see("a note, quickly?", "16 / 280")
            await person.press("escape")
            await person.see("space check")
            assert person.draft == "a note, quickly?"
            person.not_recorded("note_added")

    async def test_saved_within_a_second_without_leaving(self, walk: Walking) -> None:
        assert SAVE_AFTER < 1
        async with walk() as person:
            await person.press("e")
            await person.type("It is being looked at")
            await person.see("saving …")
            saved = await person.recorded("draft_saved")
            assert saved.body["text"] == "It is being looked at"
            await person.gone("saving …")
            assert person.app.focused is not None
            assert person.app.focused.id == "editor"

            await person.type(" now")
            saved = await person.recorded("draft_saved", 2)
            assert saved.body["text"] == "It is being looked at now"

    async def test_the_preview_follows(self, walk: Walking) -> None:
        async with walk() as person:
            await person.write("Your data is safe at https://examp1e.com/help")
            await person.see("■ STOP", "Caveats: ")
            assert person.walk.view.blocking > 0

    async def test_too_long_says_by_how_much(self, walk: Walking) -> None:
        async with walk() as person:
            await person.press("e")
            await person.type("words " * 48 + "end")
            await person.see("291 / 280", "-11 over")

    async def test_undo(self, walk: Walking) -> None:
        async with walk() as person:
            await person.press("e")
            await person.type("one")
            await person.press("ctrl+u")
            await person.until(lambda: person.draft == "")
            await person.press("ctrl+z")
            await person.until(lambda: person.draft == "one")


class TestFacts:
    """F asks for the facts that the draft needs, in their order, each with status and source."""

    async def test_gap_after_gap(self, walk: Walking) -> None:
        async with walk() as person:
            await ask_first_word(person)
            await person.press("escape", "f")
            await person.see("Fact: Service affected", "Which service is affected?")
            await person.answer(value="our sign-in page")
            await person.asked("Fact: Next update")
            await person.answer(value="04:00 UTC", source="Test Approver, call 02:05")
            await person.back()
            first, second = person.events("fact_set")
            assert first.body == {
                "fact": "service",
                "value": "our sign-in page",
                "status": "reported",
                "source": "",
            }
            assert second.body["source"] == "Test Approver, call 02:05"
            await person.see("affecting our sign-in page. Next update by 04:00 UTC")
            await person.see("• Service affected", "? reported")

    async def test_a_confirmed_fact_needs_a_source(self, walk: Walking) -> None:
        async with walk() as person:
            await ask_first_word(person)
            await person.press("escape", "f")
            await person.asked("Fact: Service affected")
            await person.type("sign-in")
            await person.press("tab", "right")
            await person.see("(•) confirmed")
            await person.press("enter")
            await person.see("a confirmed fact needs a source")
            await person.answer(source="Status board, 02:08")
            await person.asked("Fact: Next update")
            await person.press("escape")
            await person.back()
            event = await person.recorded("fact_set")
            assert event.body["status"] == "confirmed"
            assert event.body["source"] == "Status board, 02:08"
            await person.see("✓ confirmed")

    async def test_a_choice_is_chosen(self, walk: Walking) -> None:
        async with walk() as person:
            await person.press("f")
            await person.press("end", "enter")
            await person.asked("Fact: Data involved")
            await person.see("(•) email addresses ( ) order history")
            await person.press("right", "enter")
            await person.back()
            assert (await person.recorded("fact_set")).body["value"] == "order history"

    async def test_nothing_missing_goes_to_the_list(self, walk: Walking) -> None:
        async with walk() as person:
            await person.press("f")
            await person.until(
                lambda: person.app.focused is not None and person.app.focused.id == "facts"
            )
            await person.press("down", "enter")
            await person.asked("Fact: People affected")
            await person.answer(value="about 120")
            await person.back()
            await person.press("enter")
            await person.see("Now 24 Nov 02:10 about 120 (reported); by Test Speaker")
            await person.press("escape")

    async def test_a_fact_without_value_is_refused(self, walk: Walking) -> None:
        async with walk() as person:
            await ask_first_word(person)
            await person.press("escape", "f")
            await person.asked("Fact: Service affected")
            await person.press("enter")
            await person.see("give a value: what is reported?")
            person.not_recorded("fact_set")
            await person.press("escape")


class TestDrafts:
    """D goes to another draft, or begins an empty one."""

    async def test_there_and_back(self, walk: Walking) -> None:
        async with walk() as person:
            await person.write("The first text")
            await person.press("d")
            await person.pick("An empty draft")
            await person.until(lambda: person.draft == "")
            await person.type("The second text")
            await person.press("escape", "d")
            await person.see("The first text", "The second text")
            await person.pick("first")
            await person.until(lambda: person.draft == "The first text")
            await person.quiet()
            assert sorted(draft.text for draft in person.state.drafts.values()) == [
                "The first text",
                "The second text",
            ]

    async def test_none_yet(self, walk: Walking) -> None:
        async with walk() as person:
            await person.press("d")
            await person.told("There is no draft yet.")


class TestOverride:
    """V sets a stop aside, with a reason; Enter on a caveat shows all of it."""

    async def test_with_a_reason(self, walk: Walking) -> None:
        async with walk() as person:
            await person.press("space", "down", "space")
            await person.write("Nothing was stolen.")
            await person.see("■ STOP")
            await person.press("v")
            await person.see("Override this stop", "Instead: ")
            await person.press("enter")
            await person.see("give a reason for overriding this stop")
            await person.answer(reason="Confirmed by forensics at 02:00")
            await person.back()
            event = await person.recorded("caveat_overridden")
            assert event.body["reason"] == "Confirmed by forensics at 02:00"
            assert event.body["text"] == "Nothing was stolen."
            await person.see("overridden, on the record", "1 overridden")

    async def test_it_holds_for_these_words_only(self, walk: Walking) -> None:
        async with walk() as person:
            await person.press("space", "down", "space")
            await person.write("Nothing was stolen.")
            await person.press("v")
            await person.answer(reason="Confirmed")
            await person.back()
            blocking = person.walk.view.blocking
            await person.press("e")
            await person.type(" Your data is safe.")
            await person.until(lambda: person.walk.view.blocking > blocking)

    async def test_no_stop_nothing_to_override(self, walk: Walking) -> None:
        async with walk() as person:
            await person.press("v")
            await person.told("No stop stands in the way of this draft.")

    async def test_enter_on_a_gap_asks_for_its_fact(self, walk: Walking) -> None:
        async with walk() as person:
            await person.press("space", "down", "space")
            await person.recorded("item_checked", 2)
            await ask_first_word(person)
            await person.press("escape", "4", "home", "enter")
            await person.asked("Fact: Service affected")
            await person.press("escape")
            await person.back()

    async def test_enter_on_advice_shows_all_of_it(self, walk: Walking) -> None:
        async with walk() as person:
            await person.press("space", "down", "space")
            await person.recorded("item_checked", 2)
            await person.write("@someone we are looking into reports, more here at 04:00 UTC")
            await person.see("▲ WARN")
            await person.press("4", "end", "enter")
            await person.see("Instead: ", "Close (enter)")
            await person.press("enter")
            await person.back()
            person.not_recorded("caveat_overridden")
