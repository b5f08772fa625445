"""A frame with a title, drawn again only when its words change: each drawing costs a repaint."""

from textual.content import Content
from textual.widget import Widget

from breachplay.tui.paint import plain


class Framed(Widget):
    """A widget with a border title and subtitle that may be set at every key press."""

    _words: tuple[str, str] = ("", "")

    def frame(self, title: str, subtitle: str = "") -> None:
        """Set the words of the frame; text from outside in them stays text."""
        if self._words == (title, subtitle):
            return
        self._words = (title, subtitle)
        self.border_title = plain(title)
        self.border_subtitle = plain(subtitle) if subtitle else Content("")
