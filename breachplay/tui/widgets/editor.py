"""The draft's editor: plain text, cleaned as it comes in."""

from collections.abc import Callable
from typing import Final

from textual import events
from textual.message import Message
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult

from breachplay.plain import clean
from breachplay.tui.paint import taken_out
from breachplay.tui.widgets.framed import Framed

LONGEST_PASTE: Final = 25_000
"""Characters: the longest post that any of the networks takes."""


def _nothing() -> None:
    """Nobody listens yet."""


class DraftEditor(TextArea, Framed):
    """Where the draft is written. Placeholders such as `{people_affected}` stay as typed."""

    class PasteChanged(Message):
        """A paste was not taken as it came; `said` tells the person what was done."""

        def __init__(self, said: str) -> None:
            super().__init__()
            self.said = said

    def __init__(self) -> None:
        super().__init__(id="editor", compact=True, highlight_cursor_line=False)
        self.frame("Draft")
        self.edited: Callable[[], None] = _nothing
        """What is called when a key has changed the text."""

    def edit(self, edit: Edit) -> EditResult:
        """Change the text, and tell of it at once.

        A message would be heard after the next frame; so the key and what it means for the
        preview are drawn in one.
        """
        result = super().edit(edit)
        self.edited()
        return result

    def put(self, text: str) -> None:
        """Show a draft that comes from the record or from a template."""
        cleaned, _ = clean(text)
        if cleaned != self.text:
            self.load_text(cleaned)
            self.move_cursor(self.document.end)

    def on_paste(self, event: events.Paste) -> None:
        """Take a paste in without control characters, and say so."""
        event.prevent_default()
        event.stop()
        if self.read_only:
            return
        if len(event.text) > LONGEST_PASTE:
            self.post_message(
                self.PasteChanged(
                    f"The paste has {len(event.text):,} characters; a draft takes "
                    f"{LONGEST_PASTE:,}. Nothing was pasted."
                )
            )
            return
        text, removed = clean(event.text)
        result = self.replace(text, *self.selection, maintain_selection_offset=False)
        self.move_cursor(result.end_location)
        if removed:
            self.post_message(self.PasteChanged(taken_out(removed)))
