"""Checks on deadlines: one that is near or past, and data that starts one nobody watches."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

from breachplay.caveats.looking import Found, Look
from breachplay.caveats.words import FactView
from breachplay.playbook.clock import DataKind, near

MOST: Final = 5
"""Deadlines that one text is warned of; the clock screen shows them all."""

NAMES_DATA: Final = frozenset({"data", "information", "records", "open"})
"""Words in a fact's name by which it is known to say which data is concerned."""

_WORDS: Final[dict[DataKind, str]] = {
    "health": r"health|medic(?:al|ation|ations|ines?)|patients?|clinical|diagnos(?:is|es|tic)|"
    r"prescriptions?|treatments?|hospital|blood|therapy|genetic|vaccin\w*|disabilit\w+|sick",
    "payment": r"(?:payment|credit|debit|bank|chip|gift)[ -]?cards?|card[ -](?:numbers?|data|"
    r"details)|cards?|cvv2?|cvc2?|ibans?|(?:bank|account|sort)[ -](?:accounts?|numbers?|codes?|"
    r"details)|payments?|financial|direct debits?",
}
_NAMED: Final = {
    kind: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for kind, words in _WORDS.items()
}
_DENIED: Final = re.compile(
    r"\b(?:no|not|never|nor|neither|without|except|excluding)\b[^,;.]*$", re.I
)
_OTHER_CARD: Final = re.compile(
    r"\b(?:id|identity|loyalty|business|library|student|membership|post|sim)[ -]$", re.I
)


def clock_close(look: Look) -> Iterator[Found]:
    """Deadlines that are near or past while a text is written."""
    situation = look.situation
    if situation.now is None or look.draft.reply_to:
        return
    close = [
        clock
        for clock in situation.clocks
        if situation.now > clock.deadline or near(clock.started, clock.deadline, situation.now)
    ]
    for clock in sorted(close, key=lambda one: one.deadline)[:MOST]:
        message = f"{clock.title} {_stands(clock.deadline, situation.now)}"
        message += f": tell {clock.tell}." if clock.tell else "."
        yield Found(None, None, message, subject=f"{clock.title} {_said(clock.deadline)}")


def other_data(look: Look) -> Iterator[Found]:
    """Facts that name health or payment data whose deadlines nobody watches."""
    for kind, fact, word in data_named(look.situation.facts):
        if kind not in look.situation.watched_data:
            message = (
                f'"{word}" ({fact.label}) is {kind} data: it can start a deadline that this run '
                "does not watch."
            )
            yield Found(None, None, message, subject=kind)


def data_named(facts: Iterable[FactView]) -> Iterator[tuple[DataKind, FactView, str]]:
    """Give each kind of data that facts name, once: the kind, the fact, and its word for it.

    What a fact denies ("no payment cards") it does not name, nor does one that is retracted.
    """
    found: set[DataKind] = set()
    for fact in facts:
        if fact.status in {"unknown", "retracted"} or fact.kind not in {"text", "choice"}:
            continue
        if not NAMES_DATA & set(fact.name.split("_")) or "not" in fact.name.split("_"):
            continue
        for kind, pattern in _NAMED.items():
            if kind not in found and (word := _first(pattern, fact.value)):
                found.add(kind)
                yield kind, fact, word


def _first(pattern: re.Pattern[str], text: str) -> str:
    for match in pattern.finditer(text[:2000]):
        before = text[max(match.start() - 60, 0) : match.start()]
        if not _DENIED.search(before) and not _OTHER_CARD.search(before):
            return match[0]
    return ""


def _stands(deadline: datetime, now: datetime) -> str:
    if now > deadline:
        return f"has been overdue for {_span(now - deadline)}"
    return f"ends in {_span(deadline - now)}"


def _span(length: timedelta) -> str:
    minutes = int(length.total_seconds()) // 60
    if minutes < 120:
        return f"{minutes} min"
    return f"{minutes // 60} h" if minutes < 72 * 60 else f"{minutes // 1440} days"


def _said(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
