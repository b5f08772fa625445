"""The review as people read it: composed once, drawn as Markdown or as one HTML page."""

from collections.abc import Sequence

from breachplay.exercise.evidence import Shown, response_line
from breachplay.exercise.glance import at_a_glance
from breachplay.exercise.lines import since
from breachplay.exercise.looked_for import looked_for
from breachplay.exercise.rated import Rated
from breachplay.exercise.responses import responses
from breachplay.exercise.review import Review, review
from breachplay.playbook.scenario import CHANNELS
from breachplay.record.chain import head
from breachplay.record.events import Event
from breachplay.record.exercise import GRADES
from breachplay.record.pacing import Pace
from breachplay.record.standing import span
from breachplay.record.state import State
from breachplay.timeline import html, markdown
from breachplay.timeline.document import (
    Block,
    Bullets,
    Heading,
    Paragraph,
    Report,
    Section,
    Table,
    Tone,
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
    (
        "M",
        "something needed is missing, less than half is shown, or nothing but what was held back.",
    ),
    ("U", "none of it is shown."),
)

FILL_IN = "........"
"""What is left for a pen."""

HOW_PLANNED = (
    "To fill in: who does what, and by when. Few lines that are done are worth more than all of "
    "them. What the record shows of each stands under Areas to improve, by its number."
)

NONE = "The record shows none."

_TONES: dict[str, Tone] = {"P": "good", "S": "fair", "M": "poor", "U": "bad"}
_FOUND_TONES: dict[str, Tone] = {"shown": "good", "late": "poor", "missing": "bad"}

_HEADINGS = {"clocks": "Deadlines"}
"""Figures whose lines are of more than what the figure counts."""

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
        _strengths(found),
        _areas(found),
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
        ("Played on", zone.local(played.played_at)),
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
    told = (Paragraph(at_a_glance(found)), Paragraph(scenario.summary))
    return Section("The exercise", (*told, Table(("what", "this time"), rows)))


def _objectives(found: Review) -> Section:
    overview = tuple(
        (one.objective.title, f"{one.grade}: {GRADES[one.grade].lower()}", _set_by(one))
        for one in found.rated
    )
    blocks: list[Block] = [
        Paragraph(HOW_GRADED),
        Bullets(tuple(f"{grade}, {GRADES[grade].lower()}: {rule}" for grade, rule in _RULES)),
        Table(
            ("objective", "grade", "set by"),
            overview,
            tuple(_TONES[one.grade] for one in found.rated),
            (50, 34, 16),
        ),
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
        tones = tuple(_FOUND_TONES[shown.outcome] for shown in one.shown)
        head = ("looked for", "found", "what the record says")
        blocks.append(Table(head, rows, tones, (38, 12, 50)))
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
            blocks.append(Heading(_HEADINGS.get(one.id, one.label)))
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


def _strengths(found: Review) -> Section:
    told = Bullets(found.strengths) if found.strengths else Paragraph(NONE)
    return Section("Strengths", (told,))


def _areas(found: Review) -> Section:
    blocks: list[Block] = []
    for number, area in enumerate(found.improve, 1):
        blocks.append(Heading(f"{number}. {area}"))
        if area.lines:
            blocks.append(Bullets(area.lines))
    return Section("Areas to improve", tuple(blocks) or (Paragraph(NONE),))


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
    told = (
        str(response_line(played, one))
        for one in responses(played.exercise, played.events, played.now)
        if one.inject.id == inject
    )
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
    named = (f"{number}. {area}" for number, area in enumerate(found.improve, 1))
    rows = tuple((text, FILL_IN, FILL_IN, FILL_IN) for text in (*named, FILL_IN))
    head = ("area to improve", "what we will do", "owner", "by when")
    about = Paragraph(HOW_PLANNED)
    blank: Tone = "blank"
    table = Table(head, rows, tuple(blank for _ in rows), (34, 36, 16, 14))
    return Section("Improvement plan", (about, table))
