"""One run file in use: its events, checked against the chain as they are read, and appends.

What is read is held against the chain, always. Where the chain breaks, what stands before it is
kept, the break is named, and nothing more is written.
"""

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from breachplay.record import salvage, table
from breachplay.record.chain import Break, Link, Place, chained
from breachplay.record.connect import ERRORS, connect, fault_of, is_damage, journal_left
from breachplay.record.events import Actor, Event, NewEvent
from breachplay.record.files import ALONE, Examined, StoreFault, examine, shown
from breachplay.record.links import CANNOT_BE_READ, next_link
from breachplay.record.table import Row
from breachplay.record.when import stamp

_COMMAND_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")

_ASKED: Final = "opened for reading only"
_PROTECTED: Final = "the file or its folder is read-only"
_UNGUARDED: Final = "what keeps its events from being changed was taken out of the database"


class RunFile:
    """The events of one run on disk. `open_file` opens one, `Store.create` makes one.

    All methods may be called from any thread, one after the other.
    """

    def __init__(
        self, path: Path, database: sqlite3.Connection | None, links: Iterable[Link] = ()
    ) -> None:
        self.path = path
        self.events: list[Event] = []
        """Every event read so far that holds, in order."""
        self.damage: Break | None = None
        """Where the record stops holding, if it does."""
        self.why_read_only = ""
        """Why nothing can be appended, in a few words; empty where it can."""
        self._database = database
        self._place = Place("")
        self.bare = False
        """Whether the database was found without its guards, or with more than they."""
        self._commands: dict[str, int] = {}
        self._take(links)

    @property
    def run(self) -> str:
        """The id of the run, as its events give it."""
        return self._place.run

    @property
    def read_only(self) -> bool:
        """Whether nothing can be appended."""
        return bool(self.why_read_only)

    def read(self, after: int = 0) -> list[Event]:
        """Give the events after a number, those included that others have appended meanwhile."""
        self.follow()
        return self.events[after:]

    def follow(self) -> tuple[Event, ...]:
        """Read what others appended since; nothing where the file is busy just now."""
        with ALONE:
            known = len(self.events)
            if self._database is None or self.damage is not None:
                return ()
            try:
                self._catch_up()
            except ERRORS as error:
                if is_damage(error):
                    self._damaged(Break(len(self.events) + 1, CANNOT_BE_READ))
            return tuple(self.events[known:])

    def append(
        self,
        command: str,
        actor: Actor,
        now: Callable[[], datetime],
        give: Callable[[], Sequence[NewEvent]],
        exercise_at: Callable[[datetime], str | None] = lambda _: None,
    ) -> tuple[Event, ...]:
        """Append what `give` gives, in one transaction; durable when this returns.

        Args:
            command: the command's id. One that is on the record gives its events once more.
            actor: who does it.
            now: gives the time that the events are stamped with.
            give: asked when `events` holds all that is on the record and nobody else can append.
            exercise_at: asked after that, with the time of the stamp; an exercise has its own.

        Raises:
            StoreFault: when it cannot be recorded; then nothing was.
            ValueError: when the id is not one, or a body holds what no record may hold.
        """
        if not _COMMAND_ID.fullmatch(command):
            raise ValueError("a command's id is 1 to 64 letters, digits, - and _")
        with ALONE, self._writing() as database:
            self._catch_up()
            if self.damage is not None:
                raise StoreFault(self._refusal())
            if command in self._commands:
                return self._events_of(command)
            news, at = give(), now()
            links = chained(
                self._place,
                news,
                command=command,
                at=stamp(at),
                actor=actor,
                exercise_at=exercise_at(at),
            )
            if links:
                table.insert(database, links)
                database.execute("COMMIT")
                self._take(links)
            return tuple(link.event for link in links)

    def unsound(self) -> str:
        """Give what SQLite finds wrong with the file as a whole; empty where it is sound."""
        with ALONE:
            if self._database is None:
                return "SQLite cannot read the file" if self.damage else ""
            try:
                return table.unsound(self._database)
            except ERRORS as error:
                return str(error)

    def close(self) -> None:
        """Let go of the file; what was read stays."""
        with ALONE:
            if self._database is not None:
                self._database.close()
                self._database = None
                self.why_read_only = self.why_read_only or "it is closed"

    def __enter__(self) -> "RunFile":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """Hold the file against other writers; roll back whatever was not committed."""
        database = self._database
        if database is None or self.read_only:
            raise StoreFault(self._refusal())
        try:
            database.execute(table.BEGIN)
            yield database
        except ERRORS as error:
            if is_damage(error):
                self._roll_back(database)
                self._damaged(Break(len(self.events) + 1, CANNOT_BE_READ))
                raise StoreFault(self._refusal()) from error
            raise fault_of(error) from error
        finally:
            self._roll_back(database)

    @staticmethod
    def _roll_back(database: sqlite3.Connection) -> None:
        if database.in_transaction:
            with suppress(sqlite3.Error):
                database.execute("ROLLBACK")

    def _refusal(self) -> str:
        return f"nothing can be recorded in {shown(self.path)}: {self.why_read_only}"

    def _catch_up(self) -> None:
        """Read on from the last event that is known, which must still be there as it was."""
        assert self._database is not None  # noqa: S101 - callers have looked
        rows = table.rows_from(self._database, self._place.seq)
        if self._place.seq:
            last = next(rows, None)
            if last is None or (last[0], last[4]) != (self._place.seq, self._place.hash.encode()):
                self._damaged(Break(self._place.seq, "it was changed after it was read"))
                return
        self._accept(rows)

    def _accept(self, rows: Iterable[Row]) -> None:
        """Take rows in as long as each follows from the one before."""
        for row in rows:
            link = next_link(self._place, row)
            if isinstance(link, str):
                self._damaged(Break(self._place.seq + 1, link))
                return
            if link.event.command in self._commands:
                self._damaged(Break(link.event.seq, "its command was recorded before"))
                return
            self._take((link,))

    def _take(self, links: Iterable[Link]) -> None:
        for link in links:
            event = link.event
            self.events.append(event)
            self._commands[event.command] = event.seq
            self._place = Place(event.run, event.seq, event.hash)

    def _events_of(self, command: str) -> tuple[Event, ...]:
        first = self._commands[command]
        more = f"{command}."
        events = [self.events[first - 1]]
        for event in self.events[first:]:
            if not event.command.startswith(more):
                break
            events.append(event)
        return tuple(events)

    def _damaged(self, damage: Break) -> None:
        self.damage = damage
        self.why_read_only = f"the record is damaged at {damage}; what stands before can be read"

    def load(self, examined: Examined, *, read_only: bool) -> None:
        """Read all events for the first time.

        Raises:
            StoreFault: when the file is no run, or another copy holds it.
        """
        assert self._database is not None  # noqa: S101 - `open_file` connected it
        try:
            as_made, guarded = table.form(self._database)
            self.bare = not guarded
            if not as_made:
                self.load_salvaged("its table is not as breachplay makes it")
                return
            self._catch_up()
            if not self.events and self.damage is None:
                self._damaged(Break(1, "it is missing"))
            if self.damage is None and not read_only and table.unsound(self._database):
                self._damaged(Break(len(self.events) + 1, CANNOT_BE_READ))
        except ERRORS as error:
            if not is_damage(error):
                raise fault_of(error) from error
            self.load_salvaged("")
            return
        if self.damage is not None:
            return
        if not examined.writable:
            self.why_read_only = _PROTECTED
        elif read_only:
            self.why_read_only = _ASKED
        elif self.bare:
            self.why_read_only = _UNGUARDED

    def load_salvaged(self, doubt: str) -> None:
        """Read on without SQLite, as far as the chain holds.

        Args:
            doubt: why this may be no run at all; empty where it surely is one.

        Raises:
            StoreFault: when there is doubt, and no event is found.
        """
        self.close()
        with suppress(OSError):
            for row in salvage.rows_in(self.path):
                link = next_link(self._place, row)
                if not isinstance(link, str) and link.event.command not in self._commands:
                    self._take((link,))
        if doubt and not self.events:
            raise StoreFault(f"{shown(self.path)} is not a breachplay run: {doubt}")
        self._damaged(Break(len(self.events) + 1, CANNOT_BE_READ))


def open_file(path: Path, *, read_only: bool = False) -> RunFile:
    """Open a run file, wherever it is.

    A damaged one opens for reading, with its damage named and what stands before it.

    Raises:
        StoreFault: when it is no run, was written by a newer version, or cannot be read at all.
    """
    with ALONE:
        examined = examine(path)
        if examined.doubt or examined.odd:
            file = RunFile(path, None)
            file.load_salvaged(examined.doubt)
            return file
        try:
            database = connect(examined, read_only=read_only)
        except ERRORS as error:
            if journal_left(examined):
                raise StoreFault(journal_left(examined)) from error
            if not is_damage(error):
                raise fault_of(error) from error
            file = RunFile(path, None)
            file.load_salvaged("")
            return file
        file = RunFile(path, database)
        try:
            file.load(examined, read_only=read_only)
        except BaseException:
            file.close()
            raise
        return file
