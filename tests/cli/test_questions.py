"""asked, questions: people's questions without a screen."""

from collections.abc import Callable

import pytest

from breachplay.record.commands import CloseRun
from breachplay.record.commands_questions import AnswerElsewhere, CloseQuestions, LogQuestion
from breachplay.record.session import Session, SystemClock
from tests.cli.conftest import Breachplay

Begin = Callable[..., Session]
LINK = "https://x.com/sample_asker/status/123456"


def test_logged_from_another_terminal(breachplay: Breachplay, begin: Begin) -> None:
    with begin(clock=SystemClock()) as session:
        said = breachplay("asked", "Was my password stolen?", "--who", "@sample", "--where", "X")
        assert (said.status, said.err) == (0, "")
        session.follow()
        assert said.out == f"logged as q1 in {session.state.run}: {session.head}\n"
        question = session.state.questions["q1"]
    assert (question.who, question.where, question.text) == (
        "@sample",
        "x",
        "Was my password stolen?",
    )


def test_a_whole_post_from_standard_input(breachplay: Breachplay, begin: Begin) -> None:
    begin(clock=SystemClock()).close()
    pasted = f"Sample Asker\n@sample_asker\n·\n5m\nIs it true?\nI read it.\n{LINK}?s=20\n"
    assert breachplay("asked", given=pasted).status == 0
    document = breachplay("questions", "--json").document
    asked = document["questions"][0]
    assert (asked["who"], asked["where"], asked["link"]) == ("@sample_asker", "x", LINK)
    assert asked["text"] == "Is it true?\nI read it."


def test_when_it_was_asked(breachplay: Breachplay, begin: Begin) -> None:
    begin(clock=SystemClock()).close()
    breachplay("asked", "Is it true?", "--when", "70m ago")
    assert breachplay("questions").out.splitlines() == [
        "1 unanswered, longest 1 h 10 min",
        "q1   waits 1 h 10 min somebody: Is it true?",
    ]


@pytest.mark.parametrize(
    ("arguments", "status", "error"),
    [
        (("asked", "  "), 1, "not logged: give the question"),
        (("asked", "x", "--link", "ftp://x"), 1, "not logged: the link must begin with https://"),
        (("asked", "x", "--when", "tomorrow"), 2, '"tomorrow" is not a time'),
        (("asked", "x", "--run", "none"), 1, "none"),
        (("asked", "x", "y"), 2, "Got unexpected extra argument (y); see breachplay asked --help"),
        (("questions", "none"), 1, "none"),
    ],
)
def test_refused_in_one_line(
    breachplay: Breachplay, begin: Begin, arguments: tuple[str, ...], status: int, error: str
) -> None:
    begin().close()
    said = breachplay(*arguments)
    assert (said.status, said.out) == (status, "")
    assert error in said.error


def test_no_run_is_open(breachplay: Breachplay, begin: Begin) -> None:
    with begin() as session:
        session.submit(CloseRun("All told.", leaving_open=True))
    said = breachplay("asked", "Is it true?")
    assert said.status == 1
    assert "no run is open" in said.error
    assert breachplay("questions").status == 0, "those of the finished one are read"


def test_nobody_asked(breachplay: Breachplay, begin: Begin) -> None:
    begin().close()
    assert breachplay("questions").out.startswith("No question was logged. Log one with: ")
    document = breachplay("questions", "--json").document
    assert (document["unanswered"], document["longest_wait_seconds"]) == (0, None)
    assert document["questions"] == []
    assert "questions" not in breachplay("status").out


def test_who_waits_first(breachplay: Breachplay, begin: Begin) -> None:
    with begin(clock=SystemClock()) as session:
        for text in ("Answered?", "Closed?", "Waiting?"):
            session.submit(LogQuestion(text, "@sample", "x"))
        session.submit(AnswerElsewhere(("q1",), "Yes.", "phone"))
        session.submit(CloseQuestions(("q2",), "abuse"))
    lines = breachplay("questions").out.splitlines()
    assert lines[0] == "1 unanswered, longest under 1 min; 1 answered; 1 closed"
    assert [line.split()[0] for line in lines[1:]] == ["q3", "q1", "q2"]
    assert lines[3].endswith("Closed?  (abuse)")
    document = breachplay("questions", "--json").document
    assert [one["status"] for one in document["questions"]] == ["unanswered", "answered", "closed"]
    assert document["questions"][1]["answers"][0]["text"] == "Yes."


def test_status_says_who_waits(breachplay: Breachplay, begin: Begin) -> None:
    begin(clock=SystemClock()).close()
    breachplay("asked", "One?", "--when", "42m ago")
    breachplay("asked", "Two?")
    assert "questions    2 unanswered, longest 42 min" in breachplay("status").out.splitlines()
    figures = breachplay("status", "--json").document["questions"]
    assert figures.pop("longest_wait_seconds") in range(42 * 60, 43 * 60)
    assert figures == {"unanswered": 2, "answered": 0, "closed": 0}


def test_controls_are_shown_and_never_sent(breachplay: Breachplay, begin: Begin) -> None:
    begin(clock=SystemClock()).close()
    who, text = "[red]\x1b]0;x\x07", "[/]\x1b[2J\u202egone\nsecond line"
    assert breachplay("asked", text, "--who", who).status == 0
    for command in (("questions",), ("questions", "--json"), ("status",), ("export", "--as", "md")):
        said = breachplay(*command)
        assert not {"\x1b", "\x07", "\u202e"} & set(said.out), command
    listed = breachplay("questions").out
    assert "[red]<U+001B>]0;x<U+0007>: [/]<U+001B>[2J<U+202E>gone second line" in listed
    document = breachplay("questions", "--json").document
    assert document["questions"][0]["text"] == text
