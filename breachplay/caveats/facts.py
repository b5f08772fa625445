"""Checks of what a draft states, or leaves open, against what the team knows."""

import re
from collections.abc import Iterator
from typing import Final

from breachplay.caveats.words import Draft, FactView, Situation
from breachplay.playbook.placeholders import Stated

_NOT_CONFIRMED: Final = ("reported", "retracted")
_THINGS: Final = (
    "here|name|names|number|date|dates|time|link|url|details|amount|address|service|company|"
    "organi[sz]ation|customers?|people|city|country|product|phone|e-?mail|website|data|insert|tbc|tbd|"
    "to be confirmed"
)
_VARIABLES: Final = (
    "name|first_?name|last_?name|full_?name|customer|user|user_?name|date|time|number|amount|url|"
    "company|organi[sz]ation|service|address|e_?mail|phone|product|website"
)
_LEFT_OPEN: Final = re.compile(
    r"\{[^{}\n]{0,80}\}"
    r"|\[[A-Z][A-Z0-9 _/'-]{2,60}\]"
    rf"|<(?:[\w/'-]+[ _-]){{0,4}}(?i:{_THINGS})(?:[ _-][\w/'-]+){{0,4}}>"
    r"|(?<![\w%])%{1,2}[A-Za-z][A-Za-z0-9_.]{1,40}%{1,2}(?!\w)"
    rf"|(?<![\w$])\$(?:(?i:(?:[a-z]+_)?(?:{_VARIABLES}))\b|[A-Za-z]+_[A-Za-z_]+\b)"
    r"|\b(?:hh|HH)[:.](?:mm|MM)\b|\b(?:xx|\d\d?)(?:[:.]xx)+\b|(?<![\w%])%s\b"
    r"|_{2}[:.]_{2}|_{2}(?= ?(?:UTC|GMT|CET|%))"
    rf"|\b(?:[A-Z]+_)+(?i:{_VARIABLES})\b"
    r"|\b(?:dd|DD)[./-](?:mm|MM)[./-](?:yy|YY){1,2}\b|\b(?:yyyy|YYYY)[./-](?:mm|MM)[./-](?:dd|DD)\b"
    rf"|\[(?:[\w/'-]+ ){{0,4}}(?i:{_THINGS})(?: [\w/'-]+){{0,4}}\]"
    r"|<[A-Z][A-Z0-9 _-]{2,60}>"
    r"|\b(?:TBD|TBC|TODO|FIXME|TKTK|tbd|tbc)\b|\bt\.?b\.?d\.|\btodo:"
    r"|\bX{2,4}(?:[/.:-][X\d]{2,4}){1,3}\b|\bX{3,}\b"
    r"|\bXX(?=[ ]?(?:%|[ap]m\b|[AP]M\b|UTC|GMT|people|customers|users|accounts|records|hours|days|"
    r"million|thousand|[A-Z][a-z]+ 20\d\d))"
    r"|(?<![\w?!])\?{3,}|(?<!\w)\?\?:\?\?|_{3,}|\b[Ll]orem [Ii]psum\b|\bINSERT [A-Z]{3,}"
)
_MARKS: Final = (
    *(
        "{",
        "[",
        "<",
        "_",
        "???",
        "??:",
        "XX",
        "TB",
        "tbd",
        "tbc",
        "%",
        "$",
        "hh",
        "HH",
        "xx",
        "yy",
        "YY",
        "t.b",
        "tb.d",
        "TODO",
        "todo:",
        "FIXME",
    ),
    *("TKTK", "orem ", "INSERT"),
)
"""One of these stands in everything that `_LEFT_OPEN` finds; most posts have none."""

_NAMES_A_THING: Final = re.compile(rf"\b(?:{_THINGS})\b", re.IGNORECASE)
_LABELS: Final = re.compile(
    r"\[(?:UPDATED?|EXERCISE|LIVE|RESOLVED|CORRECTION|CORRECTED|THREAD|NEW|FINAL|STATEMENT|ALERT|"
    r"INCIDENT|NOTICE|MONITORING|INVESTIGATING|IDENTIFIED|SCHEDULED|FIXED|CLOSED|IMPORTANT|URGENT|"
    r"WARNING|FAQ|TEST|DRILL|CONFIRMED|ONGOING|MAINTENANCE|END|RETRACTED|RETRACTION)\b[^\]]*\]"
)


def gaps(draft: Draft, situation: Situation) -> Iterator[tuple[int, int, str]]:
    """Give the span of everything that is still to be filled in, and what it is.

    These are placeholders that nothing filled, words of the kind that people leave for later,
    and values of facts whose status is unknown.
    """
    found = [(gap.start, gap.end, gap.name) for gap in draft.gaps]
    unknown = {fact.name for fact in situation.facts if fact.status == "unknown"}
    found += [(one.start, one.end, one.name) for one in draft.stated if one.name in unknown]
    if any(mark in draft.text for mark in _MARKS):
        for match in _LEFT_OPEN.finditer(draft.text):
            if not _is_label(draft.text, match) and not _is_format(draft.text, match):
                found.append((*match.span(), match.group()))
    last = -1
    for start, end, name in sorted(found):
        if start >= last:
            yield start, end, name
            last = end


def _is_format(text: str, match: re.Match[str]) -> bool:
    """Whether letters stand for digits because the text says how people should write a date."""
    if match.group()[0] not in "dDyYhH":
        return False
    before = text[max(0, match.start() - 40) : match.start()]
    return bool(re.search(r"\b(?:format|written|write|enter|type)\b", before, re.IGNORECASE))


def _is_label(text: str, match: re.Match[str]) -> bool:
    """Whether brackets hold a label such as [UPDATE]; at the start of a post most do."""
    written = match.group()
    if not written.startswith("["):
        return False
    if _LABELS.match(written):
        return True
    return not text[: match.start()].strip() and not _NAMES_A_THING.search(written)


def doubts(situation: Situation) -> bool:
    """Whether any fact is reported or retracted."""
    return any(fact.status in _NOT_CONFIRMED for fact in situation.facts)


def unconfirmed(
    draft: Draft, situation: Situation, stated: tuple[Stated, ...]
) -> Iterator[tuple[int, int, FactView]]:
    """Give where a draft states a fact that is reported or retracted, and the fact.

    By its placeholder, or by its value typed by hand, in any spelling. A value that a confirmed
    fact has too is not doubtful, nor is one that is a part of what another fact says.

    Args:
        draft: the filled text.
        situation: what is known.
        stated: where facts are stated in the text, by placeholder or by value.
    """
    doubtful = {fact.name: fact for fact in situation.facts if fact.status in _NOT_CONFIRMED}
    sure = [one for one in stated if one.name not in doubtful]
    placed = set(draft.stated)
    last = -1
    for one in stated:
        if one.name not in doubtful or one.start < last:
            continue
        inside = any(held.start <= one.start and one.end <= held.end for held in sure)
        if one in placed or not inside:
            yield one.start, one.end, doubtful[one.name]
            last = one.end
