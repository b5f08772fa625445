"""Whether a record is unaltered: each kind of tampering is found, with its seq."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breachplay.record.chain import head, parse_head
from breachplay.record.events import Event
from breachplay.timeline.verify import verify_events

from .made import Made, sealed, small_run

RUN = small_run()
EVENTS = RUN.events
HEAD = parse_head(head(EVENTS[-1].seq, EVENTS[-1].hash))
Tamper = Callable[[list[Event]], list[Event]]


def rewritten(events: list[Event]) -> list[Event]:
    """The whole record made anew with valid hashes."""
    made: list[Event] = []
    for event in events:
        prev = made[-1].hash if made else "0" * 64
        made.append(sealed(replace(event, prev=prev, seq=len(made) + 1)))
    return made


def test_a_sound_record_is_unaltered_and_says_what_that_does_not_show() -> None:
    verdict = verify_events(EVENTS)
    assert verdict.ok
    assert verdict.seq is None
    assert verdict.head == head(19, EVENTS[-1].hash)
    assert verdict.lines()[0] == f"Unaltered: 19 events, {verdict.head}."
    assert "does not show that its end was cut off" in verdict.lines()[-1]


def test_a_record_that_holds_the_expected_head() -> None:
    verdict = verify_events(EVENTS, HEAD)
    assert verdict.ok
    assert verdict.lines()[0].endswith("; it holds the expected head.")
    assert "alone" not in "".join(verdict.lines())


def test_a_record_may_have_gone_on_since_the_head_was_noted() -> None:
    assert verify_events(EVENTS, parse_head(head(4, EVENTS[3].hash))).ok
    assert verify_events(EVENTS, parse_head(f"seq 4, {EVENTS[3].hash}")).ok


@pytest.mark.parametrize("place", range(len(EVENTS)))
@pytest.mark.parametrize(
    "change",
    [
        {"body": {"text": "other"}},
        {"kind": "other"},
        {"at": "2020-01-01T00:00:00.000Z"},
        {"actor": RUN.actor.__class__("Somebody", "else")},
        {"happened_at": "2020-01-01T00:00:00+00:00"},
        {"command": "other"},
        {"run": "other"},
        {"hash": "ab" * 32},
        {"prev": "ab" * 32},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_changed_field_is_found_at_its_event(place: int, change: dict[str, object]) -> None:
    events = [*EVENTS]
    events[place] = replace(events[place], **change)  # type: ignore[arg-type]
    verdict = verify_events(events)
    assert not verdict.ok
    assert verdict.seq == place + 1
    assert verdict.head == (head(place, EVENTS[place - 1].hash) if place else "")
    assert verdict.lines()[0].startswith(f"ALTERED at seq {place + 1}: event {place + 1}: ")


@pytest.mark.parametrize("place", range(len(EVENTS)))
def test_a_change_that_was_hashed_again_is_found_at_the_next_event(place: int) -> None:
    events = [*EVENTS]
    events[place] = sealed(replace(events[place], body={"text": "other"}))
    verdict = verify_events(events, HEAD)
    assert not verdict.ok
    if place + 1 < len(EVENTS):
        assert verdict.seq == place + 2
    else:
        assert "the head is not the one expected" in verdict.reason


@settings(deadline=None)
@given(st.integers(0, len(EVENTS) - 2))
def test_an_event_taken_out_is_found_where_it_was(place: int) -> None:
    verdict = verify_events(EVENTS[:place] + EVENTS[place + 1 :])
    assert not verdict.ok
    assert verdict.seq == place + 1


@settings(deadline=None)
@given(st.integers(0, len(EVENTS) - 1), st.integers(0, len(EVENTS) - 1))
def test_two_events_swapped_are_found(one: int, other: int) -> None:
    events = [*EVENTS]
    events[one], events[other] = events[other], events[one]
    verdict = verify_events(events)
    assert verdict.ok == (one == other)
    assert verdict.seq == (None if one == other else min(one, other) + 1)


@settings(deadline=None)
@given(st.integers(0, len(EVENTS) - 1))
def test_an_event_put_in_twice_is_found(place: int) -> None:
    verdict = verify_events([*EVENTS[: place + 1], EVENTS[place], *EVENTS[place + 1 :]])
    assert verdict.seq == place + 2


def test_a_cut_off_end_is_found_by_the_expected_head() -> None:
    assert verify_events(EVENTS[:-3]).ok
    verdict = verify_events(EVENTS[:-3], HEAD)
    assert not verdict.ok
    assert verdict.seq == 17
    assert verdict.reason == "expected seq 19, found 16: 3 events are missing from the end"
    assert not verdict.anchored


def test_a_record_made_anew_is_found_by_the_expected_head() -> None:
    events = [*EVENTS]
    events[5] = replace(events[5], body={**events[5].body, "status": "confirmed"})
    forged = rewritten(events)
    assert verify_events(forged).ok
    verdict = verify_events(forged, HEAD)
    assert not verdict.ok
    assert verdict.reason.startswith("the head is not the one expected: at seq 19 stands ")


def test_an_event_of_another_run_is_found() -> None:
    other = rewritten([replace(event, run="other") if event.seq > 9 else event for event in EVENTS])
    verdict = verify_events(other)
    assert verdict.seq == 10
    assert "another run" in verdict.reason


def test_an_empty_record_is_not_sound() -> None:
    assert verify_events([]).lines()[0] == "ALTERED: there is no event in it."


def test_a_clock_that_went_back_is_a_warning() -> None:
    made = Made().opened()
    made.add("note_added", {"text": "n"}, after=timedelta(hours=-2))
    verdict = verify_events(made.events)
    assert verdict.ok
    assert verdict.warnings == (
        "The clock went back 2 h 00 min before seq 4; the order is that of seq.",
    )
