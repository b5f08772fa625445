"""What the command about the address of a post gives."""

from typing import Any

from breachplay.record import entered
from breachplay.record import events as kinds
from breachplay.record.commands import Refused
from breachplay.record.commands_links import CorrectLink
from breachplay.record.events import Actor, NewEvent
from breachplay.record.state import State


def correct_link(state: State, command: CorrectLink, _: Actor) -> tuple[NewEvent, ...]:
    """Note where a post is found, in place of what was noted before."""
    post = next((post for post in state.posts if post.seq == command.post), None)
    if post is None:
        raise Refused("there is no such post")
    if post.cards and not 1 <= command.card <= len(post.cards):
        raise Refused(f"say which post of the thread: 1 to {len(post.cards)}")
    if not post.cards and command.card:
        raise Refused("this post is no thread: it has one link")
    link = entered.link(command.link)
    before = post.cards[command.card - 1].link if post.cards else post.link
    if link == before:
        return ()
    body: dict[str, Any] = {
        "post": post.seq,
        "network": post.network,
        "link": link,
        "before": before,
    }
    if post.cards:
        body |= {"card": command.card, "cards": len(post.cards)}
    return (NewEvent(kinds.LINK_CORRECTED, body),)
