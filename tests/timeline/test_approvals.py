"""Approvals as counsel would read them: sentences, report, what became of each answer."""

import re

import pytest

from breachplay.record.approval import CardSeen, Content, FactSeen
from breachplay.record.events import Actor
from breachplay.timeline.html import as_html
from breachplay.timeline.report import as_markdown
from breachplay.timeline.sentences import sentence, short
from breachplay.timeline.verify import verify_events

from .made import COMMUNICATOR, LEGAL, NOW, Made

TEXT = "We | are looking into it."
CONTENT = Content("x", TEXT, TEXT)
THREAD = Content("x", "One\n---\nTwo", cards=(CardSeen("One 1/2"), CardSeen("Two 2/2")))
SAVED = {"draft": "d1", "phase": "acknowledge", "template": "", "network": "x"}


def asked(made: Made, content: Content = CONTENT, comment: str = "by 02:30") -> int:
    """Ask for approval of a saved draft; give the event's number."""
    made.add("draft_saved", {**SAVED, "text": content.typed or content.text})
    body = {
        "draft": "d1",
        "phase": "acknowledge",
        "network": content.network,
        "text": content.text,
        "hash": content.hash,
        "head": "seq 4, amber-falcon 9f3c",
        "comment": comment,
        "cards": [{"text": card.text} for card in content.cards],
        "facts": [
            {"fact": one.name, "value": one.value, "status": one.status} for one in content.facts
        ],
    }
    made.add("approval_asked", body)
    return made.events[-1].seq


def answered(
    made: Made, seq: int, kind: str = "approved", content: Content = CONTENT, **more: object
) -> int:
    body = {
        "draft": "d1",
        "asked": seq,
        "hash": content.hash,
        "text": content.text,
        "name": LEGAL.name,
        "role": LEGAL.role,
        "comment": "fine | so far",
        **more,
    }
    made.add(kind, body)
    return made.events[-1].seq


def posted(made: Made, *seqs: int) -> Made:
    held = [{"seq": seq, "name": LEGAL.name, "role": LEGAL.role} for seq in seqs]
    body = {
        "draft": "d1",
        "phase": "acknowledge",
        "network": "x",
        "text": TEXT,
        "length": 25,
        "limit": 280,
        "facts": [],
        "caveats": [],
        "approvals": held,
    }
    return made.add("posted", body)


def report(made: Made) -> str:
    text = as_markdown(made.state, made.events, now=NOW)
    return "\n".join(re.sub(r" +", " ", row) for row in text.splitlines())


def test_a_post_names_who_approved_it() -> None:
    made = Made().opened()
    yes = answered(made, asked(made))
    posted(made, yes)
    told = report(made)
    assert re.search(r"\| Approved by \| Lee Legal, legal \(2026-03-29 \S+ \w+\) \|", told)
    assert "### Approval 1: X, asked 2026-03-29" in told
    assert "held when post 1 went out" in told
    assert "| Sam Sample, communicator |" in told  # whoever entered it
    assert TEXT in told
    assert "They said: by 02:30" in told
    assert f"Hash of this text: {CONTENT.hash}" in told


def test_a_post_that_nobody_approved() -> None:
    made = Made().opened()
    asked(made)
    assert "| Approved by | nobody on the record |" in report(posted(made))


def test_void_ones_are_told_too() -> None:
    made = Made().opened()
    answered(made, asked(made))
    assert "| holds |" in report(made)
    made.add("draft_saved", {**SAVED, "text": "Another text."})
    assert "| void: the text or what it states changed afterwards" in report(made)


def test_a_no_and_a_taking_back() -> None:
    made = Made().opened()
    seq = asked(made)
    answered(made, seq, "rejected", comment="too vague")
    made.add("approval_withdrawn", {"draft": "d1", "asked": seq, "reason": "written anew"})
    told = report(made)
    assert "| rejected | Lee Legal, legal |" in told
    assert "| too vague |" in told
    assert "Taken back: written anew" in told


def test_whoever_wrote_it_does_not_count() -> None:
    made = Made().opened()
    seq = asked(made)
    answered(made, seq, name=COMMUNICATOR.name, role="legal")
    assert "does not count: they wrote the text" in report(made)


def test_facts_and_cards() -> None:
    made = Made().opened()
    seen = Content(
        "x", THREAD.text, cards=THREAD.cards, facts=(FactSeen("cause", "a mistake", "reported"),)
    )
    answered(made, asked(made, seen), content=seen, card=1, hash=seen.card_hash(1))
    told = report(made)
    assert "| Cause | a mistake | reported | |" in told
    assert "One 1/2" in told
    assert "| card 1 |" in told


def test_in_html_too() -> None:
    made = Made().opened()
    asked(made, comment="<script>")
    told = as_html(made.state, made.events, now=NOW)
    assert "<script>" not in told
    assert "&lt;script&gt;" in told


def test_without_any() -> None:
    assert "No approval was asked." in report(Made().opened())


def test_the_chain_holds() -> None:
    made = Made().opened()
    answered(made, asked(made))
    assert verify_events(made.events).ok


@pytest.mark.parametrize(
    ("kind", "body", "whole", "in_short"),
    [
        (
            "approval_asked",
            {"network": "x", "text": "Hi\x1b[2J", "comment": "by 2"},
            'Asked for approval of a post for X (by 2): "Hi<U+001B>[2J"',
            "approval asked for X",
        ),
        (
            "approved",
            {"name": "Lee Legal", "role": "legal", "card": 2, "text": "Hi"},
            'Lee Legal, legal approved card 2 of the thread: "Hi"',
            "approved card 2 by legal",
        ),
        (
            "rejected",
            {"name": "Lee Legal", "role": "legal", "comment": "vague"},
            "Lee Legal, legal rejected the text (vague)",
            "rejected by legal",
        ),
        (
            "approval_withdrawn",
            {"reason": "written anew"},
            "Took back the asking for approval: written anew",
            "approval taken back",
        ),
    ],
)
def test_sentences(kind: str, body: dict[str, object], whole: str, in_short: str) -> None:
    made = Made().opened()
    playbook = made.state.playbook
    made.add(kind, body, actor=Actor("Sam Sample", ""))
    assert sentence(made.events[-1], playbook) == whole
    assert short(made.events[-1], playbook) == in_short
