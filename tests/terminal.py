"""The real program in a real pseudo-terminal, its screen read back with pyte."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pyte

ROOT = Path(__file__).parents[1]
PROGRAM = (sys.executable, "-m", "breachplay")
PATIENCE = 60.0
"""Seconds to wait for something that must come; only a bound against hanging."""

ESCAPE_DELAY = 0.25
"""Seconds after which an Escape is a key of its own (the toolkit waits 0.1)."""

SYNC_QUERY = b"\x1b[?2026$p"
SYNC_ANSWER = b"\x1b[?2026;2$y"
FRAME_BEGINS = b"\x1b[?2026h"
FRAME_ENDS = b"\x1b[?2026l"
"""Synchronised output: a terminal that has it shows a frame when the whole of it has come."""

HEAD = re.compile(r"seq (\d+), [a-z]+-[a-z]+ [0-9a-f]{4}")

_TAKE_TERMINAL = """
import fcntl, os, signal, sys, termios
signal.signal(signal.SIGINT, signal.SIG_DFL)
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.argv[1], sys.argv[1:])
"""
"""Run before the program, so that its terminal is its own and closing it is a hang-up.

Tests that run in the background hand an ignored SIGINT down: it is made whole again.
"""

_SEQUENCE = re.compile(
    "\x1b\\[(?P<csi>[0-?]*[ -/]*[@-~])"
    "|\x1b\\](?P<osc>[^\x07\x1b]*)(?:\x07|\x1b\\\\)"
    "|\x1b(?P<string>[PX^_])[^\x1b]*\x1b\\\\"
    "|\x1b(?P<short>[ -/]*[0-~])"
)


class Terminal:
    """A program in a terminal of a given size."""

    def __init__(
        self,
        arguments: Sequence[str],
        *,
        columns: int = 120,
        rows: int = 40,
        env: Mapping[str, str] | None = None,
        program: Sequence[str] = PROGRAM,
    ) -> None:
        self.raw = bytearray()
        """Everything that reached the terminal. Never print it."""
        self.closed = False
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self._unshown = b""
        self._text: str | None = None
        """The screen as it was read last; None once more has come."""
        surroundings = {
            key: value
            for key, value in os.environ.items()
            if not key.startswith(("BREACHPLAY_", "TEXTUAL", "SSH_", "PYTEST", "COLUMNS", "LINES"))
            and key != "NO_COLOR"
        }
        surroundings |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
        surroundings |= env or {}
        self.master, slave = pty.openpty()
        self._set_size(slave, columns, rows)
        self.process = subprocess.Popen(
            [sys.executable, "-ISc", _TAKE_TERMINAL, *program, *arguments],
            cwd=ROOT,
            env=surroundings,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
        )
        os.close(slave)

    @staticmethod
    def _set_size(handle: int, columns: int, rows: int) -> None:
        fcntl.ioctl(handle, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    @property
    def text(self) -> str:
        """The screen as it stands, row by row."""
        if self._text is None:
            self._text = "\n".join(self.screen.display)
        return self._text

    @property
    def head(self) -> str:
        """The head that the screen shows; empty where it shows none."""
        found = HEAD.search(self.text)
        return found.group() if found else ""

    def resize(self, columns: int, rows: int) -> None:
        self._set_size(self.master, columns, rows)
        self.screen.resize(rows, columns)
        self._text = None
        self.process.send_signal(signal.SIGWINCH)

    def press(self, *keys: str) -> None:
        for key in keys:
            os.write(self.master, KEYS.get(key, key).encode())
            if key == "escape":
                # What follows at once would be read as alt and a key.
                self.idle(ESCAPE_DELAY)

    def idle(self, seconds: float) -> None:
        """Read for so long, and do nothing."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if not self.read(left) and self.closed:
                return

    def read(self, seconds: float = 0.0) -> bool:
        """Take what has come, waiting at most so long; False when nothing did."""
        if self.closed:
            return False
        ready, _, _ = select.select([self.master], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self.master, 65536)
        except OSError:
            data = b""
        if not data:
            self.closed = True
            return False
        asked = SYNC_QUERY in self.raw
        self.raw += data
        if not asked and SYNC_QUERY in self.raw:
            os.write(self.master, SYNC_ANSWER)
        self._show(data)
        return True

    def _show(self, data: bytes) -> None:
        """Put on the screen what has come, but no frame of which only a part has."""
        self._unshown += data
        begins = self._unshown.rfind(FRAME_BEGINS)
        whole = begins < 0 or self._unshown.find(FRAME_ENDS, begins) >= 0
        end = _before_cut_begin(self._unshown) if whole else begins
        self._stream.feed(self._unshown[:end])
        self._text = None
        self._unshown = self._unshown[end:]

    def settle(self, quiet: float = 0.15, most: float = 3.0) -> None:
        """Read until nothing comes for a while."""
        end = time.monotonic() + most
        while self.read(quiet) and time.monotonic() < end:
            pass

    def until(self, reached: Callable[[], bool] | str) -> None:
        """Read until a text stands on the screen, or something else is so."""
        end = time.monotonic() + PATIENCE
        while not (reached in self.text if isinstance(reached, str) else reached()):
            if not self.read(0.05) and (self.closed or time.monotonic() > end):
                shown = ascii(self.text.rstrip())
                raise AssertionError(f"never came: {reached!r}; the screen: {shown}")

    def wait(self) -> int:
        """Read until the program ends, and give its exit status (negative: a signal)."""
        end = time.monotonic() + PATIENCE
        while self.process.poll() is None:
            if not self.read(0.02):
                time.sleep(0.01)
            if time.monotonic() > end:
                self.kill()
                raise AssertionError(f"it did not end; the screen: {self.text.rstrip()!a}")
        while self.read(0.02):
            pass
        return self.process.returncode

    def kill(self) -> None:
        """End the program as the power switch would."""
        self.process.kill()
        self.process.wait()

    def hang_up(self) -> None:
        """Close the terminal over the program."""
        os.close(self.master)
        self.closed = True
        self.master = -1

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        if self.master >= 0:
            os.close(self.master)


