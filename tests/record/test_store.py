"""The folder of runs: private files, found by name, never through a link, never changed."""

import os
import shutil
import sqlite3
import stat
from datetime import timedelta
from pathlib import Path

import pytest

from breachplay.record import table
from breachplay.record.commands import AddNote, CloseRun
from breachplay.record.decide import open_run
from breachplay.record.session import Session
from breachplay.record.store import Store, StoreFault, open_file, store_folder
from tests.record.helpers import (
    COMMUNICATOR,
    NIGHT,
    FrozenClock,
    TickingClock,
    chain_of,
    open_command,
    session_in,
)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "runs"


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o777])
def test_files_are_their_owners_alone_whatever_the_umask(folder: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        with session_in(folder, notes=1) as session:
            database = session._file._database
            assert database is not None
            database.execute("BEGIN IMMEDIATE")
            database.execute("PRAGMA user_version = 1")
            table.insert(database, ())
            database.execute(
                "INSERT INTO event (seq, command, fields, prev, hash) VALUES (?, 'q', '{}', ?, ?)",
                (len(session.events) + 1, session.events[-1].hash, "0" * 64),
            )
            journals = [path for path in folder.iterdir() if path.name.endswith("-journal")]
            assert [mode(path) for path in journals] == [0o600]
            database.execute("ROLLBACK")
            assert mode(session._file.path) == 0o600
    finally:
        os.umask(before)
    assert mode(folder) == 0o700
    assert mode(folder.parent) == 0o700
    assert [path.suffix for path in folder.iterdir()] == [".breachplay"]


def test_a_folder_that_others_may_read_is_closed_when_it_holds_runs_only(folder: Path) -> None:
    folder.mkdir(parents=True)
    folder.chmod(0o777)
    session_in(folder).close()
    assert mode(folder) == 0o700


def test_a_folder_with_other_things_in_it_is_left_as_it_is(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "letter.txt").write_text("dear")
    folder.chmod(0o755)
    session_in(folder).close()
    assert mode(folder) == 0o755
    folder.chmod(0o777)
    with pytest.raises(StoreFault, match="others may write"):
        session_in(folder)


def test_names_say_when_and_what(folder: Path) -> None:
    with session_in(folder, FrozenClock()) as session:
        assert session.state.run.startswith("20261124-0210-small-")
        assert session._file.path.name == f"{session.state.run}.breachplay"
    with session_in(folder, FrozenClock(), mode="exercise") as exercise:
        assert exercise.state.run.startswith("EXERCISE-20261124-0210-small-")
        assert exercise._file.path.name.startswith("EXERCISE-")


def test_a_run_name_is_never_a_way_out_of_the_folder(folder: Path, tmp_path: Path) -> None:
    with session_in(folder, FrozenClock()) as session:
        outside = tmp_path / "outside.breachplay"
        shutil.copy(session._file.path, outside)
    store = Store(folder)
    for name in ("../../outside", str(outside), "../../outside.breachplay", "..", ".", "", "a\0b",
                 "/etc/passwd", "x/../y"):  # fmt: skip
        with pytest.raises(StoreFault, match="not the name of a run"):
            store.open(name)
        with pytest.raises(LookupError, match="there is no run"):
            store.find(name)


def test_links_are_followed_nowhere(folder: Path, tmp_path: Path) -> None:
    with session_in(folder, FrozenClock()) as session:
        path, run = session._file.path, session.state.run
    real = tmp_path / "real.breachplay"
    path.rename(real)
    path.symlink_to(real)
    with pytest.raises(StoreFault, match="is a link"):
        Store(folder).open(run)
    (info,) = Store(folder).runs()
    assert "is a link" in info.fault

    path.unlink()
    real.rename(path)
    victim = tmp_path / "victim"
    victim.write_text("precious")
    journal = Path(f"{path}-journal")
    journal.symlink_to(victim)
    with pytest.raises(StoreFault, match="is a link"):
        Store(folder).open(run)
    assert victim.read_text() == "precious"
    journal.unlink()

    linked = tmp_path / "linked"
    linked.symlink_to(folder)
    with pytest.raises(StoreFault, match="is a link"):
        Store(linked).runs()
    with pytest.raises(StoreFault, match="is a link"):
        Store(linked).open(run)
    with pytest.raises(StoreFault, match="is a link"):
        session_in(linked)


def test_a_new_run_takes_no_name_that_is_there(folder: Path, tmp_path: Path) -> None:
    links = chain_of(open_run(open_command()))
    store = Store(folder)
    store.create(links).close()
    with pytest.raises(FileExistsError):
        store.create(links)
    path = folder / f"{links[0].event.run}.breachplay"
    path.unlink()
    path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FileExistsError):
        store.create(links)
    assert not (tmp_path / "elsewhere").exists()


def test_what_is_no_file_is_no_run(folder: Path) -> None:
    folder.mkdir(parents=True, mode=0o700)
    os.mkfifo(folder / "pipe.breachplay")
    (folder / "folder.breachplay").mkdir()
    for info in Store(folder).runs():
        assert "is not a file" in info.fault
        with pytest.raises(StoreFault, match="is not a file"):
            open_file(info.path)


