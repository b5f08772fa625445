"""Clocks of a run: what starts them, how they stand, and what became of them."""

import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachplay.playbook.clock import Clock, ClockEntry
from breachplay.playbook.clocks import filled, library
from breachplay.playbook.model import Playbook
from breachplay.playbook.words import MILESTONES
from breachplay.record import clocks as clocks_module
from breachplay.record.clocks import in_run, standing
from breachplay.record.commands import CloseRun, Command, ReachMilestone, Refused
from breachplay.record.commands_clocks import (
    AddClocks,
    MeetClock,
    ReopenClock,
    SetDeadline,
    WaiveClock,
)
from breachplay.record.decide import decide, open_run
from breachplay.record.events import Event
from breachplay.record.fold import fold
from breachplay.record.opening import prepare
from breachplay.record.standing import RUNNING, Standing, in_words, nearest, nearest_first
from breachplay.record.state import State
from breachplay.record.when import parse_stamp
from tests.record.helpers import (
    COMMUNICATOR,
    chain_of,
    changed,
    open_command,
    small_playbook,
    small_profile,
)

NOW = datetime(2026, 11, 24, 2, 10, tzinfo=UTC)
AWARE = datetime(2026, 11, 24, 1, 35, tzinfo=UTC)


class Run:
    """A run to which things happen."""

    def __init__(self, *uses: str, own: tuple[Clock, ...] = (), profile: tuple[str, ...] = ()):
        entries = [ClockEntry(use=use) for use in uses]
        entries += [msgspec.convert(msgspec.to_builtins(clock), ClockEntry) for clock in own]
        playbook = msgspec.structs.replace(small_playbook(), clock=tuple(entries))
        command = open_command(playbook=playbook)
        if profile:
            held = msgspec.structs.replace(
                small_profile(), clock=tuple(ClockEntry(use=use) for use in profile)
            )
            command = msgspec.structs.replace(command, profile=msgspec.to_builtins(held))
        self.batches = [open_run(command)]

    @property
    def events(self) -> tuple[Event, ...]:
        return tuple(link.event for link in chain_of(*self.batches))

    @property
    def state(self) -> State:
        return fold(self.events)

    def do(self, command: Command) -> "Run":
        self.batches.append(decide(self.state, command, COMMUNICATOR))
        return self

    def reach(self, milestone: str, at: str) -> "Run":
        return self.do(ReachMilestone(milestone, at))

    def file(self, clock: str, at: str) -> "Run":
        return self.do(MeetClock(clock, "The form", "The portal, case 12", at))

    def at(self, clock: str, now: str | datetime = NOW) -> Standing:
        moment = parse_stamp(now) if isinstance(now, str) else now
        return next(one for one in standing(self.state, moment) if one.id == clock)


def of_law(state: State, now: datetime) -> list[Standing]:
    """Give the clocks of law alone: promised updates have tests of their own."""
    return [one for one in standing(state, now) if one.kind == "law"]


def ends(one: Standing) -> str:
    assert one.deadline is not None
    return f"{one.deadline:%Y-%m-%dT%H:%M:%S}Z"


