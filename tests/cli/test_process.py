"""The installed command in a process of its own: pipes, closed streams, odd encodings."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAM = [sys.executable, "-m", "breachplay"]


def called(
    *arguments: str, given: bytes = b"", env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*PROGRAM, *arguments],
        cwd=ROOT,
        input=given,
        capture_output=True,
        env={**os.environ, **(env or {})},
        timeout=60,
        check=False,
    )


def shell(command: str, **env: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        ["bash", "-c", command],
        cwd=ROOT,
        capture_output=True,
        env={**os.environ, "B": " ".join(PROGRAM), **env},
        timeout=60,
        check=False,
    )


def test_status_and_streams() -> None:
    done = called("count", "hi", "--on", "x")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == "X  2 / 280  278 left  ✓ fits\n"
    done = called("lint", "--json", given=b"Your data is safe.\n")
    assert (done.returncode, done.stderr) == (1, b"")
    done = called("lanch")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == b'breachplay: there is no command "lanch"; did you mean "launch"?\n'


@pytest.mark.parametrize(
    "command",
    [
        "$B schema | head -c 1",
        "$B --help | true",
        'yes \'{"text": "x"}\' | head -5000 | $B count --jsonl | head -1',
        "$B export -o - 2>&1 >/dev/full | cat; true",
    ],
)
def test_a_reader_that_goes_away_is_no_traceback(command: str, tmp_path: Path) -> None:
    done = shell(command, BREACHPLAY_STORE=str(tmp_path / "store"))
    assert b"Traceback" not in done.stderr + done.stdout
    assert b"Exception ignored" not in done.stderr + done.stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_behind_standard_output() -> None:
    done = shell("$B schema > /dev/full")
    assert done.returncode == 1
    assert done.stderr == b"breachplay: no space left on device\n"


def test_closed_streams() -> None:
    for closing in (">&-", "2>&-", "<&-", "<&- >&- 2>&-"):
        done = shell(f"$B count hi {closing}")
        assert done.returncode in {0, 1, 2}
        assert b"Traceback" not in done.stderr
    assert b"no standard input" in shell("$B count <&-").stderr


def test_letters_that_the_terminal_cannot_show() -> None:
    env = {"PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONUTF8": "0"}
    done = called("lint", "Your data is safe \u2019\u202e", env=env)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert done.stdout.isascii()


def test_bytes_that_are_no_text_as_an_argument() -> None:
    done = subprocess.run(
        [*PROGRAM, "count", "--json", b"a\xffb"], cwd=ROOT, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b'"length": 4' in done.stdout


def test_interrupted(tmp_path: Path) -> None:
    import signal

    child = subprocess.Popen(
        [*PROGRAM, "count", "--jsonl"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # Whoever runs the tests in the background hands an ignored SIGINT down.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.write(b'{"text": "x"}\n')
    child.stdin.flush()
    assert child.stdout.readline().startswith(b'{"network"')
    child.send_signal(signal.SIGINT)
    _, error = child.communicate(timeout=60)
    assert (child.returncode, error) == (2, b"\nbreachplay: stopped\n")


def test_counting_loads_neither_screens_nor_store() -> None:
    script = (
        "import sys; from breachplay.cli import run; run(['count', 'hi']);"
        "print([n for n in ('textual', 'rich', 'msgspec', 'sqlite3', 'jsonschema', 're2')"
        " if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=True)
    assert done.stdout.splitlines()[-1] == b"[]"