def test_a_wal_planted_beside_a_run_is_not_read(folder: Path) -> None:
    with session_in(folder) as session:
        path = session._file.path
    Path(f"{path}-wal").write_bytes(b"x")
    with pytest.raises(StoreFault, match="-wal"):
        open_file(path)


def test_what_is_not_there(folder: Path) -> None:
    store = Store(folder)
    assert store.runs() == ()
    with pytest.raises(LookupError, match="no run is open"):
        store.find(None)
    with pytest.raises(StoreFault, match="there is no run"):
        store.open("20261124-0210-small-7f3a")
    assert not folder.parent.exists(), "looking makes nothing"
    session_in(folder).close()
    with pytest.raises(StoreFault, match="not there"):
        store.open("20261124-0210-small-zzzz")


def test_runs_are_listed_newest_first_and_bad_ones_with_their_fault(folder: Path) -> None:
    clock = FrozenClock()
    names = []
    for _ in range(3):
        with session_in(folder, clock, notes=1) as session:
            names.append(session.state.run)
            if len(names) == 2:
                session.submit(CloseRun("All told", leaving_open=True))
        clock.advance(minutes=5)
    (folder / "junk.breachplay").write_bytes(b"junk")
    (folder / "notes.txt").write_text("not looked at")
    infos = Store(folder).runs()
    assert [info.run for info in infos if not info.fault] == names[::-1]
    assert [info.closed for info in infos if not info.fault] == [False, True, False]
    first = next(info for info in infos if info.run == names[0])
    assert (first.title, first.mode, first.seq) == ("Small breach", "incident", 4)
    assert first.head.startswith("seq 4, ")
    assert [info.run for info in infos if info.fault] == ["junk"]


def test_a_run_is_found_by_as_much_of_its_name_as_it_takes(folder: Path) -> None:
    clock = FrozenClock()
    with session_in(folder, clock) as session:
        old = session.state.run
    clock.advance(days=1)
    with session_in(folder, clock, mode="exercise") as session:
        new = session.state.run
    store = Store(folder)
    assert store.find(None).run == old, "an open incident is meant before a newer exercise"
    assert store.find(old).run == old
    assert store.find(f"{old}.breachplay").run == old
    assert store.find("20261124").run == old
    assert store.find("20261125").run == new
    assert store.find("EXERCISE").run == new
    with pytest.raises(LookupError, match="fits 2 runs"):
        store.find("2026112")
    with pytest.raises(LookupError, match="there is no run"):
        store.find("\x1b[31mred")
    with Session.open(store, old, COMMUNICATOR, clock) as session:
        session.submit(CloseRun("All told", leaving_open=True))
    assert store.find(None).run == new


def test_the_database_itself_refuses_to_change_the_record(folder: Path) -> None:
    with session_in(folder, notes=3) as session:
        path, last = session._file.path, session.events[-1]
    database = sqlite3.connect(path)
    new = (last.seq + 1, "new", "{}", last.hash, "0" * 64)
    insert = "INTO event (seq, command, fields, prev, hash) VALUES (?, ?, ?, ?, ?)"
    for statement, values in [
        ("UPDATE event SET fields = '{}' WHERE seq = 2", ()),
        ("UPDATE OR REPLACE event SET seq = 3 WHERE seq = 2", ()),
        ("DELETE FROM event WHERE seq = 5", ()),
        ("DELETE FROM event", ()),
        (f"INSERT OR REPLACE {insert}", (2, *new[1:])),
        (f"INSERT OR REPLACE {insert}", (new[0], last.command, *new[2:])),
        (f"REPLACE {insert}", (new[0], last.command, *new[2:])),
        (f"INSERT {insert}", (new[0] + 1, *new[1:])),
        (f"INSERT {insert}", (None, *new[1:])),
        (f"INSERT {insert}", (*new[:3], "0" * 64, new[4])),
        (
            f"INSERT {insert} ON CONFLICT (command) DO UPDATE SET fields = '{{}}'",
            (new[0], last.command, *new[2:]),
        ),
        (
            "INSERT INTO event (seq, command, fields, prev, hash) "
            "SELECT seq + 10, 'x', fields, prev, hash FROM event",
            (),
        ),
    ]:
        with pytest.raises(sqlite3.IntegrityError, match="an event"):
            database.execute(statement, values)
        database.rollback()
    database.close()
    with open_file(path) as file:
        assert file.events[-1] == last
        assert not file.read_only


def test_any_client_reads_the_record(folder: Path) -> None:
    with session_in(folder, FrozenClock(), notes=1) as session:
        path = session._file.path
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    found = database.execute(
        "SELECT seq, at, actor, role, kind, body, happened_at FROM timeline"
    ).fetchall()
    database.close()
    assert found[-1] == (
        4, "2026-11-24T02:10:00.000Z", "Test Communicator", "social media manager", "note_added",
        '{"text":"note 0"}', None,
    )  # fmt: skip
    assert found[1][6] == "2026-11-24T02:35+01:00"


