"""The frame of the caveats: every count is read in full, whatever the width."""

import pytest

from tests.tui.conftest import Walking
from tests.tui.harness import SMALL, WIDE


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
