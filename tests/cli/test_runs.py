"""runs, status, note, export, verify: a run without a screen."""

import json
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from breachplay.record.commands import AddNote, CheckItem, CloseRun, SetFact
from breachplay.record.session import Session
from tests.cli.conftest import Breachplay

Begin = Callable[..., Session]


def test_no_runs_yet(breachplay: Breachplay, store: Path) -> None:
    assert breachplay("runs").out == "No runs yet. Begin one with: breachplay launch\n"
    assert breachplay("runs", "--json").document == []
    for command in (("status",), ("note", "x"), ("export",)):
        said = breachplay(*command)
        assert (said.status, said.out) == (1, "")
        assert said.error == 'no run is open: begin one with "breachplay launch"'
    assert not store.exists(), "asking makes nothing"


def test_runs_in_columns(breachplay: Breachplay, begin: Begin, store: Path) -> None:
    with begin() as first:
        first.submit(CloseRun("All told.", leaving_open=True))
    begin(mode="exercise").close()
    (store / "broken.breachplay").write_bytes(b"no run")
    said = breachplay("runs")
    assert said.status == 0
    header, *rows = said.out.splitlines()
    assert header.split() == ["RUN", "MODE", "STATE", "BEGUN", "(UTC)", "HEAD", "TITLE"]
    for column in ("MODE", "STATE", "BEGUN", "HEAD", "TITLE"):
        place = header.index(column)
        assert all(row[place - 1] == " " and row[place] != " " for row in rows[:2])
    broken = [row for row in rows if row.startswith("broken ")]
    assert broken == [
        "broken  cannot be read: broken.breachplay is not a breachplay run: "
        "it does not begin as one"
    ]
    assert {row.split()[1] for row in rows if row not in broken} == {"LIVE", "EXERCISE"}
    document = breachplay("runs", "--json").document
    assert len(document) == 3
    assert {run["closed"] for run in document if not run["fault"]} == {True, False}


def test_status_in_words(breachplay: Breachplay, begin: Begin) -> None:
    with begin() as session:
        session.submit(CheckItem("acknowledge", "asked"))
        session.submit(SetFact("service", "sign-in\x1b[2J", "confirmed", "ops"))
        head = session.head
    said = breachplay("status")
    assert (said.status, said.err) == (0, "")
    lines = said.out.splitlines()
    assert lines[0] == "LIVE  Acme · Small breach"
    assert "phase        Acknowledge  (1 of 3 items settled)" in lines
    secured = next(line for line in lines if "The account is secured" in line)
    assert secured.startswith("             [ ] The account is secured  (critical, OVERDUE by ")
    assert "posts        none yet" in lines
    assert "facts        Service: sign-in<U+001B>[2J (confirmed)" in lines
    assert "             People affected: unknown" in lines
    assert lines[-1] == f"head         {head}"
    assert any(
        line.startswith("aware since  2026-11-24 02:35:00 CET (01:35:00 UTC)") for line in lines
    )


def test_status_as_json(breachplay: Breachplay, begin: Begin) -> None:
    with begin() as session:
        session.submit(CheckItem("acknowledge", "asked"))
        session.submit(SetFact("service", "sign-in", "confirmed", "ops"))
        run, head = session.state.run, session.head
    document = breachplay("status", "--json").document
    assert breachplay("status", run[:-2], "--json").document == document
    assert (document["run"], document["head"], document["mode"]) == (run, head, "incident")
    assert document["phase"] == {"id": "acknowledge", "title": "Acknowledge"}
    assert document["phases"][0]["settled"] == 1
    assert [item["id"] for item in document["open_items"]] == ["secured", "pinned"]
    assert document["open_items"][0]["critical"] is True
    assert document["facts"]["service"] == {
        "label": "Service",
        "value": "sign-in",
        "status": "confirmed",
        "source": "ops",
    }
    assert document["facts"]["data"]["status"] == "unknown"
    assert (document["closed_at"], document["damage"]) == (None, None)


