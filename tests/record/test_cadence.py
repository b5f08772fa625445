"""When the public may expect the next word: promised, asked for by the rhythm, put off, kept."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from breachplay.caveats import default_packs
from breachplay.playbook.model import Playbook
from breachplay.record.cadence import (
    first_word_due,
    minutes_late,
    next_update,
    rhythm,
    upcoming,
)
from breachplay.record.clocks import standing
from breachplay.record.commands import (
    CheckItem,
    CloseRun,
    EnterPhase,
    MarkPosted,
    OverrideCaveat,
    Refused,
    SaveDraft,
    SetFact,
)
from breachplay.record.commands_cadence import CorrectPromise, SnoozeUpdate
from breachplay.record.fold import fold
from breachplay.record.judging import judge
from breachplay.record.no_news import no_news, promise_fact
from breachplay.record.session import Session
from breachplay.record.store import Store
from tests.record.helpers import (
    _SMALL,
    COMMUNICATOR,
    NIGHT,
    FrozenClock,
    open_command,
    session_in,
)

FOUR = "2026-11-24T04:00+00:00"


class Team:
    """One run and its clock: what a communicator does, in a line each."""

    def __init__(self, session: Session, clock: FrozenClock) -> None:
        self.session, self.clock = session, clock
        self.count = 0
        session.submit(CheckItem("acknowledge", "secured"))

    def post(self, promised: str | None = None, network: str = "x", **more: Any) -> int:
        """Post something; give its seq."""
        self.count += 1
        draft, text = f"d{self.count}", "We are looking into it."
        self.session.submit(SaveDraft(draft, text, network=network))
        more.setdefault("seen_at", self.clock.at.isoformat())
        (event,) = self.session.submit(MarkPosted(draft, text, promised=promised, **more))
        return event.seq

    def upcoming(self) -> Any:
        found = upcoming(self.session.state)
        assert found is not None
        return found


@pytest.fixture
def team(tmp_path: Path) -> Team:
    """A team whose run was just opened; the phase wants an update each hour."""
    clock = FrozenClock()
    return Team(session_in(tmp_path, clock), clock)


class TestPromised:
    """What a post promised comes before the rhythm of the phase."""

    def test_the_rhythm_where_nothing_is_promised(self, team: Team) -> None:
        team.post()
        assert team.upcoming().due == NIGHT + timedelta(hours=1)
        assert team.upcoming().promise is None

    def test_the_promise_where_there_is_one(self, team: Team) -> None:
        seq = team.post(FOUR)
        assert next_update(team.session.state) == NIGHT + timedelta(minutes=110)
        assert team.upcoming().promise.post == seq

    def test_kept_by_the_next_post_on_its_network(self, team: Team) -> None:
        team.post(FOUR)
        team.clock.advance(minutes=115)
        seq = team.post("2026-11-24T06:00+00:00")
        first, second = team.session.state.promises
        assert (first.kept_by, first.open, second.open) == (seq, False, True)
        assert minutes_late(first, team.clock.at) == 5

    def test_people_of_another_network_still_wait(self, team: Team) -> None:
        team.post(FOUR)
        team.clock.advance(minutes=1)
        team.post("2026-11-24T05:00+00:00", network="mastodon")
        assert [one.open for one in team.session.state.promises] == [True, True]
        assert team.upcoming().network == "x"
        team.post()
        assert team.upcoming().network == "mastodon"

    def test_a_post_noted_late_was_on_time(self, team: Team) -> None:
        team.post(FOUR)
        team.clock.advance(hours=3)
        team.post(happened_at="2026-11-24T04:55+01:00")
        assert minutes_late(team.session.state.promises[0], team.clock.at) == -5

    def test_a_post_from_before_the_promise_keeps_nothing(self, team: Team) -> None:
        team.post(FOUR)
        team.clock.advance(minutes=30)
        team.post(happened_at="2026-11-24T01:00+00:00")
        assert team.session.state.promises[0].open

    @pytest.mark.parametrize("promised", ["2026-11-24T02:00+00:00", "2026-11-24T02:10+00:00"])
    def test_not_for_a_time_before_the_post(self, team: Team, promised: str) -> None:
        with pytest.raises(Refused, match="before the post itself"):
            team.post(promised)
        assert team.session.state.posts == ()

    def test_not_for_what_is_no_time(self, team: Team) -> None:
        with pytest.raises(Refused, match="is not a time"):
            team.post("soon")

    def test_nothing_is_due_in_a_finished_run(self, team: Team) -> None:
        team.post(FOUR)
        team.session.submit(CloseRun("Over.", leaving_open=True))
        assert next_update(team.session.state) is None
        assert [one for one in standing(team.session.state, NIGHT) if one.kind == "update"] == []

    def test_the_record_folds_to_the_same(self, team: Team) -> None:
        team.post(FOUR)
        team.session.submit(SnoozeUpdate("2026-11-24T04:30+00:00", "a call"))
        assert fold(team.session.events) == team.session.state


class TestSnoozed:
    """Putting an update off is an event with a reason; it moves no promise."""

    def test_put_off(self, team: Team) -> None:
        team.post(FOUR)
        (event,) = team.session.submit(SnoozeUpdate("2026-11-24T04:30+00:00", "a call"))
        assert event.body == {
            "due": FOUR,
            "promised": True,
            "reason": "a call",
            "until": "2026-11-24T04:30+00:00",
        }
        due = NIGHT + timedelta(minutes=110)
        later = due + timedelta(minutes=30)
        assert (team.upcoming().due, team.upcoming().wanted) == (due, later)
        assert team.upcoming().public == due

    def test_without_a_promise_nobody_waits_in_public(self, team: Team) -> None:
        team.post()
        team.session.submit(SnoozeUpdate("2026-11-24T03:30+00:00", "a call"))
        assert team.upcoming().public == NIGHT + timedelta(minutes=80)

    def test_over_with_the_next_post(self, team: Team) -> None:
        team.post(FOUR)
        team.session.submit(SnoozeUpdate("2026-11-24T04:30+00:00", "a call"))
        team.post("2026-11-24T05:00+00:00")
        assert team.upcoming().snooze is None

    def test_over_when_the_promise_is_corrected(self, team: Team) -> None:
        seq = team.post(FOUR)
        team.session.submit(SnoozeUpdate("2026-11-24T04:30+00:00", "a call"))
        team.session.submit(CorrectPromise(seq, "2026-11-24T05:00+00:00", "misread"))
        assert team.upcoming().snooze is None

    @pytest.mark.parametrize(
        ("until", "reason", "why"),
        [
            ("2026-11-24T03:59+00:00", "a call", "before the update is due"),
            ("2026-11-25T04:01+00:00", "a call", "a day at most"),
            ("2026-11-24T04:30+00:00", " ", "give a reason"),
            ("2026-11-24T04:30+00:00", "?", "make sense of"),
            ("half past", "a call", "is not a time"),
        ],
    )
    def test_refused(self, team: Team, until: str, reason: str, why: str) -> None:
        team.post(FOUR)
        with pytest.raises(Refused, match=why):
            team.session.submit(SnoozeUpdate(until, reason))
        assert team.session.state.snooze is None

    def test_nothing_to_put_off(self, team: Team) -> None:
        with pytest.raises(Refused, match="no update is due"):
            team.session.submit(SnoozeUpdate("2026-11-24T04:30+00:00", "a call"))


class TestCorrected:
    """What a post promised is corrected with a reason, and what stood before stays on record."""

    def test_another_time(self, team: Team) -> None:
        seq = team.post(FOUR)
        team.session.submit(CorrectPromise(seq, "2026-11-24T05:00+00:00", "misread"))
        (promise,) = team.session.state.promises
        assert (promise.due, promise.moved[0].due) == ("2026-11-24T05:00+00:00", FOUR)

    def test_none_after_all(self, team: Team) -> None:
        seq = team.post(FOUR)
        team.session.submit(CorrectPromise(seq, "", "it said so of the shop"))
        assert not team.session.state.promises[0].open
        assert team.upcoming().promise is None

    def test_one_that_was_missed_and_is_kept_already(self, team: Team) -> None:
        seq = team.post()
        team.clock.advance(hours=2)
        kept = team.post()
        team.session.submit(CorrectPromise(seq, FOUR, "it is in the picture"))
        assert team.session.state.promises[0].kept_by == kept

    def test_nothing_changes(self, team: Team) -> None:
        seq = team.post(FOUR)
        assert team.session.submit(CorrectPromise(seq, FOUR, "as it was")) == ()

    @pytest.mark.parametrize(
        ("due", "reason", "why"),
        [
            (FOUR, "", "give a reason"),
            ("2026-11-24T01:00+00:00", "misread", "before the post itself"),
        ],
    )
    def test_refused(self, team: Team, due: str, reason: str, why: str) -> None:
        seq = team.post()
        with pytest.raises(Refused, match=why):
            team.session.submit(CorrectPromise(seq, due, reason))

    def test_no_such_post(self, team: Team) -> None:
        with pytest.raises(Refused, match="no such post"):
            team.session.submit(CorrectPromise(3, FOUR, "misread"))


class TestFirstWord:
    """Something should be said within an hour, or when the playbook wants it."""

    def test_an_hour_after_becoming_aware(self, team: Team) -> None:
        assert first_word_due(team.session.state) == NIGHT.replace(hour=2, minute=35)

    def test_when_the_playbook_wants_the_post(self, tmp_path: Path) -> None:
        book = msgspec.json.decode(msgspec.json.encode(_SMALL))
        book["phase"][0]["item"][1]["due"] = "aware+30m"
        command = open_command(playbook=msgspec.convert(book, Playbook))
        with Session.begin(Store(tmp_path), command, COMMUNICATOR, FrozenClock()) as session:
            assert first_word_due(session.state) == NIGHT.replace(hour=2, minute=5)

    def test_said(self, team: Team) -> None:
        team.post()
        assert first_word_due(team.session.state) is None


class TestClocks:
    """Promised updates stand among the clocks."""

    def test_as_time_goes_by(self, team: Team) -> None:
        assert _update(team).id == "first-word"
        team.post(FOUR)
        assert (_update(team).status, _update(team).title) == ("running", "Update promised on X")
        team.clock.advance(minutes=100)
        assert _update(team).status == "close"
        team.clock.advance(minutes=10)
        assert _update(team).status == "overdue"
        team.clock.advance(minutes=3)
        team.post()
        kept = next(one for one in standing(team.session.state, team.clock.at) if one.settled)
        assert (kept.word, kept.settled) == ("met late", "post 2")
        assert _update(team).id == "next-update"


def _update(team: Team) -> Any:
    clocks = standing(team.session.state, team.clock.at)
    return next(one for one in clocks if one.kind == "update" and not one.settled)


class TestPlaybook:
    """A playbook may have a rhythm of its own for phases that name none."""

    def test_rhythm(self, tmp_path: Path) -> None:
        command = open_command(playbook=msgspec.convert({**_SMALL, "update_every": "4h"}, Playbook))
        with Session.begin(Store(tmp_path), command, COMMUNICATOR, FrozenClock()) as session:
            assert rhythm(session.state) == timedelta(hours=1)
            session.submit(EnterPhase("explain", leaving_open=True))
            assert rhythm(session.state) == timedelta(hours=4)

    def test_no_news_of_our_own_where_it_has_none(self, team: Team) -> None:
        text = no_news(team.session.state).text
        assert "nothing new that is confirmed" in text
        assert "{status_page}" in text
        assert promise_fact(team.session.state, text) == ""

    def test_no_news_of_our_own_fits_and_trips_nothing(self, tmp_path: Path) -> None:
        book = msgspec.json.decode(msgspec.json.encode(_SMALL))
        book["facts"]["next_update"] = {"label": "Next update", "ask": "By when?", "kind": "time"}
        packs = tuple(msgspec.to_builtins(pack) for pack in default_packs())
        command = open_command(playbook=msgspec.convert(book, Playbook), packs=packs)
        with Session.begin(Store(tmp_path), command, COMMUNICATOR, FrozenClock()) as session:
            session.submit(CheckItem("acknowledge", "secured"))
            told = SetFact("next_update", "24 November, 06:00 UTC", "confirmed", "our decision")
            session.submit(told)
            judged = judge(session.state, no_news(session.state).text, "x", now=NIGHT)
            assert "Next update by 24 November, 06:00 UTC" in judged.text
            assert judged.measure.over is None
            assert [one.id for one in judged.caveats if one.severity != "note"] == []

    def test_a_time_that_nobody_filled_in_is_a_stop(self, tmp_path: Path) -> None:
        packs = tuple(msgspec.to_builtins(pack) for pack in default_packs())
        command = open_command(packs=packs)
        with Session.begin(Store(tmp_path), command, COMMUNICATOR, FrozenClock()) as session:
            session.submit(CheckItem("acknowledge", "secured"))
            judged = judge(session.state, no_news(session.state).text)
            assert [one.id for one in judged.caveats if one.severity == "stop"] == ["unfilled-gap"]


class TestLate:
    """What is late is judged where the present comes in with the command."""

    def test_it_stands_with_the_post_and_not_without_a_present(self, tmp_path: Path) -> None:
        packs = tuple(msgspec.to_builtins(pack) for pack in default_packs())
        clock = FrozenClock()
        with Session.begin(Store(tmp_path), open_command(packs=packs), COMMUNICATOR, clock) as run:
            team = Team(run, clock)
            clock.advance(minutes=40)
            team.post(FOUR, seen_at=None, happened_at="2026-11-24T02:20+00:00")
            clock.advance(hours=2)
            team.post()
            first, second = team.session.state.posts
            late = {"update-overdue", "first-word-late"}
            assert late.isdisjoint(caveat.id for caveat in first.caveats)
            (caveat,) = [caveat for caveat in second.caveats if caveat.id in late]
            assert caveat.message == "An update was promised for 05:00 CET: 50 min ago."
            assert caveat.subject == "2026-11-24 04:00 UTC"

    def test_where_it_is_a_stop_it_is_overridden_with_a_reason(self, tmp_path: Path) -> None:
        packs = tuple(msgspec.to_builtins(pack) for pack in default_packs())
        for pack in packs:
            for rule in pack["caveat"]:
                if rule["id"] == "update-overdue":
                    rule["severity"] = "stop"
        clock = FrozenClock()
        with Session.begin(Store(tmp_path), open_command(packs=packs), COMMUNICATOR, clock) as run:
            team = Team(run, clock)
            team.post(FOUR, seen_at=None, happened_at="2026-11-24T02:20+00:00")
            clock.advance(hours=3)
            with pytest.raises(Refused, match="1 stop stands"):
                team.post()
            override = OverrideCaveat(
                "d2", "update-overdue", "2026-11-24 04:00 UTC", "The page was down"
            )
            with pytest.raises(Refused, match="no longer stands"):
                run.submit(override)
            run.submit(msgspec.structs.replace(override, seen_at=clock.at.isoformat()))
            run.submit(MarkPosted("d2", "We are looking into it.", seen_at=clock.at.isoformat()))
            (stop,) = [one for one in run.state.posts[1].caveats if one.id == "update-overdue"]
            assert stop.reason == "The page was down"

    def test_a_first_word_that_came_late(self, tmp_path: Path) -> None:
        packs = tuple(msgspec.to_builtins(pack) for pack in default_packs())
        clock = FrozenClock()
        with Session.begin(Store(tmp_path), open_command(packs=packs), COMMUNICATOR, clock) as run:
            team = Team(run, clock)
            clock.advance(hours=3)
            team.post()
            (caveat,) = [
                one for one in team.session.state.posts[0].caveats if one.id == "first-word-late"
            ]
            assert "the first word was due 2 h ago" in caveat.message
