"""What a post said too early: by the facts of the team, and by what the scenario knows.

The record has with each post the facts that it stated, as the team held them. A number that
somebody mailed in and that went straight into a post is in no fact. The scenario tells it all the
same: it says what is so, who learns it when, and what was only somebody's guess. This holds for
counts alone; other words ("since March") may well belong to something that is confirmed.
"""

from msgspec import Struct

from breachplay.caveats.folding import fold
from breachplay.caveats.stating import Text, same_value
from breachplay.caveats.values import read
from breachplay.exercise.learning import learned_at
from breachplay.exercise.played import Played
from breachplay.playbook.scenario import Truth
from breachplay.record.state import Post, StatedFact
from breachplay.record.when import parse_stamp


class Early(Struct, frozen=True):
    """One fact that a post stated too early."""

    fact: str
    said: str
    why: str
    """Such as `only reported`, `retracted` or `in no fact, and nobody had confirmed it`."""
    post: Post


def said_too_early(played: Played) -> tuple[Early, ...]:
    """Give what posts stated before it was confirmed, oldest post first; no dates of our own."""
    return tuple(early for post in played.state.posts for early in _of_post(played, post))


def _of_post(played: Played, post: Post) -> list[Early]:
    found = [
        Early(fact.name, fact.said or fact.value, why, post)
        for fact in post.facts
        if (why := _of_fact(played, fact, post)) and not _ours(played, fact.name)
    ]
    held = {fact.name for fact in post.facts}
    text: Text | None = None
    for truth in played.exercise.scenario.truth:
        if truth.fact in held or not _counts(played, truth.fact):
            continue
        if _known(played, truth, post):
            continue
        text = text or Text(read(fold(post.text).text))
        if any(text.places("count", truth.value)):
            held.add(truth.fact)
            why = "in no fact, and nobody had confirmed it"
            found.append(Early(truth.fact, truth.value, why, post))
    return found


def _of_fact(played: Played, fact: StatedFact, post: Post) -> str:
    """Say why a stated fact was too early; empty where it was not."""
    if fact.status != "confirmed":
        return "retracted" if fact.status == "retracted" else f"only {fact.status}"
    told = [
        one
        for one in played.exercise.scenario.truth
        if one.fact == fact.name
        and same_value(_kind(played, fact.name), one.value, fact.said or fact.value)
    ]
    if told and not any(_known(played, one, post) for one in told):
        return "held as confirmed, though nobody had confirmed it"
    return ""


def _known(played: Played, truth: Truth, post: Post) -> bool:
    """Whether it was confirmed by the time of a post, and the team could know it."""
    known = (
        learned_at(played.exercise, one)
        for one in played.exercise.scenario.truth
        if one.fact == truth.fact
        and one.status == "confirmed"
        and same_value(_kind(played, truth.fact), one.value, truth.value)
    )
    return any(at is not None and at <= parse_stamp(post.at) for at in known)


def _ours(played: Played, fact: str) -> bool:
    definition = played.state.fact_definition(fact)
    return definition is not None and definition.ours


def _kind(played: Played, fact: str) -> str:
    definition = played.state.fact_definition(fact)
    return definition.kind if definition else "text"


def _counts(played: Played, fact: str) -> bool:
    return _kind(played, fact) == "count" and not _ours(played, fact)
