"""The rules that a playbook or profile switches off, or makes weigh more or less."""

from collections.abc import Iterable

from msgspec import Struct

from breachplay.playbook.adjust import Adjustment
from breachplay.playbook.model import Playbook
from breachplay.playbook.profile import Profile
from breachplay.playbook.rule import CaveatRule, RulePack


class Adjusted(Struct, frozen=True):
    """A rule that weighs otherwise than its author meant, on whose word, and why."""

    id: str
    before: str
    """The severity that the rule has where it is written."""
    now: str
    """`off`, or the severity that holds."""
    by: str
    """`playbook` or `profile`."""
    reason: str

    @property
    def said(self) -> str:
        """The change in words: `ransom (stop) is switched off by the playbook`."""
        if self.now == "off":
            return f"{self.id} ({self.before}) is switched off by the {self.by}"
        return f"{self.id} is a {self.now} in place of a {self.before}, by the {self.by}"


def adjusted(
    packs: Iterable[RulePack], playbook: Playbook | None, profile: Profile | None
) -> tuple[Adjusted, ...]:
    """Give what the playbook and the profile change of the rules; the playbook's word goes first.

    An adjustment of a rule that is not there changes nothing and is left out.
    """
    if not (playbook and playbook.adjust) and not (profile and profile.adjust):
        return ()
    before = {rule.id: rule.severity for pack in packs for rule in pack.caveat}
    if playbook is not None:
        before |= {rule.id: rule.severity for rule in playbook.caveat}
        before |= {rule.id: rule.severity for phase in playbook.phase for rule in phase.caveat}
    given: dict[str, tuple[str, Adjustment]] = {}
    for name, holder in (("playbook", playbook), ("profile", profile)):
        for one in holder.adjust if holder else ():
            given.setdefault(one.id, (name, one))
    return tuple(
        Adjusted(one.id, before[one.id], one.severity, name, one.reason)
        for name, one in given.values()
        if one.id in before and one.severity != before[one.id]
    )


def holding(rules: Iterable[CaveatRule], changes: Iterable[Adjusted]) -> tuple[CaveatRule, ...]:
    """Give the rules without those that are switched off."""
    off = {change.id for change in changes if change.now == "off"}
    return tuple(rule for rule in rules if rule.id not in off)


def severities(changes: Iterable[Adjusted]) -> dict[str, str]:
    """Give, by rule, the severity that holds in place of its own."""
    return {change.id: change.now for change in changes if change.now != "off"}
