"""Whether players did what an inject asks for: when, and by which event of the record.

What is expected of one thing (an item, a fact, a milestone, a clock) is found on the record
wherever it was done. A post, a reply or a note can answer anything, so it counts for an inject
that players tied it to.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final, Literal

from msgspec import Struct

from breachplay.playbook.scenario import Expectation, Inject
from breachplay.playbook.words import seconds
from breachplay.record import events as kinds
from breachplay.record.events import Event
from breachplay.record.exercise import Delivered, Exercise
from breachplay.record.when import parse_stamp

Outcome = Literal["waiting", "in time", "late", "never"]


class Response(Struct, frozen=True):
    """How one expectation of one delivered inject stands."""

    inject: Inject
    expected: Expectation
    due: datetime
    """On the exercise clock."""
    outcome: Outcome
    at: datetime | None = None
    """When it was done."""
    event: int = 0
    """The number of the event that did it."""


def responses(exercise: Exercise, events: Sequence[Event], now: datetime) -> tuple[Response, ...]:
    """Give how every expectation of every delivered inject stands, in the order of delivery.

    Args:
        exercise: where the exercise stands.
        events: the whole record.
        now: the present on the exercise clock; where it ended, the end. What had time left then
            is waiting, and not a failure: who ends early has not let it pass.
    """
    return tuple(
        response(exercise, delivered, expected, events, now)
        for delivered in sorted(exercise.delivered.values(), key=lambda one: one.seq)
        for expected in delivered.inject.expect
    )


def response(
    exercise: Exercise,
    delivered: Delivered,
    expected: Expectation,
    events: Sequence[Event],
    now: datetime,
) -> Response:
    """Give how one expectation stands; see `responses`."""
    due = parse_stamp(delivered.at) + timedelta(seconds=seconds(expected.within))
    done = _done(exercise, delivered, expected, events)
    if done is not None:
        at = parse_stamp(done.on_clock)
        outcome: Outcome = "in time" if at <= due else "late"
        return Response(delivered.inject, expected, due, outcome, at, done.seq)
    return Response(delivered.inject, expected, due, "never" if now > due else "waiting")


def _done(
    exercise: Exercise, delivered: Delivered, expected: Expectation, events: Sequence[Event]
) -> Event | None:
    """Give the first event after the delivery that does what is expected."""
    tied = {
        answer.event or answer.seq
        for answer in exercise.answers_to(delivered.inject.id)
        if answer.response in expected.response
    }
    for event in events[delivered.seq :]:
        if event.seq in tied and (not expected.of or _of(event) in {expected.of, ""}):
            return event
        if does(event, expected):
            return event
    return None


def does(event: Event, expected: Expectation) -> bool:
    """Whether an event by itself does the one thing that is expected, tied to an inject or not."""
    return bool(expected.of) and (
        _of(event) == expected.of and _response(event) in expected.response
    )


def _response(event: Event) -> str:
    """Give which kind of response an event is; empty where it is none."""
    return _RESPONSES.get(event.kind, "")


def _of(event: Event) -> str:
    """Give what an event is about: `phase/item`, a fact, a milestone, a clock."""
    names = _NAMES.get(event.kind)
    try:
        return names(event.body) if names else ""
    except KeyError:
        return ""


_RESPONSES: Final[Mapping[str, str]] = {
    kinds.ITEM_CHECKED: "item",
    kinds.FACT_SET: "fact",
    kinds.MILESTONE_REACHED: "milestone",
    kinds.CLOCK_MET: "clock",
    kinds.CLOCK_WAIVED: "clock",
}

_NAMES: Final[Mapping[str, Callable[[Mapping[str, Any]], str]]] = {
    kinds.ITEM_CHECKED: lambda body: f"{body['phase']}/{body['item']}",
    kinds.FACT_SET: lambda body: str(body["fact"]),
    kinds.MILESTONE_REACHED: lambda body: str(body["milestone"]),
    kinds.CLOCK_MET: lambda body: str(body["clock"]),
    kinds.CLOCK_WAIVED: lambda body: str(body["clock"]),
}
