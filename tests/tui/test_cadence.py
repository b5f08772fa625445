"""The rhythm of updates: promised in a post, counted down, put off, kept with "no news yet"."""

from typing import Any

import pytest

from breachplay.tui.widgets.bars import HeaderBar, Strip
from breachplay.tui.widgets.next_update import next_update_said
from tests.tui.conftest import Walking
from tests.tui.harness import MANY, PLAYBOOK, SMALL, WIDE, AtTheScreen

PROMISING = "We are looking into reports about our service. Next update by 04:00 UTC."


def head(person: AtTheScreen) -> str:
    """Give what stands at the right of the header."""
    return person.walk.query_one(HeaderBar)._shown


async def written(person: AtTheScreen, text: str) -> None:
    """Do what must be done before a post, and write one that nothing stands against."""
    await person.press("space", "down", "space")
    await person.recorded("item_checked", 2)
    await person.fill_in(text)
    await person.until(lambda: person.walk.view.blocking == 0)


async def posted(person: AtTheScreen, text: str = PROMISING) -> None:
    """Write a post and say that it was posted, taking the promise as it was read."""
    await written(person, text)
    await person.press("p")
    await person.asked("Was this posted?")
    await person.press("enter")
    await person.back()
    await person.recorded("posted")


async def later(person: AtTheScreen, **span: float) -> None:
    """Let time go by, and the screen notice it."""
    person.clock.advance(**span)
    person.walk._tick()
    await person.settle()


class TestPosted:
    """The promise that a post makes is read from it, and confirmed by whoever posted it."""

    async def test_read_and_confirmed(self, walk: Walking) -> None:
        async with walk() as person:
            await written(person, PROMISING)
            await person.press("p")
            await person.see("Next update promised", "04:00 UTC")
            await person.press("enter")
            await person.back()
            event = await person.recorded("posted")
            assert event.body["promised"] == "2026-11-24T04:00+00:00"
            await person.see("update promised 04:00 (in 1 h 50)")

    async def test_corrected(self, walk: Walking) -> None:
        async with walk() as person:
            await written(person, PROMISING)
            await person.press("p")
            await person.answer(promised="tomorrow 9:00 CET")
            event = await person.recorded("posted")
            assert event.body["promised"] == "2026-11-25T09:00+01:00"
            await person.see("update promised Wed 25 Nov 08:00")

    async def test_emptied(self, walk: Walking) -> None:
        async with walk() as person:
            await written(person, PROMISING)
            await person.press("p")
            await person.answer(promised="")
            event = await person.recorded("posted")
            assert "promised" not in event.body
            await person.see("next update 03:10")

    async def test_a_text_without_a_promise(self, walk: Walking) -> None:
        async with walk() as person:
            await posted(person, "We are looking into reports about our service. More here soon.")
            assert "promised" not in person.events("posted")[0].body
            assert "next update 03:10 (in 1 h 00)" in head(person)

    async def test_what_is_no_time_is_refused(self, walk: Walking) -> None:
        async with walk() as person:
            await written(person, PROMISING)
            await person.press("p")
            await person.answer(promised="when we know")
            await person.see("is no time to come")
            person.not_recorded("posted")
            await person.press("escape")
            await person.back()

    async def test_a_time_that_counts_from_an_earlier_post(self, walk: Walking) -> None:
        async with walk() as person:
            await written(person, "We are looking into it. We will post again in two hours.")
            await person.press("p")
            await person.answer(when="01:00")
            event = await person.recorded("posted")
            assert event.body["promised"] == "2026-11-24T03:00+00:00"

    async def test_doubt_is_said(self, walk: Walking) -> None:
        async with walk() as person:
            await written(person, "We are looking into it. We will say more on Friday.")
            await person.press("p")
            await person.see("check it: no time of day is said")
            await person.press("escape")
            await person.back()


