"""The JSON Schema: sound, described, and of one mind with the models."""

from pathlib import Path
from typing import Any

import pytest
import tomli
from jsonschema import Draft202012Validator

from breachplay.playbook.find import scenarios_folder, shipped_folder
from breachplay.playbook.new import new_text, profile_text
from breachplay.playbook.profile import SAMPLE
from breachplay.playbook.rule import CHECKS
from breachplay.playbook.scenario import CHANNELS, EVIDENCE, RESPONSES
from breachplay.playbook.schema import DIALECT, MODELS, NOUNS, schema
from breachplay.playbook.script import ACTIONS

from .samples import PLAYBOOK, PROFILE

SCRIPTS = Path(__file__).parents[1] / "exercise" / "scripts"


@pytest.mark.parametrize("kind", MODELS)
def test_the_schema_is_sound_and_tells_an_editor_everything(kind: str) -> None:
    made = schema(kind)
    Draft202012Validator.check_schema(made)
    assert made["$schema"] == DIALECT
    assert made["title"] == f"breachplay {kind}"
    for table in (made, *made["$defs"].values()):
        assert table["additionalProperties"] is False
        assert table["description"]
        for name, entry in table["properties"].items():
            assert entry.get("description"), f"{name} has no description"
            assert "anyOf" not in entry


def test_there_is_no_schema_of_what_is_no_kind() -> None:
    with pytest.raises(LookupError, match='no schema "poem"; there are: playbook, pack'):
        schema("poem")
    assert NOUNS.keys() == MODELS.keys()


def test_an_editor_is_offered_the_checks_and_the_milestones() -> None:
    assert schema("pack")["$defs"]["CaveatRule"]["properties"]["check"]["enum"] == list(CHECKS)
    assert "aware" in schema("playbook")["$defs"]["ClockEntry"]["properties"]["starts"]["enum"]


def test_an_editor_is_offered_the_channels_the_responses_and_the_kinds_of_evidence() -> None:
    tables = schema("scenario")["$defs"]
    assert tables["Inject"]["properties"]["channel"]["enum"] == sorted(CHANNELS)
    assert set(tables["Expectation"]["properties"]["response"]["items"]["enum"]) == set(RESPONSES)
    assert set(tables["Evidence"]["properties"]["kind"]["enum"]) == set(EVIDENCE)
    assert set(schema("script")["$defs"]["Step"]["properties"]) >= set(ACTIONS)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("playbook", PLAYBOOK),
        ("playbook", new_text("playbook", "a")),
        ("pack", new_text("pack", "a")),
        ("profile", PROFILE),
        ("profile", profile_text(SAMPLE)),
        *(("playbook", path.read_text()) for path in sorted(shipped_folder().glob("*.toml"))),
        ("clocks", (shipped_folder() / "clocks" / "clocks.toml").read_text()),
        ("scenario", new_text("scenario", "a")),
        *(("scenario", path.read_text()) for path in sorted(scenarios_folder().glob("*.toml"))),
        ("script", new_text("script", "a")),
        *(("script", path.read_text()) for path in sorted(SCRIPTS.glob("*.toml"))),
    ],
)
def test_our_files_fit_it(kind: str, text: str) -> None:
    document: dict[str, Any] = tomli.loads(text)
    assert [
        error.message for error in Draft202012Validator(schema(kind)).iter_errors(document)
    ] == []