def test_status_of_a_finished_run(breachplay: Breachplay, begin: Begin) -> None:
    with begin() as session:
        session.submit(CloseRun("All told.", leaving_open=True))
    said = breachplay("status")
    assert said.out.startswith("LIVE  FINISHED  Acme")
    assert breachplay("status", "--json").document["closed_at"]
    refused = breachplay("note", "late")
    assert refused.error == 'no run is open: begin one with "breachplay launch"'


def test_a_run_is_found_by_the_beginning_of_its_name(breachplay: Breachplay, begin: Begin) -> None:
    begin().close()
    begin().close()
    said = breachplay("status", "2026")
    assert said.status == 1
    assert said.error.startswith('"2026" fits 2 runs: ')
    said = breachplay("status", "nope\x1b[2J")
    assert said.error == (
        'there is no run "nope<U+001B>[2J": see "breachplay runs"; no file is called so either'
    )
    assert breachplay("status", "").status == 1
    assert breachplay("status", "../../etc/passwd").status == 1


def test_a_run_is_found_by_the_last_part_of_its_name(breachplay: Breachplay, begin: Begin) -> None:
    with begin() as session:
        run = session.state.run
    begin().close()
    last = run.rpartition("-")[2]
    assert breachplay("status", last, "--json").document["run"] == run
    assert breachplay("verify", last).status == 0
    assert breachplay("note", "found", "--run", last).status == 0
    assert breachplay("status", last[1:]).status == 1, "the whole part, not its end"


def test_a_run_file_that_lies_elsewhere(
    breachplay: Breachplay, begin: Begin, store: Path, home: Path
) -> None:
    with begin(notes=2) as session:
        run, head = session.state.run, session.head
    file = home / "evidence.breachplay"
    file.write_bytes((store / f"{run}.breachplay").read_bytes())
    file.chmod(0o400)
    for name in ("evidence.breachplay", "./evidence.breachplay", str(file)):
        assert breachplay("status", name, "--json").document["head"] == head
        assert head in breachplay("export", name, "-o", "-").out
        assert breachplay("verify", name).status == 0
    assert sorted(path.name for path in home.glob("evidence*")) == ["evidence.breachplay"]


def test_a_name_that_is_both_a_run_and_a_file(
    breachplay: Breachplay, begin: Begin, store: Path, home: Path
) -> None:
    with begin(notes=2) as session:
        run, head = session.state.run, session.head
    with begin(notes=1) as other:
        mine, short = other.head, other.state.run
    # Called like the longer run, but holding the other one.
    (home / run).write_bytes((store / f"{short}.breachplay").read_bytes())
    assert breachplay("status", run, "--json").document["head"] == head
    assert breachplay("status", f"./{run}", "--json").document["head"] == mine
    assert head in breachplay("verify", run).out
    assert mine in breachplay("verify", f"./{run}").out


@pytest.mark.parametrize("command", ["status", "export", "verify"])
@pytest.mark.parametrize("name", ["/dev/null", "/", "folder", "\0", "x" * 5000])
def test_what_is_no_run_file(breachplay: Breachplay, home: Path, command: str, name: str) -> None:
    (home / "folder").mkdir()
    said = breachplay(command, name)
    assert (said.status, said.out) == (1, "")
    assert ("no file is called so either" in said.error) == (name[0] in "\0x")
    if command == "verify" and name[0] in "/f":
        assert said.error == f"{name}: it is no regular file"


def test_a_note_from_another_terminal(breachplay: Breachplay, begin: Begin) -> None:
    with begin() as session:
        said = breachplay("note", "Reporter called \x1b[2J[/] \u202e")
        assert said.status == 0
        (event,) = session.follow()
        assert event.body["text"] == "Reporter called \x1b[2J[/] \u202e"
        assert said.out == f"noted in {session.state.run}: {session.head}\n"
        assert breachplay("note", "  ").error == "not noted: give the note's text"
        assert breachplay("note", "x" * 100_001).status == 1
        run = session.state.run
        session.submit(CloseRun("All told.", leaving_open=True))
    refused = breachplay("note", "late", "--run", run)
    assert refused.status == 1
    assert refused.error.startswith("not noted: ")


