"""A long text becomes a thread: cut, shown, copied, posted, told in the report."""

from urllib.parse import parse_qs, urlsplit

import pytest

from breachplay.posts import split
from breachplay.timeline.report import as_markdown
from breachplay.tui.actions import BY_ID
from breachplay.tui.flows.post import MARK
from tests.tui.conftest import Walking
from tests.tui.harness import MANY, SMALL, AtTheScreen

SENTENCE = "We are looking into reports about our service and will say more here. "
LONG = (SENTENCE * 6).strip()
"""Too long for one post on X, and fit for two."""
FIRST, SECOND = (part.text for part in split(LONG))
BY_HAND = "The first post, short.\n---\nThe second, short too."
LINKS = ("https://x.com/ExampleHelp/status/1", "https://x.com/ExampleHelp/status/2")


async def ready(person: AtTheScreen, text: str = LONG) -> None:
    """Do what must be done before a post, and write a text."""
    await person.press("space", "down", "space")
    await person.recorded("item_checked", 2)
    await person.fill_in(text)


async def threaded(person: AtTheScreen, text: str = LONG) -> None:
    """Write a text and make a thread of it."""
    await ready(person, text)
    await person.press("h")
    await person.told("A thread of 2 posts.")


class TestCut:
    """H cuts a text that is too long; a line of dashes cuts where the person wants."""

    async def test_the_caveat_goes_and_the_cards_come(self, walk: Walking) -> None:
        async with walk(size=(120, 50)) as person:
            await ready(person)
            await person.see("-139 over", "139 characters longer than the 280 it may have")
            await person.press("h")
            await person.told("A thread of 2 posts.")
            await person.gone("characters longer than")
            lengths = [part.measure.length for part in split(LONG)]
            await person.see("1/2", "2/2", *(f"{length}/280" for length in lengths))
            await person.see(f"2 posts; the longest {max(lengths)} of 280")
            assert person.walk.view.blocking == 0
            saved = person.events("draft_saved")[-1]
            assert saved.body["thread"] is True
            assert saved.body["text"] == LONG

    async def test_and_one_post_again(self, walk: Walking) -> None:
        async with walk() as person:
            await threaded(person)
            await person.press("h")
            await person.see("characters longer than the 280 it may have")
            await person.quiet()
            assert "thread" not in person.events("draft_saved")[-1].body
            assert person.walk.view.blocking == 1

    async def test_a_line_of_dashes(self, walk: Walking) -> None:
        async with walk() as person:
            await ready(person, BY_HAND)
            await person.see("The first post, short. 1/2", "The second, short too. 2/2")
            await person.see("2 posts; the longest")
            await person.press("h")
            await person.told("A line of --- cuts this text already")

    async def test_it_follows_the_network(self, walk: Walking) -> None:
        async with walk(profile=MANY) as person:
            await threaded(person)
            await person.press("x")
            await person.see("Preview: Mastodon", "419 / 1000")
            await person.gone("2 posts; the longest")
            await person.press("x")
            await person.see("Preview: Bluesky", "2 posts; the longest")

    async def test_it_is_a_thread_when_one_comes_back(self, walk: Walking) -> None:
        async with walk() as person:
            await threaded(person)
            await person.quiet()
            run = person.state.run
        async with walk(run=run) as person:
            await person.see("2 posts; the longest")

    async def test_on_a_small_screen(self, walk: Walking) -> None:
        async with walk(size=SMALL) as person:
            await threaded(person)
            await person.see("2 posts; the longest", "1/2")


class TestBlocked:
    """What cannot be done says why."""

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("", "The draft is empty"),
            ("Short.", "The text fits into one post."),
            ("Short --- and dashed.", "The text fits into one post."),
            (BY_HAND, "A line of --- cuts this text already"),
        ],
    )
    async def test_no_thread(self, walk: Walking, text: str, reason: str) -> None:
        async with walk() as person:
            if text:
                await person.fill_in(text)
            assert BY_ID["thread"].blocked(person.walk.view).startswith(reason)
            await person.press("h")
            await person.told(reason)
            assert person.walk.buffer.thread is False

    async def test_once_the_run_is_finished(self, walk: Walking) -> None:
        async with walk(profile=MANY) as person:
            await person.fill_in(LONG)
            await person.press("F")
            await person.answer(outcome="done")
            await person.back()
            for name in ("thread", "network", "picture", "posted"):
                await person.press(BY_ID[name].key)
                await person.told("This run is finished")


