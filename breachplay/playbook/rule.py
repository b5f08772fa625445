"""The form of a caveat as authors write it, in rule packs and in playbooks alike."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from breachplay.playbook.words import Id, Line, Severity

Phrase = Annotated[str, Meta(min_length=1, max_length=300)]


class CaveatRule(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """When to warn, and what to say then.

    A rule looks for phrases (`any`), for a pattern, for what is left out (`missing`), or names a
    check of the program (`check`). `unless` silences it where one of its phrases stands in the
    text. `phases` limits it; without it the rule holds in every phase.
    """

    id: Id
    severity: Severity
    message: Line
    instead: Line
    source: str = ""
    any: Annotated[tuple[Phrase, ...], Meta(max_length=400)] = ()
    pattern: Annotated[str, Meta(max_length=2000)] = ""
    check: str = ""
    missing: Annotated[tuple[Phrase, ...], Meta(max_length=400)] = ()
    unless: Annotated[tuple[Phrase, ...], Meta(max_length=400)] = ()
    phases: tuple[Id, ...] = ()
    warns: tuple[Phrase, ...] = ()
    """Example texts that must warn, run by `breachplay check`."""
    passes: tuple[Phrase, ...] = ()
    """Near misses that must not."""


class RulePack(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A file of caveats."""

    format: Literal[1]
    id: Id
    title: Line
    caveat: Annotated[tuple[CaveatRule, ...], Meta(max_length=2000)] = ()
