"""The one question this room answers: what is there to worry about in this draft, now?"""

from collections.abc import Iterator
from typing import Final

from breachplay.caveats.compiled import compiled, hits
from breachplay.caveats.looking import Found, Look
from breachplay.caveats.omissions import left_out
from breachplay.caveats.registry import CHECKS
from breachplay.caveats.words import Caveat, Draft, Situation
from breachplay.playbook.phrase import PhraseError
from breachplay.playbook.rule import CaveatRule

_ORDER: Final = {"stop": 0, "warn": 1, "note": 2}


def check(draft: Draft, situation: Situation) -> tuple[Caveat, ...]:
    """Give every caveat of a draft: stops first, then warnings, then notes, each by position.

    A rule whose phrases or pattern cannot be read says so itself, as a caveat without a span,
    rather than fall silent. Time is linear in the text.

    Args:
        draft: the filled text, and where facts and gaps stand in it.
        situation: the rules that hold, and what is known.
    """
    return check_look(Look(draft, situation))


def check_look(look: Look) -> tuple[Caveat, ...]:
    """Give every caveat of what is looked at, as `check` does."""
    draft, situation = look.draft, look.situation
    found: list[Caveat] = []
    phases = {draft.phase, *draft.stands_for}
    seen: set[tuple[str, int | None, int | None]] = set()
    for rule in situation.rules:
        if rule.phases and phases.isdisjoint(rule.phases):
            continue
        severity = situation.severities.get(rule.id, rule.severity)
        for one in _found(rule, look):
            key = (rule.id, one.start, one.end)
            if key not in seen:
                seen.add(key)
                found.append(_caveat(rule, severity, one, draft.text))
    found.sort(key=_place)
    return tuple(found)


def _place(caveat: Caveat) -> tuple[int, bool, int, int]:
    start = -1 if caveat.start is None else caveat.start
    return _ORDER[caveat.severity], not caveat.left_out, start, caveat.end or 0


def _found(rule: CaveatRule, look: Look) -> Iterator[Found]:
    if rule.check:
        run = CHECKS.get(rule.check)
        if run is None:
            yield Found(None, None, f'The rule names a check that is not there: "{rule.check}".')
        else:
            yield from run(look)
    try:
        made = compiled(rule)
        if rule.any or rule.pattern:
            for start, end in hits(made, look.draft.text, look.folded, look.sense):
                yield Found(start, end)
        if rule.missing and left_out(rule, made, look):
            yield Found(None, None, subject=rule.id)
    except PhraseError as fault:
        yield Found(None, None, f"The rule cannot be read: {fault}")


def _caveat(rule: CaveatRule, severity: str, found: Found, text: str) -> Caveat:
    subject = found.subject
    message = found.message or rule.message
    if found.start is not None and found.end is not None:
        subject = text[found.start : found.end]
    return Caveat(
        id=rule.id,
        severity=severity,  # type: ignore[arg-type]
        start=found.start,
        end=found.end,
        message=message,
        why=rule.why,
        instead=found.instead or rule.instead,
        source=rule.source,
        subject=subject or rule.id,
        left_out=bool(rule.missing) and found.start is None,
    )
