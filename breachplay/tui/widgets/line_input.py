"""An answer of one line, cleaned as it comes in."""

from textual import events
from textual.widgets import Input

from breachplay.plain import clean
from breachplay.tui.paint import taken_out


class LineInput(Input):
    """What the toolkit's own takes, but a paste comes in without hidden characters.

    The toolkit sends the terminal whatever was pasted, reordering characters too.
    """

    def on_paste(self, event: events.Paste) -> None:
        """Take the paste in as one line; a selection gives way to it."""
        event.prevent_default()
        event.stop()
        text, removed = clean(event.text)
        start, end = sorted(self.selection)
        self.replace(" ".join(text.split("\n")).strip(), start, end)
        if removed:
            self.app.notify(taken_out(removed), severity="warning", markup=False)
