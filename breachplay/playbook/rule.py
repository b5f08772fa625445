"""The form of a caveat as authors write it, in rule packs and in playbooks alike."""

from typing import Annotated, Final, Literal

from msgspec import Meta, Struct

from breachplay.playbook.example import Example
from breachplay.playbook.words import Id, Line, Severity

CHECKS: Final = (
    "over-limit",
    "unfilled-gap",
    "unconfirmed-fact",
    "look-alike-link",
    "unofficial-link",
    "short-link",
    "personal-data",
    "starts-with-mention",
    "required-open",
    "insecure-link",
    "secret-in-text",
    "hidden-characters",
    "accessible-text",
    "shouting",
    "hard-to-read",
    "exercise-mark",
    "executive-voice",
    "image-without-text",
    "unanswered-people",
    "update-overdue",
    "first-word-late",
    "clock-close",
    "health-or-payment-data",
    "not-approved",
    "contradicts-earlier",
    "unsourced-number",
    "hypothetical-when-confirmed",
    "vague-time",
    "says-breach-early",
)
"""The checks that are code rather than phrases; the room `caveats` holds them under these names."""

Phrase = Annotated[str, Meta(min_length=1, max_length=1000)]
Phrases = Annotated[tuple[Phrase, ...], Meta(max_length=400)]


class CaveatRule(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A caveat: when to warn about a text, and what to say then.

    A rule looks for phrases (`any`), for a pattern, for what is left out (`missing`), or names a
    check of the program (`check`): exactly one of the four.
    """

    id: Annotated[Id, Meta(description="A short id, unique in this file.", examples=["no-blame"])]
    severity: Annotated[
        Severity,
        Meta(description="stop blocks posting until overridden; warn is recorded; note is advice."),
    ]
    message: Annotated[Line, Meta(description="Why the text is a worry, in one sentence.")]
    instead: Annotated[Line, Meta(description="What to write, or do, instead.")]
    why: Annotated[str, Meta(description="What goes wrong for people when it is said.")] = ""
    source: Annotated[str, Meta(description="Where the rule comes from: a guide, a study.")] = ""
    any: Annotated[Phrases, Meta(description="Warn where one of these phrases stands.")] = ()
    pattern: Annotated[
        str,
        Meta(
            max_length=2000,
            description="Warn where this regular expression (RE2) matches, in any case.",
        ),
    ] = ""
    check: Annotated[
        str, Meta(description="Warn where this check of the program finds something.")
    ] = ""
    missing: Annotated[
        Phrases,
        Meta(
            description="Warn when none of these stands in the text: phrases, or {name} of a "
            "fact or profile value; {link} is a link to an official domain."
        ),
    ] = ()
    once: Annotated[
        bool,
        Meta(description="Once in the run is enough: earlier posts count. Only beside missing."),
    ] = False
    fill: Annotated[
        tuple[Phrase, ...],
        Meta(
            max_length=20,
            description="Sentences that supply what is missing, the best first; {name} stands "
            "for a fact or a profile value. Only beside missing.",
        ),
    ] = ()
    unless: Annotated[
        Phrases,
        Meta(description="No warning where one of these overlaps it or leads its clause."),
    ] = ()
    phases: Annotated[
        tuple[Id, ...],
        Meta(description="The phases it holds in, by id or by what they stand for; empty: in all."),
    ] = ()
    warns: Annotated[
        tuple[Phrase | Example, ...],
        Meta(description="Examples that must warn; check runs them. A text, or a table."),
    ] = ()
    passes: Annotated[
        tuple[Phrase | Example, ...],
        Meta(description="Near misses that must not warn; check runs them."),
    ] = ()


class RulePack(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A rule pack: a file of caveats."""

    format: Annotated[Literal[1], Meta(description="The version of this file format: 1.")]
    id: Annotated[Id, Meta(description="The id of the pack.", examples=["house-style"])]
    title: Annotated[Line, Meta(description="What the pack is called.")]
    caveat: Annotated[
        tuple[CaveatRule, ...],
        Meta(max_length=2000, description="The caveats, [[caveat]]."),
    ] = ()
