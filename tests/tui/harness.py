"""A person at the walk screen: they press, type and see; what they did is on the record.

A real store in a folder of its own, a real session on the worker's thread, a clock that stands
still. Nothing is mocked but time and chance.
"""

import asyncio
import os
import re
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any
from unittest.mock import patch

import msgspec
from rich.cells import cell_len
from textual import events
from textual._context import visible_screen_stack
from textual.app import App
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.geometry import Region
from textual.pilot import Pilot
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from breachplay.caveats import default_packs
from breachplay.playbook.model import Playbook
from breachplay.playbook.profile import Contact, Person, Profile
from breachplay.record.commands import OpenRun
from breachplay.record.events import Actor, Event, Mode
from breachplay.record.session import Session
from breachplay.record.state import State
from breachplay.record.store import Store
from breachplay.tui.app import BreachplayApp
from breachplay.tui.screens.walk import WalkScreen
from breachplay.tui.worker import Worker
from tests.record.helpers import FrozenClock

SPEAKER = Actor("Test Speaker", "social media manager")
COLLEAGUE = Actor("Test Colleague", "support lead")
WIDE = (120, 40)
SMALL = (80, 24)

PATIENCE = 10.0
"""Seconds after which what was waited for will not come any more."""

PROFILE = Profile(
    format=1,
    organisation="Example",
    speaker=Person(name=SPEAKER.name, role=SPEAKER.role),
    domains=("example.com",),
    timezone="UTC",
    handles={"x": "ExampleHelp"},
    status_page="https://status.example.com",
    contact=Contact(
        email="help@example.com", phone="+1 202-555-0147", page="https://example.com/help"
    ),
)
"""An organisation that names nobody who must approve; see `test_approvals` for one that does."""

MANY = msgspec.structs.replace(
    PROFILE,
    handles={
        "x": "ExampleHelp",
        "mastodon": "help@social.example.com",
        "bluesky": "help.example.com",
    },
    networks=("x", "mastodon", "bluesky", "status-page"),
    limits={"mastodon": 1000},
)
"""An organisation that speaks in four places, one of them a server with a figure of its own."""


def _item(name: str, text: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "text": text, "why": f"Why: {text}", "role": "communicator", **more}


PLAYBOOK: dict[str, Any] = {
    "format": 1,
    "id": "drill",
    "title": "Drill breach",
    "summary": "A small playbook to try the screens on.",
    "facts": {
        "service": {
            "label": "Service affected",
            "ask": "Which service is affected?",
            "example": "sign-in",
        },
        "people": {"label": "People affected", "ask": "How many people?", "kind": "count"},
        "next_update": {"label": "Next update", "ask": "By when?", "kind": "time"},
        "data": {
            "label": "Data involved",
            "ask": "Which data?",
            "kind": "choice",
            "choices": ["email addresses", "order history"],
        },
    },
    "phase": [
        {
            "id": "acknowledge",
            "title": "Acknowledge",
            "goal": "Say that it happened.",
            "update_every": "60m",
            "item": [
                _item("secured", "Secure the account", critical=True, due="15m"),
                _item("told", "Tell support first", required=True),
                _item("shared", "Ask others to share"),
                _item("pinned", "Pin the post", required=True, after_post=True),
            ],
            "post": [
                {
                    "id": "first",
                    "title": "First word",
                    "text": (
                        "We are investigating a security incident affecting {service}. "
                        "Next update by {next_update}.\nHelp: {contact_page}"
                    ),
                    "note": "When something is confirmed to be wrong.",
                },
                {
                    "id": "plain",
                    "title": "Nothing to fill in",
                    "text": "We are looking into reports about our service. More here soon.",
                },
            ],
            "answer": [
                {"asked": "Is my data affected?", "text": "We do not know yet. We are checking."}
            ],
        },
        {
            "id": "clarify",
            "title": "Clarify",
            "goal": "Say what is known.",
            "item": [_item("sorted", "Sort the facts", required=True)],
            "post": [{"id": "count", "title": "How many", "text": "It affects {people} people."}],
        },
        {"id": "rest", "title": "Rest", "goal": "Go to sleep."},
    ],
}
"""Critical, required and free items; facts of every kind; texts with gaps and without."""


