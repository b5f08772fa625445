"""The power goes out in the middle of appends: what was acknowledged is there afterwards."""

import itertools
import random
from dataclasses import dataclass
from pathlib import Path

import apsw
import pytest

from breachplay.record import files, table
from breachplay.record.chain import Link
from breachplay.record.decide import open_run
from breachplay.record.events import NewEvent
from breachplay.record.store import StoreFault, open_file
from tests.record.helpers import RUN, chain_of, open_command
from tests.record.power_cut import Disk

CUTS = 300
_names = itertools.count()


@dataclass(frozen=True)
class Found:
    """What was found after one power cut."""

    acknowledged: int
    there: int
    whole: bool


def cut_once(seed: int, folder: Path, weaken: str = "") -> Found:
    """Append events with the store's own statements, cut the power, and look what is there."""
    chance = random.Random(seed)
    commands = [open_run(open_command())] + [
        (NewEvent("note_added", {"text": "x" * chance.choice((5, 200, 3000, 9000))}),)
        for _ in range(chance.randint(1, 25))
    ]
    links = chain_of(*commands)
    groups = [
        [link for link in links if _begun_by(link) == f"c{number}"]
        for number in range(1, len(commands) + 1)
    ]
    cut_at = None if chance.random() < 0.4 else chance.randint(1, 14 * len(commands))

    acknowledged = 0
    image: dict[str, bytes] | None = None
    held = 0
    step = 0

    def before_step() -> None:
        nonlocal step, image, held
        step += 1
        if step == cut_at:
            image, held = disk.after_cut(chance), acknowledged

    path = folder / "before" / f"{RUN}{files.SUFFIX}"
    files.make_folder(path.parent)
    files.create(path)
    disk = Disk(f"cut-{next(_names)}", before_step)
    disk.add(path)
    database = apsw.Connection(str(path), vfs=disk.name, flags=apsw.SQLITE_OPEN_READWRITE)
    assert table.settle(database, writing=True) == ""
    if weaken:
        database.execute(f"PRAGMA synchronous = {weaken}")
    for number, group in enumerate(groups):
        database.execute(table.BEGIN)
        if number == 0:
            table.make(database)
        table.insert(database, group)
        database.execute("COMMIT")
        acknowledged += len(group)
    if image is None:
        image, held = disk.after_cut(chance), acknowledged
    database.close()
    return _found(image, held, links, folder / "after")


def _begun_by(link: Link) -> str:
    return link.event.command.partition(".")[0]


def _found(image: dict[str, bytes], held: int, links: tuple[Link, ...], folder: Path) -> Found:
    folder.mkdir(mode=0o700)
    for name, content in image.items():
        (folder / name).write_bytes(content)
    try:
        with open_file(folder / f"{RUN}{files.SUFFIX}") as file:
            events = tuple(link.event for link in links)
            there = tuple(file.events)
            whole = file.damage is None and not file.read_only and there == events[: len(there)]
            return Found(held, len(there), whole)
    except StoreFault:
        return Found(held, 0, whole=held == 0)


def cuts(folder: Path, number: int, weaken: str = "") -> tuple[int, int]:
    """Give in how many cuts something acknowledged was lost, and in how many not all was whole."""
    lost = broken = 0
    for seed in range(number):
        found = cut_once(seed, folder / str(seed), weaken)
        lost += found.there < found.acknowledged
        broken += not found.whole
    return lost, broken


def test_no_power_cut_loses_what_was_acknowledged(tmp_path: Path) -> None:
    assert cuts(tmp_path, CUTS) == (0, 0)


@pytest.mark.parametrize("weaker", ["FULL", "OFF"])
def test_weaker_settings_do_lose_it(weaker: str, tmp_path: Path) -> None:
    """Were the store's settings these, the simulation would say so."""
    lost, broken = cuts(tmp_path, 60, weaker)
    assert lost > 0
    if weaker == "OFF":
        assert broken > 0
