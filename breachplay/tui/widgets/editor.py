"""The draft's editor: plain text, cleaned as it comes in."""

from collections.abc import Callable
from typing import Final

from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
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
        self._wrapped_for = 0
        """The width that the lines were broken for; 0 before there was one."""

    def on_resize(self) -> None:
        """The toolkit has broken the lines for the new width."""
        self._wrapped_for = self.wrap_width

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw, with lines broken for the width there is.

        An editor that gets its first place while keys come in is not always told so by the
        toolkit: the draft would stay one long line, cut off at the edge.
        """
        if not self._wrapped_for and self.wrap_width:
            self._wrapped_for = self.wrap_width
            self.set_reactive(TextArea.soft_wrap, False)
            self.soft_wrap = True
        return super().render_lines(crop)

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
            self._wrapped_for = self.wrap_width
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
