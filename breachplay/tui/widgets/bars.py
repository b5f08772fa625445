"""The bars above and below: where the run stands, what happened last, which keys there are."""

from collections.abc import Sequence

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget

from breachplay.record.events import FOR_FACILITATORS, Event
from breachplay.record.reckoning import local
from breachplay.record.when import parse_stamp
from breachplay.timeline.sentences import short
from breachplay.timeline.waiting import unanswered_words
from breachplay.tui.actions import ACTIONS, BY_ID, Action
from breachplay.tui.paint import line, plain, span_clock
from breachplay.tui.view import View
from breachplay.tui.widgets.nearest_clock import nearest_clock_said
from breachplay.tui.widgets.next_update import next_update_said

MESSAGE_STAYS = 8.0
"""Seconds that a message is shown."""

NAME_ROOM = 24
"""Cells of the organisation's name that the header keeps before it says anything at length."""

ROOM_FOR_TITLE = 10
"""Cells below which a title behind the organisation's name says nothing."""

ROOM_FOR_BOTH = 100
"""Columns from which an exercise shows the time since its start beside its time of day."""

_MESSAGES = {
    "information": ("ℹ", "bold $text-accent"),
    "warning": ("▲", "bold $text-warning"),
    "error": ("✗", "bold $text-error"),
}


def mode_badge(mode: str) -> Content:
    """Give the word that tells a live incident from an exercise, each in its own colour."""
    if mode == "incident":
        return line((" LIVE ", "bold #ffffff on #b3261e"))
    return line((" EXERCISE ", "bold #5b2a86 on #ffffff"))


class HeaderBar(Widget):
    """Mode, organisation, playbook, elapsed time, next update."""

    def __init__(self) -> None:
        super().__init__(id="header")
        self._view: View | None = None
        self._shown = ""
        self.trouble = ""
        """What keeps the draft from being recorded; empty while all is well."""
        self._clock_room = 0
        """Cells at the right end that the nearest deadline takes."""

    def draw(self, view: View) -> None:
        """Show this view's run; nothing is painted where it would look the same."""
        self._view = view
        shown = self._right(view).plain
        if shown != self._shown:
            self._shown = shown
            self.refresh()

    def render(self) -> RenderResult:
        """The bar as content."""
        view = self._view
        if view is None:
            return Content("")
        state = view.state
        badge = mode_badge(state.mode)
        title = state.title if state.exercise else state.playbook.title
        name = plain(f" {state.profile.organisation}")
        right = self._right(view)
        room = max(self.size.width - right.cell_length - badge.cell_length, 0)
        whole = line(name, f" · {title}")
        if whole.cell_length > room and room - name.cell_length < ROOM_FOR_TITLE:
            whole = name
        return line(badge, whole.truncate(room, ellipsis=True, pad=True), right)

    def _right(self, view: View) -> Content:
        state = view.state
        if self.trouble:
            return line((f" NOT SAVED: {self.trouble} ", "bold $text-error reverse"))
        if view.damaged_at:
            return line((f" DAMAGED from event {view.damaged_at} on ", "bold $text-error reverse"))
        if state.closed:
            return line((" FINISHED ", "bold"))
        aware = state.milestone("aware")
        since = parse_stamp(aware.at if aware else state.opened_at)
        elapsed = (view.now - since).total_seconds()
        parts = [line((f"  T{'-' if elapsed < 0 else '+'}{span_clock(elapsed)} ", "bold"))]
        if state.exercise is not None:
            from breachplay.tui.widgets.exercise_clock import (  # noqa: PLC0415  exercises only
                pace_said,
                time_of_day,
            )

            if self.size.width < ROOM_FOR_BOTH:
                parts.clear()
            parts.insert(0, time_of_day(state.exercise, view.now, state.profile.timezone))
            parts.append(pace_said(state.exercise))
        if view.read_only:
            parts.insert(0, line(("  READ ONLY ", "bold $text-warning")))
        badge = mode_badge(state.mode).cell_length
        name = min(plain(state.profile.organisation).cell_length + 1, NAME_ROOM)
        used = badge + name + sum(part.cell_length for part in parts)
        if said := next_update_said(view, self.size.width - used):
            parts.append(said)
        right = Content("").join(parts)
        clock = nearest_clock_said(view, self.size.width - badge - right.cell_length)
        self._clock_room = clock.cell_length if clock else 0
        return line(right, clock) if clock else right

    def on_click(self, event: events.Click) -> None:
        """A click on the deadline shows all clocks."""
        if self._view is not None and event.x >= self.size.width - self._clock_room:
            self.post_message(KeyBar.Pressed(BY_ID["clocks"]))


