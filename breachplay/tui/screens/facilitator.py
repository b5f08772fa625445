"""The facilitator's screen: the whole script, what is next, and what the players see."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from breachplay.exercise.responses import Response, responses
from breachplay.exercise.schedule import planned
from breachplay.playbook.scenario import CHANNELS, RESPONSES, Inject
from breachplay.record.commands import Command
from breachplay.record.exercise import Exercise
from breachplay.record.reckoning import local
from breachplay.record.standing import span
from breachplay.record.state import State
from breachplay.record.store import StoreFault
from breachplay.record.when import parse_stamp
from breachplay.timeline.sentences import short
from breachplay.tui.flows import facilitating
from breachplay.tui.flows.exercise import facilitate
from breachplay.tui.paint import line, lines, plain
from breachplay.tui.widgets.bars import mode_badge
from breachplay.tui.widgets.incoming import GLYPHS
from breachplay.tui.widgets.labels import Labels

if TYPE_CHECKING:
    from breachplay.record.commands_exercise import ExerciseCommand
    from breachplay.tui.app import BreachplayApp

KEYS = (
    ("enter", "send now", "send"),
    ("s", "leave out", "skip"),
    ("n", "add one", "add"),
    ("X", "clock", "pace"),
    ("w", "private note", "remark"),
    ("R", "review", "review"),
    ("g", "ratings", "rate"),
    ("h", "hot wash", "hot-wash"),
    ("F", "end", "end"),
    ("q", "leave", "leave"),
)
"""Key, label and what it does; a click on the label does the same."""

_OUTCOMES = {
    "waiting": ("… waiting", "$text-accent"),
    "in time": ("✓ in time", "$text-success"),
    "late": ("▲ late", "$text-warning"),
    "never": ("✗ never", "$text-error"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One inject of the script, and where it stands."""

    inject: Inject
    mark: str
    when: str
    style: str


