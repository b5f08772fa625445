"""The review of an exercise (after-action report), computed from its record alone.

Each objective gets one of the four HSEEP grades by this rule, which the report states:

- P: all of its evidence is shown, in time.
- S: all that is needed is shown, and at least half of the rest; something was late or missing.
- M: something needed is missing, or less than half is shown.
- U: nothing of it is shown.

Same record, same review. A facilitator may set another grade; the computed one stays beside it.
"""

from collections.abc import Sequence

from msgspec import Struct

from breachplay.exercise.evidence import Played, Shown, played_from, shown
from breachplay.exercise.intervals import Interval, intervals
from breachplay.exercise.measures import Measure, measures
from breachplay.playbook.scenario import Objective
from breachplay.record.events import Event
from breachplay.record.exercise import Grade, Overruled, Said
from breachplay.record.state import State


class Rated(Struct, frozen=True):
    """How an objective was performed."""

    objective: Objective
    computed: Grade
    shown: tuple[Shown, ...]
    overruled: Overruled | None = None

    @property
    def grade(self) -> Grade:
        """The grade that holds: the facilitator's, where there is one."""
        return self.overruled.grade if self.overruled else self.computed


class Review(Struct, frozen=True):
    """What an exercise showed."""

    played: Played
    rated: tuple[Rated, ...]
    measures: tuple[Measure, ...]
    intervals: tuple[Interval, ...]
    """The time from each post for everybody to the next."""
    strengths: tuple[str, ...]
    improve: tuple[str, ...]
    """Areas to improve, each a sentence."""
    questions: tuple[str, ...]
    """The questions of the hot wash."""
    said: tuple[Said, ...]
    """What players said to them."""


def review(state: State, events: Sequence[Event]) -> Review:
    """Compute the review of an exercise that is finished, or as far as it has gone.

    Raises:
        ValueError: when the run is no exercise with a scenario.
    """
    played = played_from(state, events)
    rated = tuple(_rated(played, objective) for objective in played.exercise.scenario.objective)
    figures = measures(played)
    return Review(
        played=played,
        rated=rated,
        measures=figures,
        intervals=intervals(played),
        strengths=tuple(_strengths(played, rated, figures)),
        improve=tuple(_improve(rated, figures)),
        questions=played.exercise.scenario.hot_wash,
        said=played.exercise.hot_wash,
    )


def _rated(played: Played, objective: Objective) -> Rated:
    found = tuple(shown(played, evidence) for evidence in objective.evidence)
    return Rated(objective, graded(found), found, played.exercise.overruled.get(objective.id))


def graded(found: Sequence[Shown]) -> Grade:
    """Give the grade that evidence stands for; the rule is in this module's docstring."""
    there = [one for one in found if one.outcome != "missing"]
    if not there:
        return "U"
    if all(one.outcome == "shown" for one in found):
        return "P"
    needed = all(one.outcome != "missing" for one in found if one.evidence.needed)
    return "S" if needed and len(there) * 2 >= len(found) else "M"


def _strengths(played: Played, rated: Sequence[Rated], figures: Sequence[Measure]) -> list[str]:
    told = [
        f"Performed without challenges: {one.objective.title}." for one in rated if one.grade == "P"
    ]
    posted = bool(played.state.posts)
    good = (one.id for one in figures if one.value == 0 and one.id in _GOOD)
    return told + [_GOOD[name] for name in good if posted or name not in _NEEDS_POSTS]


def _improve(rated: Sequence[Rated], figures: Sequence[Measure]) -> list[str]:
    told = [_lacking(one) for one in rated if one.grade != "P"]
    for figure in figures:
        if figure.value is None and figure.id in _NEVER:
            told.append(_NEVER[figure.id])
        elif figure.value and figure.id in _POOR:
            told.append(_POOR[figure.id].format(figure.told, _some(figure)))
    return told


def _lacking(one: Rated) -> str:
    """Say what kept an objective from being performed without challenges; the worst first."""
    short = {"S": "some challenges", "M": "major challenges", "U": "not performed"}[one.grade]
    missing = [shown.lines[0].text for shown in one.shown if shown.outcome == "missing"]
    late = [
        f"{shown.lines[0].text}, too late".replace(": late, too late", ", late")
        for shown in one.shown
        if shown.outcome == "late"
    ]
    if one.overruled is not None:
        missing.insert(0, f"the facilitator says: {one.overruled.reason.rstrip('.')}")
    why = "; ".join([*missing, *late])
    return f"{one.objective.title} ({short}): {why}."


def _some(figure: Measure) -> str:
    """Give the first of what was counted, and how many more there are."""
    shown = "; ".join(line.text.rstrip(".") for line in figure.lines[:NAMED])
    more = len(figure.lines) - NAMED
    return f"{shown}; and {more} more" if more > 0 else shown


NAMED = 3
"""How many of the things counted an area to improve names; the figures list all."""

_NEEDS_POSTS = frozenset({"unconfirmed", "overridden"})
"""Figures that are no merit where nothing was said at all."""

_GOOD = {
    "late-updates": "Every promised update came in time.",
    "unconfirmed": "No fact was stated before it was confirmed.",
    "overridden": "No stop was overridden.",
    "skipped": "No required item was skipped.",
    "unanswered": "Every inject that asked for a response got one.",
    "clocks": "No deadline was missed.",
    "questions": "Nobody who asked was left without an answer.",
}

_NEVER = {
    "first-word": "Acknowledge in public: no post for everybody went out.",
    "first-tip": "Tell people what they can do: no post said so.",
    "late-updates": "Promise the next update, with a time: no post did.",
}

_POOR = {
    "late-updates": "Keep the updates that were promised; late or never: {0}. {1}.",
    "unconfirmed": "Hold back what is not confirmed; stated too early: {0}. {1}.",
    "overridden": "Talk over each stop that was overridden; in all: {0}. {1}.",
    "skipped": "Talk over each required item that was skipped; in all: {0}. {1}.",
    "left-open": "Do what is required before going on; left open: {0}. {1}.",
    "answered-late": "Answer sooner; late: {0}. {1}.",
    "unanswered": "Answer everything that asks for a response; never answered: {0}. {1}.",
    "clocks": "Meet the deadlines; missed: {0}.",
    "questions": "Answer the people who ask; left without an answer: {0}. {1}.",
}
"""What to do, with how many and which."""
