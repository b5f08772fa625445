"""State as a fold over the record: one small function for each kind of event.

A kind this version does not know changes nothing but the place in the record; a body may hold
more than is read here. So an old program reads a newer record, and a newer one an old record.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from msgspec.structs import replace

from breachplay.playbook.model import Playbook
from breachplay.playbook.profile import Profile
from breachplay.playbook.rule import RulePack
from breachplay.record import events as kinds
from breachplay.record import fold_cadence, fold_links
from breachplay.record.bodies import examine_event
from breachplay.record.embedded import embedded
from breachplay.record.events import Event
from breachplay.record.fold_approvals import CHANGES as APPROVAL_CHANGES
from breachplay.record.fold_approvals import held
from breachplay.record.fold_clocks import CHANGES as CLOCK_CHANGES
from breachplay.record.fold_questions import CHANGES as QUESTION_CHANGES
from breachplay.record.state import (
    Card,
    Draft,
    Fact,
    Image,
    ItemState,
    Milestone,
    Override,
    PhaseState,
    Post,
    StandingCaveat,
    State,
    StatedFact,
)

if TYPE_CHECKING:
    from breachplay.record.exercise import Exercise


def fold(events: Iterable[Event]) -> State:
    """Give the state after all events, the first of which opens the run.

    Raises:
        ValueError: when the first event does not open a run, or is not as this version knows it.
    """
    state: State | None = None
    for event in events:
        state = begin(event) if state is None else step(state, event)
    if state is None:
        raise ValueError("the record holds no event")
    return state


def begin(event: Event) -> State:
    """Give the state that the first event opens."""
    if event.kind != kinds.RUN_OPENED:
        raise ValueError(f'the record begins with "{event.kind}", not with the opening of a run')
    body = event.body
    try:
        examine_event(event)
        playbook = embedded(_in_order(body), Playbook)
        return State(
            run=event.run,
            mode=body["mode"],
            title=body["title"],
            playbook=playbook,
            profile=embedded(body["profile"], Profile),
            sample_profile=body["sample_profile"],
            packs=tuple(embedded(pack, RulePack) for pack in body["packs"]),
            opened_at=event.on_clock,
            opened_by=event.actor,
            seq=event.seq,
            hash=event.hash,
            last_at=event.at,
            phase=playbook.phase[0].id,
            last_on_clock=event.on_clock,
            exercise=_exercise(event),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"the opening of the run cannot be read: {error}") from error


def _exercise(event: Event) -> "Exercise | None":
    if event.body["mode"] != "exercise":
        return None
    from breachplay.record.fold_exercise import begun  # noqa: PLC0415  exercises only

    return begun(event)


def _in_order(body: Mapping[str, Any]) -> dict[str, Any]:
    """Give the embedded playbook with its facts as its author ordered them.

    Canonical JSON sorts keys, so the order stands beside the playbook.
    """
    playbook = dict(body["playbook"])
    facts = playbook.get("facts", {})
    order = [name for name in body.get("fact_order", ()) if name in facts]
    playbook["facts"] = {name: facts[name] for name in dict.fromkeys([*order, *facts])}
    return playbook


def step(state: State, event: Event) -> State:
    """Give the state after one more event."""
    change = _change_of(event.kind)
    try:
        examine_event(event)
        changed = change(state, event) if change else {}
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f'event {event.seq} ("{event.kind}") cannot be read: {error}') from error
    place = {"seq": event.seq, "hash": event.hash, "last_at": event.at}
    return replace(state, **place, last_on_clock=event.on_clock, **changed)


Changed = Mapping[str, Any]


def _change_of(kind: str) -> "Callable[[State, Event], Changed] | None":
    if kind in kinds.OF_EXERCISES:
        from breachplay.record.fold_exercise import CHANGES  # noqa: PLC0415  exercises only

        return CHANGES[kind]
    return _CHANGES.get(kind)


def _milestone_reached(state: State, event: Event) -> Changed:
    body = event.body
    milestone = Milestone(
        body["milestone"], event.when, body.get("source", ""), event.actor, event.seq
    )
    history = (*state.milestones.get(milestone.id, ()), milestone)
    return {"milestones": {**state.milestones, milestone.id: history}}


def _phase_entered(state: State, event: Event) -> Changed:
    phase = event.body["phase"]
    if state.phase_named(phase) is None:
        return {}
    before = state.phases.get(phase, PhaseState())
    entered = replace(before, entered_at=before.entered_at or event.on_clock)
    return {"phase": phase, "phases": {**state.phases, phase: entered}}


def _phase_completed(state: State, event: Event) -> Changed:
    phase = event.body["phase"]
    before = state.phases.get(phase, PhaseState())
    return {"phases": {**state.phases, phase: replace(before, completed_at=event.on_clock)}}


def _item(state: State, event: Event, item: ItemState) -> Changed:
    return {"items": {**state.items, (event.body["phase"], event.body["item"]): item}}


def _item_checked(state: State, event: Event) -> Changed:
    return _item(state, event, ItemState("checked", event.actor, event.on_clock))


def _item_reopened(state: State, event: Event) -> Changed:
    return _item(state, event, ItemState("open", event.actor, event.on_clock))


def _item_skipped(state: State, event: Event) -> Changed:
    reason, second = event.body["reason"], event.body.get("second", "")
    return _item(state, event, ItemState("skipped", event.actor, event.on_clock, reason, second))


def _fact_set(state: State, event: Event) -> Changed:
    body = event.body
    fact = Fact(
        body["value"],
        body["status"],
        body.get("source", ""),
        event.actor,
        event.on_clock,
        event.seq,
    )
    history = (*state.facts.get(body["fact"], ()), fact)
    return {"facts": {**state.facts, body["fact"]: history}}


def _draft_saved(state: State, event: Event) -> Changed:
    body = event.body
    before = state.drafts.get(body["draft"])
    draft = Draft(
        id=body["draft"],
        phase=body["phase"],
        template=body["template"],
        network=body["network"],
        text=body["text"],
        at=event.on_clock,
        thread=body.get("thread", False),
        images=before.images if before else (),
        reply_to=tuple(body.get("reply_to", ())),
        authors=tuple(dict.fromkeys((*(before.authors if before else ()), event.actor))),
        corrects=body.get("corrects", 0),
        inject=body.get("inject", ""),
    )
    return {"drafts": {**state.drafts, draft.id: draft}, "working": draft.id}


def _image_noted(state: State, event: Event) -> Changed:
    body = event.body
    return _images(state, body["draft"], body["name"], body["description"])


def _image_removed(state: State, event: Event) -> Changed:
    return _images(state, event.body["draft"], event.body["name"], None)


def _images(state: State, draft_id: str, name: str, description: str | None) -> Changed:
    """Put a picture in its place among a draft's, or take it away."""
    draft = state.drafts.get(draft_id)
    if draft is None:
        return {}
    images = {image.name: image for image in draft.images}
    if description is None:
        images.pop(name, None)
    else:
        images[name] = Image(name, description)
    changed = replace(draft, images=tuple(images.values()))
    return {"drafts": {**state.drafts, draft_id: changed}}


