"""The review: from the record alone, the same each time, and fair."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachplay.exercise.evidence import Shown, shown
from breachplay.exercise.glance import at_a_glance
from breachplay.exercise.looked_for import looked_for
from breachplay.exercise.plain_data import document
from breachplay.exercise.play import play
from breachplay.exercise.played import played_from
from breachplay.exercise.report import as_html, as_markdown
from breachplay.exercise.review import Review, graded, review
from breachplay.playbook.scenario import Evidence
from breachplay.playbook.script import Script
from breachplay.record.commands import AddNote, Refused
from breachplay.record.commands_exercise import OverruleRating, RemarkOnExercise
from breachplay.record.events import Event
from breachplay.record.fold import fold
from breachplay.record.session import Session
from breachplay.record.state import State
from breachplay.record.store import Store
from tests.exercise.made import begun, started
from tests.record.helpers import COMMUNICATOR, TickingClock, open_command

POSTED = {"at": "4m", "answers": "mention", "post": {"text": "We are looking into it."}}


ASSURES = {
    "format": 1,
    "id": "assurances",
    "title": "Assurances",
    "caveat": [
        {
            "id": "absolute-assurance",
            "severity": "stop",
            "any": ["no need to worry"],
            "message": "This promises more than anyone can know yet.",
            "why": "Nobody knows that.",
            "instead": "Say what is checked.",
            "source": "A test",
        }
    ],
}


def after(
    tmp_path: Path,
    *steps: Mapping[str, Any],
    end: str = "23h",
    packs: tuple[dict[str, Any], ...] = (),
) -> Session:
    """Play these steps, and give the finished exercise."""
    script = {
        "format": 1,
        "id": "steps",
        "title": "Steps",
        "scenario": "small-exercise",
        "step": steps or ({"at": "1m", "note": "Nobody does anything."},),
        "end": end,
    }
    session = begun(tmp_path, TickingClock(), packs=packs)
    assert play(session, msgspec.convert(script, Script)) == ()
    return session


def reviewed(session: Session) -> Review:
    return review(session.state, session.events)


def figure(found: Review, name: str) -> int | None:
    return next(one.value for one in found.measures if one.id == name)


def evidence(session: Session, kind: str, of: str = "", within: str | None = None) -> Shown:
    asked = Evidence(kind=kind, of=of, within=within)  # type: ignore[arg-type]
    return shown(played_from(session.state, session.events), asked)


FACT = {"name": "people_affected", "value": "310,000", "status": "confirmed", "source": "Legal"}


def test_the_first_word_and_an_answer_in_time(tmp_path: Path) -> None:
    found = reviewed(after(tmp_path, POSTED))
    assert figure(found, "first-word") == 4
    assert [(one.objective.id, one.grade) for one in found.rated] == [
        ("first-word", "P"),
        ("no-number", "P"),
    ]


def test_nothing_said_at_all(tmp_path: Path) -> None:
    found = reviewed(after(tmp_path))
    assert figure(found, "first-word") is None
    assert figure(found, "unanswered") == 2
    assert found.rated[0].grade == "U"
    assert any("Acknowledge: never" in line for area in found.improve for line in area.lines)


def test_an_answer_that_came_late(tmp_path: Path) -> None:
    found = reviewed(after(tmp_path, {**POSTED, "at": "25m"}))
    assert figure(found, "answered-late") == 1
    assert found.rated[0].grade == "S"


def test_an_assurance_acknowledges_nothing(tmp_path: Path) -> None:
    calm = {"text": "There is no need to worry.", "override": "The chief wants it out"}
    session = after(
        tmp_path,
        {"at": "4m", "post": calm},
        {"at": "30m", "post": {"text": "We are looking into it."}},
        packs=(ASSURES,),
    )
    first = next(one for one in reviewed(session).measures if one.id == "first-word")
    assert first.value == 30
    counted, passed_over = first.lines
    assert "We are looking into it." in counted.text
    assert passed_over.text.startswith('Not counted: "There is no need to worry."')
    told = evidence(session, "acknowledged", within="20m")
    assert told.outcome == "late"
    assert told.lines[1].text.startswith('No acknowledgement: "There is no need to worry."')


def test_the_review_says_when_it_was_played_and_what_the_exercise_clock_showed(
    tmp_path: Path,
) -> None:
    session = after(tmp_path, POSTED)
    rows = dict(
        line.strip("| ").split(" | ", 1)
        for line in as_markdown(session.state, session.events).splitlines()
        if line.startswith(("| Played on", "| Began, on"))
    )
    assert rows["Played on"].startswith(session.events[0].at[:10])
    assert rows["Played on"] != rows["Began, on the exercise clock"]


def test_what_led_to_a_grade_can_be_found_in_the_record(tmp_path: Path) -> None:
    session = after(tmp_path, POSTED, {"at": "7m", "check": ["acknowledge/asked"]})
    (told,) = evidence(session, "item", "acknowledge/asked").lines
    event = session.events[told.seq - 1]
    assert (event.kind, event.body["item"]) == ("item_checked", "asked")


def test_one_paragraph_says_how_it_went(tmp_path: Path) -> None:
    told = at_a_glance(reviewed(after(tmp_path, POSTED)))
    assert told.startswith(
        "Objectives: 2 performed without challenges (P), 0 with some (S), 0 with major ones (M), "
        "0 not performed (U). First acknowledgement: 4 min; first useful tip: never."
    )


def test_one_that_still_runs_says_so_first(tmp_path: Path) -> None:
    told = at_a_glance(reviewed(started(tmp_path, TickingClock())))
    assert told.startswith("As far as it has gone: objectives: 0 performed without challenges (P)")


def test_as_data_each_figure_has_its_lines_and_each_inject_its_responses(tmp_path: Path) -> None:
    session = after(tmp_path, POSTED)
    found = document(reviewed(session))
    first = found["measures"][0]
    event = session.events[first["lines"][0]["seq"] - 1]
    assert (first["value"], event.kind) == (4, "posted")
    mention = next(one for one in found["injects"] if one["id"] == "mention")
    assert [one["outcome"] for one in mention["responses"]] == ["in time"]


def test_a_reply_acknowledges_nothing_to_everybody(tmp_path: Path) -> None:
    reply = {"at": "4m", "answers": "mention", "reply": {"text": "Thank you, we are checking it."}}
    late = {"at": "30m", "post": {"text": "We are looking into it."}}
    found = reviewed(after(tmp_path, reply, late))
    assert figure(found, "first-word") == 30
    assert figure(found, "unanswered") == 1  # the mention was answered, by the reply
    assert len(found.intervals) == 1


def test_each_update_against_what_was_promised(tmp_path: Path) -> None:
    found = reviewed(
        after(
            tmp_path,
            {"at": "0m", "post": {"text": "We are looking into it. More in 60 minutes."}},
            {"at": "50m", "post": {"text": "It is our shop. More in 30 minutes."}},
            {"at": "95m", "post": {"text": "It is closed now. More in 60 minutes."}},
            end="3h",
        )
    )
    first, second, third = found.intervals
    assert (first.promised.split(",")[0], first.word) == ("after 1 h 00", "in time")
    assert first.came.startswith("after 50 min")
    assert second.word == "late by 15 min"
    assert (third.came, third.word) == ("no further post", "never; 25 min over")
    assert [one.missed for one in found.intervals] == [False, True, True]
    assert figure(found, "late-updates") == 2
    kept = next(one for one in found.improve if one.title == "Keep the updates that were promised")
    assert kept.how == "late or never: 2 of 3"
    assert len(kept.lines) == 2


def test_nothing_said_is_no_merit(tmp_path: Path) -> None:
    found = reviewed(after(tmp_path))
    assert "No fact was stated before it was confirmed." not in found.strengths
    assert found.rated[1].grade == "U"
    assert "No required item was skipped or left open." not in found.strengths  # one is open
    said = reviewed(after(tmp_path, POSTED))
    assert "No fact was stated before it was confirmed." in said.strengths
    assert "Performed without challenges: Say something within 20 minutes." in said.strengths


def test_what_to_improve_names_what_it_was_and_stands_in_the_plan(tmp_path: Path) -> None:
    skip = {"item": "acknowledge/secured", "reason": "No time", "second": "Test Approver"}
    session = after(tmp_path, {"at": "8m", "skip": skip})
    found = reviewed(session)
    skipped = next(one for one in found.improve if "skipped" in one.title)
    assert skipped.lines[0].startswith('"The account is secured" was skipped by')
    assert "with Test Approver: No time (T+8 min, seq " in skipped.lines[0]
    report = as_markdown(session.state, session.events)
    areas, _, plan = report.partition("Improvement plan")
    assert plan.count("| ........ | ........ | ........ |") == len(found.improve) + 1
    number = found.improve.index(skipped) + 1
    assert f"| {number}. {skipped} |" in plan  # by its name alone: a row is to be written in
    assert skipped.lines[0] not in plan
    assert skipped.lines[0] in areas


def test_the_mark_stands_once_and_every_heading_says_exercise(tmp_path: Path) -> None:
    session = after(tmp_path, POSTED)
    text = as_markdown(session.state, session.events)
    assert text.startswith("# EXERCISE: Review: Small exercise\n")
    assert text.count("Nothing here happened for real.") == 1
    heads = [line for line in text.splitlines() if line.startswith("## ")]
    assert len(heads) == 9
    assert all(head.startswith("## EXERCISE: ") for head in heads)
    page = as_html(session.state, session.events)
    assert page.count("Nothing here happened for real.") == 1


def test_evidence_is_told_in_the_playbooks_words(tmp_path: Path) -> None:
    session = after(tmp_path, POSTED)
    played = played_from(session.state, session.events)

    def told(kind: str, of: str = "", within: str | None = None) -> str:
        return looked_for(played, Evidence(kind=kind, of=of, within=within))  # type: ignore[arg-type]

    assert told("item", "acknowledge/asked", "90m") == (
        'The item "Support was told" is checked, within 1 h 30'
    )
    assert told("held", "people_affected").startswith('No post states "People affected" before')
    assert told("posted", "explain").startswith("A post goes out in ")
    assert told("answered", "calls").startswith("Support lead is answered")


def test_a_number_before_anybody_confirmed_it(tmp_path: Path) -> None:
    session = after(
        tmp_path,
        {"at": "2m", "fact": {**FACT, "status": "reported"}},
        {"at": "3m", "post": {"text": "It is {people_affected} people."}},
    )
    found = reviewed(session)
    assert figure(found, "unconfirmed") == 1
    assert found.rated[1].grade == "U"
    held = evidence(session, "held", "people_affected")
    assert held.outcome == "missing"
    assert "310,000" in held.lines[0].text


def test_a_number_that_nobody_wrote_down_is_known_from_the_scenario(tmp_path: Path) -> None:
    early = {"at": "3m", "post": {"text": "It is about 310k people."}}
    session = after(tmp_path, early)
    assert figure(reviewed(session), "unconfirmed") == 1
    (told,) = evidence(session, "held", "people_affected").lines
    assert told.text == 'A post said "310,000", in no fact, and nobody had confirmed it'
    (tmp_path / "later").mkdir()
    known = after(tmp_path / "later", {**early, "at": "22h5m"})  # Legal mailed it at 22 hours
    assert figure(reviewed(known), "unconfirmed") == 0


def test_to_call_a_guess_confirmed_does_not_make_it_so(tmp_path: Path) -> None:
    session = after(
        tmp_path,
        {"at": "2m", "fact": FACT},  # 20 hours before Legal has counted
        {"at": "3m", "post": {"text": "It is {people_affected} people."}},
    )
    (told,) = evidence(session, "held", "people_affected").lines
    assert told.text == ('A post said "310,000", held as confirmed, though nobody had confirmed it')


@pytest.mark.parametrize(
    ("kind", "of", "within", "outcome"),
    [
        ("acknowledged", "", "5m", "shown"),
        ("acknowledged", "", "3m", "late"),
        ("posted", "acknowledge", "5m", "shown"),
        ("posted", "acknowledge", "3m", "late"),
        ("posted", "explain", None, "missing"),
        ("item", "acknowledge/asked", None, "shown"),
        ("item", "acknowledge/asked", "6m", "late"),
        ("item", "acknowledge/secured", None, "missing"),
        ("item", "acknowledge/pinned", None, "missing"),
        ("fact", "people_affected", "10m", "shown"),
        ("fact", "service", None, "missing"),
        ("milestone", "contained", None, "shown"),
        ("milestone", "aware", None, "missing"),
        ("never", "absolute-assurance", None, "shown"),
        ("approved", "", None, "missing"),
        ("promise", "", None, "missing"),
        ("corrected", "people_affected", None, "missing"),
        ("clock", "gdpr-33", None, "missing"),
        ("answered", "day-after", None, "shown"),
        ("answered", "nothing", None, "missing"),
    ],
)
def test_each_kind_of_evidence(
    tmp_path: Path, kind: str, of: str, within: str | None, outcome: str
) -> None:
    skip = {"item": "acknowledge/secured", "reason": "It is a test", "second": "Test Approver"}
    session = after(
        tmp_path,
        POSTED,
        {"at": "7m", "check": ["acknowledge/asked"]},
        {"at": "8m", "skip": skip},
        {"at": "9m", "milestone": "contained"},
        {"at": "22h5m", "fact": FACT},
    )
    assert evidence(session, kind, of, within).outcome == outcome


def test_what_had_time_left_at_the_end_was_not_left_undone(tmp_path: Path) -> None:
    found = reviewed(after(tmp_path, POSTED, end="8m"))  # "calls" came at 6 minutes, for 10 more
    assert figure(found, "unanswered") == 0
    told = next(one.told for one in found.measures if one.id == "unanswered")
    assert told == "none of 1"
    row = next(line for line in as_markdown(*_record(found)).splitlines() if "14 calls" in line)
    assert "Tell support what to say: had time left at the end" in row


def _record(found: Review) -> tuple[State, Sequence[Event]]:
    return found.played.state, found.played.events


def test_what_came_near_an_answer_is_told_and_does_not_count(tmp_path: Path) -> None:
    session = after(
        tmp_path,
        {"at": "3m", "check": ["acknowledge/asked"]},  # "calls" asks for it at 6 minutes
        {"at": "4m", "post": {"text": "We are looking into it."}},  # tied to no inject
    )
    found = reviewed(session)
    assert figure(found, "unanswered") == 2
    (calls,) = evidence(session, "answered", "calls").lines
    assert calls.text == "Tell support what to say: never; done before it came"
    assert session.events[calls.seq - 1].kind == "item_checked"
    (mention,) = evidence(session, "answered", "mention").lines
    assert mention.text.endswith("never; a post that was tied to no inject went out in time")


def test_who_only_holds_back_has_met_major_challenges() -> None:
    def found(kind: str, outcome: str, *, needed: bool = False) -> Shown:
        return Shown(Evidence(kind=kind, needed=needed), outcome, ())  # type: ignore[arg-type]

    quiet = [found("never", "shown", needed=True), found("held", "shown")]
    assert graded(quiet) == "P"  # where nothing else was to be done
    assert graded([*quiet, found("answered", "missing")]) == "M"
    assert graded([*quiet, found("answered", "late")]) == "S"


def test_a_fact_set_before_it_could_be_known_is_a_guess(tmp_path: Path) -> None:
    session = after(tmp_path, {"at": "1m", "fact": FACT})
    assert evidence(session, "fact", "people_affected").outcome == "missing"


def test_required_items_skipped_and_left_open(tmp_path: Path) -> None:
    skip = {"item": "acknowledge/secured", "reason": "No time", "second": "Test Approver"}
    found = reviewed(after(tmp_path, {"at": "8m", "skip": skip}))
    assert (figure(found, "skipped"), figure(found, "left-open")) == (1, 1)
    told = next(one.told for one in found.measures if one.id == "left-open")
    assert told == "1, 1 of 2 phases entered"


def test_the_same_record_gives_the_same_review(tmp_path: Path) -> None:
    session = after(tmp_path, POSTED)
    again = fold(session.events)
    assert as_markdown(session.state, session.events) == as_markdown(again, session.events)
    assert review(again, session.events) == reviewed(session)


def test_the_facilitator_overrules_a_rating_also_after_the_end(tmp_path: Path) -> None:
    session = after(tmp_path)
    session.submit(OverruleRating("first-word", "S", "They said it aloud in the room."))
    rated = reviewed(session).rated[0]
    assert (rated.computed, rated.grade) == ("U", "S")
    report = as_markdown(session.state, session.events)
    assert "Computed: U. Set to S by" in report
    assert "They said it aloud in the room." in report
    with pytest.raises(Refused, match="reason"):
        session.submit(OverruleRating("first-word", "P", " "))
    with pytest.raises(Refused, match="finished"):
        session.submit(AddNote("Too late."))


def test_remarks_are_kept_for_the_review(tmp_path: Path) -> None:
    session = after(tmp_path, POSTED)
    session.submit(RemarkOnExercise("They asked support first.", inject="calls", grade="S"))
    assert "They asked support first." in as_markdown(session.state, session.events)


def test_as_one_page_without_scripts_and_with_nothing_live(tmp_path: Path) -> None:
    session = after(tmp_path, {"at": "2m", "note": "<script>alert(1)</script> [b]x[/b]"}, POSTED)
    session.submit(RemarkOnExercise('<img src=x onerror="alert(1)">'))
    page = as_html(session.state, session.events)
    assert "<script" not in page
    assert "<img" not in page
    assert "EXERCISE" in page


def test_the_page_can_be_read_on_a_phone_and_filled_in_on_paper(tmp_path: Path) -> None:
    session = after(tmp_path)
    page = as_html(session.state, session.events)
    plan = page.partition("Improvement plan</h2>")[2]
    assert '<td data-label="owner">' in plan  # where cells stand under one another
    assert '<tr class="blank">' in plan  # with room for a pen
    assert '<tr class="bad">' in page.partition("Objectives</h2>")[2]


def test_an_incident_is_not_reviewed(tmp_path: Path) -> None:
    session = Session.begin(Store(tmp_path), open_command(), COMMUNICATOR, TickingClock())
    with pytest.raises(ValueError, match="no exercise"):
        review(session.state, session.events)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["shown", "late", "missing"]),
            st.booleans(),
            st.sampled_from(["promise", "never", "held", "answered"]),
        ),
        min_size=1,
    )
)
def test_a_grade_never_falls_when_more_is_shown(found: list[tuple[Any, bool, Any]]) -> None:
    def grade(pieces: list[tuple[Any, bool, Any]]) -> str:
        return graded(
            [
                Shown(Evidence(kind=kind, needed=needed), outcome, ())
                for outcome, needed, kind in pieces
            ]
        )

    for place, (_, needed, kind) in enumerate(found):
        better = [*found[:place], ("shown", needed, kind), *found[place + 1 :]]
        assert "PSMU".index(grade(better)) <= "PSMU".index(grade(found))
