"""The application: what all screens share."""

import os
from collections.abc import Iterable
from functools import partial
from io import StringIO
from pathlib import Path
from typing import ClassVar, Literal, cast

from rich.console import Console
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from breachplay.plain import visible
from breachplay.record.events import Actor
from breachplay.record.session import Clock, SystemClock
from breachplay.tui.actions import ACTIONS
from breachplay.tui.screens.walk import WalkScreen
from breachplay.tui.themes import LABELS, THEMES
from breachplay.tui.worker import Worker


class BreachplayApp(App[None]):
    """Shows one run. The worker holds its record; the screens hold nothing."""

    CSS_PATH = "breachplay.tcss"
    TITLE = "breachplay"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "close", "Leave", show=False, priority=True),
    ]

    def __init__(
        self,
        worker: Worker,
        actor: Actor,
        *,
        clock: Clock | None = None,
        hint: str = "",
        start: Screen[None] | None = None,
    ) -> None:
        """Make the app.

        Args:
            worker: the thread that holds the open run.
            actor: who acts at this terminal.
            clock: where the time comes from.
            hint: what the person should know first, such as a missing profile.
            start: the screen to begin with, if not the walk.
        """
        super().__init__(ansi_color=True if os.environ.get("NO_COLOR") else None)
        self.worker = worker
        self.actor = actor
        self.clock = clock or SystemClock()
        self._hint = hint
        self._start = start
        # The toolkit prints a fault of the program with all variables: drafts would stay in the
        # scrollback. What it prints goes nowhere; `show` says in one line what happened.
        self.error_console = Console(file=StringIO())
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name

    def on_mount(self) -> None:
        """Show the first screen."""
        self.push_screen(self._start or WalkScreen())
        if self._hint:
            self.set_timer(0.3, lambda: self.say(self._hint, "warning"))

    def say(self, text: str, severity: str = "information") -> None:
        """Show a short message: on the walk in its strip, elsewhere over the screen."""
        if isinstance(self.screen, WalkScreen):
            self.screen.say(text, severity)
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
        if isinstance(screen, WalkScreen):
            for action in ACTIONS:
                yield SystemCommand(
                    f"{action.label.capitalize()}  ({action.shown_key})",
                    action.tooltip,
                    partial(screen.action_act, action.id),
                )
        else:
            yield SystemCommand("Leave", "Close the program", self.exit)

    def action_close(self) -> None:
        """Leave: from the walk what was typed is recorded first."""
        walk = next((screen for screen in self.screen_stack if isinstance(screen, WalkScreen)), None)
        if walk is None:
            self.exit()
        else:
            walk.action_act("leave")


def show(app: BreachplayApp) -> str:
    """Run the app until the person leaves; give a line to say where it broke down, else nothing."""
    app.run()
    if not app.return_code:
        return ""
    return (
        "a fault of the program ended it. Everything shown as done is on the record: "
        "go on with `breachplay resume`"
    )
