"""A run in use: commands recorded once, others followed, trouble survived."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from breachplay.record import events as kinds
from breachplay.record.chain import clock_went_back, first_break
from breachplay.record.commands import (
    AddNote,
    CheckItem,
    CloseRun,
    EnterPhase,
    Refused,
    SaveDraft,
    SetFact,
    SkipItem,
)
from breachplay.record.events import Actor, NewEvent
from breachplay.record.fold import fold
from breachplay.record.session import Session, SystemClock
from breachplay.record.store import Store, StoreFault, open_file
from tests.record.helpers import (
    COMMUNICATOR,
    LEGAL,
    FrozenClock,
    TickingClock,
    open_command,
    session_in,
)

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "runs"


@pytest.fixture
def session(folder: Path) -> Iterator[Session]:
    with session_in(folder, FrozenClock()) as opened:
        yield opened


def again(session: Session, actor: Actor = LEGAL) -> Session:
    """Open a second copy on the same run."""
    return Session.open(Store(session.folder), session.state.run, actor, TickingClock())


def test_a_run_begins_with_its_playbook_its_milestone_and_its_phase(session: Session) -> None:
    assert [event.kind for event in session.events] == [
        kinds.RUN_OPENED,
        kinds.MILESTONE_REACHED,
        kinds.PHASE_ENTERED,
    ]
    assert session.state.phase == "acknowledge"
    assert session.state.playbook.title == "Small breach"
    assert session.state.milestone("aware") is not None
    assert session.head.startswith("seq 3, ")
    assert session.read_only == ""
    assert first_break(session.events) is None


def test_a_command_is_on_disk_when_submit_returns(session: Session) -> None:
    (event,) = session.submit(CheckItem("acknowledge", "asked"))
    assert session.state.item("acknowledge", "asked").status == "checked"
    assert (event.at, event.actor) == ("2026-11-24T02:10:00.000Z", COMMUNICATOR)
    with open_file(session._file.path, read_only=True) as file:
        assert file.events == session.events


def test_a_refused_command_leaves_nothing(session: Session) -> None:
    with pytest.raises(Refused, match="critical"):
        session.submit(SkipItem("acknowledge", "secured", "no time"))
    assert len(session.events) == 3
    session.submit(SkipItem("acknowledge", "secured", "no time", second="Test Approver"))
    assert len(session.events) == 4


def test_a_command_that_changes_nothing_records_nothing(session: Session) -> None:
    session.submit(CheckItem("acknowledge", "asked"))
    assert session.submit(CheckItem("acknowledge", "asked")) == ()
    assert len(session.events) == 4


def test_the_same_command_twice_is_recorded_once(session: Session) -> None:
    first = session.submit(AddNote("once"), command_id="the-id")
    assert session.submit(AddNote("once"), command_id="the-id") == first
    with again(session) as other:
        assert other.submit(AddNote("once"), command_id="the-id") == first
    assert session.state.notes == 1


def test_the_same_command_of_several_events_gives_them_all(session: Session) -> None:
    leave = EnterPhase("explain", leaving_open=True)
    first = session.submit(leave, command_id="go")
    assert [event.command for event in first] == ["go", "go.2"]
    session.submit(AddNote("between"))
    assert session.submit(leave, command_id="go") == first


@pytest.mark.parametrize("command_id", ["a.2", "", "x" * 65, "a b", "a\n", "\ud800"])
def test_what_is_no_id_of_a_command(session: Session, command_id: str) -> None:
    if command_id == "":
        session.submit(AddNote("an id is made"), command_id=command_id)
        return
    with pytest.raises(ValueError, match="id"):
        session.submit(AddNote("x"), command_id=command_id)
    assert len(session.events) == 3


def test_a_second_copy_follows_along(session: Session) -> None:
    with again(session) as other:
        assert other.follow() == ()
        mine = session.submit(SetFact("service", "sign-in", "reported", "operations"))
        assert other.follow() == mine
        fact = other.state.fact("service")
        assert fact is not None
        assert fact.value == "sign-in"
        theirs = other.submit(AddNote("seen"))
        assert theirs[0].actor == LEGAL
        assert session.follow() == theirs
        assert session.follow() == ()
        assert session.head == other.head


def test_a_command_is_decided_on_what_others_recorded(session: Session) -> None:
    with again(session) as other:
        other.submit(CloseRun("All told", leaving_open=True))
        with pytest.raises(Refused, match="finished"):
            session.submit(AddNote("too late"))
        assert session.state.closed, "what was read is kept, though the command was refused"
        assert len(session.events) == len(other.events)


def test_lone_surrogates_never_reach_the_database(session: Session) -> None:
    session.submit(AddNote("a \ud800 b"))
    session.submit(SaveDraft("d1", "\udfff"))
    assert session.events[3].body["text"] == "a \ufffd b"
    broken = Session(session._file, session.folder, Actor("\ud800", ""), FrozenClock())
    with pytest.raises(ValueError, match="surrogate"):
        broken.submit(AddNote("x"))
    session.submit(AddNote("fine"))


@pytest.mark.parametrize("body", [{"n": 1.5}, {"n": 2**53}, {"n": [float("inf")]}])
def test_a_body_that_no_record_may_hold(session: Session, body: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"type|large"):
        session._file.append(
            "x", COMMUNICATOR, FrozenClock().now, lambda: (NewEvent("note_added", body),)
        )
    assert session.follow() == ()
    session.submit(AddNote("fine"))
    assert len(session.events) == 4


def test_a_clock_set_back_changes_no_order(session: Session) -> None:
    clock = session._clock
    assert isinstance(clock, FrozenClock)
    session.submit(AddNote("before"))
    clock.advance(hours=-2)
    session.submit(AddNote("after"))
    assert [event.seq for event in session.events] == [1, 2, 3, 4, 5]
    assert clock_went_back(session.events) == (5,)
    with again(session) as other:
        assert other.events == session.events


def test_a_kind_from_the_future_is_kept_and_passed_over(session: Session) -> None:
    session._file.append(
        "x", COMMUNICATOR, FrozenClock().now, lambda: (NewEvent("star_danced", {"n": 1}),)
    )
    with again(session) as other:
        assert other.events[3].kind == "star_danced"
        assert other.state.seq == 4
        assert other.read_only == ""


def test_a_body_that_cannot_be_read_stops_the_state_not_the_record(session: Session) -> None:
    session._file.append(
        "x", COMMUNICATOR, FrozenClock().now, lambda: (NewEvent(kinds.PHASE_ENTERED, {}),)
    )
    with again(session) as other:
        assert len(other.events) == 4
        assert other.state.seq == 3
        assert "event 4" in other.read_only
        with pytest.raises(StoreFault, match="event 4"):
            other.submit(AddNote("x"))
        assert other.head == session.head


def test_a_record_that_opens_nothing(folder: Path) -> None:
    from tests.record.helpers import chain_of

    Store(folder).create(chain_of((NewEvent("note_added", {"text": "x"}),))).close()
    (info,) = Store(folder).runs()
    assert info.fault
    with pytest.raises(StoreFault, match="opening of a run"):
        Session.open(Store(folder), info.run, COMMUNICATOR, FrozenClock())


def test_a_run_that_cannot_be_opened_leaves_no_file(folder: Path) -> None:
    command = open_command()
    command.playbook["phase"][0]["item"] = "not a list"
    with pytest.raises(ValueError, match="cannot be read"):
        Session.begin(Store(folder), command, COMMUNICATOR, FrozenClock())
    assert Store(folder).runs() == ()


def test_a_full_disk_loses_nothing_and_is_survived(session: Session) -> None:
    database = session._file._database
    assert database is not None
    pages = database.execute("PRAGMA page_count").fetchone()[0]
    database.execute(f"PRAGMA max_page_count = {pages}")
    before = list(session.events)
    with pytest.raises(StoreFault, match="the disk is full: free some space; nothing recorded"):
        session.submit(AddNote("x" * 50_000))
    assert session.events == before
    with again(session) as other:
        assert other.events == before
    database.execute("PRAGMA max_page_count = 100000")
    session.submit(AddNote("x" * 50_000))
    assert session.state.notes == 1


needs_mount = pytest.mark.skipif(
    os.geteuid() != 0 or sys.platform != "linux", reason="only the superuser can mount a disk"
)


def fill(session: Session) -> None:
    for _ in range(100):
        session.submit(AddNote("x" * 9000))


@needs_mount
def test_a_real_disk_that_is_full(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k,mode=700", "tmpfs", str(disk)], check=False
    )
    if mounted.returncode:
        pytest.skip("no disk can be mounted here")
    try:
        with session_in(disk / "runs", FrozenClock()) as session:
            with pytest.raises(StoreFault, match="the disk is full"):
                fill(session)
            written = session.state.notes
            assert 0 < written < 100
            filler = disk / "filler"
            with suppress(OSError), filler.open("wb", buffering=0) as file:
                while True:
                    file.write(bytes(4096))
            with pytest.raises(StoreFault, match=r"full|cannot be made"):
                session_in(disk / "runs", TickingClock())
            assert len(Store(disk / "runs").runs()) == 1, "nothing is left of the run that failed"
            subprocess.run(["mount", "-o", "remount,size=2m", str(disk)], check=True)
            session.submit(AddNote("x" * 9000))
            assert session.state.notes == written + 1
            with again(session) as other:
                assert other.events == session.events
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


LIMITED = """
import resource, signal, sys
from pathlib import Path
from breachplay.record.commands import AddNote
from breachplay.record.store import StoreFault
from tests.record.helpers import session_in
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
session = session_in(Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, resource.RLIM_INFINITY))
try:
    while True:
        session.submit(AddNote("x" * 5000))
