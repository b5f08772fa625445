"""Nothing turns an exercise into an incident or back, and every export says what it is."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from breachplay.record import events as kinds
from breachplay.record.commands import Refused
from breachplay.record.decide import decide
from breachplay.record.events import Event
from breachplay.record.fold import step
from breachplay.record.session import Session
from breachplay.record.state import State
from breachplay.record.store import Store
from breachplay.timeline import FORMATS, export_name
from tests.exercise.made import exercise_command, started
from tests.record.helpers import COMMUNICATOR, NIGHT, FrozenClock, TickingClock, open_command

KINDS = sorted(
    {value for name, value in vars(kinds).items() if name.isupper() and isinstance(value, str)}
)
BODIES = st.dictionaries(
    st.sampled_from(["mode", "title", "run", "text", "phase", "kind", "exercise"]),
    st.sampled_from(["incident", "exercise", "acknowledge", ""]),
)


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> tuple[State, State]:
    """Give the state of an exercise, and that of an incident."""
    folder = tmp_path_factory.mktemp("runs")
    exercise = started(folder, TickingClock())
    incident = Session.begin(Store(folder), open_command(), COMMUNICATOR, TickingClock())
    return exercise.state, incident.state


def an_event(state: State, kind: str, body: dict[str, Any]) -> Event:
    at = "2026-11-24T03:00:00.000Z"
    return Event(
        run=state.run,
        seq=state.seq + 1,
        command="0" * 32,
        at=at,
        exercise_at=None,
        happened_at=None,
        actor=COMMUNICATOR,
        kind=kind,
        body=body,
        prev=state.hash,
        hash="0" * 64,
    )


@given(kind=st.sampled_from(KINDS), body=BODIES)
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_event_changes_what_a_run_is(
    states: tuple[State, State], kind: str, body: dict[str, Any]
) -> None:
    for state, mode in zip(states, ("exercise", "incident"), strict=True):
        try:
            after = step(state, an_event(state, kind, body))
        except ValueError:
            continue  # an event that cannot be read changes nothing
        assert after.mode == mode
        assert (after.exercise is None) == (mode == "incident")


def test_a_run_that_is_open_is_not_opened_again_as_something_else(
    states: tuple[State, State],
) -> None:
    exercise, incident = states
    with pytest.raises(Refused):
        decide(exercise, open_command("incident"), COMMUNICATOR)
    with pytest.raises(Refused):
        decide(incident, exercise_command(FrozenClock()), COMMUNICATOR)


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_every_export_says_exercise_and_so_does_its_file(tmp_path: Path, form: str) -> None:
    with started(tmp_path, TickingClock()) as session:
        text = FORMATS[form].write(session.state, session.events, now=NIGHT)
        assert "EXERCISE" in text[:1200]
        if form == "csv":
            rows = text.splitlines()[1:]
            assert all(row.startswith('"EXERCISE"') for row in rows)
        if form == "ics":
            names = [row for row in text.splitlines() if row.startswith("X-WR-CALNAME")]
            assert names
            assert all(row.startswith("X-WR-CALNAME:EXERCISE") for row in names)
        assert export_name(session.state, form).startswith("EXERCISE-")


def test_its_name_in_the_store_says_so(tmp_path: Path) -> None:
    with started(tmp_path, TickingClock()) as session:
        assert session.state.run.startswith("EXERCISE-")
    assert msgspec.structs.asdict(Store(tmp_path).runs()[0])["mode"] == "exercise"
