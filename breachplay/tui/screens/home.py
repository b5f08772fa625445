"""Home: launch, rehearse, resume, timelines, and how exercises went."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from breachplay.playbook.faults import Faulty
from breachplay.playbook.find import (
    find_playbook,
    find_scenario,
    shipped_playbooks,
    shipped_scenarios,
)
from breachplay.playbook.profile import Profile
from breachplay.playbook.read import read_playbook, read_scenario
from breachplay.record.events import Actor
from breachplay.record.opening import prepare
from breachplay.record.session import Session
from breachplay.record.store import RunInfo, Store, StoreFault
from breachplay.tui.paint import hanging, line, lines, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from breachplay.tui.app import BreachplayApp


ROOMY: Final = 36
"""Rows of a screen on which every entry may say what it is about."""

TIGHT: Final = 16
"""Rows of a screen below which the list needs them all."""


class HomeScreen(Screen[None]):
    """What can be begun or gone on with."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,escape", "leave", "Leave"),
        Binding("f", "figures", "Figures of exercises"),
        Binding("T", "theme", "Theme"),
    ]
    app: "BreachplayApp"

    def __init__(self, store: Store, profile: Profile | None, actor: Actor) -> None:
        super().__init__(id="home")
        self._store = store
        self._profile = profile
        self._actor = actor
        self._choices: list[Callable[[], Session] | None] = []
        self._abouts: list[str] = []

    def compose(self) -> ComposeResult:
        """A title, the list, the keys."""
        organisation = self._profile.organisation if self._profile else "Sample Organisation"
        yield Static(
            line("breachplay", (f"   {organisation}", "$quiet")), id="home-title", markup=False
        )
        yield Static(id="home-hint", markup=False)
        yield OptionList(id="home-list", markup=False, compact=True)
        yield Static(id="home-about", markup=False)
        keys = line(
            (" enter", "bold $text-accent"),
            " open  ",
            ("f", "bold $text-accent"),
            " figures of exercises  ",
            ("T", "bold $text-accent"),
            " theme  ",
            ("q", "bold $text-accent"),
            " leave",
        )
        yield Static(keys, id="home-keys", markup=False)

    @property
    def _roomy(self) -> bool:
        """Whether each entry has room for what it is about; else the one under the cursor has."""
        return self.app.size.height >= ROOMY

    def on_mount(self) -> None:
        """List what there is."""
        options: list[Option] = []
        self.query_one("#home-about").display = TIGHT <= self.app.size.height < ROOMY

        def heading(text: str) -> None:
            options.append(Option(line("", (text, "bold $text-accent")), disabled=True))
            self._choices.append(None)
            self._abouts.append("")

        def choice(
            content: Content, opener: "Callable[[], Session] | None", about: str = ""
        ) -> None:
            if about and self._roomy:
                width = self.app.size.width - 8
                content = lines([content, *hanging(plain(about, "$quiet"), width, 4, first=4)])
            options.append(Option(content, disabled=opener is None))
            self._choices.append(opener)
            self._abouts.append(about)

        runs = self._store.runs()
        self._hint(runs)
        open_runs = sorted((run for run in runs if not run.closed), key=_incidents_first)
        if open_runs:
            heading("Resume")
            for run in open_runs:
                self._list_run(choice, run)
        heading("Launch a live incident")
        for name in shipped_playbooks():
            choice(*_playbook(name, partial(self._begin, name)))
        heading("Rehearse: EXERCISE, a tabletop exercise")
        for name in shipped_scenarios():
            choice(*_scenario(name, partial(self._rehearse, name)))
        finished = [run for run in runs if run.closed]
        if finished:
            heading("Timelines of finished runs")
            for run in finished:
                self._list_run(choice, run)
        listing = self.query_one("#home-list", OptionList)
        listing.set_options(options)
        listing.highlighted = 1
        listing.focus()

    def _hint(self, runs: "Sequence[RunInfo]") -> None:
        """Say what is open, and what cannot be read, before anything is begun."""
        open_now = [run for run in runs if not run.closed and not run.fault]
        incidents = sum(run.mode == "incident" for run in open_now)
        told = []
        if incidents:
            told.append(f"● {_counted(incidents, 'incident')} open")
        if exercises := len(open_now) - incidents:
            told.append(f"{_counted(exercises, 'EXERCISE')} open")
        if broken := sum(bool(run.fault) for run in runs):
            told.append(f"▲ {_counted(broken, 'run')} cannot be read: see breachplay runs")
        hint = self.query_one("#home-hint", Static)
        hint.display = bool(told)
        hint.update(plain("; ".join(told)))

    def _list_run(self, choice: "Callable[..., None]", run: RunInfo) -> None:
        if run.fault:
            choice(plain(f"  {run.run}: {run.fault}", "$quiet"), None)
            return
        mode = line(("  EXERCISE ", "bold")) if run.mode == "exercise" else Content("  ")
        name = f"{run.run}   {run.head}"
        begun = f"{run.opened_at[:16].replace('T', ' ')} UTC"
        content = line(mode, run.title, (f"   {name if self._roomy else begun}", "$quiet"))
        about = "" if self._roomy else name
        opener = partial(Session.open, self._store, run.run, self._actor, self.app.clock)
        choice(content, opener, about)

    def _begin(self, name: str) -> Session:
        command = prepare(find_playbook(name), self._profile, self.app.clock.now())
        return Session.begin(self._store, command, self._actor, self.app.clock)

    def _rehearse(self, name: str) -> Session:
        from breachplay.record.opening_exercise import prepare_exercise  # noqa: PLC0415  late

        now = self.app.clock.now()
        command = prepare_exercise(find_scenario(name), self._profile, now)
        return Session.begin(self._store, command, self._actor, self.app.clock)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Say what the entry under the cursor is about, where its row has no room for it."""
        about = self._abouts[event.option_index]
        self.query_one("#home-about", Static).update(plain(about, "$quiet"))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open what is under the cursor."""
        opener = self._choices[event.option_index]
        if opener is not None:
            self._open(opener)

    @work(exclusive=True)
    async def _open(self, opener: "Callable[[], Session]") -> None:
        try:
            await self.app.open_run(opener)
        except (StoreFault, Faulty) as fault:
            self.app.say(str(fault).splitlines()[0], "error")
            return
        self.app.walk()

    def action_figures(self) -> None:
        """Chart what the team's exercises showed."""
        self._figures()

    @work(exclusive=True, group="figures")
    async def _figures(self) -> None:
        from breachplay.exercise.history import history  # noqa: PLC0415  rarely asked for
        from breachplay.tui.screens.figures import FiguresScreen  # noqa: PLC0415  the same

        try:
            found = await self.app.worker.run(partial(history, self._store))
        except StoreFault as fault:
            self.app.say(str(fault), "error")
            return
        await self.app.push_screen_wait(FiguresScreen(found))

    def action_theme(self) -> None:
        """Show the next theme."""
        self.app.next_theme()

    def action_leave(self) -> None:
        """Close the program."""
        self.app.exit()


def _incidents_first(run: RunInfo) -> tuple[bool, bool]:
    """Order open runs: live incidents before all, so that no exercise is taken for one."""
    return bool(run.fault), run.mode == "exercise"


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


Choice = tuple[Content, "Callable[[], Session] | None", str]
"""An entry: how it is called, what opens it, what it is about."""


def _scenario(name: str, opener: "Callable[[], Session]") -> Choice:
    try:
        scenario = read_scenario(find_scenario(name))
    except Faulty as faulty:
        return plain(f"  {name}: {faulty.faults[0]}", "$quiet"), opener, ""
    head = line(("  EXERCISE ", "bold"), scenario.title, (f"   {scenario.length}", "$quiet"))
    return head, opener, scenario.summary


def _playbook(name: str, opener: "Callable[[], Session]") -> Choice:
    try:
        playbook = read_playbook(find_playbook(name))
    except Faulty as faulty:
        return plain(f"  {name}: {faulty.faults[0]}", "$quiet"), opener, ""
    return line(f"  {playbook.title}"), opener, playbook.summary
