"""What a playbook says: phases, each with a goal, a checklist, posts, answers and caveats.

Decoding is strict: a key that is not here is a fault. What no type can say (ids that must be
unique, names that must exist) is in `faults`.
"""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from breachplay.playbook.rule import CaveatRule
from breachplay.playbook.words import Due, Duration, FactKind, Id, Line, Name, Text


class FactDefinition(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Something posts may state, and the question that fills it."""

    label: Line
    ask: Line
    kind: FactKind = "text"
    example: str = ""
    choices: tuple[Line, ...] = ()


class Item(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One line of a phase's checklist.

    A `critical` item is also required; to skip it takes a reason and a second person's name.
    """

    id: Id
    text: Line
    why: Line
    role: Line
    required: bool = False
    critical: bool = False
    after_post: bool = False
    """Done once the post is out ("pin it"): it holds back the next phase, not the post."""
    due: Due | None = None

    @property
    def needed(self) -> bool:
        """Whether the phase should not be left while this is open."""
        return self.required or self.critical


class PostTemplate(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A prepared text for a post, with placeholders for facts and profile values."""

    id: Id
    title: Line
    text: Text
    note: str = ""


class Answer(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A prepared answer to what one person may ask."""

    asked: Line
    text: Text
    note: str = ""


class Phase(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One stretch of the run: what it is for, what to do and what to say in it."""

    id: Id
    title: Line
    goal: Line
    item: Annotated[tuple[Item, ...], Meta(max_length=200)] = ()
    update_every: Duration | None = None
    post: Annotated[tuple[PostTemplate, ...], Meta(max_length=200)] = ()
    answer: Annotated[tuple[Answer, ...], Meta(max_length=200)] = ()
    caveat: Annotated[tuple[CaveatRule, ...], Meta(max_length=200)] = ()


class Playbook(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A whole playbook, as decoded from its TOML file."""

    format: Literal[1]
    id: Id
    title: Line
    summary: Annotated[str, Meta(min_length=1, max_length=600)]
    phase: Annotated[tuple[Phase, ...], Meta(min_length=1, max_length=40)]
    facts: dict[Name, FactDefinition] = {}
    caveat: Annotated[tuple[CaveatRule, ...], Meta(max_length=200)] = ()
