"""A script: what players do in an exercise, in TOML, so that it can be played without them.

For trying out a scenario, and for tests: each step says when, on the exercise clock, and what.
A step does exactly one thing; `answers` ties it to the inject that it answers.
"""

from typing import Annotated, Final, Literal

from msgspec import Meta, Struct

from breachplay.playbook.scenario import Offset
from breachplay.playbook.words import Duration, Id, Line, NetworkId, Text


class FactStep(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A fact is set."""

    name: Annotated[str, Meta(min_length=1, max_length=40, description="The fact.")]
    status: Annotated[
        Literal["unknown", "reported", "confirmed", "retracted"], Meta(description="What it is.")
    ]
    value: Annotated[str, Meta(max_length=200, description="Its value.")] = ""
    source: Annotated[str, Meta(max_length=200, description="Who says so.")] = ""


class SkipStep(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """An item is skipped."""

    item: Annotated[str, Meta(max_length=130, description="The item: phase/item.")]
    reason: Annotated[Line, Meta(description="Why.")]
    second: Annotated[str, Meta(max_length=200, description="Who agrees, if it is critical.")] = ""


class PostStep(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A text is posted: a template's, or one's own."""

    template: Annotated[str, Meta(max_length=130, description="The template: phase/post.")] = ""
    text: Annotated[str, Meta(max_length=4000, description="Or the text itself.")] = ""
    network: Annotated[NetworkId, Meta(description="Where.")] = "x"
    approved_by: Annotated[
        str, Meta(max_length=200, description='Who approves it first: "Name, role".')
    ] = ""
    override: Annotated[
        str, Meta(max_length=200, description="A reason that sets aside every stop there is.")
    ] = ""
    corrects: Annotated[
        str,
        Meta(
            max_length=40,
            description="The fact about which it corrects the newest post that stated it.",
        ),
    ] = ""


class ClockStep(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A clock is met: what was asked for was filed."""

    id: Annotated[Id, Meta(description="The clock.", examples=["gdpr-33"])]
    evidence: Annotated[Line, Meta(description="What was filed: a number, a name.")]
    where: Annotated[Line, Meta(description="Where it was filed, or with whom.")]


class WaiveStep(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A clock is waived: it does not apply."""

    id: Annotated[Id, Meta(description="The clock.", examples=["gdpr-34"])]
    reason: Annotated[Line, Meta(description="Why it does not apply.")]
    decided_by: Annotated[Line, Meta(description="Who decided that: a name and a role.")]


class Step(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One thing that players do."""

    at: Annotated[Offset, Meta(description="When, from the start of the exercise.")]
    actor: Annotated[
        str, Meta(max_length=200, description='Who: "Name, role"; the speaker if not given.')
    ] = ""
    answers: Annotated[Id | None, Meta(description="The inject that it answers.")] = None
    check: Annotated[
        tuple[Line, ...], Meta(max_length=40, description="Items that are checked: phase/item.")
    ] = ()
    skip: Annotated[SkipStep | None, Meta(description="An item that is skipped.")] = None
    fact: Annotated[FactStep | None, Meta(description="A fact that is set.")] = None
    milestone: Annotated[Id | None, Meta(description="A milestone that is reached.")] = None
    ago: Annotated[
        Duration | None,
        Meta(description="How long before the step the milestone was reached.", examples=["46h"]),
    ] = None
    clock: Annotated[ClockStep | None, Meta(description="A clock that is met.")] = None
    waive: Annotated[WaiveStep | None, Meta(description="A clock that is waived.")] = None
    phase: Annotated[Id | None, Meta(description="The phase that is entered.")] = None
    post: Annotated[PostStep | None, Meta(description="A text that is posted.")] = None
    reply: Annotated[
        PostStep | None, Meta(description="A text that is posted to whoever sent the inject.")
    ] = None
    question: Annotated[
        Text | None, Meta(description="What somebody asks, noted so that it is answered later.")
    ] = None
    note: Annotated[Text | None, Meta(description="A note that is written.")] = None


ACTIONS: Final = (
    "check",
    "skip",
    "fact",
    "milestone",
    "clock",
    "waive",
    "phase",
    "post",
    "reply",
    "question",
    "note",
)
"""What a step can do; it does exactly one of them."""


class Script(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What players do in a scenario, step by step."""

    format: Annotated[Literal[1], Meta(description="The version of this file format: 1.")]
    id: Annotated[Id, Meta(description="The id of the script.", examples=["paste-good"])]
    title: Annotated[Line, Meta(description="What the script is called.")]
    scenario: Annotated[
        Line,
        Meta(
            description="The scenario it is for: a shipped one's id, or a file beside it.",
            examples=["paste-at-0840"],
        ),
    ]
    step: Annotated[
        tuple[Step, ...], Meta(min_length=1, max_length=500, description="The steps, [[step]].")
    ]
    end: Annotated[
        Offset | None,
        Meta(description="When the exercise is finished; after the last step if not given."),
    ] = None
    outcome: Annotated[str, Meta(max_length=400, description="How it ended, in a sentence.")] = ""
    hot_wash: Annotated[
        dict[str, str],
        Meta(description="What players say to the questions of the hot wash, by question."),
    ] = {}
