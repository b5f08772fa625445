"""A paste stays a paste, whatever stands in it.

The toolkit takes an escape character inside a pasted text for the beginning of a key: it hands on
up to 32 of the characters behind it as if they were pressed. A text copied from a terminal would
answer dialogs that way. So what the terminal sends goes through a filter, which puts a harmless
control character in the place of each escape of a paste; whoever takes the paste in takes that out
with all others, and says so.
"""

import os
import select
from threading import Event, Thread
from typing import Any, Final, cast

from textual.drivers.linux_driver import LinuxDriver

BEGINS: Final = b"\x1b[200~"
ENDS: Final = b"\x1b[201~"
"""What a terminal puts around a paste (bracketed paste mode of xterm)."""

ESCAPE: Final = b"\x1b"
SUBSTITUTE: Final = b"\x1a"
"""The control character that is made for this: it stands in for one that was not fit to be sent."""

CHUNK: Final = 4096
"""Bytes that are read at once."""

LOOK_EVERY: Final = 0.1
"""Seconds between two looks at whether the program ends."""


class PasteFilter:
    """Takes what a terminal sends, in whatever pieces, and gives it without escapes in pastes."""

    def __init__(self) -> None:
        self._inside = False
        self._sent = b""
        """Outside a paste: the last bytes that were handed on, maybe half of what begins one."""
        self._held = b""
        """Inside: bytes that may be half of what ends it, and are held back until that is known."""

    def feed(self, data: bytes) -> bytes:
        """Give what can be handed on after these bytes have come."""
        given = b""
        while data:
            took, data = self._within(data) if self._inside else self._outside(data)
            given += took
        return given

    def _outside(self, data: bytes) -> tuple[bytes, bytes]:
        """Hand keys on as they come, at once; give what follows the begin of a paste as rest."""
        known = self._sent + data
        at = known.find(BEGINS)
        if at < 0:
            self._sent = known[-(len(BEGINS) - 1) :]
            return data, b""
        end = at + len(BEGINS) - len(self._sent)
        self._inside, self._sent = True, b""
        return data[:end], data[end:]

    def _within(self, data: bytes) -> tuple[bytes, bytes]:
        """Hand a paste on without escapes, up to its end; give what follows that as rest."""
        data, self._held = self._held + data, b""
        at = data.find(ENDS)
        if at >= 0:
            self._inside = False
            return data[:at].replace(ESCAPE, SUBSTITUTE) + ENDS, data[at + len(ENDS) :]
        last = data.rfind(ESCAPE)
        if last >= 0 and ENDS.startswith(data[last:]):
            data, self._held = data[:last], data[last:]
        return data.replace(ESCAPE, SUBSTITUTE), b""


class _Reading:
    """The driver as its own reading sees it: what comes, comes out of a pipe."""

    def __init__(self, driver: "PasteDriver", fileno: int) -> None:
        self._driver = driver
        self.fileno = fileno
        self.lost = Event()
        """Whether the terminal is gone."""

    @property
    def exit_event(self) -> "_Reading":
        """What says whether to end."""
        return self

    def is_set(self) -> bool:
        """Whether to end: the program does, or the terminal is gone."""
        return self.lost.is_set() or self._driver.exit_event.is_set()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._driver, name)


class PasteDriver(LinuxDriver):
    """The toolkit's own driver, behind the filter."""

    def run_input_thread(self) -> None:
        """Read until the program ends.

        Raises:
            OSError: the terminal is gone.
        """
        readable, writable = os.pipe()
        reading = _Reading(self, readable)
        faults: list[OSError] = []
        pump = Thread(target=self._pump, args=(reading, writable, faults), daemon=True)
        pump.start()
        try:
            LinuxDriver.run_input_thread(cast(LinuxDriver, reading))
        finally:
            reading.lost.set()
            os.close(readable)  # before the join: whoever waits for room in the pipe is let go
            pump.join()
            os.close(writable)
        if faults and not self.exit_event.is_set():
            raise faults[0]

    def _pump(self, reading: _Reading, writable: int, faults: list[OSError]) -> None:
        """Bring what the terminal sends through the filter into the pipe."""
        clean = PasteFilter()
        try:
            while not reading.is_set():
                if select.select([self.fileno], [], [], LOOK_EVERY)[0]:
                    data = os.read(self.fileno, CHUNK)
                    if not data:
                        break
                    given = memoryview(clean.feed(data))
                    while given:
                        given = given[os.write(writable, given) :]
        except OSError as fault:
            faults.append(fault)
        reading.lost.set()
