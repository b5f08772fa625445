"""Run files that were damaged, protected, replaced or cut: named, readable as far as they hold."""

import contextlib
import os
import random
import sqlite3
import stat
import struct
import zipfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from breachplay.record.chain import Place, chained, head
from breachplay.record.commands import AddNote, CloseRun
from breachplay.record.events import NewEvent
from breachplay.record.store import Store
from tests.hostile.limits import limited
from tests.record.helpers import COMMUNICATOR, FrozenClock, session_in
from tests.terminal import Terminal


def begun(folder: Path, notes: int = 30, *, closed: bool = False) -> Path:
    """Record a run in the folder's store, and give its file."""
    with session_in(folder / "store", notes=notes) as session:
        if closed:
            session.submit(CloseRun("All told", leaving_open=True))
        return folder / "store" / f"{session.state.run}.breachplay"


def modes(folder: Path) -> set[int]:
    return {stat.S_IMODE(path.stat().st_mode) for path in folder.rglob("*") if path.is_file()}


def test_files_are_private_whatever_the_umask(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        begun(tmp_path)
    finally:
        os.umask(old)
    assert limited("note", "x", folder=tmp_path, umask="000").status == 0
    assert limited("export", folder=tmp_path, umask="000").status == 0
    assert limited("new", "x", folder=tmp_path, umask="000").status == 0
    assert modes(tmp_path) == {0o600}
    assert stat.S_IMODE((tmp_path / "store").stat().st_mode) == 0o700


@pytest.fixture(params=["file", "folder"])
def protected(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[tuple[Path, Path]]:
    """Give a folder with a finished run that is read-only, and the run's file."""
    path = begun(tmp_path, closed=True)
    path.chmod(0o400)
    if request.param == "folder":
        path.parent.chmod(0o500)
    yield tmp_path, path
    path.parent.chmod(0o700)


def test_a_read_only_store_is_read(protected: tuple[Path, Path]) -> None:
    folder, path = protected
    before = path.read_bytes()
    assert "finished" in limited("runs", folder=folder).out
    assert limited("status", folder=folder).status == 0
    for form in ("md", "json"):
        assert limited("export", "--as", form, folder=folder).status == 0
    assert limited("verify", path.stem, folder=folder).status == 0
    refused = limited("note", "x", "--run", path.stem, folder=folder)
    assert (refused.status, refused.out) == (1, "")
    assert len(refused.err.splitlines()) == 1
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_a_finished_run_in_a_read_only_store_opens(protected: tuple[Path, Path]) -> None:
    folder, path = protected
    env = {"BREACHPLAY_STORE": str(path.parent), "HOME": str(folder)}
    with Terminal(["resume", path.stem], env=env) as terminal:
        terminal.until("FINISHED")
        terminal.press("space")
        terminal.settle()
        terminal.press("t")
        terminal.until("note 29")
        terminal.press("ctrl+q")
        terminal.settle()
        terminal.press("escape", "ctrl+q")
        assert terminal.wait() == 0


def test_an_open_run_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    path = begun(tmp_path)
    path.chmod(0o400)
    env = {"BREACHPLAY_STORE": str(path.parent), "HOME": str(tmp_path)}
    with Terminal(["resume"], env=env) as terminal:
        terminal.until("READ ONLY")
        terminal.press("space")
        terminal.until("read-only")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
    assert limited("verify", path.stem, folder=tmp_path).status == 0


def _overwrite(content: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(content))
    length = min(chance.randint(1, 4096), len(content) - start)
    content[start : start + length] = chance.randbytes(length)


DAMAGES: dict[str, Callable[[bytearray, random.Random], None]] = {
    "overwritten": _overwrite,
    "cut": lambda content, chance: content.__delitem__(
        slice(chance.randrange(1, len(content)), None)
    ),
    "zeroed": lambda content, chance: content.__setitem__(slice(4096, 8192), bytes(4096)),
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("seed", range(4))
def test_a_damaged_file_is_named_and_never_mended(tmp_path: Path, damage: str, seed: int) -> None:
    path = begun(tmp_path, notes=60)
    whole = path.read_bytes()
    content = bytearray(whole)
    DAMAGES[damage](content, random.Random(f"{damage} {seed}"))
    path.write_bytes(content)
    verdict = limited("verify", path.stem, folder=tmp_path)
    assert verdict.status == (content != whole)
    for command in (("status",), ("export", "--as", "json")):
        answer = limited(*command, path.stem, folder=tmp_path)
        assert answer.status == 1 or verdict.out.startswith("ALTERED: ")
        assert len(answer.err.splitlines()) <= 1
    refused = limited("note", "x", "--run", path.stem, folder=tmp_path)
    assert refused.status == 1, "nothing is added to a record that does not hold"
    assert limited("runs", folder=tmp_path).status == 0
    assert path.read_bytes() == content


def _another_database(path: Path, journal: str) -> None:
    with contextlib.closing(sqlite3.connect(path)) as database:
        database.execute(f"PRAGMA journal_mode={journal}")
        database.execute("CREATE TABLE event (a)")
        database.commit()


def _a_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("x", "y")


NO_RUNS: dict[str, Callable[[Path], object]] = {
    "png": lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(5000)),
    "empty": lambda path: path.write_bytes(b""),
    "zip": _a_zip,
    "wal": lambda path: _another_database(path, "WAL"),
    "database": lambda path: _another_database(path, "DELETE"),
    "text": lambda path: path.write_text("SQLite format 3"),
    "folder": lambda path: path.mkdir(),
    "pipe": os.mkfifo,
    "link": lambda path: path.symlink_to("/etc/passwd"),
    "lost-link": lambda path: path.symlink_to("nowhere"),
    "device": lambda path: path.symlink_to("/dev/zero"),
}


@pytest.mark.parametrize("kind", NO_RUNS)
def test_what_is_no_run_is_called_so(tmp_path: Path, kind: str) -> None:
    good = begun(tmp_path, notes=0)
    path = tmp_path / "store" / "odd.breachplay"
    NO_RUNS[kind](path)
    for arguments in (
        ("status", "odd"),
        ("export", "odd"),
        ("verify", "odd"),
        ("note", "x", "--run", "odd"),
    ):
        answer = limited(*arguments, folder=tmp_path)
        assert (answer.status, answer.out) == (1, ""), arguments
        assert len(answer.err.splitlines()) == 1
        assert "odd" in answer.err
    listed = limited("runs", folder=tmp_path)
    assert listed.status == 0
    assert good.stem in listed.out
    assert any(line.startswith("odd  cannot be read: ") for line in listed.out.splitlines())
    assert limited("status", folder=tmp_path).status == 0, "the good run is still found"


def test_a_store_from_a_newer_version(tmp_path: Path) -> None:
    path = begun(tmp_path)
    with path.open("r+b") as file:
        file.seek(60)
        file.write(struct.pack(">i", 99))
    before = path.read_bytes()
    for arguments in (("status", path.stem), ("note", "x", "--run", path.stem)):
        answer = limited(*arguments, folder=tmp_path)
        assert answer.status == 1
        assert "newer breachplay" in answer.err
        assert "update breachplay" in answer.err
    assert "newer breachplay" in limited("runs", folder=tmp_path).out
    assert limited("verify", path.stem, folder=tmp_path).status == 1
    assert path.read_bytes() == before
    env = {"BREACHPLAY_STORE": str(path.parent), "HOME": str(tmp_path)}
    with Terminal(["resume", path.stem], env=env) as terminal:
        assert terminal.wait() == 1
        assert "newer breachplay" in terminal.text.replace("\n", "")


def test_a_broken_chain_opens_for_reading_on_the_screen(tmp_path: Path) -> None:
    path = begun(tmp_path)
    content = path.read_bytes()
    path.write_bytes(content.replace(b"note 20", b"note 99"))
    env = {"BREACHPLAY_STORE": str(path.parent), "HOME": str(tmp_path)}
    with Terminal(["resume", path.stem], env=env) as terminal:
        terminal.until("DAMAGED from event 24 on")
        terminal.until("seq 23, ")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0


def test_a_record_cut_or_rewritten_is_found_by_a_head_noted_elsewhere(tmp_path: Path) -> None:
    path = begun(tmp_path)
    with Store(path.parent).open(path.stem) as file:
        events = list(file.events)
    noted = head(events[-1].seq, events[-1].hash)
    assert limited("verify", path.stem, "--expect", noted, folder=tmp_path).status == 0
    path.unlink()
    links = chained(
        Place(path.stem),
        [NewEvent(event.kind, event.body, event.happened_at) for event in events[:-3]],
        command="again",
        at="2026-11-24T02:10:00.000Z",
        actor=COMMUNICATOR,
    )
    Store(path.parent).create(links).close()
    assert limited("verify", path.stem, folder=tmp_path).status == 0, "the chain itself holds"
    found = limited("verify", path.stem, "--expect", noted, folder=tmp_path)
    assert found.status == 1
    assert f"seq {len(events)}" in found.out


def test_a_clock_set_back_is_told_and_keeps_the_order(tmp_path: Path) -> None:
    clock = FrozenClock()
    with session_in(tmp_path / "store", clock) as session:
        session.submit(AddNote("before"))
        clock.at -= timedelta(hours=2)
        session.submit(AddNote("after"))
        run = session.state.run
    verdict = limited("verify", run, folder=tmp_path)
    assert verdict.status == 0
    assert "clock" in verdict.out
    report = limited("export", run, "-o", "-", folder=tmp_path).out
    assert report.index("before") < report.index("after")


@pytest.mark.parametrize("kind", ["link", "file"])
def test_an_odd_store_is_refused(tmp_path: Path, kind: str) -> None:
    begun(tmp_path)
    odd = tmp_path / "odd"
    if kind == "link":
        odd.symlink_to(tmp_path / "store")
    else:
        odd.write_text("x")
    for arguments in (("runs",), ("status",), ("note", "x"), ("export",)):
        answer = limited(*arguments, "--store", str(odd), folder=tmp_path)
        assert (answer.status, answer.out) == (1, "")
        assert len(answer.err.splitlines()) == 1
