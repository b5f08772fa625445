"""The clocks in reports and in documents for programs."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from breachplay.playbook.clock import ClockEntry
from breachplay.playbook.clocks import filled
from breachplay.timeline import FORMATS, as_html, as_json, as_markdown, as_toml
from breachplay.timeline.clocks_page import clocks_page
from breachplay.timeline.exports import read_export
from breachplay.timeline.sentences import sentence, short
from breachplay.timeline.verify import verify_export
from tests.timeline.made import LEGAL, PLAYBOOK, Made

NOW = datetime(2026, 3, 31, 12, 0, tzinfo=UTC)


def made(*uses: str) -> Made:
    found = filled([ClockEntry(use=use) for use in uses])
    clocks = [msgspec.to_builtins(clock) for clock in found]
    return Made(playbook={**PLAYBOOK, "clock": clocks}).opened()


def settled() -> Made:
    run = made("gdpr-33", "uk-gdpr-33", "nis2-final", "gdpr-34")
    run.add(
        "clock_met",
        {"clock": "nis2-notification", "evidence": "Form 2", "where": "Portal, case 12"},
        happened="2026-03-29T12:00:00+02:00",
    )
    waived = {"clock": "uk-gdpr-33", "title": "UK GDPR 33", "reason": "Nobody there",
              "decided_by": "Lee Legal"}  # fmt: skip
    return run.add("clock_waived", waived, actor=LEGAL)


def section(text: str) -> str:
    return text.split("## Clocks")[1].split("\n## ", maxsplit=1)[0]


def test_the_report_shows_how_each_stands() -> None:
    run = settled()
    text = section(as_markdown(run.state, run.events, now=NOW))
    assert "This is no legal advice: counsel decides which of these clocks apply" in text
    rows = {row.split("|")[1].strip(): row for row in text.splitlines() if row.startswith("|")}
    assert "close: 12 h 35 left" in rows["GDPR 33"]
    assert "2026-04-01 02:35:00 CEST (00:35:00 UTC)" in rows["GDPR 33"]
    assert "2026-11-24" in rows["GDPR 33"]
    assert "UNCHECKED: nobody has held this rule against" in rows["NIS 2 final report"]
    assert "2026-04-29 23:59:59 CEST" in rows["NIS 2 final report"]
    assert "not started: waits for: high risk to people established" in rows["GDPR 34"]
    assert "Form 2, Portal, case 12" in rows["NIS 2 notification"]
    assert "Nobody there (decided by Lee Legal)" in rows["UK GDPR 33"]
    assert list(rows).index("GDPR 33") < list(rows).index("GDPR 34")


def test_html_holds_the_same() -> None:
    run = settled()
    page = as_html(run.state, run.events, now=NOW)
    assert "Clocks" in page
    assert "12 h 35 left" in page


def test_a_document_for_programs() -> None:
    run = settled()
    clocks = json.loads(as_json(run.state, run.events, now=NOW))["clocks"]
    by_id: dict[str, dict[str, Any]] = {clock["id"]: clock for clock in clocks}
    assert by_id["gdpr-33"]["deadline"] == "2026-04-01T00:35:00.000Z"
    assert (by_id["gdpr-33"]["status"], by_id["gdpr-33"]["late"]) == ("close", False)
    assert by_id["gdpr-34"]["deadline"] is None
    assert by_id["nis2-notification"]["settled"] == "Form 2, Portal, case 12"
    assert by_id["uk-gdpr-33"]["as_of"] == "unchecked"


@pytest.mark.parametrize("form", ["json", "toml"])
def test_clocks_that_were_changed_in_an_export_are_told_of(form: str, tmp_path: Path) -> None:
    run = settled()
    write = as_json if form == "json" else as_toml
    text = write(run.state, run.events, now=NOW)
    file = tmp_path / f"export.{form}"
    file.write_text(text)
    verdict = verify_export(read_export(file))
    assert verdict.ok
    assert not verdict.warnings
    changed = text.replace("2026-04-01T00:35:00.000Z", "2026-05-01T00:35:00.000Z")
    assert changed != text
    file.write_text(changed)
    verdict = verify_export(read_export(file))
    assert any('"clocks" before its events: that is not in the chain' in one
               for one in verdict.warnings)  # fmt: skip


def test_a_calendar_is_no_export_to_verify(tmp_path: Path) -> None:
    run = made("gdpr-33")
    file = tmp_path / "export.ics"
    file.write_text(FORMATS["ics"].write(run.state, run.events, now=NOW))
    with pytest.raises(Exception, match="a report holds no chain to check"):
        read_export(file)


def test_events_of_clocks_in_sentences() -> None:
    run = settled()
    run.add("clock_reopened", {"clock": "uk-gdpr-33", "title": "UK GDPR 33", "reason": "A mistake"})
    (bank,) = filled([ClockEntry(use="apra-234")])
    run.add("clock_added", {"clock": msgspec.to_builtins(bank)})
    run.add(
        "clock_added",
        {
            "clock": {
                "id": "own-1",
                "title": "Gazette asks",
                "tell": "The desk",
                "cite": "Mail",
                "fixed": "2026-03-30T18:00+02:00",
            }
        },
    )
    told = [sentence(event, run.state.playbook) for event in run.events[3:]]
    assert told == [
        'Met the clock "nis2-notification": Form 2, Portal, case 12',
        'Waived the clock "UK GDPR 33": Nobody there (decided by Lee Legal)',
        'Opened the clock "UK GDPR 33" again: A mistake',
        'Added the clock "APRA CPS 234" (CPS 234, unchecked)',
        'Set the deadline "Gazette asks" for 2026-03-30T18:00+02:00 (source: Mail)',
    ]
    assert [short(event, run.state.playbook) for event in run.events[4:6]] == [
        "clock waived: UK GDPR 33",
        "clock opened: UK GDPR 33",
    ]


def test_the_page_of_the_library_is_up_to_date() -> None:
    """Write it anew with `python -m breachplay.timeline.clocks_page > docs/clocks.md`."""
    page = Path(__file__).parents[2] / "docs" / "clocks.md"
    assert page.read_text(encoding="utf-8") == clocks_page()
