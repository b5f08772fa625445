"""The state of posts once the address of one was added or corrected."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from msgspec.structs import replace

from breachplay.record import events as kinds
from breachplay.record.events import Event
from breachplay.record.state import Post, State


def _link_corrected(state: State, event: Event) -> Mapping[str, Any]:
    body = event.body
    posts = (_with_link(post, body) if post.seq == body["post"] else post for post in state.posts)
    return {"posts": tuple(posts)}


def _with_link(post: Post, body: Mapping[str, Any]) -> Post:
    if not post.cards:
        return replace(post, link=body["link"])
    card = body.get("card", 0)
    cards = tuple(
        replace(one, link=body["link"]) if number == card else one
        for number, one in enumerate(post.cards, 1)
    )
    return replace(post, cards=cards, link=next((one.link for one in cards if one.link), ""))


CHANGES: Final[Mapping[str, Callable[[State, Event], Mapping[str, Any]]]] = {
    kinds.LINK_CORRECTED: _link_corrected
}
