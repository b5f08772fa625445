"""What reaches the players of an exercise: one line that asks for attention and takes no key."""

from collections.abc import Set
from typing import TYPE_CHECKING

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from breachplay.record.reckoning import local
from breachplay.record.when import parse_stamp
from breachplay.tui.paint import line, plain
from breachplay.tui.view import View

if TYPE_CHECKING:
    from breachplay.record.exercise import Exercise

GLYPHS = {
    "tweet": "@",
    "mail": "✉",
    "call": "☎",
    "alert": "!",
    "journalist": "✎",
    "executive": "★",
    "regulator": "§",
    "insider": "◆",
}
"""A glyph for each channel; never shown without its word."""


def unread(exercise: "Exercise", read: Set[str]) -> frozenset[str]:
    """Give the injects that are new at a terminal: neither read there nor answered by anybody."""
    answered = {answer.inject for answer in exercise.answers}
    return frozenset(exercise.delivered.keys() - read - answered)


class Incoming(Widget):
    """The newest inject, and how many nobody at this terminal has read."""

    class Pressed(Message):
        """The line was clicked."""

    def __init__(self) -> None:
        # By a class: a display set here would win over a terminal that is too small.
        super().__init__(id="incoming", classes="none")
        self._view: View | None = None
        self._shown = ""
        self.read: set[str] = set()
        """Injects that were read at this terminal; nothing of the run depends on it."""

    def draw(self, view: View) -> None:
        """Show this view's newest inject; nothing is painted where it would look the same."""
        self._view = view
        self.set_class(view.state.exercise is None, "none")
        if view.state.exercise is None:
            return
        shown = self._told(view).plain
        if shown != self._shown:
            self._shown = shown
            self.refresh()

    def render(self) -> RenderResult:
        """The line as content."""
        if self._view is None or self._view.state.exercise is None:
            return Content("")
        return self._told(self._view).truncate(self.size.width, ellipsis=True)

    def _told(self, view: View) -> Content:
        exercise = view.state.exercise
        assert exercise is not None  # noqa: S101  asked by the callers
        if not exercise.started_at:
            return line(" The exercise has not started: press X for the communications check.")
        if not exercise.delivered:
            return plain(" Nothing has come in yet.")
        from breachplay.playbook.scenario import CHANNELS  # noqa: PLC0415  exercises only

        last = max(exercise.delivered.values(), key=lambda one: one.seq)
        new = len(unread(exercise, self.read))
        inject = last.inject
        at = f"{local(parse_stamp(last.at), view.state.profile.timezone):%H:%M}"
        count = line((f" ● {new} NEW ", "bold reverse")) if new else plain(" ○ read ")
        return line(
            count,
            f" {at} {GLYPHS[inject.channel]} {CHANNELS[inject.channel]} from ",
            (inject.sender, "bold"),
            f": {inject.subject or inject.text}",
        )

    def on_click(self, _: events.Click) -> None:
        """Do what its key does."""
        self.post_message(self.Pressed())
