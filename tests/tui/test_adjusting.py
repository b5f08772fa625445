"""A stop that the playbook or profile switched off is told on the screen."""

from typing import Any

from tests.tui.conftest import Walking
from tests.tui.harness import PLAYBOOK

OFF: dict[str, Any] = {
    **PLAYBOOK,
    "adjust": [
        {"id": "absolute-assurance", "severity": "off", "reason": "Counsel words it."},
        {"id": "shouting", "severity": "off", "reason": "Our style."},
    ],
}


async def test_a_stop_that_is_off_is_named_with_its_reason(walk: Walking) -> None:
    async with walk(playbook=OFF) as person:
        await person.write("Your data is safe. Help: {contact_page} More by 18:00 UTC.")
        await person.see("Stops switched off: absolute-assurance by the playbook")
        await person.see("Counsel words it.")
        await person.gone("Our style")


async def test_without_adjustments_nothing_is_said_of_it(walk: Walking) -> None:
    async with walk() as person:
        await person.write("Your data is safe.")
        await person.see("STOP")
        await person.gone("Stops switched off")
