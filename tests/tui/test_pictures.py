"""Pictures that go with a post: noted, described, taken away; nothing is uploaded."""

import pytest

from breachplay.timeline.formats import FORMATS
from breachplay.timeline.report import as_markdown
from tests.tui.conftest import Walking
from tests.tui.harness import WIDE, AtTheScreen

TEXT = "Our service is slow. We are looking into it."
NAME = "status.png"
SHOWN = "The status page: sign-in is red, all else is green"


async def ready(person: AtTheScreen) -> None:
    """Do what must be done before a post, and write a text."""
    await person.press("space", "down", "space")
    await person.recorded("item_checked", 2)
    await person.fill_in(TEXT)


async def note(person: AtTheScreen, description: str) -> None:
    """Note a picture."""
    await person.press("m")
    await person.asked("Picture")
    await person.answer(name=NAME, description=description)
    await person.back()


async def choose(person: AtTheScreen) -> None:
    """Choose the picture that is noted from the list."""
    await person.press("m")
    await person.see("Pictures of this post", "Another picture", NAME)
    await person.pick("status")
    await person.asked(f"Picture {NAME}")


async def test_noted_and_described(walk: Walking) -> None:
    async with walk() as person:
        await ready(person)
        await person.press("m")
        await person.see("Nothing is uploaded: you add the picture in the composer.")
        await person.answer(name=NAME, description=SHOWN)
        await person.back()
        event = await person.recorded("image_noted")
        assert (event.body["name"], event.body["description"]) == (NAME, SHOWN)
        await person.see(f"▣ {NAME}: {SHOWN}")


async def test_a_picture_needs_a_name(walk: Walking) -> None:
    async with walk() as person:
        await ready(person)
        await person.press("m")
        await person.answer(description=SHOWN)
        await person.see("give the picture's name")
        person.not_recorded("image_noted")
        await person.press("escape")
        await person.back()


async def test_posted_only_once_it_is_described(walk: Walking) -> None:
    async with walk() as person:
        await ready(person)
        await note(person, "")
        await person.see(f"▣ {NAME} has no description")
        await person.press("p")
        await person.told(f"Describe the picture {NAME} first: press m.")
        person.not_recorded("posted")

        await choose(person)
        await person.answer(description=SHOWN)
        await person.back()
        await person.recorded("image_noted", 2)
        await person.gone("has no description")
        await person.press("p")
        await person.asked("Was this posted?")
        await person.press("enter")
        await person.back()
        body = (await person.recorded("posted")).body
        assert body["images"] == [{"name": NAME, "description": SHOWN}]
        report = as_markdown(person.state, person.session.events, now=person.clock.now())
        assert SHOWN in report


async def test_a_description_is_corrected(walk: Walking) -> None:
    async with walk() as person:
        await ready(person)
        await note(person, "The page")
        await choose(person)
        await person.answer(description=SHOWN)
        await person.back()
        await person.see(f"▣ {NAME}: {SHOWN}")
        await person.gone(f"▣ {NAME}: The page")


async def test_taken_away(walk: Walking) -> None:
    async with walk() as person:
        await ready(person)
        await note(person, SHOWN)
        await choose(person)
        await person.see("Does it go with the post?", "(•) yes")
        await person.press("tab", "right", "enter")
        await person.back()
        assert (await person.recorded("image_removed")).body["name"] == NAME
        await person.gone(f"▣ {NAME}")
        await person.press("p")
        await person.asked("Was this posted?")
        await person.press("escape")
        await person.back()


async def test_another_one(walk: Walking) -> None:
    async with walk() as person:
        await ready(person)
        await note(person, SHOWN)
        await person.press("m")
        await person.pick("Another")
        await person.answer(name="chart.png", description="A chart")
        await person.back()
        await person.see(f"▣ {NAME}", "▣ chart.png: A chart")


async def test_nothing_is_written_yet(walk: Walking) -> None:
    async with walk() as person:
        await person.press("m")
        await person.told("The draft is empty")
        person.not_recorded("image_noted")


async def test_they_belong_to_their_draft(walk: Walking) -> None:
    async with walk() as person:
        await ready(person)
        await note(person, SHOWN)
        await person.press("d")
        await person.pick("An empty draft")
        await person.until(lambda: person.draft == "")
        await person.gone(f"▣ {NAME}")
        await person.type("Another text.")
        await person.press("escape", "d")
        await person.pick("service is slow")
        await person.see(f"▣ {NAME}")


async def test_the_caveat_says_so_until_it_is_described(walk: Walking) -> None:
    async with walk(size=WIDE) as person:
        await ready(person)
        await note(person, "")
        await person.see("The picture has no description.")
        await choose(person)
        await person.answer(description=SHOWN)
        await person.back()
        await person.gone("The picture has no description.")


async def test_with_a_thread(walk: Walking) -> None:
    async with walk(size=WIDE) as person:
        await person.press("space", "down", "space")
        await person.recorded("item_checked", 2)
        await person.fill_in("We are looking into it. Sign-in is slow.\n---\nMore here soon.")
        await note(person, SHOWN)
        await person.see("slow. 1/2", "soon. 2/2", f"▣ {NAME}")
        await person.press("p")
        await person.asked("Was this posted?")
        await person.press("enter")
        await person.back()
        body = (await person.recorded("posted")).body
        assert len(body["cards"]) == 2
        assert body["images"] == [{"name": NAME, "description": SHOWN}]


@pytest.mark.parametrize("form", ["md", "html", "csv", "json", "toml"])
async def test_in_every_export(walk: Walking, form: str) -> None:
    async with walk() as person:
        await ready(person)
        await note(person, SHOWN)
        await person.press("p")
        await person.asked("Was this posted?")
        await person.press("enter")
        await person.back()
        await person.recorded("posted")
        write = FORMATS[form].write
        assert SHOWN in write(person.state, person.session.events, now=person.clock.now())
