"""Who may approve, and in which role they do."""

from typing import TYPE_CHECKING

from breachplay.plain import folded_name
from breachplay.playbook.approval import ApprovalRule
from breachplay.record.approval import Answer
from breachplay.record.events import Actor

if TYPE_CHECKING:
    from breachplay.record.state import State


def may_approve(state: "State", rule: ApprovalRule, person: Actor) -> bool:
    """Whether a person's yes counts, whatever they wrote themselves.

    Where the profile names approvers it is they; a role that none of them has, and a run without
    named approvers, takes whoever says that they act in it.
    """
    if any(acts_in(state, person, role) for role in rule.roles):
        return True
    listed = _listed(state)
    if listed:
        return any(folded_name(one.name) == folded_name(person.name) for one in listed)
    return True


def acts_in(state: "State", person: Actor, role: str) -> bool:
    """Whether a person acts in a role: named so in the profile, or by their own word."""
    named = [one for one in _listed(state) if folded_name(one.role) == folded_name(role)]
    if named:
        return any(folded_name(one.name) == folded_name(person.name) for one in named)
    return folded_name(person.role) == folded_name(role)


def _listed(state: "State") -> tuple[Actor, ...]:
    if state.sample_profile:
        return ()
    return tuple(Actor(one.name, one.role) for one in state.profile.approver)


def each_another(state: "State", roles: tuple[str, ...], card: tuple[Answer, ...]) -> bool:
    """Whether each role can be given to another of those who said yes to a card."""
    given: dict[str, str] = {}  # person to role

    def give(role: str, tried: set[str]) -> bool:
        for answer in card:
            name = folded_name(answer.name)
            if name in tried or not acts_in(state, answer.person, role):
                continue
            tried.add(name)
            if name not in given or give(given[name], tried):
                given[name] = role
                return True
        return False

    return all(give(role, set()) for role in roles)
