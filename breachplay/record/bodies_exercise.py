"""What the bodies of an exercise's events hold."""

from collections.abc import Mapping
from typing import Final

from msgspec import Struct, field

from breachplay.playbook.scenario import Channel
from breachplay.record import events as kinds
from breachplay.record.exercise import Grade
from breachplay.record.pacing import FASTEST
from breachplay.record.when import parse_stamp


class CommunicationsChecked(Struct):
    """The communications check was done."""

    ticked: list[str]
    open: list[str] = []


class ExercisePaced(Struct):
    """The exercise clock was started, paused, resumed, sped up or put ahead."""

    way: str
    speed: int
    paused: bool
    to: str = ""

    def __post_init__(self) -> None:
        if not 1 <= self.speed <= FASTEST:
            raise ValueError(f"the exercise clock runs at 1 to {FASTEST} times")
        if self.to:
            parse_stamp(self.to)


class InjectDelivered(Struct):
    """An inject reached the players."""

    inject: str
    sender: str = field(name="from")
    channel: Channel
    text: str
    subject: str = ""
    to: str = ""
    by_hand: bool = False


class InjectSkipped(Struct):
    """An inject was left out."""

    inject: str
    reason: str


class InjectAnswered(Struct):
    """Something was tied to an inject as its answer."""

    inject: str
    response: str
    event: int = 0
    text: str = ""
    sender: str = field(default="", name="from")


class ExerciseRemarked(Struct):
    """A facilitator noted something."""

    text: str
    inject: str = ""
    grade: str = ""


class RatingOverruled(Struct):
    """A rating was set in place of the computed one."""

    objective: str
    grade: Grade
    reason: str


class HotWashSaid(Struct):
    """A player said something at the hot wash."""

    question: str
    text: str


FORMS: Final[Mapping[str, type[Struct]]] = {
    kinds.COMMUNICATIONS_CHECKED: CommunicationsChecked,
    kinds.EXERCISE_PACED: ExercisePaced,
    kinds.INJECT_DELIVERED: InjectDelivered,
    kinds.INJECT_SKIPPED: InjectSkipped,
    kinds.INJECT_ANSWERED: InjectAnswered,
    kinds.EXERCISE_REMARKED: ExerciseRemarked,
    kinds.RATING_OVERRULED: RatingOverruled,
    kinds.HOT_WASH_SAID: HotWashSaid,
}
