"""A home of its own for each test, and the command line called as a person calls it."""

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import pytest

from breachplay.cli import run as run_command
from breachplay.record.session import Session
from tests.record.helpers import small_profile


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document that was printed, and nothing else."""
        assert self.out.endswith("\n")
        assert self.out.count("\n") == 1
        return json.loads(self.out)

    @property
    def error(self) -> str:
        """The one line of standard error."""
        lines = self.err.splitlines()
        assert len(lines) == 1, lines
        assert lines[0].startswith("breachplay: ")
        assert "fault of the program" not in lines[0]
        return lines[0].removeprefix("breachplay: ")


class Breachplay(Protocol):
    """Calls the command line in this process."""

    def __call__(self, *arguments: str, given: str | bytes | None = None) -> Said: ...


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an empty folder that is home, configuration, data and working folder."""
    for name in ("BREACHPLAY_STORE", "BREACHPLAY_PROFILE", "BREACHPLAY_USER"):
        monkeypatch.delenv(name, raising=False)
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def breachplay(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Breachplay:
    def call(*arguments: str, given: str | bytes | None = None) -> Said:
        content = given.encode() if isinstance(given, str) else given or b""
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content), encoding="utf-8"))
        capsys.readouterr()
        status = run_command(list(arguments))
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        assert "fault of the program" not in said.err
        return Said(status, said.out, said.err)

    return call


@pytest.fixture
def store(home: Path) -> Path:
    """Give the folder of the store."""
    return home / "breachplay" / "runs"


@pytest.fixture
def begin(store: Path) -> Callable[..., Session]:
    """Begin runs of the small playbook in the store."""
    from tests.record.helpers import FrozenClock, session_in

    def begun(**options: Any) -> Session:
        options.setdefault("clock", FrozenClock())
        return session_in(store, **options)

    return begun


@pytest.fixture
def profile(home: Path) -> Path:
    """Write a profile that is found by its name alone."""
    from breachplay.playbook.new import profile_text

    path = home / "acme.toml"
    path.write_text(profile_text(small_profile()))
    return path
