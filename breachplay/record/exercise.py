"""What a run knows beyond an incident when it is an exercise: the script, and what came of it."""

from collections.abc import Mapping
from typing import Final, Literal

from msgspec import Struct, field

from breachplay.playbook.scenario import Inject, Scenario
from breachplay.record.events import Actor
from breachplay.record.pacing import Pace

Grade = Literal["P", "S", "M", "U"]

GRADES: Final[dict[str, str]] = {
    "P": "Performed without challenges",
    "S": "Performed with some challenges",
    "M": "Performed with major challenges",
    "U": "Unable to be performed",
}
"""The four ratings of the Homeland Security Exercise and Evaluation Program (HSEEP, 2020)."""


class Delivered(Struct, frozen=True):
    """An inject as it reached the players."""

    inject: Inject
    at: str
    """When, on the exercise clock."""
    seq: int
    by_hand: bool = False
    """Whether a facilitator sent it, before its time or outside the script."""


class Skipped(Struct, frozen=True):
    """An inject that the facilitator left out."""

    inject: str
    reason: str
    actor: Actor
    at: str


class Answer(Struct, frozen=True):
    """What players answered an inject with."""

    inject: str
    response: str
    event: int
    """The number of the event that is the answer; 0 where it is in `text` alone."""
    text: str
    actor: Actor
    at: str
    seq: int


class Remark(Struct, frozen=True):
    """A facilitator's private note, on an inject or on nothing in particular; a grade at times."""

    text: str
    inject: str
    grade: str
    actor: Actor
    at: str
    seq: int


class Overruled(Struct, frozen=True):
    """A rating that the facilitator set in place of the computed one."""

    objective: str
    grade: Grade
    reason: str
    actor: Actor
    at: str


class Said(Struct, frozen=True):
    """What a player said at the hot wash."""

    question: str
    text: str
    actor: Actor
    at: str
    seq: int


class Exercise(Struct, frozen=True):
    """Where an exercise stands."""

    scenario: Scenario
    seed: int
    begins_at: str
    """What the exercise clock showed first, in UTC."""
    pace: Pace
    checked: tuple[str, ...] = ()
    """What of the communications check was ticked off."""
    started_at: str = ""
    """When the exercise clock was first started, in real time."""
    delivered: Mapping[str, Delivered] = field(default_factory=dict)
    skipped: Mapping[str, Skipped] = field(default_factory=dict)
    answers: tuple[Answer, ...] = ()
    remarks: tuple[Remark, ...] = ()
    overruled: Mapping[str, Overruled] = field(default_factory=dict)
    hot_wash: tuple[Said, ...] = ()

    def is_settled(self, inject: str) -> bool:
        """Whether an inject comes no more: it was delivered, or left out."""
        return inject in self.delivered or inject in self.skipped

    def answers_to(self, inject: str) -> tuple[Answer, ...]:
        """Give the answers that players tied to an inject, oldest first."""
        return tuple(answer for answer in self.answers if answer.inject == inject)
