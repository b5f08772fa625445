"""The review of an exercise on the screen: grades, figures, what to improve, the hot wash."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from breachplay.exercise.review import Review, review
from breachplay.record.commands import Command
from breachplay.record.state import State
from breachplay.tui.leaving import leave
from breachplay.tui.paint import line
from breachplay.tui.reviewing import SECTIONS, drawn
from breachplay.tui.widgets.bars import mode_badge
from breachplay.tui.widgets.labels import Labels

if TYPE_CHECKING:
    from breachplay.record.commands_exercise import ExerciseCommand
    from breachplay.tui.app import BreachplayApp

_JUMPS = tuple((str(at), label, name) for at, (name, label) in enumerate(SECTIONS, 1))
_KEYS = (
    ("h", "say something", "say"),
    ("w", "write Markdown", "md"),
    ("W", "write HTML", "html"),
    ("esc", "back", "leave"),
)
_RATE = ("g", "ratings", "rate")


class ReviewScreen(Screen[None]):
    """Shows what the record says of an exercise; takes what people say about it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,R", "do('leave')", "Back"),
        Binding("g", "do('rate')", "Ratings"),
        *(Binding(key, f"do('{name}')", label) for key, label, name in _KEYS if key != "esc"),
        *(Binding(key, f"jump('{name}')", label) for key, label, name in _JUMPS),
    ]
    app: "BreachplayApp"

    def __init__(self, *, facilitator: bool = False) -> None:
        """Show the review.

        Args:
            facilitator: whether whoever looks may set other ratings than the computed ones.
        """
        super().__init__(id="review")
        self._facilitator = facilitator
        self._found: Review | None = None
        self._drawn: tuple[str, int] = ("", 0)
        self._working = False

    def compose(self) -> ComposeResult:
        """The title, the parts under one another, and the keys."""
        yield Static(id="review-title", markup=False)
        yield Labels(_JUMPS, id="review-jumps")
        with VerticalScroll(id="review-body"):
            for name, _ in SECTIONS:
                yield Static(id=f"review-{name}", classes="review-part", markup=False)
        keys = (_RATE, *_KEYS) if self._facilitator else _KEYS
        yield Labels(keys, id="review-keys")

    def on_mount(self) -> None:
        """Compute the review, and again whenever something was recorded."""
        self.add_class("exercise")
        self.query_one("#review-body").focus()
        self.draw()
        self.set_interval(1.0, self.draw)

    @property
    def run_state(self) -> State:
        """Where the exercise stands, as far as it is on disk."""
        return self.app.worker.session.state

    def on_resize(self, _: events.Resize) -> None:
        """Lines break elsewhere."""
        self.draw()

    def draw(self) -> None:
        """Draw the review, if the record or the width is another than when it was drawn."""
        self._draw()

    @work(group="review")
    async def _draw(self) -> None:
        state, width = self.run_state, self.app.size.width - 4
        if self._working or self._drawn == (state.hash, width):
            return
        self._working = True
        try:
            session = self.app.worker.session
            found = await self.app.worker.run(partial(review, state, tuple(session.events)))
        finally:
            self._working = False
        self._drawn, self._found = (state.hash, width), found
        as_it_is = "" if state.closed else " · not finished: what is missing may still come"
        title = f" Review · {found.played.exercise.scenario.title}{as_it_is}"
        self.query_one("#review-title", Static).update(line(mode_badge("exercise"), title))
        for name, _ in SECTIONS:
            self.query_one(f"#review-{name}", Static).update(drawn(found, name, width))

    def action_jump(self, name: str) -> None:
        """Go to a part of the review."""
        self.call_after_refresh(self._jump, name)  # a part just redrawn has no place yet

    def _jump(self, name: str) -> None:
        part, body = self.query_one(f"#review-{name}"), self.query_one("#review-body")
        body.scroll_to_widget(part, top=True, animate=False, immediate=True)

    def on_labels_pressed(self, event: Labels.Pressed) -> None:
        """A label does what its key does."""
        if event.name in dict(SECTIONS):
            self.action_jump(event.name)
        else:
            self.action_do(event.name)

    def action_do(self, name: str) -> None:
        """Do what a key asks, or say why it cannot be done."""
        if name == "leave":
            leave(self, None)
        elif name in {"md", "html"}:
            self._write(name)
        elif name == "rate" and not self._facilitator:
            self.say("Ratings are set by the facilitator: rehearse --facilitate", "warning")
        elif reason := self.app.worker.session.read_only:
            self.say(reason, "warning")
        else:
            self._take(name)

    @work(group="flow", exclusive=True)
    async def _take(self, name: str) -> None:
        from breachplay.tui.flows import reviewing  # noqa: PLC0415  dialogs load with the first key

        await (reviewing.rate if name == "rate" else reviewing.hot_wash)(self)
        self.draw()

    @work(group="write", exclusive=True)
    async def _write(self, form: str) -> None:
        from breachplay.timeline import TimelineFault  # noqa: PLC0415  late

        try:
            path = await self.app.worker.run(partial(self._written, form))
        except TimelineFault as fault:
            self.say(str(fault), "error")
        else:
            self.say(f"Written to {path}")

    def _written(self, form: str) -> Path:
        """Write the review beside the run's record; a file of an earlier time is replaced."""
        from breachplay.exercise.report import as_html, as_markdown  # noqa: PLC0415  late
        from breachplay.timeline import review_name, write_export  # noqa: PLC0415  late

        session = self.app.worker.session
        text = (as_html if form == "html" else as_markdown)(session.state, session.events)
        name = review_name(session.state, form)
        return write_export(text, None, session.folder, name=name, force=True)

    async def send(self, command: "Command | ExerciseCommand") -> str:
        """Record a command; give why it was refused, or an empty text once it is on disk."""
        return await self.app.worker.attempt(command)

    def say(self, text: str, severity: str = "information") -> None:
        """Tell whoever looks something, briefly."""
        self.app.say(text, severity)
