"""The one table of a run file: its form, its settings, and the statements that use it.

The truth is `fields`, the canonical bytes as they were hashed. Whoever opens the file with an
SQLite client finds them spread out in the view `timeline`. The database itself refuses to change
or remove an event, or to add one that does not follow the last.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, Protocol

from breachplay.record.chain import Link
from breachplay.record.files import APPLICATION_ID, FORMAT

BUSY_SECONDS: Final = 10
"""How long to wait for another copy that is writing; a slow disk needs a fifth of a second."""

SETTINGS: Final[tuple[tuple[str, str, object], ...]] = (
    ("busy_timeout", f"{BUSY_SECONDS * 1000}", BUSY_SECONDS * 1000),
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("temp_store", "MEMORY", 2),
    ("mmap_size", "0", 0),
    ("fullfsync", "ON", 1),
)
"""Set on every connection, then read back: name, value, what must be in force."""

WRITING: Final[tuple[tuple[str, str, object], ...]] = (
    ("journal_mode", "DELETE", "delete"),
    ("synchronous", "EXTRA", 3),
)
"""Set too where events are appended. With EXTRA the folder is synced after the journal is gone:
under DELETE with FULL a power cut can bring the journal back and roll the last event out again."""

_MAY_BE_ABSENT: Final = frozenset({"mmap_size"})
"""Settings that some builds of SQLite leave out because they can do nothing else."""

PAGE_SIZE: Final = 4096
"""Bytes; set before the table is made, so that a damaged file can be read without SQLite."""

TABLE: Final = """\
CREATE TABLE event (
  seq INTEGER PRIMARY KEY CHECK (seq >= 1),
  command TEXT NOT NULL UNIQUE CHECK (typeof(command) = 'text'),
  fields TEXT NOT NULL CHECK (typeof(fields) = 'text'),
  prev TEXT NOT NULL CHECK (typeof(prev) = 'text' AND length(prev) = 64),
  hash TEXT NOT NULL CHECK (typeof(hash) = 'text' AND length(hash) = 64)
)"""

VIEW: Final = """\
CREATE VIEW timeline AS SELECT
  seq,
  command,
  json_extract(fields, '$.run') AS run,
  json_extract(fields, '$.at') AS at,
  json_extract(fields, '$.exercise_at') AS exercise_at,
  json_extract(fields, '$.happened_at') AS happened_at,
  json_extract(fields, '$.actor.name') AS actor,
  json_extract(fields, '$.actor.role') AS role,
  json_extract(fields, '$.kind') AS kind,
  json_extract(fields, '$.body') AS body,
  prev,
  hash
FROM event ORDER BY seq"""
"""For people with an SQLite client; never used here. A view and not columns of the table: before
SQLite 3.41 `trusted_schema = OFF` shuts out a table whose columns call JSON functions."""

GUARDS: Final[dict[str, str]] = {
    "event_follows": """\
CREATE TRIGGER event_follows BEFORE INSERT ON event
WHEN NEW.seq IS NOT (SELECT ifnull(max(seq), 0) + 1 FROM event)
  OR NEW.prev IS NOT ifnull((SELECT hash FROM event ORDER BY seq DESC LIMIT 1), hex(zeroblob(32)))
  OR EXISTS (SELECT 1 FROM event WHERE command = NEW.command)
BEGIN SELECT RAISE(ABORT, 'an event follows the last one, once'); END""",
    "event_is_not_changed": """\
CREATE TRIGGER event_is_not_changed BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END""",
    "event_is_not_removed": """\
CREATE TRIGGER event_is_not_removed BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'an event is never removed'); END""",
}
"""By name, what makes the database refuse. The first also stands against INSERT OR REPLACE, which
removes rows without asking the third."""

BEGIN: Final = "BEGIN IMMEDIATE"
_INSERT: Final = "INSERT INTO event (seq, command, fields, prev, hash) VALUES (?, ?, ?, ?, ?)"
_SELECT: Final = "SELECT seq, command, fields, prev, hash FROM event"

Row = tuple[Any, Any, Any, Any, Any]
"""seq, command, fields, prev, hash, of any type: the file may be damaged."""


class Rows(Protocol):
    """What a statement gives: its rows, one by one."""

    def __iter__(self) -> Iterator[Any]: ...

    def fetchone(self) -> Any:
        """Give the next row, or None."""


class Database(Protocol):
    """What is used of a connection, so that tests can bring one with a disk of their own."""

    def execute(self, sql: str, parameters: Sequence[Any] = ..., /) -> Rows:
        """Run one statement."""


def settle(database: Database, *, writing: bool) -> str:
    """Apply the settings; give the name of the first that is not in force, or an empty text."""
    for name, value, expected in SETTINGS + (WRITING if writing else ()):
        database.execute(f"PRAGMA {name} = {value}").fetchone()
        row = database.execute(f"PRAGMA {name}").fetchone()
        in_force = row[0] if row else None
        if isinstance(in_force, bytes):
            in_force = in_force.decode()
        if in_force != expected and not (row is None and name in _MAY_BE_ABSENT):
            return name
    return ""


def make(database: Database) -> None:
    """Make the table in an empty file; inside a transaction, so that it comes whole or not."""
    database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    database.execute(f"PRAGMA user_version = {FORMAT}")
    for part in (TABLE, VIEW, *GUARDS.values()):
        database.execute(part)


def form(database: Database) -> tuple[bool, bool]:
    """Tell whether the table is as it was made, and whether all else is: guards, nothing more."""
    listed = database.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    found = {_text(name): _text(sql) for name, sql in listed}
    return found.pop("event", "") == TABLE, found == {"timeline": VIEW, **GUARDS}


def insert(database: Database, links: Iterable[Link]) -> None:
    """Append events; inside a transaction."""
    for link in links:
        event = link.event
        row = (event.seq, event.command, link.fields.decode(), event.prev, event.hash)
        database.execute(_INSERT, row)


def rows_from(database: Database, seq: int) -> Iterator[Row]:
    """Give the rows from a number on, in order."""
    return iter(database.execute(f"{_SELECT} WHERE seq >= ? ORDER BY seq", (seq,)))


def rows_back(database: Database) -> Iterator[Row]:
    """Give the rows from the last one back, read as they are taken."""
    return iter(database.execute(f"{_SELECT} ORDER BY seq DESC"))


def ends(database: Database) -> list[Row]:
    """Give the first and the last row."""
    first, last = (
        database.execute(f"{_SELECT} ORDER BY seq {way} LIMIT 1").fetchone()
        for way in ("ASC", "DESC")
    )
    return [first, last] if first else []


def unsound(database: Database) -> str:
    """Give what SQLite finds wrong with the file as a whole; empty where it is sound."""
    for (line,) in database.execute("PRAGMA integrity_check(1)"):
        said = _text(line)
        return "" if said == "ok" else said
    return "it cannot be checked"


def _text(value: Any) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
