"""When the public may expect the next post: what was promised, else the phase's rhythm."""

from datetime import datetime, timedelta
from typing import Final

from msgspec import Struct

from breachplay.playbook.words import seconds
from breachplay.record.deadlines import item_due
from breachplay.record.promised import PromisedUpdate, Snooze
from breachplay.record.state import State
from breachplay.record.when import parse_stamp

FIRST_WORD: Final = timedelta(hours=1)
"""How long after becoming aware the first word is late, where the playbook sets no time."""

ACKNOWLEDGE: Final = "acknowledge"


class Upcoming(Struct, frozen=True):
    """The update that is to come next."""

    due: datetime
    """By when: UTC."""
    promise: PromisedUpdate | None
    """What was promised in public; None where the rhythm alone asks for it."""
    since: datetime
    """When the time began to run: UTC."""
    snooze: Snooze | None = None
    """How it was put off, if it was."""

    @property
    def network(self) -> str:
        """The network that it was promised on; empty where the rhythm alone asks for it."""
        return self.promise.network if self.promise else ""

    @property
    def public(self) -> datetime:
        """When the public is kept waiting: a promise stands, however the team put it off."""
        return self.due if self.promise else self.wanted

    @property
    def wanted(self) -> datetime:
        """When the team wants to be reminded: when it is due, or to when it was put off."""
        return parse_stamp(self.snooze.until) if self.snooze else self.due


def rhythm(state: State) -> timedelta | None:
    """Give how often the present phase, or else the playbook, wants an update; None if never."""
    every = state.current_phase.update_every or state.playbook.update_every
    return timedelta(seconds=seconds(every)) if every else None


def upcoming(state: State) -> Upcoming | None:
    """Give the update to come next: the first one promised, else what the rhythm asks for.

    None before the first post, in a phase without a rhythm, and when the run is finished.
    """
    if state.closed:
        return None
    waiting = [promise for promise in state.promises if promise.open]
    if waiting:
        first = min(waiting, key=lambda promise: parse_stamp(promise.due))
        next_one = Upcoming(parse_stamp(first.due), first, parse_stamp(first.at))
    else:
        every, told = rhythm(state), state.public_posts
        if every is None or not told:
            return None
        last = max(parse_stamp(post.at) for post in told)
        next_one = Upcoming(last + every, None, last)
    return _with_snooze(next_one, state.snooze)


def _with_snooze(next_one: Upcoming, snooze: Snooze | None) -> Upcoming:
    """Put an update off, if it is the one that was snoozed."""
    if snooze is None or parse_stamp(snooze.due) != next_one.due:
        return next_one
    return Upcoming(next_one.due, next_one.promise, next_one.since, snooze)


def next_update(state: State) -> datetime | None:
    """Give when the public may expect the next post; see `upcoming`."""
    next_one = upcoming(state)
    return next_one.due if next_one else None


def first_word_due(state: State) -> datetime | None:
    """Give by when something should have been said; None once it was, and in a finished run.

    That is when the phase that acknowledges wants its post out, else an hour after becoming
    aware.
    """
    if state.closed or state.public_posts:
        return None
    for phase in state.playbook.phase:
        if ACKNOWLEDGE in (phase.id, *phase.stands_for):
            times = [item_due(state, item) for item in phase.item if item.after_post]
            wanted = [moment for moment in times if moment is not None]
            if wanted:
                return min(wanted)
    aware = state.milestone("aware")
    return parse_stamp(aware.at if aware else state.opened_at) + FIRST_WORD


def minutes_late(promise: PromisedUpdate, now: datetime) -> int:
    """Give how many minutes a promise was, or so far is, late; below 0 where it was early."""
    at = parse_stamp(promise.kept_at) if promise.kept_by else now
    return int((at - parse_stamp(promise.due)).total_seconds() // 60)
