"""What a command gives in a given state: events, or a refusal that says why.

Pure: no clock, no store, no chance. Time and ids come in with the command or are stamped by
the session that appends.
"""

from collections.abc import Callable
from typing import Any, Final

from breachplay.plain import storable
from breachplay.playbook.model import Item, Phase
from breachplay.playbook.words import MILESTONES
from breachplay.posts import NETWORKS
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
from breachplay.record.events import Actor, NewEvent
from breachplay.record.judging import Judgement, judge_draft
from breachplay.record.state import Draft, State
from breachplay.record.when import parse_stamp

LONGEST_TEXT: Final = 100_000
"""Characters that one text on the record may have; a pasted megabyte is refused, not cut."""

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
    first = command.playbook["phase"][0]["id"]
    return (
        NewEvent(kinds.RUN_OPENED, body),
        NewEvent(kinds.MILESTONE_REACHED, {"milestone": "aware", "source": ""}, command.aware_at),
        NewEvent(kinds.PHASE_ENTERED, {"phase": first}),
    )


def decide(state: State, command: Command, actor: Actor) -> Decided:
    """Give the events of a command; none where it would change nothing.

    Raises:
        Refused: when the state does not allow the command.
    """
    if state.closed:
        raise Refused("this run is finished: its record takes no more events")
    return _DECISIONS[type(command)](state, command, actor)


def _reach_milestone(state: State, command: ReachMilestone, _: Actor) -> Decided:
    if command.milestone not in MILESTONES:
        raise Refused(f'there is no milestone "{command.milestone}"')
    before = state.milestone(command.milestone)
    if before and (before.at, before.source) == (command.happened_at, command.source):
        return ()
    body = {"milestone": command.milestone, "source": _text(command.source, "the source")}
    return (NewEvent(kinds.MILESTONE_REACHED, body, _moment(command.happened_at)),)


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
    if state.item(command.phase, command.item).status == "skipped":
        return ()
    reason = _needed(command.reason, "a reason for skipping this item")
    second = _text(command.second, "the name").strip()
    if item.critical:
        if not second:
            raise Refused("this item is critical: name the second person who agrees to skip it")
        if second.casefold() in {actor.name.casefold(), str(actor).casefold()}:
            raise Refused("the second person must be somebody other than you")
    body = {"phase": command.phase, "item": command.item, "reason": reason, "second": second}
    return (NewEvent(kinds.ITEM_SKIPPED, body),)


def _set_fact(state: State, command: SetFact, _: Actor) -> Decided:
    definition = state.fact_definition(command.name)
    if definition is None:
        raise Refused(f'the playbook has no fact "{command.name}"')
    value = _text(command.value, "the value").strip()
    if command.status not in {"unknown", "reported", "confirmed", "retracted"}:
        raise Refused(f'a fact cannot be "{command.status}"')
    if command.status != "unknown" and not value:
        raise Refused(f"give a value: what is {command.status}?")
    if value and definition.choices and value not in definition.choices:
        raise Refused(f"choose one of: {', '.join(definition.choices)}")
    source = _text(command.source, "the source").strip()
    if command.status == "confirmed" and not source:
        raise Refused("a confirmed fact needs a source: who confirmed it, and when?")
    before = state.fact(command.name)
    if before and (before.value, before.status, before.source) == (value, command.status, source):
        return ()
    body = {"fact": command.name, "value": value, "status": command.status, "source": source}
    return (NewEvent(kinds.FACT_SET, body),)


def _save_draft(state: State, command: SaveDraft, _: Actor) -> Decided:
    if any(post.draft == command.draft for post in state.posts):
        raise Refused("this draft is posted already: its text stays as it went out")
    if command.network not in NETWORKS:
        raise Refused(f'there is no network "{command.network}"')
    text = _text(command.text, "the draft")
    before = state.drafts.get(command.draft)
    if before is None and not text.strip():
        return ()
    as_before = before and (before.text, before.network, before.template, before.thread) == (
        text,
        command.network,
        command.template,
        command.thread,
    )
    if as_before:
        return ()
    body: dict[str, Any] = {
        "draft": command.draft,
        "phase": before.phase if before else state.phase,
        "template": command.template,
        "network": command.network,
        "text": text,
    }
    if command.thread:
        body["thread"] = True
    return (NewEvent(kinds.DRAFT_SAVED, body),)


