"""Words that say less, or more, than people can know from them: "today", "5 pm", "data breach".

A post is read on another day and in another country than it was written; and "data breach" is a
term of law, which starts clocks and is quoted, before anybody has established that it was one.
"""

import re
from collections.abc import Iterator
from typing import Final

from breachplay.caveats.looking import Found, Look

_DAY: Final = re.compile(
    r"\b(?:(?:later|earlier|late|early|overnight|until|by|as of|from) )?"
    r"(?:today|tonight|tomorrow|yesterday)(?: (?:morning|afternoon|evening|night))?\b(?!')"
    r"|\b(?:(?:later|earlier|late|early) )?this (?:morning|afternoon|evening|week|weekend|month)\b"
    r"|\b(?:late )?(?:last|next) (?:night|week|weekend|month|year|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b(?!')",
    re.IGNORECASE,
)
_DAY_WORDS: Final = ("today", "tonight", "tomorrow", "yesterday", "this ", "last ", "next ")
"""One of these is in every match of `_DAY`; most texts have none, and need no search."""

_CLOCK: Final = re.compile(
    r"(?<![\d:.,/-])(?:(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?:[ ]?[ap]\.?[ ]?m\b\.?)?"
    r"|(?:1[0-2]|0?[1-9])(?:\.[0-5]\d)?[ ]?(?:[ap]\.[ ]?m\.|[ap]m\b)"
    r"|(?:1[0-2]|[1-9]) o'clock\b)(?![\d:/])"
    r"|\b(?:by|at|until|till|before|after|around|from) (?:noon|midday|midnight)\b",
    re.IGNORECASE,
)
_CLOCK_MARKS: Final = (
    ":",
    "am",
    "pm",
    "a.m",
    "p.m",
    "a. m",
    "p. m",
    "clock",
    "noon",
    "midday",
    "midnight",
)

_ZONE: Final = re.compile(
    r"\b(?:UTC|GMT|CES?T|BST|WES?T|EES?T|MSK|IST|JST|KST|HKT|SGT|SAST|ICT|WIB|PKT|GST|"
    r"(?:A[EWC]|NZ|AK|H|[ECMP])[SD]?T)\b|\d(?:Z|h?[+-]\d\d:?\d\d)\b"
    r"|\b(?i:local|eastern|central|pacific|mountain|atlantic|standard|daylight|british|european|"
    r"summer|german|french|irish|japan|india|\w+ian) (?:standard |daylight |summer )?time\b"
    r"|\b[A-Z]\w+ time\b|\btime zones?\b"
)
_DATE: Final = re.compile(
    r"\b\d{4}-\d\d-\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b"
    r"|\b\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}(?:st|nd|rd|th)?\b",
    re.IGNORECASE,
)
_ZONE_REACH: Final = 40
"""Characters to each side of a time in which its zone is looked for: "from 14:02 to 15:10 UTC"."""

_BREACH: Final = re.compile(
    r"\b(?:(?:personal |customer |patient )?data|security|privacy|information|"
    r"cyber(?:[ -]?security)?)"
    r"[ -]breach(?!es)\b(?![ -](?:of contract|notification law))"
    r"|\bbreach of (?:(?:your|our|the|personal|customer|patient|this|sensitive|their|some|certain|"
    r"protected|unsecured|private|confidential|health) ){0,3}"
    r"(?:data|information|records|accounts?|privacy|confidentiality|systems?|network|databases?|security)\b"
    r"|\b(?:was|were|been|got|systems?|servers?|accounts?|networks?|databases?) breached\b"
    r"|\b(?:the|this|our) breach\b",
    re.IGNORECASE,
)
_DENIED: Final = re.compile(
    r"\b(?:not|no|never|whether|if|when|unless|until|cannot|rather than|any|every|each|"
    r"other|another|elsewhere|avoid|prevent|preventing)\b|n't\b",
    re.IGNORECASE,
)
_ESTABLISHED: Final = frozenset(
    {"data_involved", "people_affected", "affected_group", "accounts_entered", "breach_confirmed"}
)
"""Facts that, once confirmed, say that people's data was reached."""


def vague_time(look: Look) -> Iterator[Found]:
    """Days without a date and times of day without a zone."""
    folded, sense = look.folded, look.sense
    text = folded.text
    lower = text.lower()
    days = _DAY.finditer(text) if any(word in lower for word in _DAY_WORDS) else ()
    for match in days:
        first, last = sense.sentence(match.start())
        if not _DATE.search(text, first, last) and not sense.is_quoted(*match.span()):
            start, end = folded.span(*match.span())
            yield Found(start, end, f'"{look.draft.text[start:end]}" has no date.')
    times = _CLOCK.finditer(text) if any(mark in lower for mark in _CLOCK_MARKS) else ()
    for match in times:
        near = max(0, match.start() - _ZONE_REACH), match.end() + _ZONE_REACH
        if not _ZONE.search(text, *near) and not sense.is_quoted(*match.span()):
            start, end = folded.span(*match.span())
            yield Found(start, end, f'"{look.draft.text[start:end]}" has no time zone.')


def says_breach_early(look: Look) -> Iterator[Found]:
    """ "Data breach" before a confirmed fact says so; the word "breached" likewise."""
    known = (one for one in look.situation.facts if one.status == "confirmed")
    if any(fact.name in _ESTABLISHED for fact in known):
        return
    folded, sense = look.folded, look.sense
    if "breach" not in folded.text.lower():
        return
    for match in _BREACH.finditer(folded.text):
        clause = folded.text[sense.clause_start(match.start()) : match.start()]
        if sense.is_question(match.start()) or sense.is_quoted(*match.span()):
            continue
        if not _DENIED.search(clause):
            yield Found(*folded.span(*match.span()))
