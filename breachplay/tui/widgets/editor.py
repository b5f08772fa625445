"""The draft's editor: plain text, cleaned as it comes in."""

from typing import Final

from textual import events
from textual.message import Message
from textual.widgets import TextArea

from breachplay.plain import clean
from breachplay.tui.widgets.framed import Framed

LONGEST_PASTE: Final = 25_000
"""Characters: the longest post that any of the networks takes."""


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
            count = (
                "1 hidden character was" if removed == 1 else f"{removed} hidden characters were"
            )
            self.post_message(self.PasteChanged(f"{count} taken out of the paste."))
