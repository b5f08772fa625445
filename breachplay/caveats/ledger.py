"""Checks of a draft against the fact ledger: what was said before, and what no fact holds."""

import re
from collections.abc import Iterator
from typing import Final

from breachplay.caveats.looking import Found, Look
from breachplay.caveats.stating import Text, same_value
from breachplay.caveats.words import FactView, Said

_CORRECTS: Final = re.compile(
    r"\bcorrect(?:s|ed|ing|ions?)?\b|\bwe (?:got|had) (?:it|this|that)", re.I
)
"""Says anywhere in a text that it is a correction; "correct" as a verb or a label."""

_LABELLED: Final = re.compile(r"^\W*updated?\b", re.IGNORECASE)
_SAYS_BEFORE: Final = re.compile(
    r"\b(?:earlier|previous(?:ly)?|originally|initially|at first|until now|"
    r"first (?:said|thought|reported|estimated|believed|counted)|"
    r"we (?:had )?(?:said|stated|reported|wrote|told|announced|posted|put|gave)|said on|"
    r"updat(?:es?|ed|ing) (?:the|our|this|that|it|from)|revis(?:es?|ed|ing)|instead of|rather than|"
    r"no longer|(?:up|down) from|was wrong|were wrong|is wrong|withdraw\w*|retract\w*)\b",
    re.IGNORECASE,
)
"""Says in the sentence of a value that it was said before, or that it does not hold."""

_NOT: Final = re.compile(r"\bnot (?:\w+ ){0,2}$", re.IGNORECASE)
"""Says right before a value that it is not so."""

_NEAR: Final = 40
"""Characters before a value in which that may stand."""

_SAYS_ANEW: Final = re.compile(
    r"\b(?:earlier|previously|we (?:had )?(?:said|stated|reported|wrote|told|announced|gave)|"
    r"updat(?:es?|ed|ing) (?:the|our|this|that|it|from)|revis(?:es?|ed|ing)|instead of|rather than|"
    r"no longer|(?:up|down) from|(?:more|fewer|less|higher|lower|later|wider) than (?:we|first)|"
    r"was wrong|were wrong|withdraw\w*|now know\w*)\b",
    re.IGNORECASE,
)
"""Says anywhere in a text that what follows is another value than the one before."""

_GONE: Final = ("retracted", "unknown")


def contradicts_earlier(look: Look) -> Iterator[Found]:
    """A value that a post stated and that no longer holds, or another one than it stated.

    Quiet where the text says that it corrects or updates what was said.
    """
    situation = look.situation
    if not situation.said or _CORRECTS.search(look.folded.text):
        return
    text = Text(look.pieces)
    named = {one.name: one for one in reversed(look.stated)}
    said_anew = _SAYS_ANEW.search(look.folded.text) or _LABELLED.search(look.folded.text)
    known = {fact.name: fact for fact in situation.facts}
    seen: set[tuple[str, str]] = set()
    for said in situation.said:
        fact = known.get(said.name)
        if fact is None or (said.name, said.value) in seen:
            continue
        seen.add((said.name, said.value))
        yield from _repeats(look, text, said, fact)
        one = named.get(said.name)
        if one is not None and not (said.settled or said_anew or _gone(said, fact)):
            message = (
                f'Post {said.number} said "{said.words}" ({fact.label}); this says another thing '
                "and not that it corrects it."
            )
            yield Found(one.start, one.end, message)


def _gone(said: Said, fact: FactView) -> bool:
    """Whether the fact still has the value that was said, and only its status changed."""
    return fact.status in _GONE and same_value(fact.kind, said.value, fact.value)


def _repeats(look: Look, text: Text, said: Said, fact: FactView) -> Iterator[Found]:
    if _gone(said, fact):
        return  # the check of unconfirmed facts says so already
    for start, end in text.places(fact.kind, said.value):
        first, last = look.sense.sentence(start)
        if _SAYS_BEFORE.search(look.folded.text, first, last) or look.sense.is_quoted(start, end):
            continue
        if _NOT.search(look.folded.text, max(first, start - _NEAR), start):
            continue
        begins, ends = look.folded.span(start, end)
        if any(one.start <= begins and ends <= one.end for one in look.stated):
            continue  # another fact, or a longer value, holds it
        now = f"it is {fact.value} now" if fact.status not in _GONE else f"it is {fact.status} now"
        shown = look.draft.text[begins:ends]
        message = f'"{shown}" is what post {said.number} said of {fact.label}; {now}.'
        yield Found(begins, ends, message)


