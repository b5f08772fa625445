"""Promises of a next update in a post: "next update by 18:00 UTC", "we will post again at 6pm".

A promise is a word for speaking again (a cue) and a time to come, in one sentence. "The incident
began at 14:00", "open until 18:00" and "we will not post before 9:00" are none. Linear in the
text: each sentence is read once, and each cue looks at a bounded stretch around it.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from msgspec import Struct

from breachplay.caveats.coming import Moment, due
from breachplay.caveats.cues import TURNS, Cue, cue_at, denied, words
from breachplay.caveats.times import Token, moment_at, tokens_of

REACH: Final = 30
"""Words between a cue and its time, at most."""

LEAD: Final = 14
"""Words between a time that comes first ("By 18:00 UTC we will post again") and its cue."""

_NOT_TO_COME: Final = words("until till til since from after began started of than was were")
"""Words before a time that make it the end, the start or the past of something."""

_GOES_ON: Final = words("by at in on before around : , the next")
"""Words after which a sentence goes on in the next line."""

_LEADING: Final = words(
    "by at before around about on approximately roughly circa latest than ~ : - – ( sharp"
)

_PAST: Final = words(
    "began started happened occurred found noticed discovered learned was were stopped accessed "
    "stolen saw seen reported received identified detected ended published posted"
)


class Promise(Struct, frozen=True):
    """A promise to say more by a time."""

    start: int
    end: int
    """Where it stands in the text: from its cue to its time (code points)."""
    due: datetime
    """By when, in the zone in which it was said."""
    doubt: str = ""
    """What in the reading is not sure, in a few words; empty where nothing is."""


def promises(text: str, now: datetime, zone: str) -> tuple[Promise, ...]:
    """Give every promise of an update in a text, in order.

    Args:
        text: a post as it went out, or is about to.
        now: when it is, or was, posted: an aware time. "In two hours" counts from then, and a
            time of day that is earlier than it means tomorrow.
        zone: the time zone that is meant where the text names none, such as `Europe/Berlin`.
    """
    found: list[Promise] = []
    for sentence in _sentences(tokens_of(text)):
        found += _in_sentence(sentence, now, zone)
    return tuple(found)


def next_promise(text: str, now: datetime, zone: str) -> Promise | None:
    """Give the promise that is to be kept first; None where the text makes none."""
    return min(promises(text, now, zone), key=lambda promise: promise.due, default=None)


def time_said(text: str, now: datetime, zone: str) -> tuple[datetime, str] | None:
    """Read a time that stands alone, as a fact or a person gives it: `24 November, 18:00 UTC`.

    Returns:
        When it is and what is in doubt, as in a promise; None where it is not a time to come.
    """
    tokens = tokens_of(text[:200])
    at = 1 if tokens and tokens[0].word in {"by", "at", "on", "before"} else 0
    moment = moment_at(tokens, at)
    if moment is None or moment.after < len(tokens):
        return None
    return due(moment, now, zone)


def _sentences(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Cut at the marks that end a sentence, and at line breaks that do not stand inside one."""
    sentence: list[Token] = []
    for at, token in enumerate(tokens):
        if token.word != "\n":
            sentence.append(token)
        if _ends(tokens, at):
            yield sentence
            sentence = []
    yield sentence


def _ends(tokens: Sequence[Token], at: int) -> bool:
    word = tokens[at].word
    if word == "\n":
        return not at or tokens[at - 1].word not in _GOES_ON
    if word in {"!", "?", ";", "•"}:
        return True
    if word != "." or at + 1 == len(tokens):
        return False
    glued = tokens[at + 1].start == tokens[at].end
    half_day = at > 1 and tokens[at - 1].word == "m" and tokens[at - 2].word == "."
    return not glued and not half_day


def _in_sentence(sentence: Sequence[Token], now: datetime, zone: str) -> Iterator[Promise]:
    moments = _moments(sentence)
    starts = [moment.first for moment in moments]
    at, past = 0, -1
    while at < len(sentence):
        cue = cue_at(sentence, at)
        if cue is None:
            at += 1
            continue
        at = cue.after
        if cue.first <= past or denied(sentence, cue.first, cue.after):
            continue
        moment = _its_moment(sentence, cue, moments, starts)
        if moment is None:
            continue
        read = due(moment, now, zone)
        if read is None:
            continue
        past = moment.after - 1
        first, last = min(cue.first, moment.first), max(cue.after, moment.after) - 1
        yield Promise(sentence[first].start, sentence[last].end, read[0], read[1])
        at = max(at, moment.after)


def _moments(sentence: Sequence[Token]) -> list[Moment]:
    """Give the times of a sentence that are to come, as far as the words before them tell."""
    found = []
    at = 0
    while at < len(sentence):
        moment = moment_at(sentence, at)
        if moment is None:
            at += 1
            continue
        if moment.span is not None or _to_come(sentence, at):
            found.append(moment)
        at = moment.after
    return found


def _to_come(sentence: Sequence[Token], at: int) -> bool:
    place = at - 1
    while place >= 0 and sentence[place].word in _LEADING and at - place < 4:
        if sentence[place].word == "than":  # "no later than" is a promise, "later than" is none
            return place > 1 and sentence[place - 2].word in {"no", "not"}
        place -= 1
    before = sentence[place].word if place >= 0 else ""
    return before not in _NOT_TO_COME and before not in _PAST


def _head(sentence: Sequence[Token], at: int) -> bool:
    """Whether a time begins its sentence or clause, but for a word such as "by"."""
    place = at - 1
    while place >= 0 and sentence[place].word in _LEADING and at - place < 4:
        place -= 1
    return place < 0 or sentence[place].word in TURNS


def _its_moment(
    sentence: Sequence[Token], cue: Cue, moments: Sequence[Moment], starts: Sequence[int]
) -> Moment | None:
    """Give the time that belongs to a cue: the next one after it, or one that leads it."""
    place = bisect_left(starts, cue.after)
    if place < len(moments):
        moment = moments[place]
        if moment.first - cue.after <= REACH:
            return None if denied(sentence, cue.first, moment.first) else moment
    if not cue.strong or not place:
        return None
    moment = moments[place - 1]
    leads = _head(sentence, moment.first) and cue.first <= moment.after + LEAD
    return moment if leads and not denied(sentence, moment.after, cue.after) else None