@pytest.mark.parametrize("form", ["md", "html", "json", "toml", "csv"])
def test_export_writes_a_private_file_named_after_the_run(
    breachplay: Breachplay, begin: Begin, home: Path, form: str
) -> None:
    with begin(notes=2) as session:
        head, own = session.head, session.state.hash
    said = breachplay("export", "--as", form)
    path = home / f"small-breach-2026-11-24.{form}"
    assert said.out == f"{path}: written. Head: {head}\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    again = breachplay("export", "--as", form)
    assert again.status == 1
    assert "is there already" in again.error
    assert breachplay("export", "--as", form, "--force").status == 0
    shown = breachplay("export", "--as", form, "-o", "-")
    assert shown.status == 0
    assert head in shown.out or own in shown.out
    assert [name.name for name in home.iterdir() if name.name.startswith(".")] == []


def test_an_exercise_says_so_in_the_name(breachplay: Breachplay, begin: Begin, home: Path) -> None:
    begin(mode="exercise").close()
    assert breachplay("export").status == 0
    assert (home / "EXERCISE-small-breach-2026-11-24.md").exists()


@pytest.mark.parametrize("output", ["/no/such/folder/x.md", ".", "/dev/null", "a" * 300])
def test_an_export_that_cannot_be_written(
    breachplay: Breachplay, begin: Begin, output: str
) -> None:
    begin().close()
    said = breachplay("export", "-o", output)
    assert said.status == 1
    assert said.out == ""
    assert said.error


def test_verify_a_run_its_file_and_its_exports(
    breachplay: Breachplay, begin: Begin, store: Path
) -> None:
    with begin(notes=3) as session:
        run, head = session.state.run, session.head
    for form in ("json", "toml"):
        breachplay("export", "--as", form, "-o", f"out.{form}")
    for what in (run, str(store / f"{run}.breachplay"), "out.json", "out.toml"):
        said = breachplay("verify", what)
        assert said.status == 0
        assert said.out.startswith(f"Unaltered: 6 events, {head}")
        held = breachplay("verify", what, "--expect", head)
        assert held.status == 0
        assert "holds the expected head" in held.out
        assert breachplay("verify", what, "--expect", "seq 9, amber-falcon 9f3c").status == 1
    missing = breachplay("verify", "none.json")
    assert missing.status == 1
    assert missing.error.endswith("no file is called so either")


def test_a_changed_record_is_named_everywhere(
    breachplay: Breachplay, begin: Begin, store: Path, home: Path
) -> None:
    with begin() as session:
        for number in range(40):
            session.submit(AddNote(f"note number {number:04}"))
        run = session.state.run
    path = store / f"{run}.breachplay"
    content = path.read_bytes()
    assert content.count(b"note number 0030") == 1
    path.write_bytes(content.replace(b"note number 0030", b"note number 9930"))
    listed = breachplay("runs")
    assert listed.status == 0
    assert listed.out.splitlines()[1].split()[1:3] == ["LIVE", "damaged"]
    assert listed.out.splitlines()[2].startswith(f"{run}  is damaged at event 34: ")
    assert "34" in breachplay("runs", "--json").document[0]["damage"]
    said = breachplay("verify", run)
    assert said.status == 1
    assert said.out.startswith("ALTERED at seq 34: ")
    status = breachplay("status", run, "--json")
    assert status.status == 1
    assert status.document["seq"] == 33
    assert "34" in status.document["damage"]
    assert "the record is damaged at" in status.error
    exported = breachplay("export", run, "--as", "json")
    assert exported.status == 1
    assert "the record is damaged at" in exported.error
    (out,) = home.glob("*.json")
    assert len(json.loads(out.read_text())["events"]) == 33
    assert breachplay("verify", str(out)).status == 1
    refused = breachplay("note", "more", "--run", run)
    assert refused.status == 1
    assert "the record is damaged at" in refused.error
    assert path.stat().st_size == len(content)
