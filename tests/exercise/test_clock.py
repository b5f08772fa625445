"""The exercise clock: it stands, runs, jumps, and never goes back."""

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breachplay.record.commands import AddNote, CheckItem, Refused, SaveDraft, SkipItem
from breachplay.record.commands_approvals import AskApproval
from breachplay.record.commands_exercise import CheckCommunications, PaceExercise
from breachplay.record.fold import fold
from breachplay.record.pacing import Pace, exercise_time, real_wait
from breachplay.record.session import Session
from breachplay.record.store import Store
from breachplay.record.when import stamp
from breachplay.timeline.report import as_markdown
from tests.exercise.made import begun, started
from tests.record.helpers import COMMUNICATOR, NIGHT, FrozenClock


def test_it_stands_until_the_communications_check_is_done(tmp_path: Path) -> None:
    clock = FrozenClock()
    session = begun(tmp_path, clock)
    clock.advance(minutes=30)
    assert session.now() == NIGHT
    with pytest.raises(Refused, match="communications check first"):
        session.submit(PaceExercise("start"))
    session.submit(CheckCommunications(("It says EXERCISE",)))
    session.submit(PaceExercise("start"))
    clock.advance(minutes=5)
    assert session.now() == NIGHT + timedelta(minutes=5)


def test_what_of_the_check_does_not_hold_is_on_the_record(tmp_path: Path) -> None:
    session = begun(tmp_path, FrozenClock())
    (event,) = session.submit(CheckCommunications(("It says EXERCISE", "made up")))
    assert event.body == {"ticked": ["It says EXERCISE"], "open": ["Everybody hears this"]}


def test_thirty_times_as_fast_and_every_event_has_both_times(tmp_path: Path) -> None:
    clock = FrozenClock()
    session = started(tmp_path, clock, speed=30)
    clock.advance(minutes=2)
    (event,) = session.submit(AddNote("An hour is over."))
    assert event.at == stamp(NIGHT + timedelta(minutes=2))
    assert event.exercise_at == stamp(NIGHT + timedelta(hours=1))
    assert event.on_clock == event.when == event.exercise_at


def test_a_pause_holds_it_and_going_on_goes_on_from_there(tmp_path: Path) -> None:
    clock = FrozenClock()
    session = started(tmp_path, clock)
    clock.advance(minutes=10)
    session.submit(PaceExercise("pause"))
    clock.advance(hours=3)
    assert session.now() == NIGHT + timedelta(minutes=10)
    session.submit(PaceExercise("resume"))
    clock.advance(minutes=1)
    assert session.now() == NIGHT + timedelta(minutes=11)
    assert session.submit(PaceExercise("resume")) == ()


def test_a_jump_of_22_hours_and_none_back(tmp_path: Path) -> None:
    clock = FrozenClock()
    session = started(tmp_path, clock)
    later = NIGHT + timedelta(hours=22)
    session.submit(PaceExercise("jump", to=later.isoformat()))
    assert session.now() == later
    with pytest.raises(Refused, match="only jumps ahead"):
        session.submit(PaceExercise("jump", to=NIGHT.isoformat()))


def test_a_changed_speed_counts_from_now_on(tmp_path: Path) -> None:
    clock = FrozenClock()
    session = started(tmp_path, clock)
    clock.advance(minutes=10)
    session.submit(PaceExercise("speed", speed=60))
    clock.advance(minutes=1)
    assert session.now() == NIGHT + timedelta(minutes=70)
    for wrong in (0, 61):
        with pytest.raises(Refused, match="1 to 60"):
            session.submit(PaceExercise("speed", speed=wrong))


def test_a_machine_whose_clock_is_set_back_holds_it_still(tmp_path: Path) -> None:
    clock = FrozenClock()
    session = started(tmp_path, clock)
    clock.advance(minutes=-30)
    assert session.now() == NIGHT


def test_another_terminal_shows_the_same_time(tmp_path: Path) -> None:
    clock = FrozenClock()
    session = started(tmp_path, clock, speed=10)
    run = session.state.run
    other = Session.open(Store(tmp_path), run, COMMUNICATOR, clock)
    clock.advance(minutes=3)
    assert other.now() == session.now() == NIGHT + timedelta(minutes=30)


def test_an_incident_has_no_exercise_clock(tmp_path: Path) -> None:
    clock = FrozenClock()
    from tests.record.helpers import open_command

    session = Session.begin(Store(tmp_path), open_command(), COMMUNICATOR, clock)
    (event,) = session.submit(AddNote("Real."))
    assert event.exercise_at is None
    with pytest.raises(Refused, match="no exercise"):
        session.submit(PaceExercise("pause"))


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(1, 60), st.booleans(), st.integers(-600, 3600)), min_size=1))
def test_whatever_the_pace_it_never_goes_back(steps: list[tuple[int, bool, int]]) -> None:
    real, pace = NIGHT, Pace(stamp(NIGHT), stamp(NIGHT))
    shown = exercise_time(pace, real)
    for speed, paused, seconds in steps:
        real += timedelta(seconds=seconds)
        now = exercise_time(pace, real)
        assert now >= shown
        shown = now
        pace = Pace(stamp(real), stamp(now), speed=speed, paused=paused)


def test_the_wait_until_a_moment_is_in_real_time() -> None:
    pace = Pace(stamp(NIGHT), stamp(NIGHT), speed=30, paused=False)
    assert real_wait(pace, NIGHT, NIGHT + timedelta(hours=1)) == timedelta(minutes=2)
    paused = Pace(stamp(NIGHT), stamp(NIGHT))
    assert real_wait(paused, NIGHT, NIGHT + timedelta(hours=1)) is None


def test_the_record_alone_gives_the_exercise_again(tmp_path: Path) -> None:
    session = started(tmp_path, FrozenClock(), seed=7, speed=30)
    again = fold(session.events)
    assert again.exercise == session.state.exercise
    assert again.exercise is not None
    assert (again.exercise.seed, again.exercise.pace.speed) == (7, 30)


def test_the_report_tells_each_time_by_the_exercise_clock(tmp_path: Path) -> None:
    clock = FrozenClock()
    session = started(tmp_path, clock, speed=30)
    clock.advance(minutes=2)
    session.submit(SaveDraft("d1", "We are looking into it."))
    session.submit(AskApproval("d1", "We are looking into it."))
    session.submit(CheckItem("acknowledge", "asked"))
    session.submit(SkipItem("acknowledge", "pinned", "No time."))
    assert session.state.approvals_asked[0].at == stamp(NIGHT + timedelta(hours=1))
    told = as_markdown(session.state, session.events, now=session.now())
    before_timeline = told.partition("Full timeline")[0]
    assert "asked 2026-11-24 04:10:00 CET" in before_timeline
    assert "No time." in before_timeline
    assert "03:12:00 CET" not in before_timeline
