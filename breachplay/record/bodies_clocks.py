"""What the bodies of events about clocks hold."""

from collections.abc import Mapping
from typing import Any, Final

from msgspec import Struct

from breachplay.record import events as kinds


class ClockAdded(Struct):
    """A clock is watched from now on; it is embedded as it was then."""

    clock: dict[str, Any]


class ClockMet(Struct):
    """What a clock asks for was done."""

    clock: str
    evidence: str
    where: str = ""
    title: str = ""


class ClockWaived(Struct):
    """A clock does not apply after all."""

    clock: str
    reason: str
    decided_by: str = ""
    title: str = ""


class ClockReopened(Struct):
    """A clock was met or waived by mistake."""

    clock: str
    reason: str = ""
    title: str = ""


FORMS: Final[Mapping[str, type[Struct]]] = {
    kinds.CLOCK_ADDED: ClockAdded,
    kinds.CLOCK_MET: ClockMet,
    kinds.CLOCK_WAIVED: ClockWaived,
    kinds.CLOCK_REOPENED: ClockReopened,
}
