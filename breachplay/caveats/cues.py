"""Words by which a post says that more will come: "next update", "we will post again"."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from breachplay.caveats.times import Token


def words(listed: str) -> frozenset[str]:
    """Give the words of a list, parted by spaces."""
    return frozenset(listed.split())


_NEW: Final = words("next another further new fresh following regular first")
_NEWS: Final = words(
    "update updates post posts report reports briefing news statement message bulletin "
    "information details word"
)
_AFTER_MORE: Final = words(
    "news information details here soon updates by at in on tomorrow within today tonight from "
    "every facts answers to about"
)
_NOT_MORE: Final = words("for learn find read any no see much one once")
"""Words before "more" that send people elsewhere: "for more information call us"."""
_AFTER_PLAIN: Final = words("by every hourly daily within in tomorrow")
_AFTER_AN: Final = words("at on around follows comes")
_WILL: Final = words("will shall")
_TO: Final = words("going expect plan aim intend want hope promise commit mean")
_SPEAK: Final = words(
    "post update share say tell report write publish inform speak return follow answer respond "
    "hear confirm check tweet"
)
_GIVE: Final = words("give provide issue send have bring offer get be keep let come")
_GIVEN: Final = words(
    "update updates news more details information report answers findings facts statement back "
    "touch posted informed know word"
)
_NOT_NEWS: Final = words(
    "patch fix software version release system systems app password passwords refund refunds "
    "letter letters service services repair servers"
)
_ONE_BY_ONE: Final = words(
    "everyone everybody those people customers regulator regulators authorities authority police "
    "employees them each affected parents patients guests"
)
_NO: Final = words(
    "no not never cannot can't won't don't doesn't didn't isn't wouldn't shan't without unable "
    "neither nor"
)
_BEFORE_NOW: Final = words(
    "was were had promised said missed late overdue last previous earlier published posted gave "
    "shared issued came did should yesterday began started"
)
TURNS: Final = frozenset([",", ";", ":", "—", "–", "but", "and", "so", "then", "(", ")"])

BACK: Final = 7
"""Words before a cue that may deny it."""


class Cue(Struct, frozen=True):
    """Words that announce more: tokens from `first` up to, not with, `after`."""

    first: int
    after: int
    strong: bool
    """Whether a time may also stand before it: "By 18:00 we will post again"."""


def cue_at(tokens: Sequence[Token], at: int) -> Cue | None:
    """Read the cue that begins at a token; None where none does."""
    word = tokens[at].word
    if word in _NEW:
        return _new(tokens, at)
    if word == "more":
        then, before = _word(tokens, at + 1), _word(tokens, at - 1)
        meant = then in _AFTER_MORE and before not in _NOT_MORE
        return Cue(at, at + 1, strong=False) if meant else None
    if word in {"update", "updates", "news"}:
        return _plain(tokens, at)
    if word in _WILL or word.endswith("'ll") or word in _TO:
        return _will(tokens, at)
    return None


def denied(tokens: Sequence[Token], first: int, after: int) -> bool:
    """Whether words before a stretch, or in it, turn it into its contrary or into the past."""
    for place in range(first - 1, max(first - 1 - BACK, -1), -1):
        word = tokens[place].word
        if word in TURNS:
            break
        if _turns(tokens, place):
            return True
    return any(_turns(tokens, place) for place in range(first, min(after, len(tokens))))


def _turns(tokens: Sequence[Token], at: int) -> bool:
    word = tokens[at].word
    if word in _NO:
        return _word(tokens, at + 1) not in {"later", "matter"}
    kept = word == "posted" and _word(tokens, at - 2) in {"keep", "keeping"}
    return word in _BEFORE_NOW and not kept


def _word(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].word if 0 <= at < len(tokens) else ""


def _new(tokens: Sequence[Token], at: int) -> Cue | None:
    """Read `next update`, `another short report`, and `Next:` at the head of a sentence."""
    if tokens[at].word == "new" and _word(tokens, at - 1) == "nothing":
        return None
    if at == 0 and tokens[at].word == "next" and _word(tokens, 1) in {"at", "by", ":"}:
        return Cue(at, at + 1, strong=True)
    for place in range(at + 1, at + 4):
        if _word(tokens, place) in _NEWS:
            return Cue(at, place + 1, strong=True)
    return None


def _plain(tokens: Sequence[Token], at: int) -> Cue | None:
    """Read `an update by`, `updates every`; a mere `Update 14:00` is the head of a post."""
    then = _word(tokens, at + 1)
    if _word(tokens, at - 1) in {"for", "of", "your", "install", "software"}:
        return None
    if _word(tokens, at - 2) in {"install", "download", "apply"}:
        return None
    many = tokens[at].word == "updates"
    expected = _word(tokens, at - 1) in {"an", "expect"} and then in _AFTER_AN
    if then in _AFTER_PLAIN or expected or (many and then in {"at", "on", ":", "here", "follow"}):
        return Cue(at, at + 1, strong=False)
    return None


def _will(tokens: Sequence[Token], at: int) -> Cue | None:
    """Read `will post again`, `we'll be back`, `plan to share what we know`."""
    start = at + 1
    if tokens[at].word in _TO:
        if _word(tokens, start) != "to":
            return None
        start += 1
    for place in range(start, min(start + 6, len(tokens))):
        word = tokens[place].word
        if word in {",", ";", ":"}:
            return None
        if word in _SPEAK and _word(tokens, place - 1) not in {"the", "a", "our", "your"}:
            return _spoken(tokens, at, place)
        if word in _GIVE:
            return _given(tokens, at, place)
    return None


def _spoken(tokens: Sequence[Token], at: int, verb: int) -> Cue | None:
    then = [_word(tokens, place) for place in range(verb + 1, verb + 8)]
    if not _NOT_NEWS.isdisjoint(then[:4]):
        return None
    told = tokens[verb].word in {"tell", "inform", "write", "answer", "respond", "hear", "update"}
    if told and not _ONE_BY_ONE.isdisjoint(then[:3]):
        here = any(_word(tokens, place) == "here" for place in range(verb, verb + 12))
        return Cue(at, verb + 1, strong=True) if here else None
    back = not {"here", "in", "back"}.isdisjoint(then[:3])
    if tokens[verb].word in {"confirm", "check", "answer", "respond", "return"} and not back:
        return None
    return Cue(at, verb + 1, strong=True)


def _given(tokens: Sequence[Token], at: int, verb: int) -> Cue | None:
    for place in range(verb + 1, min(verb + 9, len(tokens))):
        word = tokens[place].word
        if word in {",", ";", ":"}:
            return None
        if word == "more" and _word(tokens, place + 1) not in _AFTER_MORE:
            return None
        if word in _GIVEN:
            return Cue(at, place + 1, strong=True)
    return None
