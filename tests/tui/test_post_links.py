"""The link of a post is added later; which card was copied stands on the record."""

from tests.tui.conftest import Walking
from tests.tui.test_threads import LINKS, LONG, SECOND, ready, threaded


async def test_a_link_is_added_after_the_post(walk: Walking) -> None:
    async with walk() as person:
        await person.press("L")
        await person.told("Nothing was posted yet, so there is no link to correct.")
        await ready(person, "Our service is down.")
        await person.press("p")
        await person.asked("Was this posted?")
        await person.answer(link="")
        await person.back()
        await person.recorded("posted")
        await person.press("L")
        await person.see("Whose link?", "no link yet")
        await person.pick("no link yet")
        await person.see("Where is this post found?", "Our service is down.")
        await person.answer(link="x.com/1")
        await person.see("the link must begin with https://")
        await person.answer(link=LINKS[0])
        await person.back()
        await person.told("The link is on the record.")
        event = await person.recorded("link_corrected")
        assert event.body["link"] == LINKS[0]
        assert person.state.posts[0].link == LINKS[0]


async def test_of_one_post_of_a_thread(walk: Walking) -> None:
    async with walk() as person:
        await threaded(person)
        await person.press("p")
        await person.answer(link_1=LINKS[0])
        await person.back()
        await person.recorded("posted")
        await person.press("L")
        await person.see("Whose link?", "1/2", "2/2")
        await person.pick("no link yet")
        await person.answer(link=LINKS[1])
        await person.back()
        event = await person.recorded("link_corrected")
        assert (event.body["card"], event.body["link"]) == (2, LINKS[1])
        assert [card.link for card in person.state.posts[0].cards] == list(LINKS)


async def test_which_card_was_copied(walk: Walking) -> None:
    async with walk() as person:
        await threaded(person)
        await person.press("y")
        await person.pick("2/2")
        await person.back()
        body = (await person.recorded("text_handed_over")).body
        assert (body["card"], body["cards"], body["text"]) == (2, 2, SECOND)
        assert person.walk.buffer.text == LONG
        await person.press("t")
        await person.see("Copied post 2 of 2 for X")