_HEDGE: Final = re.compile(
    r"\b(?:may|might|could)(?: also| well| possibly| potentially)*"
    r" (?:have(?: been)?|be|include|involve|affect|contain|impact|concern)\b"
    r"|\bpotentially\b|\b(?:a |the )?(?:potential|possible|suspected)(?= (?:\w+ )?"
    r"(?:breach|theft|leak|incident|access|exposure|disclosure|compromise|impact|loss)\b)"
    r"|(?<!as )(?<!soon as )\bpossibly\b",
    re.IGNORECASE,
)
"""Puts something as a possibility."""

_TAKEN: Final = re.compile(
    r" (?:accessed|stolen|copied|taken|exposed|viewed|seen|obtained|acquired|compromised|"
    r"affected|leaked|involved|downloaded|disclosed|impacted)\b",
    re.IGNORECASE,
)
_WHOSE: Final = re.compile(
    r"\b(?:data|information|records|details|accounts?|files|documents|customers|people)\b[^.;:]{0,40}$",
    re.IGNORECASE,
)
_OF_WHAT: Final = re.compile(
    r"[^.;:]{0,40}\b(?:data|information|records|details|accounts?|files|documents)\b", re.IGNORECASE
)
_HAPPENED: Final = re.compile(
    r"\b(?:data|people|accounts|customers|records) ?(?:involved|affected|accessed|entered|taken|"
    r"stolen|copied|exposed)|involved data|affected people",
    re.IGNORECASE,
)
"""How facts are called that say that something happened to people's data."""

_OF_ONE_PERSON: Final = re.compile(
    r"\b(?:you|your|yours|whether|if|unless|who|whose|criminals|scammers|fraudsters|attackers|"
    r"someone|anyone|messages?|calls?|emails? (?:that|which))\b",
    re.IGNORECASE,
)
"""In a sentence with these, the doubt is about the reader, or about what others may do."""


def hypothetical_when_confirmed(look: Look) -> Iterator[Found]:
    """ "May", "could have been", "potentially" about what a fact holds as confirmed."""
    sure = {
        fact.name: fact
        for fact in look.situation.facts
        if fact.status == "confirmed" and fact.kind != "link" and not fact.ours
    }
    if not sure:
        return
    folded = look.folded
    for hedge in _HEDGE.finditer(folded.text):
        first, last = look.sense.sentence(hedge.start())
        if _OF_ONE_PERSON.search(folded.text, first, last) or look.sense.is_question(first):
            continue
        if look.sense.is_quoted(*hedge.span()):
            continue
        about = _about(look, sure, (first, last), hedge)
        if about is not None:
            message = f'"{about.value}" ({about.label}) is confirmed, and this puts it in doubt.'
            yield Found(*folded.span(*hedge.span()), message)


def _about(
    look: Look, sure: dict[str, FactView], sentence: tuple[int, int], hedge: re.Match[str]
) -> FactView | None:
    """Give the confirmed fact that a hedge is about, or None."""
    text = look.folded.text
    begins, ends = look.folded.span(sentence[0], sentence[1])
    clause = look.sense.clause_start(hedge.start())
    for one in look.stated:
        if one.name not in sure or not begins <= one.start < ends:
            continue
        within = one.start <= look.folded.span(*hedge.span())[0] < one.end
        if not within and _clause_of(look, one.start, sentence) == clause:
            return sure[one.name]
    happened = next((fact for fact in sure.values() if _HAPPENED.search(fact.label)), None)
    if happened is None:
        return None
    if hedge.group().lower().endswith(("potential", "possible", "suspected")):
        return happened
    taken = _TAKEN.match(text, hedge.end())
    if taken is None:
        return None
    whose = _WHOSE.search(text, clause, hedge.start()) or _OF_WHAT.match(text, taken.end())
    return happened if whose else None


def _clause_of(look: Look, start: int, sentence: tuple[int, int]) -> int:
    """Give where the clause begins in which a place of the draft stands."""
    origins = look.folded.origins
    place = start
    if origins is not None:
        from bisect import bisect_left  # noqa: PLC0415  only where characters moved

        place = bisect_left(origins, start)
    return look.sense.clause_start(min(max(place, sentence[0]), sentence[1] - 1))
