"""A few questions at once; what was typed stays until it is taken.

The dialog sends the answers itself and shows a refusal where the person is looking, so that no
answer is lost to an error.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Static

from breachplay.plain import clean
from breachplay.tui.dialogs.choice import Choice
from breachplay.tui.leaving import leave
from breachplay.tui.marking import marked
from breachplay.tui.paint import plain
from breachplay.tui.widgets.line_input import LineInput

FRAME_WIDTH: Final = 72
FRAME_SIDES: Final = 6
"""Cells of a dialog, and of its border and padding at both sides; see the style sheet."""

FRAME_ROWS: Final = 7
"""Rows of a dialog's border, its buttons, what is wrong in two lines, and a blank one."""

LEAST_BODY: Final = 4

Answers = Mapping[str, str]
Take = Callable[[Answers], Awaitable[str]]
"""Takes the answers; gives what is wrong with them, or an empty text."""


Note = Callable[[Answers], str]
"""Gives what should be thought of before the answers are taken, or an empty text."""


@dataclass(frozen=True, slots=True)
class Field:
    """One question."""

    name: str
    label: str
    hint: str = ""
    value: str = ""
    choices: tuple[str, ...] = ()


class Form(ModalScreen[bool]):
    """Asks; gives True once the answers were taken, False when it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave"),
        Binding("enter,ctrl+s", "take", "Save"),
        Binding("pagedown", "scroll(1)", "Read on", show=False),
        Binding("pageup", "scroll(-1)", "Read back", show=False),
    ]

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        take: Take,
        *,
        body: Content | None = None,
        button: str = "Save",
        danger: bool = False,
        note: Note | None = None,
    ) -> None:
        super().__init__()
        self._note = note
        self._title = title
        self._fields = fields
        self._take = take
        self._body = body
        self._button = button
        self._danger = danger
        self._taking = False

    def compose(self) -> ComposeResult:
        """The title, what it is about, a line a question, and what is wrong."""
        with Vertical(id="dialog") as dialog:
            dialog.border_title = marked(self, self._title)
            if self._body is not None:
                with VerticalScroll(id="dialog-body", can_focus=False) as body:
                    body.styles.max_height = self._body_rows(self.app.size)
                    yield Static(self._body, id="dialog-text", markup=False)
            with VerticalScroll(id="dialog-fields", can_focus=False):
                for field in self._fields:
                    yield from self._question(field)
            yield Static("", id="dialog-error", markup=False)
            with Horizontal(id="dialog-buttons"):
                yield Button(
                    Content(f"{self._button}  (enter)"),
                    id="take",
                    variant="error" if self._danger else "primary",
                    compact=True,
                )
                yield Button(Content("Leave  (esc)"), id="leave", compact=True)

    @staticmethod
    def _question(field: Field) -> ComposeResult:
        yield Static(plain(field.label), classes="label", markup=False)
        if field.choices:
            yield Choice(field.choices, field.value, id=f"field-{field.name}")
            return
        yield LineInput(
            clean(field.value)[0].replace("\n", " "),
            placeholder=plain(field.hint).plain,
            id=f"field-{field.name}",
            compact=True,
            select_on_focus=False,
        )

    def _body_rows(self, size: Size) -> int:
        """Give how many rows what the dialog is about may take: all that the questions leave."""
        width = max(min(FRAME_WIDTH, size.width * 96 // 100) - FRAME_SIDES, 1)
        asked = 0
        for field in self._fields:
            chosen = "   ".join(f"( ) {choice}" for choice in field.choices)
            cells = [max(plain(text).cell_length, 1) for text in (field.label, chosen)]
            asked += 1 + sum(-(-count // width) for count in cells)
        asked = min(asked, size.height * 40 // 100)
        return max(size.height * 92 // 100 - FRAME_ROWS - asked, LEAST_BODY)

    def on_resize(self, event: events.Resize) -> None:
        """What the dialog is about takes the room that a terminal of another size has."""
        for body in self.query("#dialog-body"):
            body.styles.max_height = self._body_rows(event.size)

    def action_scroll(self, pages: int) -> None:
        """Read on in what the dialog is about; the answers stay where they are."""
        for body in self.query("#dialog-body"):
            body.scroll_relative(y=pages * max(body.size.height - 1, 1), animate=False)

    def on_mount(self) -> None:
        """Begin with the first question."""
        if not self._fields:
            self.query_one("#take", Button).focus()

    def answers(self) -> dict[str, str]:
        """Give what was answered so far, without control characters."""
        given = {}
        for field in self._fields:
            widget = self.query_one(f"#field-{field.name}")
            if isinstance(widget, Choice):
                given[field.name] = widget.value
            elif isinstance(widget, Input):
                given[field.name] = clean(widget.value)[0].strip()
        return given

    def on_input_changed(self) -> None:
        """Show what is to be thought of with these answers; it keeps nobody from saving them."""
        if self._note is not None and self.query("#dialog-buttons"):
            noted = self._note(self.answers())
            told = plain(f"● {noted}", "$text-warning") if noted else plain("")
            self.query_one("#dialog-error", Static).update(told)

    async def on_input_submitted(self) -> None:
        """Enter takes the answers."""
        await self.action_take()

    async def on_button_pressed(self, event: Button.Pressed) -> None:
        """The buttons do what their keys do."""
        if event.button.id == "take":
            await self.action_take()
        else:
            self.action_leave()

    async def action_take(self) -> None:
        """Send the answers, once; stay, with the reason, where they are refused."""
        if self._taking or not self.query("#dialog-buttons"):
            return  # a quick key can come before the questions are there
        self._taking = True
        wrong = await self._take(self.answers())
        if wrong:
            self._taking = False
            self.query_one("#dialog-error", Static).update(plain(f"✗ {wrong}"))
        else:
            leave(self, True)

    def action_leave(self) -> None:
        """Leave everything as it was."""
        leave(self, False)
