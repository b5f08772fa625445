"""One of a few, on one line."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import RenderResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from breachplay.tui.paint import line


class Choice(Widget, can_focus=True):
    """A row of choices: left and right move, a click chooses."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-1)", "Before", show=False),
        Binding("right,space", "move(1)", "Next", show=False),
    ]

    index: reactive[int] = reactive(0)

    def __init__(self, choices: Sequence[str], value: str, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id, classes="choice")
        self.choices = tuple(choices)
        if value in self.choices:
            self.set_reactive(Choice.index, self.choices.index(value))

    @property
    def value(self) -> str:
        """The choice that is marked."""
        return self.choices[self.index]

    def action_move(self, by: int) -> None:
        """Mark the choice beside this one; after the last comes the first."""
        self.index = (self.index + by) % len(self.choices)

    def render(self) -> RenderResult:
        """The choices, the marked one in brackets as well as in colour."""
        parts = []
        for place, choice in enumerate(self.choices):
            marked = place == self.index
            text = f"(•) {choice}" if marked else f"( ) {choice}"
            parts.append(line((text, "bold $text-accent" if marked else "")))
        return Content("   ").join(parts)

    def on_click(self, event: events.Click) -> None:
        """Mark the choice under the mouse."""
        at = 0
        for place, choice in enumerate(self.choices):
            end = at + line(f"(•) {choice}").cell_length
            if at <= event.x < end + 3:
                self.index = place
                return
            at = end + 3
