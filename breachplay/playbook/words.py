"""The small types that playbooks, profiles and rule packs are made of.

Each carries its own limits, so that the models, the JSON Schema and the messages of
`breachplay check` cannot disagree about them.
"""

from typing import Annotated, Final, Literal

from msgspec import Meta

ID_PATTERN: Final = "^[a-z0-9]+(-[a-z0-9]+)*$"
"""Ids are plain ASCII, so that two that look alike are alike."""

NAME_PATTERN: Final = "^[a-z][a-z0-9_]*$"
"""The name of a fact or of a profile value, as it stands between braces: `{people_affected}`."""

DURATION_PATTERN: Final = "^[1-9][0-9]{0,4}(m|h|d)$"
"""Minutes, hours or days of 24 hours: `15m`, `2h`, `3d`."""

DUE_PATTERN: Final = "^([a-z][a-z0-9-]*\\+)?[1-9][0-9]{0,4}(m|h|d)$"
"""A duration after the run began, or after a milestone: `15m`, `aware+1h`."""

DOMAIN_PATTERN: Final = "^[^\\s/@:.]+(\\.[^\\s/@:.]+)+$"
"""A bare domain: no scheme, no path, no port."""

Id = Annotated[str, Meta(pattern=ID_PATTERN, max_length=64)]
Name = Annotated[str, Meta(pattern=NAME_PATTERN, max_length=40)]
Line = Annotated[str, Meta(min_length=1, max_length=200, pattern="^[^\\n\\r]*$")]
Text = Annotated[str, Meta(min_length=1, max_length=4000)]
Duration = Annotated[str, Meta(pattern=DURATION_PATTERN)]
Due = Annotated[str, Meta(pattern=DUE_PATTERN)]
Domain = Annotated[str, Meta(pattern=DOMAIN_PATTERN, max_length=253)]

Severity = Literal["stop", "warn", "note"]
FactKind = Literal["text", "count", "time", "link", "choice"]

_MINUTES: Final = {"m": 1, "h": 60, "d": 24 * 60}


def seconds(duration: str) -> int:
    """Give the length in seconds of a `Duration` such as `15m`.

    Raises:
        KeyError, ValueError: when the text is not a `Duration`; decoded models never hold one.
    """
    return int(duration[:-1]) * _MINUTES[duration[-1]] * 60


def due_parts(due: str) -> tuple[str, int]:
    """Split a `Due` into the milestone it counts from (empty: the start of the run) and seconds."""
    milestone, _, duration = due.rpartition("+")
    return milestone, seconds(duration)
