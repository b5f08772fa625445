"""Which prepared answer fits what somebody asked: words in common, the rarer the heavier.

No language model and no list of synonyms: the same question always gives the same order, and a
person sees why. Endings are cut plainly, so that "passwords" finds "password".
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from msgspec import Struct

from breachplay.playbook.model import Answer, Playbook

_WORD: Final = r"[^\W_]+(?:['’][^\W_]+)?"
_ADDRESSED: Final = r"https?://\S+|[@＠][\w.@-]+"
"""Addresses and mentions, which say nothing of what is asked."""

_ASKING: Final = frozenset({"how", "when", "where", "who", "why"})
"""Words that tell questions apart, and say nothing in an answer."""

_EVERYWHERE: Final = (
    "a about all also am an and any are as at be been being but by can could d did do does "
    "doing don for from get go got had has have he her hers him his i if in into is it its "
    "itself just ll m me my no not now of on or our ours out please re s she should so some t "
    "than that the their them then there these they this those to too up us ve very was we "
    "were what which whom will with would you your yours hi hello hey thanks thank"
)
_EMPTY: Final = frozenset(_EVERYWHERE.split())
"""Words that every question has."""

_ENDINGS: Final = ("ings", "ing", "edly", "ied", "ies", "ed", "es", "s", "ly")
_SHORTEST: Final = 3
"""Letters that stay when an ending is cut."""

IN_QUESTION: Final = 3
"""How much more a word counts that stands in the prepared question than one in the answer."""


class Match(Struct, frozen=True):
    """A prepared answer, and how well it fits; the score is 0 where it has no word in common."""

    phase: str
    number: int
    """Its place among the answers of its phase, from 0."""
    answer: Answer
    score: int


def ranked(playbook: Playbook, phase: str, asked: str) -> tuple[Match, ...]:
    """Give every prepared answer of a playbook, the one that fits best first.

    Args:
        playbook: whose answers.
        phase: id of the phase the run is in; of two that fit alike, its answer comes first.
        asked: what somebody asked.
    """
    ordered = sorted(playbook.phase, key=lambda one: one.id != phase)
    entries = [
        (one.id, number, answer) for one in ordered for number, answer in enumerate(one.answer)
    ]
    titles = [words(answer.asked) for _, _, answer in entries]
    texts = [words(answer.text) - _ASKING for _, _, answer in entries]
    wanted, weight = words(asked), _weights(titles, texts)
    matches = [
        Match(phase_id, number, answer, _score(wanted, title, text, weight))
        for (phase_id, number, answer), title, text in zip(entries, titles, texts, strict=True)
    ]
    return tuple(sorted(matches, key=lambda match: -match.score))


@lru_cache(maxsize=2048)
def words(text: str) -> frozenset[str]:
    """Give the words of a text that say what it is about, without their endings."""
    plain = re.sub(_ADDRESSED, " ", text).casefold().replace("’", "'")
    return frozenset(_found(plain))


def _found(text: str) -> Iterator[str]:
    for match in re.finditer(_WORD, text):
        word = match.group().partition("'")[0]
        if word not in _EMPTY:
            yield _stem(word)


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith("ss"):
            break
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            word = word[: -len(ending)] + ("y" if ending in {"ied", "ies"} else "")
            break
    if len(word) > _SHORTEST and word[-1] == word[-2] and word[-1] not in "sl":
        word = word[:-1]  # "stopped" -> "stop"
    return word.removesuffix("e") if len(word) > _SHORTEST else word


def _weights(
    titles: Sequence[frozenset[str]], texts: Sequence[frozenset[str]]
) -> Mapping[str, int]:
    """Give how much each word counts: a word of every answer 1, a word of one alone the most."""
    count = Counter(word for pair in zip(titles, texts, strict=True) for word in pair[0] | pair[1])
    return {word: 1 + (len(titles) // times).bit_length() for word, times in count.items()}


def _score(
    wanted: frozenset[str],
    title: frozenset[str],
    text: frozenset[str],
    weight: Mapping[str, int],
) -> int:
    """Give the weight of the words in common, less for what else a long prepared question asks."""
    asked = sum(weight[word] for word in wanted & title)
    told = sum(weight[word] for word in wanted & text)
    beside = len(title - wanted) if asked else 0
    return max(10 * (IN_QUESTION * asked + told) - beside, 1 if asked or told else 0)