class TestTheLibrary:
    def test_every_row_ships_but_those_that_are_not_in_force(self) -> None:
        assert {
            "gdpr-33", "gdpr-34", "uk-gdpr-33", "nis2-early", "nis2-notification", "nis2-final",
            "dora-initial", "dora-intermediate", "dora-final", "sec-8k-105", "hipaa-individuals",
            "nydfs-72", "us-bank-36", "ftc-safeguards", "california-30", "california-ag-15",
            "texas-ag-30", "texas-60", "australia-ndb", "apra-234", "singapore-pdpc",
            "india-certin", "brazil-anpd", "new-york-30", "florida-30", "colorado-30",
            "hipaa-media", "nydfs-payment", "gdpr-processor", "nis2-recipients", "cra-early",
            "cra-notification", "japan-ppc", "korea-pipa", "india-dpdp", "canada-rrosh",
        } <= library().keys()  # fmt: skip
        assert not [name for name in library() if "circia" in name or "omnibus" in name]

    def test_each_can_start_and_is_counted_or_says_what_the_rule_says(self) -> None:
        for clock in library().values():
            assert clock.milestones or clock.after, clock.id
            assert bool(clock.within) != bool(clock.promptly), clock.id
            assert clock.as_of == "unchecked" or re.fullmatch(r"2026-\d\d-\d\d", clock.as_of)

    def test_each_runs_from_its_milestone_or_after_the_filing_before_it(self) -> None:
        run = Run(*library())
        for milestone in MILESTONES:
            run.reach(milestone, "2027-06-01T10:00+00:00")
        for name in ("nis2-notification", "dora-initial", "dora-intermediate"):
            run.file(name, "2027-06-02T10:00+00:00")
        run.do(ReachMilestone("aware", "2027-06-01T10:00+00:00"))
        now = datetime(2027, 6, 2, 11, tzinfo=UTC)
        stand = {one.id: one.status for one in of_law(run.state, now)}
        assert stand.keys() == library().keys()
        assert not [name for name, status in stand.items() if status == "not started"]
        for name, clock in library().items():
            assert (stand[name] == "no figure") == bool(clock.promptly), name


class TestStarting:
    def test_gdpr_33_runs_72_hours_from_aware(self) -> None:
        one = Run("gdpr-33").at("gdpr-33")
        assert (one.status, one.started, ends(one)) == ("running", AWARE, "2026-11-27T01:35:00Z")
        assert one.rule == "72 hours after: aware of the breach"
        assert in_words(one, NOW) == "71 h 25 left"

    def test_a_milestone_that_is_not_reached_is_waited_for(self) -> None:
        one = Run("sec-8k-105").at("sec-8k-105")
        assert (one.status, one.deadline, one.started) == ("not started", None, None)
        assert in_words(one, NOW) == "waits for: determined to be material"

    def test_a_milestone_corrected_later_moves_the_deadline(self) -> None:
        run = Run("gdpr-33").reach("aware", "2026-11-23T20:00+01:00")
        assert ends(run.at("gdpr-33")) == "2026-11-26T19:00:00Z"
        run.reach("aware", "2026-11-24T04:00+01:00")
        assert ends(run.at("gdpr-33")) == "2026-11-27T03:00:00Z"

    def test_the_earliest_of_several_milestones_counts(self) -> None:
        run = Run("california-30").reach("discovered", "2026-11-24T20:00+00:00")
        assert ends(run.at("california-30")) == "2026-12-25T07:59:59Z"
        run.reach("told", "2026-11-20T20:00+00:00")
        assert ends(run.at("california-30")) == "2026-12-21T07:59:59Z"

    def test_of_two_limits_the_earlier_counts(self) -> None:
        run = Run("dora-initial")
        waits = in_words(run.at("dora-initial"), NOW)
        assert waits.startswith("waits for: classified as a major incident (then due by 2026-11-25")
        early = run.reach("classified", "2026-11-24T08:00+00:00").at("dora-initial")
        assert ends(early) == "2026-11-24T12:00:00Z"
        late = run.reach("classified", "2026-11-25T00:00+00:00").at("dora-initial")
        assert ends(late) == "2026-11-25T01:35:00Z"
        assert early.rule == (
            "4 hours after: classified as a major incident; 24 hours after: aware of the breach, "
            "whichever is earlier"
        )

    def test_without_a_figure_time_passes_and_there_is_never_a_deadline(self) -> None:
        run = Run("gdpr-34").reach("high-risk", "2026-11-24T02:00+00:00")
        for later in (timedelta(0), timedelta(days=400)):
            one = run.at("gdpr-34", NOW + later)
            assert (one.status, one.deadline) == ("no figure", None)
        told = in_words(run.at("gdpr-34", NOW), NOW)
        assert told == "for 10 min, without undue delay after: high risk to people established"

    def test_a_rule_that_is_not_in_force_yet_does_not_run(self) -> None:
        one = Run("india-dpdp").at("india-dpdp")
        assert one.status == "not started"
        assert one.waits_for == "the rule to be in force, from 2027-05-13"
        run = Run("india-dpdp").reach("aware", "2027-05-13T00:00+01:00")
        assert run.at("india-dpdp", "2027-05-13T01:00+00:00").status == "running"

    def test_business_days_and_days_end_where_the_authority_is(self) -> None:
        run = Run("sec-8k-105").reach("material", "2026-11-23T15:00+00:00")
        assert ends(run.at("sec-8k-105")) == "2026-11-30T22:30:00Z"
        run = Run("singapore-pdpc").reach("assessed", "2026-11-24T18:00+00:00")
        assert ends(run.at("singapore-pdpc")) == "2026-11-28T15:59:59Z"

    def test_days_without_a_zone_end_where_the_organisation_is(self) -> None:
        own = Clock(id="own", title="Own", tell="t", cite="c", starts="aware", within="2 days")
        assert ends(Run(own=(own,)).at("own")) == "2026-11-26T22:59:59Z"


