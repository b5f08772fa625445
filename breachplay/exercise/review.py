"""The review of an exercise (after-action report), computed from its record alone.

Each objective gets one of the four HSEEP grades by this rule, which the report states:

- P: all of its evidence is shown, in time.
- S: all that is needed is shown, and at least half in all; something was late or missing.
- M: something needed is missing, less than half is shown, or nothing but what was held back where
  something was to be done: whoever says nothing holds everything back.
- U: nothing of it is shown.

Same record, same review. A facilitator may set another grade; the computed one stays beside it.
"""

from collections.abc import Sequence

from msgspec import Struct

from breachplay.exercise.areas import Area, areas
from breachplay.exercise.evidence import Shown, shown
from breachplay.exercise.intervals import Interval, intervals
from breachplay.exercise.measures import Measure, measures
from breachplay.exercise.played import Played, played_from
from breachplay.exercise.rated import Rated
from breachplay.playbook.scenario import Objective
from breachplay.record.events import Event
from breachplay.record.exercise import Grade, Said
from breachplay.record.state import State


class Review(Struct, frozen=True):
    """What an exercise showed."""

    played: Played
    rated: tuple[Rated, ...]
    measures: tuple[Measure, ...]
    intervals: tuple[Interval, ...]
    """The time from each post for everybody to the next."""
    strengths: tuple[str, ...]
    improve: tuple[Area, ...]
    """Areas to improve, the gravest first."""
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
        improve=areas(rated, figures),
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
    acts = [one for one in found if one.evidence.kind not in _HELD_BACK]
    acted = not acts or any(one.outcome != "missing" for one in acts)
    return "S" if needed and acted and len(there) * 2 >= len(found) else "M"


_HELD_BACK = frozenset({"held", "never"})
"""Evidence of what nobody did."""


def _strengths(played: Played, rated: Sequence[Rated], figures: Sequence[Measure]) -> list[str]:
    told = [
        f"Performed without challenges: {one.objective.title}." for one in rated if one.grade == "P"
    ]
    posted = bool(played.state.posts)
    none = {one.id for one in figures if one.value == 0}
    return told + [
        sentence
        for name, sentence in _GOOD.items()
        if name in none
        and (posted or name not in _NEEDS_POSTS)
        and (name != "skipped" or "left-open" in none)
    ]


_NEEDS_POSTS = frozenset({"unconfirmed", "overridden"})
"""Figures that are no merit where nothing was said at all."""

_GOOD = {
    "late-updates": "Every promised update came in time.",
    "unconfirmed": "No fact was stated before it was confirmed.",
    "overridden": "No stop was overridden.",
    "skipped": "No required item was skipped or left open.",
    "unanswered": "Every inject that asked for a response got one.",
    "clocks": "No deadline was missed.",
    "questions": "Nobody who asked was left without an answer.",
}