class Strip(Widget):
    """The last things that happened, who waits, the record's head; for a while, a message."""

    class Pressed(Message):
        """The people who wait were clicked."""

    def __init__(self) -> None:
        super().__init__(id="strip")
        self._waiting = ""
        """Who waits for an answer, as it is shown: `3 unanswered, longest 42 min`."""
        self._place = (0, 0)
        """From which column to which that stands."""
        self._view: View | None = None
        self._events: Sequence[Event] = ()
        self._waits = ""
        """What waits for approval, in words."""
        self._message: Content | None = None
        self._timer: Timer | None = None

    def draw(self, view: View, events: Sequence[Event]) -> None:
        """Show the end of this record."""
        if self._view is None or self._view.state is not view.state:
            self._waits = _waiting(view)
        self._view, self._events = view, events
        self._waiting = unanswered_words(view.state, view.now)
        self.refresh()

    def tick(self, view: View) -> None:
        """Show how long people have waited by now; nothing is painted within a minute."""
        waiting = unanswered_words(view.state, view.now)
        if waiting != self._waiting:
            self._view, self._waiting = view, waiting
            self.refresh()

    def tell(self, text: str, severity: str) -> None:
        """Show a message in place of what happened last, for `MESSAGE_STAYS` seconds."""
        glyph, style = _MESSAGES[severity]
        self._message = line((f" {glyph} ", style), (text, style))
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(MESSAGE_STAYS, self.hush)
        self.refresh(layout=True)

    def hush(self) -> None:
        """Take the message away."""
        self._message = None
        self.refresh(layout=True)

    @property
    def message(self) -> str:
        """The message that is shown, or an empty text."""
        return self._message.plain.strip() if self._message else ""

    def render(self) -> RenderResult:
        """The strip as content."""
        self._place = (0, 0)
        if self._message is not None:
            return self._message
        if self._view is None:
            return Content("")
        head = plain(f" {self._view.head} ", "$quiet")
        if self._waiting:
            head = line((f" ● {self._waiting} ", "bold $text-warning"), head)
        room = max(self.size.width - head.cell_length, 0)
        if self._waiting:
            self._place = (room, room + len(self._waiting) + 4)
        return line(self._last(room).truncate(room, ellipsis=True, pad=True), head)

    def on_click(self, event: events.Click) -> None:
        """Go to the people who wait."""
        start, end = self._place
        if start <= event.x < end:
            self.post_message(self.Pressed())

    def _last(self, room: int) -> Content:
        view = self._view
        assert view is not None  # noqa: S101  render asked already
        zone, playbook = view.state.profile.timezone, view.state.playbook
        waits = line(("▲ ", "bold"), (f"{self._waits}: press A", "bold")) if self._waits else None
        told: list[Content] = []
        used = waits.cell_length + 3 if waits else 0
        for event in reversed(self._events):
            if event.kind == "draft_saved" and told:
                continue
            if event.kind in FOR_FACILITATORS and not view.state.closed:
                continue
            at = f"{local(parse_stamp(event.on_clock), zone):%H:%M}"
            part = line((f"{at} ", "$quiet"), short(event, playbook))
            if told and used + part.cell_length + 3 > room:
                break
            told.insert(0, part)
            used += part.cell_length + 3
        return line(" ", Content(" · ").join([waits, *told] if waits else told))


def _waiting(view: View) -> str:
    """Say what waits for approval; most runs have nothing that does."""
    state = view.state
    if state.closed or not any(one.draft in state.drafts for one in state.approvals_asked):
        return ""
    from breachplay.timeline.approving import waiting_words  # noqa: PLC0415  rarely needed

    return waiting_words(state)


class KeyBar(Widget):
    """The keys that matter now; a click does the same."""

    class Pressed(Message):
        """A key's label was clicked."""

        def __init__(self, action: Action) -> None:
            super().__init__()
            self.action = action

    def __init__(self) -> None:
        super().__init__(id="keys")
        self._view: View | None = None
        self._typing = False
        self._shown: tuple[bool, tuple[bool, ...]] | None = None
        self._places: list[tuple[int, int, int, Action]] = []

    def draw(self, view: View, *, typing: bool) -> None:
        """Show the keys for this view; while typing, keys are letters."""
        shown = (typing, tuple(bool(action.blocked(view)) for action in ACTIONS))
        self._view, self._typing = view, typing
        if shown != self._shown:
            self._shown = shown
            self.refresh()

    def render(self) -> RenderResult:
        """The keys as content, in one or two rows."""
        view = self._view
        self._places = []
        if view is None:
            return Content("")
        if self._typing:
            return line(
                (" esc", "bold $text-accent"),
                " leave the editor  ",
                ("tab", "bold $text-accent"),
                " next pane  ",
                ("ctrl+p", "bold $text-accent"),
                " all actions",
            )
        rows = [Content("")]
        for action in ACTIONS:
            if action.footer or _of_exercise_now(action, view):
                self._place(rows, action, blocked=bool(action.blocked(view)))
        return Content("\n").join(rows)

    def _place(self, rows: list[Content], action: Action, *, blocked: bool) -> None:
        key_style = "$faint" if blocked else "bold $text-accent"
        part = line(
            " ", (action.shown_key, key_style), " ", (action.label, "$faint" if blocked else "")
        )
        if rows[-1].cell_length + part.cell_length + 1 > self.size.width:
            if len(rows) >= max(self.size.height, 1):
                return
            rows.append(Content(""))
        start = rows[-1].cell_length
        rows[-1] = line(rows[-1], part, " ")
        self._places.append((len(rows) - 1, start, start + part.cell_length, action))

    def on_click(self, event: events.Click) -> None:
        """Do what the label under the mouse says."""
        for row, start, end, action in self._places:
            if event.y == row and start <= event.x < end:
                self.post_message(self.Pressed(action))


def _of_exercise_now(action: Action, view: View) -> bool:
    """Whether an action belongs into the footer because this is an exercise, played or over."""
    if view.state.exercise is None or action.group != "Exercise":
        return False
    return view.state.closed == (action.id == "review")