class TestChains:
    def test_a_chained_clock_starts_when_the_filing_before_it_is_made(self) -> None:
        run = Run("nis2-final")
        assert [clock.id for clock in in_run(run.state)] == ["nis2-final", "nis2-notification"]
        assert in_words(run.at("nis2-final"), NOW) == "waits for: NIS 2 notification to be met"
        run.file("nis2-notification", "2027-01-31T10:00+01:00")
        assert ends(run.at("nis2-final")) == "2027-02-28T22:59:59Z"

    def test_a_chain_of_three_is_counted_from_filing_to_filing(self) -> None:
        run = Run("dora-final").reach("classified", "2026-11-24T02:00+00:00")
        run.file("dora-initial", "2026-11-24T03:00+00:00")
        assert ends(run.at("dora-intermediate")) == "2026-11-27T03:00:00Z"
        assert run.at("dora-final").status == "not started"
        run.file("dora-intermediate", "2026-11-26T10:00+00:00")
        assert ends(run.at("dora-final")) == "2026-12-26T22:59:59Z"

    def test_a_filing_opened_again_takes_the_chained_clock_back(self) -> None:
        run = Run("dora-final").reach("classified", "2026-11-24T02:00+00:00")
        run.file("dora-initial", "2026-11-24T03:00+00:00")
        run.do(ReopenClock("dora-initial", "It was the form for another incident"))
        assert run.at("dora-intermediate").status == "not started"
        run.file("dora-initial", "2026-11-24T05:00+00:00")
        assert ends(run.at("dora-intermediate")) == "2026-11-27T05:00:00Z"

    def test_a_waived_filing_starts_nothing_and_that_is_said(self) -> None:
        run = Run("nis2-final").do(WaiveClock("nis2-notification", "Not in scope", "Counsel"))
        assert run.at("nis2-final").waits_for == "NIS 2 notification to be met, which is waived"

    def test_residents_told_start_the_attorney_general_either_way(self) -> None:
        by_milestone = Run("california-ag-15").reach("people-notified", "2026-11-24T20:00+00:00")
        by_filing = Run("california-ag-15").file("california-30", "2026-11-24T20:00+00:00")
        for run in (by_milestone, by_filing):
            assert ends(run.at("california-ag-15")) == "2026-12-10T07:59:59Z"


