"""Sentences about what only exercises have: the clock, injects, answers, remarks, ratings."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from breachplay.playbook.model import Playbook
from breachplay.record import events as kinds
from breachplay.timeline.sentences_cadence import as_entered
from breachplay.timeline.wording import LONGEST_QUOTE, cut, quote

Tell = Callable[[Mapping[str, Any], Playbook], str]


def _checked(body: Mapping[str, Any], _: Playbook) -> str:
    left = body.get("open", ())
    tail = f"; not so: {'; '.join(left)}" if left else ""
    count = len(body["ticked"])
    return f"Communications check: {count} of {count + len(left)} hold{tail}"


def _paced(body: Mapping[str, Any], _: Playbook) -> str:
    way, speed = body["way"], f"{body['speed']} times as fast as real time"
    if way == "jump":
        return f"Put the exercise clock ahead to {as_entered(body['to'])}"
    told = {
        "start": f"Started the exercise clock, {speed}",
        "pause": "Paused the exercise clock",
        "resume": "Let the exercise clock go on",
        "speed": f"Let the exercise clock run {speed}",
    }
    return told.get(way, f"Changed the exercise clock ({way})")


def _delivered(body: Mapping[str, Any], _: Playbook) -> str:
    by_hand = " by hand" if body.get("by_hand") else ""
    subject = f"{body['subject']}: " if body.get("subject") else ""
    what = quote(f"{subject}{body['text']}")
    return f"Inject {body['inject']}{by_hand}, {body['channel']} from {body['from']}: {what}"


def _skipped(body: Mapping[str, Any], _: Playbook) -> str:
    return f"Left out the inject {body['inject']}: {cut(body['reason'], LONGEST_QUOTE)}"


def _answered(body: Mapping[str, Any], _: Playbook) -> str:
    by = f" by event {body['event']}" if body.get("event") else ""
    text = f": {quote(body['text'])}" if body.get("text") else ""
    sender = f" from {body['from']}" if body.get("from") else ""
    response = _article(body["response"])
    return f"Answered the inject {body['inject']}{sender} with {response}{by}{text}"


def _paced_short(body: Mapping[str, Any], _: Playbook) -> str:
    told = {
        "start": "exercise clock started",
        "pause": "exercise clock paused",
        "resume": "exercise clock goes on",
        "speed": f"exercise clock at {body['speed']} times",
        "jump": "exercise clock put ahead",
    }
    return told.get(body["way"], "exercise clock changed")


def _article(response: str) -> str:
    return f"{'an' if response[:1] in 'aeiou' else 'a'} {response}"


def _remarked(body: Mapping[str, Any], _: Playbook) -> str:
    about = f" on {body['inject']}" if body.get("inject") else ""
    grade = f", grade {body['grade']}" if body.get("grade") else ""
    return f"The facilitator noted{about}{grade}: {cut(body['text'], LONGEST_QUOTE)}"


def _overruled(body: Mapping[str, Any], _: Playbook) -> str:
    reason = cut(body["reason"], LONGEST_QUOTE)
    return f"Rated the objective {body['objective']} {body['grade']}: {reason}"


def _said(body: Mapping[str, Any], _: Playbook) -> str:
    return f"Hot wash, {quote(body['question'])}: {cut(body['text'], LONGEST_QUOTE)}"


SENTENCES: Final[Mapping[str, Tell]] = {
    kinds.COMMUNICATIONS_CHECKED: _checked,
    kinds.EXERCISE_PACED: _paced,
    kinds.INJECT_DELIVERED: _delivered,
    kinds.INJECT_SKIPPED: _skipped,
    kinds.INJECT_ANSWERED: _answered,
    kinds.EXERCISE_REMARKED: _remarked,
    kinds.RATING_OVERRULED: _overruled,
    kinds.HOT_WASH_SAID: _said,
}

SHORTS: Final[Mapping[str, Tell]] = {
    kinds.COMMUNICATIONS_CHECKED: lambda _, __: "communications checked",
    kinds.EXERCISE_PACED: _paced_short,
    kinds.INJECT_DELIVERED: lambda body, _: f"{body['channel']} from {body['from']}",
    kinds.INJECT_SKIPPED: lambda body, _: f"left out {body['inject']}",
    kinds.INJECT_ANSWERED: lambda body, _: f"answered {body.get('from') or body['inject']}",
    kinds.EXERCISE_REMARKED: lambda _, __: "facilitator's note",
    kinds.RATING_OVERRULED: lambda body, _: f"rated {body['objective']} {body['grade']}",
    kinds.HOT_WASH_SAID: lambda _, __: "hot wash",
}
