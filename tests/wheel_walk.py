"""Walk with an installed breachplay: launch, a few keys, leave, and read what is on the record.

    python wheel_walk.py path/to/breachplay

Run by `.ci/run` with the wheel in an empty environment, so it needs the standard library alone.
Exit status 0 when all went well; else 1, with a plain reason.
"""

import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

PATIENCE = 60.0
PLAYBOOKS = (
    "account-takeover",
    "customer-data-breach",
    "exposed-data",
    "ransomware",
    "vendor-breach",
)


class WentWrong(Exception):
    """Something is off; the text says what."""


class Walk:
    """One installed program, and a folder of its own to work in."""

    def __init__(self, program: Path, folder: Path) -> None:
        self.program = program
        self.folder = folder
        self.env = {
            "BREACHPLAY_STORE": str(folder / "store"),
            "HOME": str(folder),
            "LANG": "C.UTF-8",
            "PATH": os.environ.get("PATH", ""),
            "TERM": "xterm-256color",
        }

    def call(self, *arguments: str, status: int = 0) -> str:
        """Run a command without a terminal; give what it printed."""
        done = subprocess.run(
            [self.program, *arguments],
            cwd=self.folder,
            env=self.env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        if done.returncode != status or "Traceback" in done.stderr:
            raise WentWrong(
                f"breachplay {' '.join(arguments)} ended with {done.returncode}, not {status}: "
                f"{done.stderr.strip()!a}"
            )
        return done.stdout

    def launch(self, playbook: str) -> None:
        """Start a run in a terminal, check an item, type a little, leave."""
        child, master = pty.fork()
        if child == 0:
            os.chdir(self.folder)
            os.execve(self.program, [str(self.program), "launch", playbook], self.env)
        shown = Shown(master)
        try:
            shown.until(lambda text: "Checklist" in text and "T+0" in text)
            os.write(master, b" ")
            shown.until(lambda text: "[x]" in text)
            os.write(master, b"e")
            shown.until(lambda text: "leave the editor" in text)
            os.write(master, b"We are looking into it.")
            shown.until(lambda text: "23/280" in text.replace(" ", ""))
            os.write(master, b"\x11")
            status = shown.end(child)
        finally:
            os.close(master)
        if status:
            raise WentWrong(f"launch {playbook} ended with {status}")


class Shown:
    """What a terminal was sent, without its escape sequences."""

    def __init__(self, master: int) -> None:
        self._master = master
        self._raw = b""

    def text(self) -> str:
        """Give everything that was ever shown, in the order it was drawn."""
        sent = self._raw.decode("utf-8", errors="replace")
        return re.sub("\x1b\\[[0-?]*[ -/]*[@-~]|\x1b\\][^\x07\x1b]*(\x07|\x1b\\\\)", "", sent)

    def read(self) -> bool:
        """Take what has come; False when the terminal was closed."""
        if not select.select([self._master], [], [], 0.05)[0]:
            return True
        try:
            data = os.read(self._master, 65536)
        except OSError:
            return False
        self._raw += data
        return bool(data)

    def until(self, reached: Callable[[str], bool]) -> None:
        """Read until something was shown."""
        end = time.monotonic() + PATIENCE
        while not reached(self.text()):
            if not self.read() or time.monotonic() > end:
                raise WentWrong(f"never shown; the last of it: {self.text()[-600:]!a}")

    def end(self, child: int) -> int:
        """Read until the program has ended, and give its exit status."""
        end = time.monotonic() + PATIENCE
        while True:
            self.read()
            pid, status = os.waitpid(child, os.WNOHANG)
            if pid:
                return os.waitstatus_to_exitcode(status)
            if time.monotonic() > end:
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
                raise WentWrong("it did not end when it was left")


def need(good: bool, otherwise: str) -> None:
    """Stop where something is not as it must be."""
    if not good:
        raise WentWrong(otherwise)


def walk(program: Path, folder: Path) -> None:
    """Go from a shipped playbook to a verified export."""
    trial = Walk(program, folder)
    need(trial.call("--version").startswith("breachplay "), "--version names no version")
    refused = trial.call("launch", "no-such-playbook", status=1)
    need(not refused, "a refusal was printed to standard output")
    for playbook in PLAYBOOKS:
        written = folder / f"{playbook}.json"
        trial.launch(playbook)
        runs = json.loads(trial.call("runs", "--json"))
        need(playbook in runs[0]["run"], f"runs does not begin with the run of {playbook}")
        standing = json.loads(trial.call("status", runs[0]["run"], "--json"))
        need(standing["phases"][0]["settled"] == 1, "the checked item is not on the record")
        need(standing["drafts"] == 1, "the draft is not on the record")
        need(runs[0]["head"] == standing["head"], "runs and status give different heads")
        trial.call("note", "A note from another terminal.")
        trial.call("export", runs[0]["run"], "--as", "json", "-o", str(written))
        for checked in (runs[0]["run"], str(written)):
            trial.call("verify", checked)
            trial.call("verify", checked, "--expect", standing["head"])
        need((written.stat().st_mode & 0o777) == 0o600, "others may read the export")
    report = trial.call("export", "-o", "-")
    need("A note from another terminal." in report, "the note is not in the report")
    need("pack" in trial.call("schema", "pack"), "there is no schema")
    linted = json.loads(trial.call("lint", "--json", "Your data is safe.", status=1))
    need(bool(linted["caveats"]), "the shipped rules found nothing")
    trial.call("new", "playbook", "my-own")
    trial.call("check", "my-own.toml")
    trial.call("new", "script", "my-script")
    played = trial.call("rehearse", "--script", "my-script.toml")
    need("Head: seq" in played, "the shipped scenario was not played to its end")
    need("EXERCISE" in trial.call("review", "-o", "-"), "the review does not say EXERCISE")


def main() -> int:
    """Walk, and say how it went."""
    if len(sys.argv) != 2:
        print("usage: python wheel_walk.py path/to/breachplay", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        try:
            walk(Path(sys.argv[1]).absolute(), Path(folder))
        except WentWrong as reason:
            print(f"wheel walk: {reason}", file=sys.stderr)
            return 1
    print("wheel walk: all well")
    return 0


if __name__ == "__main__":
    sys.exit(main())
