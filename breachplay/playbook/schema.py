"""JSON Schema for editors, and for explaining faults, made from the models themselves."""

from typing import Any, Final, get_args

import msgspec

from breachplay.playbook.clock import ClockLibrary
from breachplay.playbook.model import Playbook
from breachplay.playbook.profile import Profile
from breachplay.playbook.rule import CHECKS, RulePack
from breachplay.playbook.scenario import Scenario
from breachplay.playbook.script import Script
from breachplay.playbook.words import NetworkId

MODELS: Final[dict[str, type[msgspec.Struct]]] = {
    "playbook": Playbook,
    "pack": RulePack,
    "profile": Profile,
    "clocks": ClockLibrary,
    "scenario": Scenario,
    "script": Script,
}
"""The kinds of file that are read here."""

NOUNS: Final = {
    "playbook": "the playbook",
    "pack": "the rule pack",
    "profile": "the profile",
    "clocks": "the clock library",
    "scenario": "the scenario",
    "script": "the script",
}
"""What messages call a file of each kind."""

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def schema(kind: str) -> dict[str, Any]:
    """Give the JSON Schema (draft 2020-12) of a kind of file: a key of `MODELS`.

    Raises:
        LookupError: when there is no such kind, with a sentence that says which there are.
    """
    if kind not in MODELS:
        raise LookupError(f'no schema "{kind}"; there are: {", ".join(MODELS)}')
    made = msgspec.json.schema(MODELS[kind])
    definitions = made["$defs"]
    top = definitions.pop(MODELS[kind].__name__)
    whole = {
        "$schema": DIALECT,
        "title": f"breachplay {kind}",
        **{key: value for key, value in top.items() if key != "title"},
        "$defs": definitions,
    }
    if "CaveatRule" in definitions:
        definitions["CaveatRule"]["properties"]["check"]["enum"] = list(CHECKS)
    if kind == "profile":  # msgspec's schema leaves out which words a key may be
        whole["properties"]["limits"]["propertyNames"] = {"enum": list(get_args(NetworkId))}
    for table in (whole, *definitions.values()):
        for name, entry in table["properties"].items():
            table["properties"][name] = _without_null(entry)
    return whole


def _without_null(entry: dict[str, Any]) -> dict[str, Any]:
    """Take out the null that stands for an optional key: TOML has none."""
    kept = dict(entry)
    if kept.get("default", "") in (None, "", [], {}):
        kept.pop("default", None)
    alternatives = kept.pop("anyOf", None)
    if alternatives is None:
        return kept
    (only,) = (one for one in alternatives if one != {"type": "null"})
    return {**kept, **only}
