"""Injects come when they are due: by the script, after something, as a branch, and never twice."""

from datetime import timedelta
from pathlib import Path

import pytest

from breachplay.exercise.facilitate import deliveries, put_ahead
from breachplay.exercise.responses import responses
from breachplay.exercise.schedule import LARGEST_SHIFT, next_moment, planned, shift, waiting
from breachplay.record.commands import AddNote, CheckItem, Refused
from breachplay.record.commands_exercise import (
    AddInject,
    AnswerInject,
    DeliverInject,
    PaceExercise,
    SkipInject,
)
from breachplay.record.exercise import Exercise
from breachplay.record.session import Session
from breachplay.record.store import Store
from breachplay.record.when import parse_stamp
from tests.exercise.made import begun, started
from tests.record.helpers import COMMUNICATOR, NIGHT, FrozenClock


def exercise_of(session: Session) -> Exercise:
    assert session.state.exercise is not None
    return session.state.exercise


def facilitate(session: Session) -> list[str]:
    """Deliver what is due, as the program does alone; give the ids in order."""
    given = []
    for command_id, command in deliveries(session.state, session.events, session.now()):
        session.submit(command, command_id=command_id)
        given.append(command.inject)
    return given


def test_nothing_comes_before_the_clock_is_started(tmp_path: Path) -> None:
    session = begun(tmp_path, FrozenClock())
    assert facilitate(session) == []
    with pytest.raises(Refused, match="not started"):
        session.submit(DeliverInject("mention", by_hand=True))


def test_by_the_script(tmp_path: Path) -> None:
    clock = FrozenClock()
    session = started(tmp_path, clock)
    assert facilitate(session) == ["mention"]
    assert facilitate(session) == []
    clock.advance(minutes=6)
    assert facilitate(session) == ["calls"]


def test_what_comes_due_during_a_pause_is_deferred_not_lost(tmp_path: Path) -> None:
    clock = FrozenClock()
    session = started(tmp_path, clock)
    facilitate(session)
    session.submit(PaceExercise("pause"))
    clock.advance(hours=1)
    assert facilitate(session) == []
    session.submit(PaceExercise("resume"))
    clock.advance(minutes=6)
    assert facilitate(session) == ["calls"]


def test_a_jump_passes_over_nothing(tmp_path: Path) -> None:
    session = started(tmp_path, FrozenClock())
    to = (NIGHT + timedelta(hours=22)).isoformat()
    session.submit(PaceExercise("jump", to=to))
    assert facilitate(session) == ["mention", "calls", "day-after"]


def test_a_branch_follows_where_no_response_came(tmp_path: Path) -> None:
    clock = FrozenClock()
    session = started(tmp_path, clock)
    facilitate(session)
    clock.advance(minutes=20)
    assert "louder" not in facilitate(session)
    clock.advance(seconds=1)
    assert facilitate(session) == ["louder"]


def test_an_answer_in_time_keeps_the_branch_away_and_brings_what_follows_it(
    tmp_path: Path,
) -> None:
    clock = FrozenClock()
    session = started(tmp_path, clock)
    facilitate(session)
    (note,) = session.submit(AddNote("We acknowledge."))
    session.submit(AnswerInject("mention", "post", note.seq))
    clock.advance(minutes=5)
    assert facilitate(session) == ["thanks"]
    clock.advance(minutes=30)
    assert facilitate(session) == ["calls"]
    first = responses(exercise_of(session), session.events, session.now())[0]
    assert (first.outcome, first.event) == ("in time", note.seq)


def test_an_item_answers_wherever_it_was_checked(tmp_path: Path) -> None:
    clock = FrozenClock()
    session = started(tmp_path, clock)
    clock.advance(minutes=6)
    facilitate(session)
    clock.advance(minutes=11)
    session.submit(CheckItem("acknowledge", "asked"))
    found = responses(exercise_of(session), session.events, session.now())
    assert [(one.inject.id, one.outcome) for one in found] == [
        ("mention", "waiting"),
        ("calls", "late"),
    ]


def test_what_was_done_before_an_inject_does_not_answer_it(tmp_path: Path) -> None:
    clock = FrozenClock()
    session = started(tmp_path, clock)
    session.submit(CheckItem("acknowledge", "asked"))
    clock.advance(minutes=6)
    facilitate(session)
    clock.advance(minutes=20)
    found = responses(exercise_of(session), session.events, session.now())
    assert [(one.inject.id, one.outcome) for one in found] == [
        ("mention", "waiting"),  # it reached them 20 minutes ago
        ("calls", "never"),
    ]


