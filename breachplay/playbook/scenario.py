"""What a scenario says: a tabletop exercise as a Master Scenario Events List, in TOML.

A scenario names the playbook it is played with, the objectives and what shows that each was met,
what is true and when the team learns it, and the injects in their order. Times count from the
start of the exercise, on its own clock. Decoding is strict; what no type can say (that injects,
facts and items exist) is in `meaning_scenario`.
"""

from typing import Annotated, Final, Literal

from msgspec import Meta, Struct, field

from breachplay.playbook.words import Duration, Id, Line, Name, Text, seconds

OFFSET_PATTERN: Final = "^(?=[0-9])([0-9]{1,3}d)?([0-9]{1,4}h)?([0-9]{1,4}m)?(?!\\n)$"
"""A time of the exercise, counted from its start: `0m`, `42m`, `22h`, `1d2h30m`."""

AFTER_PATTERN: Final = (
    "^(post|(inject|answered|phase|milestone):[a-z0-9]+(-[a-z0-9]+)*)\\+[0-9]{1,4}(m|h|d)(?!\\n)$"
)
"""A time after something happened: `post+5m`, `inject:first-call+10m`, `phase:clarify+0m`."""

BEGINS_PATTERN: Final = (
    "^((mon|tues|wednes|thurs|fri|satur|sun)day )?([01][0-9]|2[0-3]):[0-5][0-9](?!\\n)$"
)
"""When the exercise clock begins: `08:40`, `friday 17:20`."""

Offset = Annotated[str, Meta(pattern=OFFSET_PATTERN)]
After = Annotated[str, Meta(pattern=AFTER_PATTERN)]
Begins = Annotated[str, Meta(pattern=BEGINS_PATTERN)]

Channel = Literal[
    "tweet", "mail", "call", "alert", "journalist", "executive", "regulator", "insider"
]

CHANNELS: Final[dict[str, str]] = {
    "tweet": "Public post",
    "mail": "Mail",
    "call": "Phone call",
    "alert": "Alert",
    "journalist": "Journalist",
    "executive": "Executive",
    "regulator": "Regulator",
    "insider": "From inside",
}
"""By which way an inject reaches the players, with labels."""

Response = Literal[
    "post", "reply", "correction", "item", "fact", "milestone", "clock", "approval", "note"
]

RESPONSES: Final[dict[str, str]] = {
    "post": "a post",
    "reply": "a reply",
    "correction": "a labelled correction",
    "item": "a checklist item",
    "fact": "a fact set",
    "milestone": "a milestone set",
    "clock": "a clock met or waived",
    "approval": "an approval asked or given",
    "note": "a note",
}
"""What players can answer an inject with."""

EvidenceKind = Literal[
    "answered",
    "acknowledged",
    "posted",
    "item",
    "fact",
    "held",
    "never",
    "corrected",
    "milestone",
    "clock",
    "promise",
    "approved",
]

EVIDENCE: Final[dict[str, str]] = {
    "answered": "the inject `of` was answered as it asks, in time",
    "acknowledged": "a post for everybody said that it happened: not one that assures",
    "posted": "a post went out, `within` the time, in the phase `of` where one is named",
    "item": "the checklist item `of` (phase/item) was checked, not skipped",
    "fact": "the fact `of` was set as it is true, after it could be known",
    "held": "the fact `of` was stated in no post before it was confirmed",
    "never": "no post went out with the caveat `of` standing against it",
    "corrected": "a post corrected what was said of the fact `of`",
    "milestone": "the milestone `of` was set",
    "clock": "the clock `of` was met before its deadline",
    "promise": "every promised update came in time",
    "approved": "every post was approved before it went out",
}
"""What can show that an objective was met; each is read from the record alone."""

NAMES_SOMETHING: Final = frozenset(
    {"answered", "item", "fact", "held", "never", "corrected", "milestone", "clock"}
)
"""Kinds of evidence that need `of`."""

_WITHIN = "The time it may take."


def offset_seconds(offset: str) -> int:
    """Give the seconds from the start of the exercise that an `Offset` names."""
    total, number = 0, ""
    for character in offset:
        if character.isdigit():
            number += character
        else:
            total += int(number) * {"d": 86400, "h": 3600, "m": 60}[character]
            number = ""
    return total


def after_parts(after: str) -> tuple[str, str, int]:
    """Split an `After` into its kind, the id it names (empty for `post`) and seconds."""
    what, _, duration = after.rpartition("+")
    kind, _, name = what.partition(":")
    delay = int(duration[:-1]) and seconds(duration)
    return kind, name, delay


