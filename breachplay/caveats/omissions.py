"""What a text leaves out: rules that warn when none of their phrases is there."""

import re
from typing import Final

from breachplay.caveats.compiled import CompiledRule, compiled, is_missing
from breachplay.caveats.folding import fold
from breachplay.caveats.looking import Look
from breachplay.caveats.sites import within
from breachplay.caveats.words import Draft, Situation
from breachplay.playbook.placeholders import Filled, names_in
from breachplay.playbook.profile import Profile, placeholder_values
from breachplay.playbook.rule import CaveatRule

LINK: Final = "link"
"""`{link}` in `missing` stands for a link to one of the official domains."""

_LEADING: Final = re.compile(r"^https?://(?:www\.)?", re.IGNORECASE)


def left_out(rule: CaveatRule, made: CompiledRule, look: Look) -> bool:
    """Whether a text lacks what a rule of omission asks for.

    A reply to one person lacks nothing: such rules are about posts to everybody. With `once`,
    an earlier post of the run that said it is enough.
    """
    if look.draft.reply_to or not is_missing(made, look.folded):
        return False
    if _holds_value(rule, look):
        return False
    return not (rule.once and any(_said_before(made, text) for text in look.situation.posted))


def _said_before(made: CompiledRule, text: str) -> bool:
    return not is_missing(made, fold(text))


def _holds_value(rule: CaveatRule, look: Look) -> bool:
    """Whether a fact or profile value that the rule names stands in the text, or its gap does."""
    names = {name for phrase in rule.missing for name in names_in(phrase)}
    if not names:
        return False
    draft = look.draft
    there = {one.name for one in (*draft.stated, *look.stated)}
    there |= {gap.name for gap in draft.gaps}
    if names & there:
        return True
    linked = any(within(one.host, look.official) for one in look.addresses)
    if LINK in names and linked:
        return True
    profile = look.situation.profile
    values = placeholder_values(profile, draft.network) if profile else {}
    text = draft.text.casefold()
    return any(
        _LEADING.sub("", values[name]).casefold() in text for name in names if name in values
    )


def supplies(rule: CaveatRule, sentence: Filled, profile: Profile | None) -> bool:
    """Whether a sentence holds what a rule of omission asks for."""
    draft = Draft(text=sentence.text, stated=sentence.stated, gaps=sentence.gaps)
    return not left_out(rule, compiled(rule), Look(draft, Situation((), profile=profile)))
