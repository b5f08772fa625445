"""The record as people read it, on screen."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from breachplay.record.events import FOR_FACILITATORS, Event
from breachplay.record.reckoning import local
from breachplay.record.state import State
from breachplay.record.when import parse_stamp
from breachplay.timeline.sentences import sentence
from breachplay.tui.leaving import leave
from breachplay.tui.paint import hanging, line, lines, plain
from breachplay.tui.widgets.bars import mode_badge

if TYPE_CHECKING:
    from breachplay.tui.app import BreachplayApp


def hidden_from_players(state: State, event: Event) -> bool:
    """Whether an event is the facilitator's own while the exercise goes on."""
    return event.kind in FOR_FACILITATORS and not state.closed


class TimelineScreen(Screen[None]):
    """Every event in its order, the newest under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,t", "leave", "Back"),
        Binding("d", "drafts", "Saved drafts"),
    ]
    app: "BreachplayApp"

    def __init__(self) -> None:
        super().__init__()
        self._with_drafts = False

    def compose(self) -> ComposeResult:
        """The list, and the head that proves it."""
        yield Static(id="timeline-title", markup=False)
        yield OptionList(id="timeline-list", markup=False, compact=True)
        yield Static(id="timeline-keys", markup=False)

    def on_mount(self) -> None:
        """Show all events."""
        session = self.app.worker.session
        state = session.state
        self.set_class(state.mode == "exercise", "exercise")
        self.query_one("#timeline-title", Static).update(
            line(mode_badge(state.mode), f" Timeline · {state.title} · {session.head}")
        )
        keys = line(
            (" d", "bold $text-accent"),
            " saved drafts on/off  ",
            ("esc", "bold $text-accent"),
            f" back   times in {state.profile.timezone}",
        )
        self.query_one("#timeline-keys", Static).update(keys)
        self._fill()

    def _fill(self) -> None:
        session = self.app.worker.session
        zone, playbook = session.state.profile.timezone, session.state.playbook
        options: list[Option] = []
        day = ""
        for event in session.events:
            if event.kind == "draft_saved" and not self._with_drafts:
                continue
            if hidden_from_players(session.state, event):
                continue
            moment = local(parse_stamp(event.on_clock), zone)
            if day != (day := f"{moment:%A %Y-%m-%d}"):
                options.append(Option(plain(day, "bold"), disabled=True))
            head = line((f"{event.seq:>5}  ", "$quiet"), f"{moment:%H:%M:%S}  ")
            told = line(sentence(event, playbook), (f"  {event.actor}", "$quiet"))
            first, *rest = hanging(told, self.app.size.width - 2, head.cell_length)
            options.append(Option(lines([line(head, first), *rest])))
        listing = self.query_one("#timeline-list", OptionList)
        listing.set_options(options or [Option(Content("Nothing yet."))])
        listing.highlighted = len(options) - 1
        listing.focus()

    def action_drafts(self) -> None:
        """Show or hide every saved state of a draft."""
        self._with_drafts = not self._with_drafts
        if self.query("#timeline-list"):  # a quick key can come before the list is there
            self._fill()

    def action_leave(self) -> None:
        """Back to the walk."""
        leave(self, None)
