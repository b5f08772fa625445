"""What a person can ask of the questions that others put to the organisation."""

from msgspec import Struct


class LogQuestion(Struct, frozen=True):
    """Somebody asked something. What was pasted whole gives who, where and link by itself."""

    text: str
    who: str = ""
    """A handle or a name; may be left out."""
    where: str = ""
    """A network, or any other way in: `phone`."""
    link: str = ""
    happened_at: str | None = None


class AnswerElsewhere(Struct, frozen=True):
    """Questions were answered without a draft of ours: by phone, from another program."""

    questions: tuple[str, ...]
    text: str
    """What was said."""
    where: str = ""
    """Where; empty for where each was asked."""
    link: str = ""
    happened_at: str | None = None


class CloseQuestions(Struct, frozen=True):
    """Questions will not be answered, with the reason: abuse, no question at all."""

    questions: tuple[str, ...]
    reason: str


class ReopenQuestions(Struct, frozen=True):
    """Questions wait for an answer after all."""

    questions: tuple[str, ...]
    reason: str = ""