def _note_image(state: State, command: NoteImage, _: Actor) -> Decided:
    draft = _draft_of(state, command.draft)
    name = _needed(command.name, "the picture's name")
    description = _text(command.description, "the description").strip()
    if any((image.name, image.description) == (name, description) for image in draft.images):
        return ()
    body = {"draft": draft.id, "name": name, "description": description}
    return (NewEvent(kinds.IMAGE_NOTED, body),)


def _remove_image(state: State, command: RemoveImage, _: Actor) -> Decided:
    draft = _draft_of(state, command.draft)
    if all(image.name != command.name for image in draft.images):
        raise Refused(f'no picture of this draft is called "{command.name}"')
    return (NewEvent(kinds.IMAGE_REMOVED, {"draft": draft.id, "name": command.name}),)


def _override_caveat(state: State, command: OverrideCaveat, actor: Actor) -> Decided:
    draft = _draft_of(state, command.draft)
    reason = _needed(command.reason, "a reason for overriding this stop")
    judgement = judge_draft(state, draft, actor.role)
    standing = [
        caveat
        for caveat in judgement.caveats
        if (caveat.id, caveat.subject) == (command.caveat, command.subject)
    ]
    if not standing:
        raise Refused("this caveat no longer stands: the text or the facts have changed")
    if standing[0].severity != "stop":
        raise Refused("only a stop is overridden; this is advice and blocks nothing")
    body = {
        "draft": draft.id,
        "caveat": command.caveat,
        "subject": command.subject,
        "message": standing[0].message,
        "reason": reason,
        "text": judgement.text,
    }
    return (NewEvent(kinds.CAVEAT_OVERRIDDEN, body),)


def _hand_over(state: State, command: HandOver, actor: Actor) -> Decided:
    draft = _draft_of(state, command.draft)
    if command.way not in {"copied", "shown", "composer"}:
        raise Refused(f'a text cannot be handed over by "{command.way}"')
    judgement = judge_draft(state, draft, actor.role)
    if not judgement.text.strip():
        raise Refused("the draft is empty")
    body = {
        "draft": draft.id,
        "way": command.way,
        "network": draft.network,
        "text": judgement.text,
    }
    return (NewEvent(kinds.TEXT_HANDED_OVER, body),)


def _mark_posted(state: State, command: MarkPosted, actor: Actor) -> Decided:
    draft = _draft_of(state, command.draft)
    if draft.text != storable(command.text):
        raise Refused("the draft was changed elsewhere: read it again before you say it is posted")
    judgement = judge_draft(state, draft, actor.role)
    if not judgement.text.strip():
        raise Refused("the draft is empty: there is nothing to have posted")
    blocking = stops(state, draft.id, judgement)
    if blocking:
        raise Refused(f"{_count(blocking)} stand: mend the text, or override each with a reason")
    undescribed = [image.name for image in draft.images if not image.description]
    if undescribed:
        raise Refused(f'describe the picture "{undescribed[0]}" for those who do not see it')
    links = _links(command, judgement)
    body = {
        "draft": draft.id,
        "phase": state.phase,
        "network": draft.network,
        "text": judgement.text,
        "length": judgement.measure.length,
        "limit": judgement.measure.limit,
        "link": next((link for link in links if link), ""),
        "facts": _stated(state, judgement),
        "caveats": _standing(state, draft.id, judgement),
    }
    if judgement.cards:
        body["cards"] = [
            {
                "text": card.text,
                "length": card.measure.length,
                "limit": card.measure.limit,
                "link": link,
            }
            for card, link in zip(judgement.cards, links, strict=True)
        ]
    if draft.images:
        body["images"] = [
            {"name": image.name, "description": image.description} for image in draft.images
        ]
    return (NewEvent(kinds.POSTED, body, _moment(command.happened_at)),)


