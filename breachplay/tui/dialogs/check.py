"""The communications check: read aloud, ticked off, and then the exercise clock starts."""

from collections.abc import Awaitable, Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, OptionList, Static
from textual.widgets.option_list import Option

from breachplay.tui.leaving import leave
from breachplay.tui.marking import marked
from breachplay.tui.paint import line, plain

Take = Callable[[Sequence[str]], Awaitable[str]]
"""Takes the lines that hold; gives why the clock cannot start, or an empty text."""


class CommunicationsCheck(ModalScreen[bool]):
    """Gives True once the exercise clock was started."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Later"),
        Binding("s", "start", "Start"),
        Binding("space", "tick", "Tick", show=False),
        # before the list of ticks, which has the cursor and would page itself
        Binding("pagedown", "scroll(1)", "Read on", show=False, priority=True),
        Binding("pageup", "scroll(-1)", "Read back", show=False, priority=True),
    ]

    def __init__(self, title: str, body: Content, ask: Sequence[str], take: Take) -> None:
        super().__init__()
        self._title = title
        self._body = body
        self._ask = ask
        self._take = take
        self._ticked: set[str] = set()

    def compose(self) -> ComposeResult:
        """What is read aloud, what is ticked off, and the way to start."""
        with Vertical(id="dialog", classes="wide") as dialog:
            dialog.border_title = marked(self, self._title)
            dialog.border_subtitle = Content(
                "space ticks · page down reads on · s starts · esc for later"
            )
            with VerticalScroll(id="check-body", can_focus=False):
                yield Static(self._body, id="check-text", markup=False)
            yield OptionList(id="check-list", markup=False, compact=True)
            yield Static("", id="dialog-error", markup=False)
            with Horizontal(id="dialog-buttons"):
                yield Button(
                    Content("Start the clock  (s)"), id="take", variant="primary", compact=True
                )
                yield Button(Content("Later  (esc)"), id="leave", compact=True)

    def on_mount(self) -> None:
        """Begin with the first line."""
        self._show()
        self.query_one("#check-list", OptionList).focus()

    def _show(self) -> None:
        listing = self.query_one("#check-list", OptionList)
        at = listing.highlighted or 0
        listing.set_options(
            [Option(line("[x] " if ask in self._ticked else "[ ] ", ask)) for ask in self._ask]
        )
        listing.highlighted = min(at, len(self._ask) - 1)

    def on_option_list_option_selected(self) -> None:
        """Enter or a click ticks a line, or takes the tick away."""
        self.action_tick()

    def action_tick(self) -> None:
        """Tick the line under the cursor, or take the tick away."""
        listing = self.query_one("#check-list", OptionList)
        if listing.highlighted is not None:
            self._ticked ^= {self._ask[listing.highlighted]}
            self._show()

    def action_scroll(self, pages: int) -> None:
        """Read on in what is read aloud."""
        self.query_one("#dialog-error", Static).update("")
        body = self.query_one("#check-body")
        body.scroll_relative(y=pages * self._page(), animate=False)

    def _page(self) -> int:
        return max(self.query_one("#check-body").size.height - 1, 1)

    async def on_button_pressed(self, event: Button.Pressed) -> None:
        """The buttons do what their keys do."""
        if event.button.id == "take":
            await self.action_start()
        else:
            self.action_leave()

    async def action_start(self) -> None:
        """Start the clock; stay, with the reason, where that is refused.

        What is read aloud ends with the background: nobody starts without having seen it.
        """
        body = self.query_one("#check-body")
        if body.scroll_offset.y < body.max_scroll_y:
            ends = body.scroll_offset.y + self._page() >= body.max_scroll_y
            self.action_scroll(1)
            told = "This is the end: s starts the clock." if ends else "Read on: s goes on."
            self.query_one("#dialog-error", Static).update(plain(f"▲ {told}"))
            return
        wrong = await self._take([ask for ask in self._ask if ask in self._ticked])
        if wrong:
            self.query_one("#dialog-error", Static).update(plain(f"✗ {wrong}"))
        else:
            leave(self, True)

    def action_leave(self) -> None:
        """Leave the clock as it is."""
        leave(self, False)
