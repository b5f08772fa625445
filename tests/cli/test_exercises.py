"""runs --exercises: what a team's exercises showed, side by side."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from breachplay.record.session import Session
from tests.cli.conftest import Breachplay
from tests.exercise.made import begun
from tests.exercise.test_history import played
from tests.record.helpers import NIGHT, FrozenClock

Begin = Callable[..., Session]


def test_none_yet(breachplay: Breachplay) -> None:
    said = breachplay("runs", "--exercises")
    assert said.status == 0
    assert "No exercise to compare yet" in said.out
    assert breachplay("runs", "--exercises", "--json").document == {
        "exercises": [],
        "left_out": [],
    }


def test_side_by_side_with_a_trend(breachplay: Breachplay, store: Path) -> None:
    first, second = played(store, 0, 0), played(store, 4, 1)
    (store / "EXERCISE-broken.breachplay").write_bytes(b"no run")
    said = breachplay("runs", "--exercises")
    assert said.status == 0
    lines = said.out.splitlines()
    assert lines[0].startswith("EXERCISE 1  2026-11-24  Small exercise")
    assert first in lines[0]
    assert second in lines[2]
    word = next(line for line in lines if line.startswith("Time to the first acknowledgement"))
    assert word.split()[-5:] == ["4", "min", "✗█", "↓", "better"]
    assert lines[-1].startswith("left out: EXERCISE-broken: ")


def test_as_one_document(breachplay: Breachplay, store: Path) -> None:
    run = played(store, 4, 0)
    (exercise,) = breachplay("runs", "--exercises", "--json").document["exercises"]
    assert (exercise["mode"], exercise["run"], exercise["finished"]) == ("EXERCISE", run, True)
    assert exercise["grades"] == {"P": 2, "S": 0, "M": 0, "U": 0}
    assert exercise["figures"]["first-word"] == {"value": 4, "unit": "minutes", "told": "4 min"}


def test_an_open_incident_is_meant_before_an_exercise(
    breachplay: Breachplay, begin: Begin, store: Path
) -> None:
    with begin() as session:
        incident = session.state.run
    later = FrozenClock(NIGHT + timedelta(hours=1))
    with begun(store, later) as session:
        exercise = session.state.run
    said = breachplay("note", "The phones ring")
    assert said.out.startswith(f"noted in {incident}: ")
    assert said.error == (
        f"the live incident {incident} is meant; an EXERCISE is open too: "
        f"name {exercise} to go on with that"
    )
    status = breachplay("status")
    assert status.out.startswith("LIVE")
    assert "an EXERCISE is open too" in status.error
    assert breachplay("note", "They rang", "--run", exercise).out.startswith("noted in EXERCISE-")
    assert breachplay("status", exercise).out.startswith("EXERCISE")


def test_an_exercise_alone_is_taken_and_says_so(breachplay: Breachplay, store: Path) -> None:
    begun(store, FrozenClock()).close()
    said = breachplay("note", "The phones ring")
    assert (said.err, said.out.startswith("noted in EXERCISE-")) == ("", True)
    for command in ("status", "questions", "approve"):
        said = breachplay(command)
        assert said.out.startswith("EXERCISE"), command
    assert breachplay("questions", "--json").document["mode"] == "exercise"
    assert "EXERCISE" in breachplay("runs").out
    assert breachplay("asked", "Is it my data?", "--who", "@somebody").out.startswith(
        "logged as q1 in EXERCISE-"
    )
    written = breachplay("export", "--as", "html")
    assert Path(written.out.partition(": written")[0]).name.startswith("EXERCISE-")
