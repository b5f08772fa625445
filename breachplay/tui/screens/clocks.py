"""Every clock of the run, nearest first: who must be told, by when, and by which rule."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from breachplay.record.clocks import standing
from breachplay.record.clocks_watched import called_for
from breachplay.record.reckoning import local
from breachplay.record.standing import RUNNING, Standing, Status, in_words
from breachplay.record.state import State
from breachplay.tui.leaving import leave
from breachplay.tui.paint import line, lines, plain
from breachplay.tui.widgets.bars import mode_badge
from breachplay.tui.widgets.labels import Labels

if TYPE_CHECKING:
    from breachplay.tui.app import BreachplayApp

NO_ADVICE: Final = "This is no legal advice: counsel decides which of these apply, and from when."

KEYS: Final = (
    ("m", "met", "meet"),
    ("w", "waive", "waive"),
    ("u", "open again", "reopen"),
    ("n", "add one", "add"),
    ("a", "set a milestone", "milestone"),
    ("esc", "back", "leave"),
)
"""Key, label and wish; a click on the label does the same."""

_STYLES: Final[dict[Status, str]] = {
    "overdue": "bold $text-error",
    "close": "bold $text-warning",
    "running": "bold $text-accent",
    "no figure": "bold $text-accent",
    "not started": "$quiet",
    "met": "$text-success",
    "waived": "$quiet",
}


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person wants to do with which clock."""

    kind: str
    """`meet`, `waive`, `reopen`, `add` or `milestone`."""
    clock: str = ""


def both_times(moment: datetime, zone: str) -> str:
    """Give a moment in a zone and in UTC: `Fri 2026-11-27 02:35 CET (01:35 UTC)`."""
    here, universal = local(moment, zone), moment.astimezone(UTC)
    told = f"{here:%a %Y-%m-%d %H:%M %Z}"
    if here.utcoffset() == universal.utcoffset():
        return told
    day = "" if here.date() == universal.date() else f"{universal:%a %Y-%m-%d} "
    return f"{told} ({day}{universal:%H:%M} UTC)"


