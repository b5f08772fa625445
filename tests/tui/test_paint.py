"""How lengths of time are said in words."""

from datetime import timedelta

import pytest

from breachplay.tui.paint import overdue


class TestOverdue:
    """Late is said in units: `12:30` beside a time of day would be read as hours."""

    @pytest.mark.parametrize(
        ("seconds", "said"),
        [
            (6, "due now"),
            (60, "overdue by 1 min"),
            (805, "overdue by 13 min"),
            (3 * 3600 + 300, "overdue by 3 h 05"),
        ],
    )
    def test_in_units(self, seconds: int, said: str) -> None:
        assert overdue(timedelta(seconds=seconds)) == said
