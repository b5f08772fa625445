"""Which prepared answer fits a question: plain words, always in the same order."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachplay.playbook.matching import ranked, words
from breachplay.playbook.model import Playbook
from breachplay.playbook.read import read_playbook
from tests.steps import steps

SHIPPED = Path(__file__).parents[2] / "playbooks"


def book(*phases: tuple[str, list[tuple[str, str]]]) -> Playbook:
    """Give a playbook of phases with answers."""
    made: dict[str, Any] = {"format": 1, "id": "b", "title": "B", "summary": "For tests."}
    made["phase"] = [
        {
            "id": name,
            "title": name,
            "goal": "g",
            "answer": [{"asked": asked, "text": text} for asked, text in answers],
        }
        for name, answers in phases
    ]
    return msgspec.convert(made, Playbook)


TWO = book(
    (
        "first",
        [("Is my data affected?", "We are checking."), ("Who did this?", "We look into it.")],
    ),
    ("second", [("Was my password stolen?", "They are hashed."), ("Is my data safe?", "Read on.")]),
)


def best(playbook: Playbook, phase: str, asked: str) -> str:
    return ranked(playbook, phase, asked)[0].answer.asked


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("@AcmeHelp were the PASSWORDS stolen?!", "Was my password stolen?"),
        ("password", "Was my password stolen?"),
        ("who on earth did that", "Who did this?"),
        ("am I affected", "Is my data affected?"),
        ("are they hashed?", "Was my password stolen?"),
        ("is it safe", "Is my data safe?"),
    ],
)
def test_the_answer_with_the_most_words_in_common(asked: str, answer: str) -> None:
    assert best(TWO, "first", asked) == answer


def test_of_two_that_fit_alike_the_present_phase_comes_first() -> None:
    assert best(TWO, "first", "my data?") == "Is my data affected?"
    assert best(TWO, "second", "my data?") == "Is my data safe?"


def test_a_word_in_the_question_weighs_more_than_one_in_the_answer() -> None:
    playbook = book(
        ("one", [("Do you pay?", "No refund is due."), ("Is there a refund?", "We do not pay.")])
    )
    assert best(playbook, "one", "refund") == "Is there a refund?"
    assert best(playbook, "one", "pay") == "Do you pay?"


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    answers = [(f"Is my account number {number} open?", "Yes.") for number in range(6)]
    playbook = book(("one", [*answers, ("Is the newsletter open?", "Yes.")]))
    assert best(playbook, "one", "account newsletter") == "Is the newsletter open?"


def test_nothing_in_common_scores_nothing_and_keeps_the_order() -> None:
    for asked in ("xyzzy", "", "is it the a", "@AcmeHelp https://x.com/a/status/1"):
        matches = ranked(TWO, "second", asked)
        assert [match.score for match in matches] == [0, 0, 0, 0]
        assert [match.phase for match in matches] == ["second", "second", "first", "first"]


def test_every_answer_is_there_once_under_its_place() -> None:
    matches = ranked(TWO, "second", "password data")
    assert {(match.phase, match.number) for match in matches} == {
        ("first", 0),
        ("first", 1),
        ("second", 0),
        ("second", 1),
    }
    for match in matches:
        phase = next(one for one in TWO.phase if one.id == match.phase)
        assert phase.answer[match.number] is match.answer


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("passwords", "password"),
        ("stopped", "stop"),
        ("Addresses", "address"),
        ("companies", "company"),
        ("customer's", "customers"),
        ("you’ve changed it", "you've changing it"),
    ],
)
def test_endings_do_not_matter(one: str, other: str) -> None:
    assert words(one) == words(other)
    assert words(one)


def test_mentions_addresses_and_small_words_say_nothing() -> None:
    assert words("@AcmeHelp is it the one at https://x.com/password/status/1") == words("one")


@given(st.text(max_size=200))
def test_any_text_gives_the_same_order_each_time(asked: str) -> None:
    assert ranked(TWO, "first", asked) == ranked(TWO, "first", asked)


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("how many customers got hacked", "How many people are affected?"),
        ("is this email from you real or phishing", "I got an email that says it is from you"),
        ("do you pay for credit monitoring??", "Do you pay for credit monitoring?"),
        ("why did it take so long to tell us", "Why did you not tell us sooner?"),
    ],
)
def test_on_the_playbook_that_ships(asked: str, answer: str) -> None:
    playbook = read_playbook(SHIPPED / "customer-data-breach.toml")
    assert best(playbook, "clarify", asked).startswith(answer)


def test_a_large_playbook_keeps_up_with_typing() -> None:
    answers = [
        (f"Question {number} about a thing?", "Some words to read. " * 20) for number in range(200)
    ]
    playbook = book(*[(f"p{number}", answers) for number in range(10)])
    first = steps(lambda: ranked(playbook, "p1", "thing"))
    key = steps(lambda: ranked(playbook, "p1", "another thing"))
    assert key < 20 * 2000, "the words of 2,000 answers are not looked for anew with each key"
    assert key < first
