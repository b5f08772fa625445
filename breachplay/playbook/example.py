"""An example that a rule carries: a text, and the situation in which it is said.

Most rules need the text alone, and their examples are plain strings. The situation is for those
that need more: who speaks, what the facts are, whether it is an exercise.
"""

from typing import Annotated, Final, Literal

from msgspec import Meta, Struct

from breachplay.playbook.clock import DataKind
from breachplay.playbook.words import Id, Line, Name, NetworkId

FACT_PATTERN: Final = "^(.+ )?(unknown|reported|confirmed|retracted)(?!\\n)$"
"""A value and, as its last word, the status: `120,000 confirmed`; of an unknown one, that alone."""

Said = Annotated[str, Meta(min_length=1, max_length=4000)]
GIVEN_MOMENT_PATTERN: Final = (
    "^2[0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])T([01][0-9]|2[0-3]):[0-5][0-9]Z(?!\\n)$"
)
"""A moment in UTC to the minute: `2026-11-24T18:00Z`; days up to the 28th, as all months have."""

GivenMoment = Annotated[str, Meta(pattern=GIVEN_MOMENT_PATTERN)]
FactGiven = Annotated[str, Meta(pattern=FACT_PATTERN, max_length=1000)]


class GivenClock(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A deadline that runs in the situation of an example."""

    title: Annotated[Line, Meta(description="What it is called.", examples=["GDPR 33"])]
    started: Annotated[GivenMoment, Meta(description="When it started.")]
    deadline: Annotated[GivenMoment, Meta(description="When it ends.")]
    tell: Annotated[Line, Meta(description="Who must be told.")] = "the authority"


class Example(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """An example text in a situation; what is left out is as for a plain text."""

    text: Annotated[Said, Meta(description="The text as it would go out.")]
    network: Annotated[NetworkId, Meta(description="The network it is for.")] = "x"
    phase: Annotated[
        Id, Meta(description="The phase it is said in; without it, the rule's first.")
    ] = ""
    speaker: Annotated[
        str,
        Meta(max_length=200, description="Who posts, by role.", examples=["chief executive"]),
    ] = ""
    mode: Annotated[
        Literal["incident", "exercise"], Meta(description="A live incident, or an exercise.")
    ] = "incident"
    thread: Annotated[bool, Meta(description="It goes out as a thread.")] = False
    facts: Annotated[
        dict[Name, FactGiven],
        Meta(
            description="What is known, each a value and its status.",
            examples=[{"people_affected": "120,000 confirmed", "cause": "unknown"}],
        ),
    ] = {}
    said: Annotated[
        dict[Name, Said],
        Meta(
            description="What a post stated of a fact that has another value now.",
            examples=[{"people_affected": "80,000"}],
        ),
    ] = {}
    said_settled: Annotated[bool, Meta(description="A later post corrected that.")] = False
    open_items: Annotated[
        tuple[Line, ...], Meta(description="Required items of the phase that are still open.")
    ] = ()
    posted: Annotated[
        tuple[Said, ...], Meta(description="Texts posted before in the run, oldest first.")
    ] = ()
    images: Annotated[
        tuple[Annotated[str, Meta(max_length=1000)], ...],
        Meta(description="The descriptions of its pictures; an empty one is missing."),
    ] = ()
    unanswered: Annotated[
        tuple[Id, ...], Meta(description="Questions of people that wait.", examples=[["q1", "q2"]])
    ] = ()
    unapproved: Annotated[
        str,
        Meta(max_length=400, description="Why nobody approved it; empty: it is, or need not be."),
    ] = ""
    reply_to: Annotated[
        tuple[Id, ...], Meta(description="Questions that it answers.", examples=[["q1"]])
    ] = ()
    now: Annotated[
        GivenMoment | None, Meta(description="The present.", examples=["2026-11-24T18:12Z"])
    ] = None
    update_due: Annotated[GivenMoment | None, Meta(description="When the next update is due.")] = (
        None
    )
    promised: Annotated[bool, Meta(description="That update was promised in public.")] = False
    clocks: Annotated[tuple[GivenClock, ...], Meta(description="Deadlines of law that run.")] = ()
    watched_data: Annotated[
        tuple[DataKind, ...], Meta(description="Kinds of data whose deadlines are watched.")
    ] = ()
    first_word_due: Annotated[
        GivenMoment | None, Meta(description="By when a first word was due; none was said yet.")
    ] = None
