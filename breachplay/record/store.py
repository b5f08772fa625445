"""The store: a folder of run files, one for each run."""

import os
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from breachplay.record import events as kinds
from breachplay.record import table
from breachplay.record.chain import Link, head
from breachplay.record.connect import ERRORS, connect, connect_new, fault_of, journal_left
from breachplay.record.events import Event
from breachplay.record.files import (
    ALONE,
    EXERCISE_MARK,
    SUFFIX,
    StoreFault,
    create,
    examine,
    folder_mode,
    folder_shown,
    make_folder,
    path_of,
    shown,
    shown_name,
)
from breachplay.record.links import lone_link
from breachplay.record.runfile import RunFile, open_file
from breachplay.record.when import stamp

__all__ = ["RunFile", "RunInfo", "Store", "StoreFault", "open_file", "store_folder"]

VARIABLE: Final = "BREACHPLAY_STORE"


def store_folder(option: str | None) -> Path:
    """Give the folder of the store: as named, else BREACHPLAY_STORE, else in the data folder."""
    named = option or os.environ.get(VARIABLE)
    if named:
        return Path(named).expanduser()
    from platformdirs import user_data_path  # noqa: PLC0415 - not needed where one is named

    return user_data_path("breachplay", appauthor=False) / "runs"


class RunInfo(Struct, frozen=True):
    """A run as the list of runs shows it."""

    run: str
    """Its id, and the name of its file without the suffix."""
    path: Path
    mode: str = ""
    title: str = ""
    opened_at: str = ""
    last_at: str = ""
    closed: bool = False
    seq: int = 0
    head: str = ""
    fault: str = ""
    """Why it cannot be listed; then all but `run` and `path` is empty."""


