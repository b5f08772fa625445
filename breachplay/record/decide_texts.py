"""What the commands about texts give: drafts, pictures, overrides, handing over, posted.

"Posted" is measured and checked here once more, so that no caller can get past a stop.
"""

from typing import Any

from breachplay.plain import storable
from breachplay.posts import NETWORKS
from breachplay.record import decide_cadence, decide_questions, entered
from breachplay.record import events as kinds
from breachplay.record.commands import (
    HandOver,
    MarkPosted,
    NoteImage,
    OverrideCaveat,
    Refused,
    RemoveImage,
    SaveDraft,
)
from breachplay.record.events import Actor, NewEvent
from breachplay.record.judging import Judgement, judge_draft
from breachplay.record.state import Draft, State
from breachplay.record.when import parse_stamp

Decided = tuple[NewEvent, ...]


def save_draft(state: State, command: SaveDraft, _: Actor) -> Decided:
    """Keep a draft as it is being written; its phase is that in which it began."""
    if any(post.draft == command.draft for post in state.posts):
        raise Refused("this draft is posted already: its text stays as it went out")
    if command.network not in NETWORKS:
        raise Refused(f'there is no network "{command.network}"')
    text = entered.text(command.text, "the draft")
    before = state.drafts.get(command.draft)
    if before is None and not text.strip():
        return ()
    reply_to = decide_questions.replies_to(state, command.reply_to, before)
    corrects = _corrected(state, command.corrects, before)
    inject = _inject(state, command.inject, before)
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
    if reply_to:
        body["reply_to"] = list(reply_to)
    if corrects:
        body["corrects"] = corrects
    if inject:
        body["inject"] = inject
    return (NewEvent(kinds.DRAFT_SAVED, body),)


def _inject(state: State, given: str, before: Draft | None) -> str:
    """Give the inject that a draft answers, as it began; empty where it answers none."""
    inject = given or (before.inject if before else "")
    if inject and (state.exercise is None or inject not in state.exercise.delivered):
        raise Refused("this inject has not reached the players")
    return inject


def _corrected(state: State, given: int, before: Draft | None) -> int:
    """Give the post that a draft corrects, as it began; 0 where it corrects none."""
    corrects = given or (before.corrects if before else 0)
    if corrects and all(post.seq != corrects for post in state.posts):
        raise Refused("there is no such post to correct")
    return corrects


def note_image(state: State, command: NoteImage, _: Actor) -> Decided:
    """Say that a picture goes with the draft, or correct its description."""
    draft = draft_of(state, command.draft)
    name = entered.needed(command.name, "the picture's name")
    description = entered.text(command.description, "the description").strip()
    if any((image.name, image.description) == (name, description) for image in draft.images):
        return ()
    body = {"draft": draft.id, "name": name, "description": description}
    return (NewEvent(kinds.IMAGE_NOTED, body),)


def remove_image(state: State, command: RemoveImage, _: Actor) -> Decided:
    """Say that a picture does not go with the draft."""
    draft = draft_of(state, command.draft)
    if all(image.name != command.name for image in draft.images):
        raise Refused(f'no picture of this draft is called "{command.name}"')
    return (NewEvent(kinds.IMAGE_REMOVED, {"draft": draft.id, "name": command.name}),)


def override_caveat(state: State, command: OverrideCaveat, actor: Actor) -> Decided:
    """Set aside a stop that stands against the draft as it is now."""
    draft = draft_of(state, command.draft)
    reason = entered.reason(command.reason, "a reason for overriding this stop")
    now = parse_stamp(command.seen_at) if command.seen_at else None
    judgement = judge_draft(state, draft, actor.role, now)
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


def hand_over(state: State, command: HandOver, actor: Actor) -> Decided:
    """Note that the text left for the network, and how."""
    draft = draft_of(state, command.draft)
    if command.way not in {"copied", "shown", "composer", "link"}:
        raise Refused(f'a text cannot be handed over by "{command.way}"')
    same_as_seen(draft, command.text)
    judgement = judge_draft(state, draft, actor.role)
    if not judgement.text.strip():
        raise Refused("the draft is empty")
    body: dict[str, Any] = {
        "draft": draft.id,
        "way": command.way,
        "network": draft.network,
        "text": judgement.text,
    }
    if command.card:
        cards = judgement.cards
        if not 1 <= command.card <= len(cards):
            raise Refused("the thread was cut otherwise: choose the post again")
        body |= {"text": cards[command.card - 1].text, "card": command.card, "cards": len(cards)}
    return (NewEvent(kinds.TEXT_HANDED_OVER, body),)


