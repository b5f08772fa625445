"""When periods end, held against calendars worked out by hand."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachplay.record.reckoning import ends


def at(text: str) -> datetime:
    """Read a moment as people write it, with its zone: `2026-11-24 02:35 Europe/Berlin`."""
    when, _, zone = text.rpartition(" ")
    return datetime.fromisoformat(when).replace(tzinfo=ZoneInfo(zone))


class TestHours:
    @pytest.mark.parametrize(
        ("start", "end"),
        [
            ("2026-11-24 02:35 Europe/Berlin", "2026-11-27 02:35 Europe/Berlin"),
            # Clocks go back on 25 October 2026 at 03:00, and forward on 29 March 2026 at 02:00.
            ("2026-10-24 12:00 Europe/Berlin", "2026-10-27 11:00 Europe/Berlin"),
            ("2026-03-28 12:00 Europe/Berlin", "2026-03-31 13:00 Europe/Berlin"),
            ("2028-02-28 23:00 UTC", "2028-03-02 23:00 UTC"),
        ],
    )
    def test_72_hours_are_72_real_hours(self, start: str, end: str) -> None:
        assert ends(at(start), "72 hours", zone="Europe/Berlin") == at(end)

    @given(st.datetimes(datetime(1950, 1, 1), datetime(2100, 1, 1)), st.integers(1, 9999))
    def test_hours_are_the_same_in_every_zone(self, start: datetime, hours: int) -> None:
        moment = start.replace(tzinfo=UTC)
        for zone in ("UTC", "America/New_York", "Asia/Kolkata", "Pacific/Apia"):
            assert ends(moment, f"{hours} hours", zone=zone) - moment == timedelta(hours=hours)

    def test_the_short_forms_of_older_playbooks(self) -> None:
        start = at("2026-11-24 02:35 UTC")
        assert ends(start, "72h") == ends(start, "72 hours")
        assert ends(start, "90m") == start + timedelta(minutes=90)
        assert ends(start, "30d") == ends(start, "30 calendar days") == ends(start, "30 days")


class TestDays:
    @pytest.mark.parametrize(
        ("start", "within", "zone", "last"),
        [
            ("2026-11-24 02:35 UTC", "30 days", "UTC", "2026-12-24"),
            ("2026-11-24 23:59 UTC", "30 days", "UTC", "2026-12-24"),
            ("2028-02-01 10:00 UTC", "30 days", "UTC", "2028-03-02"),
            ("2027-02-01 10:00 UTC", "30 days", "UTC", "2027-03-03"),
            ("2026-11-24 10:00 UTC", "3 calendar days", "UTC", "2026-11-27"),
            # It is the 23rd still in Los Angeles, and the 25th already in Singapore.
            ("2026-11-24 02:35 UTC", "30 days", "America/Los_Angeles", "2026-12-23"),
            ("2026-11-24 18:00 UTC", "3 days", "Asia/Singapore", "2026-11-28"),
            # A last day that is a Sunday stays: never later than the law's own count.
            ("2026-11-20 10:00 UTC", "30 days", "UTC", "2026-12-20"),
        ],
    )
    def test_they_end_with_the_last_second_of_the_last_day(
        self, start: str, within: str, zone: str, last: str
    ) -> None:
        assert ends(at(start), within, zone=zone) == at(f"{last} 23:59:59 {zone}")

    def test_a_day_in_which_the_clocks_change_has_23_or_25_hours(self) -> None:
        spring = ends(at("2026-03-28 12:00 Europe/Berlin"), "1 day", zone="Europe/Berlin")
        autumn = ends(at("2026-10-24 12:00 Europe/Berlin"), "1 day", zone="Europe/Berlin")
        assert spring == at("2026-03-29 23:59:59 Europe/Berlin")
        assert spring.hour == 21
        assert autumn == at("2026-10-25 23:59:59 Europe/Berlin")
        assert autumn.hour == 22

    @given(st.datetimes(datetime(1950, 1, 1), datetime(2100, 1, 1)), st.integers(1, 9999))
    def test_they_are_so_many_dates_later_and_never_shorter_than_the_hours(
        self, start: datetime, days: int
    ) -> None:
        zone = ZoneInfo("America/New_York")
        moment = start.replace(tzinfo=UTC)
        end = ends(moment, f"{days} days", zone="America/New_York")
        assert end.astimezone(zone).date() == moment.astimezone(zone).date() + timedelta(days=days)
        assert end > moment + timedelta(days=days, hours=-2)


class TestMonths:
    @pytest.mark.parametrize(
        ("start", "within", "last"),
        [
            ("2026-01-31", "1 month", "2026-02-28"),
            ("2028-01-31", "1 month", "2028-02-29"),
            ("2026-01-30", "1 month", "2026-02-28"),
            ("2026-02-28", "1 month", "2026-03-28"),
            ("2026-03-31", "1 month", "2026-04-30"),
            ("2026-12-24", "1 month", "2027-01-24"),
            ("2026-12-31", "2 months", "2027-02-28"),
            ("2028-02-29", "12 months", "2029-02-28"),
        ],
    )
    def test_they_end_on_the_same_date_or_the_last_of_the_month(
        self, start: str, within: str, last: str
    ) -> None:
        end = ends(at(f"{start} 09:00 Europe/Berlin"), within, zone="Europe/Berlin")
        assert end == at(f"{last} 23:59:59 Europe/Berlin")

    @given(st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.integers(1, 60))
    def test_they_end_in_the_month_so_many_later_and_on_no_later_date(
        self, start: date, months: int
    ) -> None:
        moment = datetime(start.year, start.month, start.day, 12, tzinfo=UTC)
        end = ends(moment, f"{months} months")
        assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
        assert end.day <= start.day
        assert end.day == start.day or (end + timedelta(seconds=1)).day == 1


class TestBusinessDays:
    @pytest.mark.parametrize(
        ("start", "last"),
        [
            ("2026-11-16 10:00", "2026-11-20"),  # Monday to Friday
            ("2026-11-20 10:00", "2026-11-27"),  # Friday; Thanksgiving is 26 November
            ("2026-11-23 10:00", "2026-11-30"),  # Thanksgiving, then a weekend
            ("2026-11-21 10:00", "2026-11-27"),  # a Saturday: Monday is the first day
            ("2026-12-22 10:00", "2026-12-29"),  # Christmas is a Friday
            ("2026-06-30 10:00", "2026-07-07"),  # 4 July is a Saturday, kept on Friday
            ("2027-12-29 10:00", "2028-01-05"),  # 1 January 2028 is a Saturday, kept on 31 Dec.
        ],
    )
    def test_four_in_the_united_states(self, start: str, last: str) -> None:
        end = ends(
            at(f"{start} America/New_York"),
            "4 business days",
            zone="America/New_York",
            country="US",
        )
        assert end == at(f"{last} 23:59:59 America/New_York")

    def test_they_end_at_the_hour_at_which_filings_end(self) -> None:
        end = ends(
            at("2026-11-23 10:00 America/New_York"),
            "4 business days",
            zone="America/New_York",
            country="US",
            until="17:30",
        )
        assert end == at("2026-11-30 17:30 America/New_York") == at("2026-11-30 22:30 UTC")

    def test_three_in_brazil_where_20_november_is_a_holiday(self) -> None:
        end = ends(
            at("2026-11-18 10:00 America/Sao_Paulo"),
            "3 business days",
            zone="America/Sao_Paulo",
            country="BR",
        )
        assert end == at("2026-11-24 23:59:59 America/Sao_Paulo")

    def test_the_weekend_is_that_of_the_country(self) -> None:
        # In Saudi Arabia, Friday and Saturday.
        end = ends(at("2026-11-18 10:00 UTC"), "2 business days", country="SA")
        assert end.date() == date(2026, 11, 22)

    def test_a_country_that_is_not_known_has_weekends_alone(self) -> None:
        end = ends(at("2026-11-23 10:00 UTC"), "4 business days", country="XX")
        assert end.date() == date(2026, 11, 27)

    @given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.integers(1, 30))
    def test_they_end_on_a_working_day_and_no_sooner_than_days_do(
        self, start: date, number: int
    ) -> None:
        moment = datetime(start.year, start.month, start.day, 12, tzinfo=UTC)
        end = ends(moment, f"{number} business days", country="US")
        assert end.weekday() < 5
        assert end >= ends(moment, f"{number} days")
        assert end <= ends(moment, f"{number * 2 + 7} days")


def test_what_no_calendar_holds_ends_far_away_and_never_breaks() -> None:
    for within in ("9999 days", "9999 months", "9999 business days", "9999 hours"):
        end = ends(datetime(9989, 12, 31, 23, 59, tzinfo=UTC), within, country="US")
        assert end.year >= 9989


def test_a_zone_that_is_not_there_is_utc() -> None:
    end = ends(at("2026-11-24 10:00 UTC"), "1 day", zone="Nowhere/Atlantis")
    assert end == at("2026-11-25 23:59:59 UTC")
