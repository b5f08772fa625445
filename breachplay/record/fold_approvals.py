"""Approvals as they are folded into the state."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from msgspec.structs import replace

from breachplay.record import events as kinds
from breachplay.record.approval import (
    Answer,
    Asking,
    CardSeen,
    Content,
    FactSeen,
    HeldApproval,
    ImageSeen,
)
from breachplay.record.events import Event

if TYPE_CHECKING:
    from breachplay.record.state import State

Changed = Mapping[str, Any]


def _asked(state: "State", event: Event) -> Changed:
    body = event.body
    asking = Asking(
        seq=event.seq,
        draft=body["draft"],
        phase=body["phase"],
        content=_content(body),
        hash=body["hash"],
        head=body["head"],
        comment=body.get("comment", ""),
        actor=event.actor,
        at=event.on_clock,
    )
    return {"approvals_asked": (*state.approvals_asked, asking)}


def _content(body: Mapping[str, Any]) -> Content:
    return Content(
        network=body["network"],
        text=body["text"],
        typed=body.get("typed", ""),
        cards=tuple(
            CardSeen(card["text"], tuple(card.get("facts", ()))) for card in body.get("cards", ())
        ),
        images=tuple(ImageSeen(one["name"], one["description"]) for one in body.get("images", ())),
        facts=tuple(
            FactSeen(fact["fact"], fact["value"], fact["status"], fact.get("source", ""))
            for fact in body.get("facts", ())
        ),
    )


def _answered(state: "State", event: Event) -> Changed:
    body = event.body
    answer = Answer(
        seq=event.seq,
        draft=body["draft"],
        asked=body["asked"],
        yes=event.kind == kinds.APPROVED,
        hash=body["hash"],
        card=body.get("card", 0),
        name=body["name"],
        role=body["role"],
        comment=body.get("comment", ""),
        actor=event.actor,
        at=event.on_clock,
    )
    return {"approvals_answered": (*state.approvals_answered, answer)}


def _withdrawn(state: "State", event: Event) -> Changed:
    asked, reason = event.body["asked"], event.body["reason"]
    return {
        "approvals_asked": tuple(
            replace(one, withdrawn=reason) if one.seq == asked else one
            for one in state.approvals_asked
        )
    }


def held(body: Mapping[str, Any]) -> tuple[HeldApproval, ...]:
    """Give the approvals that the body of a post names."""
    return tuple(
        HeldApproval(one["seq"], one["name"], one["role"], one.get("card", 0))
        for one in body.get("approvals", ())
    )


CHANGES: Final[Mapping[str, Callable[["State", Event], Changed]]] = {
    kinds.APPROVAL_ASKED: _asked,
    kinds.APPROVED: _answered,
    kinds.REJECTED: _answered,
    kinds.APPROVAL_WITHDRAWN: _withdrawn,
}
