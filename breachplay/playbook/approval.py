"""Who must approve a text before it goes out: the `[approval]` table of a playbook or a profile."""

from typing import Annotated

from msgspec import Meta, Struct

from breachplay.playbook.words import Id, Line

Roles = Annotated[
    tuple[Line, ...],
    Meta(
        max_length=10,
        description="Somebody in each of these roles must approve; each another person.",
        examples=[["legal"]],
    ),
]
People = Annotated[
    int,
    Meta(ge=0, le=9, description="How many different people must approve; 0: nobody has to."),
]
AuthorExcluded = Annotated[
    bool, Meta(description="Whoever wrote or saved the draft may not approve it.")
]


class ApprovalRule(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Who must approve the texts of one phase."""

    roles: Roles = ()
    people: People = 1
    author_excluded: AuthorExcluded = True

    @property
    def needed(self) -> int:
        """How many different people must approve: never fewer than there are roles."""
        return max(self.people, len(self.roles))


class ApprovalPolicy(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Who must approve the texts of a run; `phases` holds what differs in a phase."""

    roles: Roles = ()
    people: People = 1
    author_excluded: AuthorExcluded = True
    phases: Annotated[
        dict[Id, ApprovalRule],
        Meta(description="Another rule for one phase, whole: one [approval.phases.ID] each."),
    ] = {}

    def rule(self, phase: str) -> ApprovalRule:
        """Give the rule that holds in a phase."""
        own = self.phases.get(phase)
        return own or ApprovalRule(self.roles, self.people, self.author_excluded)
