"""The tabs that panes become where they do not fit beside one another."""

from typing import Final

from textual import events
from textual.app import RenderResult
from textual.message import Message
from textual.widget import Widget

from breachplay.tui.paint import Part, line


class Tabs(Widget):
    """One row of tab names; number keys and clicks choose."""

    NUMBERS: Final = (1, 2, 3, 4)
    NAMES: Final = {1: "Checklist", 2: "Draft", 3: "Facts", 4: "Caveats"}
    TARGETS: Final = {1: "#checklist", 2: "#card-scroll", 3: "#facts", 4: "#caveats"}

    class Chosen(Message):
        """A tab was chosen."""

        def __init__(self, number: int, target: str) -> None:
            super().__init__()
            self.number = number
            self.target = target

    def __init__(self) -> None:
        super().__init__(id="tabs")
        self.number = 1

    def choose(self, number: int, target: str = "") -> None:
        """Show the pane of that number; give the focus to it, or to the widget named."""
        self.number = number
        self.refresh()
        self.post_message(self.Chosen(number, target or self.TARGETS[number]))

    def show_pane_of(self, widget: Widget) -> None:
        """Show the pane that this widget is in, if it is not shown."""
        inside = [f"#{pane.id}" for pane in widget.ancestors_with_self if pane.id]
        targets = [*self.TARGETS.items(), (2, "#editor")]
        for number, pane in targets:
            if pane in inside and number != self.number:
                self.choose(number, pane)

    def render(self) -> RenderResult:
        """The names, the chosen one marked."""
        parts: list[Part] = []
        for number, name in self.NAMES.items():
            chosen = number == self.number
            style = "bold reverse" if chosen else "$quiet"
            parts.append((f" {number} {name} ", style))
            parts.append(" ")
        return line(*parts)

    def on_click(self, event: events.Click) -> None:
        """Choose the tab under the mouse."""
        at = 0
        for number, name in self.NAMES.items():
            end = at + len(f" {number} {name} ")
            if at <= event.x < end:
                self.choose(number)
                return
            at = end + 1