def _before_cut_begin(data: bytes) -> int:
    """Give where the begin of a frame stands cut off at the end; the length where none does."""
    for length in range(len(FRAME_BEGINS) - 1, 0, -1):
        if data.endswith(FRAME_BEGINS[:length]):
            return len(data) - length
    return len(data)


KEYS: Mapping[str, str] = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "space": " ",
    "down": "\x1b[B",
    "up": "\x1b[A",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "end": "\x1b[F",
    "ctrl+p": "\x10",
    "ctrl+q": "\x11",
    "backspace": "\x7f",
}


def pasted(text: str) -> str:
    """Give a text as a terminal sends it when it is pasted."""
    return f"\x1b[200~{text}\x1b[201~"


def clicked(column: int, row: int) -> str:
    """Give a click of the left button, as a terminal reports it (counted from 0)."""
    place = f"{column + 1};{row + 1}"
    return f"\x1b[<0;{place}M\x1b[<0;{place}m"


def sequences(raw: bytes) -> tuple[list[str], list[str], str]:
    """Take apart what reached a terminal.

    Returns:
        The CSI sequences without their introducer, all other sequences (`]52;...`, `P`, `7`),
        and the text between them.
    """
    text = raw.decode("utf-8", errors="surrogateescape")
    control: list[str] = []
    other: list[str] = []
    for found in _SEQUENCE.finditer(text):
        if found["csi"] is not None:
            control.append(found["csi"])
        elif found["osc"] is not None:
            other.append(f"]{found['osc']}")
        else:
            other.append(found["string"] or found["short"])
    return control, other, _SEQUENCE.sub("", text)
