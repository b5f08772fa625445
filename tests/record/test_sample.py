"""The sample organisation: its own contact routes may stand in a post."""

from typing import Any

import msgspec

from breachplay.caveats import default_packs
from breachplay.playbook.profile import SAMPLE
from breachplay.record.judging import judge
from tests.record.helpers import open_command, opened_state


def found(text: str) -> set[str]:
    packs: list[dict[str, Any]] = [msgspec.to_builtins(pack) for pack in default_packs()]
    command = msgspec.structs.replace(
        open_command(packs=packs),
        profile=msgspec.to_builtins(SAMPLE),
        sample_profile=True,
    )
    return {caveat.id for caveat in judge(opened_state(command), text).caveats}


def test_the_routes_of_the_sample_are_no_personal_data() -> None:
    assert "personal-data" not in found("Call us: {contact_phone}, or write to {contact_email}.")


def test_anybody_elses_are() -> None:
    assert "personal-data" in found("Call our colleague: +1 202-555-0199.")