class TestStanding:
    @pytest.mark.parametrize(
        ("hours", "status", "said"),
        [
            (0, "running", "72 h 00 left"),
            (53.9, "running", "18 h 06 left"),
            (54, "close", "18 h 00 left"),
            (72, "close", "0 min left"),
            (72.5, "overdue", "overdue by 30 min"),
            (1000, "overdue", "overdue by 38 d 16 h"),
        ],
    )
    def test_close_is_the_last_quarter_and_nothing_is_met_by_itself(
        self, hours: float, status: str, said: str
    ) -> None:
        now = AWARE + timedelta(hours=hours)
        one = Run("gdpr-33").at("gdpr-33", now)
        assert (one.status, in_words(one, now)) == (status, said)

    def test_of_a_long_clock_close_are_the_last_three_days(self) -> None:
        run = Run("ftc-safeguards").reach("discovered", "2026-11-24T15:00+00:00")
        end = run.at("ftc-safeguards").deadline
        assert end is not None
        assert run.at("ftc-safeguards", end - timedelta(hours=73)).status == "running"
        assert run.at("ftc-safeguards", end - timedelta(hours=72)).status == "close"

    def test_met_with_evidence(self) -> None:
        run = Run("gdpr-33").file("gdpr-33", "2026-11-25T10:00+01:00")
        one = run.at("gdpr-33")
        assert (one.status, one.word, one.late) == ("met", "met", False)
        assert one.settled == "The form, The portal, case 12"
        assert one.settled_at == datetime(2026, 11, 25, 9, tzinfo=UTC)
        assert one.settled_by == str(COMMUNICATOR)

    def test_met_after_the_deadline_is_said_to_be_late(self) -> None:
        one = Run("gdpr-33").file("gdpr-33", "2026-11-28T10:00+01:00").at("gdpr-33")
        assert (one.word, ends(one)) == ("met late", "2026-11-27T01:35:00Z")

    def test_waived_and_opened_again(self) -> None:
        run = Run("gdpr-33").do(WaiveClock("gdpr-33", "No risk to people", "Counsel"))
        one = run.at("gdpr-33", NOW + timedelta(days=9))
        assert (one.status, one.settled) == ("waived", "No risk to people (decided by Counsel)")
        run.do(ReopenClock("gdpr-33", "There is a risk after all"))
        assert run.at("gdpr-33", NOW + timedelta(days=9)).status == "overdue"

    def test_nearest_first_with_what_is_settled_last(self) -> None:
        run = Run("gdpr-34", "gdpr-33", "sec-8k-105", "nis2-early", "uk-gdpr-33", "india-certin")
        run.reach("high-risk", "2026-11-24T02:00+00:00")
        run.do(WaiveClock("uk-gdpr-33", "Nobody there", "Counsel"))
        found = of_law(run.state, NOW)
        assert [one.id for one in found] == [
            "india-certin", "nis2-early", "gdpr-33", "gdpr-34", "sec-8k-105", "uk-gdpr-33",
        ]  # fmt: skip
        first = nearest(found)
        assert first is not None
        assert first.id == "india-certin"

    @given(st.integers(-10_000, 10_000_000))
    def test_only_a_person_settles_a_clock(self, minutes: int) -> None:
        now = AWARE + timedelta(minutes=minutes)
        for one in of_law(_ALL, now):
            assert one.status not in {"met", "waived"}
            if one.status in RUNNING and one.deadline is not None:
                assert (one.status == "overdue") == (now > one.deadline)

    def test_the_profile_chooses_clocks_too(self) -> None:
        run = Run("gdpr-33", profile=("us-bank-36", "gdpr-33"))
        assert [clock.id for clock in in_run(run.state)] == ["gdpr-33", "us-bank-36"]

    def test_other_sources_stand_beside_those_of_law(self, monkeypatch: pytest.MonkeyPatch) -> None:
        promised = Standing(id="u", title="Next update", status="running", kind="update",
                            deadline=NOW + timedelta(hours=1))  # fmt: skip
        sources = (clocks_module.SOURCES[0], lambda *_: [promised])
        monkeypatch.setattr(clocks_module, "SOURCES", sources)
        assert standing(Run("gdpr-33").state, NOW)[0] == promised


_ALL = Run(*library()).state


