"""The review as people read it: composed once, drawn as Markdown or as one HTML page."""

from collections.abc import Sequence

from breachplay.exercise.evidence import Shown
from breachplay.exercise.lines import since
from breachplay.exercise.looked_for import looked_for
from breachplay.exercise.responses import responses
from breachplay.exercise.review import Rated, Review, review
from breachplay.playbook.scenario import CHANNELS
from breachplay.record.chain import head
from breachplay.record.events import Event
from breachplay.record.exercise import GRADES
from breachplay.record.pacing import Pace
from breachplay.record.standing import span
from breachplay.record.state import State
from breachplay.record.when import stamp
from breachplay.timeline import html, markdown
from breachplay.timeline.document import (
    Block,
    Bullets,
    Heading,
    Paragraph,
    Report,
    Section,
    Table,
)
from breachplay.timeline.wording import network_label
from breachplay.timeline.zone import zone_named

MARK = "EXERCISE. Nothing here happened for real."

HOW_GRADED = (
    "The four grades are those of the Homeland Security Exercise and Evaluation Program (HSEEP). "
    "They are computed from the record by this rule; a facilitator may set another, with a reason."
)

_RULES = (
    ("P", "all evidence is shown, in time."),
    (
        "S",
        "all that is needed is shown and at least half in all; something was late or missing.",
    ),
    ("M", "something needed is missing, or less than half is shown."),
    ("U", "none of it is shown."),
)

FILL_IN = "........"
"""What is left for a pen."""

OUTCOMES = {"shown": "✓ shown", "late": "▲ late", "missing": "✗ not shown"}
"""How a piece of evidence stands, by glyph and word."""


def as_markdown(state: State, events: Sequence[Event]) -> str:
    """Give the review of an exercise as Markdown.

    Raises:
        ValueError: when the run is no exercise with a scenario.
    """
    return markdown.drawn(composed(review(state, events)))


def as_html(state: State, events: Sequence[Event]) -> str:
    """Give the review of an exercise as one HTML page without scripts.

    Raises:
        ValueError: when the run is no exercise with a scenario.
    """
    return html.drawn(composed(review(state, events)))


def composed(found: Review) -> Report:
    """Compose the report of a review, in no form yet. It says nothing of when it was made."""
    sections = (
        _about(found),
        _objectives(found),
        _figures(found),
        _went(found),
        _injects(found),
        _remarks(found),
        _hot_wash(found),
        _plan(found),
    )
    title = f"Review: {found.played.exercise.scenario.title}"
    return Report(title, "EXERCISE", MARK, sections, mark_once=True)


def _about(found: Review) -> Section:
    played, scenario = found.played, found.played.exercise.scenario
    state, zone = played.state, zone_named(played.state.profile.timezone)
    people = dict.fromkeys(str(event.actor) for event in played.events)
    people.pop("breachplay", None)
    pace: Pace = played.exercise.pace
    rows = (
        ("Exercise", state.run),
        ("Scenario", f"{scenario.title} ({scenario.id})"),
        ("Playbook", state.playbook.title),
        ("Organisation", state.profile.organisation),
        ("Took part", "; ".join(people)),
        ("Played on", f"{zone.local(state.opened_at)}"),
        ("Began, on the exercise clock", zone.local(played.exercise.begins_at)),
        ("Lasted, on the exercise clock", span(played.now - played.begins)),
        (
            "Speed at the end",
            f"{pace.speed} times as fast as real time" if pace.speed > 1 else "real time",
        ),
        (
            "Seed",
            str(played.exercise.seed) if played.exercise.seed else "none: the script's own times",
        ),
        *((("Outcome, in the team's words", state.outcome),) if state.outcome else ()),
        ("State", "finished" if played.ended else "not finished: what is missing may still come"),
        ("Head of the record", head(state.seq, state.hash)),
    )
    blocks: tuple[Block, ...] = (Paragraph(scenario.summary), Table(("what", ""), rows))
    return Section("The exercise", blocks)


def _objectives(found: Review) -> Section:
    overview = tuple(
        (one.objective.title, one.grade, GRADES[one.grade], _set_by(one)) for one in found.rated
    )
    blocks: list[Block] = [
        Paragraph(HOW_GRADED),
        Bullets(tuple(f"{grade}, {GRADES[grade].lower()}: {rule}" for grade, rule in _RULES)),
        Table(("objective", "grade", "in words", "set by"), overview),
    ]
    for one in found.rated:
        blocks.append(Heading(f"{one.grade}, {GRADES[one.grade].lower()}: {one.objective.title}"))
        if one.overruled is not None:
            blocks.append(
                Paragraph(
                    f"Computed: {one.computed}. Set to {one.grade} by {one.overruled.actor}: "
                    f"{one.overruled.reason}"
                )
            )
        rows = tuple(_evidence_row(found, shown) for shown in one.shown)
        blocks.append(Table(("looked for", "found", "what the record says"), rows))
    return Section("Objectives", tuple(blocks))


