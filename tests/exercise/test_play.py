"""A script plays an exercise without a terminal: each step at its time, refusals told."""

from pathlib import Path

import msgspec
import pytest

from breachplay.exercise.play import play
from breachplay.playbook.script import Script
from breachplay.record.commands import Refused
from breachplay.record.session import Session
from breachplay.record.store import Store
from breachplay.record.when import parse_stamp
from tests.exercise.made import begun
from tests.record.helpers import COMMUNICATOR, NIGHT, FrozenClock, TickingClock, open_command

GOOD = {
    "format": 1,
    "id": "good",
    "title": "Good",
    "scenario": "small-exercise",
    "step": [
        {"at": "3m", "check": ["acknowledge/secured"]},
        {
            "at": "4m",
            "answers": "mention",
            "post": {"text": "We are investigating. Next update by 10:00 UTC."},
        },
        {"at": "7m", "check": ["acknowledge/asked"]},
        {"at": "8m", "note": "Support knows.", "actor": "Test Support, support lead"},
        {"at": "9m", "check": ["acknowledge/nothing"]},
        {
            "at": "22h",
            "fact": {
                "name": "people_affected",
                "value": "310,000",
                "status": "confirmed",
                "source": "Legal",
            },
        },
    ],
    "hot_wash": {"What went well?": "We were quick."},
}


def script(document: object) -> Script:
    return msgspec.convert(document, Script)


def played(tmp_path: Path) -> tuple[Session, list[tuple[int, str]]]:
    session = begun(tmp_path, TickingClock())
    refusals = play(session, script(GOOD))
    return session, [(one.step, one.reason) for one in refusals]


def test_every_step_stands_at_its_time(tmp_path: Path) -> None:
    session, _ = played(tmp_path)
    begins = parse_stamp(session.state.opened_at)
    times = {
        event.kind: (parse_stamp(event.on_clock) - begins).total_seconds() / 60
        for event in session.events
        if event.kind in {"posted", "note_added", "fact_set"}
    }
    assert times == {"posted": 4, "note_added": 8, "fact_set": 22 * 60}


def test_injects_come_between_the_steps_at_their_own_times(tmp_path: Path) -> None:
    session, _ = played(tmp_path)
    assert session.state.exercise is not None
    begins = parse_stamp(session.state.opened_at)
    minutes = {
        name: (parse_stamp(one.at) - begins).total_seconds() / 60
        for name, one in session.state.exercise.delivered.items()
    }
    assert minutes == {"mention": 0, "calls": 6, "thanks": 9, "day-after": 22 * 60}


def test_a_step_that_is_refused_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    session, refusals = played(tmp_path)
    assert refusals == [(5, 'the playbook has no item "nothing" in phase "acknowledge"')]
    assert session.state.closed


def test_an_answer_is_tied_to_its_inject_and_a_step_has_its_own_actor(tmp_path: Path) -> None:
    session, _ = played(tmp_path)
    assert session.state.exercise is not None
    (answer,) = session.state.exercise.answers_to("mention")
    assert session.events[answer.event - 1].kind == "posted"
    (note,) = [event for event in session.events if event.kind == "note_added"]
    assert str(note.actor) == "Test Support, support lead"
    assert session.actor == COMMUNICATOR


def test_the_same_script_gives_the_same_exercise(tmp_path: Path) -> None:
    def told(folder: Path) -> list[object]:
        session, _ = played(folder)
        return [(event.kind, event.on_clock, event.actor) for event in session.events[1:]]

    assert told(tmp_path / "one") == told(tmp_path / "two")


def test_the_hot_wash_is_kept_after_the_end(tmp_path: Path) -> None:
    session, _ = played(tmp_path)
    assert session.state.exercise is not None
    assert [one.text for one in session.state.exercise.hot_wash] == ["We were quick."]


def test_an_incident_is_never_played(tmp_path: Path) -> None:
    session = Session.begin(Store(tmp_path), open_command(), COMMUNICATOR, FrozenClock(NIGHT))
    with pytest.raises(Refused, match="no exercise"):
        play(session, script(GOOD))


EARLY = {"at": "6m", "answers": "calls", "check": ["acknowledge/asked"]}
"""It answers what comes at 6 minutes, and under a seed up to two minutes later."""


def test_under_a_seed_a_step_waits_for_the_inject_that_it_answers(tmp_path: Path) -> None:
    for seed in (1, 7, 42):
        session = begun(tmp_path / str(seed), TickingClock(), seed=seed)
        assert play(session, script({**GOOD, "step": [EARLY]})) == ()
        exercise = session.state.exercise
        assert exercise is not None
        (answer,) = exercise.answers_to("calls")
        assert answer.at >= exercise.delivered["calls"].at
        assert parse_stamp(exercise.delivered["calls"].at) > parse_stamp(exercise.begins_at)


def test_a_step_long_before_the_inject_it_answers_is_told_when_that_comes(tmp_path: Path) -> None:
    session = begun(tmp_path, TickingClock(), seed=7)
    soon = {**EARLY, "at": "1m", "answers": "day-after"}
    (refusal,) = play(session, script({**GOOD, "step": [soon]}))
    assert refusal.reason.startswith('at 1m the inject "day-after" has not reached the players; ')
    assert "it comes at T+22 h 0" in refusal.reason
