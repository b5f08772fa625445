"""What a command gives in a given state: events, or a refusal that says why.

Pure: no clock, no store, no chance. Time and ids come in with the command or are stamped by
the session that appends.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from breachplay.playbook.model import Item, Phase
from breachplay.playbook.words import MILESTONES
from breachplay.record import (
    decide_approvals,
    decide_clocks,
    decide_questions,
    decide_texts,
    entered,
)
from breachplay.record import events as kinds
from breachplay.record.commands import (
    AddNote,
    CheckItem,
    CloseRun,
    Command,
    EnterPhase,
    HandOver,
    MarkPosted,
    NoteImage,
    OpenRun,
    OverrideCaveat,
    ReachMilestone,
    Refused,
    RemoveImage,
    ReopenItem,
    SaveDraft,
    SetFact,
    SkipItem,
)
from breachplay.record.commands_approvals import Approve, AskApproval, Reject, WithdrawApproval
from breachplay.record.commands_cadence import CorrectPromise, SnoozeUpdate
from breachplay.record.commands_clocks import (
    AddClocks,
    MeetClock,
    ReopenClock,
    SetDeadline,
    WaiveClock,
)
from breachplay.record.commands_links import CorrectLink
from breachplay.record.commands_questions import (
    AnswerElsewhere,
    CloseQuestions,
    LogQuestion,
    ReopenQuestions,
)
from breachplay.record.decide_cadence import correct_promise, snooze_update
from breachplay.record.decide_links import correct_link
from breachplay.record.events import Actor, NewEvent
from breachplay.record.state import State

if TYPE_CHECKING:
    from breachplay.record.commands_exercise import ExerciseCommand

Decided = tuple[NewEvent, ...]


def open_run(command: OpenRun) -> Decided:
    """Give the events that begin a run: opened, aware since, first phase."""
    body = {
        "format": 1,
        "mode": command.mode,
        "title": command.title,
        "playbook": command.playbook,
        "fact_order": list(command.playbook.get("facts", {})),
        "profile": command.profile,
        "packs": list(command.packs),
        "sample_profile": command.sample_profile,
    }
    if command.scenario is not None:
        body |= {"scenario": command.scenario, "seed": command.seed, "speed": command.speed}
    first = command.playbook["phase"][0]["id"]
    return (
        NewEvent(kinds.RUN_OPENED, body),
        NewEvent(kinds.MILESTONE_REACHED, {"milestone": "aware", "source": ""}, command.aware_at),
        NewEvent(kinds.PHASE_ENTERED, {"phase": first}),
    )


def decide(state: State, command: "Command | ExerciseCommand", actor: Actor) -> Decided:
    """Give the events of a command; none where it would change nothing.

    Raises:
        Refused: when the state does not allow the command.
    """
    decision = _DECISIONS.get(type(command))
    if decision is not None:
        if state.closed:
            raise Refused("this run is finished: its record takes no more events")
        return decision(state, command, actor)
    if isinstance(command, OpenRun):
        raise Refused("this run is open already: what it is cannot be changed")
    from breachplay.record.decide_exercise import decide_exercise  # noqa: PLC0415  exercises only

    return decide_exercise(state, command, actor)


def _reach_milestone(state: State, command: ReachMilestone, _: Actor) -> Decided:
    if command.milestone not in MILESTONES:
        raise Refused(f'there is no milestone "{command.milestone}"')
    before = state.milestone(command.milestone)
    if before and (before.at, before.source) == (command.happened_at, command.source):
        return ()
    body = {"milestone": command.milestone, "source": entered.text(command.source, "the source")}
    return (NewEvent(kinds.MILESTONE_REACHED, body, entered.moment(command.happened_at)),)


def _enter_phase(state: State, command: EnterPhase, _: Actor) -> Decided:
    target = state.phase_named(command.phase)
    if target is None:
        raise Refused(f'the playbook has no phase "{command.phase}"')
    if target.id == state.phase:
        return ()
    order = [phase.id for phase in state.playbook.phase]
    entered = NewEvent(kinds.PHASE_ENTERED, {"phase": target.id})
    if order.index(target.id) < order.index(state.phase):
        return (entered,)
    return (_completed(state, leaving_open=command.leaving_open), entered)


def _completed(state: State, *, leaving_open: bool) -> NewEvent:
    still_open = state.open_needed(state.current_phase)
    if still_open and not leaving_open:
        items = "; ".join(item.text for item in still_open)
        raise Refused(f"still open in this phase: {items}")
    body = {"phase": state.phase, "open": [item.id for item in still_open]}
    return NewEvent(kinds.PHASE_COMPLETED, body)


def _check_item(state: State, command: CheckItem, _: Actor) -> Decided:
    _item_of(state, command.phase, command.item)
    if state.item(command.phase, command.item).status == "checked":
        return ()
    return (NewEvent(kinds.ITEM_CHECKED, {"phase": command.phase, "item": command.item}),)


def _reopen_item(state: State, command: ReopenItem, _: Actor) -> Decided:
    _item_of(state, command.phase, command.item)
    if state.item(command.phase, command.item).status == "open":
        return ()
    return (NewEvent(kinds.ITEM_REOPENED, {"phase": command.phase, "item": command.item}),)


def _skip_item(state: State, command: SkipItem, actor: Actor) -> Decided:
    item = _item_of(state, command.phase, command.item)
    status = state.item(command.phase, command.item).status
    if status == "skipped":
        return ()
    if status == "checked":
        raise Refused("this item is checked: open it again before you skip it")
    reason = entered.reason(command.reason, "a reason for skipping this item")
    second = entered.text(command.second, "the name").strip()
    if item.critical:
        if not second:
            raise Refused("this item is critical: name the second person who agrees to skip it")
        entered.reason(second, "the second person's name")
        if second.casefold() in {actor.name.casefold(), str(actor).casefold()}:
            raise Refused("the second person must be somebody other than you")
    body = {"phase": command.phase, "item": command.item, "reason": reason, "second": second}
    return (NewEvent(kinds.ITEM_SKIPPED, body),)


def _set_fact(state: State, command: SetFact, _: Actor) -> Decided:
    definition = state.fact_definition(command.name)
    if definition is None:
        raise Refused(f'the playbook has no fact "{command.name}"')
    value = entered.text(command.value, "the value").strip()
    if command.status not in {"unknown", "reported", "confirmed", "retracted"}:
        raise Refused(f'a fact cannot be "{command.status}"')
    if command.status != "unknown" and not value:
        raise Refused(f"give a value: what is {command.status}?")
    if value and definition.choices and value not in definition.choices:
        raise Refused(f"choose one of: {', '.join(definition.choices)}")
    source = entered.text(command.source, "the source").strip()
    if command.status == "confirmed" and not source:
        raise Refused("a confirmed fact needs a source: who confirmed it, and when?")
    before = state.fact(command.name)
    if before and (before.value, before.status, before.source) == (value, command.status, source):
        return ()
    body = {"fact": command.name, "value": value, "status": command.status, "source": source}
    return (NewEvent(kinds.FACT_SET, body),)


def _add_note(_: State, command: AddNote, __: Actor) -> Decided:
    text = entered.needed(command.text, "the note's text")
    return (NewEvent(kinds.NOTE_ADDED, {"text": text}, entered.moment(command.happened_at)),)


def _close_run(state: State, command: CloseRun, _: Actor) -> Decided:
    completed = _completed(state, leaving_open=command.leaving_open)
    outcome = entered.text(command.outcome, "the outcome").strip()
    owed = state.open_critical()
    if owed and not outcome:
        count = "1 critical item is" if len(owed) == 1 else f"{len(owed)} critical items are"
        raise Refused(f"{count} open: say in a sentence how it ended, and why they stay open")
    return (completed, NewEvent(kinds.RUN_CLOSED, {"outcome": outcome}))


def _item_of(state: State, phase_id: str, item_id: str) -> Item:
    phase: Phase | None = state.phase_named(phase_id)
    for item in phase.item if phase else ():
        if item.id == item_id:
            return item
    raise Refused(f'the playbook has no item "{item_id}" in phase "{phase_id}"')


_DECISIONS: Final[dict[type, Callable[[State, Any, Actor], Decided]]] = {
    ReachMilestone: _reach_milestone,
    EnterPhase: _enter_phase,
    CheckItem: _check_item,
    ReopenItem: _reopen_item,
    SkipItem: _skip_item,
    SetFact: _set_fact,
    SaveDraft: decide_texts.save_draft,
    NoteImage: decide_texts.note_image,
    RemoveImage: decide_texts.remove_image,
    OverrideCaveat: decide_texts.override_caveat,
    HandOver: decide_texts.hand_over,
    MarkPosted: decide_texts.mark_posted,
    CorrectLink: correct_link,
    AddNote: _add_note,
    SnoozeUpdate: snooze_update,
    CorrectPromise: correct_promise,
    LogQuestion: decide_questions.log_question,
    AnswerElsewhere: decide_questions.answer_elsewhere,
    CloseQuestions: decide_questions.close_questions,
    ReopenQuestions: decide_questions.reopen_questions,
    AskApproval: decide_approvals.ask,
    Approve: decide_approvals.approve,
    Reject: decide_approvals.reject,
    WithdrawApproval: decide_approvals.withdraw,
    AddClocks: decide_clocks.add_clocks,
    SetDeadline: decide_clocks.set_deadline,
    MeetClock: decide_clocks.meet_clock,
    WaiveClock: decide_clocks.waive_clock,
    ReopenClock: decide_clocks.reopen_clock,
    CloseRun: _close_run,
}
