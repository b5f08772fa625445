"""What `status` says of the next update and of what was promised."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from breachplay.cli.cadence import update_in_figures, update_in_lines
from breachplay.record.commands import CheckItem, MarkPosted, SaveDraft
from breachplay.record.commands_cadence import SnoozeUpdate
from breachplay.record.session import Session
from breachplay.record.when import parse_stamp
from tests.cli.conftest import Breachplay
from tests.record.helpers import NIGHT, FrozenClock, session_in

FOUR = "2026-11-24T04:00+00:00"


def post(session: Session, draft: str, promised: str | None = None) -> None:
    session.submit(SaveDraft(draft, "We are looking into it."))
    session.submit(MarkPosted(draft, "We are looking into it.", promised=promised))


def promised(folder: Path) -> Session:
    """Give a run with a post that promised the next one."""
    session = session_in(folder, FrozenClock())
    session.submit(CheckItem("acknowledge", "secured"))
    post(session, "d1", FOUR)
    return session


def test_before_anything_was_said(tmp_path: Path) -> None:
    with session_in(tmp_path, FrozenClock()) as session:
        assert update_in_lines(session.state, NIGHT) == []
        late = update_in_lines(session.state, NIGHT + timedelta(hours=1))
        assert late == [
            "first word   2026-11-24 03:35:00 CET (02:35:00 UTC), OVERDUE by 35 min: "
            "nothing was posted"
        ]
        figures = update_in_figures(session.state, NIGHT)
        assert figures["first_word_due"] == "2026-11-24T02:35:00.000Z"
        assert (figures["next_update"], figures["promises"]) == (None, [])


def test_promised_put_off_and_late(tmp_path: Path) -> None:
    with promised(tmp_path) as session:
        session.submit(SnoozeUpdate("2026-11-24T04:30+00:00", "the call is long"))
        now = NIGHT + timedelta(minutes=115)
        assert update_in_lines(session.state, now) == [
            "next update  2026-11-24 05:00:00 CET (04:00:00 UTC), OVERDUE by 5 min, promised on X",
            "             put off to 2026-11-24 05:30:00 CET (04:30:00 UTC): the call is long; "
            "the promise stands in public",
        ]
        figures = update_in_figures(session.state, now)
        assert figures["next_update"] == "2026-11-24T04:00:00.000Z"
        assert figures["next_update_overdue"] is True
        assert figures["next_update_promised"] is True
        assert figures["next_update_snoozed_to"] == "2026-11-24T04:30:00.000Z"
        (promise,) = figures["promises"]
        assert (promise["kept_at"], promise["minutes_late"]) == (None, 5)


def test_kept(tmp_path: Path) -> None:
    clock = FrozenClock()
    with session_in(tmp_path, clock) as session:
        session.submit(CheckItem("acknowledge", "secured"))
        post(session, "d1", FOUR)
        clock.advance(minutes=100)
        post(session, "d2")
        (promise,) = update_in_figures(session.state, clock.at)["promises"]
        assert promise["kept_at"] == "2026-11-24T03:50:00.000Z"
        assert promise["minutes_late"] == -10
        (line,) = update_in_lines(session.state, clock.at)
        assert line.endswith("in 1 h 00 min")


def test_a_reason_is_text_and_nothing_else(
    breachplay: Breachplay, begin: Callable[..., Session]
) -> None:
    with begin() as session:
        session.submit(CheckItem("acknowledge", "secured"))
        post(session, "d1")
        later = parse_stamp(session.state.posts[0].at) + timedelta(hours=2)
        session.submit(SnoozeUpdate(later.isoformat(), "a call\x1b[2J"))
    said = breachplay("status")
    assert "put off to" in said.out
    assert "\x1b" not in said.out
    document = breachplay("status", "--json").document
    assert document["next_update_snoozed_to"] is not None
