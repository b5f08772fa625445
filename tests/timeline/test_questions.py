"""Questions of people, as counsel would read them."""

import json
from datetime import timedelta
from typing import Any

import pytest

from breachplay.timeline.exports import as_json, as_toml
from breachplay.timeline.html import as_html
from breachplay.timeline.report import as_markdown
from breachplay.timeline.sentences import sentence, short
from breachplay.timeline.table import as_csv
from breachplay.timeline.waiting import unanswered_words, waited

from .made import LEGAL, NOW, Made

ASKED = {"question": "q1", "who": "@sample", "where": "x", "text": "Was it | mine?", "link": ""}
SAID = "No: only e-mail addresses.\nMore: https://sample.example/s"


def asked() -> Made:
    """Four questions: one answered twice, one closed, one open again, one from nobody."""
    made = Made().opened().add("question_logged", ASKED)
    made.add(
        "question_logged", {**ASKED, "question": "q2", "who": "Sample caller", "where": "phone"}
    )
    made.add("question_logged", {**ASKED, "question": "q3", "who": "@rude"})
    made.add("question_logged", {"question": "q4", "text": "Hello?"})
    answer = {"question": "q1", "text": SAID, "where": "x", "link": "https://x.com/a/status/1"}
    made.add("question_answered", {**answer, "draft": "d1"}, after=timedelta(minutes=39))
    made.add("question_answered", {**answer, "text": "Once more: no.", "link": ""}, actor=LEGAL)
    made.add("question_closed", {"question": "q3", "reason": "abuse"})
    made.add("question_closed", {"question": "q2", "reason": "answered by phone"})
    return made.add("question_reopened", {"question": "q2", "reason": "calls again"})


def report(made: Made) -> str:
    return as_markdown(made.state, made.events, now=NOW)


def test_each_event_in_a_sentence() -> None:
    made = asked()
    told = [sentence(event, made.state.playbook) for event in made.events[3:]]
    assert told[0] == 'Question q1 from @sample on X: "Was it | mine?"'
    assert told[1] == 'Question q2 from Sample caller (phone): "Was it | mine?"'
    assert told[3] == 'Question q4 from somebody: "Hello?"'
    assert told[4].startswith("Answered question q1 on X, https://x.com/a/status/1: ")
    assert told[6] == "Closed question q3 without an answer: abuse"
    assert told[8] == "Opened question q2 again: calls again"


def test_each_event_in_a_few_words() -> None:
    made = asked()
    told = [short(event, made.state.playbook) for event in made.events[3:]]
    assert told[0] == "@sample asks: Was it | mine?"
    assert told[3] == "somebody asks: Hello?"
    assert told[4] == "answered q1"
    assert told[6] == "closed q3: abuse"
    assert told[8] == "opened q2 again"


def test_the_report_says_when_by_whom_and_after_how_long() -> None:
    text = report(asked())
    section = text[text.index("## Questions of people") : text.index("## Notes")]
    rows = [line for line in section.splitlines() if line.startswith("| q")]
    assert [row.split(" | ")[0] for row in rows] == ["| q1", "| q2", "| q3", "| q4"]
    assert "| 42 min | Sam Sample, communicator | answered |" in rows[0]
    assert "Was it \\| mine?" in rows[0]
    assert "opened again: calls again |" in rows[1]
    assert "| unanswered for" in rows[1]
    assert rows[2].endswith("| closed without an answer: abuse |")
    assert "somebody" in rows[3]
    assert f"```text\n{SAID}\n```" in section
    assert "Once more: no." in section
    assert "Lee Legal, legal" in section
    assert "personal data of others" in section


def test_the_summary_counts_them() -> None:
    assert (
        "Questions of people: 4 logged, 1 answered (the slowest after 42 min), "
        "1 closed without an answer, 2 unanswered." in report(asked())
    )
    assert "Questions of people:" not in report(Made().opened())
    assert "No question was logged." in report(Made().opened())


def test_a_post_says_whom_it_answers() -> None:
    made = Made().opened().add("question_logged", ASKED)
    made.add(
        "posted",
        {
            "draft": "d1",
            "phase": "acknowledge",
            "network": "x",
            "text": "@sample No.",
            "length": 11,
            "limit": 280,
            "facts": [],
            "caveats": [],
            "reply_to": ["q1", "q9"],
        },
    )
    assert "| In reply to | q1 from `@sample`; q9 |" in report(made)


@pytest.mark.parametrize("form", [as_markdown, as_html, as_json, as_toml, as_csv])
def test_every_export_holds_question_and_answer_and_no_control(form: object) -> None:
    made = Made().opened()
    made.add(
        "question_logged", {**ASKED, "who": "<b>\x1b]0;x\x07", "text": "[/] <script>\x1b[2J ask"}
    )
    made.add("question_answered", {"question": "q1", "text": "\u202esaid <i>"})
    text = form(made.state, made.events, now=NOW)  # type: ignore[operator]
    assert "said" in text
    assert not {"\x1b", "\x07", "\u202e"} & set(text)
    if form is as_html:
        assert "<script>" not in text
        assert "&lt;script&gt;" in text


def test_the_json_export_holds_who_asked_as_it_was_entered() -> None:
    made = asked()
    events = json.loads(as_json(made.state, made.events, now=NOW))["events"]
    assert events[3]["body"] == ASKED


@pytest.mark.parametrize(
    ("span", "words"),
    [
        ({"seconds": 0}, "under 1 min"),
        ({"seconds": 59}, "under 1 min"),
        ({"seconds": 60}, "1 min"),
        ({"minutes": 59, "seconds": 59}, "59 min"),
        ({"minutes": 62}, "1 h 02 min"),
        ({"hours": 23, "minutes": 59}, "23 h 59 min"),
        ({"hours": 52}, "2 d 4 h"),
    ],
)
def test_waits_in_words(span: dict[str, int], words: str) -> None:
    assert waited(timedelta(**span)) == words


def test_who_waits_in_words() -> None:
    made = asked()
    assert unanswered_words(made.state, made.clock + timedelta(minutes=5)) == (
        "2 unanswered, longest 48 min"
    )
    assert unanswered_words(Made().opened().state, NOW) == ""
    made.add("run_closed", {"outcome": "All told."})
    assert unanswered_words(made.state, NOW) == ""


def test_a_link_learned_later_stands_with_the_answer() -> None:
    made = Made().opened().add("question_logged", ASKED)
    post: dict[str, Any] = {"draft": "d1", "phase": "acknowledge", "network": "x"}
    post |= {
        "text": "@sample No.",
        "length": 11,
        "limit": 280,
        "facts": [],
        "caveats": [],
        "reply_to": ["q1"],
    }
    made.add("posted", post)
    made.add("question_answered", {"question": "q1", "text": "@sample No.", "draft": "d1"})
    assert "| Link | none recorded |" in section_of(report(made))
    seq = made.state.posts[0].seq
    made.add("link_corrected", {"post": seq, "link": "https://x.com/a/status/7"})
    assert "https://x.com/a/status/7" in section_of(report(made))


def section_of(text: str) -> str:
    return text[text.index("## Questions of people") : text.index("## Notes")]
