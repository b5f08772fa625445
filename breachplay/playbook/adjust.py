"""Switching rules off, or making them weigh more or less, in a playbook or a profile."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from breachplay.playbook.words import Id, Line


class Adjustment(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What becomes of a rule that others wrote, and why. The reason stands in every export."""

    id: Annotated[Id, Meta(description="The rule's id.", examples=["cliche"])]
    severity: Annotated[
        Literal["off", "note", "warn", "stop"],
        Meta(description="What it is from now on; off: it is silent."),
    ]
    reason: Annotated[Line, Meta(description="Why: it stands in the timeline.")]


Adjustments = Annotated[
    tuple[Adjustment, ...],
    Meta(
        max_length=200,
        description="Rules switched off or given another severity, one [[adjust]] each.",
    ),
]
