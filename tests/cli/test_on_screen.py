"""launch and resume, up to the screen: which run is opened, and what is said about it first."""

from collections.abc import Callable
from pathlib import Path

import pytest

from breachplay.record.commands import CloseRun
from breachplay.record.session import Session
from breachplay.record.store import Store
from breachplay.tui.app import BreachplayApp
from breachplay.tui.worker import Worker
from tests.cli.conftest import Breachplay
from tests.record.helpers import FrozenClock
from tests.tui.harness import SMALL, at_the_screen

Begin = Callable[..., Session]


class Screen:
    """Stands where the app would: opens the run as the app does, and shows nothing."""

    def __init__(self) -> None:
        self.hint = self.run = self.read_only = ""
        self._open: Callable[[], Session] | None = None

    def made(self, worker: Worker, *, opener: Callable[[], Session]) -> "Screen":
        del worker
        self._open = opener
        return self

    def show(self, app: "Screen") -> str:
        assert app._open is not None
        with app._open() as session:
            self.run, self.read_only = session.state.run, session.read_only
        return ""


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Screen:
    there = Screen()
    monkeypatch.setattr("breachplay.tui.app.BreachplayApp", there.made)
    monkeypatch.setattr("breachplay.tui.app.show", there.show)
    monkeypatch.setattr("breachplay.cli.on_screen.need_terminal", lambda: None)
    return there


def test_launch_says_that_another_run_is_open(
    breachplay: Breachplay, begin: Begin, screen: Screen
) -> None:
    with begin() as other:
        run = other.state.run
    assert breachplay("launch").status == 0
    assert screen.run != run
    assert screen.hint == f"Another run is open: `breachplay resume {run}` goes on with it."
    assert breachplay("resume", run).status == 0
    assert (screen.run, screen.hint, screen.read_only) == (run, "", "")


def test_launch_says_nothing_where_no_run_is_open(
    breachplay: Breachplay, begin: Begin, screen: Screen
) -> None:
    with begin() as finished:
        finished.submit(CloseRun("All told.", leaving_open=True))
    assert breachplay("launch").status == 0
    assert screen.run
    assert screen.hint == ""


async def test_the_hint_is_the_first_thing_said(tmp_path: Path, begin: Begin) -> None:
    clock = FrozenClock()
    app = BreachplayApp(Worker(), clock=clock, opener=lambda: begin(clock=clock))
    app.hint = "Another run is open: go on with it."
    async with at_the_screen(app, clock, Store(tmp_path), SMALL) as person:
        await person.see("Another run is open: go on with it.")


def test_resume_of_a_run_file_is_for_reading(
    breachplay: Breachplay, begin: Begin, screen: Screen, store: Path, home: Path
) -> None:
    with begin() as other:
        run = other.state.run
    own = store / f"{run}.breachplay"
    (home / "evidence.breachplay").write_bytes(own.read_bytes())
    assert breachplay("resume", "evidence.breachplay").status == 0
    assert (screen.run, screen.read_only) == (run, "opened for reading only")
    # The store's own file is the run, however it is named.
    assert breachplay("resume", str(own)).status == 0
    assert (screen.run, screen.read_only) == (run, "")
    assert breachplay("resume", "./none.breachplay").error.endswith("no file is called so either")


def test_resume_means_an_open_incident_before_an_exercise_and_says_so(
    breachplay: Breachplay, begin: Begin, screen: Screen
) -> None:
    with begin() as session:
        incident = session.state.run
    later = FrozenClock()
    later.advance(hours=1)
    with begin(mode="exercise", clock=later) as session:
        exercise = session.state.run
    assert breachplay("resume").status == 0
    assert screen.run == incident
    assert screen.hint == (
        f"The live incident {incident} is meant; an EXERCISE is open too: "
        f"name {exercise} to go on with that."
    )
    assert breachplay("rehearse", "paste-at-0840").status == 0
    assert screen.run.startswith("EXERCISE-")
    assert screen.hint.startswith(f"A LIVE INCIDENT is open: `breachplay resume {incident}`")
