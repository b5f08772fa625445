"""The disk is full: what was recorded stays, what was not is said, and it goes on afterwards."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from breachplay.record.store import Store
from tests.hostile.limits import limited
from tests.record.helpers import session_in
from tests.terminal import Terminal


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Give the root of a disk of half a megabyte."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", disk],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("no right to mount a disk here")
    yield disk
    subprocess.run(["umount", "-l", disk], check=False, capture_output=True)


def fill(disk: Path) -> Path:
    """Leave no room on the disk."""
    path = disk / "filler"
    with path.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            pass
    return path


def test_a_note_on_a_file_that_may_not_grow(tmp_path: Path) -> None:
    with session_in(tmp_path / "store", notes=3) as session:
        run = session.state.run
        path = tmp_path / "store" / f"{run}.breachplay"
    whole = path.stat().st_size // 1024
    answer = limited("note", "x" * 50_000, folder=tmp_path, file_blocks=whole + 4)
    assert (answer.status, answer.out) == (1, "")
    assert answer.err.startswith("breachplay: not noted: ")
    assert "nothing recorded is lost" in answer.err
    assert len(answer.err.splitlines()) == 1
    assert limited("verify", run, folder=tmp_path).out.startswith("Unaltered: 6 events")
    assert limited("note", "x" * 50_000, folder=tmp_path).status == 0
    assert limited("verify", run, folder=tmp_path).out.startswith("Unaltered: 7 events")


def test_a_note_on_a_full_disk(tmp_path: Path, small_disk: Path) -> None:
    with session_in(small_disk / "store", notes=3) as session:
        run = session.state.run
    filler = fill(small_disk)
    store = str(small_disk / "store")
    answer = limited("note", "x" * 50_000, folder=tmp_path, BREACHPLAY_STORE=store)
    assert (answer.status, answer.out) == (1, "")
    assert "the disk is full: free some space; nothing recorded is lost" in answer.err
    for command in (("runs",), ("status",), ("export",), ("verify", run)):
        assert limited(*command, folder=tmp_path, BREACHPLAY_STORE=store).status == 0
    refused = limited(
        "export",
        "--as",
        "json",
        "-o",
        str(small_disk / "x.json"),
        folder=tmp_path,
        BREACHPLAY_STORE=store,
    )
    assert refused.status == 1
    assert "no space left" in refused.err
    assert not (small_disk / "x.json").exists()
    filler.unlink()
    assert limited("note", "x", folder=tmp_path, BREACHPLAY_STORE=store).status == 0
    assert [one.fault for one in Store(small_disk / "store").runs()] == [""]


def test_a_new_run_on_a_full_disk(tmp_path: Path, small_disk: Path) -> None:
    fill(small_disk)
    env = {"BREACHPLAY_STORE": str(small_disk / "store"), "HOME": str(tmp_path)}
    with Terminal(["launch"], env=env) as terminal:
        assert terminal.wait() == 1
        shown = terminal.text.replace("\n", "")
        assert "full" in shown or "no space" in shown
        assert "Traceback" not in shown
    assert list((small_disk / "store").glob("*")) == []


def test_the_app_says_so_and_goes_on_when_there_is_room(tmp_path: Path, small_disk: Path) -> None:
    store = small_disk / "store"
    session_in(store).close()
    env = {"BREACHPLAY_STORE": str(store), "HOME": str(tmp_path)}
    with Terminal(["resume"], env=env) as terminal:
        terminal.until(lambda: bool(terminal.head))
        filler = fill(small_disk)
        # Room inside the file is used up first: write until it has to grow.
        terminal.press("e")
        terminal.until("leave the editor")
        words = 0
        while "NOT SAVED" not in terminal.text:
            words += 1
            assert words < 200
            terminal.press(f"word{words:04} " * 8)
            terminal.until(f"word{words:04}")
            terminal.until(lambda: "saving" not in terminal.text or "NOT SAVED" in terminal.text)
        terminal.until("the disk is full")
        before = len(_texts(store))
        filler.unlink()
        terminal.until(lambda: "NOT SAVED" not in terminal.text)
        terminal.until(lambda: "saving" not in terminal.text)
        terminal.press("escape")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
    texts = _texts(store)
    assert len(texts) > before
    assert texts[-1].split() == [f"word{n:04}" for n in range(1, words + 1) for _ in range(8)]


def _texts(store: Path) -> list[str]:
    (info,) = Store(store).runs()
    with Store(store).open(info.run, read_only=True) as file:
        assert file.damage is None
        return [str(e.body["text"]) for e in file.events if e.kind == "draft_saved"]
