"""Promised updates as clocks: each promise of a post counts down like a deadline of law."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from breachplay.playbook.clock import near
from breachplay.posts import NETWORKS
from breachplay.record.cadence import first_word_due, upcoming
from breachplay.record.promised import PromisedUpdate
from breachplay.record.standing import Standing, Status
from breachplay.record.state import State
from breachplay.record.when import parse_stamp

PUBLIC: Final = "everybody who reads us"


def updates(state: State, now: datetime) -> Iterator[Standing]:
    """Give how each promised update stands; else the one that the rhythm asks for, or a first word.

    Args:
        state: where the run stands.
        now: the present (in an exercise, on its own clock); aware.
    """
    for promise in state.promises:
        if promise.due and (promise.kept_by or not state.closed):
            yield _promised(state, promise, now)
    next_one = upcoming(state)
    if next_one is not None and next_one.promise is None:
        yield Standing(
            id="next-update",
            title="Next update",
            kind="update",
            status=_status(next_one.since, next_one.wanted, now),
            tell=PUBLIC,
            rule="the rhythm of this phase, after the last post",
            note=f"put off: {next_one.snooze.reason}" if next_one.snooze else "",
            started=next_one.since,
            deadline=next_one.wanted,
        )
    first = first_word_due(state)
    if first is not None:
        began = parse_stamp(state.opened_at)
        yield Standing(
            id="first-word",
            title="First word in public",
            kind="update",
            status=_status(min(began, first), first, now),
            tell=PUBLIC,
            rule="when the playbook wants it, else an hour after becoming aware",
            started=min(began, first),
            deadline=first,
        )


def _promised(state: State, promise: PromisedUpdate, now: datetime) -> Standing:
    made, due = parse_stamp(promise.at), parse_stamp(promise.due)
    numbers = {post.seq: number for number, post in enumerate(state.posts, 1)}
    known = NETWORKS.get(promise.network)
    next_one = upcoming(state)
    snooze = next_one.snooze if next_one and next_one.promise == promise else None
    kept = promise.kept_by
    return Standing(
        id=f"update-{promise.post}",
        title=f"Update promised on {known.label if known else promise.network}",
        kind="update",
        status="met" if kept else _status(made, due, now),
        tell=PUBLIC,
        rule=f"promised in post {numbers.get(promise.post, '?')}",
        note=f"put off by us, promised all the same: {snooze.reason}" if snooze else "",
        started=made,
        deadline=due,
        settled_at=parse_stamp(promise.kept_at) if kept else None,
        settled=f"post {numbers.get(kept, '?')}" if kept else "",
    )


def _status(started: datetime, due: datetime, now: datetime) -> Status:
    if now >= due:
        return "overdue"
    return "close" if near(started, due, now) else "running"
