"""Fixtures of the screens' tests."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from functools import partial
from pathlib import Path

import pytest

from tests.tui.harness import AtTheScreen, walking

Walking = Callable[..., AbstractAsyncContextManager[AtTheScreen]]


@pytest.fixture(autouse=True)
def _own_surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of this machine is seen: its profile, its store, its terminal, its browser."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("TERM", "xterm-256color")
    for name in (
        "SSH_CONNECTION",
        "SSH_TTY",
        "WAYLAND_DISPLAY",
        "NO_COLOR",
        "BREACHPLAY_STORE",
        "BREACHPLAY_PROFILE",
        "BREACHPLAY_USER",
    ):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def store_folder(tmp_path: Path) -> Path:
    """The folder of the store."""
    return tmp_path / "runs"


@pytest.fixture
def walk(store_folder: Path) -> Walking:
    """Walk through a run: `async with walk() as person`."""
    return partial(walking, store_folder)
