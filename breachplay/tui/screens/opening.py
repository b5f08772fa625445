"""What stands on the screen while the record is opened: a moment, most of the time."""

from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

if TYPE_CHECKING:
    from collections.abc import Callable

    from breachplay.record.session import Session
    from breachplay.tui.app import BreachplayApp


class OpeningScreen(Screen[None]):
    """Says what is being done, opens the run, and gives way to the walk."""

    app: "BreachplayApp"

    def __init__(self, opener: "Callable[[], Session]") -> None:
        super().__init__(id="opening")
        self._opener = opener

    def compose(self) -> ComposeResult:
        """One line, where the header will be."""
        yield Static(Content(" breachplay   opening the record …"), id="opening-line", markup=False)

    def on_mount(self) -> None:
        """Draw first, then work."""
        self.call_after_refresh(self._open)

    @work
    async def _open(self) -> None:
        try:
            await self.app.open_run(self._opener)
        except Exception as failure:  # noqa: BLE001  whoever ran the app says what is wrong
            self.app.fail(failure)
        else:
            self.app.walk()
