"""What the bodies of events about the rhythm of updates hold."""

from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from breachplay.record import events as kinds
from breachplay.record.when import parse_stamp


class UpdateSnoozed(Struct):
    """The next update was put off."""

    until: str
    reason: str
    due: str
    promised: bool = False

    def __post_init__(self) -> None:
        parse_stamp(self.until)
        parse_stamp(self.due)


class PromiseCorrected(Struct):
    """What a post promised was corrected."""

    post: int
    due: str
    reason: str
    before: str = ""

    def __post_init__(self) -> None:
        for moment in (self.due, self.before):
            if moment:
                parse_stamp(moment)


FORMS: Final[Mapping[str, type[Struct]]] = {
    kinds.UPDATE_SNOOZED: UpdateSnoozed,
    kinds.PROMISE_CORRECTED: PromiseCorrected,
}
