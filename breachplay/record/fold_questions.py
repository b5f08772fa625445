"""The state of people's questions, from the events about them."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from msgspec.structs import replace

from breachplay.record import events as kinds
from breachplay.record.events import Event
from breachplay.record.questions import Answered, Question
from breachplay.record.state import State

Changed = Mapping[str, Any]


def _logged(state: State, event: Event) -> Changed:
    body = event.body
    question = Question(
        id=body["question"],
        who=body.get("who", ""),
        where=body.get("where", ""),
        text=body["text"],
        link=body.get("link", ""),
        asked_at=event.when,
        logged_by=event.actor,
    )
    return _with(state, question)


def _answered(state: State, event: Event) -> Changed:
    body = event.body
    question = state.questions.get(body["question"])
    if question is None:
        return {}
    answer = Answered(
        text=body["text"],
        where=body.get("where", ""),
        link=body.get("link", ""),
        at=event.when,
        actor=event.actor,
        draft=body.get("draft", ""),
    )
    answers = (*question.answers, answer)
    return _with(state, replace(question, status="answered", answers=answers, reason=""))


def _closed(state: State, event: Event) -> Changed:
    question = state.questions.get(event.body["question"])
    if question is None:
        return {}
    return _with(state, replace(question, status="closed", reason=event.body.get("reason", "")))


def _reopened(state: State, event: Event) -> Changed:
    question = state.questions.get(event.body["question"])
    if question is None:
        return {}
    reason = event.body.get("reason", "")
    return _with(state, replace(question, status="open", reason=reason, since=event.when))


def _with(state: State, question: Question) -> Changed:
    return {"questions": {**state.questions, question.id: question}}


CHANGES: Final[Mapping[str, Callable[[State, Event], Changed]]] = {
    kinds.QUESTION_LOGGED: _logged,
    kinds.QUESTION_ANSWERED: _answered,
    kinds.QUESTION_CLOSED: _closed,
    kinds.QUESTION_REOPENED: _reopened,
}
