"""What the commands about people's questions give: logged, answered, closed, opened again."""

from collections.abc import Iterable
from typing import Any

from breachplay.record import entered
from breachplay.record import events as kinds
from breachplay.record.asked import network_id, taken_apart
from breachplay.record.commands import Refused
from breachplay.record.commands_questions import (
    AnswerElsewhere,
    CloseQuestions,
    LogQuestion,
    ReopenQuestions,
)
from breachplay.record.events import Actor, NewEvent
from breachplay.record.questions import Question
from breachplay.record.state import Draft, State

Decided = tuple[NewEvent, ...]


def log_question(state: State, command: LogQuestion, _: Actor) -> Decided:
    """Note what somebody asked; the same post is logged once."""
    asked = taken_apart(
        entered.needed(command.text, "the question"),
        _one_line(command.who, "who asked"),
        _one_line(command.where, "where it was asked"),
        entered.link(command.link),
    )
    for question in state.questions.values():
        if asked.link and question.link == asked.link:
            raise Refused(f"this post is logged already, as {question.id}")
    body = {
        "question": f"q{len(state.questions) + 1}",
        "who": asked.who,
        "where": asked.where,
        "text": asked.text,
        "link": asked.link,
    }
    return (NewEvent(kinds.QUESTION_LOGGED, body, entered.moment(command.happened_at)),)


def answer_elsewhere(state: State, command: AnswerElsewhere, _: Actor) -> Decided:
    """Note what was answered without a draft of ours, an event for each question."""
    found = [_of(state, one) for one in _named(command.questions)]
    text = entered.needed(command.text, "what was answered")
    where = network_id(_one_line(command.where, "where it was answered"))
    link, at = entered.link(command.link), entered.moment(command.happened_at)
    news = []
    for question in found:
        if question.status == "answered":
            raise Refused(f"{question.id} is answered already: open it again first")
        body = _answer(question.id, text, where or question.where, link)
        news.append(NewEvent(kinds.QUESTION_ANSWERED, body, at))
    return tuple(news)


def close_questions(state: State, command: CloseQuestions, _: Actor) -> Decided:
    """Note that questions stay without an answer, and why."""
    found = [_of(state, one) for one in _named(command.questions)]
    reason = entered.reason(command.reason, "a reason for leaving it without an answer")
    for question in found:
        if question.status == "answered":
            raise Refused(f"{question.id} is answered already")
    return tuple(
        NewEvent(kinds.QUESTION_CLOSED, {"question": question.id, "reason": reason})
        for question in found
        if question.status == "open"
    )


def reopen_questions(state: State, command: ReopenQuestions, _: Actor) -> Decided:
    """Note that questions wait for an answer again."""
    found = [_of(state, one) for one in _named(command.questions)]
    reason = entered.text(command.reason, "the reason").strip()
    return tuple(
        NewEvent(kinds.QUESTION_REOPENED, {"question": question.id, "reason": reason})
        for question in found
        if question.status != "open"
    )


def replied_to(
    state: State, draft: Draft, text: str, links: Iterable[str], at: str | None
) -> Decided:
    """Give the answers that a draft gives once it is posted, an event for each question.

    Args:
        state: where the run stands.
        draft: the draft; one that is no reply gives nothing.
        text: as it went out.
        links: the address of each reply, as `reply_links` gives them.
        at: when it was posted, if that is not now.
    """
    return tuple(
        NewEvent(kinds.QUESTION_ANSWERED, _answer(name, text, draft.network, link, draft.id), at)
        for name, link in zip(draft.reply_to, links, strict=True)
        if name in state.questions
    )


def reply_links(draft: Draft, given: tuple[str, ...], posts: tuple[str, ...]) -> tuple[str, ...]:
    """Give an address for each question that a draft replies to, empty where there is none.

    Args:
        draft: the draft; one that is no reply has no such address.
        given: the address of each reply.
        posts: the address of each post of the draft; where one person is answered, the first
            stands for a reply that was not given.

    Raises:
        Refused: for more addresses than people, or one that cannot be read.
    """
    people = len(draft.reply_to)
    if len(given) > people:
        raise Refused(f"{len(given)} links of replies were given for {people} people")
    links = tuple(map(entered.link, given)) or (posts[:1] if people == 1 else ())
    return links + ("",) * (people - len(links))


def replies_to(state: State, asked: Iterable[str], before: Draft | None) -> tuple[str, ...]:
    """Give the questions that a draft replies to: as it began, so it stays.

    Raises:
        Refused: where there is no such question.
    """
    if before is not None:
        return before.reply_to
    return tuple(_of(state, name).id for name in dict.fromkeys(asked))


def _answer(question: str, text: str, where: str, link: str, draft: str = "") -> dict[str, Any]:
    return {"question": question, "text": text, "where": where, "link": link, "draft": draft}


def _named(questions: tuple[str, ...]) -> tuple[str, ...]:
    if not questions:
        raise Refused("say which question")
    return tuple(dict.fromkeys(questions))


def _of(state: State, name: str) -> Question:
    question = state.questions.get(name)
    if question is None:
        raise Refused(f'there is no question "{name}"')
    return question


def _one_line(given: str, name: str) -> str:
    return " ".join(entered.text(given, name).split())
