"""What players and facilitators can ask of an exercise, beyond what any run takes."""

from typing import Literal

from msgspec import Struct

from breachplay.record.exercise import Grade


class CheckCommunications(Struct, frozen=True):
    """The communications check is done; `ticked` are the lines of it that hold."""

    ticked: tuple[str, ...]


class PaceExercise(Struct, frozen=True):
    """Start, pause or resume the exercise clock, change its speed, or let it jump ahead.

    `speed` counts for `speed` alone (1 to 60), `to` for `jump` alone: a moment of exercise time,
    ISO 8601 with offset, later than now. Started and `held`, the clock stands until it is
    resumed or jumps.
    """

    way: Literal["start", "pause", "resume", "speed", "jump"]
    speed: int = 1
    to: str = ""
    held: bool = False


class DeliverInject(Struct, frozen=True):
    """An inject reaches the players: when it is due, or `by_hand` before."""

    inject: str
    by_hand: bool = False


class AddInject(Struct, frozen=True):
    """The facilitator sends something that is not in the script."""

    sender: str
    channel: str
    text: str
    subject: str = ""
    to: str = "the team"


class SkipInject(Struct, frozen=True):
    """An inject is left out, with the reason."""

    inject: str
    reason: str


class AnswerInject(Struct, frozen=True):
    """Tie what was done to the inject that it answers: the number of its event, or words."""

    inject: str
    response: str
    event: int = 0
    text: str = ""


class RemarkOnExercise(Struct, frozen=True):
    """A facilitator's private note, with a grade where they want to give one."""

    text: str
    inject: str = ""
    grade: Grade | Literal[""] = ""


class OverruleRating(Struct, frozen=True):
    """Set another rating for an objective than the computed one, with the reason."""

    objective: str
    grade: Grade
    reason: str


class SayAtHotWash(Struct, frozen=True):
    """What a player says to a question of the hot wash, in their own words."""

    question: str
    text: str


ExerciseCommand = (
    CheckCommunications
    | PaceExercise
    | DeliverInject
    | AddInject
    | SkipInject
    | AnswerInject
    | RemarkOnExercise
    | OverruleRating
    | SayAtHotWash
)

AFTER_THE_END = (RemarkOnExercise, OverruleRating, SayAtHotWash)
"""What a finished exercise still takes: its review is talked over when it is done."""