class FacilitatorScreen(Screen[None]):
    """Draws the script and sends what the facilitator wants."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, f"do('{name}')", label) for key, label, name in KEYS if key != "enter"),
    ]
    app: "BreachplayApp"

    def __init__(self) -> None:
        super().__init__(id="facilitator")
        self._names: list[str] = []
        self._drawn: object = None
        self._looking = False
        self._one_by_one = asyncio.Lock()

    def compose(self) -> ComposeResult:
        """The script on the left; the inject under the cursor and the players on the right."""
        yield Static(id="facilitator-title", markup=False)
        with Horizontal(id="facilitator-panes"):
            yield OptionList(id="script", markup=False, compact=True)
            with Vertical(id="facilitator-right"):
                with VerticalScroll(id="inject-scroll", can_focus=False):
                    yield Static(id="inject", markup=False)
                with VerticalScroll(id="players-scroll", can_focus=False):
                    yield Static(id="players", markup=False)
        yield Labels(KEYS, id="facilitator-keys")

    def on_mount(self) -> None:
        """Show the script, and follow the players."""
        self.add_class("exercise")
        self.query_one("#script", OptionList).border_title = Content(
            "Script: players do not see it"
        )
        self.query_one("#inject-scroll").border_title = Content("Inject")
        self.query_one("#players-scroll").border_title = Content(
            "What the players have before them"
        )
        self.query_one("#script", OptionList).focus()
        self.call_after_refresh(self.draw)
        self.set_interval(1.0, self._tick)

    @property
    def run_state(self) -> State:
        """Where the exercise stands, as far as it is on disk."""
        return self.app.worker.session.state

    @property
    def exercise(self) -> Exercise:
        """The exercise; the command line opens nothing else here."""
        exercise = self.run_state.exercise
        assert exercise is not None  # noqa: S101  checked before the screen is made
        return exercise

    @property
    def under_cursor(self) -> str:
        """The inject under the cursor; empty where there is none."""
        at = self.query_one("#script", OptionList).highlighted
        return self._names[at] if at is not None and at < len(self._names) else ""

    @work(group="tick")
    async def _tick(self) -> None:
        if self._looking:
            return
        self._looking = True
        try:
            await self.app.worker.follow()
            await facilitate(self)
        except StoreFault as fault:
            self.say(str(fault), "error")
        finally:
            self._looking = False
        self.draw()

    def draw(self) -> None:
        """Draw what has changed."""
        session = self.app.worker.session
        now = session.now()
        rows = self._rows(now)
        self.query_one("#facilitator-title", Static).update(self._title(now))
        self.query_one("#players", Static).update(self._players())
        drawn = (tuple(rows), self.app.size.width)
        if drawn != self._drawn:
            self._drawn = drawn
            at = self.under_cursor
            self._names = [row.inject.id for row in rows]
            listing = self.query_one("#script", OptionList)
            listing.set_options([Option(self._told(row)) for row in rows])
            if self._names:
                listing.highlighted = self._names.index(at) if at in self._names else self._next()
        self._draw_inject(now)

    def _next(self) -> int:
        """Give the place of the first inject that has not been delivered."""
        done = (*self.exercise.delivered, *self.exercise.skipped)
        return next((at for at, name in enumerate(self._names) if name not in done), 0)

    def _title(self, now: datetime) -> Content:
        exercise, state = self.exercise, self.run_state
        at = f"{local(now, state.profile.timezone):%a %H:%M:%S}"
        since = now - parse_stamp(exercise.begins_at)
        if state.closed:
            how = " FINISHED"
        elif not exercise.started_at:
            how = " not started: X for the communications check"
        else:
            how = " PAUSED" if exercise.pace.paused else f" ×{exercise.pace.speed}"
        told = f" Facilitator · {exercise.scenario.title} · {at} (T+{span(since)})"
        return line(mode_badge("exercise"), told, (how, "bold"))

    def _rows(self, now: datetime) -> list[Row]:
        exercise, events = self.exercise, self.app.worker.session.events
        ahead = {one.inject.id: one for one in planned(exercise, events, now)}
        rows = []
        for one in sorted(exercise.delivered.values(), key=lambda one: one.seq):
            mark = "✓ by hand" if one.by_hand else "✓ sent"
            rows.append(Row(one.inject, mark, self._local(one.at), "$quiet"))
        for inject in sorted(
            (one for one in exercise.scenario.inject if one.id not in exercise.delivered),
            key=lambda one: ahead[one.id].at.timestamp() if one.id in ahead else float("inf"),
        ):
            if inject.id in exercise.skipped:
                rows.append(Row(inject, "– left out", "", "$quiet"))
            elif inject.id in ahead:
                at = ahead[inject.id].at
                left = f"in {span(at - now)}" if at > now else "now"
                branch = "▸ branch" if ahead[inject.id].branch else "▸ next"
                rows.append(Row(inject, branch, left, "bold"))
            else:
                rows.append(Row(inject, "○ waits", _waits_for(inject), ""))
        return rows

    def _told(self, row: Row) -> Content:
        inject = row.inject
        width = self.query_one("#script", OptionList).size.width - 1
        head = line(
            (f"{row.mark:<10} ", row.style), (f"{row.when} ", "$text-accent"), inject.id
        ).truncate(width, ellipsis=True)
        said = f"   {GLYPHS[inject.channel]} {inject.sender}: {inject.subject or inject.text}"
        return lines([head, plain(said, "$quiet").truncate(width, ellipsis=True)])

    def _local(self, stamp: str) -> str:
        return f"{local(parse_stamp(stamp), self.run_state.profile.timezone):%H:%M}"

    def on_option_list_option_highlighted(self) -> None:
        """Show the whole of the inject under the cursor."""
        self._draw_inject(self.app.worker.session.now())

    def _draw_inject(self, now: datetime) -> None:
        name = self.under_cursor
        exercise = self.exercise
        delivered = exercise.delivered.get(name)
        inject = delivered.inject if delivered else exercise.scenario.inject_named(name)
        if inject is None:
            return
        stands = [
            one
            for one in responses(
                exercise, self.app.worker.session.events, now, ended=self.run_state.closed
            )
            if one.inject.id == name
        ]
        rows = [
            line(
                (f"{inject.id} · {CHANNELS[inject.channel]} from ", "$quiet"),
                (inject.sender, "bold"),
                (f" to {inject.to}", "$quiet"),
            )
        ]
        if inject.subject:
            rows.append(plain(inject.subject, "bold"))
        rows += [plain(inject.text, lines=True), Content("")]
        rows += _expected(inject, stands)
        if inject.notes:
            rows += [line(("For you: ", "bold $text-warning"), plain(inject.notes, lines=True))]
        for remark in exercise.remarks:
            if remark.inject == name:
                grade = f"{remark.grade} " if remark.grade else ""
                rows.append(line((f"Your note: {grade}", "bold"), plain(remark.text, lines=True)))
        self.query_one("#inject", Static).update(lines(rows))

    def _players(self) -> Content:
        state = self.run_state
        phase = state.current_phase
        rows = [line(("Phase: ", "$quiet"), (phase.title, "bold"))]
        draft = state.drafts.get(state.working)
        told = draft.text if draft and draft.text.strip() else "(nothing written)"
        rows.append(line(("Draft: ", "$quiet"), plain(told, lines=True)))
        if state.posts:
            post = state.posts[-1]
            rows.append(line((f"Posted {self._local(post.at)}: ", "$quiet"), post.text))
        rows.append(Content(""))
        for event in list(self.app.worker.session.events)[-6:]:
            rows.append(
                line((f"{self._local(event.on_clock)} ", "$quiet"), short(event, state.playbook))
            )
        return lines(rows)

    # What the facilitator does.

    def on_option_list_option_selected(self) -> None:
        """Enter or a click sends the inject under the cursor."""
        self.action_do("send")

    def on_labels_pressed(self, event: Labels.Pressed) -> None:
        """A label does what its key does."""
        self.action_do(event.name)

    def action_do(self, name: str) -> None:
        """Do what a key asks, or say why it cannot be done."""
        if name == "leave":
            self.app.exit()
            return
        reason = facilitating.blocked(self.run_state, self.app.worker.session.read_only, name)
        if reason:
            self.say(reason, "warning")
        else:
            self._do(name)

    @work(group="flow")
    async def _do(self, name: str) -> None:
        async with self._one_by_one:
            await facilitating.FLOWS[name](self)
            self.draw()

    async def send(self, command: "Command | ExerciseCommand") -> str:
        """Record a command; give why it was refused, or an empty text once it is on disk."""
        if trouble := await self.app.worker.attempt(command):
            return trouble
        self.draw()
        return ""

    def say(self, text: str, severity: str = "information") -> None:
        """Tell the facilitator something, briefly."""
        self.app.say(text, severity)


def _waits_for(inject: Inject) -> str:
    return f"after {inject.after}" if inject.after else "a branch, or by hand"


def _expected(inject: Inject, stands: Sequence[Response]) -> list[Content]:
    rows = []
    known = {id(one.expected): one for one in stands}
    for expected in inject.expect:
        one = known.get(id(expected))
        told, style = _OUTCOMES[one.outcome] if one else ("expected", "$quiet")
        ways = ", ".join(RESPONSES[way] for way in expected.response)
        rows.append(line((f"{told}: ", style), f"{expected.says} ({ways}, {expected.within})"))
        if expected.trap:
            rows.append(line(("   trap: ", "$quiet"), expected.trap))
        if expected.if_not:
            rows.append(line(("   if not: ", "$quiet"), expected.if_not))
    return [*rows, Content("")] if rows else rows
