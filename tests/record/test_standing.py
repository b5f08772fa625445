"""How lengths of time are said in words."""

from datetime import UTC, datetime, timedelta

import pytest

from breachplay.record.standing import Standing, in_words, overdue


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

    def test_a_clock_that_ends_now(self) -> None:
        ends = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
        clock = Standing(id="dpa", title="Tell the regulator", status="overdue", deadline=ends)
        assert in_words(clock, ends + timedelta(seconds=20)) == "due now"
        assert in_words(clock, ends + timedelta(minutes=3)) == "overdue by 3 min"
