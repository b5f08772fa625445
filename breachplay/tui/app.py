"""The application: what all screens share."""

import asyncio
import os
import sys
from collections.abc import Callable, Iterable
from functools import partial
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal, Protocol, cast, runtime_checkable

from rich.console import Console
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from breachplay.plain import visible
from breachplay.tui.themes import LABELS, THEMES
from breachplay.tui.worker import Worker

if TYPE_CHECKING:
    from textual.driver import Driver

    from breachplay.record.events import Actor
    from breachplay.record.session import Clock, Session
    from breachplay.tui.screens.walk import WalkScreen


@runtime_checkable
class Offering(Protocol):
    """A screen with keys of its own, which the palette finds too."""

    def offers(self) -> Iterable[tuple[str, str, Callable[[], object]]]:
        """Give, for each key, its label, what it does, and the way to do it."""


class BreachplayApp(App[None]):
    """Shows one run. The worker holds its record; the screens hold nothing.

    What the walk needs is imported once the first screen is drawn, so that something stands
    there at once.
    """

    CSS_PATH = "breachplay.tcss"
    TITLE = "breachplay"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "close", "Leave", show=False, priority=True),
    ]

    def __init__(
        self,
        worker: Worker,
        *,
        clock: "Clock | None" = None,
        start: "Screen[None] | None" = None,
        opener: "Callable[[], Session] | None" = None,
    ) -> None:
        """Make the app.

        Args:
            worker: the thread that owns the record.
            clock: where the time comes from; the machine's clock if not given.
            start: the screen to begin with, if not the walk of the worker's run.
            opener: opens the run, on the worker's thread, once the first screen is drawn.
        """
        super().__init__(ansi_color=True if os.environ.get("NO_COLOR") else None)
        self.worker = worker
        self.failure: Exception | None = None
        """Why the run could not be opened; the app ends then."""
        self.hint = ""
        """What to say first about the run, once it is shown."""
        self._clock = clock
        self._start = start
        self._opener = opener
        # The toolkit prints a fault of the program with all variables: drafts would stay in the
        # scrollback. What it prints goes nowhere; `show` says in one line what happened.
        self.error_console = Console(file=StringIO())
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name

    def get_driver_class(self) -> "type[Driver]":
        """Read a real terminal through a filter: see `pasting`."""
        found = super().get_driver_class()
        if sys.platform == "win32":
            return found
        from textual.drivers.linux_driver import LinuxDriver  # noqa: PLC0415  not on Windows

        from breachplay.tui.pasting import PasteDriver  # noqa: PLC0415  not on Windows

        return PasteDriver if found is LinuxDriver else found

    def on_mount(self) -> None:
        """Show the first screen."""
        if self._opener is not None:
            from breachplay.tui.screens.opening import OpeningScreen  # noqa: PLC0415

            self.push_screen(OpeningScreen(self._opener))
        elif self._start is not None:
            self.push_screen(self._start)
        else:
            self.walk()

    def walk(self) -> None:
        """Show the walk of the worker's run."""
        from breachplay.tui.screens.walk import WalkScreen  # noqa: PLC0415  after the first paint

        self.push_screen(WalkScreen())

    def open_run(self, opener: "Callable[[], Session]") -> "asyncio.Future[Session]":
        """Open a run on the worker's thread."""
        return asyncio.wrap_future(self.worker.open(opener))

    def fail(self, failure: Exception) -> None:
        """End the app over a run that cannot be opened."""
        self.failure = failure
        self.exit(return_code=1)

    @property
    def clock(self) -> "Clock":
        """Where the time comes from."""
        if self._clock is None:
            from breachplay.record.session import SystemClock  # noqa: PLC0415  not at start

            self._clock = SystemClock()
        return self._clock

    @property
    def actor(self) -> "Actor":
        """Who acts at this terminal."""
        return self.worker.session.actor

    @property
    def walk_screen(self) -> "WalkScreen | None":
        """The walk, if it is open."""
        from breachplay.tui.screens.walk import WalkScreen  # noqa: PLC0415  loaded by now

        return next((shown for shown in self.screen_stack if isinstance(shown, WalkScreen)), None)

    def say(self, text: str, severity: str = "information") -> None:
        """Show a short message: on the walk in its strip, elsewhere over the screen."""
        walk = self.walk_screen
        if walk is not None and walk is self.screen:
            walk.say(text, severity)
            return
        level = cast(Literal["information", "warning", "error"], severity)
        self.notify(visible(text), severity=level, markup=False, timeout=6)

    def next_theme(self) -> None:
        """Change to the next theme."""
        names = [theme.name for theme in THEMES]
        self.theme = names[(names.index(self.theme) + 1) % len(names)]
        self.say(f"Theme: {LABELS[self.theme]}")

    def text_file(self, name: str) -> Path:
        """Give where a text of this run is written when a person asks for a file."""
        session = self.worker.session
        prefix = "EXERCISE-" if session.state.mode == "exercise" else ""
        return session.folder / f"{prefix}{session.state.run}-{name}.txt"

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Give the palette's entries: the registry of actions, and nothing else."""
        walk = self.walk_screen
        if isinstance(screen, Offering):
            yield from (SystemCommand(*one) for one in screen.offers())
            return
        if walk is None or walk is not screen:
            yield SystemCommand("Leave", "Close the program", self.action_close)
            return
        from breachplay.tui.actions import ACTIONS  # noqa: PLC0415  loaded with the walk

        for action in ACTIONS:
            yield SystemCommand(
                f"{action.label.capitalize()}  ({action.shown_key})",
                action.tooltip,
                partial(walk.action_act, action.id),
            )

    def action_close(self) -> None:
        """Leave: from the walk what was typed is recorded first."""
        walk = self.walk_screen
        if walk is None:
            self.exit()
        else:
            walk.action_act("leave")


def show(app: BreachplayApp) -> str:
    """Run the app until the person leaves.

    Returns:
        A line that says so where the program itself broke down; an empty text otherwise.

    Raises:
        Exception: what kept the run from being opened, as the opener raised it.
    """
    app.run()
    if app.failure is not None:
        raise app.failure
    if not app.return_code:
        return ""
    return (
        "a fault of the program ended it. Everything shown as done is on the record: "
        "go on with `breachplay resume`"
    )
