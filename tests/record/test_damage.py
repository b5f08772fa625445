"""A record that was damaged or tampered with: said where, read up to there, never written."""

import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from breachplay.record.commands import AddNote
from breachplay.record.events import Event
from breachplay.record.session import Session
from breachplay.record.store import RunFile, Store, StoreFault, open_file
from tests.record.helpers import COMMUNICATOR, TickingClock, damaged, session_in

PAGE = 4096


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[Event, ...]]:
    """Give a whole run file of many pages, and its events."""
    session = session_in(tmp_path_factory.mktemp("sound") / "store")
    chance = random.Random(7)
    for number in range(120):
        session.submit(AddNote(f"note {number} " + "x" * chance.choice((10, 300, 3000, 9000))))
    session.close()
    return session._file.path, tuple(session.events)


@pytest.fixture
def copy(sound: tuple[Path, tuple[Event, ...]], tmp_path: Path) -> Path:
    store = tmp_path / "store"
    store.mkdir(mode=0o700)
    return Path(shutil.copy(sound[0], store))


def opened(path: Path) -> RunFile | None:
    """Open for writing; None where it is refused in one plain line."""
    try:
        return open_file(path)
    except StoreFault as caught:
        fault = str(caught)
    assert "\n" not in fault
    return None


def is_prefix(file: RunFile, events: tuple[Event, ...]) -> bool:
    return tuple(file.events) == events[: len(file.events)]


@pytest.mark.parametrize("seed", range(200))
def test_random_bytes_overwritten(
    seed: int, copy: Path, sound: tuple[Path, tuple[Event, ...]]
) -> None:
    events = sound[1]
    chance = random.Random(seed)
    size = copy.stat().st_size
    length = chance.randint(1, 4096)
    at = chance.randrange(size)

    def overwrite(content: bytearray) -> None:
        end = min(size, at + length)
        content[at:end] = chance.randbytes(end - at)

    damaged(copy, overwrite)
    before = copy.read_bytes()
    listed = Store(copy.parent).runs()
    assert len(listed) == 1
    file = opened(copy)
    assert file is not None, "a run with events left in it opens"
    with file:
        assert is_prefix(file, events)
        if file.damage is None:
            assert tuple(file.events) == events
        else:
            assert file.read_only
            assert file.damage.seq == len(file.events) + 1
            assert copy.read_bytes() == before, "nothing is repaired"
            # All before the first page that was touched can be read.
            with pytest.raises(StoreFault, match="damaged"):
                file.append("again", COMMUNICATOR, TickingClock().now, lambda: ())


