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
        strengths=tuple(_strengths(rated, figures)),
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


def _strengths(rated: Sequence[Rated], figures: Sequence[Measure]) -> list[str]:
    told = [f"{one.objective.title}." for one in rated if one.grade == "P"]
    told += [_GOOD[one.id] for one in figures if one.value == 0 and one.id in _GOOD]
    return told


def _improve(rated: Sequence[Rated], figures: Sequence[Measure]) -> list[str]:
    told = []
    for one in rated:
        if one.grade in {"M", "U"}:
            missing = [shown.lines[0].text for shown in one.shown if shown.outcome == "missing"]
            why = f": {missing[0]}" if missing else ""
            told.append(f"{one.objective.title}{why}.")
    for figure in figures:
        if figure.id in _POOR and (figure.value is None or figure.value > 0):
            sentence = _POOR[figure.id]
            if figure.value is not None:
                told.append(sentence.format(figure.told))
    return told


_GOOD = {
    "late-updates": "Every promised update came in time.",
    "unconfirmed": "No fact was stated before it was confirmed.",
    "overridden": "No stop was overridden.",
    "skipped": "No required item was skipped.",
    "unanswered": "Every inject that asked for a response got one.",
    "clocks": "No deadline was missed.",
    "questions": "Nobody who asked was left without an answer.",
}

_POOR = {
    "late-updates": "Keep the updates that were promised: late or never, {}.",
    "unconfirmed": "Hold back what is not confirmed: stated too early, {}.",
    "overridden": "Look at each stop that was overridden: {}.",
    "skipped": "Look at each required item that was skipped: {}.",
    "left-open": "Required items were left open: {}.",
    "answered-late": "Answer sooner: late, {}.",
    "unanswered": "Answer everything that asks for a response: never answered, {}.",
    "clocks": "Meet the deadlines: missed, {}.",
    "questions": "Answer the people who ask: left without an answer, {}.",
}
