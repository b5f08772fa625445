"""The program in a process of its own, with little memory and little time."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from breachplay.plain import control_in

ROOT = Path(__file__).parents[2]
MEMORY = 1024 * 1024
"""KiB of address space; libraries alone map a third of it."""
PATIENCE = 60
"""Seconds until something counts as hanging."""


@dataclass(frozen=True)
class Answer:
    """What the program said."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """Everything that was said, line by line."""
        return [*self.out.replace("\r\n", "\n").split("\n"), *self.err.split("\n")]


def limited(
    *arguments: str,
    folder: Path,
    given: bytes = b"",
    file_blocks: int | None = None,
    umask: str = "022",
    **env: str,
) -> Answer:
    """Call the program, and hold what it says against what every answer must be.

    Args:
        arguments: of the command line.
        folder: its home, store and working folder.
        given: its standard input.
        file_blocks: the longest file that it may write, in KiB.
        umask: what it takes from the modes of files.
        env: more of the environment.
    """
    limits = f"umask {umask}; ulimit -v {MEMORY}; ulimit -t {PATIENCE}"
    if file_blocks is not None:
        limits += f"; ulimit -f {file_blocks}"
    surroundings = {
        key: value for key, value in os.environ.items() if not key.startswith("BREACHPLAY_")
    }
    surroundings |= {
        "HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
        "BREACHPLAY_STORE": str(folder / "store"),
        "PYTHONPATH": str(ROOT),
        **env,
    }
    done = subprocess.run(
        ["bash", "-c", f'{limits}; exec "$@"', "-", sys.executable, "-m", "breachplay", *arguments],
        cwd=folder,
        env=surroundings,
        input=given,
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    answer = Answer(done.returncode, done.stdout.decode(), done.stderr.decode())
    assert answer.status in {0, 1, 2}, answer
    for line in answer.lines:  # a tab alone is harmless: TOML and CSV keep it
        assert control_in(line.replace("\t", " ")) is None, ascii(line)
        assert "Traceback" not in line
        assert "fault of the program" not in line, line
    assert all(line.startswith("breachplay: ") for line in answer.err.splitlines())
    return answer
