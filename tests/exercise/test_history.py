"""Figures over time: oldest first, damaged runs named, a trend by glyph and word."""

from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from breachplay.exercise.history import history, short, spark, trend
from breachplay.exercise.measures import Measure
from breachplay.exercise.play import play
from breachplay.playbook.script import Script
from breachplay.record.commands import CloseRun
from breachplay.record.commands_exercise import SayAtHotWash
from breachplay.record.session import Session
from breachplay.record.store import Store
from tests.exercise.made import begun, exercise_command
from tests.record.helpers import COMMUNICATOR, NIGHT, FrozenClock, TickingClock, open_command


def played(folder: Path, minutes: int, day: int) -> str:
    """Play the small exercise on a day, the first post after so many minutes; 0: none."""
    post = {"at": f"{minutes}m", "answers": "mention", "post": {"text": "We are looking into it."}}
    steps = [post] if minutes else [{"at": "1m", "note": "Nobody does anything."}]
    document = {
        "format": 1,
        "id": "steps",
        "title": "Steps",
        "scenario": "small-exercise",
        "step": steps,
        "end": "23h",
    }
    with begun(folder, TickingClock(NIGHT + timedelta(days=day))) as session:
        assert play(session, msgspec.convert(document, Script)) == ()
        return session.state.run


def test_oldest_first_with_their_grades(tmp_path: Path) -> None:
    runs = [played(tmp_path, 0, 0), played(tmp_path, 30, 1), played(tmp_path, 4, 2)]
    found = history(Store(tmp_path))
    assert [row.run for row in found.rows] == runs
    assert found.values("first-word") == (None, 30, 4)
    assert [row.grades for row in found.rows] == ["UU", "SP", "PP"]
    assert found.rows[1].grades_said == "P 1, S 1, M 0, U 0"
    assert found.values("grades") == (2, 0, 0)
    assert ("first-word", "Time to the first acknowledgement") in found.figures()
    assert found.left_out == ()


def test_one_that_still_runs_is_shown_and_changes_nothing(tmp_path: Path) -> None:
    played(tmp_path, 30, 0)
    played(tmp_path, 4, 1)
    begun(tmp_path, TickingClock(NIGHT + timedelta(days=2))).close()
    found = history(Store(tmp_path))
    assert [row.finished for row in found.rows] == [True, True, False]
    assert found.values("first-word") == (30, 4, None)
    assert found.change("first-word") == "↓ better"


def test_what_cannot_be_compared_is_named(tmp_path: Path) -> None:
    played(tmp_path, 4, 0)
    clock = FrozenClock()
    with Session.begin(Store(tmp_path), open_command("exercise"), COMMUNICATOR, clock) as session:
        plain = session.state.run
    Session.begin(Store(tmp_path), open_command(), COMMUNICATOR, clock).close()
    (tmp_path / "EXERCISE-broken.breachplay").write_bytes(b"no run")
    damaged = played(tmp_path, 5, 1)
    path = next(path for path in tmp_path.iterdir() if path.name.startswith(damaged))
    content = path.read_bytes()
    assert content.count(b"We are looking into it.") > 1
    path.write_bytes(content.replace(b"We are looking into it.", b"We are looking into IT."))
    found = history(Store(tmp_path))
    assert len(found.rows) == 1
    why = {one.run: one.why for one in found.left_out}
    assert set(why) == {plain, damaged, "EXERCISE-broken"}
    assert "without a scenario" in why[plain]
    assert "damaged" in why[damaged]
    assert "not a breachplay run" in why["EXERCISE-broken"]


def test_one_that_is_finished_stays_so_when_people_talk_it_over(tmp_path: Path) -> None:
    clock = FrozenClock()
    command = exercise_command(clock)
    with Session.begin(Store(tmp_path), command, COMMUNICATOR, clock) as session:
        session.submit(SayAtHotWash("What went well?", "Nothing yet"))
        assert not Store(tmp_path).runs()[0].closed
        session.submit(CloseRun("done", leaving_open=True))
        session.submit(SayAtHotWash("What went well?", "We kept calm"))
    assert Store(tmp_path).runs()[0].closed
    with pytest.raises(LookupError, match="no run is open"):
        Store(tmp_path).find(None)


@pytest.mark.parametrize(
    ("name", "values", "bars", "said"),
    [
        ("skipped", (), "", ""),
        ("skipped", (3,), "█", ""),
        ("skipped", (4, 2, 0), "█▅▁", "↓ better"),
        ("skipped", (0, 0), "▁▁", "= same"),
        ("skipped", (1, None, 2), "▅·█", "↑ worse"),
        ("first-word", (None, 30, 4), "✗█▂", "↓ better"),
        ("first-word", (30, None), "█✗", "↑ worse"),
        ("first-word", (None, None), "✗✗", "= same"),
    ],
)
def test_bars_and_trend(name: str, values: tuple[int | None, ...], bars: str, said: str) -> None:
    assert spark(name, values) == bars
    assert trend(name, values) == said


def test_a_figure_in_a_few_cells() -> None:
    assert short(None) == "-"
    assert short(Measure("first-word", "", None, "minutes", "never")) == "never"
    assert short(Measure("first-word", "", 75, "minutes", "")) == "1 h 15"
    assert short(Measure("clocks", "", None, "count", "")) == "-"
    assert short(Measure("skipped", "", 0, "count", "none")) == "0"
