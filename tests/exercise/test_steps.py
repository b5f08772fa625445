"""What each step of a script does: the same commands that a player's screen would send."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from breachplay.exercise.play import play
from breachplay.playbook.clocks import library
from breachplay.playbook.find import find_scenario
from breachplay.playbook.script import Script
from breachplay.record.clocks import standing
from breachplay.record.commands_clocks import AddClocks
from breachplay.record.opening_exercise import prepare_exercise
from breachplay.record.session import Session
from breachplay.record.store import Store
from breachplay.record.when import parse_stamp
from tests.exercise.made import begun
from tests.record.helpers import COMMUNICATOR, TickingClock

Step = Mapping[str, Any]

SECURED: Step = {"at": "1m", "check": ["acknowledge/secured"]}
COUNT: Step = {
    "at": "2m",
    "fact": {
        "name": "people_affected",
        "value": "212,000",
        "status": "confirmed",
        "source": "Data analyst",
    },
}
STATED: Step = {"at": "5m", "post": {"text": "{people_affected} people are affected."}}


def played(folder: Path, *steps: Step, clocks: tuple[str, ...] = ()) -> tuple[Session, list[str]]:
    """Play these steps; give the finished exercise, and why steps were refused."""
    session = begun(folder, TickingClock())
    if clocks:
        chosen = tuple(msgspec.to_builtins(library()[name]) for name in clocks)
        session.submit(AddClocks(chosen))
    document = {
        "format": 1,
        "id": "steps",
        "title": "Steps",
        "scenario": "small-exercise",
        "step": [SECURED, *steps],
        "end": "23h",
    }
    refusals = play(session, msgspec.convert(document, Script))
    return session, [one.reason for one in refusals]


def minutes(session: Session, stamp: str) -> float:
    begins = parse_stamp(session.state.opened_at)
    return (parse_stamp(stamp) - begins).total_seconds() / 60


def test_what_a_post_promises_is_confirmed_and_kept_by_the_next_one(tmp_path: Path) -> None:
    session, refused = played(
        tmp_path,
        {"at": "4m", "post": {"text": "We look into it. Next update in 30 minutes."}},
        {"at": "20m", "post": {"text": "We are still looking into it."}},
    )
    assert refused == []
    (promise,) = session.state.promises
    assert minutes(session, promise.due) == 34
    assert minutes(session, promise.kept_at) == 20


def test_a_correction_names_the_newest_post_that_stated_the_fact(tmp_path: Path) -> None:
    session, refused = played(
        tmp_path,
        COUNT,
        STATED,
        {**STATED, "at": "6m"},
        {"at": "7m", "post": {"text": "We go on checking."}},
        {"at": "22h5m", "fact": {**COUNT["fact"], "value": "310,000"}},
        {
            "at": "22h9m",
            "answers": "day-after",
            "post": {
                "text": "Correction: we said 212,000. Now confirmed: {people_affected} people.",
                "corrects": "people_affected",
            },
        },
    )
    assert refused == []
    posts = session.state.posts
    assert [post.corrects for post in posts] == [0, 0, 0, posts[1].seq]
    assert session.state.exercise is not None
    (answer,) = session.state.exercise.answers_to("day-after")
    assert (answer.response, answer.event) == ("correction", posts[-1].seq)


def test_what_nobody_stated_cannot_be_corrected(tmp_path: Path) -> None:
    step = {"at": "4m", "post": {"text": "Correction: sorry.", "corrects": "service"}}
    session, refused = played(tmp_path, step)
    assert refused == ['no post stated "service": there is nothing to correct']
    assert session.state.posts == ()


def test_a_reply_goes_to_whoever_sent_the_inject(tmp_path: Path) -> None:
    step = {"at": "4m", "answers": "mention", "reply": {"text": "We are looking into it."}}
    session, refused = played(tmp_path, step)
    assert refused == []
    (question,) = session.state.questions.values()
    assert (question.who, question.status) == ("@sample_researcher", "answered")
    (post,) = session.state.posts
    assert post.reply_to == (question.id,)
    assert session.state.exercise is not None
    (answer,) = session.state.exercise.answers_to("mention")
    assert (answer.response, answer.event) == ("reply", post.seq)


def test_a_question_that_is_noted_is_not_answered_by_that(tmp_path: Path) -> None:
    step = {"at": "4m", "answers": "mention", "question": "Is it ours?"}
    session, refused = played(tmp_path, step)
    assert refused == []
    (question,) = session.state.questions.values()
    assert (question.text, question.status) == ("Is it ours?", "open")
    assert session.state.exercise is not None
    assert session.state.exercise.answers_to("mention") == ()


def test_a_milestone_that_was_reached_before_moves_its_clock(tmp_path: Path) -> None:
    session, refused = played(
        tmp_path,
        {"at": "40m", "milestone": "aware", "ago": "46h"},
        {
            "at": "50m",
            "clock": {"id": "gdpr-33", "evidence": "Form, receipt 7", "where": "Portal"},
        },
        {
            "at": "51m",
            "waive": {"id": "uk-gdpr-33", "reason": "Nobody there", "decided_by": "Test Legal"},
        },
        clocks=("gdpr-33", "uk-gdpr-33"),
    )
    assert refused == []
    met, waived = sorted(standing(session.state, session.now()), key=lambda one: one.id)
    begins = parse_stamp(session.state.opened_at)
    assert met.deadline == begins + timedelta(minutes=40, hours=72 - 46)
    assert (met.status, met.late, waived.status) == ("met", False, "waived")


def test_approved_by_somebody_who_did_not_write_it(tmp_path: Path) -> None:
    post = {"text": "We look into it.", "approved_by": "Test Approver, legal"}
    session, refused = played(tmp_path, {"at": "4m", "post": post})
    assert refused == []
    (held,) = session.state.posts[0].approvals
    assert (held.name, held.role) == ("Test Approver", "legal")


def test_a_post_that_is_stopped_says_by_what_and_an_override_sets_it_aside(
    tmp_path: Path,
) -> None:
    clock = TickingClock()
    command = prepare_exercise(find_scenario("paste-at-0840"), None, clock.now())
    session = Session.begin(Store(tmp_path), command, COMMUNICATOR, clock)
    fact = {"name": "people_affected", "value": "two million", "status": "reported"}
    post = {"text": "It is {people_affected} people."}
    document = {
        "format": 1,
        "id": "steps",
        "title": "Steps",
        "scenario": "paste-at-0840",
        "step": [
            {"at": "2m", "fact": {**fact, "source": "The reporter"}},
            {"at": "4m", "post": post},
            {"at": "5m", "post": {**post, "override": "Everybody says so"}},
        ],
    }
    (refusal,) = play(session, msgspec.convert(document, Script))
    assert refusal.step == 2
    assert refusal.reason.startswith("stops stand against it: ")
    assert "two million" in refusal.reason
    assert [minutes(session, post.at) for post in session.state.posts] == [5]
    assert {one.reason for one in session.state.overrides} == {"Everybody says so"}


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ({"at": "1m", "answers": "calls", "reply": {"text": "x"}}, "has not reached the players"),
        ({"at": "1m", "post": {"template": "acknowledge/none"}}, "has no template"),
        ({"at": "1m", "clock": {"id": "no", "evidence": "x", "where": "y"}}, "watches no clock"),
    ],
)
def test_what_cannot_be_done_is_told(tmp_path: Path, step: Step, said: str) -> None:
    _, refused = played(tmp_path, step)
    assert len(refused) == 1
    assert said in refused[0]