class TestRefused:
    @pytest.mark.parametrize(
        ("command", "why"),
        [
            (
                MeetClock("gdpr-3", "Form", "Portal"),
                'no clock "gdpr-3"; did you mean "gdpr',
            ),
            (MeetClock("gdpr-33", " ", "Portal"), "give what was filed"),
            (MeetClock("gdpr-33", "Form", ""), "give where it was filed, or with whom"),
            (MeetClock("gdpr-33", "Form", "Portal", "soon"), "is not a time"),
            (WaiveClock("gdpr-33", "", "Counsel"), "give a reason why it does not apply"),
            (WaiveClock("gdpr-33", "No risk", "-"), "give the name of who decided that"),
            (AddClocks(({"id": "x"},)), "that is no clock"),
        ],
    )
    def test_it_says_why(self, command: Command, why: str) -> None:
        with pytest.raises(Refused) as caught:
            Run("gdpr-33").do(command)
        assert why in str(caught.value)

    def test_what_is_settled_has_to_be_opened_first(self) -> None:
        run = Run("gdpr-33").file("gdpr-33", "2026-11-24T10:00+01:00")
        for command in (
            MeetClock("gdpr-33", "Another form", "Portal"),
            WaiveClock("gdpr-33", "No risk", "Counsel"),
        ):
            with pytest.raises(Refused, match='"GDPR 33" is met already: open it again first'):
                run.do(command)
        with pytest.raises(Refused, match="a reason for opening it again"):
            run.do(ReopenClock("gdpr-33", ""))

    def test_opening_what_is_open_changes_nothing(self) -> None:
        run = Run("gdpr-33")
        assert decide(run.state, ReopenClock("gdpr-33", ""), COMMUNICATOR) == ()

    def test_a_finished_run_takes_no_more(self) -> None:
        run = Run("gdpr-33").do(CloseRun("Over", leaving_open=True))
        with pytest.raises(Refused, match="finished"):
            run.file("gdpr-33", "2026-11-24T10:00+01:00")
        assert run.at("gdpr-33", NOW + timedelta(days=9)).status == "overdue"


class TestAdding:
    def test_a_clock_is_embedded_with_those_it_hangs_on(self) -> None:
        run = Run("gdpr-33")
        added = filled([ClockEntry(use="dora-final")])
        run.do(AddClocks(tuple(msgspec.to_builtins(clock) for clock in added)))
        assert [clock.id for clock in in_run(run.state)] == [
            "gdpr-33", "dora-final", "dora-initial", "dora-intermediate",
        ]  # fmt: skip
        event = run.events[-1]
        assert (event.kind, event.body["clock"]["cite"]) == (
            "clock_added", library()["dora-intermediate"].cite,
        )  # fmt: skip

    def test_what_is_watched_already_is_not_added_again(self) -> None:
        run = Run("gdpr-33")
        command = AddClocks((msgspec.to_builtins(library()["gdpr-33"]),))
        assert decide(run.state, command, COMMUNICATOR) == ()

    def test_a_newer_record_may_say_more_of_a_clock(self) -> None:
        run = Run("gdpr-33").do(AddClocks((msgspec.to_builtins(library()["us-bank-36"]),)))
        event = run.events[-1]
        newer = {"clock": {**event.body["clock"], "colour": "red"}, "more": 1}
        state = fold([*run.events[:-1], changed(event, body=newer)])
        assert "us-bank-36" in [clock.id for clock in in_run(state)]

    @pytest.mark.parametrize("body", [{}, {"clock": 1}, {"clock": {"id": "x"}}])
    def test_nonsense_in_a_record_is_one_clear_error(self, body: dict[str, Any]) -> None:
        run = Run("gdpr-33").do(AddClocks((msgspec.to_builtins(library()["us-bank-36"]),)))
        event = run.events[-1]
        with pytest.raises(ValueError, match=f"event {event.seq} "):
            fold([*run.events[:-1], changed(event, body=body)])


