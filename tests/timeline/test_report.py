"""The report, read as counsel would read it.

`BREACHPLAY_GOLDEN=write pytest tests/timeline/test_report.py` writes the kept reports anew.
"""

import os
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from breachplay import __version__
from breachplay.record.commands_exercise import RemarkOnExercise
from breachplay.timeline.report import as_markdown
from tests.exercise.made import started
from tests.record.helpers import FrozenClock

from .made import COMMUNICATOR, LEGAL, NOW, PLAYBOOK, PROFILE, Made, small_run


def report(made: Made, now: datetime = NOW) -> str:
    return as_markdown(made.state, made.events, now=now)


def section(text: str, title: str) -> str:
    found = re.search(rf"^## (?:EXERCISE: )?{title}\n\n(.*?)(?=^## |\Z)", text, re.M | re.S)
    assert found, title
    return found[1].strip()


@pytest.mark.parametrize("mode", ["incident", "exercise"])
def test_the_report_of_a_small_run(mode: str) -> None:
    kept = Path(__file__).with_name(f"report_{mode}.md")
    text = report(small_run(mode)).replace(f"breachplay {__version__}", "breachplay VERSION")
    if os.environ.get("BREACHPLAY_GOLDEN") == "write":
        kept.write_text(text, encoding="utf-8")
    assert text == kept.read_text(encoding="utf-8")


def test_an_exercise_says_so_in_every_heading_and_first_line_of_a_section() -> None:
    lines = report(small_run("exercise")).splitlines()
    heads = [place for place, text in enumerate(lines) if re.match("##? ", text)]
    assert len(heads) >= 13
    for place in heads:
        assert "EXERCISE: " in lines[place]
        assert lines[place + 2] == "**EXERCISE. Nothing here happened for real.**"


def test_a_live_incident_says_so_and_never_speaks_of_an_exercise() -> None:
    text = report(small_run())
    assert text.startswith("# LIVE INCIDENT: Customer data breach\n")
    assert "EXERCISE" not in text


def test_a_run_that_has_only_begun() -> None:
    text = report(Made().opened(), datetime(2026, 3, 29, 1, 0, tzinfo=UTC))
    assert "| Closed | still open when this was exported |" in text
    assert "- Nothing was posted." in text
    assert "- The run lasted 19 min from its opening to this export (still open)." in text
    for title, nothing in {
        "Posts": "Nothing was posted.",
        "Overridden caveats": "No stop was overridden.",
        "Skipped items": "No item was skipped.",
        "Facts as they changed": "Never set: People affected, Cause.",
        "Notes": "No note was written.",
        "Appendix: drafts never posted": "There are none.",
    }.items():
        assert section(text, title) == nothing


def test_every_event_is_in_the_timeline_in_order() -> None:
    made = small_run()
    seqs: list[int] = []
    for row in section(report(made), "Full timeline").splitlines():
        found = re.match(r"\| (\d+)(?: to (\d+))? \|", row)
        if found:
            seqs += range(int(found[1]), int(found[2] or found[1]) + 1)
    assert seqs == [event.seq for event in made.events]


def test_saves_of_one_draft_stand_in_one_line_until_anything_else_happens() -> None:
    made = Made().opened()
    draft = {"draft": "d", "phase": "acknowledge", "template": "", "network": "x"}
    for text in ("a", "ab", "abc"):
        made.add("draft_saved", {**draft, "text": text})
    made.add("draft_saved", {**draft, "text": "abcd"}, actor=LEGAL)
    made.add("draft_saved", {**draft, "text": "abc"}, after=timedelta(hours=-1))
    rows = section(report(made), "Full timeline").splitlines()[-3:]
    assert [row.split(" | ")[0] for row in rows] == ["| 4 to 6", "| 7", "| 8"]
    assert "3 versions since" in rows[0]
    assert "CLOCK WENT BACK 1 h 00 min" in rows[2]