class TestOverdue:
    """Late is said in words and nudged about seldom; nobody is ever stopped."""

    async def test_at_due_and_a_quarter_of_an_hour_later(self, walk: Walking) -> None:
        async with walk() as person:
            await posted(person)
            await later(person, minutes=109)
            assert "overdue" not in person.text
            await later(person, minutes=2)
            await person.told("The update promised for 04:00 is overdue by 1 min")
            assert "update promised 04:00 (overdue by 1 min)" in head(person)
            person.walk.query_one(Strip).hush()
            await later(person, minutes=10)
            assert person.walk.query_one(Strip).message == ""
            await later(person, minutes=5)
            await person.told("overdue by 16 min")

    async def test_the_keyboard_stays_with_who_types(self, walk: Walking) -> None:
        async with walk() as person:
            await posted(person)
            await person.press("e")
            await person.until(lambda: person.app.focused.id == "editor")  # type: ignore[union-attr]
            await person.type("We are still ")
            await later(person, minutes=111)
            await person.told("esc, then u for")
            await person.type("here")
            assert person.draft == "We are still here"
            assert len(person.app.screen_stack) == 1 or person.app.screen is person.walk

    async def test_another_message_is_not_taken_away(self, walk: Walking) -> None:
        async with walk() as person:
            await posted(person)
            person.walk.say("something that must be read", "error")
            await later(person, minutes=111)
            assert "must be read" in person.walk.query_one(Strip).message

    async def test_it_is_a_caveat_of_what_is_posted_late(self, walk: Walking) -> None:
        async with walk() as person:
            await posted(person)
            await later(person, minutes=122)
            await person.fill_in("We are still looking into it. Next update by 06:00 UTC.")
            await person.until(lambda: person.walk.view.judgement is not None)
            standing = {caveat.id for caveat in person.walk.view.judgement.caveats}  # type: ignore[union-attr]
            assert "update-overdue" in standing
            await person.press("p")
            await person.asked("Was this posted?")
            await person.press("enter")
            event = await person.recorded("posted", 2)
            assert "update-overdue" in {caveat["id"] for caveat in event.body["caveats"]}
            first = person.state.promises[0]
            assert (first.kept_by, first.open) == (event.seq, False)

    @pytest.mark.parametrize("size", [SMALL, WIDE])
    async def test_the_first_word_is_counted_down_before_it_is_late(
        self, walk: Walking, size: tuple[int, int]
    ) -> None:
        async with walk(size=size) as person:
            await person.see("first word 02:35 (in 25 min)")
            await later(person, minutes=24, seconds=30)
            await person.see("first word 02:35 (in under 1 min)")
            await later(person, seconds=30)
            await person.see("first word due now")

    @pytest.mark.parametrize(
        ("room", "said"),
        [
            (40, "first word 02:35 (in 25 min)"),
            (30, "first word in 25 min"),
            (20, "word in 25 min"),
            (10, None),
        ],
    )
    async def test_what_has_time_yet_gives_way_where_there_is_no_room(
        self, walk: Walking, room: int, said: str | None
    ) -> None:
        async with walk() as person:
            shown = next_update_said(person.walk.view, room)
            assert (shown and shown.plain.strip()) == said

    async def test_lateness_never_gives_way(self, walk: Walking) -> None:
        async with walk() as person:
            await later(person, minutes=40)
            shown = next_update_said(person.walk.view, 10)
            assert shown is not None
            assert shown.plain.strip() == "15 min late"

    async def test_nothing_said_for_long(self, walk: Walking) -> None:
        async with walk() as person:
            await later(person, minutes=40)
            await person.told("Nothing was said in public yet")
            await person.told("15 min ago: press i")
            assert "first word overdue by 15 min" in head(person)

    async def test_whoever_is_writing_the_first_word_is_not_sent_to_another_text(
        self, walk: Walking
    ) -> None:
        async with walk() as person:
            await person.fill_in("We are looking into reports about our service.")
            await later(person, minutes=40)
            await person.told("15 min ago: post what stands in the draft.")
            judgement = person.walk.view.judgement
            assert judgement is not None
            late = next(one for one in judgement.caveats if one.id == "first-word-late")
            assert late.instead.startswith("Post this as soon as it may go out.")


class TestSnooze:
    """Z puts the update off, with a reason; what was promised in public stands."""

    async def test_put_off(self, walk: Walking) -> None:
        async with walk() as person:
            await posted(person)
            await later(person, minutes=105)
            await person.press("z")
            await person.asked("Put the next update off")
            await person.see("The promise of 04:00 stands in public", "04:30 UTC")
            await person.answer(reason="The forensics call ends at 04:20")
            await person.back()
            event = await person.recorded("update_snoozed")
            assert event.body["until"] == "2026-11-24T04:30+00:00"
            assert event.body["promised"] is True
            await person.told("The promise of 04:00 stands in public.")
            assert "promised 04:00, snoozed to 04:30 (in 35 min)" in head(person)
            person.walk.query_one(Strip).hush()
            await later(person, minutes=20)
            assert person.walk.query_one(Strip).message == ""
            assert "promised 04:00 (overdue by 15 min), snoozed to 04:30" in head(person)
            await later(person, minutes=16)
            await person.told("is overdue by 31 min")

    @pytest.mark.parametrize(
        ("until", "said"),
        [
            ("03:30", "that is before the update is due"),
            ("27 November 09:00", "put off by a day at most"),
            ("some time", "is no time to come"),
        ],
    )
    async def test_what_it_cannot_be_put_off_to(self, walk: Walking, until: str, said: str) -> None:
        async with walk() as person:
            await posted(person)
            await person.press("z")
            await person.answer(until=until, reason="a reason")
            await person.see(said)
            person.not_recorded("update_snoozed")
            await person.press("escape")
            await person.back()

    async def test_not_without_a_reason(self, walk: Walking) -> None:
        async with walk() as person:
            await posted(person)
            await person.press("z")
            await person.answer(reason="")
            await person.see("give a reason for putting the update off")
            await person.press("escape")
            await person.back()

    async def test_nothing_to_put_off(self, walk: Walking) -> None:
        async with walk() as person:
            await person.press("z")
            await person.told("No update is due: nothing was posted yet.")