def test_the_settings_are_in_force(folder: Path) -> None:
    with session_in(folder) as session:
        database = session._file._database
        assert database is not None
        in_force = {
            name: database.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "trusted_schema", "busy_timeout")
        }
    assert in_force == {
        "journal_mode": b"delete", "synchronous": 3, "trusted_schema": 0, "busy_timeout": 10_000,
    }  # fmt: skip


def test_a_setting_that_does_not_take_is_told() -> None:
    class Deaf:
        def execute(self, sql: str, parameters: object = ()) -> sqlite3.Cursor:
            return sqlite3.connect(":memory:").execute("SELECT 'wal'")

    assert table.settle(Deaf(), writing=True) == "busy_timeout"


def test_read_only_files_and_folders_open_for_reading(folder: Path) -> None:
    with session_in(folder, notes=2) as session:
        path, run, events = session._file.path, session.state.run, session.events
    for read_only in (path, folder):
        before = mode(read_only)
        read_only.chmod(before & ~0o222)
        names = sorted(folder.iterdir())
        with Session.open(Store(folder), run, COMMUNICATOR, TickingClock()) as session:
            assert session.events == events
            assert "read-only" in session.read_only
            with pytest.raises(StoreFault, match="read-only"):
                session.submit(AddNote("one more"))
            assert session.follow() == ()
        assert sorted(folder.iterdir()) == names
        (info,) = Store(folder).runs()
        assert info.fault == ""
        read_only.chmod(before)


def test_opened_for_reading_only_when_asked(folder: Path) -> None:
    with session_in(folder) as session:
        run = session.state.run
    session = Session.open(Store(folder), run, COMMUNICATOR, TickingClock(), read_only=True)
    with session, pytest.raises(StoreFault, match="reading only"):
        session.submit(AddNote("no"))


def interrupted(folder: Path, path: Path) -> Path:
    """Give a copy of a run as a kill in the middle of an append leaves it."""
    copies = folder.parent / "copies"
    copies.mkdir(mode=0o700)
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA cache_size = 1")
    last = database.execute("SELECT max(seq), hash FROM event").fetchone()
    database.execute("BEGIN IMMEDIATE")
    database.execute(
        "INSERT INTO event (seq, command, fields, prev, hash) VALUES (?, 'cut', ?, ?, ?)",
        (last[0] + 1, "x" * 200_000, last[1], "0" * 64),
    )
    for name in (path.name, f"{path.name}-journal"):
        shutil.copy(folder / name, copies / name)
    database.execute("ROLLBACK")
    database.close()
    assert (copies / path.name).stat().st_size > path.stat().st_size
    return copies


def test_an_append_cut_off_is_rolled_back(folder: Path) -> None:
    with session_in(folder, notes=2) as session:
        path, run, events = session._file.path, session.state.run, session.events
    copies = interrupted(folder, path)
    (info,) = Store(copies).runs()
    assert info.seq == len(events)
    with Session.open(Store(copies), run, COMMUNICATOR, TickingClock()) as session:
        assert session.events == events
        session.submit(AddNote("on we go"))


def test_an_append_cut_off_in_a_read_only_folder_is_told(folder: Path) -> None:
    with session_in(folder, notes=2) as session:
        path, run = session._file.path, session.state.run
    copies = interrupted(folder, path)
    copies.chmod(0o500)
    (copies / path.name).chmod(0o400)
    with pytest.raises(StoreFault, match="cut off in the middle of an append"):
        Store(copies).open(run)
    (info,) = Store(copies).runs()
    assert "cut off in the middle" in info.fault
    copies.chmod(0o700)
    with pytest.raises(StoreFault, match="cut off in the middle"):
        Store(copies).open(run, read_only=True)
    (copies / path.name).chmod(0o600)
    with Store(copies).open(run, read_only=True) as file:
        assert file.damage is None
        assert file.read_only


def test_where_the_store_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv("BREACHPLAY_STORE", raising=False)
    assert store_folder("/srv/runs") == Path("/srv/runs")
    assert tmp_path in store_folder(None).parents
    monkeypatch.setenv("BREACHPLAY_STORE", "~/runs")
    assert store_folder(None) == tmp_path / "runs"
    assert store_folder("/srv/runs") == Path("/srv/runs")


@pytest.mark.parametrize("name", ["\0", "x" * 5000])
def test_a_folder_that_cannot_be(name: str, tmp_path: Path) -> None:
    store = Store(tmp_path / name)
    with pytest.raises(StoreFault, match="cannot be"):
        store.runs()
    with pytest.raises(StoreFault, match="cannot be"):
        session_in(tmp_path / name)


def test_a_file_in_the_folders_place(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for folder in (tmp_path / "file", tmp_path / "file" / "store"):
        with pytest.raises(StoreFault, match="store"):
            Store(folder).runs()
        with pytest.raises(StoreFault, match="store"):
            session_in(folder)


def test_the_clock_of_the_helpers_starts_at_night() -> None:
    clock = FrozenClock()
    clock.advance(hours=1)
    assert clock.now() - NIGHT == timedelta(hours=1)
