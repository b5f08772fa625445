"""How long an append takes beside a plain write and fsync, and how long a long run takes to open.

    python -m tests.bench.bench_store [FOLDER]

FOLDER is on the disk to measure; without it, a folder beside this checkout. Nothing asserts a time.
"""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from breachplay.record.chain import first_break
from breachplay.record.commands import AddNote
from breachplay.record.events import NewEvent
from breachplay.record.fold import fold
from breachplay.record.session import Session, SystemClock
from breachplay.record.store import Store, open_file
from tests.record.helpers import COMMUNICATOR, chain_of, open_command

APPENDS = 200
EVENTS = 10_000


def median_ms(action: Callable[[], object], times: int = APPENDS) -> tuple[float, float]:
    """Give the median and the 95th percentile, in milliseconds."""
    spans = []
    for _ in range(times):
        begun = time.perf_counter()
        action()
        spans.append((time.perf_counter() - begun) * 1000)
    return statistics.median(spans), sorted(spans)[int(times * 0.95)]


def appends(folder: Path) -> None:
    """Compare one append with a plain write and fsync of as many bytes, taken in turns."""
    session = Session.begin(Store(folder / "runs"), open_command(), COMMUNICATOR, SystemClock())
    text = "x" * 250
    session.submit(AddNote(text))
    line = b"x" * 600 + b"\n"
    with (folder / "plain.log").open("ab", buffering=0) as plain:

        def write_and_sync() -> None:
            plain.write(line)
            os.fsync(plain.fileno())

        blocks = 10
        pairs = [
            (
                median_ms(write_and_sync, APPENDS // blocks),
                median_ms(lambda: session.submit(AddNote(text)), APPENDS // blocks),
            )
            for _ in range(blocks)
        ]
    plain_ms = statistics.median(pair[0][0] for pair in pairs)
    append_ms = statistics.median(pair[1][0] for pair in pairs)
    print(f"write and fsync   {plain_ms:8.3f} ms")
    print(f"submit, durable   {append_ms:8.3f} ms   {append_ms / plain_ms:5.1f} times")
    print(f"follow, nothing   {median_ms(session.follow)[0]:8.3f} ms")
    session.close()


def long_run(folder: Path) -> None:
    """Open, fold and check a run of many events."""
    notes = [(NewEvent("note_added", {"text": "x" * 200}),) for _ in range(EVENTS - 1)]
    opening = [(NewEvent("run_opened", _opening()),)]
    links = chain_of(*opening, *notes)
    store = Store(folder / "long")
    store.create(links).close()
    path = next((folder / "long").iterdir())
    events = [link.event for link in links]
    print(f"{EVENTS:,} events, {path.stat().st_size / 2**20:.1f} MiB")
    reading, _ = median_ms(lambda: open_file(path, read_only=True).close(), 5)
    writing, _ = median_ms(lambda: open_file(path).close(), 5)
    print(f"open to read      {reading:8.1f} ms")
    print(f"open to write     {writing:8.1f} ms")
    print(f"fold              {median_ms(lambda: fold(events), 5)[0]:8.1f} ms")
    print(f"verify the chain  {median_ms(lambda: first_break(events), 5)[0]:8.1f} ms")
    print(f"list the store    {median_ms(store.runs, 20)[0]:8.2f} ms")


def _opening() -> dict[str, object]:
    command = open_command()
    return {
        "mode": command.mode,
        "title": command.title,
        "playbook": command.playbook,
        "profile": command.profile,
        "packs": [],
        "sample_profile": False,
    }


def main() -> None:
    """Measure on the disk that is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parents[2])
    with tempfile.TemporaryDirectory(dir=parser.parse_args().folder) as folder:
        appends(Path(folder))
        long_run(Path(folder))


if __name__ == "__main__":
    main()
