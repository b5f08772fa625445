"""Reading playbooks, profiles, rule packs and clock libraries: a typed value, or every fault.

The usual way is short: parse, decode, look at the meaning. Only when something is wrong are the
schema, the positions and the words for it brought in.
"""

import os
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from breachplay.playbook.clock import ClockLibrary
from breachplay.playbook.document import parse, read_text
from breachplay.playbook.faults import Fault, Faulty, Problem
from breachplay.playbook.meaning import clock_list_problems, playbook_problems, too_many_entries
from breachplay.playbook.meaning_approval import playbook_approval_problems
from breachplay.playbook.meaning_profile import profile_problems
from breachplay.playbook.meaning_rule import rule_problems
from breachplay.playbook.model import Playbook
from breachplay.playbook.profile import Profile
from breachplay.playbook.rule import RulePack
from breachplay.playbook.surprises import escapes_hidden, hidden_in

if TYPE_CHECKING:
    from breachplay.playbook.scenario import Scenario
    from breachplay.playbook.script import Script

__all__ = [
    "Fault",
    "Faulty",
    "decode",
    "decode_playbook",
    "read_clocks",
    "read_pack",
    "read_playbook",
    "read_profile",
    "read_scenario",
    "read_script",
]

Model = TypeVar("Model", bound=msgspec.Struct)
Name = str | os.PathLike[str]


def read_playbook(path: Name) -> Playbook:
    """Read a playbook.

    Raises:
        Faulty: with everything that is wrong with the file.
    """
    return decode_playbook(read_text(path), os.fspath(path))


def read_profile(path: Name) -> Profile:
    """Read a profile. Raises `Faulty` like `read_playbook`."""
    return _decode("profile", Profile, read_text(path), os.fspath(path))


def read_pack(path: Name) -> RulePack:
    """Read a rule pack. Raises `Faulty` like `read_playbook`."""
    return _decode("pack", RulePack, read_text(path), os.fspath(path))


def read_clocks(path: Name) -> ClockLibrary:
    """Read a clock library. Raises `Faulty` like `read_playbook`."""
    return _decode("clocks", ClockLibrary, read_text(path), os.fspath(path))


def read_scenario(path: Name) -> "Scenario":
    """Read a scenario. Raises `Faulty` like `read_playbook`."""
    from breachplay.playbook.scenario import Scenario  # noqa: PLC0415 - exercises only

    return _decode("scenario", Scenario, read_text(path), os.fspath(path))


def read_script(path: Name) -> "Script":
    """Read a script of an exercise. Raises `Faulty` like `read_playbook`."""
    from breachplay.playbook.script import Script  # noqa: PLC0415 - exercises only

    return _decode("script", Script, read_text(path), os.fspath(path))


def decode_playbook(text: str, path: str) -> Playbook:
    """Give the playbook that a text holds; `path` is what faults call the file.

    Raises:
        Faulty: with everything that is wrong with the text.
    """
    return _decode("playbook", Playbook, text, path)


def _decode(kind: str, model: type[Model], text: str, path: str) -> Model:
    return decode(kind, model, parse(text, path), text, path)


def decode(
    kind: str,
    model: type[Model],
    document: dict[str, Any],
    text: str,
    path: str,
    *,
    patterns: bool = False,
) -> Model:
    """Decode a parsed document, checking its meaning too; with `patterns`, every pattern as well.

    Raises:
        Faulty: with everything that is wrong.
    """
    failure: msgspec.ValidationError | None = None
    problems: list[Problem] = []
    decoded: Model | None = None
    limit = too_many_entries(document)
    if limit is None:
        try:
            decoded = msgspec.convert(document, model)
        except msgspec.ValidationError as error:
            failure = error
        if decoded is not None:
            problems = meaning_problems(kind, document, path, patterns=patterns)
    hidden = hidden_in(text) or ("\\" in text and decoded is not None and escapes_hidden(document))
    if decoded is not None and not problems and not hidden:
        return decoded
    from breachplay.playbook.gather import gather  # noqa: PLC0415 - for faulty files only

    raise Faulty(gather(kind, document, text, path, failure=failure, patterns=patterns))


def meaning_problems(
    kind: str, document: dict[str, Any], path: str, *, patterns: bool = False
) -> list[Problem]:
    """Give everything wrong with the meaning of a document that is not too large.

    `path` is the file's; a scenario's playbook may lie beside it.
    """
    if kind == "scenario":
        from breachplay.playbook.meaning_scenario import (  # noqa: PLC0415 - exercises only
            scenario_problems,
        )

        return list(scenario_problems(document, path))
    if kind == "script":
        from breachplay.playbook.meaning_script import (  # noqa: PLC0415 - exercises only
            script_problems,
        )

        return list(script_problems(document, path))
    if kind == "profile":
        return list(profile_problems(document))
    problems = list(rule_problems(document, patterns=patterns))
    if kind == "clocks":
        problems += clock_list_problems(document, shipped=True, patterns=patterns)
    if kind == "playbook":
        problems += playbook_problems(document)
        problems += playbook_approval_problems(document)
    return problems
