"""What came in during an exercise, as it would come: posts as posts, mails as mails."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from breachplay.playbook.scenario import CHANNELS, RESPONSES
from breachplay.record.exercise import Delivered, Exercise
from breachplay.record.reckoning import local
from breachplay.record.when import parse_stamp
from breachplay.tui.leaving import leave
from breachplay.tui.own_keys import OwnKey, bindings, help_screen, labels, offers
from breachplay.tui.paint import line, lines, plain
from breachplay.tui.reading_on import read_on
from breachplay.tui.widgets.bars import mode_badge
from breachplay.tui.widgets.exercise_clock import pace_said, time_of_day
from breachplay.tui.widgets.incoming import GLYPHS, unread
from breachplay.tui.widgets.labels import Labels

if TYPE_CHECKING:
    from breachplay.tui.app import BreachplayApp

KEYS = (
    OwnKey("enter", "reply", "reply", "Reply to whoever sent it."),
    OwnKey("p", "post", "post", "Answer with a post to everybody."),
    OwnKey(
        "d", "what was done", "done", "Tie to it what was done since: an item, a fact, an approval."
    ),
    OwnKey("w", "in words", "words", "Say what you do about it: on the phone, in the room."),
    OwnKey("space", "read on", "read", "Read on in what it says, then from its top."),
    OwnKey("X", "clock", "pace", "Pause the exercise clock, change its speed, put it ahead."),
    OwnKey("?", "help", "help", "These keys."),
    OwnKey("esc", "back", "leave", "Back to the walk."),
)
"""Key, label, wish and how that is told; a click on the label does the same."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person wants to do about which inject."""

    kind: str
    """`reply`, `post`, `done`, `words`, or `pace`, which is about none."""
    inject: str


