"""Which injects are due, in which order, and when the next one comes.

All from the record and the exercise clock: two terminals on one run find the same, and an inject
that came due while nobody looked, or that a jump of the clock passed over, comes all the same.
"""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from msgspec import Struct

from breachplay.exercise.responses import responses
from breachplay.playbook.scenario import Inject, after_parts, offset_seconds
from breachplay.record import events as kinds
from breachplay.record.events import Event
from breachplay.record.exercise import Exercise
from breachplay.record.when import parse_stamp

LARGEST_SHIFT: Final = 120
"""Seconds by which a seed may bring an inject later than the script says."""


class Planned(Struct, frozen=True):
    """An inject that is still to come, and when, on the exercise clock."""

    inject: Inject
    at: datetime
    branch: bool = False
    """Whether it comes because a response did not."""


def planned(exercise: Exercise, events: Sequence[Event], now: datetime) -> tuple[Planned, ...]:
    """Give the injects whose time is known, soonest first; those of one moment as scripted.

    Not among them: what was delivered or skipped, what waits for something that has not
    happened, and what comes by hand alone.
    """
    branches = _branches(exercise, events, now)
    found = []
    for inject in exercise.scenario.inject:
        if exercise.is_settled(inject.id):
            continue
        at = _time_of(exercise, inject, events)
        branch = branches.get(inject.id)
        if branch is not None and (at is None or branch < at):
            found.append(Planned(inject, branch, branch=True))
        elif at is not None:
            found.append(Planned(inject, at))
    return tuple(sorted(found, key=lambda one: one.at))


def due(exercise: Exercise, events: Sequence[Event], now: datetime) -> tuple[Inject, ...]:
    """Give the injects that are to be delivered now; none before the exercise has started."""
    if not exercise.started_at:
        return ()
    return tuple(one.inject for one in planned(exercise, events, now) if one.at <= now)


def threatened(
    exercise: Exercise, events: Sequence[Event], now: datetime
) -> Mapping[str, datetime]:
    """Give the branches that come if nothing more is answered, and when each would.

    That is a millisecond after the response was due: an answer at that very moment is in time.
    """
    found: dict[str, datetime] = {}
    for response in responses(exercise, events, now):
        follows = response.expected.if_not
        if not follows or response.outcome != "waiting" or exercise.is_settled(follows):
            continue
        at = response.due + timedelta(milliseconds=1)
        found[follows] = min(at, found.get(follows, at))
    return found


def next_moment(exercise: Exercise, events: Sequence[Event], now: datetime) -> datetime | None:
    """Give when something comes next if nobody does anything more; None where nothing does."""
    times = [one.at for one in planned(exercise, events, now)]
    times += threatened(exercise, events, now).values()
    return min((at for at in times if at > now), default=None)


def waiting(exercise: Exercise, events: Sequence[Event], now: datetime) -> tuple[Inject, ...]:
    """Give the injects that have no time yet: they wait for something, or for a hand."""
    known = {one.inject.id for one in planned(exercise, events, now)}
    return tuple(
        inject
        for inject in exercise.scenario.inject
        if inject.id not in known and not exercise.is_settled(inject.id)
    )


def shift(seed: int, inject: str) -> timedelta:
    """Give how much later than scripted an inject comes in the course that a seed stands for.

    Seed 0 is the script. The same seed gives the same course on every machine.
    """
    if seed == 0:
        return timedelta(0)
    digest = hashlib.sha256(f"{seed}:{inject}".encode()).digest()
    return timedelta(seconds=int.from_bytes(digest[:4], "big") % (LARGEST_SHIFT + 1))


def _time_of(exercise: Exercise, inject: Inject, events: Sequence[Event]) -> datetime | None:
    later = shift(exercise.seed, inject.id)
    if inject.at is not None:
        begins = parse_stamp(exercise.begins_at)
        return begins + timedelta(seconds=offset_seconds(inject.at)) + later
    if inject.after is None:
        return None
    kind, name, delay = after_parts(inject.after)
    moment = _moment(exercise, kind, name, events)
    return None if moment is None else moment + timedelta(seconds=delay) + later


def _moment(exercise: Exercise, kind: str, name: str, events: Sequence[Event]) -> datetime | None:
    """Give when what an inject waits for happened first; None while it has not."""
    if kind == "inject":
        delivered = exercise.delivered.get(name)
        return parse_stamp(delivered.at) if delivered else None
    if kind == "answered":
        answers = exercise.answers_to(name)
        return parse_stamp(answers[0].at) if answers else None
    started = _start_of(events)
    for event in events[started:]:
        if (
            (kind == "post" and event.kind == kinds.POSTED)
            or (kind == "phase" and _names(event, kinds.PHASE_ENTERED, "phase", name))
            or (kind == "milestone" and _names(event, kinds.MILESTONE_REACHED, "milestone", name))
        ):
            return parse_stamp(event.on_clock)
    return None


def _start_of(events: Sequence[Event]) -> int:
    """Give how many events came before the exercise clock was started."""
    for place, event in enumerate(events):
        if event.kind == kinds.EXERCISE_PACED:
            return place
    return len(events)


def _names(event: Event, kind: str, key: str, name: str) -> bool:
    return event.kind == kind and event.body.get(key) == name


def _branches(exercise: Exercise, events: Sequence[Event], now: datetime) -> dict[str, datetime]:
    """Give the injects that follow because a response did not come, and since when."""
    found: dict[str, datetime] = {}
    for response in responses(exercise, events, now):
        follows = response.expected.if_not
        missed = response.outcome in {"never", "late"}
        if follows and missed and (follows not in found or response.due < found[follows]):
            found[follows] = response.due
    return found
