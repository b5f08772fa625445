"""A review as plain data: what `review --form json` writes, for other programs to read."""

from collections.abc import Iterable
from typing import Any

from breachplay.exercise.glance import at_a_glance
from breachplay.exercise.lines import Line
from breachplay.exercise.looked_for import looked_for
from breachplay.exercise.measures import Measure
from breachplay.exercise.played import Played
from breachplay.exercise.rated import Rated
from breachplay.exercise.responses import responses
from breachplay.exercise.review import Review
from breachplay.record.chain import head
from breachplay.record.when import stamp

Data = dict[str, Any]


def document(found: Review) -> Data:
    """Give a review as what JSON can hold. It says nothing of when it was made."""
    played = found.played
    return {
        "mark": "EXERCISE. Nothing here happened for real.",
        "run": played.state.run,
        "head": head(played.state.seq, played.state.hash),
        "scenario": played.exercise.scenario.id,
        "title": played.exercise.scenario.title,
        "played_at": played.played_at,
        "begins_at": played.exercise.begins_at,
        "seed": played.exercise.seed,
        "finished": played.ended,
        "outcome": played.state.outcome,
        "at_a_glance": at_a_glance(found),
        "objectives": [_objective(played, one) for one in found.rated],
        "measures": [_measure(one) for one in found.measures],
        "updates": [
            {
                "seq": one.post,
                "network": one.network,
                "posted": one.posted,
                "promised": one.promised,
                "came": one.came,
                "word": one.word,
            }
            for one in found.intervals
        ],
        "injects": _injects(played),
        "strengths": list(found.strengths),
        "improve": [
            {"title": one.title, "how": one.how, "lines": list(one.lines)} for one in found.improve
        ],
        "hot_wash": [
            {"question": one.question, "text": one.text, "who": str(one.actor)}
            for one in found.said
        ],
    }


def _objective(played: Played, one: Rated) -> Data:
    return {
        "id": one.objective.id,
        "title": one.objective.title,
        "grade": one.grade,
        "computed": one.computed,
        "set_by": str(one.overruled.actor) if one.overruled else "",
        "reason": one.overruled.reason if one.overruled else "",
        "evidence": [
            {
                "kind": shown.evidence.kind,
                "of": shown.evidence.of,
                "looked_for": looked_for(played, shown.evidence),
                "needed": shown.evidence.needed,
                "outcome": shown.outcome,
                "lines": _lines(shown.lines),
            }
            for shown in one.shown
        ],
    }


def _measure(one: Measure) -> Data:
    return {
        "id": one.id,
        "label": one.label,
        "value": one.value,
        "unit": one.unit,
        "told": one.told,
        "lines": _lines(one.lines),
    }


def _lines(lines: Iterable[Line]) -> list[Data]:
    return [{"text": one.text, "seq": one.seq, "at": one.at} for one in lines]


def _injects(played: Played) -> list[Data]:
    found = responses(played.exercise, played.events, played.now)
    return [
        {
            "id": one.inject.id,
            "seq": one.seq,
            "at": one.at,
            "by_hand": one.by_hand,
            "responses": [
                {
                    "says": answer.expected.says,
                    "due": stamp(answer.due),
                    "outcome": answer.outcome,
                    "at": stamp(answer.at) if answer.at else None,
                    "seq": answer.event,
                }
                for answer in found
                if answer.inject.id == one.inject.id
            ],
        }
        for one in sorted(played.exercise.delivered.values(), key=lambda one: one.seq)
    ]