class TestDeadlinesOfOurOwn:
    def test_a_journalist_s_deadline_ends_at_its_moment(self) -> None:
        run = Run("gdpr-33").do(
            SetDeadline("Sample Gazette asks", "2026-11-24T04:00+01:00", "The reporter", "E-mail")
        )
        one = run.at("own-1")
        assert (one.title, one.status, ends(one)) == (
            "Sample Gazette asks", "running", "2026-11-24T03:00:00Z",
        )  # fmt: skip
        assert (one.tell, one.cite, one.as_of) == ("The reporter", "E-mail", "")
        assert run.at("own-1", "2026-11-24T02:50+00:00").status == "close"
        assert run.at("own-1", "2026-11-24T03:01+00:00").status == "overdue"

    def test_it_is_settled_like_any_other_and_several_may_run(self) -> None:
        run = Run()
        for title in ("First", "Second"):
            run.do(SetDeadline(title, "2026-11-25T04:00+01:00", "Them", "Leak site"))
        run.file("own-2", "2026-11-24T10:00+01:00")
        assert [run.at(name).status for name in ("own-1", "own-2")] == ["running", "met"]

    @pytest.mark.parametrize(
        ("command", "why"),
        [
            (SetDeadline("", "2026-11-25T04:00+01:00", "Them", "Mail"), "a name for the deadline"),
            (SetDeadline("Title", "2026-11-25T04:00+01:00", "", "Mail"), "give whom to tell"),
            (SetDeadline("Title", "2026-11-25T04:00+01:00", "Them", ""), "give who set it"),
            (SetDeadline("Title", "tomorrow", "Them", "Mail"), "is not a time"),
            (SetDeadline("T" * 300, "2026-11-25T04:00+01:00", "Them", "Mail"), "too long"),
        ],
    )
    def test_it_needs_a_name_an_end_and_a_source(self, command: Command, why: str) -> None:
        with pytest.raises(Refused, match=why):
            Run().do(command)


class TestTheRecord:
    def test_the_clocks_are_embedded_as_they_were(self) -> None:
        playbook = Path(__file__).parents[2] / "playbooks" / "ransomware.toml"
        command = prepare(playbook, None, NOW)
        embedded = [clock["id"] for clock in command.playbook["clock"]]
        assert "gdpr-33" in embedded
        assert all("use" not in clock for clock in command.playbook["clock"])
        msgspec.convert(command.playbook, Playbook)

    def test_a_record_from_before_that_is_read_with_the_library(self) -> None:
        state = Run("gdpr-33").state
        assert state.playbook.clock == (ClockEntry(use="gdpr-33"),)
        assert [clock.id for clock in in_run(state)] == ["gdpr-33"]

    def test_a_moment_beyond_all_calendars_breaks_nothing(self) -> None:
        for far in ("9990-12-31T23:59+00:00", "0001-01-01T00:00+00:00"):
            run = Run(*library()).reach("aware", far).reach("material", far)
            assert len(of_law(run.state, NOW)) == len(library())

    def test_order_is_kept_among_clocks_that_end_together(self) -> None:
        same = [Standing(id=name, title=name, status="not started") for name in "bca"]
        assert nearest_first(same) == tuple(same)


def test_a_run_with_clocks_is_shown_without_the_library_and_the_holidays() -> None:
    """Both take time that the first screen has not."""
    program = (
        "import sys\n"
        "from tests.record.test_clocks import NOW, msgspec, fold, chain_of, open_run, standing\n"
        "from tests.record.test_clocks import filled, ClockEntry, open_command, small_playbook\n"
        "from breachplay.playbook import clocks\n"
        "held = [msgspec.to_builtins(one) for one in filled([ClockEntry(use='sec-8k-105')])]\n"
        "command = open_command()\n"
        "command.playbook['clock'] = held\n"
        "clocks.library.cache_clear()\n"
        "state = fold([link.event for link in chain_of(open_run(command))])\n"
        "assert [one.id for one in standing(state, NOW)][-1] == 'sec-8k-105'\n"
        "print('holidays' in sys.modules, clocks.library.cache_info().misses)"
    )
    root = Path(__file__).parents[2]
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=root
    )
    assert (run.stdout, run.stderr) == ("False 0\n", "")