except StoreFault as fault:
    print(fault)
kept = list(session.events)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
session.submit(AddNote("x" * 5000))
assert session.events[:-1] == kept
assert len(kept) > 3
"""


def test_a_disk_that_takes_no_more(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert "nothing recorded is lost" in done.stdout


def test_a_file_that_was_moved_away_is_not_written_to(session: Session) -> None:
    path = session._file.path
    path.rename(path.with_name("moved.breachplay"))
    with pytest.raises(StoreFault, match="moved"):
        session.submit(AddNote("lost?"))
    path.with_name("moved.breachplay").rename(path)
    session.submit(AddNote("not lost"))


def test_another_that_holds_the_record_too_long(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    with again(session) as other:
        blocker, database = other._file._database, session._file._database
        assert blocker is not None
        assert database is not None
        database.execute("PRAGMA busy_timeout = 50")
        blocker.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreFault, match="another copy"):
            session.submit(AddNote("x"))
        assert session.follow() == ()
        blocker.execute("ROLLBACK")
        session.submit(AddNote("x"))
        assert len(other.follow()) == 1


def test_sessions_may_be_used_from_a_thread_of_their_own(session: Session) -> None:
    thread = threading.Thread(target=lambda: session.submit(AddNote("from a thread")))
    thread.start()
    thread.join()
    assert session.state.notes == 1


WRITER = """
import sys
from pathlib import Path
from breachplay.record.commands import AddNote
from breachplay.record.events import Actor
from breachplay.record.session import Session, SystemClock
from breachplay.record.store import Store
folder, run, number = sys.argv[1:]
session = Session.open(Store(Path(folder)), run, Actor(number, "writer"), SystemClock())
print("ready", flush=True)
sys.stdin.readline()
for count in range(50):
    session.submit(AddNote(f"{number}/{count}"))
    session.submit(AddNote("shared"), command_id=f"shared-{count}")
"""


def test_four_processes_at_once_lose_nothing_and_leave_no_gap(session: Session) -> None:
    run = session.state.run
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(session.folder), run, str(number)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(4)
    ]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    followed = list(session.events)
    while any(writer.poll() is None for writer in writers):
        followed += session.follow()
        time.sleep(0.01)
    for writer in writers:
        writer.communicate()
        assert writer.returncode == 0
    followed += session.follow()
    assert followed == session.events
    assert [event.seq for event in session.events] == list(range(1, 3 + 4 * 50 + 50 + 1))
    texts = [event.body.get("text") for event in session.events]
    for number in range(4):
        mine = [text for text in texts if text and text.startswith(f"{number}/")]
        assert mine == [f"{number}/{count}" for count in range(50)]
    assert texts.count("shared") == 50
    assert first_break(session.events) is None
    assert session._file.unsound() == ""
    assert fold(session.events) == session.state


def test_the_machines_clock_is_utc() -> None:
    assert SystemClock().now().utcoffset() is not None
    assert abs(SystemClock().now().timestamp() - time.time()) < 5
