"""The state of an exercise, from the events about it."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from msgspec.structs import replace

from breachplay.playbook.scenario import Inject, Scenario
from breachplay.record import events as kinds
from breachplay.record.embedded import embedded
from breachplay.record.events import Event
from breachplay.record.exercise import (
    Answer,
    Delivered,
    Exercise,
    Overruled,
    Remark,
    Said,
    Skipped,
)
from breachplay.record.pacing import Pace
from breachplay.record.state import State
from breachplay.record.when import parse_stamp

Changed = Mapping[str, Any]


def begun(event: Event) -> Exercise | None:
    """Give the exercise that an opening event begins; None for an incident."""
    scenario = event.body.get("scenario")
    if event.body["mode"] != "exercise" or scenario is None:
        return None
    begins = event.exercise_at or event.at
    return Exercise(
        scenario=embedded(scenario, Scenario),
        seed=event.body.get("seed", 0),
        begins_at=begins,
        pace=Pace(event.at, begins, speed=event.body.get("speed", 1)),
    )


def _changed(exercise: Exercise, **changes: Any) -> Changed:
    return {"exercise": replace(exercise, **changes)}


def _checked(exercise: Exercise, event: Event) -> Changed:
    return _changed(exercise, checked=tuple(event.body["ticked"]))


def _paced(exercise: Exercise, event: Event) -> Changed:
    body = event.body
    reached = event.on_clock
    if body.get("to") and parse_stamp(body["to"]) > parse_stamp(reached):
        reached = body["to"]
    pace = Pace(event.at, reached, speed=body["speed"], paused=body["paused"])
    started = exercise.started_at or (event.at if body["way"] == "start" else "")
    return _changed(exercise, pace=pace, started_at=started)


def _delivered(exercise: Exercise, event: Event) -> Changed:
    body = event.body
    inject = exercise.scenario.inject_named(body["inject"]) or Inject(
        id=body["inject"],
        sender=body["from"],
        channel=body["channel"],
        text=body["text"],
        subject=body.get("subject", ""),
        to=body.get("to", ""),
    )
    one = Delivered(inject, event.on_clock, event.seq, body.get("by_hand", False))
    return _changed(exercise, delivered={**exercise.delivered, inject.id: one})


def _skipped(exercise: Exercise, event: Event) -> Changed:
    body = event.body
    one = Skipped(body["inject"], body["reason"], event.actor, event.on_clock)
    return _changed(exercise, skipped={**exercise.skipped, one.inject: one})


def _answered(exercise: Exercise, event: Event) -> Changed:
    body = event.body
    one = Answer(
        body["inject"],
        body["response"],
        body.get("event", 0),
        body.get("text", ""),
        event.actor,
        event.on_clock,
        event.seq,
    )
    return _changed(exercise, answers=(*exercise.answers, one))


def _remarked(exercise: Exercise, event: Event) -> Changed:
    body = event.body
    one = Remark(
        body["text"],
        body.get("inject", ""),
        body.get("grade", ""),
        event.actor,
        event.on_clock,
        event.seq,
    )
    return _changed(exercise, remarks=(*exercise.remarks, one))


def _overruled(exercise: Exercise, event: Event) -> Changed:
    body = event.body
    one = Overruled(body["objective"], body["grade"], body["reason"], event.actor, event.at)
    return _changed(exercise, overruled={**exercise.overruled, one.objective: one})


def _said(exercise: Exercise, event: Event) -> Changed:
    body = event.body
    one = Said(body["question"], body["text"], event.actor, event.at, event.seq)
    return _changed(exercise, hot_wash=(*exercise.hot_wash, one))


def _in_exercise(
    change: Callable[[Exercise, Event], Changed],
) -> Callable[[State, Event], Changed]:
    def changed(state: State, event: Event) -> Changed:
        return {} if state.exercise is None else change(state.exercise, event)

    return changed


CHANGES: Final[Mapping[str, Callable[[State, Event], Changed]]] = {
    kinds.COMMUNICATIONS_CHECKED: _in_exercise(_checked),
    kinds.EXERCISE_PACED: _in_exercise(_paced),
    kinds.INJECT_DELIVERED: _in_exercise(_delivered),
    kinds.INJECT_SKIPPED: _in_exercise(_skipped),
    kinds.INJECT_ANSWERED: _in_exercise(_answered),
    kinds.EXERCISE_REMARKED: _in_exercise(_remarked),
    kinds.RATING_OVERRULED: _in_exercise(_overruled),
    kinds.HOT_WASH_SAID: _in_exercise(_said),
}