def _links(command: MarkPosted, judgement: Judgement) -> tuple[str, ...]:
    """Give the address of each post that went out, empty where none was given."""
    posts = len(judgement.cards) or 1
    given = command.links or (command.link,)
    if len(given) > posts:
        raise Refused(f"{len(given)} links were given for {posts} posts")
    return tuple(map(_link, given)) + ("",) * (posts - len(given))


def stops(state: State, draft: str, judgement: Judgement) -> tuple[str, ...]:
    """Give the messages of the stops that nobody has overridden for this draft."""
    return tuple(
        caveat.message
        for caveat in judgement.caveats
        if caveat.severity == "stop" and state.override(draft, caveat.id, caveat.subject) is None
    )


def _stated(state: State, judgement: Judgement) -> list[dict[str, Any]]:
    names = dict.fromkeys(stated.name for stated in judgement.filled.stated)
    stated = []
    for name in names:
        fact = state.fact(name)
        if fact is not None:
            stated.append({"fact": name, "value": fact.value, "status": fact.status})
    return stated


def _standing(state: State, draft: str, judgement: Judgement) -> list[dict[str, Any]]:
    standing = []
    for caveat in judgement.caveats:
        override = state.override(draft, caveat.id, caveat.subject)
        standing.append(
            {
                "id": caveat.id,
                "severity": caveat.severity,
                "message": caveat.message,
                "subject": caveat.subject,
                "reason": override.reason if override else "",
            }
        )
    return standing


def _add_note(_: State, command: AddNote, __: Actor) -> Decided:
    text = _needed(command.text, "the note's text")
    return (NewEvent(kinds.NOTE_ADDED, {"text": text}, _moment(command.happened_at)),)


def _close_run(state: State, command: CloseRun, _: Actor) -> Decided:
    completed = _completed(state, leaving_open=command.leaving_open)
    outcome = _text(command.outcome, "the outcome").strip()
    return (completed, NewEvent(kinds.RUN_CLOSED, {"outcome": outcome}))


def _item_of(state: State, phase_id: str, item_id: str) -> Item:
    phase: Phase | None = state.phase_named(phase_id)
    for item in phase.item if phase else ():
        if item.id == item_id:
            return item
    raise Refused(f'the playbook has no item "{item_id}" in phase "{phase_id}"')


def _draft_of(state: State, draft_id: str) -> Draft:
    draft = state.drafts.get(draft_id)
    if draft is None:
        raise Refused("there is no such draft: write the text first")
    return draft


def _text(text: str, name: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise Refused(
            f"{name} has {len(text):,} characters; the record takes {LONGEST_TEXT:,}: shorten it"
        )
    return storable(text)


def _needed(text: str, name: str) -> str:
    kept = _text(text, name).strip()
    if not kept:
        raise Refused(f"give {name}")
    return kept


def _moment(happened_at: str | None) -> str | None:
    if happened_at is not None:
        try:
            parse_stamp(happened_at)
        except ValueError as error:
            raise Refused(str(error)) from error
    return happened_at


def _link(link: str) -> str:
    kept = _text(link, "the link").strip()
    if kept and not kept.startswith(("https://", "http://")):
        raise Refused("the link must begin with https:// (leave it empty if there is none yet)")
    if any(character.isspace() for character in kept):
        raise Refused("the link must be one address, without spaces")
    return kept


def _count(blocking: tuple[str, ...]) -> str:
    return "1 stop" if len(blocking) == 1 else f"{len(blocking)} stops"


_DECISIONS: Final[dict[type, Callable[[State, Any, Actor], Decided]]] = {
    ReachMilestone: _reach_milestone,
    EnterPhase: _enter_phase,
    CheckItem: _check_item,
    ReopenItem: _reopen_item,
    SkipItem: _skip_item,
    SetFact: _set_fact,
    SaveDraft: _save_draft,
    NoteImage: _note_image,
    RemoveImage: _remove_image,
    OverrideCaveat: _override_caveat,
    HandOver: _hand_over,
    MarkPosted: _mark_posted,
    AddNote: _add_note,
    CloseRun: _close_run,
}