class Store:
    """A folder of runs. Nothing is made on disk before the first run is."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def runs(self) -> tuple[RunInfo, ...]:
        """Give every run, the newest first; one that cannot be read has its fault.

        Raises:
            StoreFault: when the folder is a link, or cannot be read.
        """
        try:
            folder_mode(self.folder)
            paths = [path for path in self.folder.iterdir() if path.name.endswith(SUFFIX)]
        except FileNotFoundError:
            return ()
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or error
            raise StoreFault(
                f"the store {folder_shown(self.folder)} cannot be read: {why}"
            ) from error
        return tuple(sorted(map(_info, paths), key=_age, reverse=True))

    def find(self, name: str | None) -> RunInfo:
        """Give the run of that id, or whose id alone begins so, or else has that as last part.

        Unnamed, the newest open one: an incident before an exercise, so that what is real is
        never taken for one that is not.

        Raises:
            LookupError: with a plain sentence, when there is none or more than one.
            StoreFault: when the folder cannot be read.
        """
        runs = self.runs()
        if name is None:
            there = [run for run in runs if not run.closed and not run.fault]
            for run in sorted(there, key=lambda run: run.mode != "incident"):
                return run
            raise LookupError('no run is open: begin one with "breachplay launch"')
        wanted = name.removesuffix(SUFFIX)
        for run in runs:
            if run.run == wanted:
                return run
        begun = [run for run in runs if wanted and _begins(run.run, wanted)]
        begun = begun or [run for run in runs if wanted and run.run.endswith(f"-{wanted}")]
        if len(begun) == 1:
            return begun[0]
        if begun:
            some = ", ".join(shown_name(run.run) for run in begun[:5])
            raise LookupError(
                f'"{shown_name(name)}" fits {len(begun)} runs: {some}; give more of it'
            )
        raise LookupError(f'there is no run "{shown_name(name)}": see "breachplay runs"')

    def open(self, run: str, *, read_only: bool = False) -> RunFile:
        """Open a run by its id.

        Raises:
            StoreFault: when it is not there, is no run, or cannot be read.
        """
        path = path_of(self.folder, run)
        try:
            folder_mode(self.folder)
        except FileNotFoundError as error:
            raise StoreFault(
                f'there is no run "{shown_name(run)}": the store {folder_shown(self.folder)} '
                "is not there"
            ) from error
        except (OSError, ValueError) as error:
            raise StoreFault(f"the store cannot be read: {error}") from error
        return open_file(path, read_only=read_only)

    def create(self, links: Sequence[Link]) -> RunFile:
        """Make the file of a new run, with its first events in it; durable when this returns.

        Raises:
            FileExistsError: when there is a run of that id.
            StoreFault: when it cannot be made; then nothing is left of it.
        """
        path = path_of(self.folder, links[0].event.run)
        with ALONE:
            make_folder(self.folder)
            try:
                create(path)
            except FileExistsError:
                raise
            except OSError as error:
                raise StoreFault(
                    f"{shown(path)} cannot be made in {folder_shown(self.folder)}: "
                    f"{(error.strerror or str(error)).lower()}"
                ) from error
            try:
                return _made(path, links)
            except BaseException as error:
                path.unlink(missing_ok=True)
                if isinstance(error, ERRORS):
                    raise fault_of(error) from error
                raise


def _made(path: Path, links: Sequence[Link]) -> RunFile:
    database = connect_new(path)
    try:
        database.execute(table.BEGIN)
        table.make(database)
        table.insert(database, links)
        database.execute("COMMIT")
    except BaseException:
        database.close()
        raise
    return RunFile(path, database, links)


def _begins(run: str, wanted: str) -> bool:
    return run.startswith(wanted) or run.removeprefix(EXERCISE_MARK).startswith(wanted)


def _age(info: RunInfo) -> tuple[str, str]:
    if info.opened_at:
        return info.opened_at, info.run
    try:
        changed = datetime.fromtimestamp(info.path.lstat().st_mtime, UTC)
    except (OSError, ValueError, OverflowError):
        return "", info.run
    return stamp(changed), info.run


class _Opening(Struct):
    """What the list shows of the event that opened a run."""

    mode: str
    title: str


def _info(path: Path) -> RunInfo:
    run = path.name.removesuffix(SUFFIX)
    try:
        with ALONE:
            first, last, closed = _ends(path)
        opening = msgspec.convert(first.body, _Opening)
    except StoreFault as fault:
        return RunInfo(run, path, fault=str(fault))
    except (ValueError, OSError, *ERRORS):
        return RunInfo(run, path, fault=f"{shown(path)} is damaged: see breachplay verify")
    return RunInfo(
        run=run,
        path=path,
        mode=opening.mode,
        title=opening.title,
        opened_at=first.at,
        last_at=last.at,
        closed=closed,
        seq=last.seq,
        head=head(last.seq, last.hash),
    )


def _ends(path: Path) -> tuple[Event, Event, bool]:
    """Give the first and the last event of a run, and whether it was finished.

    What is between is not read, but for what a finished exercise took for its review.
    """
    examined = examine(path)
    if examined.doubt:
        raise StoreFault(f"{shown(path)} is not a breachplay run: {examined.doubt}")
    try:
        database = connect(examined, read_only=True)
    except ERRORS as error:
        if left := journal_left(examined):
            raise StoreFault(left) from error
        raise
    with closing(database):
        if not table.form(database)[0]:
            raise StoreFault(f"{shown(path)} is not a breachplay run as breachplay leaves it")
        first, last = (lone_link(row) for row in table.ends(database))
        if isinstance(first, str) or isinstance(last, str):
            raise ValueError
        return first.event, last.event, _finished(database, last.event)


def _finished(database: table.Database, last: Event) -> bool:
    if last.kind not in kinds.OF_REVIEWS:
        return last.kind == kinds.RUN_CLOSED
    for row in table.rows_back(database):
        link = lone_link(row)
        if isinstance(link, str):
            raise ValueError
        if link.event.kind not in kinds.OF_REVIEWS:
            return link.event.kind == kinds.RUN_CLOSED
    return False
