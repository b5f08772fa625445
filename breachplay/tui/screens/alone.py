"""A text alone on the screen: nothing beside it, so that the terminal can select it."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from breachplay.playbook.new import NotWritten, write_private
from breachplay.tui.leaving import leave
from breachplay.tui.marking import in_exercise
from breachplay.tui.paint import line, plain
from breachplay.tui.widgets.bars import mode_badge

if TYPE_CHECKING:
    from breachplay.tui.app import BreachplayApp


class Alone(Screen[None]):
    """Shows a text flush left; `w` writes it to a file that its owner alone can read."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter", "leave", "Back"),
        Binding("w", "write", "Write to a file"),
    ]
    app: "BreachplayApp"

    def __init__(self, said: str, text: str, name: str) -> None:
        super().__init__()
        self._said = said
        self._text = text
        self._file = name

    def compose(self) -> ComposeResult:
        """What it is, the text, the keys."""
        said = plain(self._said, "$quiet")
        if in_exercise(self):
            self.add_class("exercise")
            said = line(mode_badge("exercise"), f" {self._said}")
        yield Static(said, id="alone-said", markup=False)
        with VerticalScroll(id="alone-body"):
            yield Static(plain(self._text, lines=True), id="alone-text", markup=False)
        keys = line(
            ("shift + mouse", "bold $text-accent"),
            " select  ",
            ("w", "bold $text-accent"),
            " write to a file  ",
            ("esc", "bold $text-accent"),
            " back",
        )
        yield Static(keys, id="alone-keys", markup=False)

    def action_write(self) -> None:
        """Write the text beside the run's record."""
        path = self.app.text_file(self._file)
        try:
            write_private(path, self._text + "\n", replace=True)
        except NotWritten as refusal:
            self.app.say(str(refusal), "error")
        else:
            self.app.say(f"Written to {path}")

    def action_leave(self) -> None:
        """Back to the walk."""
        leave(self, None)
