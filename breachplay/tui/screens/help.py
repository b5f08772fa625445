"""All keys and what they do, from the registry of actions."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from breachplay.tui.actions import ACTIONS
from breachplay.tui.leaving import leave
from breachplay.tui.marking import marked
from breachplay.tui.paint import GLYPHS, line, lines, plain

PANES = (
    ("1 2 3 4", "go to the checklist, the draft, the facts, the caveats"),
    ("tab", "next pane; shift+tab the one before"),
    (
        "enter",
        "go to a phase, check an item, set a fact, read or mend a caveat",
    ),
    ("esc", "leave the editor, so that letters are keys again"),
    ("ctrl+p", "the palette: find any action by its name"),
)
MARKS = (
    (GLYPHS["stop"], "must not go out as it is; v overrides it with a reason"),
    (GLYPHS["warn"], "may have to be taken back"),
    (GLYPHS["note"], "advice"),
    ("ok", "a phase that was left with nothing required open; ! with something open"),
    ("▸", "a fact that the draft needs and that is not known"),
    ("•", "a fact that the draft states"),
    ("↩", "the question that the draft answers"),
    ("● …", "at the foot: people wait for an answer; click it, or press r"),
)


def help_text() -> Content:
    """Give the help as content, a row a key."""
    rows: list[Content] = []
    for group in dict.fromkeys(action.group for action in ACTIONS):
        rows.append(plain(group, "bold"))
        rows += [
            _row(action.shown_key, f"{action.label}: {action.tooltip}")
            for action in ACTIONS
            if action.group == group
        ]
        rows.append(Content(""))
    rows.append(plain("Moving about", "bold"))
    rows += [_row(key, said) for key, said in PANES]
    rows += [Content(""), plain("Marks", "bold")]
    rows += [_row(mark, said) for mark, said in MARKS]
    return lines(rows)


def of_keys(keys: Sequence[tuple[str, str]], marks: Sequence[tuple[str, str]] = ()) -> Content:
    """Give the help of a screen with keys of its own, a row a key and a row a mark."""
    room = max(len(name) for name, _ in (*keys, *marks)) + 2
    rows = [_row(key, said, room) for key, said in keys]
    if marks:
        rows += [Content(""), plain("Marks", "bold")]
        rows += [_row(mark, said, room) for mark, said in marks]
    return lines(rows)


def _row(key: str, said: str, room: int = 9) -> Content:
    return line((f"  {key:<{room}}", "bold $text-accent"), said)


class HelpScreen(ModalScreen[None]):
    """The help, over whatever is shown."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark", "leave", "Close"),
    ]

    def __init__(self, said: Content | None = None) -> None:
        """Show a help text; the walk's where none is given."""
        super().__init__()
        self._said = help_text() if said is None else said

    def compose(self) -> ComposeResult:
        """The text in a box that scrolls."""
        with Vertical(id="dialog", classes="wide") as box:
            box.border_title = marked(self, "Help")
            box.border_subtitle = Content("esc to close")
            with VerticalScroll():
                yield Static(self._said, markup=False)

    def action_leave(self) -> None:
        """Close the help."""
        leave(self, None)
