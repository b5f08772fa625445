"""What was promised in public, and when it was kept, in sentences and in every export."""

import csv
import io
import json
import tomllib
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from breachplay.timeline import as_csv, as_html, as_json, as_markdown, as_toml
from breachplay.timeline.sentences import sentence, short

from .made import Made

NOW = datetime(2026, 3, 29, 8, 0, tzinfo=UTC)


def post(text: str, promised: str = "", **more: Any) -> dict[str, Any]:
    """Give the body of a post; one without a promise is as older versions wrote it."""
    body = {
        "draft": text[:9],
        "phase": "acknowledge",
        "network": "x",
        "text": text,
        "length": len(text),
        "limit": 280,
        "facts": [],
        "caveats": [],
        **more,
    }
    return {**body, "promised": promised} if promised else body


def kept_late() -> Made:
    """Promised for 06:00 in Berlin, put off, kept 12 minutes late; then for noon, corrected."""
    made = Made().opened()
    made.add("posted", post("First word. Next update by 06:00.", "2026-03-29T06:00+02:00"))
    snoozed = {
        "due": "2026-03-29T06:00+02:00",
        "until": "2026-03-29T06:10+02:00",
        "reason": "a call | with <police>",
        "promised": True,
    }
    made.add("update_snoozed", snoozed, after=timedelta(hours=3))
    made.clock = datetime(2026, 3, 29, 4, 11, tzinfo=UTC)
    made.add("posted", post("Second word. Next update at noon.", "2026-03-29T11:00+02:00"))
    corrected = {
        "post": made.events[-1].seq,
        "due": "2026-03-29T12:00+02:00",
        "reason": "noon is 12",
        "before": "2026-03-29T11:00+02:00",
    }
    return made.add("promise_corrected", corrected)


def markdown(made: Made, now: datetime = NOW) -> str:
    return as_markdown(made.state, made.events, now=now)


def section(report: str, title: str = "Promised updates") -> str:
    """Give one section of a report in Markdown."""
    return report.split(f"## {title}\n")[1].split("\n## ", maxsplit=1)[0]


class TestSentences:
    """Each event in one plain sentence."""

    def test_a_promise_stands_with_its_post(self) -> None:
        made = kept_late()
        told = sentence(made.events[3], made.state.playbook)
        assert told.endswith("it promises the next update by 2026-03-29 06:00 UTC+02:00")

    def test_put_off(self) -> None:
        made = kept_late()
        assert sentence(made.events[4], made.state.playbook) == (
            "Put the update due 2026-03-29 06:00 UTC+02:00 (that promise stands in public) off to "
            "2026-03-29 06:10 UTC+02:00: a call | with <police>"
        )
        assert short(made.events[4], made.state.playbook) == "snoozed to 06:10 UTC+02:00"

    def test_corrected(self) -> None:
        made = kept_late()
        assert sentence(made.events[6], made.state.playbook) == (
            "Corrected what post seq 6 promised: an update by 2026-03-29 12:00 UTC+02:00 "
            "(noted before: 2026-03-29 11:00 UTC+02:00): noon is 12"
        )

    def test_taken_back(self) -> None:
        made = kept_late()
        made.add("promise_corrected", {"post": 6, "due": "", "reason": "it was a quote"})
        told = sentence(made.events[-1], made.state.playbook)
        assert told == (
            "Corrected what post seq 6 promised: nothing (noted before: nothing): it was a quote"
        )


class TestReport:
    """A small table: promised where, when and for when; kept when; how late."""

    def test_promised_and_kept(self) -> None:
        told = section(markdown(kept_late()))
        rows = [row for row in told.splitlines() if row.startswith("| post ")]
        assert len(rows) == 2
        assert "06:00:00 CEST" in rows[0]
        assert "| 12 |" in rows[0]
        assert "post 2" in rows[0]
        assert "not kept yet | not due yet" in rows[1]
        assert "noon is 12" in rows[1]

    def test_put_off_is_told_apart_from_the_promise(self) -> None:
        told = section(markdown(kept_late()))
        assert "Updates put off inside the team" in told
        assert "yes: the promise stood" in told

    def test_in_a_sentence(self) -> None:
        told = section(markdown(kept_late()), "Summary")
        assert "Promised updates: 2, 0 kept on time, 1 late (by 12 min at most), 1 open." in told

    def test_a_promise_that_nobody_kept(self) -> None:
        made = kept_late().add("run_closed", {"outcome": "Over."})
        assert "| never |" in section(markdown(made))
        assert "1 never kept" in section(markdown(made), "Summary")

    def test_overdue_when_it_is_exported(self) -> None:
        late = markdown(kept_late(), NOW + timedelta(hours=3))
        assert "not kept yet | 60" in section(late)

    def test_a_record_of_an_older_version(self) -> None:
        made = Made().opened().add("posted", post("First word. Next update by 06:00."))
        assert "No post promised an update" in section(markdown(made))
        assert "Promised updates:" not in section(markdown(made), "Summary")

    def test_nothing_said(self) -> None:
        assert "Nothing was said in public; the first word was due" in section(
            markdown(Made().opened())
        )

    def test_html_is_data(self) -> None:
        made = kept_late()
        page = as_html(made.state, made.events, now=NOW)
        assert "Promised updates" in page
        assert "a call | with &lt;police&gt;" in page


class TestOtherExports:
    """CSV, JSON and TOML hold the events with their sentences."""

    def test_all_of_them(self) -> None:
        made = kept_late()
        rows = list(csv.reader(io.StringIO(as_csv(made.state, made.events, now=NOW))))
        assert any("off to 2026-03-29 06:10" in cell for row in rows for cell in row)
        for text, read in ((as_json, json.loads), (as_toml, tomllib.loads)):
            document = read(text(made.state, made.events, now=NOW))
            kinds = [event["kind"] for event in document["events"]]
            assert kinds.count("update_snoozed") == 1


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("posted", post("Word", "soon")),
        ("update_snoozed", {"until": "later", "due": "now", "reason": "a call"}),
        ("promise_corrected", {"post": 4, "due": "noon", "reason": "a call"}),
    ],
)
def test_a_time_that_is_none_is_not_folded(kind: str, body: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="cannot be read"):
        _ = Made().opened().add(kind, body).state
