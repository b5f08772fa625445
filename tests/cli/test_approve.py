"""Approvals from the command line: read in full, answered by name, refused when changed."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from breachplay.playbook.profile import Person
from breachplay.record.commands import MarkPosted, NoteImage, SaveDraft, SetFact
from breachplay.record.commands_approvals import AskApproval
from breachplay.record.session import Session
from breachplay.record.state import State
from breachplay.record.store import Store
from tests.cli.conftest import Breachplay
from tests.record.helpers import COMMUNICATOR, FrozenClock, open_command, small_profile
from tests.terminal import Terminal

TEXT = "We are looking into it. \x1b[2J"
LEGAL = "Test Approver, legal"
BY_HAND = "The first.\n---\nThe second."


@pytest.fixture
def asked(begin: Callable[..., Session]) -> Callable[..., Session]:
    """Begin a run in which approval of a text is asked."""

    def made(text: str = TEXT, comment: str = "by 02:30") -> Session:
        session = begin()
        session.submit(SetFact("people_affected", "120,000", "reported", "forensics"))
        session.submit(SaveDraft("d1", text))
        session.submit(AskApproval("d1", text, comment))
        return session

    return made


def state_of(store: Path, run: str) -> State:
    with Session.open(Store(store), run, COMMUNICATOR, FrozenClock(), read_only=True) as session:
        return session.state


def test_nothing_waits(breachplay: Breachplay, begin: Callable[..., Session]) -> None:
    begin().close()
    said = breachplay("approve")
    assert (said.status, said.out) == (0, "Nothing waits for approval.\n")
    assert breachplay("approve", "--json").document == []
    said = breachplay("approve", "--yes", "--as", LEGAL)
    assert (said.status, said.error) == (1, "nothing waits for approval")


def test_all_of_it_is_shown_and_does_nothing(
    breachplay: Breachplay, asked: Callable[..., Session]
) -> None:
    with asked("It affects {people_affected} people. \x1b[2J") as session:
        session.submit(NoteImage("d1", "a.png", "A chart"))
        session.submit(AskApproval("d1", "It affects {people_affected} people. \x1b[2J"))
    said = breachplay("approve")
    assert said.status == 0
    assert "\x1b" not in said.out
    for shown in (
        "Post for X, in the phase Acknowledge",
        "│ It affects 120,000 people. <U+001B>[2J",
        "▣ a.png: A chart",
        "People affected: 120,000, reported; source: forensics",
        "Changed since it was asked before",
        "picture a.png: added",
        "To answer: breachplay approve",
    ):
        assert shown in said.out


def test_yes_by_name_and_role(
    breachplay: Breachplay, asked: Callable[..., Session], store: Path
) -> None:
    with asked() as session:
        run = session.state.run
    said = breachplay("approve", run, "--yes", "--comment", "fine", "--as", LEGAL)
    assert said.status == 0
    assert "│ We are looking into it." in said.out
    assert "approved: seq " in said.out
    (answer,) = state_of(store, run).approvals_answered
    assert (answer.name, answer.role, answer.comment, answer.yes) == (
        "Test Approver",
        "legal",
        "fine",
        True,
    )
    assert breachplay("approve").out == "Nothing waits for approval.\n"


def test_no_needs_a_reason(
    breachplay: Breachplay, asked: Callable[..., Session], store: Path
) -> None:
    with asked() as session:
        run = session.state.run
    said = breachplay("approve", "--reject", "--as", LEGAL)
    assert (said.status, said.error) == (1, "not recorded: give a reason for rejecting it")
    assert not state_of(store, run).approvals_answered
    said = breachplay("approve", "--reject", "--comment", "Say which service", "--as", LEGAL)
    assert said.status == 0
    (answer,) = state_of(store, run).approvals_answered
    assert (answer.yes, answer.comment) == (False, "Say which service")


def test_who_answers_must_be_said(breachplay: Breachplay, asked: Callable[..., Session]) -> None:
    asked().close()
    said = breachplay("approve", "--yes")
    assert (said.status, said.error) == (2, 'say who answers: --as "Name, role"')
    said = breachplay("approve", "--yes", "--as", "Test Approver")
    assert said.status == 1
    assert said.error == "not recorded: give the role in which Test Approver answers"


def test_whoever_wrote_it_is_refused(breachplay: Breachplay, asked: Callable[..., Session]) -> None:
    asked().close()
    said = breachplay("approve", "--yes", "--as", "test communicator, legal")
    assert said.status == 1
    assert "wrote this text: somebody else must approve it" in said.error


def test_both_answers_at_once(breachplay: Breachplay) -> None:
    assert breachplay("approve", "--yes", "--reject", "--as", LEGAL).status == 2


def test_the_text_changed_meanwhile(breachplay: Breachplay, asked: Callable[..., Session]) -> None:
    with asked() as session:
        (one,) = breachplay("approve", "--json").document
        assert one["text"] == TEXT
        session.submit(SaveDraft("d1", "Another text."))
        session.submit(AskApproval("d1", "Another text."))
    said = breachplay("approve", "--yes", "--expect", one["hash"], "--as", LEGAL)
    assert said.status == 1
    assert "the text changed while you read it: read it again first" in said.error


def test_the_short_hash_under_the_text_is_enough(
    breachplay: Breachplay, asked: Callable[..., Session]
) -> None:
    asked().close()
    short = breachplay("approve").out.rpartition("Text ")[2].split()[0]
    assert len(short) == 12
    assert breachplay("approve", "--yes", "--expect", short[:5], "--as", LEGAL).status == 1
    assert breachplay("approve", "--yes", "--expect", short, "--as", LEGAL).status == 0


def test_a_yes_that_does_not_count_says_so(breachplay: Breachplay, store: Path) -> None:
    counsel = Person("Test Approver", "legal")
    held = msgspec.structs.replace(small_profile(), approver=(counsel,))
    opening = msgspec.structs.replace(open_command(), profile=msgspec.to_builtins(held))
    with Session.begin(Store(store), opening, COMMUNICATOR, FrozenClock()) as session:
        session.submit(SaveDraft("d1", TEXT))
        session.submit(AskApproval("d1", TEXT))
    said = breachplay("approve", "--yes", "--as", "Test Passer-by, press")
    assert "this yes does not count: Test Passer-by, press is no approver" in said.out
    assert "does not count" not in breachplay("approve", "--yes", "--as", LEGAL).out


def test_a_changed_text_waits_for_nobody(
    breachplay: Breachplay, asked: Callable[..., Session]
) -> None:
    with asked() as session:
        session.submit(SaveDraft("d1", "Another text."))
    assert breachplay("approve").out == "Nothing waits for approval.\n"
    assert "asked, but since then the text changed" in breachplay("status").out


def test_card_by_card(breachplay: Breachplay, asked: Callable[..., Session]) -> None:
    asked(BY_HAND).close()
    said = breachplay("approve", "--yes", "--card", "1", "--as", LEGAL)
    assert said.status == 0
    assert "still missing: Nobody has approved card 2 of this thread yet." in said.out
    assert "✓ approved by Legal" in breachplay("approve").out
    said = breachplay("approve", "--yes", "--card", "3", "--as", LEGAL)
    assert (said.status, said.error) == (
        1,
        "not recorded: there is no card 3: this text has cards 1 to 2",
    )
    assert breachplay("approve", "--yes", "--card", "2", "--as", LEGAL).status == 0
    assert breachplay("approve").out == "Nothing waits for approval.\n"


def test_several_wait(breachplay: Breachplay, asked: Callable[..., Session]) -> None:
    with asked() as session:
        session.submit(SaveDraft("d2", "The other text."))
        session.submit(AskApproval("d2", "The other text."))
    said = breachplay("approve", "--yes", "--as", LEGAL)
    assert (said.status, said.error) == (2, "2 texts wait: name one with --draft (d1, d2)")
    assert breachplay("approve", "--yes", "--draft", "d2", "--as", LEGAL).status == 0
    (left,) = breachplay("approve", "--json").document
    assert left["draft"] == "d1"
    assert breachplay("approve", "--yes", "--draft", "d9", "--as", LEGAL).status == 1


def test_without_a_terminal_it_says_so(
    breachplay: Breachplay, asked: Callable[..., Session]
) -> None:
    asked().close()
    said = breachplay("approve", "--as", LEGAL)
    assert said.status == 2
    assert said.error.startswith("this needs a terminal to ask you")
    assert "We are looking into it." in said.out


def test_status_names_what_waits(breachplay: Breachplay, asked: Callable[..., Session]) -> None:
    with asked() as session:
        run = session.state.run
    assert (
        f'approvals    "We are looking into it. <U+001B>[2J": approval asked 03:10; '
        f"breachplay approve {run}"
    ) in breachplay("status").out
    (one,) = breachplay("status", "--json").document["approvals"]
    assert (one["draft"], one["waiting"], one["holds"]) == ("d1", True, False)


def test_after_it_is_posted_nothing_waits(
    breachplay: Breachplay, asked: Callable[..., Session]
) -> None:
    with asked("We are looking into it.") as session:
        session.submit(MarkPosted("d1", "We are looking into it."))
    assert breachplay("approve", "--json").document == []


def test_in_a_process_of_its_own(asked: Callable[..., Session], home: Path, store: Path) -> None:
    """Another process answers while this one has the run open, and this one hears of it."""
    with asked() as session:
        done = subprocess.run(
            [sys.executable, "-m", "breachplay", "approve", "--yes", "--as", LEGAL],
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
            capture_output=True,
            timeout=60,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, b"")
        assert [event.kind for event in session.follow()] == ["approved"]


def test_at_a_terminal(asked: Callable[..., Session], store: Path) -> None:
    """A person reads the text, is asked, says yes, and leaves a comment."""
    with asked() as session:
        run = session.state.run
    arguments = ["approve", run, "--as", LEGAL, "--store", str(store)]
    with Terminal(arguments) as terminal:
        terminal.until("approve exactly this text?")
        assert "We are looking into it." in terminal.text
        terminal.press("yes\r")
        terminal.until("Comment")
        terminal.press("fine by me\r")
        assert terminal.wait() == 0
    (answer,) = state_of(store, run).approvals_answered
    assert (answer.yes, answer.comment) == (True, "fine by me")


def test_json_is_one_document(breachplay: Breachplay, asked: Callable[..., Session]) -> None:
    asked(BY_HAND).close()
    said = breachplay("approve", "--json")
    (one,) = json.loads(said.out)
    assert [card["text"] for card in one["cards"]] == ["The first. 1/2", "The second. 2/2"]
    assert one["asked_by"] == str(COMMUNICATOR)
    assert one["comment"] == "by 02:30"
    assert one["head"].startswith("seq ")
