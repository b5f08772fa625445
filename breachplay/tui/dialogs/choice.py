"""One of a few, beside one another."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import RenderResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
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

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Give the rows that the choices take."""
        return len(self._rows(width))

    def _rows(self, width: int) -> list[list[tuple[int, int, int]]]:
        """Give, a row at a time, which choices stand there, each with its first and last cell.

        A mark and its choice are never parted.
        """
        rows: list[list[tuple[int, int, int]]] = [[]]
        at = 0
        for place, choice in enumerate(self.choices):
            cells = line(f"(•) {choice}").cell_length
            if rows[-1] and at + cells > width:
                rows.append([])
                at = 0
            rows[-1].append((place, at, at + cells))
            at += cells + 3
        return rows

    def render(self) -> RenderResult:
        """The choices, the marked one in brackets as well as in colour."""
        return Content("\n").join(
            Content("   ").join(self._told(place) for place, _, _ in row)
            for row in self._rows(self.size.width)
        )

    def _told(self, place: int) -> Content:
        marked = place == self.index
        text = f"(•) {self.choices[place]}" if marked else f"( ) {self.choices[place]}"
        return line((text, "bold $text-accent" if marked else ""))

    def on_click(self, event: events.Click) -> None:
        """Mark the choice under the mouse."""
        rows = self._rows(self.size.width)
        for place, start, end in rows[event.y] if event.y < len(rows) else ():
            if start <= event.x < end + 3:
                self.index = place
