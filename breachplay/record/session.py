"""A run in use: commands in, durable events out, and what others append is followed."""

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from breachplay.record import chain
from breachplay.record.chain import Break, Place, chained
from breachplay.record.commands import Command, OpenRun
from breachplay.record.decide import decide, open_run
from breachplay.record.events import Actor, Event, NewEvent
from breachplay.record.files import StoreFault, run_name, shown
from breachplay.record.fold import fold, step
from breachplay.record.runfile import RunFile
from breachplay.record.state import State
from breachplay.record.store import Store
from breachplay.record.when import stamp

if TYPE_CHECKING:
    from breachplay.record.commands_exercise import ExerciseCommand

_TRIES: Final = 100
"""How many names to try for a new run: two may begin in the same minute with the same chance."""


class Clock(Protocol):
    """Where the present comes from, so that tests and exercises can hold it still."""

    def now(self) -> datetime:
        """Give the present, as an aware time in UTC."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Give the present in UTC."""
        return datetime.now(UTC)


def new_command_id() -> str:
    """Give an id that no other command has."""
    return os.urandom(16).hex()


class Session:
    """One run, open in one process. Calls come one after the other, from one thread.

    `state` and `events` may be read from any thread: a state is never changed, only replaced.
    """

    def __init__(self, file: RunFile, folder: Path, actor: Actor, clock: Clock) -> None:
        """Take a run file into use; see `open` and `begin`.

        Raises:
            StoreFault: when nothing of the record can be read.
        """
        self._file = file
        self._clock = clock
        self.folder = folder
        """The store's folder."""
        self.actor = actor
        """Who sends the commands."""
        self.unread = ""
        """Why events at the end are not part of `state`, if so: a newer version wrote them."""
        if not file.events:
            raise StoreFault(f"nothing of {shown(file.path)} can be read: it is damaged")
        try:
            self.state: State = fold(file.events[:1])
        except ValueError as error:
            raise StoreFault(f"{shown(file.path)} cannot be read: {error}") from error
        self._fold_on()

    @classmethod
    def open(
        cls, store: Store, run: str, actor: Actor, clock: Clock, *, read_only: bool = False
    ) -> "Session":
        """Go on with a run, or look at it where it cannot be written.

        Raises:
            StoreFault: when there is no such run, or it cannot be read.
        """
        file = store.open(run, read_only=read_only)
        try:
            return cls(file, store.folder, actor, clock)
        except BaseException:
            file.close()
            raise

    @classmethod
    def begin(cls, store: Store, command: OpenRun, actor: Actor, clock: Clock) -> "Session":
        """Begin a run; its first events are on disk when this returns.

        Raises:
            StoreFault: when its file cannot be made.
            ValueError: when the command holds no playbook, profile or pack that can be read.
        """
        news = open_run(command)
        for _ in range(_TRIES):
            now = clock.now()
            run = run_name(
                now,
                str(command.playbook.get("id", command.title)),
                os.urandom(2).hex(),
                exercise=command.mode == "exercise",
            )
            links = chained(
                Place(run),
                news,
                command=new_command_id(),
                at=stamp(now),
                actor=actor,
                exercise_at=command.begins_at or None,
            )
            fold(link.event for link in links)
            try:
                return cls(store.create(links), store.folder, actor, clock)
            except FileExistsError:
                continue
        raise StoreFault("no free name was found for the run: try again")

    @property
    def events(self) -> list[Event]:
        """All events so far, in order. Not to be changed."""
        return self._file.events

    @property
    def read_only(self) -> str:
        """Why nothing can be recorded, in a few words; empty where it can."""
        return self.unread or self._file.why_read_only

    @property
    def damage(self) -> Break | None:
        """Where the record stops holding, if it does; what stands before is in `events`."""
        return self._file.damage

    @property
    def head(self) -> str:
        """The head of the record as it is shown: `seq 214, amber-falcon 9f3c`."""
        last = self.events[-1]
        return chain.head(last.seq, last.hash)

    def now(self) -> datetime:
        """Give the present on the clock that the run goes by: an exercise has its own."""
        return self._on_clock(self._clock.now())

    def _on_clock(self, real: datetime) -> datetime:
        if self.state.exercise is None:
            return real
        from breachplay.record.pacing import exercise_time  # noqa: PLC0415  exercises only

        return exercise_time(self.state.exercise.pace, real)

    def _exercise_stamp(self, real: datetime) -> str | None:
        return None if self.state.exercise is None else stamp(self._on_clock(real))

    def submit(
        self,
        command: "Command | ExerciseCommand",
        *,
        command_id: str | None = None,
        actor: Actor | None = None,
    ) -> tuple[Event, ...]:
        """Carry out a command; what it gives is on disk when this returns.

        It is decided on what everybody has recorded up to this moment, and nobody can append in
        between. A command whose id is on the record already gives its events once more.

        Args:
            command: what is asked.
            command_id: its id, where the caller may send it again; 1 to 64 letters, digits, - _.
            actor: who does it, if not the person of this session: the program itself.

        Raises:
            Refused: when the state does not allow it.
            StoreFault: when it could not be recorded; nothing was, and the session goes on.
        """

        who = actor or self.actor

        def give() -> Sequence[NewEvent]:
            self._fold_on()
            if self.unread:
                raise StoreFault(f"nothing can be recorded: {self.unread}")
            return decide(self.state, command, who)

        try:
            return self._file.append(
                command_id or new_command_id(),
                who,
                self._clock.now,
                give,
                self._exercise_stamp,
            )
        finally:
            self._fold_on()

    def follow(self) -> tuple[Event, ...]:
        """Give what others recorded since; nothing, and at once, where nobody did."""
        events = self._file.follow()
        self._fold_on()
        return events

    def close(self) -> None:
        """Let go of the file. `state` and `events` stay."""
        self._file.close()

    def __enter__(self) -> "Session":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _fold_on(self) -> None:
        """Bring the state up to the last event; stop where one cannot be read."""
        if self.unread:
            return
        state = self.state
        for event in self.events[state.seq :]:
            try:
                state = step(state, event)
            except ValueError as error:
                self.unread = str(error)
                break
        self.state = state
