"""One plain sentence for each kind of event."""

import pytest

from breachplay.record.events import Actor, Event
from breachplay.timeline.sentences import SHORT, sentence, short

from .made import small_run

RUN = small_run()
BOOK = RUN.state.playbook


def event(kind: str, **body: object) -> Event:
    return Event("r", 1, "c", "", None, None, Actor("A", ""), kind, body, "", "")


def told(kind: str) -> list[tuple[str, str]]:
    found = [event for event in RUN.events if event.kind == kind]
    return [(sentence(event, BOOK), short(event, BOOK)) for event in found]


@pytest.mark.parametrize(
    ("kind", "long", "brief"),
    [
        ("run_opened", 'Opened a live incident: "Customer data breach"', "opened a live incident"),
        (
            "milestone_reached",
            "Milestone reached: Aware of the breach (source: pager)",
            "Aware of the breach",
        ),
        ("phase_entered", 'Entered the phase "Acknowledge"', "entered Acknowledge"),
        (
            "phase_completed",
            'Completed the phase "Acknowledge", leaving open: Speaker named',
            "completed Acknowledge",
        ),
        ("item_checked", 'Checked "Account secured"', "checked Account secured"),
        (
            "item_skipped",
            'Skipped the critical item "Employees told first": Mail is down; Lee Legal agreed',
            "skipped Employees told first",
        ),
        (
            "fact_set",
            'Set People affected: "about 120,000", reported (source: support lead)',
            "fact people affected: reported",
        ),
        (
            "draft_saved",
            'Saved the draft "First acknowledgement" for X (12 characters as typed)',
            'saved draft "First acknowledgement"',
        ),
        (
            "caveat_overridden",
            'Overrode the stop "This fact is only reported." about "about 120,000": '
            "The CISO said so | on the bridge",
            "overrode unconfirmed-fact",
        ),
        ("note_added", "Note: A journalist called. She wants a number.", "note: A journalist ca"),
        ("run_closed", "Finished the run: All told.", "finished"),
    ],
)
def test_each_kind_is_told_in_one_plain_sentence(kind: str, long: str, brief: str) -> None:
    first_long, first_brief = told(kind)[0]
    assert first_long == long
    assert first_brief.startswith(brief)
    assert len(first_brief) <= SHORT


def test_a_post_is_told_with_its_count_its_link_and_its_text() -> None:
    long, brief = told("posted")[0]
    assert long.startswith(
        "Posted to X (71 of 280 characters, https://x.com/SampleHelp/status/1): "
        '"We are looking into it. about 120,000 people. ```'
    )
    assert brief == "posted to X"


def test_a_kind_from_a_newer_version_is_told_as_it_stands() -> None:
    long, brief = told("weather_noted")[0]
    assert long == 'Recorded "weather_noted": {"sky": "grey", "wind": [1, null]}'
    assert brief == "weather noted"


@pytest.mark.parametrize("kind", sorted({event.kind for event in RUN.events}))
@pytest.mark.parametrize("value", [None, 5, [], {}, {"phase": 5, "text": None}])
def test_a_body_that_cannot_be_read_is_told_as_it_stands(kind: str, value: object) -> None:
    odd = event(kind, text=value, fact=value, phase=value, network=value, draft=value)
    assert sentence(odd, BOOK)
    assert len(short(odd, BOOK)) <= SHORT


def test_a_sentence_is_one_line_without_controls() -> None:
    note = event("note_added", text="a\nb\x1b[2J\u202ec\u2028d")
    assert sentence(note, BOOK) == "Note: a b<U+001B>[2J<U+202E>c<U+2028>d"


def test_a_very_long_text_is_cut_in_a_sentence() -> None:
    note = event("note_added", text="word " * 20_000)
    assert len(sentence(note, BOOK)) < 260
    assert sentence(note, BOOK).endswith("word…")


def test_a_long_body_of_a_newer_version_is_cut_on_screen_and_whole_in_a_report() -> None:
    odd = event("weather_noted", sky="grey " * 1000)
    assert len(sentence(odd, BOOK)) == 1000
    assert len(sentence(odd, BOOK, whole=True)) > 5000


def test_ids_that_the_playbook_does_not_know_are_shown_as_ids() -> None:
    assert sentence(event("phase_entered", phase="gone"), BOOK) == 'Entered the phase "gone"'
    checked = event("item_checked", phase="gone", item="lost")
    assert sentence(checked, BOOK) == 'Checked "lost"'


def test_a_clock_put_ahead_is_told_by_day_and_time() -> None:
    jump = event("exercise_paced", way="jump", speed=1, paused=False, to="2026-11-25T00:10:00.000Z")
    assert sentence(jump, BOOK) == "Put the exercise clock ahead to 2026-11-25 00:10 UTC"
    assert short(jump, BOOK) == "exercise clock put ahead"


def test_an_answer_names_whom_it_answers_and_one_of_an_older_record_its_inject() -> None:
    answer = {"inject": "calls", "response": "note", "text": "One sentence."}
    named = event("inject_answered", **answer, **{"from": "Support lead"})
    assert short(named, BOOK) == "answered Support lead"
    assert sentence(named, BOOK).startswith("Answered the inject calls from Support lead with a")
    assert short(event("inject_answered", **answer), BOOK) == "answered calls"