def mark_posted(state: State, command: MarkPosted, actor: Actor) -> Decided:
    """Note that the draft was published, with all that was known of it then."""
    draft = draft_of(state, command.draft)
    same_as_seen(draft, command.text)
    promised = decide_cadence.promised(state, command)
    moment = command.happened_at or command.seen_at
    now = parse_stamp(moment) if moment else None
    judgement = judge_draft(state, draft, actor.role, now)
    if not judgement.text.strip():
        raise Refused("the draft is empty: there is nothing to have posted")
    blocking = stops(state, draft.id, judgement)
    if blocking:
        raise Refused(f"{_count(blocking)}: do what they say, or override each with a reason")
    undescribed = [image.name for image in draft.images if not image.description]
    if undescribed:
        raise Refused(f'describe the picture "{undescribed[0]}" for those who do not see it')
    links = _links(command, judgement)
    replies = decide_questions.reply_links(draft, command.replies, links)
    body = {
        "draft": draft.id,
        "phase": state.phase,
        "network": draft.network,
        "text": judgement.text,
        "length": judgement.measure.length,
        "limit": judgement.measure.limit,
        "link": next((link for link in (*links, *replies) if link), ""),
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
    if draft.reply_to:
        body["reply_to"] = list(draft.reply_to)
    if draft.corrects:
        body["corrects"] = draft.corrects
    if approved := _approved(judgement):
        body["approvals"] = approved
    if promised:
        body["promised"] = promised
    at = entered.moment(command.happened_at)
    answered = decide_questions.replied_to(state, draft, judgement.text, replies, at)
    return (NewEvent(kinds.POSTED, body, at), *answered, *_inject_answered(state, draft))


def _inject_answered(state: State, draft: Draft) -> Decided:
    """Tie the post to the inject that its draft answers."""
    if not draft.inject or state.exercise is None or draft.inject not in state.exercise.delivered:
        return ()
    from breachplay.record.decide_exercise import answered  # noqa: PLC0415  exercises only

    response = "correction" if draft.corrects else "reply" if draft.reply_to else "post"
    return (answered(state.exercise, draft.inject, response, state.seq + 1),)


def _approved(judgement: Judgement) -> list[dict[str, Any]]:
    """Give who had approved exactly this text, or cards of it."""
    found = judgement.approval
    return [
        {"seq": answer.seq, "name": answer.name, "role": answer.role, "card": answer.card}
        for answer in (found.answers if found else ())
    ]


def _links(command: MarkPosted, judgement: Judgement) -> tuple[str, ...]:
    """Give the address of each post that went out, empty where none was given."""
    posts = len(judgement.cards) or 1
    given = command.links or (command.link,)
    if len(given) > posts:
        of = "1 post" if posts == 1 else f"{posts} posts"
        raise Refused(f"{len(given)} links were given for {of}")
    return tuple(map(entered.link, given)) + ("",) * (posts - len(given))


def stops(state: State, draft: str, judgement: Judgement) -> tuple[str, ...]:
    """Give the messages of the stops that nobody has overridden for this draft."""
    return tuple(
        caveat.message
        for caveat in judgement.caveats
        if caveat.severity == "stop" and state.override(draft, caveat.id, caveat.subject) is None
    )


def _stated(state: State, judgement: Judgement) -> list[dict[str, Any]]:
    """Give each fact that the text states, by placeholder or by value, in the words it uses."""
    stated: dict[str, dict[str, Any]] = {}
    for one in judgement.stated:
        fact = state.fact(one.name)
        if fact is not None and one.name not in stated:
            stated[one.name] = {
                "fact": one.name,
                "value": fact.value,
                "status": fact.status,
                "said": judgement.text[one.start : one.end],
            }
    return list(stated.values())


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


def same_as_seen(draft: Draft, seen: str) -> None:
    """Refuse where the record holds another text than the one the person saw."""
    if draft.text != storable(seen):
        raise Refused("the draft was changed elsewhere: read it again first")


def draft_of(state: State, draft_id: str) -> Draft:
    """Give a draft that is not posted yet, or refuse."""
    draft = state.drafts.get(draft_id)
    if draft is None:
        raise Refused("there is no such draft: write the text first")
    return draft


def _count(blocking: tuple[str, ...]) -> str:
    return "1 stop stands" if len(blocking) == 1 else f"{len(blocking)} stops stand"
