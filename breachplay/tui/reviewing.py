"""A review as styled content: what the report says, drawn for a screen."""

from collections.abc import Sequence
from typing import Final

from textual.content import Content

from breachplay.exercise.evidence import Shown
from breachplay.exercise.glance import at_a_glance
from breachplay.exercise.looked_for import looked_for
from breachplay.exercise.rated import Rated
from breachplay.exercise.report import FILL_IN, HOW_GRADED, NONE, OUTCOMES
from breachplay.exercise.review import Review
from breachplay.record.exercise import GRADES
from breachplay.timeline.wording import network_label
from breachplay.tui.paint import hanging, line, lines, plain

SECTIONS: Final = (
    ("objectives", "objectives"),
    ("figures", "figures"),
    ("went", "strengths, areas"),
    ("hot-wash", "hot wash"),
    ("plan", "plan"),
)
"""Name and label of each part, in their order."""

_GRADE_STYLES: Final = {
    "P": "bold $text-success",
    "S": "bold $text-accent",
    "M": "bold $text-warning",
    "U": "bold $text-error",
}
_FOUND_STYLES: Final = {
    "shown": "$text-success",
    "late": "$text-warning",
    "missing": "$text-error",
}


def drawn(found: Review, section: str, width: int) -> Content:
    """Draw one part of a review for a width in cells."""
    return lines(_PARTS[section](found, max(width, 20)))


def _head(text: str) -> list[Content]:
    return [plain(text, "bold $text-accent")]


def _objectives(found: Review, width: int) -> list[Content]:
    rows = hanging(plain(at_a_glance(found), "bold"), width, 0)
    rows += [Content(""), *_head("Objectives, by the grades of HSEEP")]
    rows += hanging(plain(HOW_GRADED, "$quiet"), width, 0)
    for one in found.rated:
        rows += [Content(""), *_objective(found, one, width)]
    return rows


def _objective(found: Review, one: Rated, width: int) -> list[Content]:
    grade = line((f" {one.grade} ", f"{_GRADE_STYLES[one.grade]} reverse"), " ")
    rows = hanging(line(grade, (one.objective.title, "bold")), width, 4)
    rows.append(plain(f"    {GRADES[one.grade]}", _GRADE_STYLES[one.grade]))
    if one.overruled is not None:
        told = (
            f"The record gives {one.computed}; set to {one.grade} by {one.overruled.actor}: "
            f"{one.overruled.reason}"
        )
        rows += hanging(plain(told, "italic"), width, 4, first=4)
    for shown in one.shown:
        rows += _evidence(found, shown, width)
    return rows


def _evidence(found: Review, shown: Shown, width: int) -> list[Content]:
    needed = " (needed)" if shown.evidence.needed else ""
    mark = (f"{OUTCOMES[shown.outcome]:<11} ", _FOUND_STYLES[shown.outcome])
    told = line(mark, f"{looked_for(found.played, shown.evidence)}{needed}")
    rows = hanging(told, width, 16, first=4)
    for one in shown.lines:
        rows += hanging(plain(str(one), "$quiet"), width, 16, first=16)
    return rows


def _figures(found: Review, width: int) -> list[Content]:
    rows = _head("Figures, from the record alone")
    for one in found.measures:
        label = f"{one.label} " + "." * max(40 - len(one.label), 2)
        rows += hanging(line(f"{label} ", (one.told, "bold")), width, 4)
        for evidence in one.lines:
            rows += hanging(plain(str(evidence), "$quiet"), width, 4, first=4)
    if found.intervals:
        rows += [Content(""), *_head("From one update to the next, against what was promised")]
        for interval in found.intervals:
            style = "$text-error" if interval.missed else "$text-success"
            told = (
                f"{interval.posted}, {network_label(interval.network)}: promised the next "
                f"{interval.promised}; it came {interval.came}: "
            )
            if interval.promised == "nothing":
                told = f"{interval.posted}, {network_label(interval.network)}: {interval.came}; "
                style = "$quiet"
            glyph = "✗ " if interval.missed else ""
            rows += hanging(line(told, (f"{glyph}{interval.word}", style)), width, 4)
    return rows


def _went(found: Review, width: int) -> list[Content]:
    rows = _head("Strengths")
    rows += _bullets(found.strengths, width, ("✓ ", "$text-success"))
    rows += [Content(""), *_head("Areas to improve")]
    if not found.improve:
        rows.append(plain(NONE, "$quiet"))
    for number, area in enumerate(found.improve, 1):
        told = line(("▲ ", "$text-warning"), (f"{number}. {area.title}", "bold"), f" ({area.how})")
        rows += hanging(told, width, 2)
        for one in area.lines:
            rows += hanging(plain(f"· {one}", "$quiet"), width, 7, first=5)
    return rows


def _bullets(told: Sequence[str], width: int, mark: tuple[str, str]) -> list[Content]:
    if not told:
        return [plain(NONE, "$quiet")]
    return [row for text in told for row in hanging(line(mark, text), width, 2)]


def _hot_wash(found: Review, width: int) -> list[Content]:
    rows = _head("Hot wash: right after the exercise, in the players' own words")
    for question in asked(found):
        rows += hanging(plain(question, "bold"), width, 2)
        said = [one for one in found.said if one.question == question]
        for one in said:
            told = line(f'"{one.text}"', (f"  {one.actor}", "$quiet"))
            rows += hanging(told, width, 2, first=2)
        if not said:
            rows.append(plain("  Nobody said anything yet: press h.", "$quiet"))
    return rows


def asked(found: Review) -> tuple[str, ...]:
    """Give the questions of the hot wash, and those that were answered besides, each once."""
    return tuple(dict.fromkeys((*found.questions, *(one.question for one in found.said))))


def _plan(found: Review, width: int) -> list[Content]:
    rows = _head("Improvement plan")
    told = "Owners and dates are filled in by the team: w and W write the table to a file."
    rows += hanging(plain(told, "$quiet"), width, 0)
    if not found.improve:
        rows.append(plain(NONE, "$quiet"))
    for number, area in enumerate(found.improve, 1):
        rows += hanging(line((f"{number}. ", "bold"), str(area)), width, 3)
        rows.append(plain(f"   we will {FILL_IN} owner {FILL_IN} by when {FILL_IN}", "$quiet"))
    return rows


_PARTS: Final = {
    "objectives": _objectives,
    "figures": _figures,
    "went": _went,
    "hot-wash": _hot_wash,
    "plan": _plan,
}
