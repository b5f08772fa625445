"""One of many, found by typing a few letters, with the whole text beside it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from breachplay.tui.leaving import leave
from breachplay.tui.marking import marked
from breachplay.tui.paint import line, lines, plain
from breachplay.tui.widgets.line_input import LineInput


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to pick."""

    id: str
    group: str
    title: str
    text: str
    note: str = ""


def _found(entries: Sequence[Entry], letters: str) -> list[Entry]:
    """Give the entries that hold every word typed: in the title before in the text."""
    wanted = letters.casefold().split()
    by_title = [entry for entry in entries if _holds(f"{entry.group} {entry.title}", wanted)]
    by_text = [entry for entry in entries if _holds(f"{entry.title} {entry.text}", wanted)]
    return by_title + [entry for entry in by_text if entry not in by_title]


def _holds(text: str, words: Sequence[str]) -> bool:
    folded = text.casefold()
    return all(word in folded for word in words)


class Pick(ModalScreen[str | None]):
    """Gives the id of what was picked, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave"),
        Binding("down", "cursor(1)", "Next", show=False),
        Binding("up", "cursor(-1)", "Before", show=False),
    ]

    def __init__(
        self,
        title: str,
        entries: Sequence[Entry],
        found_by: Callable[[str], Sequence[str]] | None = None,
    ) -> None:
        """Offer entries.

        Args:
            title: what is picked.
            entries: from what, in this order.
            found_by: gives the ids of entries that fit what was typed, the best first; they
                come after those that hold every word of it.
        """
        super().__init__()
        self._found_by = found_by
        self._title = title
        self._entries = entries
        self._shown = list(entries)

    def compose(self) -> ComposeResult:
        """A line to type in, the list, and the text of the one under the cursor."""
        with Vertical(id="dialog", classes="wide") as dialog:
            dialog.border_title = marked(self, self._title)
            dialog.border_subtitle = Content("type to find · enter to take · esc to leave")
            yield LineInput(placeholder="type a few letters", id="find", compact=True)
            with Horizontal(id="pick-body"):
                yield OptionList(id="pick-list", markup=False, compact=True)
                with VerticalScroll(id="pick-scroll", can_focus=False):
                    yield Static("", id="pick-text", markup=False)

    def on_mount(self) -> None:
        """Show everything."""
        self._show("")

    def _show(self, letters: str) -> None:
        self._shown = _found(self._entries, letters)
        if self._found_by is not None and letters.strip():
            known = {entry.id: entry for entry in self._entries if entry not in self._shown}
            self._shown += [known[name] for name in self._found_by(letters) if name in known]
        listing = self.query_one("#pick-list", OptionList)
        listing.set_options(
            [
                Option(line((f"{entry.group}  ", "$quiet"), entry.title), id=entry.id)
                for entry in self._shown
            ]
        )
        if self._shown:
            listing.highlighted = 0
        else:
            self.query_one("#pick-text", Static).update(plain("Nothing has these words."))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what has the letters typed so far."""
        self._show(event.value)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the text of the entry under the cursor."""
        # By id: letters typed meanwhile may have made the list another one.
        entry = next((one for one in self._shown if one.id == event.option_id), None)
        if entry is None:
            return
        rows = [plain(entry.title, "bold"), Content(""), plain(entry.text, lines=True)]
        if entry.note:
            rows += [Content(""), plain(entry.note, "$quiet", lines=True)]
        self.query_one("#pick-text", Static).update(lines(rows))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the entry that was clicked or entered."""
        leave(self, event.option_id)

    def on_input_submitted(self) -> None:
        """Take the entry under the cursor."""
        at = self.query_one("#pick-list", OptionList).highlighted
        if at is not None and at < len(self._shown):
            leave(self, self._shown[at].id)

    def action_cursor(self, by: int) -> None:
        """Move the cursor while the letters keep the focus."""
        # A quick key can come before the list is there.
        for listing in self.query("#pick-list").results(OptionList):
            if by > 0:
                listing.action_cursor_down()
            else:
                listing.action_cursor_up()

    def action_leave(self) -> None:
        """Pick nothing."""
        leave(self, None)
