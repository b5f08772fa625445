"""A process that records is killed at random moments: what it had acknowledged is there."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from breachplay.record.store import Store, open_file

ROOT = Path(__file__).parents[2]
KILLS = 50

RECORDER = """
import sys
from pathlib import Path
from breachplay.record.commands import AddNote
from breachplay.record.session import Session, SystemClock
from breachplay.record.store import Store
from tests.record.helpers import COMMUNICATOR
session = Session.open(Store(Path(sys.argv[1])), sys.argv[2], COMMUNICATOR, SystemClock())
while True:
    for event in session.submit(AddNote("x" * (session.state.seq % 7) * 900 + "note")):
        sys.stdout.write(f"{event.seq} {event.hash}\\n")
        sys.stdout.flush()
"""


def test_every_acknowledged_event_is_there_after_each_kill(tmp_path: Path) -> None:
    from tests.record.helpers import session_in

    folder = tmp_path / "store"
    with session_in(folder) as session:
        run = session.state.run
    chance = random.Random(11)
    acknowledged: dict[int, str] = {}
    path = folder / f"{run}.breachplay"
    for _ in range(KILLS):
        child = subprocess.Popen(
            [sys.executable, "-c", RECORDER, str(folder), run],
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        assert child.stdout is not None
        lines = [child.stdout.readline()]
        time.sleep(chance.random() * 0.1)
        os.kill(child.pid, signal.SIGKILL)
        lines += child.stdout.read().splitlines(keepends=True)
        child.stdout.close()
        child.wait()
        for line in lines:
            if line.endswith("\n"):
                seq, own = line.split()
                acknowledged[int(seq)] = own
        with open_file(path) as file:
            assert file.damage is None
            assert not file.read_only
            there = {event.seq: event.hash for event in file.events}
            assert there.items() >= acknowledged.items()
    assert len(acknowledged) >= KILLS
    assert [info.fault for info in Store(folder).runs()] == [""]
    with open_file(path) as file:
        assert file.unsound() == ""
