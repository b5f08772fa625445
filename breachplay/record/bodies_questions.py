"""What the bodies of events about people's questions hold."""

from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from breachplay.record import events as kinds


class QuestionLogged(Struct):
    """Somebody asked something."""

    question: str
    text: str
    who: str = ""
    where: str = ""
    link: str = ""


class QuestionAnswered(Struct):
    """A question was answered."""

    question: str
    text: str
    where: str = ""
    link: str = ""
    draft: str = ""


class QuestionNamed(Struct):
    """A question was closed without an answer, or opened again."""

    question: str
    reason: str = ""


FORMS: Final[Mapping[str, type[Struct]]] = {
    kinds.QUESTION_LOGGED: QuestionLogged,
    kinds.QUESTION_ANSWERED: QuestionAnswered,
    kinds.QUESTION_CLOSED: QuestionNamed,
    kinds.QUESTION_REOPENED: QuestionNamed,
}
