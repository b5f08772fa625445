"""The fact ledger at the screen: what a draft states, what a fact was, and posts it outdated."""

from typing import Any

import pytest
from textual.geometry import Size

from breachplay.record.judging import judge
from breachplay.tui.widgets.outdated import OutdatedLine
from tests.tui.conftest import Walking
from tests.tui.harness import PLAYBOOK, SMALL, AtTheScreen

SOURCE = "Forensics call, 02:20"


async def set_fact(
    person: AtTheScreen, name: str, value: str, source: str = SOURCE, status: str = "confirmed"
) -> None:
    """Give a fact a value, as another terminal would: the dialogs have tests of their own."""
    from breachplay.record.commands import SetFact

    refusal = await person.walk.send(SetFact(name, value, status, source))  # type: ignore[arg-type]
    assert not refusal
    await person.settle()


async def post(person: AtTheScreen, text: str) -> None:
    """Write a text and say that it was posted."""
    from breachplay.record.commands import CheckItem

    for item in ("secured", "told"):
        await person.walk.send(CheckItem("acknowledge", item))
    count = len(person.state.posts)
    await person.fill_in(text)
    await person.quiet()
    await person.press("p")
    await person.asked("Was this posted?")
    await person.answer(link="")
    await person.back()
    await person.until(lambda: len(person.state.posts) == count + 1)


class TestStated:
    """A draft states a fact by its placeholder and by its value, in any spelling."""

    async def test_each_spelling_is_marked(self, walk: Walking) -> None:
        async with walk() as person:
            await set_fact(person, "people", "about 120,000")
            await person.press("e")
            for written in ("120,000 people", "120k people", "a hundred and twenty thousand"):
                await person.press("ctrl+u")
                await person.paste(f"It affects {written}")
                await person.see("• People affected")
                await person.press("ctrl+u")
                await person.gone("• People affected")

    async def test_another_number_is_not(self, walk: Walking) -> None:
        async with walk() as person:
            await set_fact(person, "people", "120,000")
            await person.fill_in("It affects 1,120,000 people.")
            await person.gone("• People affected")

    async def test_a_reported_value_stops_in_any_spelling(self, walk: Walking) -> None:
        async with walk() as person:
            await set_fact(person, "people", "120,000", status="reported")
            await person.fill_in("It affects 120k people.")
            await person.see("is only reported, not confirmed")

    async def test_enter_on_that_stop_asks_for_the_fact(self, walk: Walking) -> None:
        async with walk() as person:
            await set_fact(person, "people", "120,000", status="reported")
            await person.fill_in("It affects 120k people.")
            from breachplay.tui.widgets.caveats import CaveatList

            person.walk.query_one(CaveatList).focus()
            await person.press("home", "enter")
            await person.asked("Fact: People affected")

    async def test_the_post_holds_it_in_the_words_it_used(self, walk: Walking) -> None:
        async with walk() as person:
            await set_fact(person, "people", "about 120,000")
            await post(person, "It affects 120k people. More by 18:00 UTC here.")
            stated = (await person.recorded("posted")).body["facts"]
            assert stated == [
                {
                    "fact": "people",
                    "value": "about 120,000",
                    "status": "confirmed",
                    "said": "120k",
                }
            ]


FOUND = {"label": "When we found out", "ask": "When?", "kind": "time"}
WITH_TIMES: dict[str, Any] = {**PLAYBOOK, "facts": {"found": FOUND, **PLAYBOOK["facts"]}}
"""The drill with a fact that is a moment of the past."""


class TestDate:
    """A time of day alone is another one tomorrow: the dialog says so, and takes it."""

    async def test_a_time_without_its_date_is_noted_and_taken(self, walk: Walking) -> None:
        async with walk(playbook=WITH_TIMES) as person:
            await person.press("3", "home", "enter")
            await person.asked("Fact: When we found out")
            await person.type("01:42 UTC")
            await person.see("● Give the date too, such as 24 November, 01:42 UTC.")
            await person.press("enter")
            await person.back()
            assert (await person.recorded("fact_set")).body["value"] == "01:42 UTC"

    @pytest.mark.parametrize("said", ["24 November, 01:42 UTC", "2026-11-24 01:42 UTC", "unknown"])
    async def test_with_its_date_nothing_is_noted(self, walk: Walking, said: str) -> None:
        async with walk(playbook=WITH_TIMES) as person:
            await person.press("3", "home", "enter")
            await person.asked("Fact: When we found out")
            await person.type(said)
            await person.see(said)
            assert not person.shows("Give the date too")

    async def test_of_an_update_that_we_promise_it_is_not_asked(self, walk: Walking) -> None:
        promised = {"label": "Next update", "ask": "By when?", "kind": "time", "ours": True}
        async with walk(playbook={**PLAYBOOK, "facts": {"next_update": promised}}) as person:
            await person.press("3", "home", "enter")
            await person.asked("Fact: Next update")
            await person.type("04:00 UTC")
            await person.see("04:00 UTC")
            assert not person.shows("Give the date too")


class TestHistory:
    """The dialog of a fact shows all it ever was, the newest first, with source, who and when."""

    async def test_newest_first(self, walk: Walking) -> None:
        async with walk() as person:
            await set_fact(person, "people", "80,000", "Call 02:12", "reported")
            person.clock.advance(minutes=30)
            await set_fact(person, "people", "120,000", "Forensics, 02:40")
            await person.press("3")
            from breachplay.tui.widgets.facts import FactList

            facts = person.walk.query_one(FactList)
            facts.focus()
            await person.press("home", "down", "enter")
            await person.asked("Fact: People affected")
            await person.see("Now 24 Nov 02:40 120,000 (confirmed), Forensics, 02:40; by")
            await person.see("Before 24 Nov 02:10 80,000 (reported), Call 02:12; by")
            text = person.text
            assert text.index("120,000 (confirmed)") < text.index("80,000 (reported)")