@pytest.mark.parametrize("seed", range(100))
def test_cut_off_anywhere(seed: int, copy: Path, sound: tuple[Path, tuple[Event, ...]]) -> None:
    chance = random.Random(seed)
    size = copy.stat().st_size
    left = chance.randrange(size) if seed % 2 else chance.randrange(size // PAGE) * PAGE
    os.truncate(copy, left)
    assert len(Store(copy.parent).runs()) == 1
    file = opened(copy)
    if file is None:
        assert left < 100
        return
    with file:
        assert is_prefix(file, sound[1])
        assert file.damage is not None
        assert file.damage.seq == len(file.events) + 1
        assert copy.stat().st_size == left
        if left > size * 3 // 4:
            assert len(file.events) > len(sound[1]) // 2, "most of it can be read"


def unguarded(path: Path, *statements: str) -> None:
    """Do to the record what somebody with a database client could."""
    database = sqlite3.connect(path)
    for (name,) in database.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall():
        database.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        database.execute(statement)
    database.commit()
    database.close()


TAMPERING: list[tuple[str, int, str]] = [
    (
        "UPDATE event SET fields = replace(fields, 'note 50 ', 'note 51 ') WHERE seq = 54",
        54,
        "hash",
    ),
    ("UPDATE event SET hash = replace(hash, substr(hash, 1, 1), 'g') WHERE seq = 20", 20, "hash"),
    ("UPDATE event SET prev = replace(prev, substr(prev, 1, 1), 'g') WHERE seq = 20", 20, "hash"),
    ("UPDATE event SET command = 'another' WHERE seq = 33", 33, "columns"),
    ("UPDATE event SET seq = 1000 WHERE seq = 40", 40, "missing"),
    ("DELETE FROM event WHERE seq = 60", 60, "missing"),
    ("DELETE FROM event WHERE seq BETWEEN 10 AND 20", 10, "missing"),
    ("DELETE FROM event WHERE seq = 1", 1, "missing"),
]


@pytest.mark.parametrize(("statement", "seq", "reason"), TAMPERING)
def test_tampering_is_found_where_it_was_done(
    statement: str, seq: int, reason: str, copy: Path, sound: tuple[Path, tuple[Event, ...]]
) -> None:
    unguarded(copy, statement)
    with open_file(copy) as file:
        assert file.damage is not None
        assert file.damage.seq == seq
        assert reason in file.damage.reason
        assert tuple(file.events) == sound[1][: seq - 1]


def test_two_events_swapped(copy: Path) -> None:
    unguarded(
        copy,
        "UPDATE event SET seq = 5000 WHERE seq = 30",
        "UPDATE event SET seq = 30 WHERE seq = 31",
        "UPDATE event SET seq = 31 WHERE seq = 5000",
    )
    with open_file(copy) as file:
        assert file.damage is not None
        assert file.damage.seq == 30


def test_without_its_guards_a_record_is_not_written(copy: Path) -> None:
    unguarded(copy)
    with open_file(copy) as file:
        assert file.damage is None
        assert "taken out" in file.why_read_only
        assert file.bare
        assert file.unsound() == ""


def test_a_damaged_index_is_a_concern_and_stops_appends(
    copy: Path, sound: tuple[Path, tuple[Event, ...]]
) -> None:
    database = sqlite3.connect(copy)
    (page,) = database.execute(
        "SELECT rootpage FROM sqlite_master WHERE name = 'sqlite_autoindex_event_1'"
    ).fetchone()
    database.close()

    def overwrite(content: bytearray) -> None:
        content[page * PAGE - 40 : page * PAGE] = bytes(40)

    damaged(copy, overwrite)
    with open_file(copy, read_only=True) as file:
        assert tuple(file.events) == sound[1]
        assert file.unsound()
        assert not file.bare
    with open_file(copy) as file:
        assert tuple(file.events) == sound[1]
        assert file.damage is not None


def test_a_session_on_a_damaged_run_shows_what_holds(
    copy: Path, sound: tuple[Path, tuple[Event, ...]]
) -> None:
    unguarded(copy, "UPDATE event SET fields = replace(fields, 'note', 'NOTE') WHERE seq = 54")
    run = copy.name.removesuffix(".breachplay")
    with Session.open(Store(copy.parent), run, COMMUNICATOR, TickingClock()) as session:
        assert session.state.seq == 53
        assert session.state.notes == 50
        assert session.damage is not None
        assert "event 54" in session.read_only
        with pytest.raises(StoreFault, match="event 54"):
            session.submit(AddNote("one more"))
        assert session.follow() == ()


def test_changed_while_it_is_open(copy: Path) -> None:
    run = copy.name.removesuffix(".breachplay")
    with Session.open(Store(copy.parent), run, COMMUNICATOR, TickingClock()) as session:
        last = len(session.events)
        unguarded(copy, f"UPDATE event SET hash = prev WHERE seq = {last}")
        with pytest.raises(StoreFault, match=f"event {last}"):
            session.submit(AddNote("one more"))
        assert session.damage is not None
        assert session.read_only
        assert len(session.events) == last


NOT_RUNS: dict[str, Callable[[Path], object]] = {
    "a picture": lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40),
    "an archive": lambda path: path.write_bytes(b"PK\x03\x04" + os.urandom(5000)),
    "nothing": lambda path: path.write_bytes(b""),
    "text": lambda path: path.write_text("format = 1\n"),
    "one byte": lambda path: path.write_bytes(b"S"),
    "a database": lambda path: _database(path, "CREATE TABLE event (seq INTEGER PRIMARY KEY)"),
    "an empty database of ours": lambda path: _database(path, "PRAGMA application_id = 1651667052"),
    "WAL": lambda path: _database(path, "PRAGMA journal_mode = WAL", "CREATE TABLE t (a)"),
}


def _database(path: Path, *statements: str) -> None:
    database = sqlite3.connect(path)
    for statement in statements:
        database.execute(statement)
    database.commit()
    database.close()


@pytest.mark.parametrize("kind", NOT_RUNS)
def test_what_is_not_a_run(kind: str, tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    path = tmp_path / "some.breachplay"
    NOT_RUNS[kind](path)
    with pytest.raises(StoreFault, match="is not a breachplay run"):
        open_file(path)
    (info,) = Store(tmp_path).runs()
    assert "is not a breachplay run" in info.fault
    assert "\n" not in info.fault


def test_a_run_in_wal_mode_without_its_wal(copy: Path) -> None:
    _database(copy, "PRAGMA journal_mode = WAL")
    file = opened(copy)
    assert file is not None
    assert file.read_only


def test_a_run_of_a_newer_version(copy: Path) -> None:
    _database(copy, "PRAGMA user_version = 2")
    with pytest.raises(StoreFault, match="newer breachplay"):
        open_file(copy)
    (info,) = Store(copy.parent).runs()
    assert "newer breachplay" in info.fault


def test_a_hostile_schema_is_never_asked(copy: Path) -> None:
    """A view in the table's place could keep a reader busy for ever."""
    unguarded(
        copy,
        "DROP VIEW timeline",
        "DROP TABLE event",
        "CREATE VIEW event AS WITH RECURSIVE n(seq) AS (SELECT 1 UNION ALL SELECT seq + 1 FROM n) "
        "SELECT seq, 'c' AS command, '{}' AS fields, '' AS prev, '' AS hash FROM n",
    )
    file = opened(copy)
    # The pages of the table that was dropped may still be there, and may be read.
    assert file is None or file.read_only
