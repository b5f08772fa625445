"""The state of promised updates, from posts and from the events about their rhythm."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from msgspec.structs import replace

from breachplay.record import events as kinds
from breachplay.record.events import Event
from breachplay.record.promised import Moved, PromisedUpdate, Snooze
from breachplay.record.state import Post, State
from breachplay.record.when import parse_stamp

Changed = Mapping[str, Any]


def posted(state: State, post: Post, body: Mapping[str, Any]) -> Changed:
    """Give what a post changes: it keeps the promises before it, and may make one.

    A reply to one person keeps none: everybody else still waits.
    """
    promises = state.promises
    changed: dict[str, Any] = {}
    if not post.reply_to:
        promises = tuple(_kept(promise, post) for promise in promises)
        changed["snooze"] = None
    if due := body.get("promised", ""):
        promises = (*promises, PromisedUpdate(post.seq, post.network, post.at, due))
    return {**changed, "promises": promises}


def _kept(promise: PromisedUpdate, post: Post) -> PromisedUpdate:
    later = parse_stamp(post.at) >= parse_stamp(promise.at)
    if not promise.open or promise.network != post.network or not later:
        return promise
    return replace(promise, kept_by=post.seq, kept_at=post.at)


def _snoozed(_: State, event: Event) -> Changed:
    body = event.body
    snooze = Snooze(body["until"], body["reason"], body["due"], event.actor, event.on_clock)
    return {"snooze": snooze}


def _corrected(state: State, event: Event) -> Changed:
    body = event.body
    post = next((post for post in state.posts if post.seq == body["post"]), None)
    if post is None:
        return {}
    before = state.promise_of(post.seq)
    moved = Moved(before.due if before else "", body["reason"], event.actor, event.on_clock)
    if before is None:
        made = PromisedUpdate(post.seq, post.network, post.at, body["due"], (moved,))
        later = (one for one in state.public_posts if one.seq > post.seq)
        for one in later:
            made = _kept(made, one)
        return {"promises": (*state.promises, made)}
    now = replace(before, due=body["due"], moved=(*before.moved, moved))
    return {"promises": tuple(now if one is before else one for one in state.promises)}


CHANGES: Final[Mapping[str, Callable[[State, Event], Changed]]] = {
    kinds.UPDATE_SNOOZED: _snoozed,
    kinds.PROMISE_CORRECTED: _corrected,
}