class TestOutdated:
    """When a fact changes after a post stated it, the post is named and a correction is a key."""

    async def test_nothing_is_outdated_and_k_says_so(self, walk: Walking) -> None:
        async with walk() as person:
            assert not person.walk.query_one(OutdatedLine).display
            await person.press("k")
            await person.told("Every fact that posts stated still holds.")

    async def test_another_number_names_the_post(self, walk: Walking) -> None:
        async with walk() as person:
            await set_fact(person, "people", "80,000")
            await post(person, "It affects 80k people. More by 18:00 UTC here.")
            await set_fact(person, "people", "eighty thousand")
            assert not person.walk.query_one(OutdatedLine).display
            await set_fact(person, "people", "120,000")
            await person.see('▲ Post 1 (X, 02:10) says "80k" (people affected); now 120,000')
            await person.see("k corrects it")

    async def test_k_drafts_the_correction_and_posting_it_settles(self, walk: Walking) -> None:
        async with walk() as person:
            await set_fact(person, "people", "80,000")
            await post(person, "It affects 80k people. More by 18:00 UTC here.")
            seq = person.state.posts[0].seq
            person.clock.advance(minutes=20)
            await set_fact(person, "people", "120,000")
            await person.press("k")
            await person.until(lambda: person.walk.buffer.corrects == seq)
            judgement = person.walk.view.judgement
            assert judgement is not None
            assert judgement.text == (
                "Correction, 24 November: in our post of 24 November, 02:10 UTC we wrote "
                '"80k" (people affected). What holds now: 120,000. We are sorry for the mistake.'
            )
            assert [one.id for one in judgement.caveats if one.severity != "note"] == []
            await person.press("escape")
            await person.quiet()
            await person.press("p")
            await person.asked("Was this posted?")
            await person.answer(link="")
            await person.back()
            posted = await person.recorded("posted", 2)
            assert posted.body["corrects"] == seq
            await person.gone("k corrects it")
            assert not person.walk.query_one(OutdatedLine).display

    async def test_a_correction_that_was_begun_is_gone_back_to(self, walk: Walking) -> None:
        async with walk() as person:
            await set_fact(person, "people", "80,000")
            await post(person, "It affects 80k people. More by 18:00 UTC here.")
            await set_fact(person, "people", "120,000")
            await person.press("k")
            await person.until(lambda: bool(person.walk.buffer.corrects))
            begun = person.walk.buffer.id
            await person.press("escape", "d")
            await person.pick("An empty")
            await person.back()
            await person.press("escape", "k")
            await person.until(lambda: person.walk.buffer.id == begun)
            assert sum(bool(draft.corrects) for draft in person.state.drafts.values()) == 1

    async def test_of_several_posts_one_is_picked(self, walk: Walking) -> None:
        async with walk() as person:
            await set_fact(person, "people", "80,000")
            await set_fact(person, "service", "sign-in")
            await post(person, "It affects 80k people. More by 18:00 UTC here.")
            await post(person, "It is about sign-in. More by 18:00 UTC here.")
            await set_fact(person, "people", "120,000")
            await set_fact(person, "service", "sign-in", status="retracted")
            await person.see("(2 posts no longer hold)")
            await person.press("k")
            await person.asked("Which post do you correct?")
            await person.pick("service")
            await person.back()
            assert person.walk.buffer.corrects == person.state.posts[1].seq
            assert "We withdraw it." in person.draft
            assert person.walk.view.blocking == 0

    async def test_the_line_is_there_on_a_small_screen_and_a_click_corrects(
        self, walk: Walking
    ) -> None:
        async with walk(size=SMALL) as person:
            assert person.app.size == Size(*SMALL)
            await set_fact(person, "people", "80,000")
            await post(person, "It affects 80k people. More by 18:00 UTC here.")
            await set_fact(person, "people", "120,000")
            await person.see("k corrects it")
            await person.click_text("k corrects it")
            await person.until(lambda: bool(person.walk.buffer.corrects))

    async def test_a_terminal_that_is_too_small_shows_its_message_alone(
        self, walk: Walking
    ) -> None:
        async with walk(size=SMALL) as person:
            await set_fact(person, "people", "80,000")
            await post(person, "It affects 80k people. More by 18:00 UTC here.")
            await set_fact(person, "people", "120,000")
            await person.see("k corrects it")
            await person.pilot.resize_terminal(40, 12)
            await person.see("breachplay needs 80 columns and 24 rows.")
            assert "corrects it" not in person.text

    async def test_to_say_the_old_number_again_is_a_stop(self, walk: Walking) -> None:
        async with walk() as person:
            await set_fact(person, "people", "80,000")
            await post(person, "It affects 80k people. More by 18:00 UTC here.")
            await set_fact(person, "people", "120,000")
            found = judge(person.state, "It affects 80,000 people.").caveats
            assert [one.id for one in found if one.severity == "stop"] == ["contradicts-earlier"]
            found = judge(person.state, "Correction: not 80,000 but {people} people.").caveats
            assert not [one for one in found if one.severity == "stop"]
