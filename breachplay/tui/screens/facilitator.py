"""The facilitator's screen: the whole script, what is next, and what the players see."""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, Final

from textual import events, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from breachplay.record import events as kinds
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
from breachplay.tui.own_keys import OwnKey, bindings, help_screen, labels, offers
from breachplay.tui.paint import line, lines, plain
from breachplay.tui.reading_on import read_on
from breachplay.tui.screens.fitting import fitting
from breachplay.tui.widgets.bars import mode_badge
from breachplay.tui.widgets.incoming import GLYPHS
from breachplay.tui.widgets.labels import Labels
from breachplay.tui.widgets.script import Row, Standing

if TYPE_CHECKING:
    from breachplay.record.commands_exercise import ExerciseCommand
    from breachplay.tui.app import BreachplayApp

KEYS = (
    OwnKey("enter", "send now", "send", "Send the marked inject to the players now."),
    OwnKey("s", "leave out", "skip", "The marked inject will not come, for a reason."),
    OwnKey("n", "add one", "add", "Send something that is not in the script."),
    OwnKey("X", "clock", "pace", "Start, pause, speed, on to what is next, ahead by hours."),
    OwnKey("w", "private note", "remark", "Keep what you saw; players do not see it."),
    OwnKey("R", "review", "review", "What the record shows so far."),
    OwnKey("g", "ratings", "rate", "Set another rating, with a reason."),
    OwnKey("h", "hot wash", "hot-wash", "Write down what players say to its questions."),
    OwnKey("F", "end", "end", "End the exercise."),
    OwnKey("space", "read on", "read", "Read on in the marked inject, then from its top."),
    OwnKey("?", "help", "help", "These keys."),
    OwnKey("q", "leave", "leave", "Leave; the exercise goes on."),
)
"""Key, label, what it does and how that is told; a click on the label does the same."""

MARKS = (
    ("… waiting", "the players have time left to answer"),
    ("✗ overdue", "an answer that is expected has not come in time"),
    ("▲ late", "it came, too late"),
    ("✓ in time", "everything expected came in time; ✓ sent: nothing is expected"),
    ("▸ next", "what the clock brings next"),
    ("◇ branch", "comes if an answer does not come in time"),
    ("○ waits", "for something to happen, or for your hand"),
)


class FacilitatorScreen(Screen[None]):
    """Draws the script and sends what the facilitator wants."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(KEYS, "do"),
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
                with VerticalScroll(id="inject-scroll"):
                    yield Static(id="inject", markup=False)
                with VerticalScroll(id="players-scroll"):
                    yield Static(id="players", markup=False)
        yield Labels(labels(KEYS), id="facilitator-keys")
        yield Static(id="too-small", markup=False)

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
        if self.query("#facilitator-title"):  # else the program is being left
            self.draw()

    def on_resize(self, event: events.Resize) -> None:
        """A plain message where nothing fits."""
        fits = fitting(*event.size)
        self.set_class(fits.small, "too-small")
        self.query_one("#too-small", Static).update(plain(f"EXERCISE. {fits.said}"))

    @property
    def standing(self) -> Standing:
        """How the script stands now."""
        session, state = self.app.worker.session, self.run_state
        now, zone = session.now(), state.profile.timezone
        return Standing(self.exercise, session.events, now, zone, ended=state.closed)

    def draw(self) -> None:
        """Draw what has changed."""
        standing = self.standing
        rows = standing.rows()
        self.query_one("#facilitator-title", Static).update(
            self._title(self.app.worker.session.now())
        )
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
        self.query_one("#inject", Static).update(standing.whole(self.under_cursor))

    def _next(self) -> int:
        """Give the place of the first inject that has not been delivered."""
        done = (*self.exercise.delivered, *self.exercise.skipped)
        return next((at for at, name in enumerate(self._names) if name not in done), 0)

    def _title(self, now: datetime) -> Content:
        exercise, state = self.exercise, self.run_state
        at = f"{local(now, state.profile.timezone):%a %H:%M:%S}"
        since = now - parse_stamp(exercise.begins_at)
        if not exercise.started_at:
            told, how = "", "not started: X for the communications check"
        else:
            told = f"{at}  T+{span(since)}  "
            how = "PAUSED" if exercise.pace.paused else f"×{exercise.pace.speed}"
        if state.closed:
            how = "FINISHED"
        head = line(mode_badge("exercise"), f" Facilitator  {told}", (how, "bold"))
        return line(head, f"  {exercise.scenario.title}")

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
        """Show the whole of the inject under the cursor, from its top."""
        self.query_one("#inject", Static).update(self.standing.whole(self.under_cursor))
        self.query_one("#inject-scroll").scroll_home(animate=False)

    def _players(self) -> Content:
        """What they did last, newest first, and what they have before them."""
        state = self.run_state
        phase = state.current_phase
        rows = [line(("Phase: ", "$quiet"), (phase.title, "bold"))]
        done = [one for one in self.app.worker.session.events if one.kind != kinds.EXERCISE_PACED]
        for event in reversed(done[-6:]):
            rows.append(
                line((f"{self._local(event.on_clock)} ", "$quiet"), short(event, state.playbook))
            )
        draft = state.drafts.get(state.working)
        told = draft.text if draft and draft.text.strip() else "(nothing written)"
        rows += [Content(""), line(("Draft: ", "$quiet"), plain(told, lines=True))]
        if state.posts:
            post = state.posts[-1]
            said = f"Posted {self._local(post.at)}: "
            rows.append(line((said, "$quiet"), plain(post.text, lines=True)))
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
        if self.has_class("too-small") and name != "leave":
            return
        if name in _AT_ONCE:
            _AT_ONCE[name](self)
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

    def offers(self) -> Iterator[tuple[str, str, Callable[[], object]]]:
        """Give what the palette finds here: label, what it does, and the way to do it."""
        return offers(KEYS, self.action_do)


def _read(screen: FacilitatorScreen) -> None:
    read_on(screen.query_one("#inject-scroll"))


def _help(screen: FacilitatorScreen) -> None:
    screen.app.push_screen(help_screen(KEYS, MARKS))


_AT_ONCE: Final[Mapping[str, Callable[[FacilitatorScreen], object]]] = {
    "leave": lambda screen: screen.app.exit(),
    "read": _read,
    "help": _help,
}
"""What needs neither a form nor the record."""
