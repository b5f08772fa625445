"""Private files: created for their owner alone, and never reached through a link.

A run is a file `<run>.breachplay` in the folder of the store. The folder has mode 0700, files
0600, whatever the umask; SQLite gives its journal the mode of the file. Links are refused, so
that nobody can have a record written somewhere else, or read something that is no run.
"""

import os
import re
import stat
import struct
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from msgspec import Struct

from breachplay.plain import visible

SUFFIX: Final = ".breachplay"
EXERCISE_MARK: Final = "EXERCISE-"
"""What the name of every file of an exercise begins with."""

APPLICATION_ID: Final = 0x6272706C
"""`brpl`, by which SQLite files of ours are known."""

FORMAT: Final = 1
"""The version of the run file that this program writes, and the newest it reads."""

ALONE: Final = threading.RLock()
"""Held through every use of a run file in this process.

POSIX drops all locks a process has on a file when it closes any handle to it, also one it only
read the first bytes with. So nothing here may look into a file while another thread writes it.
"""

_MAGIC: Final = b"SQLite format 3\x00"
_ROLLBACK_JOURNAL: Final = b"\x01\x01"


class StoreFault(Exception):
    """What is wrong with a run file or its folder, in one line for a person: what, what to do."""


class Examined(Struct, frozen=True):
    """A run file as it stands in its folder, before SQLite opens it."""

    path: Path
    identity: tuple[int, int]
    writable: bool
    doubt: str
    """Why its first bytes are not those of a run file; empty where they are."""
    odd: bool = False
    """Whether they hold what SQLite would act on, but never wrote: the file is damaged."""


def shown(path: Path | str) -> str:
    """Give the name of a file as it may stand in a message."""
    return visible(Path(path).name, lines=False)


def slug(text: str) -> str:
    """Give a text as part of a file name: lower case, ASCII, at most 48 characters."""
    words = re.findall(r"[a-z0-9]+", text.lower())
    return "-".join(words)[:48].strip("-") or "run"


def run_name(now: datetime, title: str, chance: str, *, exercise: bool) -> str:
    """Give the name of a new run: when, what, and four characters of chance."""
    mark = EXERCISE_MARK if exercise else ""
    return f"{mark}{now.astimezone(UTC):%Y%m%d-%H%M}-{slug(title)}-{chance}"


def path_of(folder: Path, run: str) -> Path:
    """Give the file of a run; a name that would lead anywhere else is refused.

    Raises:
        StoreFault: when the name is not that of a file in the folder.
    """
    if not run or run.startswith(".") or "/" in run or "\0" in run or os.sep in run:
        raise StoreFault(f'"{shown_name(run)}" is not the name of a run: see "breachplay runs"')
    return folder / f"{run.removesuffix(SUFFIX)}{SUFFIX}"


def shown_name(name: str) -> str:
    """Give a name that somebody typed as it may stand in a message."""
    return visible(name[:80], lines=False)


def make_folder(folder: Path) -> None:
    """Make the store's folder where it is not there, for its owner alone.

    A folder that holds nothing but runs is closed to others if it was open to them.

    Raises:
        StoreFault: when it cannot be made, is a link, or others may write into it.
    """
    try:
        for missing in reversed([folder, *folder.parents]):
            if not os.path.lexists(missing):
                missing.mkdir(mode=0o700, exist_ok=True)
                missing.chmod(0o700)
                _sync(missing.parent)
        mode = folder_mode(folder)
        if mode & 0o077 and _only_runs(folder):
            folder.chmod(0o700)
            mode = 0o700
    except (OSError, ValueError) as error:
        raise StoreFault(
            f"the store {folder_shown(folder)} cannot be made: {_why(error)}"
        ) from error
    if mode & 0o022:
        raise StoreFault(
            f"others may write into the store {folder_shown(folder)}: "
            "close it with chmod 700, or name another with --store"
        )


def folder_shown(folder: Path) -> str:
    """Give the path of a folder as it may stand in a message."""
    return visible(str(folder), lines=False)


def folder_mode(folder: Path) -> int:
    """Give the permission bits of the store's folder.

    Raises:
        StoreFault: when it is a link or no folder.
        FileNotFoundError: when there is none.
    """
    found = folder.lstat()
    if stat.S_ISLNK(found.st_mode):
        raise StoreFault(f"the store {folder_shown(folder)} is a link: name the folder itself")
    if not stat.S_ISDIR(found.st_mode):
        raise StoreFault(f"the store {folder_shown(folder)} is not a folder: name one with --store")
    return stat.S_IMODE(found.st_mode)


