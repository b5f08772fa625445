"""Handing the text over: copy, composer, text alone, posted."""

import stat
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.tui.conftest import Walking
from tests.tui.harness import SMALL, AtTheScreen

TEXT = "We are looking into reports about our service. More here soon."
LINK = "https://x.com/ExampleHelp/status/1"


async def ready(person: AtTheScreen) -> None:
    """Do what must be done before a post, and write one that nothing stands against."""
    await person.press("space", "down", "space")
    await person.recorded("item_checked", 2)
    await person.press("i")
    await person.pick("Nothing to fill in")
    await person.back()
    await person.press("escape")
    await person.until(lambda: person.walk.view.blocking == 0)


class TestCopy:
    """Y sends the text to the terminal's clipboard."""

    async def test_the_text_is_sent(self, walk: Walking) -> None:
        async with walk() as person:
            await ready(person)
            await person.press("y")
            await person.told("Sent to the terminal's clipboard.")
            assert person.app.clipboard == TEXT
            event = await person.recorded("text_handed_over")
            assert event.body["way"] == "copied"
            assert event.body["text"] == TEXT

    async def test_facts_stand_in_it_and_gaps_as_gaps(self, walk: Walking) -> None:
        async with walk() as person:
            await person.press("i")
            await person.pick("First word")
            await person.back()
            await person.press("escape", "f")
            await person.answer(value="sign-in")
            await person.asked("Fact: Next update")
            await person.press("escape")
            await person.back()
            await person.press("y")
            await person.recorded("text_handed_over")
            await person.until(lambda: "affecting sign-in" in person.app.clipboard)
            assert "{next_update}" in person.app.clipboard

    async def test_nothing_to_copy(self, walk: Walking) -> None:
        async with walk() as person:
            await person.press("y")
            await person.told("The draft is empty")
            assert person.app.clipboard == ""

    async def test_an_exercise_is_marked_in_the_text(self, walk: Walking) -> None:
        async with walk(mode="exercise") as person:
            await ready(person)
            await person.press("y")
            await person.recorded("text_handed_over")
            await person.until(lambda: bool(person.app.clipboard))
            assert person.app.clipboard == f"EXERCISE EXERCISE EXERCISE\n{TEXT}"


class TestComposer:
    """O opens the network's composer, or shows the link where no browser can be seen."""

    async def test_opened_in_the_browser(self, walk: Walking) -> None:
        async with walk() as person:
            await ready(person)
            await person.press("o")
            await person.told("Opened in the browser.")
            (link,) = person.opened
            assert link.startswith("https://")
            assert parse_qs(urlsplit(link).query)["text"] == [TEXT]
            assert (await person.recorded("text_handed_over")).body["way"] == "composer"

    async def test_over_ssh_the_link_is_shown(
        self, walk: Walking, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SSH_CONNECTION", "192.0.2.1 22 192.0.2.2 22")
        async with walk() as person:
            await ready(person)
            await person.press("o")
            await person.see("The composer's link", "https://", "We%20are%20looking")
            assert person.opened == []
            await person.press("escape")
            await person.back()

    async def test_never_in_an_exercise(self, walk: Walking) -> None:
        async with walk(mode="exercise") as person:
            await ready(person)
            await person.press("o")
            await person.told("This is an exercise: the composer stays closed.")
            assert person.opened == []
            person.not_recorded("text_handed_over")


class TestPlainText:
    """L shows the text alone; there W writes it to a file for its owner."""

    async def test_alone_on_the_screen(self, walk: Walking) -> None:
        async with walk(size=SMALL) as person:
            await ready(person)
            await person.press("l")
            await person.see(TEXT)
            assert any(row.startswith(TEXT) for row in person.text.splitlines())
            assert (await person.recorded("text_handed_over")).body["way"] == "shown"
            await person.press("escape")
            await person.back()

    async def test_written_to_a_file(self, walk: Walking) -> None:
        async with walk() as person:
            await ready(person)
            await person.press("l", "w")
            await person.see("Written to")
            (path,) = person.store.folder.glob("*.txt")
            assert path.read_text() == TEXT + "\n"
            assert stat.S_IMODE(path.stat().st_mode) == 0o600
            await person.press("w", "escape")
            await person.back()
            assert path.read_text() == TEXT + "\n"

    async def test_a_link_in_its_place_is_not_followed(self, walk: Walking) -> None:
        async with walk() as person:
            await ready(person)
            target = person.store.folder / "elsewhere"
            target.write_text("untouched")
            person.app.text_file("post").symlink_to(target)
            await person.press("l", "w")
            await person.until(lambda: not person.app.text_file("post").is_symlink())
            assert target.read_text() == "untouched"

    async def test_what_cannot_be_written_is_said(self, walk: Walking) -> None:
        async with walk() as person:
            await ready(person)
            person.app.text_file("post").mkdir()
            (person.app.text_file("post") / "full").touch()
            await person.press("l", "w")
            await person.see("cannot be written")
            await person.press("escape")
            await person.back()


class TestPosted:
    """P says that the text was posted; a stop stands in the way until it is overridden."""

    async def test_with_its_link(self, walk: Walking) -> None:
        async with walk() as person:
            await ready(person)
            await person.press("p")
            await person.see("Was this posted?", TEXT, "X 62/280")
            await person.answer(link=LINK)
            await person.back()
            event = await person.recorded("posted")
            assert event.body["text"] == TEXT
            assert event.body["link"] == LINK
            assert event.body["length"] == 62
            await person.told("On the record as posted.")
            await person.until(lambda: person.draft == "")

    async def test_at_an_earlier_time(self, walk: Walking) -> None:
        async with walk() as person:
            await ready(person)
            await person.press("p")
            await person.answer(when="02:04")
            await person.back()
            assert (await person.recorded("posted")).happened_at == "2026-11-24T02:04+00:00"

    async def test_a_link_that_is_none_is_refused_and_kept(self, walk: Walking) -> None:
        async with walk() as person:
            await ready(person)
            await person.press("p")
            await person.answer(link="x.com/ExampleHelp")
            await person.see("the link must begin with https://", "x.com/ExampleHelp")
            await person.answer(when="sometime")
            await person.see("✗")
            person.not_recorded("posted")
            await person.press("escape")
            await person.back()

    async def test_a_stop_stands_in_the_way(self, walk: Walking) -> None:
        async with walk() as person:
            await person.press("space", "down", "space")
            await person.recorded("item_checked", 2)
            await person.write("Nothing was stolen.")
            await person.until(lambda: person.walk.view.blocking == 1)
            await person.press("p")
            await person.told(
                "1 stop stands: do what it says, or press v to override with a reason."
            )
            person.not_recorded("posted")

            await person.press("v")
            await person.answer(reason="Forensics confirmed it at 02:00")
            await person.back()
            await person.press("p")
            await person.asked("Was this posted?")
            await person.press("enter")
            await person.back()
            event = await person.recorded("posted")
            (stop,) = [one for one in event.body["caveats"] if one["severity"] == "stop"]
            assert stop["reason"] == "Forensics confirmed it at 02:00"

    async def test_open_items_stand_in_the_way(self, walk: Walking) -> None:
        async with walk() as person:
            await person.press("i")
            await person.pick("Nothing to fill in")
            await person.back()
            await person.press("escape", "p")
            await person.told("1 stop stands")
            await person.see("required items are still open")
            person.not_recorded("posted")

    async def test_an_empty_draft(self, walk: Walking) -> None:
        async with walk() as person:
            await person.press("p")
            await person.told("The draft is empty")
