"""What the commands of an exercise give: the clock, injects, answers, remarks, ratings."""

from collections.abc import Callable
from typing import Any, Final

from breachplay.playbook.scenario import CHANNELS, RESPONSES, Inject
from breachplay.record import entered
from breachplay.record import events as kinds
from breachplay.record.commands import Refused
from breachplay.record.commands_exercise import (
    AFTER_THE_END,
    AddInject,
    AnswerInject,
    CheckCommunications,
    DeliverInject,
    OverruleRating,
    PaceExercise,
    RemarkOnExercise,
    SayAtHotWash,
    SkipInject,
)
from breachplay.record.events import Actor, NewEvent
from breachplay.record.exercise import GRADES, Exercise
from breachplay.record.pacing import FASTEST
from breachplay.record.state import State
from breachplay.record.when import parse_stamp, stamp

Decided = tuple[NewEvent, ...]


def decide_exercise(state: State, command: Any, actor: Actor) -> Decided:
    """Give the events of an exercise's command; none where it would change nothing.

    Raises:
        Refused: when the state does not allow the command.
    """
    if state.closed and not isinstance(command, AFTER_THE_END):
        raise Refused("this exercise is finished: only its review takes more")
    return _DECISIONS[type(command)](state, command, actor)


def exercise_of(state: State) -> Exercise:
    """Give the exercise that a run is.

    Raises:
        Refused: when it is an incident, or an exercise without a scenario.
    """
    if state.exercise is None:
        raise Refused("this run is no exercise with a scenario")
    return state.exercise


def check_communications(state: State, command: CheckCommunications, _: Actor) -> Decided:
    """Note what of the communications check holds."""
    exercise = exercise_of(state)
    ticked = [line for line in exercise.scenario.check.ask if line in command.ticked]
    if tuple(ticked) == exercise.checked and exercise.checked:
        return ()
    missing = [line for line in exercise.scenario.check.ask if line not in command.ticked]
    return (NewEvent(kinds.COMMUNICATIONS_CHECKED, {"ticked": ticked, "open": missing}),)


def pace(state: State, command: PaceExercise, _: Actor) -> Decided:
    """Change how the exercise clock runs; it never goes back."""
    exercise = exercise_of(state)
    if command.way == "start":
        return _started(exercise, command)
    if not exercise.started_at:
        raise Refused("the exercise has not started yet")
    now = exercise.pace
    body: dict[str, Any] = {"way": command.way, "speed": now.speed, "paused": now.paused}
    if command.way == "jump":
        body["to"] = _ahead(state, command.to)
    elif command.way == "speed":
        body["speed"] = _possible(command.speed)
    else:
        body["paused"] = command.way == "pause"
    if command.way != "jump" and (body["speed"], body["paused"]) == (now.speed, now.paused):
        return ()
    return (NewEvent(kinds.EXERCISE_PACED, body),)


def _started(exercise: Exercise, command: PaceExercise) -> Decided:
    if exercise.started_at:
        raise Refused("the exercise has started already")
    if not exercise.checked:
        raise Refused("do the communications check first: nobody should think this is real")
    body = {"way": "start", "speed": exercise.pace.speed, "paused": command.held}
    return (NewEvent(kinds.EXERCISE_PACED, body),)


def _ahead(state: State, to: str) -> str:
    moment = parse_stamp(entered.moment(to) or state.last_on_clock)
    if moment <= parse_stamp(state.last_on_clock):
        raise Refused("the exercise clock only jumps ahead")
    return stamp(moment)


def _possible(speed: int) -> int:
    if not 1 <= speed <= FASTEST:
        raise Refused(f"the clock runs at 1 to {FASTEST} times")
    return speed


def deliver(state: State, command: DeliverInject, _: Actor) -> Decided:
    """Let an inject reach the players; once."""
    exercise = exercise_of(state)
    inject = _scripted(exercise, command.inject)
    if inject.id in exercise.delivered:
        return ()
    if inject.id in exercise.skipped and not command.by_hand:
        return ()
    if not exercise.started_at:
        raise Refused("the exercise has not started yet")
    return (_delivered(inject, by_hand=command.by_hand),)


def add(state: State, command: AddInject, _: Actor) -> Decided:
    """Let something reach the players that is not in the script."""
    exercise = exercise_of(state)
    if command.channel not in CHANNELS:
        raise Refused(f"choose one of: {', '.join(CHANNELS)}")
    if not exercise.started_at:
        raise Refused("the exercise has not started yet")
    number = sum(name.startswith("added-") for name in exercise.delivered) + 1
    inject = Inject(
        id=f"added-{number}",
        sender=entered.needed(command.sender, "who it is from"),
        channel=command.channel,  # type: ignore[arg-type]
        text=entered.needed(command.text, "what it says"),
        subject=entered.text(command.subject, "the subject").strip(),
        to=entered.text(command.to, "whom it reaches").strip() or "the team",
    )
    return (_delivered(inject, by_hand=True),)