class TestNoNews:
    """U begins the short post for an update without news."""

    async def test_asks_for_the_next_promise_and_is_ready(self, walk: Walking) -> None:
        async with walk(playbook=_with_no_news()) as person:
            await posted(person)
            await later(person, minutes=111)
            await person.told('press u for "no news yet"')
            await person.press("u")
            await person.asked("No news yet: when is the next update?")
            await person.see("24 November 05:15 UTC")
            await person.press("enter")
            await person.back()
            assert person.draft == "Nothing new yet. Next update by {next_update}"
            await person.see("Next update by 24 November 05:15 UTC")
            fact = person.state.fact("next_update")
            assert fact is not None
            assert (fact.value, fact.status) == ("24 November 05:15 UTC", "confirmed")

    async def test_a_promise_still_to_come_is_not_asked_again(self, walk: Walking) -> None:
        async with walk(playbook=_with_no_news()) as person:
            await person.press("u")
            await person.answer(value="24 November, 04:00 UTC")
            await person.back()
            await person.press("escape", "u")
            await person.back()
            await person.until(lambda: person.draft.startswith("Nothing new yet."))
            assert len(person.state.facts["next_update"]) == 1

    async def test_a_time_that_has_passed_is_refused(self, walk: Walking) -> None:
        async with walk(playbook=_with_no_news()) as person:
            await person.press("u")
            await person.answer(value="24 November, 01:00 UTC")
            await person.see("that time has passed")
            await person.press("escape")
            await person.back()
            assert person.draft == ""

    async def test_a_playbook_without_one_has_one_all_the_same(self, walk: Walking) -> None:
        async with walk() as person:
            await person.press("u")
            await person.answer(value="24 November, 04:00 UTC")
            await person.back()
            await person.see("have nothing new that is confirmed", "Help: example.com/help")

    async def test_first_among_the_prepared_texts_while_it_is_due(self, walk: Walking) -> None:
        async with walk(playbook=_with_no_news()) as person:
            await posted(person)
            await person.press("i")
            await person.see("First word")
            assert "due now" not in person.text
            await person.press("escape")
            await later(person, minutes=111)
            await person.press("i")
            await person.see("due now No news")
            await person.press("enter")
            await person.asked("No news yet: when is the next update?")
            await person.press("enter")
            await person.back()
            await person.until(lambda: person.draft.startswith("Nothing new yet."))


class TestCorrected:
    """Shift+Z corrects what a post promised."""

    async def test_corrected(self, walk: Walking) -> None:
        async with walk() as person:
            await posted(person)
            await person.press("Z")
            await person.asked("What did which post promise?")
            await person.press("enter")
            await person.asked("What this post promised")
            await person.answer(due="05:00 UTC", reason="It says 05:00 in the picture")
            event = await person.recorded("promise_corrected")
            assert event.body["before"] == "2026-11-24T04:00+00:00"
            assert "update promised 05:00" in head(person)

    async def test_nothing_posted(self, walk: Walking) -> None:
        async with walk() as person:
            await person.press("Z")
            await person.told("Nothing was posted yet")


class TestWhere:
    """At the smallest size, and with several networks, it is still said."""

    @pytest.mark.parametrize("size", [SMALL, WIDE])
    async def test_the_header_holds_it(self, walk: Walking, size: tuple[int, int]) -> None:
        async with walk(size=size) as person:
            await posted(person)
            assert "update promised 04:00 (in 1 h 50)" in person.text.splitlines()[0]

    @pytest.mark.parametrize(
        ("room", "said"),
        [
            (80, "promised on X 04:00 (overdue by 15 min), snoozed to 04:30"),
            (50, "04:00 (overdue by 15 min), snoozed to 04:30"),
            (30, "update 15 min late"),
        ],
    )
    async def test_with_less_room_it_is_said_shorter(
        self, walk: Walking, room: int, said: str
    ) -> None:
        async with walk(profile=MANY) as person:
            await posted(person)
            await person.press("z")
            await person.answer(until="04:30 UTC", reason="a call")
            await person.back()
            await later(person, minutes=125)
            shown = next_update_said(person.walk.view, room)
            assert shown is not None
            assert shown.plain.strip() == said

    async def test_a_promise_names_its_network(self, walk: Walking) -> None:
        async with walk(profile=MANY) as person:
            await posted(person)
            assert "update promised on X 04:00" in head(person)


def _with_no_news() -> dict[str, Any]:
    first, *rest = PLAYBOOK["phase"]
    text = "Nothing new yet. Next update by {next_update}"
    post = {"id": "no-news", "title": "No news", "text": text}
    return {**PLAYBOOK, "phase": [{**first, "post": [*first["post"], post]}, *rest]}