def _evidence_row(found: Review, shown: Shown) -> tuple[str, str, str]:
    needed = " (needed)" if shown.evidence.needed else ""
    lines = "; ".join(map(str, shown.lines))
    return f"{looked_for(found.played, shown.evidence)}{needed}", OUTCOMES[shown.outcome], lines


def _set_by(one: Rated) -> str:
    if one.overruled is None:
        return "the record"
    return f"{one.overruled.actor}; the record says {one.computed}"


def _figures(found: Review) -> Section:
    rows = tuple((one.label, one.told) for one in found.measures)
    blocks: list[Block] = [Table(("figure", "this time"), rows)]
    for one in found.measures:
        if one.lines:
            blocks.append(Heading(one.label))
            blocks.append(Bullets(tuple(map(str, one.lines))))
    if found.intervals:
        blocks.append(Heading("From one update to the next, against what was promised"))
        blocks.append(Paragraph("Posts for everybody; replies keep no promise made to all."))
        intervals = tuple(
            (f"{one.posted}, {network_label(one.network)}", one.promised, one.came, one.word)
            for one in found.intervals
        )
        blocks.append(Table(("post", "promised the next", "the next came", "so"), intervals))
    return Section("Figures", tuple(blocks))


def _went(found: Review) -> Section:
    blocks: list[Block] = [Heading("Strengths")]
    blocks.append(
        Bullets(found.strengths) if found.strengths else Paragraph("The record shows none.")
    )
    blocks.append(Heading("Areas to improve"))
    blocks.append(Bullets(found.improve) if found.improve else Paragraph("The record shows none."))
    return Section("What went well, and what did not", tuple(blocks))


def _injects(found: Review) -> Section:
    played = found.played
    rows = []
    for one in sorted(played.exercise.delivered.values(), key=lambda one: one.seq):
        inject = one.inject
        by_hand = ", by hand" if one.by_hand else ""
        rows.append(
            (
                since(one.at, played.begins),
                f"{CHANNELS[inject.channel]}, {inject.sender}{by_hand}",
                inject.subject or inject.text,
                _responses(found, inject.id),
            )
        )
    blocks: list[Block] = [Table(("at", "from", "what", "response"), tuple(rows))]
    if played.exercise.skipped:
        blocks.append(Heading("Left out by the facilitator"))
        left = (f"{one.inject}: {one.reason}" for one in played.exercise.skipped.values())
        blocks.append(Bullets(tuple(left)))
    return Section("Injects", tuple(blocks))


def _responses(found: Review, inject: str) -> str:
    played = found.played
    told = []
    for one in responses(played.exercise, played.events, played.now, ended=played.ended):
        if one.inject.id == inject:
            at = f" {since(stamp(one.at), played.begins)}" if one.at else ""
            told.append(f"{one.expected.says.rstrip('.')}: {one.outcome}{at}")
    return "; ".join(told) or "none asked for"


def _remarks(found: Review) -> Section:
    remarks = found.played.exercise.remarks
    if not remarks:
        return Section("The facilitator's notes", (Paragraph("None."),))
    rows = tuple(
        (since(one.at, found.played.begins), one.inject, one.grade, one.text, str(one.actor))
        for one in remarks
    )
    head = ("at", "inject", "grade", "note", "by")
    return Section("The facilitator's notes", (Table(head, rows),))


def _hot_wash(found: Review) -> Section:
    blocks: list[Block] = []
    asked = dict.fromkeys((*found.questions, *(one.question for one in found.said)))
    for question in asked:
        blocks.append(Heading(question))
        said = tuple(f"{one.text} ({one.actor})" for one in found.said if one.question == question)
        blocks.append(Bullets(said) if said else Paragraph(f"Not answered yet: {FILL_IN}"))
    if not blocks:
        blocks.append(Paragraph("The scenario asks nothing."))
    return Section("Hot wash", tuple(blocks))


def _plan(found: Review) -> Section:
    rows = tuple((text, FILL_IN, FILL_IN, FILL_IN) for text in (*found.improve, FILL_IN))
    head = ("area to improve", "what we will do", "owner", "by when")
    about = Paragraph("To fill in: who does what, and by when. One line is left free.")
    return Section("Improvement plan", (about, Table(head, rows)))