def _caveat_overridden(state: State, event: Event) -> Changed:
    body = event.body
    override = Override(
        body["draft"],
        body["caveat"],
        body["subject"],
        body["message"],
        body["reason"],
        event.actor,
        event.on_clock,
    )
    return {"overrides": (*state.overrides, override)}


def _posted(state: State, event: Event) -> Changed:
    body = event.body
    post = Post(
        seq=event.seq,
        draft=body["draft"],
        phase=body["phase"],
        network=body["network"],
        text=body["text"],
        length=body["length"],
        limit=body["limit"],
        link=body.get("link", ""),
        actor=event.actor,
        at=event.when,
        facts=tuple(
            StatedFact(fact["fact"], fact["value"], fact["status"], fact.get("said", ""))
            for fact in body["facts"]
        ),
        caveats=tuple(
            StandingCaveat(
                caveat["id"],
                caveat["severity"],
                caveat["message"],
                caveat["subject"],
                caveat.get("reason", ""),
            )
            for caveat in body["caveats"]
        ),
        cards=tuple(
            Card(card["text"], card["length"], card["limit"], card.get("link", ""))
            for card in body.get("cards", ())
        ),
        images=tuple(
            Image(image["name"], image["description"]) for image in body.get("images", ())
        ),
        reply_to=tuple(body.get("reply_to", ())),
        approvals=held(body),
        corrects=body.get("corrects", 0),
    )
    drafts = {name: draft for name, draft in state.drafts.items() if name != post.draft}
    working = "" if state.working == post.draft else state.working
    promised = fold_cadence.posted(state, post, body)
    return {"posts": (*state.posts, post), "drafts": drafts, "working": working, **promised}


def _note_added(state: State, _: Event) -> Changed:
    return {"notes": state.notes + 1}


def _run_closed(_: State, event: Event) -> Changed:
    return {"closed_at": event.on_clock, "outcome": event.body.get("outcome", "")}


_CHANGES: Final[Mapping[str, Callable[[State, Event], Changed]]] = {
    kinds.MILESTONE_REACHED: _milestone_reached,
    kinds.PHASE_ENTERED: _phase_entered,
    kinds.PHASE_COMPLETED: _phase_completed,
    kinds.ITEM_CHECKED: _item_checked,
    kinds.ITEM_REOPENED: _item_reopened,
    kinds.ITEM_SKIPPED: _item_skipped,
    kinds.FACT_SET: _fact_set,
    kinds.DRAFT_SAVED: _draft_saved,
    kinds.IMAGE_NOTED: _image_noted,
    kinds.IMAGE_REMOVED: _image_removed,
    kinds.CAVEAT_OVERRIDDEN: _caveat_overridden,
    kinds.POSTED: _posted,
    kinds.NOTE_ADDED: _note_added,
    **QUESTION_CHANGES,
    **fold_cadence.CHANGES,
    **fold_links.CHANGES,
    **APPROVAL_CHANGES,
    **CLOCK_CHANGES,
    kinds.RUN_CLOSED: _run_closed,
}
