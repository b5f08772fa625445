"""What a report says of posts that no longer hold, and of their corrections."""

import csv
import io
import json

from breachplay.timeline.exports import as_json
from breachplay.timeline.report import as_markdown
from breachplay.timeline.sentences import sentence
from breachplay.timeline.table import as_csv

from .made import NOW, Made

POST = {
    "phase": "acknowledge",
    "network": "x",
    "length": 30,
    "limit": 280,
    "link": "",
    "caveats": [],
}


def changed() -> Made:
    """A post said 80k, and then it was 310,000."""
    made = Made().opened()
    fact = {"fact": "people_affected", "source": "support lead", "status": "confirmed"}
    made.add("fact_set", {**fact, "value": "80,000"})
    stated = {"fact": "people_affected", "value": "80,000", "status": "confirmed", "said": "80k"}
    made.add("posted", {**POST, "draft": "d1", "text": "It is 80k | people.", "facts": [stated]})
    return made.add("fact_set", {**fact, "value": "310,000", "source": "forensics"})


def corrected() -> Made:
    made = changed()
    seq = made.state.posts[0].seq
    stated = {"fact": "people_affected", "value": "310,000", "status": "confirmed"}
    body = {**POST, "draft": "d2", "text": "Correction: 310,000.", "facts": [stated]}
    made.add("draft_saved", {**SAVED, "corrects": seq})
    return made.add("posted", {**body, "corrects": seq})


SAVED = {
    "draft": "d2",
    "phase": "acknowledge",
    "template": "",
    "network": "x",
    "text": "Correction",
}


def test_a_post_that_no_longer_holds_is_named_with_what_it_said_and_what_holds() -> None:
    made = changed()
    text = as_markdown(made.state, made.events, now=NOW)
    assert "1 value stated in a post changed or retracted since; not corrected: post 1." in text
    (row,) = [line for line in text.splitlines() if line.startswith("| 1, X |")]
    cells = [cell.strip() for cell in row.split("|")]
    assert cells[3:7] == ["People affected", "80k", "80,000, confirmed", "310,000, confirmed"]
    assert cells[8] == "NOT CORRECTED"
    assert "| People affected | 80k | 80,000 | confirmed | 310,000, confirmed |" in text


def test_its_correction_is_named_on_both_sides() -> None:
    made = corrected()
    text = as_markdown(made.state, made.events, now=NOW)
    assert "1 value stated in a post changed or retracted since, and corrected." in text
    assert "| Corrected by | post 2 |" in text
    assert "| Corrects | post 1 |" in text
    (row,) = [line for line in text.splitlines() if line.startswith("| 1, X |")]
    assert row.endswith("| post 2 |")


def test_where_every_post_holds_there_is_no_such_section() -> None:
    made = Made().opened()
    assert "no longer hold" not in as_markdown(made.state, made.events, now=NOW)


def test_every_value_of_a_fact_stands_there_with_source_who_and_when() -> None:
    made = changed()
    text = as_markdown(made.state, made.events, now=NOW)
    rows = [line for line in text.splitlines() if "| confirmed | " in line and "Sam Sample" in line]
    assert [("80,000" in row, "310,000" in row) for row in rows] == [(True, False), (False, True)]
    assert "support lead" in rows[0]
    assert "forensics" in rows[1]


def test_the_sentence_says_that_it_corrects() -> None:
    made = corrected()
    state, seq = made.state, made.state.posts[0].seq
    saved, posted = made.events[-2:]
    assert f", correcting the post of seq {seq}" in sentence(saved, state.playbook)
    assert f", correcting the post of seq {seq}: " in sentence(posted, state.playbook)
    rows = list(csv.reader(io.StringIO(as_csv(state, made.events, now=NOW))))
    assert any(f"correcting the post of seq {seq}" in cell for row in rows for cell in row)


def test_programs_find_the_words_and_what_was_corrected() -> None:
    made = corrected()
    events = json.loads(as_json(made.state, made.events, now=NOW))["events"]
    first, second = (event["body"] for event in events if event["kind"] == "posted")
    assert first["facts"][0]["said"] == "80k"
    assert second["corrects"] == made.state.posts[0].seq
