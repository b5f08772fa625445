"""What people asked: who waits, and for how long; what was answered, below."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from breachplay.record.questions import Question, settled, unanswered, wait
from breachplay.record.reckoning import local
from breachplay.record.state import State
from breachplay.record.when import parse_stamp
from breachplay.timeline.sentences_questions import asker, place
from breachplay.timeline.waiting import unanswered_words, waited
from breachplay.tui.leaving import leave
from breachplay.tui.paint import hanging, line, lines, plain
from breachplay.tui.widgets.bars import mode_badge
from breachplay.tui.widgets.labels import Labels

if TYPE_CHECKING:
    from breachplay.tui.app import BreachplayApp

TEXT_ROWS = 2
"""Rows that a question may take in the list; under it stands all of the one at the cursor."""

KEYS = (
    ("enter", "answer", "answer"),
    ("space", "mark", "mark"),
    ("n", "log one", "log"),
    ("w", "answered elsewhere", "elsewhere"),
    ("c", "close", "close"),
    ("u", "open again", "reopen"),
    ("esc", "back", "leave"),
)
"""Key, label and wish; a click on the label does the same."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person wants to do with which questions."""

    kind: str
    """`answer`, `log`, `elsewhere`, `close` or `reopen`."""
    questions: tuple[str, ...] = ()


class QuestionsScreen(Screen[Wish | None]):
    """Lists the questions; gives what the person wants to do, or None when it is left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,r", "wish('leave')", "Back"),
        *(
            Binding(key, f"wish('{kind}')", label)
            for key, label, kind in KEYS
            if key not in {"enter", "esc"}
        ),
    ]
    app: "BreachplayApp"

    def __init__(self, at: str = "", blocked: str = "") -> None:
        """Show the list.

        Args:
            at: id of the question that the cursor begins on; empty for the first.
            blocked: why nothing can be recorded; empty where it can.
        """
        super().__init__(id="questions")
        self._at = at
        self._blocked = blocked
        self._marked: set[str] = set()
        self._drawn: object = None
        self._names: list[str] = []

    def compose(self) -> ComposeResult:
        """The list, the whole of the question under the cursor, and the keys."""
        yield Static(id="questions-title", markup=False)
        yield OptionList(id="questions-list", markup=False, compact=True)
        yield Static(id="questions-detail", markup=False)
        yield Labels([(key, label, kind) for key, label, kind in KEYS], id="questions-keys")

    def on_mount(self) -> None:
        """Show all questions, and let the waits go on."""
        self.set_class(self._state.mode == "exercise", "exercise")
        self.query_one("#questions-list", OptionList).focus()
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
    def _under_cursor(self) -> str:
        at = self.query_one("#questions-list", OptionList).highlighted
        return self._names[at] if at is not None and at < len(self._names) else ""

    def _draw(self) -> None:
        """Draw what has changed: the record, the marks, or a wait by a minute."""
        state, now = self._state, self.app.worker.session.now()
        waiting = unanswered(state.questions)
        waits = [waited(wait(question, now)) for question in waiting]
        drawn = (state.seq, frozenset(self._marked), tuple(waits), self.app.size.width)
        if drawn == self._drawn:
            return
        at = self._under_cursor or self._at
        self._drawn = drawn
        done = tuple(reversed(settled(state.questions)))
        self._names = [question.id for question in (*waiting, *done)]
        self._marked &= set(self._names)
        summary = unanswered_words(state, now) or "nobody waits"
        self.query_one("#questions-title", Static).update(
            line(mode_badge(state.mode), f" Questions · {summary}")
        )
        rows = [
            self._row(one, (f"waits {span}", "bold $text-warning"))
            for one, span in zip(waiting, waits, strict=True)
        ]
        rows += [self._row(one, (one.status, "$quiet")) for one in done]
        listing = self.query_one("#questions-list", OptionList)
        listing.set_options([Option(row) for row in rows])
        if self._names:
            listing.highlighted = self._names.index(at) if at in self._names else 0
        else:
            told = "No question was logged. Press n to log one; a post pasted whole will do."
            self.query_one("#questions-detail", Static).update(plain(told, "$quiet"))

    def _row(self, question: Question, standing: tuple[str, str]) -> Content:
        mark = "[x] " if question.id in self._marked else "    "
        head = line(
            mark,
            (f"{question.id:<4} ", "$quiet"),
            standing,
            "  ",
            (asker(question.who), "bold"),
            (place(question.where), "$quiet"),
        )
        width = self.app.size.width - 2
        told = hanging(plain(question.text), width, 9, first=9)
        if len(told) > TEXT_ROWS:
            last = told[TEXT_ROWS - 1].truncate(width - 2).rstrip()
            told = [*told[: TEXT_ROWS - 1], line(last, " …")]
        return lines([head.truncate(width, ellipsis=True), *told])

    def on_option_list_option_highlighted(self) -> None:
        """Show the whole of the question under the cursor."""
        question = self._state.questions.get(self._under_cursor)
        if question is not None:
            self.query_one("#questions-detail", Static).update(self._whole(question))

    def _whole(self, question: Question) -> Content:
        zone = self._state.profile.timezone
        asked = f"{local(parse_stamp(question.asked_at), zone):%Y-%m-%d %H:%M %Z}"
        rows = [
            line((f"{question.id}, asked {asked}, logged by {question.logged_by}", "$quiet")),
            plain(question.text, lines=True),
        ]
        if question.link:
            rows.append(plain(question.link, "$quiet"))
        for answer in question.answers:
            at = f"{local(parse_stamp(answer.at), zone):%H:%M}"
            said = f"answered {at}{place(answer.where)} by {answer.actor}: "
            rows.append(line((said, "$text-success"), answer.text))
        if question.reason:
            what = "closed: " if question.status == "closed" else "open again: "
            rows.append(line((what, "bold"), question.reason))
        return lines(rows)

    def on_option_list_option_selected(self) -> None:
        """Enter or a click answers."""
        self.action_wish("answer")

    def on_labels_pressed(self, event: Labels.Pressed) -> None:
        """A label does what its key does."""
        self.action_wish(event.name)

    def action_wish(self, kind: str) -> None:
        """Mark, or leave with what the person wants; say why where it cannot be done."""
        if kind == "leave":
            leave(self, None)
        elif self._blocked:
            self.app.say(self._blocked, "warning")
        elif kind == "log":
            leave(self, Wish("log"))
        elif not self._under_cursor:
            self.app.say("There is no question yet: press n to log one.", "warning")
        elif kind == "mark":
            self._marked ^= {self._under_cursor}
            self._draw()
        else:
            self._leave_with(kind)

    def _leave_with(self, kind: str) -> None:
        marked = tuple(name for name in self._names if name in self._marked)
        names = marked or (self._under_cursor,)
        status = {self._state.questions[name].status for name in names}
        if kind == "reopen" and "open" in status:
            self.app.say("It waits for an answer already.", "warning")
        elif kind == "close" and status != {"open"}:
            self.app.say("Only a question that waits can be closed.", "warning")
        elif kind == "elsewhere" and "answered" in status:
            self.app.say("It is answered already: press u to open it again.", "warning")
        else:
            leave(self, Wish(kind, names))
