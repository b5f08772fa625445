"""The deadlines as a calendar: read back as a calendar program reads it."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachplay.plain import storable
from breachplay.playbook.clock import Clock, ClockEntry
from breachplay.playbook.clocks import filled
from breachplay.timeline import FORMATS
from breachplay.timeline.ics import as_ics
from tests.timeline.made import PLAYBOOK, Made

NOW = datetime(2026, 3, 29, 12, 0, tzinfo=UTC)
Block = dict[str, Any]


def clocks(*uses: str) -> list[dict[str, Any]]:
    return [msgspec.to_builtins(clock) for clock in filled([ClockEntry(use=use) for use in uses])]


def made(*uses: str, mode: str = "incident", own: Mapping[str, Any] | None = None) -> Made:
    given = [*clocks(*uses), *([own] if own else [])]
    return Made(mode=mode, playbook={**PLAYBOOK, "clock": given}).opened()


def calendar(made: Made, now: datetime = NOW) -> str:
    return as_ics(made.state, made.events, now=now)


def unfolded(text: str) -> list[str]:
    assert text.endswith("\r\n")
    return text.removesuffix("\r\n").replace("\r\n ", "").split("\r\n")


def read(text: str) -> Block:
    """Read a calendar into nested blocks: properties, and lists of the blocks inside."""
    stack: list[Block] = [{}]
    for line in unfolded(text):
        name, _, value = line.partition(":")
        if name == "BEGIN":
            stack.append({})
        elif name == "END":
            block = stack.pop()
            stack[-1].setdefault(value, []).append(block)
        else:
            assert name not in stack[-1], f"{name} stands twice"
            stack[-1][name] = unescaped(value)
    (only,) = stack
    (found,) = only["VCALENDAR"]
    assert isinstance(found, dict)
    return found


def unescaped(value: str) -> str:
    assert not re.search(r"(?<!\\)(?:\\\\)*[,;]", value.replace("\\,", "").replace("\\;", ""))
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], value)


def events(text: str) -> dict[str, Block]:
    found = {}
    for event in read(text).get("VEVENT", []):
        clock = event["UID"].removeprefix("20260329-0041-ab12-").removesuffix("@breachplay")
        found[clock] = event
    return found


def of_law(text: str) -> set[str]:
    return {name for name in events(text) if name not in {"first-word", "next-update"}}


def test_a_deadline_is_an_event_at_its_end_in_utc() -> None:
    text = calendar(made("gdpr-33"))
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//breachplay//")
    event = events(text)["gdpr-33"]
    assert event["DTSTART"] == "20260401T003500Z"
    assert event["DTSTAMP"] == "20260329T120000Z"
    assert event["SUMMARY"] == "GDPR 33, tell supervisory authority"
    assert event["STATUS"] == "TENTATIVE"
    assert "Regulation (EU) 2016/679, Art. 33(1) (checked on 2026-11-24)" in event["DESCRIPTION"]
    assert "This is no legal advice: counsel decides" in event["DESCRIPTION"]


def test_an_unchecked_rule_says_so() -> None:
    assert "UNCHECKED" in events(calendar(made("uk-gdpr-33")))["uk-gdpr-33"]["DESCRIPTION"]


def test_a_deadline_of_our_own_names_who_set_it_and_no_check() -> None:
    run = made()
    clock = {"id": "own-1", "title": "Leak site", "tell": "counsel", "cite": "their page",
             "fixed": "2026-11-27T00:00+00:00"}  # fmt: skip
    run.add("clock_added", {"clock": clock})
    told = events(calendar(run))["own-1"]["DESCRIPTION"]
    assert "their page" in told
    assert "checked on" not in told


def test_what_has_no_deadline_is_not_in_it() -> None:
    assert of_law(calendar(made("sec-8k-105", "gdpr-34", "gdpr-processor"))) == set()


def test_it_rings_when_it_becomes_close_and_an_hour_before() -> None:
    alarms = events(calendar(made("gdpr-33")))["gdpr-33"]["VALARM"]
    assert [alarm["TRIGGER"] for alarm in alarms] == ["-PT1080M", "-PT60M"]
    assert {alarm["ACTION"] for alarm in alarms} == {"DISPLAY"}
    short = {"id": "own", "title": "Own", "starts": "aware", "within": "2 hours", "tell": "t",
             "cite": "c"}  # fmt: skip
    alarms = events(calendar(made(own=short)))["own"]["VALARM"]
    assert [alarm["TRIGGER"] for alarm in alarms] == ["-PT30M"]


def test_read_in_again_it_replaces_what_it_was() -> None:
    run = made("gdpr-33")
    before = events(calendar(run))["gdpr-33"]
    run.add("milestone_reached", {"milestone": "aware"}, happened="2026-03-29T03:35:00+02:00")
    after = events(calendar(run, NOW + timedelta(hours=1)))["gdpr-33"]
    assert (before["UID"], after["UID"]) == (after["UID"], "20260329-0041-ab12-gdpr-33@breachplay")
    assert after["DTSTART"] == "20260401T013500Z"
    assert int(after["SEQUENCE"]) > int(before["SEQUENCE"])


@pytest.mark.parametrize(
    ("kind", "body", "status", "summary"),
    [
        ("clock_met", {"evidence": "Form", "where": "Portal"}, "CONFIRMED", "MET: GDPR 33, "),
        ("clock_waived", {"reason": "No risk", "decided_by": "Legal"}, "CANCELLED", "WAIVED: "),
    ],
)
def test_what_is_settled_rings_no_more(
    kind: str, body: dict[str, str], status: str, summary: str
) -> None:
    run = made("gdpr-33")
    run.add(kind, {"clock": "gdpr-33", **body})
    event = events(calendar(run))["gdpr-33"]
    assert event["STATUS"] == status
    assert event["SUMMARY"].startswith(summary)
    assert "VALARM" not in event


def test_an_exercise_says_so_in_every_event() -> None:
    found = read(calendar(made("gdpr-33", "nis2-early", mode="exercise")))
    assert found["X-WR-CALNAME"].startswith("EXERCISE: ")
    for event in found["VEVENT"]:
        assert event["SUMMARY"].startswith("EXERCISE: ")
        for alarm in event.get("VALARM", []):
            assert alarm["DESCRIPTION"].startswith("EXERCISE: ")
    assert "EXERCISE" not in calendar(made("gdpr-33"))


def test_no_line_is_longer_than_75_octets_nor_cut_inside_a_character() -> None:
    own = {"id": "own", "title": "Größte Ämter, 個人情報保護委員会; " * 4, "starts": "aware",
           "within": "2 hours", "tell": "Behörde\\Amt " * 12, "cite": "§ 1 🙂 " * 12}  # fmt: skip
    text = calendar(made(own=own))
    for line in text.encode().split(b"\r\n"):
        assert len(line) <= 75
        line.decode()
    event = events(text)["own"]
    assert event["SUMMARY"] == f"{own['title']}, tell {own['tell']}"
    assert own["cite"] in event["DESCRIPTION"]


@given(st.text(min_size=1, max_size=150))
def test_no_text_leaves_its_property(text: str) -> None:
    title = storable(text).replace("\n", " ").replace("\r", " ") or "x"
    own = msgspec.to_builtins(
        Clock(id="own", title=title, tell="t", cite="c", starts="aware", within="2 hours")
    )
    exported = calendar(made(own=own))
    names = {line.partition(":")[0] for line in unfolded(exported)}
    assert names <= {
        "BEGIN", "END", "VERSION", "PRODID", "CALSCALE", "X-WR-CALNAME", "X-WR-CALDESC", "UID",
        "DTSTAMP", "SEQUENCE", "DTSTART", "SUMMARY", "DESCRIPTION", "STATUS", "TRANSP", "CLASS",
        "ACTION", "TRIGGER",
    }  # fmt: skip
    assert "own" in events(exported)


def test_it_is_one_of_the_forms() -> None:
    run = made("gdpr-33")
    assert FORMATS["ics"].write(run.state, run.events, now=NOW) == calendar(run)
    assert not FORMATS["ics"].verifiable
