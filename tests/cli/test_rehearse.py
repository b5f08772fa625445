"""An exercise played by a script in a process of its own, and its review in every form."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from breachplay.cli.on_screen import facilitating_actor
from breachplay.cli.sessions import newest_exercise
from breachplay.cli.shared import Shared
from breachplay.record.commands import CloseRun
from breachplay.record.store import Store
from tests.cli.conftest import Breachplay
from tests.exercise.made import begun
from tests.record.helpers import FrozenClock

SCRIPTS = Path(__file__).parents[1] / "exercise" / "scripts"


def called(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the installed command from an empty folder, with nothing on standard input."""
    return subprocess.run(
        [sys.executable, "-m", "breachplay", *arguments],
        cwd=home,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        timeout=120,
        check=False,
    )


def test_played_well_it_prints_the_ratings_and_figures_and_is_fine(home: Path) -> None:
    done = called(home, "rehearse", "--script", str(SCRIPTS / "paste-good.toml"))
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0] == "P  Say in public that we know of it, within 25 minutes"
    assert [line[:3] for line in lines[:8]] == ["P  "] * 8
    assert "Time to the first acknowledgement: 18 min" in lines
    assert "Responses to injects, never: none of 25" in lines
    assert "finished. Head: seq" in lines[-1]


def test_played_badly_it_says_so(home: Path) -> None:
    done = called(home, "rehearse", "--script", str(SCRIPTS / "paste-bad.toml"))
    assert (done.returncode, done.stderr) == (0, "")
    grades = {line[0] for line in done.stdout.splitlines()[:8]}
    assert grades <= {"M", "U"}
    overridden = re.search(r"^Stops overridden: (\d+)$", done.stdout, re.MULTILINE)
    assert overridden
    assert int(overridden[1]) >= 5


def test_it_is_a_run_like_any_other_and_says_exercise(home: Path) -> None:
    played = called(home, "rehearse", "--script", str(SCRIPTS / "friday-good.toml"))
    run = played.stdout.splitlines()[-1].partition(":")[0]
    runs = called(home, "runs")
    assert run in runs.stdout
    assert "EXERCISE" in runs.stdout
    verified = called(home, "verify", run)
    assert verified.returncode == 0, verified.stdout + verified.stderr
    exported = called(home, "export", run, "--as", "md", "-o", "-")
    assert exported.stdout.count("EXERCISE") > 1
    assert "posts.example" in exported.stdout


@pytest.mark.parametrize("form", ["md", "html", "json"])
def test_its_review_in_every_form_and_the_same_each_time(home: Path, form: str) -> None:
    called(home, "rehearse", "--script", str(SCRIPTS / "vendor-bad.toml"))
    first = called(home, "review", "--form", form, "-o", "-")
    again = called(home, "review", "--form", form, "-o", "-")
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout == again.stdout
    if form == "json":
        document = json.loads(first.stdout)
        assert document["scenario"] == "not-our-breach"
        assert document["finished"] is True
        assert document["mark"].startswith("EXERCISE")
        grades = {one["id"]: one["grade"] for one in document["objectives"]}
        assert grades["no-echo"] == "U"
        overridden = next(one for one in document["measures"] if one["id"] == "overridden")
        assert overridden["value"] >= 5
    else:
        assert "EXERCISE" in first.stdout
        assert "Which two?" in first.stdout  # what was said at the hot wash
        assert "<script" not in first.stdout


def test_a_review_is_written_to_a_file_whose_name_says_exercise(home: Path) -> None:
    called(home, "rehearse", "--script", str(SCRIPTS / "paste-good.toml"))
    done = called(home, "review")
    assert done.returncode == 0
    (written,) = home.glob("EXERCISE*.md")
    assert f"{written.name}: written" in done.stdout


def test_a_refused_step_is_told_and_is_status_1(home: Path, breachplay: Breachplay) -> None:
    script = home / "short.toml"
    script.write_text(
        """\
format = 1
id = "short"
title = "Short"
scenario = "paste-at-0840"

[[step]]
at = "5m"
post = { text = "We are investigating." }
"""
    )
    said = breachplay("rehearse", "--script", str(script))
    assert said.status == 1
    assert said.out.startswith("step 1 was refused: stops stand against it: ")
    assert "required items" in said.out.splitlines()[0]
    assert "Time to the first acknowledgement: never" in said.out


def test_a_faulty_script_is_told_line_by_line(home: Path, breachplay: Breachplay) -> None:
    script = home / "faulty.toml"
    script.write_text('format = 1\nid = "f"\ntitle = "F"\nscenario = "paste"\nstep = []\n')
    said = breachplay("rehearse", "--script", str(script))
    assert (said.status, said.out) == (1, "")
    assert said.err.splitlines() == [
        f'breachplay: {script}:4:1: "scenario" in the script cannot be used: '
        'no scenario is called "paste"; there are: encrypted-friday, not-our-breach, paste-at-0840',
        f'breachplay: {script}:5:1: "step" in the script has no entry; add at least one',
    ]
    assert breachplay("rehearse", "--script", "nowhere.toml").status == 1


def test_another_course_of_the_same_scenario(home: Path, breachplay: Breachplay) -> None:
    script = str(SCRIPTS / "paste-bad.toml")
    said = breachplay("rehearse", "--script", script, "--seed", "7")
    assert "Seed" in breachplay("review", "-o", "-").out
    assert said.status in {0, 1}


def test_unnamed_the_newest_open_exercise_is_facilitated_and_never_by_the_speaker(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BREACHPLAY_USER", raising=False)
    store = Store(tmp_path)
    with pytest.raises(LookupError, match="no exercise yet"):
        newest_exercise(store, open_first=True)
    clock = FrozenClock()
    with begun(tmp_path, clock) as session:
        older = session.state.run
    clock.advance(hours=1)
    with begun(tmp_path, clock) as session:
        newer = session.state.run
        assert newest_exercise(store, open_first=True) == newer
        session.submit(CloseRun("Done.", leaving_open=True))
    assert newest_exercise(store, open_first=True) == older
    assert str(facilitating_actor(Shared())) == "Facilitator"
    assert str(facilitating_actor(Shared(acting="Ada, observer"))) == "Ada, observer"
