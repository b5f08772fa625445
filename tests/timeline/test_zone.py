"""Times in the organisation's zone and in UTC."""

from datetime import timedelta

import pytest

from breachplay.timeline.zone import between, instant, length, utc, zone_named


@pytest.mark.parametrize(
    ("zone", "at", "local"),
    [
        ("Europe/Berlin", "2026-03-29T00:59:59.000Z", "2026-03-29 01:59:59 CET"),
        ("Europe/Berlin", "2026-03-29T01:00:00.000Z", "2026-03-29 03:00:00 CEST"),
        ("Europe/Berlin", "2026-10-25T00:30:00.000Z", "2026-10-25 02:30:00 CEST"),
        ("Europe/Berlin", "2026-10-25T01:30:00.000Z", "2026-10-25 02:30:00 CET"),
        ("America/New_York", "2026-11-24T02:10:00.000Z", "2026-11-23 21:10:00 EST"),
        ("Asia/Kathmandu", "2026-11-24T02:10:00.000Z", "2026-11-24 07:55:00 UTC+0545"),
        ("UTC", "2026-11-24T02:10:00.000Z", "2026-11-24 02:10:00 UTC"),
    ],
)
def test_summer_time_and_abbreviations(zone: str, at: str, local: str) -> None:
    assert zone_named(zone).local(at) == local


@pytest.mark.parametrize("name", ["Mars/Olympus", "../../etc/passwd", "", "a\0b", "/etc/passwd"])
def test_a_zone_that_is_none_is_utc_and_says_so(name: str) -> None:
    zone = zone_named(name)
    assert not zone.known
    assert zone.local("2026-11-24T02:10:00.000Z") == "2026-11-24 02:10:00 UTC"


@pytest.mark.parametrize(
    "stamp", ["", "soon", "2026-11-24", "9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+14:00"]
)
def test_what_is_no_time_is_shown_as_it_stands(stamp: str) -> None:
    assert instant(stamp) is None
    assert zone_named("Europe/Berlin").both(stamp) == stamp
    assert utc(stamp) == stamp


def test_a_time_at_the_end_of_time_does_not_fail() -> None:
    assert zone_named("Asia/Tokyo").local("9999-12-31T23:59:59Z") == "9999-12-31T23:59:59Z"


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(seconds=12), "12 s"),
        (timedelta(minutes=38, seconds=5), "38 min"),
        (timedelta(hours=1, minutes=2), "1 h 02 min"),
        (timedelta(days=3, hours=4), "3 d 4 h"),
        (-timedelta(hours=2), "2 h 00 min"),
    ],
)
def test_lengths_in_words(span: timedelta, words: str) -> None:
    assert length(span) == words


@pytest.mark.parametrize(
    ("at", "both"),
    [
        ("2026-11-24T02:10:00.000Z", "2026-11-24 03:10:00 CET (02:10:00 UTC)"),
        ("2026-11-23T23:30:00.000Z", "2026-11-24 00:30:00 CET (2026-11-23 23:30:00 UTC)"),
    ],
)
def test_the_day_in_utc_is_told_where_it_is_another(at: str, both: str) -> None:
    assert zone_named("Europe/Berlin").both(at) == both


def test_between_across_zones() -> None:
    span = between("2026-03-29T01:35:00+01:00", "2026-03-29T01:00:00.000Z")
    assert span == timedelta(minutes=25)
