"""A text whose approval is asked, in full: read to its end before anybody says yes."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from breachplay.record.approval_changes import Piece
from breachplay.timeline.approving import Row
from breachplay.tui.leaving import leave
from breachplay.tui.paint import SEVERITY_STYLES, line, lines, plain, severity
from breachplay.tui.widgets.bars import mode_badge

if TYPE_CHECKING:
    from breachplay.tui.app import BreachplayApp

YES: Final = "yes"
NO: Final = "no"
TAKE_BACK: Final = "take back"

_STYLES: Final = {"head": "bold", "quiet": "$quiet", "good": "$text-success", "warn": "bold"}
_DIFF: Final = {
    "same": ("", "", ""),
    "out": ("[-", "-]", "$text-error strike"),
    "in": ("{+", "+}", "bold $text-success"),
}
"""What went and what came, by mark and by colour."""


def drawn(rows: Sequence[Row]) -> Content:
    """Give rows to read as content; what comes from outside stays text."""
    return lines(_row(row) for row in rows)


def _row(row: Row) -> Content:
    if row.style == "text":
        return line(("│ ", "$faint"), plain(row.text.replace("\n", "\n│ "), "bold", lines=True))
    if row.style == "diff":
        return Content("").join([_piece(piece) for piece in row.pieces])
    if row.style in SEVERITY_STYLES:
        return line(severity(row.style), " ", row.text)
    return plain(row.text, _STYLES.get(row.style, ""))


def _piece(piece: Piece) -> Content:
    before, after, style = _DIFF[piece.kind]
    return plain(f"{before}{piece.text}{after}", style, lines=True)


class ApprovalScreen(Screen[str]):
    """Shows all that is approved; gives the answer: yes, no, take back, or nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "Back"),
        Binding("y", "answer('yes')", "Approve"),
        Binding("n", "answer('no')", "Reject"),
        Binding("w", "answer('take back')", "Take it back"),
        Binding("space,pagedown", "read(1)", "Read on", show=False),
        Binding("pageup", "read(-1)", "Read back", show=False),
        Binding("down,j", "line(1)", "Next line", show=False),
        Binding("up,k", "line(-1)", "Line before", show=False),
        Binding("end", "end", "To the end", show=False),
    ]
    app: "BreachplayApp"

    def __init__(self, rows: Sequence[Row]) -> None:
        super().__init__()
        self._rows = rows

    def compose(self) -> ComposeResult:
        """What it is, the rows, the keys."""
        yield Static(id="approval-title", markup=False)
        with VerticalScroll(id="approval-body", can_focus=False):
            yield Static(drawn(self._rows), id="approval-text", markup=False)
        yield Static(id="approval-keys", markup=False)

    def on_mount(self) -> None:
        """Name the run, and say which keys answer."""
        state = self.app.worker.session.state
        self.set_class(state.mode == "exercise", "exercise")
        title = line(mode_badge(state.mode), f" Approval · {state.profile.organisation}")
        self.query_one("#approval-title", Static).update(title)
        self._say("")

    def _say(self, said: str) -> None:
        keys = line(
            (f" {said} " if said else "", "bold $text-warning"),
            (" y", "bold $text-accent"),
            " approve  ",
            ("n", "bold $text-accent"),
            " reject  ",
            ("w", "bold $text-accent"),
            " take it back  ",
            ("space", "bold $text-accent"),
            " read on  ",
            ("esc", "bold $text-accent"),
            " back",
        )
        self.query_one("#approval-keys", Static).update(keys)

    @property
    def _body(self) -> VerticalScroll:
        return self.query_one("#approval-body", VerticalScroll)

    def action_read(self, pages: int) -> None:
        """Read on, or back, by a page."""
        self._body.scroll_relative(y=pages * max(self._body.size.height - 1, 1), animate=False)

    def action_line(self, by: int) -> None:
        """Read on, or back, by a line."""
        self._body.scroll_relative(y=by, animate=False)

    def action_end(self) -> None:
        """Go to the end."""
        self._body.scroll_end(animate=False)

    def action_answer(self, answer: str) -> None:
        """Give the answer; a yes waits until the whole was on the screen."""
        if answer == YES and self._body.scroll_offset.y < self._body.max_scroll_y:
            self.action_read(1)
            self._say("Read to the end first.")
            return
        leave(self, answer)

    def action_leave(self) -> None:
        """Give no answer."""
        leave(self, "")
