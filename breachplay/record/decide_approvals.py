"""What the commands about approvals give: asked, approved, rejected, withdrawn."""

from typing import Any

from breachplay.plain import folded_name
from breachplay.record import entered
from breachplay.record import events as kinds
from breachplay.record.approval import Content
from breachplay.record.approvals import Standing, authors_of
from breachplay.record.chain import head
from breachplay.record.commands import Refused
from breachplay.record.commands_approvals import Approve, AskApproval, Reject, WithdrawApproval
from breachplay.record.decide_texts import draft_of, same_as_seen
from breachplay.record.events import Actor, NewEvent
from breachplay.record.judging import standing_of
from breachplay.record.state import State

Decided = tuple[NewEvent, ...]


def ask(state: State, command: AskApproval, _: Actor) -> Decided:
    """Ask for approval of a draft as it is now, with all that whoever answers must see."""
    draft = draft_of(state, command.draft)
    same_as_seen(draft, command.text)
    found = standing_of(state, draft)
    if not found.content.text.strip():
        raise Refused("the draft is empty: there is nothing to approve")
    if found.holds:
        raise Refused("exactly this text is approved already")
    if found.waiting:
        raise Refused("approval of exactly this text is asked already, and waits for an answer")
    body = {
        "draft": draft.id,
        "phase": state.phase,
        "typed": draft.text,
        "comment": entered.text(command.comment, "the comment").strip(),
        "hash": found.hash,
        "head": head(state.seq, state.hash),
        **_content(found.content),
    }
    return (NewEvent(kinds.APPROVAL_ASKED, body),)


def approve(state: State, command: Approve, actor: Actor) -> Decided:
    """Say yes to a text, or to one card of it, by name and role."""
    found = _read(state, command)
    person = _person(command, actor)
    if found.rule.author_excluded and folded_name(person.name) in authors_of(state, command.draft):
        raise Refused(f"{person.name} wrote this text: somebody else must approve it")
    comment = entered.text(command.comment, "the comment").strip()
    body = _answer(found, command, person, comment)
    if _said_already(found, body, yes=True):
        return ()
    return (NewEvent(kinds.APPROVED, body),)


def reject(state: State, command: Reject, actor: Actor) -> Decided:
    """Say no to a text, or to one card of it, with the reason."""
    found = _read(state, command)
    person = _person(command, actor)
    comment = entered.reason(command.comment, "a reason for rejecting it")
    body = _answer(found, command, person, comment)
    return (NewEvent(kinds.REJECTED, body),)


def withdraw(state: State, command: WithdrawApproval, _: Actor) -> Decided:
    """Take back what was asked."""
    found = standing_of(state, draft_of(state, command.draft))
    if found.asking is None:
        raise Refused("no approval is asked for this text")
    if found.holds:
        raise Refused("it is approved already: there is nothing to take back")
    reason = entered.reason(command.reason, "a reason for taking it back")
    body = {"draft": command.draft, "asked": found.asking.seq, "reason": reason}
    return (NewEvent(kinds.APPROVAL_WITHDRAWN, body),)


def _read(state: State, command: Approve | Reject) -> Standing:
    """Give how the draft stands, if it is still what the person read."""
    found = standing_of(state, draft_of(state, command.draft))
    if found.asking is None:
        raise Refused("no approval is asked for this text")
    if command.hash != found.hash:
        raise Refused("the text changed while you read it: read it again first")
    if not found.asked:
        raise Refused("the text changed since approval was asked: ask again first")
    if command.card < 0 or command.card > len(found.content.cards):
        posts = len(found.content.cards)
        has = f"cards 1 to {posts}" if posts else "one post and no cards"
        raise Refused(f"there is no card {command.card}: this text has {has}")
    return found


def _person(command: Approve | Reject, actor: Actor) -> Actor:
    """Give who answers: the one named, "Name, role" in one too; else whoever sends it."""
    name = entered.text(command.name, "the name").strip()
    role = entered.text(command.role, "the role").strip()
    if name and not role:
        name, _, role = (part.strip() for part in name.partition(","))
    if not name and not role:
        name, role = actor.name, actor.role
    entered.reason(name, "the name of the person who answers")
    entered.reason(role, f"the role in which {name} answers")
    return Actor(name, role)


def _answer(
    found: Standing, command: Approve | Reject, person: Actor, comment: str
) -> dict[str, Any]:
    assert found.asking is not None  # noqa: S101  asked by `_read`
    body: dict[str, Any] = {
        "draft": command.draft,
        "asked": found.asking.seq,
        "network": found.content.network,
        "text": found.content.text,
        "hash": found.content.card_hash(command.card) if command.card else found.hash,
        "name": person.name,
        "role": person.role,
        "comment": comment,
    }
    if command.card:
        body["card"] = command.card
        body["text"] = found.content.cards[command.card - 1].text
    return body


def _said_already(found: Standing, body: dict[str, Any], *, yes: bool) -> bool:
    return any(
        answer.yes == yes
        and (answer.hash, answer.card) == (body["hash"], body.get("card", 0))
        and (answer.name, answer.role, answer.comment)
        == (body["name"], body["role"], body["comment"])
        for answer in found.answers
    )


def _content(content: Content) -> dict[str, Any]:
    """Give what is approved, as the body of an event holds it."""
    body: dict[str, Any] = {
        "network": content.network,
        "text": content.text,
        "facts": [
            {"fact": fact.name, "value": fact.value, "status": fact.status, "source": fact.source}
            for fact in content.facts
        ],
    }
    if content.cards:
        body["cards"] = [{"text": card.text, "facts": list(card.facts)} for card in content.cards]
    if content.images:
        body["images"] = [
            {"name": image.name, "description": image.description} for image in content.images
        ]
    return body