class ClocksScreen(Screen[Wish | None]):
    """Lists the clocks; gives what the person wants to do, or None when it is left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,c", "wish('leave')", "Back"),
        *(Binding(key, f"wish('{kind}')", label) for key, label, kind in KEYS if key != "esc"),
    ]
    app: "BreachplayApp"

    def __init__(self, at: str = "", blocked: str = "") -> None:
        """Show the list.

        Args:
            at: id of the clock that the cursor begins on; empty for the first.
            blocked: why nothing can be recorded; empty where it can.
        """
        super().__init__(id="clocks")
        self._at = at
        self._blocked = blocked
        self._shown: tuple[Standing, ...] = ()
        self._drawn: object = None
        self._offered: tuple[int, str] = (-1, "")

    def compose(self) -> ComposeResult:
        """The list, the whole of the clock under the cursor, what this is not, and the keys."""
        yield Static(id="clocks-title", markup=False)
        yield OptionList(id="clocks-list", markup=False, compact=True)
        with VerticalScroll(id="clocks-scroll", can_focus=False):
            yield Static(id="clocks-detail", markup=False)
        yield Static(plain(NO_ADVICE, "$text-warning"), id="clocks-advice", markup=False)
        yield Labels(KEYS, id="clocks-keys")

    def on_mount(self) -> None:
        """Show all clocks, and let them run."""
        self.set_class(self._state.mode == "exercise", "exercise")
        self.query_one("#clocks-list", OptionList).focus()
        self.call_after_refresh(self._draw)
        self.set_interval(1.0, self._draw)

    def on_resize(self) -> None:
        """Lay the rows out for the width there is."""
        if self._drawn is not None:
            self._draw()

    @property
    def _state(self) -> State:
        return self.app.worker.session.state

    @property
    def _under_cursor(self) -> Standing | None:
        at = self.query_one("#clocks-list", OptionList).highlighted
        return self._shown[at] if at is not None and at < len(self._shown) else None

    def _draw(self) -> None:
        """Draw what has changed: the record, or a clock by a minute."""
        state, now = self._state, self.app.worker.session.now()
        shown = standing(state, now)
        said = tuple((one.word, in_words(one, now)) for one in shown)
        drawn = (state.seq, said, self.app.size.width)
        if drawn == self._drawn:
            return
        before = self._under_cursor
        at = before.id if before else self._at
        self._drawn, self._shown = drawn, shown
        running = sum(one.status in RUNNING for one in shown)
        overdue = sum(one.status == "overdue" for one in shown)
        summary = f"{running} running" + (f", {overdue} OVERDUE" if overdue else "")
        zone = state.profile.timezone
        self.query_one("#clocks-title", Static).update(
            line(mode_badge(state.mode), f" Clocks · {summary} · times in {zone}")
        )
        listing = self.query_one("#clocks-list", OptionList)
        listing.set_options([Option(self._row(one, now)) for one in shown])
        ids = [one.id for one in shown]
        if ids:
            listing.highlighted = ids.index(at) if at in ids else 0
        self._draw_detail()
        self.call_after_refresh(listing.scroll_to_highlight)

    def _row(self, one: Standing, now: datetime) -> Content:
        width = self.app.size.width - 2
        head = line(
            (f"{one.glyph} {one.word:<12}", _STYLES[one.status]),
            (one.title, "bold"),
            ("  unchecked", "$text-warning") if one.as_of == "unchecked" else "",
            f"  {one.tell}" if one.tell else "",
        )
        said = in_words(one, now)
        said_style = _STYLES[one.status] if one.status in RUNNING else "$quiet"
        when = ""
        if one.deadline is not None and one.status in RUNNING:
            when = f" · by {both_times(one.deadline, self._state.profile.timezone)}"
        elif one.settled_at is not None:
            when = f" {both_times(one.settled_at, self._state.profile.timezone)}: {one.settled}"
        below = line(" " * 14, (said, said_style), when)
        return lines([head.truncate(width, ellipsis=True), below.truncate(width, ellipsis=True)])

    def on_option_list_option_highlighted(self) -> None:
        """Show the whole of the clock under the cursor."""
        self._draw_detail()

    def _draw_detail(self) -> None:
        one = self._under_cursor
        rows: list[Content] = []
        if offer := self._offer():
            rows.append(line(("▲ ", "bold $text-warning"), (offer, "$text-warning")))
        if one is None:
            told = "This run watches no clock. Press n to add one from the library."
            rows.append(plain(told, "$quiet"))
        else:
            rows += self._whole(one)
        self.query_one("#clocks-detail", Static).update(lines(rows))

    def _offer(self) -> str:
        """Say which clocks the facts call for; worked out once for each state."""
        state = self._state
        if self._offered[0] != state.seq:
            wanted = called_for(state)
            titles = ", ".join(clock.title for clock, _ in wanted)
            told = f"{wanted[0][1]}: press n to add {titles}" if wanted else ""
            self._offered = (state.seq, told)
        return self._offered[1]

    def _whole(self, one: Standing) -> list[Content]:
        zone = self._state.profile.timezone
        rows = [line((one.title, "bold"), f": {one.rule}")]
        if one.tell:
            rows.append(line(("tell     ", "$quiet"), one.tell))
        if one.applies:
            rows.append(line(("applies  ", "$quiet"), one.applies))
        if one.started is not None:
            rows.append(line(("started  ", "$quiet"), both_times(one.started, zone)))
        if one.deadline is not None:
            rows.append(line(("ends     ", "$quiet"), both_times(one.deadline, zone)))
        if one.cite:
            rows.append(line(("rule     ", "$quiet"), one.cite))
        if one.as_of == "unchecked":
            told = "UNCHECKED: nobody has held this rule against its published text"
            rows.append(line(("checked  ", "$quiet"), (told, "$text-warning")))
        elif one.as_of:
            rows.append(line(("checked  ", "$quiet"), f"against the published text on {one.as_of}"))
        if one.note:
            rows.append(line(("note     ", "$quiet"), one.note))
        if one.settled:
            rows.append(line((f"{one.word:<9}", "bold"), f"{one.settled}, said {one.settled_by}"))
        return rows

    def on_option_list_option_selected(self) -> None:
        """Enter or a click on the clock under the cursor: say that it was met."""
        one = self._under_cursor
        if one is not None and one.kind == "law" and one.status not in {"met", "waived"}:
            self.action_wish("meet")

    def on_labels_pressed(self, event: Labels.Pressed) -> None:
        """A label does what its key does."""
        self.action_wish(event.name)

    def action_wish(self, kind: str) -> None:
        """Leave with what the person wants; say why where it cannot be done."""
        one = self._under_cursor
        if kind == "leave":
            leave(self, None)
        elif self._blocked:
            self.app.say(self._blocked, "warning")
        elif kind in {"add", "milestone"}:
            leave(self, Wish(kind, one.id if one else ""))
        elif one is None:
            self.app.say("There is no clock yet: press n to add one.", "warning")
        elif reason := _refusal(kind, one):
            self.app.say(reason, "warning")
        else:
            leave(self, Wish(kind, one.id))


def _refusal(kind: str, one: Standing) -> str:
    """Say why this cannot be done with that clock, or nothing."""
    if one.kind == "update":
        return "It is met by posting. On the walk z puts the next update off, with a reason."
    done = one.status in {"met", "waived"}
    if kind == "reopen" and not done:
        return "It is open already."
    if kind != "reopen" and done:
        return f"It is {one.status} already: press u to open it again."
    return ""