def open_command(
    *,
    mode: Mode = "incident",
    playbook: dict[str, Any] | None = None,
    profile: Profile | None = PROFILE,
) -> OpenRun:
    """Give the command that begins a run of the drill, with the shipped caveats."""
    from breachplay.playbook.profile import SAMPLE

    held = msgspec.convert(playbook or PLAYBOOK, Playbook)
    return OpenRun(
        mode=mode,
        title=held.title,
        playbook=msgspec.to_builtins(held),
        profile=msgspec.to_builtins(profile or SAMPLE),
        packs=tuple(msgspec.to_builtins(pack) for pack in default_packs()),
        sample_profile=profile is None,
        aware_at="2026-11-24T01:35Z".replace("Z", "+00:00"),
    )


@contextmanager
def no_chance() -> Iterator[None]:
    """Let every random id be the same in every run, and still each one be another."""
    count = 0

    def urandom(size: int) -> bytes:
        nonlocal count
        count += 1
        return sha256(f"chance {count}".encode()).digest()[:size]

    with patch.object(os, "urandom", urandom):
        yield


# What is on the screen.


def screen_text(app: App[Any]) -> str:
    """Give the text that stands on the screen, row by row, each piece in its column."""
    visible_screen_stack.set(app._background_screens)
    return "\n".join(map(_in_columns, app.screen._compositor.render_strips()))


def _in_columns(strip: Strip) -> str:
    shown, column = "", 0
    for text, _, control in strip:
        if not control:
            shown = shown.ljust(column) + text.replace("\xa0", " ")
            column += cell_len(text)
    return shown.rstrip()


def one_line(text: str) -> str:
    """Give the text with its frames and line breaks as single spaces, as a reader reads on."""
    return " ".join(re.sub("[│╭╮╰╯─━█▁▔▊▎▌]", " ", text).split())


def strips(screen: Screen[Any]) -> Iterator[tuple[Widget, Strip]]:
    """Give every line that every shown widget draws, borders and all."""
    for widget in [screen, *screen.walk_children(Widget)]:
        size = widget.outer_size
        if widget.display and size.width and size.height:
            for strip in widget.render_lines(Region(0, 0, size.width, size.height)):
                yield widget, strip


# What all apps share, and what nobody looks at: two thirds of the time of a test.

_parse_rules = Stylesheet._parse_rules
_refresh = Screen._compositor_refresh
_parsed: dict[tuple[Any, ...], list[RuleSet]] = {}


def _parse_once(self: Stylesheet, css: str, *where: Any, **more: Any) -> list[RuleSet]:
    """Parse a piece of a style sheet, or give what another app's parsing of it gave."""
    key = (css, *where, *sorted(more.items()), *sorted(self._variables.items()))
    if key not in _parsed:
        _parsed[key] = _parse_rules(self, css, *where, **more)
    return _parsed[key]


def _draw_later(self: Screen[Any]) -> None:
    """Leave what changed to be drawn when whoever sits there looks: see `AtTheScreen.settle`."""
    if self.app.screen is not self:
        _refresh(self)
    else:
        self._dirty_widgets.clear()
        self.app._update_mouse_over(self)


class NotSeen(AssertionError):
    """What was waited for did not come."""


