"""What the commands about the rhythm of updates give: promises confirmed, corrected, put off."""

from datetime import timedelta
from typing import Final

from breachplay.record import entered
from breachplay.record import events as kinds
from breachplay.record.cadence import upcoming
from breachplay.record.commands import MarkPosted, Refused
from breachplay.record.commands_cadence import CorrectPromise, SnoozeUpdate
from breachplay.record.events import Actor, NewEvent
from breachplay.record.state import State
from breachplay.record.when import parse_stamp, stamp

Decided = tuple[NewEvent, ...]

LONGEST_SNOOZE: Final = timedelta(hours=24)
"""An update is put off by at most this: after that it is forgotten, not late."""


def promised(state: State, command: MarkPosted) -> str:
    """Give the promise of a post as its poster confirmed it; empty where it made none."""
    due = entered.moment(command.promised or None)
    if due is None:
        return ""
    made = command.happened_at or command.seen_at or state.last_on_clock
    if parse_stamp(due) <= parse_stamp(made):
        raise Refused("the next update cannot be promised for a time before the post itself")
    return due


def snooze_update(state: State, command: SnoozeUpdate, _: Actor) -> Decided:
    """Put the next update off inside the team."""
    next_one = upcoming(state)
    if next_one is None:
        raise Refused("no update is due: nothing was posted, or this phase has no rhythm")
    reason = entered.reason(command.reason, "a reason for putting the update off")
    until = entered.moment(command.until) or ""
    moment = parse_stamp(until)
    if moment <= next_one.due:
        raise Refused("that is before the update is due: give a later time")
    if moment > max(next_one.due, parse_stamp(state.last_on_clock)) + LONGEST_SNOOZE:
        raise Refused("an update is put off by a day at most: post that nothing is new instead")
    before = next_one.snooze
    if before and (before.until, before.reason) == (until, reason):
        return ()
    body = {
        "until": until,
        "reason": reason,
        "due": next_one.promise.due if next_one.promise else stamp(next_one.due),
        "promised": next_one.promise is not None,
    }
    return (NewEvent(kinds.UPDATE_SNOOZED, body),)


def correct_promise(state: State, command: CorrectPromise, _: Actor) -> Decided:
    """Say what a post really promised."""
    post = next((post for post in state.posts if post.seq == command.post), None)
    if post is None:
        raise Refused("there is no such post")
    reason = entered.reason(command.reason, "a reason: what was wrong with the promise as noted")
    due = entered.moment(command.due or None) or ""
    if due and parse_stamp(due) <= parse_stamp(post.at):
        raise Refused("the next update cannot be promised for a time before the post itself")
    before = state.promise_of(post.seq)
    was = before.due if before else ""
    if was == due:
        return ()
    body = {"post": post.seq, "due": due, "reason": reason, "before": was}
    return (NewEvent(kinds.PROMISE_CORRECTED, body),)