def test_a_late_note_is_told_with_the_time_as_entered() -> None:
    made = Made().opened()
    made.add("note_added", {"text": "Support saw it first"}, happened="2026-03-28T23:10+01:00")
    told = section(report(made), "Full timeline").splitlines()[-1]
    assert told.endswith(
        "Note: Support saw it first; happened 2026-03-28 23:10:00 CET "
        "(22:10:00 UTC), entered as 2026-03-28T23:10+01:00 |"
    )


def test_a_draft_that_was_copied_but_never_marked_as_posted_is_told() -> None:
    made = Made().opened()
    draft = {"draft": "d", "phase": "acknowledge", "template": "first", "network": "x"}
    made.add("draft_saved", {**draft, "text": "We know."})
    handed = {"draft": "d", "way": "copied", "network": "x", "text": "We know."}
    made.add("text_handed_over", handed)
    made.add("draft_saved", {**draft, "text": " "})
    appendix = section(report(made), "Appendix: drafts never posted")
    assert "### First acknowledgement" in appendix
    assert "2 versions saved" in appendix
    assert "It was emptied; this is the last text before." in appendix
    assert "The text left the app without being marked as posted: copied " in appendix
    assert "```text\nWe know.\n```" in appendix


def test_a_post_shows_hidden_characters_and_says_that_it_does() -> None:
    made = Made().opened()
    body = {**small_run().events[11].body, "text": "See \u202ethis"}
    text = section(report(made.add("posted", body)), "Posts")
    assert "```text\nSee <U+202E>this\n```" in text
    assert "the JSON export holds it unchanged" in text


def test_a_zone_that_is_not_known_is_said() -> None:
    made = Made(profile={**PROFILE, "timezone": "Mars/Olympus"}).opened()
    text = report(made)
    assert "Mars/Olympus (not a time zone known here: UTC is shown instead)" in text
    assert "| Opened | 2026-03-29 00:41:00 UTC, by Sam Sample, communicator |" in text


def test_an_item_that_was_skipped_and_taken_up_again() -> None:
    made = Made().opened()
    item = {"phase": "acknowledge", "item": "secured"}
    made.add("item_skipped", {**item, "reason": "No access", "second": ""})
    made.add("item_reopened", item).add("item_checked", item)
    assert re.search(r"No access \| none asked \| .* \| checked \|", report(made))


def test_who_acted_is_told_once_each_and_the_program_not_at_all() -> None:
    made = Made().opened().add("note_added", {"text": "n"}, actor=LEGAL)
    program = COMMUNICATOR.__class__("breachplay", "")
    made.add("note_added", {"text": "n"}, actor=program)
    assert "| People who acted | Sam Sample, communicator; Lee Legal, legal |" in report(made)


def test_exercise_time_has_its_column() -> None:
    made = Made(mode="exercise", exercise_at="2026-03-29T00:50:00.000Z").opened()
    text = report(made)
    assert "| UTC | Exercise time | Who |" in text.replace("Local time", "")
    assert "| T+0 min, " in text


def test_exercise_time_counts_from_the_start_and_private_notes_are_said_to_be_there(
    tmp_path: Path,
) -> None:
    clock = FrozenClock()
    with started(tmp_path, clock, speed=30) as session:
        clock.advance(minutes=2)
        before = as_markdown(session.state, session.events, now=clock.now())
        session.submit(RemarkOnExercise("They are slow today"))
        text = as_markdown(session.state, session.events, now=clock.now())
    assert "| T+1 h 00, " in text
    assert "They are slow today" in text
    assert "Players did not see them while they played." in text
    assert "Players did not see them" not in before


def test_a_long_run_is_reported_in_good_time() -> None:
    made = Made(playbook=PLAYBOOK).opened()
    for number in range(3000):
        made.add("note_added", {"text": f"note {number}"})
    assert report(made).count("```text") == 3000