class InjectsScreen(Screen[Wish | None]):
    """Lists what came in, newest first; gives what the person wants to do, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,j", "wish('leave')", "Back"),
        *bindings(KEYS, "wish"),
    ]
    app: "BreachplayApp"

    def __init__(self, read: set[str], at: str = "", blocked: str = "", trouble: str = "") -> None:
        """Show the list.

        Args:
            read: the injects read at this terminal; what is looked at is added.
            at: the inject that the cursor begins on; empty for the oldest that is new.
            blocked: why nothing can be recorded; empty where it can.
            trouble: why what was asked last could not be done; empty where it was.
        """
        super().__init__(id="injects")
        self._trouble = trouble
        self._read = read
        self._at = at
        self._blocked = blocked
        self._names: list[str] = []
        self._drawn: object = None
        self._reading = ""
        self._room = 0
        """Cells that the longest time in the list takes."""

    def compose(self) -> ComposeResult:
        """The list, the whole of the one under the cursor, and the keys."""
        yield Static(id="injects-title", markup=False)
        yield OptionList(id="injects-list", markup=False, compact=True)
        with VerticalScroll(id="injects-scroll", can_focus=False):
            yield Static(id="injects-detail", markup=False)
        yield Labels(labels(KEYS), id="injects-keys")

    def on_mount(self) -> None:
        """Show what came in, and what comes meanwhile."""
        self.add_class("exercise")
        self.query_one("#injects-list", OptionList).focus()
        self.call_after_refresh(self._draw)
        self.set_interval(1.0, self._draw)
        if self._trouble:
            self.app.say(self._trouble, "warning")

    @property
    def _exercise(self) -> Exercise:
        exercise = self.app.worker.session.state.exercise
        assert exercise is not None  # noqa: S101  the action is blocked otherwise
        return exercise

    @property
    def _under_cursor(self) -> str:
        at = self.query_one("#injects-list", OptionList).highlighted
        return self._names[at] if at is not None and at < len(self._names) else ""

    def _draw(self) -> None:
        exercise = self._exercise
        newest = sorted(exercise.delivered.values(), key=lambda one: -one.seq)
        new = unread(exercise, self._read)
        self.query_one("#injects-title", Static).update(self._title(exercise, len(new)))
        drawn = (
            tuple(one.inject.id for one in newest),
            len(exercise.answers),
            new,
            self.app.size.width,
        )
        if drawn == self._drawn:
            return
        self._drawn = drawn
        at = self._under_cursor or self._at
        self._names = [one.inject.id for one in newest]
        self._room = max((len(self._local(one.at)) for one in newest), default=0)
        listing = self.query_one("#injects-list", OptionList)
        listing.set_options([Option(self._row(exercise, one)) for one in newest])
        if newest:
            oldest = max((self._names.index(name) for name in new), default=0)
            listing.highlighted = self._names.index(at) if at in self._names else oldest
        else:
            told = "Nothing has come in yet."
            self.query_one("#injects-detail", Static).update(plain(told, "$quiet"))

    def _title(self, exercise: Exercise, new: int) -> Content:
        state, now = self.app.worker.session.state, self.app.worker.session.now()
        answered = len({one.inject for one in exercise.answers})
        counts = f"{len(exercise.delivered)}, {answered} answered"
        return line(
            mode_badge("exercise"),
            time_of_day(exercise, now, state.profile.timezone),
            (" FINISHED ", "bold") if state.closed else pace_said(exercise),
            f"  What came in · {counts}",
            (f", {new} new" if new else "", "bold"),
        )

    def _row(self, exercise: Exercise, one: Delivered) -> Content:
        inject = one.inject
        if exercise.answers_to(inject.id):
            mark = ("✓ answered ", "$text-success")
        elif inject.id in self._read:
            mark = ("○ open     ", "")
        else:
            mark = ("● new      ", "bold $text-warning")
        return line(
            mark,
            (f"{self._local(one.at):>{self._room}} ", "$quiet"),
            f"{GLYPHS[inject.channel]} {CHANNELS[inject.channel]:<11} ",
            (f"{inject.sender} ", "bold"),
            inject.subject or inject.text,
        ).truncate(self.app.size.width - 3, ellipsis=True)

    def _local(self, stamp: str) -> str:
        """Give a time of day, with its day where that is not today on the exercise clock."""
        session = self.app.worker.session
        zone = session.state.profile.timezone
        moment, today = local(parse_stamp(stamp), zone), local(session.now(), zone).date()
        return f"{moment:%H:%M}" if moment.date() == today else f"{moment:%a %H:%M}"

    def on_option_list_option_highlighted(self) -> None:
        """Show the whole of what is under the cursor; then it is read."""
        name = self._under_cursor
        one = self._exercise.delivered.get(name)
        if one is None:
            return
        self._read.add(name)
        self.query_one("#injects-detail", Static).update(self._whole(one))
        if name != self._reading:
            self._reading = name
            self.query_one("#injects-scroll", VerticalScroll).scroll_home(animate=False)

    def _whole(self, one: Delivered) -> Content:
        rows = [*as_it_comes(one, self._local(one.at), max(self.app.size.width - 4, 20))]
        for answer in self._exercise.answers_to(one.inject.id):
            said = f": {answer.text}" if answer.text else f", event {answer.event}"
            with_what = RESPONSES.get(answer.response, answer.response)
            told = f"✓ answered {self._local(answer.at)} with {with_what} by {answer.actor}{said}"
            rows += [Content(""), plain(told, "$text-success")]
        return lines(rows)

    def on_option_list_option_selected(self) -> None:
        """Enter or a click replies."""
        self.action_wish("reply")

    def on_labels_pressed(self, event: Labels.Pressed) -> None:
        """A label does what its key does."""
        self.action_wish(event.name)

    def action_wish(self, kind: str) -> None:
        """Leave with what the person wants; say why where it cannot be done."""
        if kind == "leave":
            leave(self, None)
        elif kind == "help":
            self.app.push_screen(help_screen(KEYS))
        elif kind == "read":
            read_on(self.query_one("#injects-scroll"))
        elif self._blocked:
            self.app.say(self._blocked, "warning")
        elif kind == "pace":
            leave(self, Wish(kind, self._under_cursor))
        elif not self._under_cursor:
            self.app.say("Nothing has come in yet.", "warning")
        else:
            leave(self, Wish(kind, self._under_cursor))

    def offers(self) -> Iterator[tuple[str, str, Callable[[], object]]]:
        """Give what the palette finds here: label, what it does, and the way to do it."""
        return offers(KEYS, self.action_wish)


def as_it_comes(one: Delivered, at: str, width: int) -> list[Content]:
    """Draw an inject as it reaches people: a post as a card, a mail with its head."""
    inject = one.inject
    text = plain(inject.text, lines=True)
    if inject.channel == "tweet":
        card = max(min(width, 64) - 4, 16)
        head = line((inject.sender, "bold"), (f" · {at}", "$quiet")).truncate(card, ellipsis=True)
        body = [row.rstrip() for row in text.wrap(card)] or [Content("")]
        edge = "─" * (card + 2)
        return [
            plain(f"╭{edge}╮", "$faint"),
            *(
                line(("│ ", "$faint"), row.pad_right(card - row.cell_length), (" │", "$faint"))
                for row in (head, *body)
            ),
            plain(f"╰{edge}╯", "$faint"),
        ]
    if inject.channel in {"mail", "regulator"}:
        return [
            line(("From:    ", "$quiet"), (inject.sender, "bold")),
            line(("To:      ", "$quiet"), inject.to),
            line(("Sent:    ", "$quiet"), at),
            line(("Subject: ", "$quiet"), (inject.subject or "(none)", "bold")),
            Content(""),
            text,
        ]
    how = f"{GLYPHS[inject.channel]} {CHANNELS[inject.channel]} · {at} · "
    head = line((how, "$quiet"), (inject.sender, "bold"), (f" to {inject.to}", "$quiet"))
    subject = [plain(inject.subject, "bold")] if inject.subject else []
    return [head, *subject, Content(""), text]
