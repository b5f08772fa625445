"""How the real program feels: first paint, memory, keys, and the plain commands.

Everything runs in a pseudo-terminal of 120x40, each figure beside a baseline of the same run: an
empty app of the toolkit, or `python -c pass`. Run it on a quiet machine:

    python -m tests.bench.bench_app
"""

import compileall
import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import breachplay

RUNS = 9
KEYS = 200
INTERVAL = 0.05
"""Seconds from key to key: fast typing. What is painted later belongs to the next key."""
QUIET = 0.4
EMPTY_APP = "from textual.app import App\nApp().run()\n"
BARE_EDITOR = """
from textual.app import App
from textual.widgets import TextArea
class Bare(App[None]):
    CSS = "TextArea { width: 60; height: 8; }"
    def compose(self):
        yield TextArea()
Bare().run()
"""
LAST_ROW = b"\x1b[40;1H"
"""The toolkit draws a full frame row by row: the last row's address means a whole frame."""
CONTENT = b"Write down"
"""The first words of the first item: the walk stands there with its content."""
TEXT = (
    "We are looking into a security incident affecting sign-in. Some people cannot log in. "
    "We will say more here by 18:00 UTC. Details: https://status.example.com and help@example.com. "
)


class Program:
    """A program in a pseudo-terminal of its own."""

    def __init__(self, command: Sequence[str], store: str) -> None:
        self.started = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
            environment = {
                **os.environ,
                "TERM": "xterm-256color",
                "COLORTERM": "truecolor",
                "BREACHPLAY_STORE": store,
            }
            os.execvpe(command[0], list(command), environment)
        self.seen = b""

    def until(self, done: Callable[[bytes], bool], timeout: float = 20.0) -> float:
        """Read until `done`; give milliseconds since the start."""
        while time.perf_counter() - self.started < timeout:
            if select.select([self.fd], [], [], 0.05)[0]:
                try:
                    self.seen += os.read(self.fd, 1 << 16)
                except OSError:
                    break
                if done(self.seen):
                    return (time.perf_counter() - self.started) * 1000
        raise SystemExit("the program did not draw what was waited for")

    def settle(self, quiet: float = QUIET) -> None:
        """Read until nothing comes for a while, or for two seconds: a clock ticks on the screen."""
        end = time.perf_counter() + 2
        while time.perf_counter() < end and select.select([self.fd], [], [], quiet)[0]:
            os.read(self.fd, 1 << 16)

    def answer(self, key: bytes, within: float) -> float | None:
        """Send a key; give milliseconds to the last byte that comes back within that time."""
        sent = time.perf_counter()
        os.write(self.fd, key)
        last = None
        while (left := sent + within - time.perf_counter()) > 0:
            if select.select([self.fd], [], [], left)[0]:
                os.read(self.fd, 1 << 16)
                last = (time.perf_counter() - sent) * 1000
        return last

    def end(self) -> float:
        """Kill it; give its peak memory in MiB."""
        os.kill(self.pid, signal.SIGKILL)
        _, _, usage = os.wait4(self.pid, 0)
        os.close(self.fd)
        return usage.ru_maxrss / 1024


def painted(command: Sequence[str], store: str, content: bytes = b"") -> tuple[float, float, float]:
    """Give milliseconds to the first whole frame and to the content, and peak memory in MiB."""
    program = Program(command, store)
    first = program.until(lambda seen: LAST_ROW in seen)
    full = program.until(lambda seen: content in seen) if content else first
    program.settle()
    return first, full, program.end()


def typed(command: Sequence[str], store: str, editor: bytes, content: bytes) -> list[float]:
    """Give milliseconds from key to last byte of repaint, sorted, typing prose."""
    program = Program(command, store)
    program.until(lambda seen: content in seen)
    program.settle(0.9)
    os.write(program.fd, editor)
    program.settle()
    answers = []
    for place in range(KEYS):
        key = TEXT[place % len(TEXT)].encode()
        took = program.answer(key, INTERVAL)
        if took is not None:
            answers.append(took)
    program.end()
    return sorted(answers)


def ran(command: Sequence[str]) -> float:
    """Give milliseconds of a whole run without a terminal."""
    began = time.perf_counter()
    pid = os.posix_spawnp(
        command[0],
        list(command),
        os.environ,
        file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)],
    )
    os.waitpid(pid, 0)
    return (time.perf_counter() - began) * 1000


def main() -> None:
    """Print the table."""
    # As installed: with compiled modules, which an editable install has from its second start on.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    compileall.compile_dir(str(Path(breachplay.__file__).parent), quiet=2)
    binary = str(Path(sys.executable).with_name("breachplay"))
    launch = [binary, "launch", "customer-data-breach"]
    with tempfile.TemporaryDirectory() as folder:
        empty_file = Path(folder) / "empty.py"
        empty_file.write_text(EMPTY_APP)
        empty = [sys.executable, str(empty_file)]
        store = str(Path(folder) / "store")
        pairs = [(painted(empty, store), painted(launch, store, CONTENT)) for _ in range(RUNS)]
        bare_file = Path(folder) / "bare.py"
        bare_file.write_text(BARE_EDITOR)
        bare_keys = typed([sys.executable, str(bare_file)], store, b"", LAST_ROW)
        keys = typed(launch, store, b"e", CONTENT)
    base = statistics.median(one[0] for one, _ in pairs)
    base_memory = statistics.median(one[2] for one, _ in pairs)
    first = statistics.median(two[0] / one[0] for one, two in pairs)
    full = statistics.median(two[1] / one[0] for one, two in pairs)
    memory = statistics.median(two[2] / one[2] for one, two in pairs)
    print(f"load average {os.getloadavg()[0]:.2f}; medians of {RUNS} runs, in pairs")
    print(f"an empty app: first frame {base:.0f} ms, peak memory {base_memory:.1f} MiB")
    print(f"launch, first frame     {first:5.2f} times   (at most 1.6)")
    print(f"launch, whole walk      {full:5.2f} times")
    print(f"launch, peak memory     {memory:5.2f} times   (at most 1.5)")
    print(
        f"key to last byte        {statistics.median(keys):5.1f} ms median, "
        f"{keys[int(len(keys) * 0.95)]:.1f} ms at 95%   (at most 20 and 40), {len(keys)} keys"
    )
    print(
        f"  a bare text area      {statistics.median(bare_keys):5.1f} ms median, "
        f"{bare_keys[int(len(bare_keys) * 0.95)]:.1f} ms at 95%"
    )
    bare = statistics.median(ran([sys.executable, "-c", "pass"]) for _ in range(RUNS))
    version = statistics.median(ran([binary, "--version"]) for _ in range(RUNS))
    count = statistics.median(ran([binary, "count", TEXT]) for _ in range(RUNS))
    print(f"python -c pass {bare:.0f} ms")
    print(f"breachplay --version    {version / bare:5.2f} times   (at most 5)")
    print(f"breachplay count        {count / bare:5.2f} times   (at most 8)")


if __name__ == "__main__":
    main()
