"""The keys of a screen of its own, at its foot: a click on a label does the same."""

from collections.abc import Sequence

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from breachplay.tui.paint import line


class Labels(Widget):
    """Keys and what they do, in as many rows as the style sheet gives."""

    class Pressed(Message):
        """A label was clicked."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name
            """The name that the label was given with."""

    def __init__(self, labels: Sequence[tuple[str, str, str]], *, id: str) -> None:  # noqa: A002
        """Show labels, each a key, what it does, and a name for who listens."""
        super().__init__(id=id)
        self._labels = labels
        self._places: list[tuple[int, int, int, str]] = []

    def render(self) -> RenderResult:
        """The labels as content."""
        rows, self._places = [Content("")], []
        for key, label, name in self._labels:
            part = line(" ", (key, "bold $text-accent"), " ", label)
            if rows[-1].cell_length + part.cell_length + 1 > self.size.width:
                rows.append(Content(""))
            start = rows[-1].cell_length
            rows[-1] = line(rows[-1], part, " ")
            self._places.append((len(rows) - 1, start, start + part.cell_length, name))
        return Content("\n").join(rows)

    def on_click(self, event: events.Click) -> None:
        """Say which label is under the mouse."""
        for row, start, end, name in self._places:
            if event.y == row and start <= event.x < end:
                self.post_message(self.Pressed(name))