def test_sent_by_hand_skipped_and_added(tmp_path: Path) -> None:
    clock = FrozenClock()
    session = started(tmp_path, clock)
    session.submit(DeliverInject("day-after", by_hand=True))
    session.submit(SkipInject("calls", "We are short of time"))
    session.submit(AddInject("Test Facilitator", "call", "And now the lights go out."))
    clock.advance(hours=23)
    assert facilitate(session) == ["mention"]
    exercise = exercise_of(session)
    assert exercise.delivered["day-after"].by_hand
    assert exercise.delivered["added-1"].inject.text == "And now the lights go out."
    with pytest.raises(Refused, match="delivered already"):
        session.submit(SkipInject("mention", "Too late for that"))


def test_two_terminals_deliver_an_inject_once(tmp_path: Path) -> None:
    clock = FrozenClock()
    session = started(tmp_path, clock)
    other = Session.open(Store(tmp_path), session.state.run, COMMUNICATOR, clock)
    ours = deliveries(session.state, session.events, session.now())
    theirs = deliveries(other.state, other.events, other.now())
    assert ours == theirs
    for command_id, command in ours:
        session.submit(command, command_id=command_id)
    for command_id, command in theirs:
        other.submit(command, command_id=command_id)
    other.follow()
    assert [event.kind for event in other.events].count("inject_delivered") == 1


def test_the_facilitator_sees_what_is_planned_and_what_waits(tmp_path: Path) -> None:
    clock = FrozenClock()
    session = started(tmp_path, clock)
    facilitate(session)
    exercise = exercise_of(session)
    ahead = planned(exercise, session.events, session.now())
    assert [one.inject.id for one in ahead] == ["calls", "day-after"]
    left = waiting(exercise, session.events, session.now())
    assert [inject.id for inject in left] == ["louder", "thanks"]


def test_a_seed_shifts_the_same_way_everywhere_and_none_does_nothing(tmp_path: Path) -> None:
    assert shift(0, "mention") == timedelta(0)
    shifts = {shift(seed, "mention").total_seconds() for seed in range(1, 200)}
    assert len(shifts) > 50
    assert 0 <= min(shifts) <= max(shifts) <= LARGEST_SHIFT
    assert shift(7, "mention").total_seconds() == 29


def test_an_answer_needs_an_inject_that_came_and_something_that_answers(tmp_path: Path) -> None:
    session = started(tmp_path, FrozenClock())
    with pytest.raises(Refused, match="has not reached"):
        session.submit(AnswerInject("calls", "note", text="x"))
    facilitate(session)
    for wrong, said in (
        (AnswerInject("mention", "shrug", text="x"), "answered with one of"),
        (AnswerInject("mention", "note"), "say what answers it"),
        (AnswerInject("mention", "note", event=999), "no such event"),
    ):
        with pytest.raises(Refused, match=said):
            session.submit(wrong)


def came(session: Session) -> list[tuple[str, timedelta]]:
    """Give what reached the players, each with its time since the start, in order."""
    delivered = sorted(exercise_of(session).delivered.values(), key=lambda one: one.seq)
    return [(one.inject.id, parse_stamp(one.at) - NIGHT) for one in delivered]


@pytest.mark.parametrize("paused", [False, True])
def test_put_ahead_each_inject_comes_at_its_own_time_with_the_branch_that_was_due(
    tmp_path: Path, paused: bool
) -> None:
    session = started(tmp_path, FrozenClock())
    if paused:
        session.submit(PaceExercise("pause"))
    put_ahead(session, NIGHT + timedelta(hours=23))
    assert came(session) == [
        ("mention", timedelta()),
        ("calls", timedelta(minutes=6)),
        ("louder", timedelta(minutes=20, milliseconds=1)),
        ("day-after", timedelta(hours=22)),
    ]
    assert session.now() == NIGHT + timedelta(hours=23)
    assert exercise_of(session).pace.paused is paused


def test_put_ahead_after_an_answer_the_branch_stays_away(tmp_path: Path) -> None:
    session = started(tmp_path, FrozenClock())
    facilitate(session)
    session.submit(AnswerInject("mention", "post", text="We know."))
    put_ahead(session, NIGHT + timedelta(hours=1))
    assert came(session) == [
        ("mention", timedelta()),
        ("thanks", timedelta(minutes=5)),
        ("calls", timedelta(minutes=6)),
    ]


def test_put_ahead_at_two_terminals_nothing_comes_twice(tmp_path: Path) -> None:
    clock = FrozenClock()
    session = started(tmp_path, clock)
    other = Session.open(Store(tmp_path), session.state.run, COMMUNICATOR, clock)
    put_ahead(session, NIGHT + timedelta(hours=1))
    put_ahead(other, NIGHT + timedelta(hours=1))
    assert [event.kind for event in other.events].count("inject_delivered") == 3
    assert session.follow() == ()


def test_what_comes_next_is_also_the_branch_of_an_answer_that_waits(tmp_path: Path) -> None:
    clock = FrozenClock()
    session = started(tmp_path, clock)
    facilitate(session)
    clock.advance(minutes=6)
    facilitate(session)
    after = next_moment(exercise_of(session), session.events, session.now())
    assert after == NIGHT + timedelta(minutes=20, milliseconds=1)
