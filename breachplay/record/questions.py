"""Questions that people asked the organisation, and what became of each.

They are personal data of others: who asked is kept as it was said, and may be left out.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct

from breachplay.record.events import Actor
from breachplay.record.when import parse_stamp

QuestionStatus = Literal["open", "answered", "closed"]


class Answered(Struct, frozen=True):
    """One answer that a person was given."""

    text: str
    """As it was said."""
    where: str
    """Id of the network, or what was said instead of one: `phone`."""
    link: str
    at: str
    """When it was given, as entered; else when it was recorded."""
    actor: Actor
    draft: str
    """The draft it was posted from; empty where it was given elsewhere."""


class Question(Struct, frozen=True):
    """What somebody asked."""

    id: str
    """`q1`, `q2` ... in the order in which they were logged."""
    who: str
    """A handle or a name, as it was entered; empty where nobody was named."""
    where: str
    """Id of the network, or what was said instead of one: `phone`, `e-mail`."""
    text: str
    link: str
    asked_at: str
    """When it was asked, as entered; else when it was logged."""
    logged_by: Actor
    status: QuestionStatus = "open"
    answers: tuple[Answered, ...] = ()
    """Every answer given, oldest first."""
    reason: str = ""
    """Why it was closed without an answer, or opened again."""
    since: str = ""
    """Since when it waits, where it was opened again."""

    @property
    def waiting_since(self) -> str:
        """From when on the person waits: since they asked, or since it was opened again."""
        return self.since or self.asked_at


def unanswered(questions: Mapping[str, Question]) -> tuple[Question, ...]:
    """Give the questions that wait for an answer, the longest wait first."""
    waiting = [question for question in questions.values() if question.status == "open"]
    return tuple(sorted(waiting, key=lambda question: parse_stamp(question.waiting_since)))


def settled(questions: Mapping[str, Question]) -> tuple[Question, ...]:
    """Give the questions that are answered or closed, in the order in which they were logged."""
    return tuple(question for question in questions.values() if question.status != "open")


def wait(question: Question, now: datetime) -> timedelta:
    """Give how long a question waits; never less than nothing, whatever the clock says."""
    return max(now - parse_stamp(question.waiting_since), timedelta(0))


def longest_wait(questions: Iterable[Question], now: datetime) -> timedelta:
    """Give the longest of the waits; nothing where there is no question."""
    return max((wait(question, now) for question in questions), default=timedelta(0))