class Expectation(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A response that an inject is to bring about."""

    says: Annotated[Line, Meta(description="What a good response is, in a sentence.")]
    response: Annotated[
        tuple[Response, ...],
        Meta(
            min_length=1,
            max_length=9,
            description="What it may be answered with.",
            examples=[["post", "reply"]],
        ),
    ]
    within: Annotated[Duration, Meta(description=_WITHIN, examples=["15m"])]
    of: Annotated[
        str,
        Meta(
            max_length=130,
            description="The item (phase/item), fact, milestone or clock that it must be.",
            examples=["acknowledge/support-told", "people_affected"],
        ),
    ] = ""
    trap: Annotated[
        Id | None,
        Meta(description="The caveat that a hasty answer runs into."),
    ] = None
    if_not: Annotated[
        Id | None,
        Meta(description="The inject that follows when the response does not come in time."),
    ] = None


class Inject(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One scripted event. Without `at` and `after` it comes only as a branch, or by hand."""

    id: Annotated[Id, Meta(description="A short id, unique here.", examples=["first-mention"])]
    sender: Annotated[Line, Meta(description="Who sends it: a role, or an invented handle.")] = (
        field(name="from")
    )
    channel: Annotated[Channel, Meta(description="How it reaches the players.")]
    text: Annotated[Text, Meta(description="What it says, as the players see or hear it.")]
    at: Annotated[
        Offset | None,
        Meta(description="When it comes, from the start of the exercise.", examples=["42m", "22h"]),
    ] = None
    after: Annotated[
        After | None,
        Meta(
            description="Or what it comes after, and how long: post, inject:ID, answered:ID, "
            "phase:ID or milestone:ID, and a time.",
            examples=["post+5m", "answered:first-call+10m"],
        ),
    ] = None
    to: Annotated[Line, Meta(description="Whom it reaches.")] = "the team"
    subject: Annotated[
        str, Meta(max_length=200, description="The subject of a mail, the headline of an alert.")
    ] = ""
    notes: Annotated[
        str, Meta(max_length=2000, description="For the facilitator alone: what to look for.")
    ] = ""
    expect: Annotated[
        tuple[Expectation, ...],
        Meta(max_length=6, description="What is expected, [[inject.expect]]."),
    ] = ()


class Truth(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What is so in the scenario's world, and when the team can know it.

    A fact may be true long before anybody learns it; and what the team learns may be wrong.
    """

    fact: Annotated[Name, Meta(description="The playbook's fact.", examples=["people_affected"])]
    value: Annotated[Line, Meta(description="What is so, or what the team is told.")]
    status: Annotated[
        Literal["reported", "confirmed", "retracted"],
        Meta(description="What the team may hold it for once it has learned it."),
    ]
    source: Annotated[Line, Meta(description="Who tells the team.")]
    true_from: Annotated[
        Offset, Meta(description="From when it is so; what never is so is only reported.")
    ] = "0m"
    learned: Annotated[
        Offset | None, Meta(description="When the team learns it, from the start.")
    ] = None
    by: Annotated[Id | None, Meta(description="Or the inject by which it learns it.")] = None


class Evidence(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One thing in the record that shows whether an objective was met."""

    kind: Annotated[EvidenceKind, Meta(description="What is looked for in the record.")]
    of: Annotated[
        str, Meta(max_length=130, description="The inject, item, fact, caveat ... it is about.")
    ] = ""
    within: Annotated[
        Duration | None,
        Meta(description=f"{_WITHIN} Counted from the start, or from when it could be known."),
    ] = None
    needed: Annotated[
        bool, Meta(description="Without it the objective was not performed as it should be.")
    ] = False


class Objective(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What the exercise is to practise."""

    id: Annotated[Id, Meta(description="A short id, unique here.", examples=["first-word"])]
    title: Annotated[Line, Meta(description="What the team should be able to do.")]
    evidence: Annotated[
        tuple[Evidence, ...],
        Meta(min_length=1, max_length=20, description="What shows it, [[objective.evidence]]."),
    ]


class Check(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The communications check before the first inject."""

    text: Annotated[Text, Meta(description="What is read aloud before the clock starts.")]
    ask: Annotated[
        tuple[Line, ...],
        Meta(min_length=1, max_length=20, description="What is ticked off, a line each."),
    ]


class Scenario(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A scenario of a tabletop exercise."""

    format: Annotated[Literal[1], Meta(description="The version of this file format: 1.")]
    id: Annotated[Id, Meta(description="The id of the scenario.", examples=["paste-at-0840"])]
    title: Annotated[Line, Meta(description="What the scenario is called.")]
    summary: Annotated[
        str, Meta(min_length=1, max_length=600, description="What it is about, without the end.")
    ]
    audience: Annotated[Line, Meta(description="Who should play it.")]
    playbook: Annotated[
        Line,
        Meta(
            description="The playbook it is played with: a shipped one's id, or a file beside it.",
            examples=["exposed-data"],
        ),
    ]
    length: Annotated[
        Duration, Meta(description="How long it takes at its own pace.", examples=["90m"])
    ]
    begins: Annotated[
        Begins,
        Meta(description="What the exercise clock shows first.", examples=["friday 17:20"]),
    ]
    background: Annotated[Text, Meta(description="Read aloud at the start.")]
    check: Annotated[Check, Meta(description="The communications check, [check].")]
    objective: Annotated[
        tuple[Objective, ...],
        Meta(min_length=1, max_length=20, description="What it practises, [[objective]]."),
    ]
    inject: Annotated[
        tuple[Inject, ...],
        Meta(min_length=1, max_length=200, description="The injects, one [[inject]] each."),
    ]
    truth: Annotated[
        tuple[Truth, ...],
        Meta(max_length=100, description="What is so, and when it is learned, [[truth]]."),
    ] = ()
    hot_wash: Annotated[
        tuple[Line, ...],
        Meta(max_length=20, description="Questions for the talk right after it."),
    ] = ()

    def inject_named(self, inject_id: str) -> Inject | None:
        """Give the inject of that id, or None."""
        return next((inject for inject in self.inject if inject.id == inject_id), None)
