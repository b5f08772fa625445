"""The thread that owns the record.

A laptop's fsync can take 200 ms, so no append runs on the screen's loop. One thread holds the
session; commands go to it in order, and what it answers is on disk.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from breachplay.record.commands import Command
    from breachplay.record.commands_exercise import ExerciseCommand
    from breachplay.record.events import Event
    from breachplay.record.session import Session

T = TypeVar("T")


class Worker:
    """Runs everything that touches one run's record on a single thread."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="record")
        self._session: Future[Session] | None = None

    def open(self, opener: "Callable[[], Session]") -> "Future[Session]":
        """Open the run on the thread, and give what will be its session.

        The caller may do other work (import the toolkit) until it is there.
        """
        self._session = self._thread.submit(opener)
        return self._session

    @property
    def session(self) -> "Session":
        """The open session. Its `state` and `events` may be read from any thread.

        Raises:
            RuntimeError: when no run is open.
        """
        if self._session is None:
            raise RuntimeError("no run is open")
        return self._session.result()

    async def submit(self, command: "Command | ExerciseCommand") -> "tuple[Event, ...]":
        """Send a command; the events it gives are on disk when this returns.

        Raises:
            Refused: when the state does not allow it.
            StoreFault: when it could not be recorded.
        """
        return await self.run(lambda: self.session.submit(command))

    async def attempt(self, command: "Command | ExerciseCommand") -> str:
        """Send a command; give why it was refused, or an empty text once it is on disk."""
        from breachplay.record.commands import Refused  # noqa: PLC0415  loaded with the session
        from breachplay.record.store import StoreFault  # noqa: PLC0415  loaded with the session

        try:
            await self.submit(command)
        except (Refused, StoreFault) as refusal:
            return str(refusal)
        return ""

    async def follow(self) -> "tuple[Event, ...]":
        """Give what others appended since the last event this session knows."""
        return await self.run(self.session.follow)

    async def run(self, job: Callable[[], T]) -> T:
        """Run a job on the thread, in its turn; who stops waiting for it does not stop it."""
        return await asyncio.shield(asyncio.wrap_future(self._thread.submit(job)))

    def close(self) -> None:
        """Let what was sent be recorded, then close the run's file."""
        if self._session is not None and self._session.exception() is None:
            self._thread.submit(self.session.close)
        self._thread.shutdown(wait=True)
