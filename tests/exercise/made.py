"""A small scenario over the small playbook, and exercises to try things on."""

from pathlib import Path
from typing import Any

import msgspec

from breachplay.playbook.scenario import Scenario
from breachplay.record.commands import OpenRun
from breachplay.record.commands_exercise import CheckCommunications, PaceExercise
from breachplay.record.session import Session
from breachplay.record.store import Store
from breachplay.record.when import stamp
from tests.record.helpers import COMMUNICATOR, FrozenClock, open_command

SCRIPT: dict[str, Any] = {
    "format": 1,
    "id": "small-exercise",
    "title": "Small exercise",
    "summary": "A scenario for tests.",
    "audience": "whoever tests",
    "playbook": "small.toml",
    "length": "60m",
    "begins": "08:40",
    "background": "It is a morning like any other.",
    "check": {"text": "This is an exercise.", "ask": ["Everybody hears this", "It says EXERCISE"]},
    "objective": [
        {
            "id": "first-word",
            "title": "Say something within 20 minutes",
            "evidence": [{"kind": "answered", "of": "mention", "needed": True}],
        },
        {
            "id": "no-number",
            "title": "No number before it is confirmed",
            "evidence": [{"kind": "held", "of": "people_affected"}],
        },
    ],
    "inject": [
        {
            "id": "mention",
            "from": "@sample_researcher",
            "channel": "tweet",
            "text": "@AcmeHelp is this your data?",
            "at": "0m",
            "expect": [
                {
                    "says": "Acknowledge.",
                    "response": ["post", "reply"],
                    "within": "20m",
                    "if_not": "louder",
                }
            ],
        },
        {
            "id": "louder",
            "from": "@sample_researcher",
            "channel": "tweet",
            "text": "Hello? Anybody?",
        },
        {
            "id": "calls",
            "from": "Support lead",
            "channel": "call",
            "text": "We have 14 calls.",
            "at": "6m",
            "expect": [
                {
                    "says": "Tell support what to say.",
                    "response": ["item", "note"],
                    "of": "acknowledge/asked",
                    "within": "10m",
                }
            ],
        },
        {
            "id": "thanks",
            "from": "@sample_researcher",
            "channel": "tweet",
            "text": "Thank you for answering.",
            "after": "answered:mention+5m",
        },
        {
            "id": "day-after",
            "from": "Legal",
            "channel": "mail",
            "subject": "Numbers",
            "text": "The count is 310,000.",
            "at": "22h",
        },
    ],
    "truth": [
        {
            "fact": "people_affected",
            "value": "310,000",
            "status": "confirmed",
            "source": "Legal",
            "by": "day-after",
        }
    ],
    "hot_wash": ["What went well?"],
}


def small_scenario() -> Scenario:
    return msgspec.convert(SCRIPT, Scenario)


def exercise_command(clock: FrozenClock, *, seed: int = 0, speed: int = 1) -> OpenRun:
    """Begin the small exercise; its clock shows first what the real one shows."""
    return msgspec.structs.replace(
        open_command("exercise"),
        title="Small exercise",
        scenario=SCRIPT,
        begins_at=stamp(clock.now()),
        seed=seed,
        speed=speed,
    )


def begun(
    folder: Path,
    clock: FrozenClock,
    *,
    seed: int = 0,
    speed: int = 1,
    packs: tuple[dict[str, Any], ...] = (),
) -> Session:
    """Begin the exercise, the communications check not done yet."""
    command = msgspec.structs.replace(exercise_command(clock, seed=seed, speed=speed), packs=packs)
    return Session.begin(Store(folder), command, COMMUNICATOR, clock)


def started(folder: Path, clock: FrozenClock, *, seed: int = 0, speed: int = 1) -> Session:
    """Begin the exercise and start its clock."""
    session = begun(folder, clock, seed=seed, speed=speed)
    session.submit(CheckCommunications(("Everybody hears this", "It says EXERCISE")))
    session.submit(PaceExercise("start"))
    return session
