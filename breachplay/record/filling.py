"""Sentences that supply what a draft leaves out: prepared ones, with their placeholders."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from breachplay.playbook.model import Phase
from breachplay.playbook.placeholders import fill, names_in
from breachplay.playbook.profile import PLACEHOLDERS
from breachplay.playbook.rule import CaveatRule
from breachplay.record.judging import Judgement, judge, rules, values
from breachplay.record.state import Draft, State

if TYPE_CHECKING:
    from breachplay.caveats import Caveat

_SENTENCES: Final = re.compile(r"(?<=[.!?])\s+|\n+")
_ENDED: Final = re.compile(r"[.!?\u2026)\"\u201d]\Z")
_LONGEST: Final = 160
"""Characters of a prepared sentence that may be added to a text of another making."""

_MOST: Final = 12
"""Sentences that are tried against a draft."""


class Offer(Struct, frozen=True):
    """A sentence that supplies what is missing, and the draft with it."""

    sentence: str
    """With its placeholders."""
    text: str
    """The whole draft as it would then be."""
    over: int
    """By how much that would be too long for its network; 0 where it fits."""
    gaps: tuple[str, ...]
    """Facts in the sentence that nobody knows yet."""


def missing(judgement: Judgement | None) -> "tuple[Caveat, ...]":
    """Give the caveats about what a draft leaves out."""
    return tuple(one for one in judgement.caveats if one.left_out) if judgement else ()


def offers(state: State, draft: Draft, rule_id: str) -> tuple[Offer, ...]:
    """Give the sentences that would supply what a rule misses in a draft, the best first.

    Sentences of the phase's prepared texts, then the rule's own, then those of the other phases.
    One that fits goes before one that does not, one that brings no new stop before one that does,
    one whose facts are known before one that leaves a gap.
    """
    rule = next((one for one in rules(state) if one.id == rule_id and one.missing), None)
    if rule is None:
        return ()
    before = _stops(_judged(state, draft, draft.text))
    ranked = []
    for place, sentence in enumerate(_supplying(state, rule, draft.network)):
        text = _with(draft.text, sentence)
        judgement = _judged(state, draft, text)
        over = judgement.measure.over
        amount = over.amount if over and not judgement.cards else 0
        gaps = fill(sentence, values(state, draft.network)).gaps
        offer = Offer(sentence, text, amount, tuple(dict.fromkeys(gap.name for gap in gaps)))
        new_stops = len(_stops(judgement) - before)
        ranked.append(((bool(amount), new_stops, len(offer.gaps), place), offer))
    return tuple(offer for _, offer in sorted(ranked, key=lambda one: one[0]))


def _judged(state: State, draft: Draft, text: str) -> Judgement:
    return judge(state, text, draft.network, thread=draft.thread, images=draft.images)


def _stops(judgement: Judgement) -> set[tuple[str, str]]:
    """Give the stops that stand, but for gaps (counted apart) and a length that is asked about."""
    asked = {"unfilled-gap", "over-limit"}
    return {
        (one.id, one.message)
        for one in judgement.caveats
        if one.severity == "stop" and one.id not in asked
    }


def _supplying(state: State, rule: CaveatRule, network: str) -> list[str]:
    """Give at most `_MOST` sentences that hold what the rule asks for and can be filled here."""
    from breachplay.caveats.omissions import supplies  # noqa: PLC0415  with the first key

    known = values(state, network)
    usable = {*state.playbook.facts, *(name for name in PLACEHOLDERS if name in known)}
    profile = None if state.sample_profile else state.profile
    here = state.current_phase
    others = [phase for phase in state.playbook.phase if phase.id != here.id]
    candidates = [*_sentences(here), *rule.fill]
    candidates += [sentence for phase in others for sentence in _sentences(phase)]
    found = [
        sentence
        for sentence in dict.fromkeys(candidates)
        if usable.issuperset(names_in(sentence)) and supplies(rule, fill(sentence, known), profile)
    ]
    return found[:_MOST]


def _sentences(phase: Phase) -> Iterator[str]:
    for post in phase.post:
        for sentence in _SENTENCES.split(post.text):
            if 0 < len(sentence) <= _LONGEST:
                yield sentence.strip()


def _with(text: str, sentence: str) -> str:
    """Put a sentence at the end of a text: on the same line only where a sentence has ended."""
    held = text.rstrip()
    return f"{held} {sentence}" if _ENDED.search(held) else f"{held}\n{sentence}"
