"""The clocks on the command line: where a run stands, and its deadlines as a calendar."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from breachplay.playbook.clock import ClockEntry
from breachplay.playbook.clocks import filled
from breachplay.record.commands_clocks import AddClocks, WaiveClock
from breachplay.record.session import Session
from tests.cli.conftest import Breachplay

Begin = Callable[..., Session]


def with_clocks(begin: Begin, *uses: str, **options: Any) -> Session:
    session = begin(**options)
    found = filled([ClockEntry(use=use) for use in uses])
    session.submit(AddClocks(tuple(msgspec.to_builtins(clock) for clock in found)))
    return session


def test_status_lists_the_clocks_nearest_first(breachplay: Breachplay, begin: Begin) -> None:
    with with_clocks(begin, "gdpr-33", "nis2-early", "sec-8k-105", "uk-gdpr-33") as session:
        session.submit(WaiveClock("uk-gdpr-33", "Nobody there", "Legal"))
    said = breachplay("status")
    assert said.status == 0
    lines = said.out.splitlines()
    early = next(n for n, line in enumerate(lines) if "NIS 2 early warning: " in line)
    late = next(n for n, line in enumerate(lines) if "  GDPR 33: " in line)
    assert early < late
    assert "by 2026-11-27 02:35:00 CET (01:35:00 UTC), tell supervisory authority" in lines[late]
    assert lines[early].endswith("[unchecked]")
    assert "1 not started, 1 waived" in said.out
    assert "This is no legal advice: counsel decides which of these clocks apply" in said.out


def test_status_for_programs(breachplay: Breachplay, begin: Begin) -> None:
    with_clocks(begin, "gdpr-33", "gdpr-34").close()
    clocks = {clock["id"]: clock for clock in breachplay("status", "--json").document["clocks"]}
    assert clocks["gdpr-33"]["deadline"] == "2026-11-27T01:35:00.000Z"
    assert clocks["gdpr-33"]["tell"] == "supervisory authority"
    assert clocks["gdpr-34"]["deadline"] is None


def test_deadlines_are_exported_as_a_calendar(
    breachplay: Breachplay, begin: Begin, home: Path
) -> None:
    with_clocks(begin, "gdpr-33", mode="exercise").close()
    said = breachplay("export", "--as", "ics")
    assert said.status == 0
    (file,) = home.glob("*.ics")
    assert file.name.startswith("EXERCISE")
    text = file.read_bytes().decode()
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert "DTSTART:20261127T013500Z\r\n" in text
    assert "SUMMARY:EXERCISE: GDPR 33\\, tell supervisory authority\r\n" in text
    assert file.stat().st_mode & 0o777 == 0o600