class TestCopied:
    """Y copies one card, or all of them."""

    async def test_one_card(self, walk: Walking) -> None:
        async with walk() as person:
            await threaded(person)
            await person.press("y")
            await person.see("Which post do you copy?", "1/2", "2/2", "all of them")
            await person.pick("2/2")
            await person.back()
            await person.told("Sent to the terminal's clipboard.")
            assert person.app.clipboard == SECOND
            assert SECOND.endswith(" 2/2")
            assert (await person.recorded("text_handed_over")).body["way"] == "copied"

    async def test_all_of_them(self, walk: Walking) -> None:
        async with walk() as person:
            await threaded(person)
            await person.press("y")
            await person.pick("all of them")
            await person.back()
            await person.until(lambda: bool(person.app.clipboard))
            assert person.app.clipboard == f"{FIRST}\n\n{SECOND}"

    async def test_none_after_all(self, walk: Walking) -> None:
        async with walk() as person:
            await threaded(person)
            await person.press("y")
            await person.asked("Which post do you copy?")
            await person.press("escape")
            await person.back()
            assert person.app.clipboard == ""
            person.not_recorded("text_handed_over")

    async def test_the_composer_opens_with_one(self, walk: Walking) -> None:
        async with walk() as person:
            await threaded(person)
            await person.press("o")
            await person.see("Which post do you open?")
            assert not person.shows("all of them")
            await person.pick("1/2")
            await person.told("Opened in the browser.")
            (link,) = person.opened
            assert parse_qs(urlsplit(link).query)["text"] == [FIRST]

    async def test_alone_on_the_screen(self, walk: Walking) -> None:
        async with walk() as person:
            await threaded(person)
            await person.press("l", "w")
            await person.see("Written to")
            (path,) = person.store.folder.glob("*.txt")
            assert path.read_text() == f"{FIRST}\n\n{SECOND}\n"

    async def test_every_card_of_an_exercise_is_marked(self, walk: Walking) -> None:
        async with walk(mode="exercise") as person:
            await threaded(person)
            await person.press("y")
            await person.pick("all of them")
            await person.back()
            await person.until(lambda: bool(person.app.clipboard))
            assert person.app.clipboard == f"{MARK}{FIRST}\n\n{MARK}{SECOND}"
            await person.press("y")
            await person.pick("1/2")
            await person.back()
            await person.until(lambda: person.app.clipboard == f"{MARK}{FIRST}")
            await person.press("l")
            await person.until(lambda: person.text.count("EXERCISE EXERCISE EXERCISE") == 2)
            await person.press("escape")
            await person.back()


class TestPosted:
    """P says that the thread was posted, with a link for each card."""

    async def test_with_both_links(self, walk: Walking) -> None:
        async with walk(size=(120, 50)) as person:
            await threaded(person)
            await person.press("p")
            await person.see("Was this posted?", "A thread of 2 on X", "Link of post 1")
            await person.answer(link_1=LINKS[0], link_2=LINKS[1])
            await person.back()
            body = (await person.recorded("posted")).body
            assert [card["text"] for card in body["cards"]] == [FIRST, SECOND]
            assert [card["link"] for card in body["cards"]] == list(LINKS)
            assert body["link"] == LINKS[0]
            await person.told("On the record as posted.")
            await person.until(lambda: person.draft == "")

            report = as_markdown(person.state, person.session.events, now=person.clock.now())
            assert "a thread of 2 posts" in report
            for text in (FIRST, SECOND, *LINKS):
                assert text in report

    async def test_with_the_first_link_only(self, walk: Walking) -> None:
        async with walk() as person:
            await threaded(person)
            await person.press("p")
            await person.answer(link_1=LINKS[0])
            await person.back()
            body = (await person.recorded("posted")).body
            assert [card["link"] for card in body["cards"]] == [LINKS[0], ""]

    async def test_a_link_that_is_none_is_refused_and_kept(self, walk: Walking) -> None:
        async with walk() as person:
            await threaded(person)
            await person.press("p")
            await person.answer(link_1=LINKS[0], link_2="x.com/2")
            await person.see("the link must begin with https://")
            person.not_recorded("posted")
            await person.answer(link_2=LINKS[1])
            await person.back()
            assert (await person.recorded("posted")).body["cards"][0]["link"] == LINKS[0]

    async def test_a_card_that_cannot_be_cut_well_stands_in_the_way(self, walk: Walking) -> None:
        async with walk() as person:
            await ready(person, f"Short.\n---\n{'x' * 300}")
            await person.see("Card 2 of 3 is cut inside a word or a link.")
            await person.press("p")
            await person.told("2 stops stand")
            person.not_recorded("posted")
