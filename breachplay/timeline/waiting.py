"""How long people wait for an answer, in words."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from breachplay.record.questions import Question, longest_wait, unanswered
from breachplay.record.state import State


def waited(span: timedelta) -> str:
    """Give a wait in words, to the minute: `under 1 min`, `42 min`, `3 h 05 min`, `2 d 4 h`."""
    minutes = int(span.total_seconds()) // 60
    if minutes < 1:
        return "under 1 min"
    if minutes < 60:
        return f"{minutes} min"
    hours, days = minutes // 60, minutes // (24 * 60)
    return f"{days} d {hours % 24} h" if days else f"{hours} h {minutes % 60:02} min"


def in_all(questions: Iterable[Question], now: datetime) -> str:
    """Give how many questions wait and how long the longest: `3 unanswered, longest 42 min`."""
    waiting = tuple(questions)
    if not waiting:
        return ""
    return f"{len(waiting)} unanswered, longest {waited(longest_wait(waiting, now))}"


def unanswered_words(state: State, now: datetime) -> str:
    """Give the same of a run; empty where nobody waits, and once it is finished."""
    return "" if state.closed else in_all(unanswered(state.questions), now)
