"""The caveats: every count is read in full, and those of the words are in sight."""

import pytest

from breachplay.tui.widgets.caveats import CaveatList
from tests.tui.conftest import Walking
from tests.tui.harness import SMALL, WIDE
from tests.tui.test_approvals import ASKS


class TestFrame:
    """Where the name and the counts do not fit together, the counts stay."""

    @pytest.mark.parametrize("size", [SMALL, WIDE])
    async def test_no_count_is_cut_off(self, walk: Walking, size: tuple[int, int]) -> None:
        async with walk(size=size) as person:
            await person.press("2")
            await person.write(
                "Nothing was stolen. Only a small number of accounts may be hit. "
                "We take your security seriously."
            )
            await person.see("■ STOP")
            pane = person.walk.query_one("#caveats")
            title = str(pane.border_title)
            assert "warn" in title
            assert "missing" in title
            assert "stop" in title
            assert "Caveats" not in title
            assert len(title) + 4 <= pane.outer_size.width


FLAWED = (
    "We are investigating a breach. About 120,000 people are affected in {service}, it was human "
    "error. Next update by 5pm."
)
"""What is said here is wrong; and around it items are open, and nobody approved."""


class TestOrder:
    """Stops come first; among them, and among warnings, what is wrong with the words."""

    @pytest.mark.parametrize("size", [SMALL, WIDE])
    async def test_those_of_the_words_are_in_sight_in_an_early_draft(
        self, walk: Walking, size: tuple[int, int]
    ) -> None:
        async with walk(size=size, profile=ASKS) as person:
            await person.fill_in(FLAWED)
            await person.see(
                '■ STOP "{service}" is still to be filled in.',
                "Fill it in, or take the sentence out until it is known.",
            )
            await person.press("4")
            await person.see(
                "■ STOP 2 required items are still open.",
                "■ STOP Nobody has approved this text",
                '▲ WARN No fact holds the figure "120,000".',
                "▲ WARN This puts the blame on somebody",
            )
            rows = person.text
            assert rows.index("is still to be") < rows.index("items are still open")
            assert rows.index("items are still open") < rows.index("▲ WARN")
            assert not person.shows("Do them, or skip each")

    async def test_one_around_the_words_is_read_in_full_under_the_cursor(
        self, walk: Walking
    ) -> None:
        async with walk(profile=ASKS) as person:
            await person.fill_in(FLAWED)
            person.walk.query_one(CaveatList).focus()
            await person.press("home", "down")
            await person.see("Do them, or skip each with a reason that goes on the record.")
            await person.press("down")
            await person.gone("Do them, or skip each")
            await person.see("Nobody has approved this text yet.", "Press A: ask for approval")
            await person.press("enter")
            await person.asked("Ask for approval")
