"""Connections to run files, and what SQLite's errors mean for a person."""

import os
import sqlite3
from pathlib import Path
from typing import Final

from breachplay.record import table
from breachplay.record.files import Examined, StoreFault, shown

_LONGEST_VALUE: Final = 64 * 1024 * 1024
"""Bytes; a damaged length must not make SQLite ask for a gigabyte."""

ERRORS: Final = (sqlite3.Error, MemoryError, UnicodeDecodeError)
"""What using a run file can raise; the last comes from messages that quote a damaged file."""

_FULL: Final = "the disk is full: free some space; nothing recorded is lost"
_BUSY: Final = (
    f"another copy of breachplay has held the record for {table.BUSY_SECONDS} seconds: "
    "try again, or close it; nothing recorded is lost"
)
_GONE: Final = (
    "the run's file can no longer be written (moved, removed or made read-only): "
    "put it back, or open the run again; nothing recorded is lost"
)
_DISK: Final = (
    "the disk did not take the event (an error, or your quota is used up): "
    "look after the disk, then try again; nothing recorded is lost"
)
_FOREIGN: Final = (
    "the database refused the event: another program has written to this record; open the run again"
)

_MEANINGS: Final = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_READONLY: _GONE,
    sqlite3.SQLITE_CANTOPEN: _GONE,
    sqlite3.SQLITE_PERM: _GONE,
    sqlite3.SQLITE_AUTH: _GONE,
    sqlite3.SQLITE_PROTOCOL: _BUSY,
    sqlite3.SQLITE_NOLFS: _FULL,
    sqlite3.SQLITE_CONSTRAINT: _FOREIGN,
    sqlite3.SQLITE_IOERR: _DISK,
}


def _code(error: Exception) -> int | None:
    code = getattr(error, "sqlite_errorcode", None)
    return code & 0xFF if isinstance(code, int) else None


def is_damage(error: Exception) -> bool:
    """Whether an error means that the file is not whole, not that it cannot be used just now."""
    return _code(error) not in _MEANINGS


def fault_of(error: Exception) -> StoreFault:
    """Give what an error means for a person."""
    code = _code(error)
    return StoreFault(_MEANINGS.get(code, str(error)) if code is not None else str(error))


def journal_left(examined: Examined) -> str:
    """Tell what to do where an unfinished append cannot be rolled back; empty where it can."""
    if examined.writable or not os.path.lexists(f"{examined.path}-journal"):
        return ""
    name = shown(examined.path)
    return (
        f"{name} was cut off in the middle of an append, and its folder is read-only: copy the "
        f"file and {name}-journal to a folder that can be written, and open it there"
    )


def connect(examined: Examined, *, read_only: bool) -> sqlite3.Connection:
    """Open a run file that is there, for appends where that is wanted and possible.

    Raises:
        StoreFault: when it was put in the place of the file that was examined, or a setting
            that keeps events safe is not in force.
        sqlite3.Error: when it cannot be opened.
    """
    left = os.path.lexists(f"{examined.path}-journal")
    writing = examined.writable and not read_only
    if writing or (examined.writable and left):
        database = _connected(examined.path, "mode=rw", writing=writing)
    else:
        try:
            database = _connected(examined.path, "mode=ro", writing=False)
        except sqlite3.OperationalError as error:
            if left or is_damage(error):
                raise
            # Some read-only disks cannot lock; nobody can be writing there.
            database = _connected(examined.path, "mode=ro&immutable=1", writing=False)
    found = examined.path.lstat()
    if (found.st_dev, found.st_ino) != examined.identity:
        database.close()
        raise StoreFault(f"{shown(examined.path)} was just replaced by another file: try again")
    return database


def connect_new(path: Path) -> sqlite3.Connection:
    """Open an empty file that was just created."""
    return _connected(path, "mode=rw", writing=True)


def _connected(path: Path, how: str, *, writing: bool) -> sqlite3.Connection:
    database = sqlite3.connect(
        f"{path.absolute().as_uri()}?{how}",
        uri=True,
        timeout=table.BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        database.text_factory = bytes
        database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
        database.execute(f"PRAGMA page_size = {table.PAGE_SIZE}")
        if setting := table.settle(database, writing=writing):
            raise StoreFault(
                f"SQLite {sqlite3.sqlite_version} does not take the setting {setting}, without "
                "which events are not safe: use a Python with a newer SQLite"
            )
        if not writing:
            database.execute("PRAGMA query_only = ON")
        database.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        database.close()
        raise
    return database
