"""The walk: the screen on which the communicator is led through the phases."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.geometry import Size
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import OptionList, Static, TextArea

from breachplay.record.commands import Command, SaveDraft
from breachplay.record.judging import get_ready, judge, networks
from breachplay.record.state import State
from breachplay.record.store import StoreFault
from breachplay.tui.actions import ACTIONS, BY_ID
from breachplay.tui.draft import Buffer, empty, from_record
from breachplay.tui.heard import approval_heard
from breachplay.tui.nudging import Nudges
from breachplay.tui.paint import plain
from breachplay.tui.screens.fitting import fitting
from breachplay.tui.view import View
from breachplay.tui.widgets.bars import HeaderBar, KeyBar, Strip
from breachplay.tui.widgets.caveats import CaveatList
from breachplay.tui.widgets.editor import DraftEditor
from breachplay.tui.widgets.facts import FactList
from breachplay.tui.widgets.incoming import Incoming
from breachplay.tui.widgets.outdated import OutdatedLine
from breachplay.tui.widgets.phases import Checklist, ItemDetail, PhaseList
from breachplay.tui.widgets.preview import Preview
from breachplay.tui.widgets.tabs import Tabs

if TYPE_CHECKING:
    from breachplay.record.commands_exercise import ExerciseCommand
    from breachplay.tui.app import BreachplayApp

SAVE_AFTER = 0.6
"""Seconds from the first key that is not recorded yet to its recording."""

PAUSE = 0.15
"""Seconds without a letter after which nobody is typing on."""

FOLLOW_EVERY = 1.0
"""Seconds between two looks at what others have recorded."""

NO_PROFILE = "This is a sample organisation: run `breachplay init` to make it yours."

ON_THE_CHECKLIST = frozenset({"check", "skip"})
"""Actions on the item under the cursor: never on one that is not in sight."""

AT_ONCE = frozenset({"check", "leave"})
"""Flows that wait for no other: checks in haste are all done, each on the item it was meant for."""


class WalkScreen(Screen[None]):
    """Draws the run's state and sends the person's commands."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(
                action.key,
                f"act('{action.id}')",
                action.label,
                tooltip=action.tooltip,
                id=f"walk.{action.id}",
                show=False,
            )
            for action in ACTIONS
        ),
        Binding("escape", "leave_editor", "Leave the editor", show=False),
        *(
            Binding(str(number), f"pane({number})", f"Pane {number}", show=False)
            for number in (1, 2, 3, 4)
        ),
    ]
    AUTO_FOCUS = "#checklist"

    app: "BreachplayApp"

    def __init__(self) -> None:
        super().__init__(id="walk")
        self.buffer: Buffer = from_record(self.run_state, network=networks(self.run_state)[0])
        self._shown_phase = self.run_state.phase
        self._save_timer: Timer | None = None
        self._view: View | None = None
        self._one_by_one = asyncio.Lock()
        self._covered = 0
        self._following = False
        """Whether a look at what others recorded is on its way; none is ever broken off."""
        self._focus_before: Widget | None = None
        """What had the focus before the terminal became too small."""
        self._keeping: Widget | None = None
        """What is to have the focus again once the panes have come or gone."""
        self._ready = False
        self._nudges = Nudges()
        self._facilitating = False
        """Whether injects are on their way to the record."""
        self._typed_at = 0.0
        """When the last letter came, on the monotonic clock."""
        self._undrawn = False
        """Whether something was recorded that is not drawn yet."""

    # What is drawn.

    def compose(self) -> ComposeResult:
        """The panes, left to right: what to do, what to say, how it looks."""
        yield HeaderBar()
        yield Incoming()
        yield Tabs()
        with Horizontal(id="panes"):
            with Vertical(id="left"):
                yield PhaseList()
                yield Checklist()
                yield ItemDetail()
            with Vertical(id="middle"):
                yield DraftEditor()
                yield FactList()
            with Vertical(id="right"):
                yield Preview()
                yield CaveatList()
        yield OutdatedLine()
        yield Strip()
        yield KeyBar()
        yield Static(id="too-small", markup=False)

    def on_mount(self) -> None:
        """Show the run as it stands, and begin to follow it."""
        self._fit(self.app.size)
        sample = self.run_state.sample_profile and not self.run_state.closed
        hints = [hint for hint in (self.app.hint, NO_PROFILE if sample else "") if hint]
        if hints:
            self.call_after_refresh(self.say, " ".join(hints), "warning")
        self.set_class(not self.view.live, "exercise")
        self.query_one(DraftEditor).put(self.buffer.text)
        self.query_one(DraftEditor).edited = self._typed
        self.draw()
        exercise = self.run_state.exercise
        if exercise is not None and not exercise.started_at and not self.run_state.closed:
            self.call_after_refresh(self._run_flow, "pace")
        self.set_interval(1.0, self._tick)
        self.set_interval(FOLLOW_EVERY, self._follow)

    @work(group="ready")
    async def get_ready(self) -> None:
        """Make the caveats ready on the other thread, when a person is about to write.

        They take memory and a moment; a walk that is only looked at needs neither.
        """
        if not self._ready:
            self._ready = True
            await self.app.worker.run(partial(get_ready, self.run_state))

    @property
    def run_state(self) -> State:
        """Where the run stands, as far as it is on disk."""
        return self.app.worker.session.state

    @property
    def view(self) -> View:
        """A snapshot of all that is shown now."""
        session = self.app.worker.session
        state = session.state
        draft = state.drafts.get(self.buffer.id)
        return View(
            state=state,
            now=session.now(),
            head=session.head,
            read_only=session.read_only,
            damaged_at=session.damage.seq if session.damage else 0,
            draft=self.buffer.id,
            template=self.buffer.template,
            text=self.buffer.text,
            saved=self.buffer.saved,
            network=self.buffer.network,
            networks=networks(state),
            thread=self.buffer.thread,
            reply_to=self.buffer.reply_to,
            judgement=judge(
                state,
                self.buffer.text,
                self.buffer.network,
                thread=self.buffer.thread,
                speaker=self.app.actor.role,
                images=draft.images if draft else (),
                reply_to=self.buffer.reply_to,
                draft=self.buffer.id,
                now=session.now(),
            ),
            shown_phase=self._shown_phase,
        )

    def draw(self) -> None:
        """Draw everything from a new snapshot; panes that have not changed do nothing.

        What was sent to the record may be answered while the program ends and panes are gone.
        """
        if not self.is_running:
            return
        self._undrawn = False
        view = self._view = self.view
        self.query_one(HeaderBar).draw(view)
        self.query_one(Incoming).draw(view)
        self.query_one(PhaseList).draw(view)
        self.query_one(Checklist).draw(view)
        self._draw_detail(view)
        self.query_one(Strip).draw(view, self.app.worker.session.events)
        self.query_one(FactList).draw(view)
        self.query_one(OutdatedLine).draw(view)
        self._draw_draft(view)

    def _draw_draft(self, view: View) -> None:
        editor = self.query_one(DraftEditor)
        editor.read_only = bool(view.read_only or view.state.closed)
        title = f"Draft: {view.template}" if view.template else "Draft"
        editor.frame(title, view.approval if view.saved else "saving …")
        self.query_one(Preview).draw(view)
        self.query_one(CaveatList).draw(view)
        self._draw_keys()

    def _draw_detail(self, view: View) -> None:
        self.query_one(ItemDetail).draw(view, self.query_one(Checklist).row)

    def _draw_keys(self) -> None:
        if self._view is not None:
            typing = isinstance(self.focused, TextArea)
            self.query_one(KeyBar).draw(self._view, typing=typing)

    def _tick(self) -> None:
        if self._view is None:
            return
        if self._undrawn:
            self.draw()
        self._view = replace(self._view, now=self.app.worker.session.now())
        self.query_one(HeaderBar).draw(self._view)
        self.query_one(Strip).tick(self._view)
        self.query_one(Checklist).draw(self._view)
        self._nudge(self._view)
        if self._view.state.exercise is not None:
            self._facilitate()

    @work(group="facilitate")
    async def _facilitate(self) -> None:
        """Deliver the injects that are due; where two terminals do, each comes once."""
        from breachplay.tui.flows.exercise import facilitate  # noqa: PLC0415  exercises only

        if self._facilitating:
            return
        self._facilitating = True
        try:
            if await facilitate(self):
                self.draw()
        finally:
            self._facilitating = False

    def _nudge(self, view: View) -> None:
        """Remind of an update that is due, where that takes no other message away."""
        if not self.is_current or self.query_one(Strip).message:
            return
        said = self._nudges.due(view, typing=isinstance(self.focused, TextArea))
        if said:
            self.draw()  # what is late is a caveat of the draft as well
            self.say(said, "warning")

    def on_resize(self, event: events.Resize) -> None:
        """Panes beside one another, or as tabs, or a plain message where nothing fits."""
        self._fit(event.size)

    def _fit(self, size: Size) -> None:
        fits = fitting(*size)
        if fits.small and self.focused is not None:
            self._focus_before = self.focused
        self.set_class(fits.small, "too-small")
        self.set_class(fits.tabbed, "tabbed")
        if not fits.small:
            self._keep_focus(tabbed=fits.tabbed)
        self.set_class(fits.roomy, "roomy")
        mark = "" if self.run_state.mode == "incident" else "EXERCISE. "
        self.query_one("#too-small", Static).update(plain(f"{mark}{fits.said}"))

    def _keep_focus(self, *, tabbed: bool) -> None:
        """Let whoever was typing go on typing, although panes came or went.

        A widget that is not shown loses the focus, and then letters would be keys.
        """
        focused, self._focus_before = self._focus_before or self.focused, None
        if focused is None:
            return
        if tabbed:
            self.query_one(Tabs).show_pane_of(focused)
        self._keeping = focused
        self.call_after_refresh(self._give_focus_back)

    def _give_focus_back(self) -> None:
        """Focus what had the focus, unless the person has gone to another pane meanwhile."""
        keeping, self._keeping = self._keeping, None
        if keeping is not None:
            keeping.focus()

    # What the person does.

    def action_act(self, action_id: str) -> None:
        """Do what a key, a click or the palette asks, or say why it cannot be done."""
        if self.has_class("too-small") and action_id != "leave":
            return
        reason = BY_ID[action_id].blocked(self.view)
        if reason:
            self.say(reason, "warning")
        elif action_id in ON_THE_CHECKLIST and not self.query_one(Checklist).has_focus:
            self.query_one(Tabs).choose(1)
            self.say("Here is the checklist: press the key again for the marked item.")
        else:
            self._run_flow(action_id)

    @work(group="flow")
    async def _run_flow(self, action_id: str) -> None:
        from breachplay.tui.flows import FLOWS  # noqa: PLC0415  dialogs load with the first key

        if action_id in AT_ONCE:
            await FLOWS[action_id](self)
            return
        if self._under_another():
            return
        covered = self._covered
        async with self._one_by_one:
            if self._covered == covered:
                await FLOWS[action_id](self)

    def _under_another(self) -> bool:
        """Whether another screen has come up since the key was pressed; the palette is no other."""
        if self.app.screen is self:
            return False
        from textual.command import CommandPalette  # noqa: PLC0415  late: rarely asked

        return not isinstance(self.app.screen, CommandPalette)

    def on_screen_suspend(self) -> None:
        """A key that was pressed before a dialog came up was not meant for what comes after it."""
        self._covered += 1

    def action_leave_editor(self) -> None:
        """Give the keys back their meaning: the checklist has the focus again."""
        if self._take_draft_as_recorded():
            self.say("The draft was changed at another terminal: this is how it stands now.")
        target = CaveatList if self.has_class("tabbed") else Checklist
        self.query_one(target).focus()

    def action_pane(self, number: int) -> None:
        """Go to a pane: checklist, draft, facts or caveats."""
        self.query_one(Tabs).choose(number)

    @on(Tabs.Chosen)
    def _show_tab(self, event: Tabs.Chosen) -> None:
        for number in Tabs.NUMBERS:
            self.set_class(number == event.number, f"tab-{number}")
        target = self.query_one(event.target)
        if self._keeping is not None:
            self._keeping = target
        target.focus()

    @on(Incoming.Pressed)
    def _incoming_pressed(self) -> None:
        self.action_act("injects")

    @on(KeyBar.Pressed)
    def _pressed(self, event: KeyBar.Pressed) -> None:
        self.action_act(event.action.id)

    @on(Strip.Pressed)
    def _waiting_pressed(self) -> None:
        self.action_act("replies")

    @on(OutdatedLine.Pressed)
    def _outdated_pressed(self) -> None:
        self.action_act("correct")

    @on(TextArea.Changed)
    def _typed(self) -> None:
        text = self.query_one(DraftEditor).text
        if text == self.buffer.text:
            return
        self.buffer = self.buffer.typed(text)
        self._typed_at = monotonic()
        view = self._view = self.view
        self._draw_draft(view)
        self.query_one(FactList).draw(view)
        if self._save_timer is None:
            self._save_timer = self.set_timer(SAVE_AFTER, self._save_soon)

    @on(DraftEditor.PasteChanged)
    def _paste_changed(self, event: DraftEditor.PasteChanged) -> None:
        self.say(event.said, "warning")

    @on(OptionList.OptionHighlighted, "#checklist")
    def _item_highlighted(self) -> None:
        if self._view is not None:
            self._draw_detail(self._view)

    @on(OptionList.OptionHighlighted, "#phases")
    def _phase_highlighted(self) -> None:
        row = self.query_one(PhaseList).row
        if row and row != self._shown_phase and self.query_one(PhaseList).has_focus:
            self._shown_phase = row
            self.draw()

    @on(OptionList.OptionSelected, "#phases")
    def _phase_selected(self) -> None:
        self._run_flow("enter-phase")

    @on(OptionList.OptionSelected, "#checklist")
    def _item_selected(self) -> None:
        self.action_act("check")

    @on(OptionList.OptionSelected, "#facts")
    def _fact_selected(self) -> None:
        if reason := BY_ID["facts"].blocked(self.view):
            self.say(reason, "warning")
        else:
            self._run_flow("set-fact")

    @on(OptionList.OptionSelected, "#caveats")
    def _caveat_selected(self) -> None:
        self._run_flow("caveat")

    def on_descendant_focus(self) -> None:
        """Other keys matter while typing."""
        if isinstance(self.focused, TextArea):
            self.get_ready()
        self._draw_keys()

    def on_descendant_blur(self) -> None:
        """Other keys matter when typing ends."""
        self._draw_keys()

    # What goes to the record.

    async def send(self, command: "Command | ExerciseCommand") -> str:
        """Record a command; give why it was refused, or an empty text once it is on disk."""
        if trouble := await self.app.worker.attempt(command):
            return trouble
        self._shown_phase = self._phase_to_show(self._shown_phase)
        self.draw()
        return ""

    def _phase_to_show(self, before: str) -> str:
        view = self._view
        if view is not None and view.state.phase != self.run_state.phase:
            return self.run_state.phase
        return before

    def edit(self, buffer: Buffer) -> None:
        """Put another draft into the editor."""
        self.buffer = buffer
        self.query_one(DraftEditor).put(buffer.text)
        self.buffer = self.buffer.typed(self.query_one(DraftEditor).text)
        self.draw()

    async def save(self) -> str:
        """Record the draft as it stands and show that; give why it failed, or an empty text."""
        trouble = await self._save()
        self.draw()
        return trouble

    async def _save(self) -> str:
        if self._save_timer is not None:
            self._save_timer.stop()
            self._save_timer = None
        buffer = self.buffer
        if buffer.saved or self.view.read_only:
            return ""
        command = SaveDraft(
            buffer.id,
            buffer.text,
            buffer.template,
            buffer.network,
            buffer.thread,
            buffer.reply_to,
            buffer.corrects,
            buffer.inject,
        )
        trouble = await self.app.worker.attempt(command)
        if not self.is_running:
            return trouble
        self.query_one(HeaderBar).trouble = trouble
        if not trouble and self.buffer.id == buffer.id:
            self.buffer = self.buffer.recorded(buffer.content)
        if not self.buffer.saved and self._save_timer is None:
            self._save_timer = self.set_timer(SAVE_AFTER, self._save_soon)
        return trouble

    @work(group="save")
    async def _save_soon(self) -> None:
        """Record what was typed; who goes on typing sees that at the next tick of the clock.

        Painted at once, it would stand between a key and its letter.
        """
        self._save_timer = None
        trouble = await self._save()
        if trouble or monotonic() - self._typed_at > PAUSE:
            self.draw()
        else:
            self._undrawn = True

    @work(group="follow")
    async def _follow(self) -> None:
        if self._following:
            return
        self._following = True
        try:
            seen = await self.app.worker.follow()
        except StoreFault as fault:
            if self.is_running:
                self.query_one(HeaderBar).trouble = str(fault)
                self.query_one(HeaderBar).refresh()
            return
        finally:
            self._following = False
        if seen and self.is_running:
            self._take_over(seen)

    def _take_over(self, seen: Sequence[object]) -> None:
        """Show what another terminal recorded; a draft being typed here is left alone."""
        count = "1 event" if len(seen) == 1 else f"{len(seen)} events"
        told = f"{count} recorded from another terminal."
        if heard := approval_heard(seen, self.run_state.playbook):
            told = f"{told} {heard}"
        if self._ended_elsewhere():
            told = f"{told} The exercise is finished: press R for its review."
        posted = any(post.draft == self.buffer.id for post in self.run_state.posts)
        if posted:
            self.edit(empty(network=self.buffer.network))
            told = f"{told} The draft that stood here was posted there."
        elif not isinstance(self.focused, TextArea) and self._take_draft_as_recorded():
            told = f"{told} The draft was changed there: this is how it stands now."
        self._shown_phase = self._phase_to_show(self._shown_phase)
        self.draw()
        self.say(told)

    def _ended_elsewhere(self) -> bool:
        """Whether the facilitator has just finished the exercise."""
        before, state = self._view, self.run_state
        return bool(state.exercise and state.closed and before and not before.state.closed)

    def _take_draft_as_recorded(self) -> bool:
        """Show the draft as the record has it, if it differs and nothing typed here is lost."""
        draft = self.run_state.drafts.get(self.buffer.id)
        if draft is None or not self.buffer.saved:
            return False
        recorded = from_record(self.run_state, draft.id)
        if recorded.content == self.buffer.content:
            return False
        self.edit(recorded)
        return True

    def say(self, text: str, severity: str = "information") -> None:
        """Tell the person something, briefly."""
        if self.is_running:
            self.query_one(Strip).tell(text, severity)
