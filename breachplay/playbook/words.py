"""The small types that playbooks, profiles and rule packs are made of.

Each carries its own limits, so that the models, the JSON Schema and the messages of
`breachplay check` cannot disagree about them. Patterns end in `(?!\\n)$` because in Python a bare
`$` lets a line break at the end pass; editors read them the same way.
"""

from typing import Annotated, Final, Literal

from msgspec import Meta

ID_PATTERN: Final = "^[a-z0-9]+(-[a-z0-9]+)*(?!\\n)$"
"""Ids are plain ASCII, so that two that look alike are alike."""

NAME_PATTERN: Final = "^[a-z][a-z0-9_]*(?!\\n)$"
"""The name of a fact or of a profile value, as it stands between braces: `{people_affected}`."""

LINE_PATTERN: Final = "^[^\\n\\r]*(?!\\n)$"
"""A text of one line."""

DURATION_PATTERN: Final = "^[1-9][0-9]{0,4}(m|h|d)(?!\\n)$"
"""Minutes, hours or days of 24 hours: `15m`, `2h`, `3d`."""

DUE_PATTERN: Final = "^([a-z][a-z0-9-]*\\+)?[1-9][0-9]{0,4}(m|h|d)(?!\\n)$"
"""A duration after the run began, or after a milestone: `15m`, `aware+1h`."""

WITHIN_PATTERN: Final = (
    "^[1-9][0-9]{0,3}(m|h|d| (minutes?|hours?|(calendar |business )?days?|months?))(?!\\n)$"
)
"""How long a clock runs: `72 hours`, `30 calendar days`, `4 business days`, `1 month`, `72h`."""

COUNTRY_PATTERN: Final = "^[A-Z]{2}(?!\\n)$"
"""A country by its two letters, as ISO 3166 has them."""

DAY_PATTERN: Final = "^[0-9]{4}-[0-9]{2}-[0-9]{2}(?!\\n)$"
"""A day: `2027-05-13`."""

MOMENT_PATTERN: Final = (
    "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?([+-][0-9]{2}:[0-9]{2}|Z)(?!\\n)$"
)
"""A moment with its offset from UTC: `2026-11-24T18:00+01:00`."""

TIME_PATTERN: Final = "^([01][0-9]|2[0-3]):[0-5][0-9](?!\\n)$"
"""A time of day: `17:30`."""

DOMAIN_PATTERN: Final = "^[^\\s/@:.*?#%&=\\\\]+(\\.[^\\s/@:.*?#%&=\\\\]+)+(?!\\n)$"
"""A bare domain: no scheme, no path, no port."""

AS_OF_PATTERN: Final = "^([0-9]{4}-[0-9]{2}-[0-9]{2}|unchecked)(?!\\n)$"
"""The day on which somebody read the published text, or that nobody has."""

Id = Annotated[str, Meta(pattern=ID_PATTERN, max_length=64)]
Name = Annotated[str, Meta(pattern=NAME_PATTERN, max_length=40)]
Line = Annotated[str, Meta(min_length=1, max_length=200, pattern=LINE_PATTERN)]
Text = Annotated[str, Meta(min_length=1, max_length=4000)]
Duration = Annotated[str, Meta(pattern=DURATION_PATTERN)]
Due = Annotated[str, Meta(pattern=DUE_PATTERN)]
Within = Annotated[str, Meta(pattern=WITHIN_PATTERN)]
Country = Annotated[str, Meta(pattern=COUNTRY_PATTERN)]
Moment = Annotated[str, Meta(pattern=MOMENT_PATTERN)]
Day = Annotated[str, Meta(pattern=DAY_PATTERN)]
TimeOfDay = Annotated[str, Meta(pattern=TIME_PATTERN)]
Domain = Annotated[str, Meta(pattern=DOMAIN_PATTERN, max_length=253)]
AsOf = Annotated[str, Meta(pattern=AS_OF_PATTERN)]

NetworkId = Literal[
    "x", "x-premium", "mastodon", "bluesky", "threads", "linkedin", "status-page", "sms"
]
"""The networks that `breachplay.posts` counts for; a test holds the two lists equal."""

UsualPhase = Literal[
    "get-ready", "acknowledge", "clarify", "explain", "protect", "stay-reachable", "close", "learn"
]
"""The phases of the shipped playbooks, by which the shipped rules name them."""

Severity = Literal["stop", "warn", "note"]
FactKind = Literal["text", "count", "time", "link", "choice"]
Milestone = Literal[
    "suspected",
    "aware",
    "told",
    "discovered",
    "confirmed",
    "determined",
    "assessed",
    "high-risk",
    "adverse-effect",
    "material",
    "classified",
    "contained",
    "notified",
    "people-notified",
    "payment-made",
    "restored",
]

MILESTONES: Final[dict[str, str]] = {
    "suspected": "First suspicion",
    "aware": "Aware of the breach",
    "told": "Told of it by a supplier or another",
    "discovered": "Breach discovered",
    "confirmed": "Breach confirmed",
    "determined": "Determined that it must be reported",
    "assessed": "Assessed as notifiable",
    "high-risk": "High risk to people established",
    "adverse-effect": "Adverse effect on service users likely",
    "material": "Determined to be material",
    "classified": "Classified as a major incident",
    "contained": "Contained",
    "notified": "Authority notified",
    "people-notified": "People affected notified",
    "payment-made": "Payment made to the attacker",
    "restored": "Service restored",
}
"""The moments that start clocks and due times, in the order they usually come, with labels."""

_MINUTES: Final = {"m": 1, "h": 60, "d": 24 * 60}


def seconds(duration: str) -> int:
    """Give the length in seconds of a `Duration` such as `15m`.

    Raises:
        KeyError, ValueError: when the text is not a `Duration`; decoded models never hold one.
    """
    return int(duration[:-1]) * _MINUTES[duration[-1]] * 60


def within_parts(within: str) -> tuple[int, str]:
    """Split a `Within` into a number and its unit.

    The unit is minutes, hours, days (of the calendar), business days or months.

    Raises:
        KeyError, ValueError: when the text is not a `Within`; decoded models never hold one.
    """
    if within[-1] in _SHORT_UNITS and " " not in within:
        return int(within[:-1]), _SHORT_UNITS[within[-1]]
    number, _, unit = within.partition(" ")
    unit = unit.removeprefix("calendar ")
    return int(number), unit if unit.endswith("s") else f"{unit}s"


_SHORT_UNITS: Final = {"m": "minutes", "h": "hours", "d": "days"}


def due_parts(due: str) -> tuple[str, int]:
    """Split a `Due` into the milestone it counts from (empty: the start of the run) and seconds."""
    milestone, _, duration = due.rpartition("+")
    return milestone, seconds(duration)
