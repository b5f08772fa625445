"""Checking files: run files as the store makes them, and exports of them."""

import sqlite3
from pathlib import Path

import pytest

from breachplay.record.chain import Link, canonical, fields_of, head, parse_head
from breachplay.record.files import StoreFault
from breachplay.record.store import Store
from breachplay.timeline.exports import as_json, as_toml
from breachplay.timeline.faults import TimelineFault
from breachplay.timeline.verify import UNGUARDED, verify_path

from .made import NOW, Made, small_run

RUN = small_run()
HEAD = parse_head(head(19, RUN.events[-1].hash))


@pytest.fixture
def run_file(tmp_path: Path) -> Path:
    links = [Link(event, canonical(fields_of(event))) for event in RUN.events]
    with Store(tmp_path / "store").create(links) as file:
        return file.path


def tampered(path: Path, sql: str) -> None:
    """Do what an intruder does: take the guards away, and change the table."""
    database = sqlite3.connect(path)
    database.execute("PRAGMA ignore_check_constraints = ON")
    guards = dict(database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
    for name in guards:
        database.execute(f"DROP TRIGGER {name}")
    database.execute(sql)
    for guard in guards.values():
        database.execute(guard)
    database.commit()
    database.close()


def test_a_run_file_is_unaltered(run_file: Path) -> None:
    verdict = verify_path(run_file, HEAD)
    assert verdict.ok
    assert verdict.anchored
    assert verdict.events == 19


def test_a_copy_under_another_name_is_a_run_file_too(run_file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "evidence.db"
    copy.write_bytes(run_file.read_bytes())
    assert verify_path(copy).ok


def test_an_export_is_checked_like_the_file_it_came_from(tmp_path: Path) -> None:
    export = tmp_path / "run.json"
    export.write_text(as_json(RUN.state, RUN.events, now=NOW), encoding="utf-8")
    assert verify_path(export, HEAD).ok


@pytest.mark.parametrize(
    ("sql", "seq"),
    [
        ("UPDATE event SET fields = replace(fields, 'Mail is down', 'I forgot') WHERE seq = 5", 5),
        ("UPDATE event SET hash = prev WHERE seq = 5", 5),
        ("UPDATE event SET prev = hash WHERE seq = 5", 5),
        ("UPDATE event SET command = 'other' WHERE seq = 5", 5),
        ("DELETE FROM event WHERE seq = 5", 5),
        ("DELETE FROM event WHERE seq = 1", 1),
        ("UPDATE event SET seq = 99 WHERE seq = 5", 5),
    ],
)
def test_a_changed_run_file_is_found(run_file: Path, sql: str, seq: int) -> None:
    tampered(run_file, sql)
    verdict = verify_path(run_file)
    assert not verdict.ok
    assert verdict.seq == seq
    assert verdict.lines()[0].startswith(f"ALTERED at seq {seq}: ")


def test_a_cut_off_run_file_is_found_by_the_expected_head(run_file: Path) -> None:
    tampered(run_file, "DELETE FROM event WHERE seq > 16")
    assert verify_path(run_file).ok
    verdict = verify_path(run_file, HEAD)
    assert verdict.reason == "expected seq 19, found 16: 3 events are missing from the end"


@pytest.mark.parametrize("place", [0, 20, 100, 5000, 9000, 15000, 20000])
def test_overwritten_bytes_are_damage_named_and_never_a_traceback(
    run_file: Path, place: int
) -> None:
    content = bytearray(run_file.read_bytes())
    content[place : place + 300] = b"\xa5" * len(content[place : place + 300])
    run_file.write_bytes(content)
    try:
        verdict = verify_path(run_file)
    except StoreFault as fault:
        assert str(fault).isprintable()  # noqa: PT017 (either is one clear line)
        return
    assert not verdict.ok or verdict.events == 19
    assert all(text.isprintable() for text in verdict.lines())


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n", b"PK\3\4", b"SQLite format 3\0"])
def test_what_is_neither_is_one_line(tmp_path: Path, content: bytes) -> None:
    for name in ("file", "file.breachplay"):
        file = tmp_path / name
        file.write_bytes(content)
        with pytest.raises((StoreFault, TimelineFault)) as caught:
            verify_path(file)
        assert "not a breachplay run" in str(caught.value)
        assert str(caught.value).isprintable()


def test_a_missing_file_is_one_line(tmp_path: Path) -> None:
    for name in ("missing.json", "missing.breachplay"):
        with pytest.raises((StoreFault, TimelineFault), match=name):
            verify_path(tmp_path / name)


def exported(folder: Path, form: str, old: str, new: str, run: Made = RUN) -> Path:
    """Export a run, and change one line of the file as somebody with an editor would."""
    write = {"json": as_json, "toml": as_toml}[form]
    text = write(run.state, run.events, now=NOW)
    assert old in text
    path = folder / f"run.{form}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("form", "old", "new", "said"),
    [
        ("json", '"title": "Customer', '"title": "No', 'title is "No data breach" there and'),
        ("toml", 'title = "Customer', 'title = "No', 'title is "No data breach" there and'),
        ("json", '"organisation": "S', '"organisation": "s', 'organisation is "sample Org" there'),
        ("toml", 'run = "2026', 'run = "2025', 'run is "20250329-0041-ab12" there and'),
        ("json", '"mode": "incident"', '"mode": "exercise"', 'mode is "exercise" there and'),
        ("toml", 'mode = "incident"', 'mode = "exercise"', 'mode is "exercise" there and'),
        ("json", '"head": "seq 19', '"head": "seq 18', 'head is "seq 18, '),
        ("toml", 'title = "Customer data breach"\n', "", "title is not given there and"),
        ("json", '"mode"', '"mark": "EXERCISE", "mode"', "and not given in the record"),
        ("json", '"title": "C', '"title": "\\u001b[2J\\u202eC', "title is"),
    ],
)
def test_first_lines_that_were_changed_are_found(
    tmp_path: Path, form: str, old: str, new: str, said: str
) -> None:
    path = exported(tmp_path, form, old, new)
    for expect in (None, HEAD):
        verdict = verify_path(path, expect)
        assert not verdict.ok
        assert not verdict.anchored
        assert said in verdict.reason
        first, second, *_ = verdict.lines()
        assert first.startswith("ALTERED: the file's first lines were changed: ")
        assert second == f"The chain itself holds: {verdict.head}."
        assert first.isprintable()


def test_an_exercise_made_to_look_real_is_found(tmp_path: Path) -> None:
    run = small_run(mode="exercise")
    mark = ' "mark": "EXERCISE. Nothing here happened for real.",\n'
    verdict = verify_path(exported(tmp_path, "json", mark, "", run))
    assert verdict.reason.startswith("the file's first lines were changed: mark is not given there")
    verdict = verify_path(exported(tmp_path, "json", '"exercise"', '"incident"', run))
    assert 'mode is "incident" there and "exercise" in the record' in verdict.reason
    assert verify_path(exported(tmp_path, "toml", "mode", "mode", run)).ok


@pytest.mark.parametrize(
    ("form", "old", "new", "name"),
    [
        ("json", '"title"', '"approved_by": "Counsel", "title"', "approved_by"),
        ("toml", "title", 'approved_by = "Counsel"\ntitle', "approved_by"),
        ("json", '"how_to_check": "', '"how_to_check": "Ask Sam. ', "how_to_check"),
    ],
)
def test_what_no_export_says_is_a_warning(
    tmp_path: Path, form: str, old: str, new: str, name: str
) -> None:
    verdict = verify_path(exported(tmp_path, form, old, new))
    assert verdict.ok
    warning = verdict.warnings[-1]
    assert warning.startswith(f'The file says "{name}" before its events')


def test_guards_that_were_taken_out_are_a_warning(run_file: Path) -> None:
    database = sqlite3.connect(run_file)
    database.execute("DROP TRIGGER event_is_not_removed")
    database.execute("DELETE FROM event WHERE seq > 16")
    database.commit()
    database.close()
    verdict = verify_path(run_file)
    assert verdict.ok
    assert UNGUARDED in verdict.lines()
    assert UNGUARDED in verify_path(run_file, HEAD).lines()


@pytest.mark.parametrize(
    ("name", "content", "form"),
    [
        ("file.json", "[]", ""),
        ("file", "[]", ""),
        ("file.json", "[[[[", "JSON"),
        ("file.json", "nonsense", "JSON"),
        ("file", '{"format": ', "JSON"),
        ("file.toml", "[[[[", "TOML"),
        ("file", "nonsense", "TOML"),
    ],
)
def test_a_broken_export_is_explained_as_what_it_is(
    tmp_path: Path, name: str, content: str, form: str
) -> None:
    path = tmp_path / name
    path.write_text(content)
    with pytest.raises(TimelineFault) as caught:
        verify_path(path)
    assert "not a breachplay run" in str(caught.value)
    assert (f": as {form}: " in str(caught.value)) == bool(form)


@pytest.mark.parametrize("path", ["/dev/null", "/"])
def test_what_is_no_regular_file_is_called_so(path: str) -> None:
    with pytest.raises(TimelineFault, match="it is no regular file"):
        verify_path(Path(path))


@pytest.mark.parametrize(
    ("old", "name"),
    [('"title": "C', "title"), ('"kind": "note_added"', "kind"), ('"seq": 4', "seq")],
)
def test_what_is_said_twice_is_found(tmp_path: Path, old: str, name: str) -> None:
    path = exported(tmp_path, "json", old, f'"{name}": "as a person reads it", {old}')
    with pytest.raises(TimelineFault, match=f'it says "{name}" twice in one place'):
        verify_path(path)