@dataclass
class AtTheScreen:
    """A person before the app: one app, its store and its clock."""

    app: BreachplayApp
    pilot: Pilot[None]
    clock: FrozenClock
    store: Store
    opened: list[str] = field(default_factory=list)
    """Links that were given to a browser."""

    @property
    def session(self) -> Session:
        return self.app.worker.session

    @property
    def state(self) -> State:
        return self.session.state

    @property
    def walk(self) -> WalkScreen:
        walk = self.app.walk_screen
        assert walk is not None
        return walk

    @property
    def text(self) -> str:
        """What stands on the screen, row by row."""
        return screen_text(self.app)

    @property
    def draft(self) -> str:
        """The text in the editor."""
        return self.walk.buffer.text

    def events(self, kind: str) -> list[Event]:
        """Give the events of one kind that this session knows."""
        return [event for event in self.session.events if event.kind == kind]

    # What the person does.

    async def press(self, *keys: str) -> None:
        """Press keys, each once the one before has had its effect."""
        for key in keys:
            self.app.post_message(events.Key(key, key if len(key) == 1 else None))
            await self.settle()

    async def type(self, text: str) -> None:
        """Type a text, key by key and faster than anybody can."""
        for letter in text:
            key = {"\n": "enter", " ": "space"}.get(letter, letter)
            self.app.post_message(events.Key(key, letter))
        await self.settle()

    async def paste(self, text: str) -> None:
        """Paste a text, as a terminal hands it over."""
        self.app.post_message(events.Paste(text))
        await self.settle()

    async def settle(self) -> None:
        """Let the screens, and the thread that owns the record, do what they were asked."""
        for _ in range(3):
            await self.pilot.pause(0)
            await self.app.worker.run(lambda: None)
        await self.pilot.pause(0)
        self._draw()

    def _draw(self) -> None:
        """Draw what changed, as the terminal would get it."""
        if self.app.is_running:
            app = self.app
            app.screen._compositor.render_update(screen_stack=app._background_screens)

    async def answer(self, **answers: str) -> None:
        """Give answers to the questions of the dialog, by their names, and press enter."""
        for name, given in answers.items():
            await self.until(partial(self._asks, name), f"{name} is not asked")
            self.app.screen.query_one(f"#field-{name}", Input).focus()
            await self.press("end", "ctrl+u")
            await self.type(given)
        await self.press("enter")

    def _asks(self, name: str) -> bool:
        return bool(self.app.screen.query(f"#field-{name}"))

    async def asked(self, title: str) -> None:
        """Wait until the dialog of that title is there."""
        await self.until(lambda: title in self._dialog_title, f"{title!r} is not asked")

    @property
    def _dialog_title(self) -> str:
        found = self.app.screen.query("#dialog")
        return str(found.first().border_title or "") if found else ""

    async def back(self) -> None:
        """Wait until the walk is on top again."""
        await self.until(lambda: self.app.screen is self.app.walk_screen, "a dialog is still open")

    async def ended(self) -> None:
        """Wait until the program is closed."""
        await self.until(lambda: not self.app.is_running, "the program still runs")

    async def write(self, text: str) -> None:
        """Go to the editor and write a text there, then leave the editor."""
        await self.press("e")
        await self.until(lambda: self.app.focused is not None and self.app.focused.id == "editor")
        await self.type(text)
        await self.press("escape")

    async def fill_in(self, text: str) -> None:
        """Go to the editor and paste a text there, then leave the editor."""
        await self.press("e")
        await self.until(lambda: self.app.focused is not None and self.app.focused.id == "editor")
        await self.paste(text)
        await self.press("escape")
        await self.until(lambda: self.draft == text)

    async def pick(self, letters: str) -> None:
        """Find an entry of the open list by some letters, and take it."""
        await self.until(lambda: bool(self.app.screen.query("#find")))
        await self.type(letters)
        await self.press("enter")

    async def click_text(self, text: str) -> None:
        """Click on a text on the screen."""
        for row, line in enumerate(self.text.splitlines()):
            if (column := line.find(text)) >= 0:
                await self.pilot.click(offset=(column + len(text) // 2, row))
                await self.settle()
                return
        raise NotSeen(f"{text!r} is not on the screen:\n{self.text}")

    # What the person sees, and what is on the record.

    async def until(self, holds: Callable[[], object], said: str = "") -> None:
        """Wait until something holds."""
        loop = asyncio.get_running_loop()
        end = loop.time() + PATIENCE
        while not holds():
            if loop.time() > end:
                raise NotSeen(f"{said or 'it did not come'}. On the screen:\n{self.text}")
            await self.pilot.pause(0.005)

    def shows(self, text: str) -> bool:
        """Whether a text is on the screen, or in one pane of it, wherever lines break."""
        rows = self.text.splitlines()
        if text in one_line("\n".join(rows)):
            return True
        panes = [widget.region for widget in self.app.screen.walk_children(Widget)]
        return any(
            text
            in one_line("\n".join(row[pane.x : pane.right] for row in rows[pane.y : pane.bottom]))
            for pane in set(panes)
            if pane.width and pane.height
        )

    async def see(self, *texts: str) -> None:
        """Wait until all these texts are on the screen."""
        for text in texts:
            await self.until(partial(self.shows, text), f"{text!r} is not to be seen")

    async def gone(self, text: str) -> None:
        """Wait until a text is not on the screen any more."""
        await self.until(lambda: not self.shows(text), f"{text!r} is still to be seen")

    async def told(self, text: str) -> None:
        """Wait until the strip says this."""
        from breachplay.tui.widgets.bars import Strip as MessageStrip

        await self.until(
            lambda: text in self.walk.query_one(MessageStrip).message, f"{text!r} was not said"
        )

    async def recorded(self, kind: str, count: int = 1) -> Event:
        """Wait until so many events of a kind are on the record; give the last of them.

        What counts is what another process finds on disk.
        """

        def on_disk() -> list[Event]:
            with self.store.open(self.state.run, read_only=True) as file:
                return [event for event in file.events if event.kind == kind]

        await self.until(
            lambda: len(self.events(kind)) >= count, f"{count} times {kind!r} is not recorded"
        )
        found = on_disk()
        assert len(found) == count, f"{len(found)} times {kind!r}, not {count}"
        return found[-1]

    def not_recorded(self, kind: str) -> None:
        """Nothing of this kind is on the record."""
        assert not self.events(kind)

    async def quiet(self) -> None:
        """Wait until the draft is on the record and nothing is left to do."""
        await self.until(lambda: self.walk.buffer.saved)
        await self.settle()


@asynccontextmanager
async def at_the_screen(
    app: BreachplayApp, clock: FrozenClock, store: Store, size: tuple[int, int]
) -> AsyncIterator[AtTheScreen]:
    """Sit down before an app; the browser stays closed and remembers what it was asked for."""
    opened: list[str] = []
    with (
        patch.object(app, "open_url", lambda url, **_: opened.append(url)),
        patch.object(Stylesheet, "_parse_rules", _parse_once),
        patch.object(Screen, "_compositor_refresh", _draw_later),
    ):
        async with app.run_test(size=size, notifications=True) as pilot:
            try:
                await pilot.pause(0)
                yield AtTheScreen(app, pilot, clock, store, opened)
            finally:
                await app.worker.run(lambda: None)
    app.worker.close()


@asynccontextmanager
async def walking(
    folder: Path,
    *,
    size: tuple[int, int] = WIDE,
    mode: Mode = "incident",
    playbook: dict[str, Any] | None = None,
    profile: Profile | None = PROFILE,
    run: str = "",
    actor: Actor = SPEAKER,
    clock: FrozenClock | None = None,
    read_only: bool = False,
) -> AsyncIterator[AtTheScreen]:
    """Walk through a new run of the drill, or through one that is there, on a folder's store."""
    store, clock = Store(folder), clock or FrozenClock()

    def opener() -> Session:
        if run:
            return Session.open(store, run, actor, clock, read_only=read_only)
        command = open_command(mode=mode, playbook=playbook, profile=profile)
        return Session.begin(store, command, actor, clock)

    worker = Worker()
    worker.open(opener).result()
    async with at_the_screen(BreachplayApp(worker, clock=clock), clock, store, size) as person:
        await person.until(lambda: person.app.walk_screen is not None)
        yield person