def _delivered(inject: Inject, *, by_hand: bool) -> NewEvent:
    body: dict[str, Any] = {
        "inject": inject.id,
        "from": inject.sender,
        "to": inject.to,
        "channel": inject.channel,
        "subject": inject.subject,
        "text": inject.text,
    }
    if by_hand:
        body["by_hand"] = True
    return NewEvent(kinds.INJECT_DELIVERED, body)


def skip(state: State, command: SkipInject, _: Actor) -> Decided:
    """Leave an inject out."""
    exercise = exercise_of(state)
    inject = _scripted(exercise, command.inject)
    if inject.id in exercise.delivered:
        raise Refused("this inject was delivered already")
    if inject.id in exercise.skipped:
        return ()
    reason = entered.reason(command.reason, "a reason for leaving this inject out")
    return (NewEvent(kinds.INJECT_SKIPPED, {"inject": inject.id, "reason": reason}),)


def answer(state: State, command: AnswerInject, _: Actor) -> Decided:
    """Tie what was done to the inject that it answers."""
    exercise = exercise_of(state)
    if command.inject not in exercise.delivered:
        raise Refused("this inject has not reached the players")
    if command.response not in RESPONSES:
        raise Refused(f"an inject is answered with one of: {', '.join(RESPONSES)}")
    text = entered.text(command.text, "the answer").strip()
    if not command.event and not text:
        raise Refused("say what answers it")
    if not 0 <= command.event <= state.seq:
        raise Refused("there is no such event on the record")
    return (answered(exercise, command.inject, command.response, command.event, text),)


def answered(
    exercise: Exercise, inject: str, response: str, event: int, text: str = ""
) -> NewEvent:
    """Give the event that ties what was done to a delivered inject.

    Args:
        exercise: where the exercise stands.
        inject: the id of the inject.
        response: which kind of response it is.
        event: the number of the event that answers; 0 where words alone do.
        text: the answer in words.
    """
    body = {
        "inject": inject,
        "from": exercise.delivered[inject].inject.sender,
        "response": response,
        "event": event,
        "text": text,
    }
    return NewEvent(kinds.INJECT_ANSWERED, body)


def remark(state: State, command: RemarkOnExercise, _: Actor) -> Decided:
    """Keep a facilitator's note; players do not see it."""
    exercise = exercise_of(state)
    if command.inject and command.inject not in exercise.delivered:
        _scripted(exercise, command.inject)
    if command.grade and command.grade not in GRADES:
        raise Refused(f"a grade is one of: {', '.join(GRADES)}")
    text = entered.text(command.text, "the note").strip()
    if not text and not command.grade:
        raise Refused("write a note, or give a grade")
    body = {"text": text, "inject": command.inject, "grade": command.grade}
    return (NewEvent(kinds.EXERCISE_REMARKED, body),)


def overrule(state: State, command: OverruleRating, _: Actor) -> Decided:
    """Set a rating in place of the computed one."""
    exercise = exercise_of(state)
    if all(objective.id != command.objective for objective in exercise.scenario.objective):
        raise Refused(f'the scenario has no objective "{command.objective}"')
    if command.grade not in GRADES:
        raise Refused(f"a grade is one of: {', '.join(GRADES)}")
    reason = entered.reason(command.reason, "a reason for the other rating")
    body = {"objective": command.objective, "grade": command.grade, "reason": reason}
    return (NewEvent(kinds.RATING_OVERRULED, body),)


def say(state: State, command: SayAtHotWash, _: Actor) -> Decided:
    """Keep what a player says at the hot wash."""
    exercise_of(state)
    question = entered.needed(command.question, "the question")
    text = entered.needed(command.text, "the answer")
    return (NewEvent(kinds.HOT_WASH_SAID, {"question": question, "text": text}),)


def _scripted(exercise: Exercise, inject_id: str) -> Inject:
    inject = exercise.scenario.inject_named(inject_id)
    if inject is None:
        raise Refused(f'the scenario has no inject "{inject_id}"')
    return inject


_DECISIONS: Final[dict[type, Callable[[State, Any, Actor], Decided]]] = {
    CheckCommunications: check_communications,
    PaceExercise: pace,
    DeliverInject: deliver,
    AddInject: add,
    SkipInject: skip,
    AnswerInject: answer,
    RemarkOnExercise: remark,
    OverruleRating: overrule,
    SayAtHotWash: say,
}
