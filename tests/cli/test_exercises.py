"""runs --exercises: what a team's exercises showed, side by side."""

from pathlib import Path

from tests.cli.conftest import Breachplay
from tests.exercise.test_history import played


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
