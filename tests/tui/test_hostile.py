"""Texts that look like markup, or that a terminal would obey: shown as they are, and harmless."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest

from breachplay.plain import visible
from breachplay.playbook.profile import Person
from breachplay.record.commands import AddNote, SaveDraft, SetFact, SkipItem
from breachplay.record.events import Actor
from breachplay.record.session import Session
from breachplay.record.store import Store
from breachplay.tui.app import BreachplayApp
from breachplay.tui.screens.home import HomeScreen
from breachplay.tui.widgets.editor import DraftEditor
from breachplay.tui.worker import Worker
from tests.record.helpers import FrozenClock
from tests.tui.conftest import Walking
from tests.tui.harness import (
    PLAYBOOK,
    PROFILE,
    SMALL,
    SPEAKER,
    WIDE,
    AtTheScreen,
    at_the_screen,
    open_command,
    strips,
)

MARKUP = (
    "[/]",
    "[",
    "[/",
    "[a=b=c]",
    "[link='x",
    "[link=https://evil.example]here[/link]",
    "[@click=app.quit]x[/]",
    "[@click=screen.act('finish')]x[/]",
    "[bold]x[/bold][/]",
    "$accent [$primary]",
    r"\[/] \\[b]",
    "{service} {{ 1 }} %s",
)
"""Nothing but text."""

OBEYED = (
    "\x1b[2J\x1b[H",
    "\x1b]52;c;UVE9PQ==\x07",
    "\x1b]52;c;",
    "\x9b31mred\x9d0;t\x9c",
    "a\x07\x08\x7fz",
    "\x1b[6n\x1b[c",
    "\u202egpj.exe\u2066x\u2069\u061c\u200f",
    "a\u2028b\u2029c\x85d",
    "hid\u200bden\ufeff",
    "\ud800 alone",
)
"""What a terminal obeys, or a reader is misled by."""

STORABLE = tuple(text for text in OBEYED if "\ud800" not in text)
"""Those that a record can hold as they are."""

LONG = ("Z" + "\u0301" * 100_000, "\U0001f468\u200d\U0001f469\u200d\U0001f467" * 5_000)
"""Text that stacks up, or that is wide."""

CONTROLS = {chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))} | set(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029\u200b\ufeff"
)


def looks_harmless(person: AtTheScreen) -> None:
    """No line of any widget holds a control character, an action or a link; nor does the title."""
    for widget, strip in strips(person.app.screen):
        for segment in strip:
            found = CONTROLS & set(segment.text)
            assert not found, f"{widget!r} draws {found!r}"
            assert not any("\ud800" <= letter <= "\udfff" for letter in segment.text)
            if segment.style is not None:
                assert segment.style.link is None, f"{widget!r} draws a link"
                assert "@click" not in segment.style.meta, f"{widget!r} draws an action"
    assert not CONTROLS & set(person.app.title + person.app.sub_title)


def hostile_playbook(texts: Sequence[str]) -> dict[str, Any]:
    """Give the drill with these texts in every place that shows text: an item, a fact, a post each.

    Titles, of which there are few, hold them all.
    """
    book: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(PLAYBOOK))
    all_of_them = " ".join(texts)[:190]
    book["title"] = all_of_them
    choice = {"label": texts[-1], "ask": texts[0], "kind": "choice", "choices": [*texts[:20]]}
    book["facts"] |= {
        f"fact_{number}": {"label": text, "ask": text, "example": text}
        for number, text in enumerate(texts)
    }
    book["facts"] |= {"service": {"label": texts[0], "ask": texts[0]}, "data": choice}
    for phase in book["phase"]:
        phase |= {"title": all_of_them, "goal": all_of_them}
        phase["item"] = [
            {"id": f"item-{number}", "text": text, "why": text, "role": text, "critical": True}
            for number, text in enumerate(texts)
        ]
        phase["post"] = [
            {"id": f"post-{n}", "title": text, "text": f"{text} {{service}}", "note": text}
            for n, text in enumerate(texts)
        ]
        phase["answer"] = [{"asked": text, "text": text, "note": text} for text in texts]
    return book


async def look_everywhere(person: AtTheScreen) -> None:
    """Open every screen and dialog, and look at every line of each."""
    looks_harmless(person)
    for keys in (
        ("s",),
        ("i",),
        ("d",),
        ("p",),
        ("v",),
        ("4", "home", "enter"),
        ("3", "home", "enter"),
        ("3", "end", "enter"),
        ("1", "g"),
        ("a",),
        ("n",),
        ("t",),
        ("l",),
        ("F",),
        ("question_mark",),
        ("ctrl+p",),
    ):
        await person.press(*keys)
        looks_harmless(person)
        await person.press("escape")
        if person.app.screen is not person.app.walk_screen:
            await person.press("escape")
        await person.back()
    for number in "1234":
        await person.press(number)
        looks_harmless(person)
        await person.press("escape")


@pytest.mark.parametrize("size", [WIDE, SMALL])
@pytest.mark.parametrize("texts", [MARKUP, STORABLE], ids=["markup", "obeyed"])
async def test_text_from_everywhere_is_shown_as_it_is(
    store_folder: Path, texts: Sequence[str], size: tuple[int, int]
) -> None:
    """In a playbook, a profile, a fact, a note, a draft, a name: literal, and nothing runs."""
    clock, store = FrozenClock(), Store(store_folder)
    joined = " ".join(texts)
    profile = msgspec.structs.replace(
        PROFILE,
        organisation=joined[:190],
        speaker=Person(name=joined[:190], role=joined[:190]),
        handles={"x": joined[:190]},
    )
    actor = Actor(joined[:190], joined[:190])
    command = open_command(playbook=hostile_playbook(texts), profile=profile)
    with Session.begin(store, command, actor, clock) as session:
        for number, text in enumerate(texts):
            session.submit(SetFact(f"fact_{number}", text, "confirmed", text))
            session.submit(AddNote(text))
            if number % 2:
                session.submit(
                    SkipItem("acknowledge", f"item-{number}", f"why {text}", f"who {text}")
                )
        needed = " ".join(f"{{fact_{number}}}" for number in range(len(texts)))
        session.submit(SaveDraft("draft-1", f"{joined} {{service}} {needed}", joined))
        run, last = session.state.run, session.state.seq
    worker = Worker()
    worker.open(lambda: Session.open(store, run, actor, clock)).result()
    app = BreachplayApp(worker, clock=clock)
    async with at_the_screen(app, clock, store, size) as person:
        await person.until(lambda: person.app.walk_screen is not None)
        await person.settle()
        if size == WIDE:
            for text in texts[:4]:
                await person.see(visible(text).strip()[:12])
        await look_everywhere(person)
        assert app.is_running
        assert app.clipboard == ""
        assert person.opened == []
        assert {event.kind for event in person.session.events[last:]} <= {
            "text_handed_over",
            "draft_saved",  # the editor holds no control character, so the draft is saved anew
        }


@pytest.mark.parametrize("text", LONG, ids=["stacked", "wide"])
async def test_text_without_end_neither_breaks_the_screen_nor_holds_it_up(
    walk: Walking, text: str
) -> None:
    async with walk() as person:
        await person.press("e")
        await person.paste(text[:20_000])  # drawn in quadratic time, it would take minutes
        await person.press("x", "escape")
        looks_harmless(person)
        await person.press("n")
        await person.paste(text)
        looks_harmless(person)
        await person.press("escape")
        await person.back()


class TestPaste:
    """What is pasted comes in clean, and the person is told what was done."""

    async def test_hidden_characters_are_taken_out(self, walk: Walking) -> None:
        async with walk() as person:
            await person.press("e")
            for text in OBEYED:
                await person.paste(f"before{text}after")
                assert not (CONTROLS - {"\n"}) & set(person.draft)
                assert person.draft.startswith("before")
                assert person.draft.endswith("after")
                looks_harmless(person)
                person.walk.query_one(DraftEditor).clear()
                await person.settle()

    async def test_said(self, walk: Walking) -> None:
        async with walk() as person:
            await person.press("e")
            await person.paste("a\x1b[31mb")
            await person.told("1 hidden character was taken out of the paste.")
            assert person.draft == "a[31mb"

    async def test_a_megabyte_is_refused_at_once(self, walk: Walking) -> None:
        async with walk() as person:
            await person.press("e")
            await person.paste("x" * 1_000_000)
            await person.told("The paste has 1,000,000 characters; a draft takes 25,000.")
            assert person.draft == ""

    async def test_into_a_dialog(self, walk: Walking) -> None:
        async with walk() as person:
            for number, text in enumerate((*MARKUP, *OBEYED), start=1):
                await person.press("n")
                await person.asked("Note")
                await person.paste(f"{text} end")
                looks_harmless(person)
                await person.press("enter")
                await person.back()
                kept = (await person.recorded("note_added", number)).body["text"]
                assert not CONTROLS & set(kept)
                assert kept.endswith("end")
                looks_harmless(person)

    async def test_said_in_a_dialog(self, walk: Walking) -> None:
        async with walk() as person:
            await person.press("n")
            await person.asked("Note")
            await person.paste("a\x1b[31mb\r\nc\nd")
            await person.see("a[31mb c d", "1 hidden character was taken out of the paste.")
            person.not_recorded("note_added")

    async def test_a_megabyte_into_a_dialog(self, walk: Walking) -> None:
        async with walk() as person:
            await person.press("n")
            await person.paste("x" * 1_000_000)
            await person.press("enter")
            await person.settle()
            if person.app.screen is not person.app.walk_screen:
                await person.see("✗")
                await person.press("escape")
            await person.back()
            assert person.app.is_running

    async def test_to_find_something(self, walk: Walking) -> None:
        async with walk() as person:
            await person.press("i")
            for text in (*MARKUP, *OBEYED):
                await person.paste(text)
                looks_harmless(person)
                await person.press("end", "ctrl+u")
            await person.press("escape")
            await person.back()


async def test_home_lists_hostile_runs(store_folder: Path) -> None:
    clock, store = FrozenClock(), Store(store_folder)
    for texts in (MARKUP, STORABLE):
        command = open_command(playbook=hostile_playbook(texts))
        Session.begin(store, command, SPEAKER, clock).close()
    profile = msgspec.structs.replace(PROFILE, organisation=" ".join((*STORABLE, *MARKUP)))
    app = BreachplayApp(Worker(), clock=clock, start=HomeScreen(store, profile, SPEAKER))
    async with at_the_screen(app, clock, store, SMALL) as person:
        await person.see("Resume")
        looks_harmless(person)
