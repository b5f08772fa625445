"""What a playbook says: phases, each with a goal, a checklist, posts, answers and caveats.

Decoding is strict: a key that is not here is a fault. What no type can say (ids that must be
unique, names that must exist) is in `meaning`.
"""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from breachplay.playbook.adjust import Adjustments
from breachplay.playbook.approval import ApprovalPolicy
from breachplay.playbook.clock import ClockEntry
from breachplay.playbook.rule import CaveatRule
from breachplay.playbook.words import (
    Due,
    Duration,
    FactKind,
    Id,
    Line,
    Name,
    NetworkId,
    Text,
    UsualPhase,
)

Note = Annotated[str, Meta(description="A hint for whoever uses it; never part of the text.")]


class FactDefinition(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Something posts may state, and the question that fills it."""

    label: Annotated[Line, Meta(description="How screens name it.", examples=["People affected"])]
    ask: Annotated[
        Line,
        Meta(
            description="The question that fills it.",
            examples=["How many people's data was accessed?"],
        ),
    ]
    kind: Annotated[FactKind, Meta(description="What its value is.")] = "text"
    ours: Annotated[
        bool,
        Meta(description="Something you decide yourselves, such as the next update."),
    ] = False
    passing: Annotated[
        bool,
        Meta(
            description="True when it is said, and expected to change, such as what is still being "
            "checked: a later value makes no earlier post wrong."
        ),
    ] = False
    example: Annotated[str, Meta(description="A realistic value.", examples=["about 120,000"])] = ""
    choices: Annotated[
        tuple[Line, ...], Meta(description='The values to choose from; only with kind = "choice".')
    ] = ()


class Item(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One line of a phase's checklist.

    A `critical` item is also required; to skip it takes a reason and a second person's name.
    """

    id: Annotated[Id, Meta(description="A short id, unique in the phase.", examples=["speaker"])]
    text: Annotated[Line, Meta(description="What must be so for the box to be ticked.")]
    why: Annotated[Line, Meta(description="Why it matters, in one sentence.")]
    role: Annotated[Line, Meta(description="Who does it.", examples=["communicator", "legal"])]
    required: Annotated[
        bool, Meta(description="The phase should not be left while this is open.")
    ] = False
    critical: Annotated[
        bool, Meta(description="Required; skipping takes a reason and a second person's name.")
    ] = False
    after_post: Annotated[
        bool,
        Meta(
            description='Done once the post is out ("pin it"): it holds back the next phase, '
            "not the post."
        ),
    ] = False
    due: Annotated[
        Due | None,
        Meta(
            description="When it is due after the run began, or after a milestone.",
            examples=["15m", "aware+1h"],
        ),
    ] = None

    @property
    def needed(self) -> bool:
        """Whether the phase should not be left while this is open."""
        return self.required or self.critical


class PostTemplate(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A prepared text for a post, with placeholders for facts and profile values."""

    id: Annotated[Id, Meta(description="A short id, unique in the phase.", examples=["first"])]
    title: Annotated[Line, Meta(description="How the list of templates names it.")]
    text: Annotated[
        Text, Meta(description="The text; {name} stands for a fact or a profile value.")
    ]
    note: Note = ""


class Answer(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A prepared answer to what one person may ask."""

    asked: Annotated[
        Line, Meta(description="What people ask.", examples=["Was my password stolen?"])
    ]
    text: Annotated[
        Text, Meta(description="The answer; {name} stands for a fact or a profile value.")
    ]
    note: Note = ""


class Phase(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One stretch of the run: what it is for, what to do and what to say in it."""

    id: Annotated[Id, Meta(description="A short id, unique here.", examples=["acknowledge"])]
    title: Annotated[Line, Meta(description="How screens name it.", examples=["Acknowledge"])]
    goal: Annotated[Line, Meta(description="What the phase is for, in one sentence.")]
    stands_for: Annotated[
        tuple[UsualPhase, ...],
        Meta(
            description="Which of the usual phases it is, where its id is another: rules for "
            "those hold here too."
        ),
    ] = ()
    item: Annotated[
        tuple[Item, ...],
        Meta(max_length=200, description="The checklist, one [[phase.item]] for each line."),
    ] = ()
    update_every: Annotated[
        Duration | None,
        Meta(
            description="How often to post an update, even when nothing is new.",
            examples=["60m", "2h"],
        ),
    ] = None
    post: Annotated[
        tuple[PostTemplate, ...],
        Meta(max_length=200, description="Prepared texts, one [[phase.post]] for each."),
    ] = ()
    answer: Annotated[
        tuple[Answer, ...],
        Meta(max_length=200, description="Prepared answers, one [[phase.answer]] for each."),
    ] = ()
    caveat: Annotated[
        tuple[CaveatRule, ...],
        Meta(max_length=200, description="Rules of this phase alone, [[phase.caveat]]."),
    ] = ()


class Playbook(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A playbook: what to do and say, phase by phase."""

    format: Annotated[Literal[1], Meta(description="The version of this file format: 1.")]
    id: Annotated[
        Id, Meta(description="The id of the playbook.", examples=["customer-data-breach"])
    ]
    title: Annotated[Line, Meta(description="What the playbook is called.")]
    summary: Annotated[
        str,
        Meta(min_length=1, max_length=600, description="When to use it, in a sentence or two."),
    ]
    phase: Annotated[
        tuple[Phase, ...],
        Meta(min_length=1, max_length=40, description="The phases in order, one [[phase]] each."),
    ]
    update_every: Annotated[
        Duration | None,
        Meta(
            description="How often to post an update in phases that name no rhythm of their own.",
            examples=["4h"],
        ),
    ] = None
    networks: Annotated[
        tuple[NetworkId, ...],
        Meta(
            max_length=20,
            description="Where its posts go, in order; without it, the profile's networks.",
            examples=[["x", "status-page"]],
        ),
    ] = ()
    facts: Annotated[
        dict[Name, FactDefinition],
        Meta(description="What posts may state, one [facts.name] each; {name} in texts."),
    ] = {}
    clock: Annotated[
        tuple[ClockEntry, ...],
        Meta(max_length=200, description="Deadlines to watch, one [[clock]] each."),
    ] = ()
    caveat: Annotated[
        tuple[CaveatRule, ...],
        Meta(max_length=200, description="Rules of the whole playbook, [[caveat]]."),
    ] = ()
    adjust: Adjustments = ()
    approval: Annotated[
        ApprovalPolicy | None,
        Meta(description="Who must approve a post, before what the profile says: [approval]."),
    ] = None
