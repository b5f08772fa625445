"""The line above the last events that says which posts no longer hold; gone when none is left."""

from textual.app import RenderResult
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from breachplay.record.outdated import Outdated, outdated
from breachplay.record.reckoning import local
from breachplay.record.when import parse_stamp
from breachplay.timeline.outdating import counted, outdated_words
from breachplay.tui.paint import line, plain
from breachplay.tui.view import View


class OutdatedLine(Widget):
    """Names the first post that a changed fact outdated, and how many there are."""

    class Pressed(Message):
        """The line was clicked."""

    def __init__(self) -> None:
        # By a class: a display set here would win over a terminal that is too small.
        super().__init__(id="outdated", classes="none")
        self._state: object = None
        self._ones: tuple[Outdated, ...] = ()
        self._zone = "UTC"

    def draw(self, view: View) -> None:
        """Show what the state says; nothing is painted while the state is the same."""
        if view.state is self._state:
            return
        self._state, self._zone = view.state, view.state.profile.timezone
        ones = () if view.state.closed else outdated(view.state)
        if ones != self._ones:
            self._ones = ones
            self.set_class(not ones, "none")
            self.refresh()

    def render(self) -> RenderResult:
        """The line as content."""
        if not self._ones:
            return Content("")
        first = self._ones[0]
        at = f"{local(parse_stamp(first.post.at), self._zone):%H:%M}"
        told = outdated_words(first, at)
        posts = len({one.post.seq for one in self._ones})
        more = f"  ({counted(self._ones)})" if posts > 1 else ""
        tail = plain(f"{more}  k corrects it ", "bold")
        head = line((" ▲ ", "bold $text-warning"))
        room = max(self.size.width - head.cell_length - tail.cell_length, 0)
        return line(head, plain(told).truncate(room, ellipsis=True), tail)

    def on_click(self) -> None:
        """Do what k does."""
        self.post_message(self.Pressed())