def _only_runs(folder: Path) -> bool:
    if folder.stat().st_uid != os.geteuid():
        return False
    return all(SUFFIX in name for name in os.listdir(folder))  # noqa: PTH208 - names suffice


def create(path: Path) -> None:
    """Create an empty file for its owner alone, and make its name durable.

    Raises:
        FileExistsError: when something of that name is there, also a link that leads nowhere.
        OSError: when it cannot be created.
    """
    flags = os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC
    handle = os.open(path, flags, 0o600)
    try:
        os.fchmod(handle, 0o600)
        os.fsync(handle)
    finally:
        os.close(handle)
    _sync(path.parent)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    except OSError:
        return  # some network folders cannot; SQLite, too, goes on then
    finally:
        os.close(handle)


def examine(path: Path) -> Examined:
    """Look at a run file and what lies beside it, without following links or waiting.

    Raises:
        StoreFault: when it is not there, may not be read, is a link or no file, or was written
            by a newer version.
    """
    try:
        found = path.lstat()
    except (OSError, ValueError) as error:
        raise StoreFault(f"{shown(path)} cannot be read: {_why(error)}") from error
    _refuse_unless_file(path, found.st_mode)
    if os.path.lexists(f"{path}-wal") or os.path.lexists(f"{path}-shm"):
        raise StoreFault(
            f"{shown(path)} is not a breachplay run as breachplay leaves it: another program put "
            "a -wal or -shm file beside it; move that away"
        )
    journal = Path(f"{path}-journal")
    if os.path.lexists(journal):
        _refuse_unless_file(journal, journal.lstat().st_mode)
    header, identity = _header(path)
    doubt = _doubt(path, header)
    odd = not doubt and _odd(header)
    return Examined(path, identity, _writable(path, found.st_mode), doubt, odd)


def _refuse_unless_file(path: Path, mode: int) -> None:
    if stat.S_ISLNK(mode):
        raise StoreFault(f"{shown(path)} is a link, and breachplay follows none: name the file")
    if not stat.S_ISREG(mode):
        raise StoreFault(f"{shown(path)} is not a breachplay run: it is not a file")


def _header(path: Path) -> tuple[bytes, tuple[int, int]]:
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    try:
        handle = os.open(path, flags)
    except OSError as error:
        raise StoreFault(f"{shown(path)} cannot be read: {_why(error)}") from error
    try:
        found = os.fstat(handle)
        return os.read(handle, 100), (found.st_dev, found.st_ino)
    except OSError as error:
        raise StoreFault(f"{shown(path)} cannot be read: {_why(error)}") from error
    finally:
        os.close(handle)


def _writable(path: Path, mode: int) -> bool:
    """Whether it may be written; not where all write bits are off, even for the superuser."""
    folder = path.parent
    bits = mode & folder.stat().st_mode & 0o222
    return bool(bits) and os.access(path, os.W_OK) and os.access(folder, os.W_OK)


def _doubt(path: Path, header: bytes) -> str:
    if not header:
        return "it is empty"
    if len(header) < 100 or not header.startswith(_MAGIC):
        return "it does not begin as one"
    version, application = struct.unpack(">i4xi", header[60:72])
    if application != APPLICATION_ID:
        return "it is a database of another program"
    if version > FORMAT:
        raise StoreFault(
            f"{shown(path)} was written by a newer breachplay (record format {version}, this one "
            f"reads {FORMAT}): update breachplay"
        )
    if version < 1 or header[18:20] != _ROLLBACK_JOURNAL:
        return "another program has changed how it is written"
    return ""


def _odd(header: bytes) -> bool:
    """Whether settings in the header are not those of a record: SQLite looks at few of them.

    See <https://sqlite.org/fileformat2.html>: payload fractions, the list of free pages, schema
    format, automatic vacuum, encoding, what is reserved.
    """
    free_page, free_count = struct.unpack(">ii", header[32:40])
    return (
        header[20:24] != bytes((0, 64, 32, 32))
        or bool(free_page) != bool(free_count)
        or header[44:48] != bytes((0, 0, 0, 4))
        or header[52:60] != bytes((0, 0, 0, 0, 0, 0, 0, 1))
        or any(header[64:68])
        or any(header[72:92])
    )


def _why(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "it is not there"
    if isinstance(error, PermissionError):
        return "you have no permission"
    return (getattr(error, "strerror", None) or str(error)).lower()
