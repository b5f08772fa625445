"""What no type can say of an `[approval]` table: roles and phases that must be there."""

from collections.abc import Collection, Iterator

from breachplay.plain import folded_name
from breachplay.playbook.faults import Path, Problem, quoted
from breachplay.playbook.meaning import Placed, Table, tables

_AT: Path = ("approval",)


def playbook_approval_problems(document: Table) -> Iterator[Problem]:
    """Give what is wrong with the approvals of a playbook; its roles are the profile's to fill."""
    known = [str(phase.get("id")) for _, phase in tables(document, "phase")]
    for path, _ in _phases(document):
        if path[-1] not in known:
            phase = str(path[-1])
            advice = _meant(phase, known) or f"there are: {', '.join(known)}"
            yield Problem(path, quoted(phase), "is no phase of this playbook", advice)
    yield from _own_problems(document)


def profile_approval_problems(document: Table) -> Iterator[Problem]:
    """Give what is wrong with the approvals of a profile, whose approvers must fill the roles."""
    yield from _own_problems(document)
    approvers = [person for _, person in tables(document, "approver")]
    held = [role for one in approvers if isinstance(role := one.get("role"), str)]
    if not held:
        return
    names = {folded_name(str(one.get("name"))) for one in approvers}
    for path, rule in _rules(document):
        for index, role in enumerate(_roles(rule)):
            if folded_name(role) not in map(folded_name, held):
                advice = _meant(role, held) or f"the approvers have: {', '.join(held)}"
                predicate = f"names a role that no approver has: {quoted(role)}"
                yield Problem((*path, "roles", index), '"roles"', predicate, advice)
        people = rule.get("people")
        if isinstance(people, int) and people > len(names):
            advice = "name more approvers, or ask for fewer"
            predicate = f"asks for {people}, and {len(names)} can approve"
            yield Problem((*path, "people"), '"people"', predicate, advice)


def _own_problems(document: Table) -> Iterator[Problem]:
    """Give what contradicts itself within a rule."""
    for path, rule in _rules(document):
        seen: set[str] = set()
        for index, role in enumerate(_roles(rule)):
            if (name := folded_name(role)) in seen:
                place = (*path, "roles", index)
                yield Problem(place, '"roles"', f"names {quoted(role)} twice", "take one out")
            seen.add(name)
        if rule.get("people") == 0 and seen:
            advice = "take one of them out: with roles, somebody must approve"
            yield Problem((*path, "people"), '"people"', 'is 0 beside "roles"', advice)


def _rules(document: Table) -> Iterator[Placed]:
    policy = document.get("approval")
    if isinstance(policy, dict):
        yield _AT, policy
        yield from _phases(document)


def _phases(document: Table) -> Iterator[Placed]:
    policy = document.get("approval")
    phases = policy.get("phases") if isinstance(policy, dict) else None
    for name, rule in phases.items() if isinstance(phases, dict) else ():
        if isinstance(rule, dict):
            yield (*_AT, "phases", name), rule


def _roles(rule: Table) -> list[str]:
    roles = rule.get("roles")
    return [role for role in roles if isinstance(role, str)] if isinstance(roles, list) else []


def _meant(word: str, choices: Collection[str]) -> str:
    from breachplay.playbook.suggest import did_you_mean  # noqa: PLC0415 - only for faulty files

    return did_you_mean(word, choices)
