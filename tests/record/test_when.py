"""Moments as people enter them, in the zone where they are."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachplay.record.when import parse_stamp, parse_when, stamp

NOW = datetime(2026, 11, 24, 2, 10, 30, tzinfo=UTC)
"""03:10:30 in Berlin."""


@pytest.mark.parametrize(
    ("entered", "kept"),
    [
        ("", "2026-11-24T03:10:30+01:00"),
        ("now", "2026-11-24T03:10:30+01:00"),
        ("  NOW ", "2026-11-24T03:10:30+01:00"),
        ("03:10", "2026-11-24T03:10+01:00"),
        ("3:10", "2026-11-24T03:10+01:00"),
        ("06:11", "2026-11-23T06:11+01:00"),
        ("14:02", "2026-11-23T14:02+01:00"),
        ("14:02:03", "2026-11-23T14:02:03+01:00"),
        ("yesterday 23:10", "2026-11-23T23:10+01:00"),
        ("today 01:00", "2026-11-24T01:00+01:00"),
        ("2026-11-24 01:35", "2026-11-24T01:35+01:00"),
        ("2026-11-24T01:35", "2026-11-24T01:35+01:00"),
        ("01:35 UTC", "2026-11-24T01:35+00:00"),
        ("01:35Z", "2026-11-24T01:35+00:00"),
        ("2026-11-24T01:35+01:00", "2026-11-24T01:35+01:00"),
        ("2026-11-24T01:35:10.250Z", "2026-11-24T01:35:10+00:00"),
        ("2026-11-24 01:35 -0500", None),
        ("2026-11-23 20:35 -0500", "2026-11-23T20:35-05:00"),
        ("20m ago", "2026-11-24T02:50:30+01:00"),
        ("20 minutes ago", "2026-11-24T02:50:30+01:00"),
        ("1h30m ago", "2026-11-24T01:40:30+01:00"),
        ("2 days ago", "2026-11-22T03:10:30+01:00"),
    ],
)
def test_what_people_enter(entered: str, kept: str | None) -> None:
    if kept is None:
        with pytest.raises(ValueError, match="still to come"):
            parse_when(entered, NOW, "Europe/Berlin")
        return
    assert parse_when(entered, NOW, "Europe/Berlin") == kept
    assert parse_stamp(kept) <= NOW


@pytest.mark.parametrize(
    "entered",
    ["soon", "25:00", "12:60", "2026-02-30 10:00", "24.11.2026 10:00", "11/24 10:00", "0210",
     "2027-01-01 10:00", "today 09:00", "99999999999999d ago", "9999999d ago", "5 parsecs ago",
     "01:35 +99:00", "0001-01-01 00:00 +14:00", "9999-12-31 23:59 -14:00", "٠١:٣٥", "\x1b[31m",
     "9" * 5000, "-5m ago"],
)  # fmt: skip
def test_what_is_no_time_is_said_plainly(entered: str) -> None:
    with pytest.raises(ValueError, match=r"^\".*\"") as caught:
        parse_when(entered, NOW, "Europe/Berlin")
    assert str(caught.value).isprintable()


def test_a_zone_that_is_not_there() -> None:
    for zone in ("Europe/Atlantis", "../../etc/passwd", "", "\0"):
        with pytest.raises(ValueError, match="time zone"):
            parse_when("", NOW, zone)


def test_the_hour_that_comes_twice_is_the_last_one() -> None:
    after = datetime(2026, 10, 25, 3, 0, tzinfo=UTC)
    between = datetime(2026, 10, 25, 1, 15, tzinfo=UTC)
    assert parse_when("02:30", after, "Europe/Berlin") == "2026-10-25T02:30+01:00"
    assert parse_when("02:30", between, "Europe/Berlin") == "2026-10-25T02:30+02:00"
    assert parse_when("02:30 +02:00", after, "Europe/Berlin") == "2026-10-25T02:30+02:00"


@pytest.mark.parametrize("entered", ["03:11", "06:10", "02:11 UTC"])
def test_a_time_a_little_ahead_is_a_slip_and_not_yesterday(entered: str) -> None:
    with pytest.raises(ValueError, match='still to come today: write "yesterday'):
        parse_when(entered, NOW, "Europe/Berlin")


def test_the_hour_that_never_comes() -> None:
    later = datetime(2026, 3, 29, 8, 0, tzinfo=UTC)
    with pytest.raises(ValueError, match="never was"):
        parse_when("02:30", later, "Europe/Berlin")
    before = datetime(2026, 3, 29, 0, 0, tzinfo=UTC)
    assert parse_when("02:30", before, "Europe/Berlin") == "2026-03-28T02:30+01:00"


@given(st.datetimes(datetime(1900, 1, 1), datetime(2999, 1, 1)))
def test_a_stamp_is_read_back_to_the_millisecond(moment: datetime) -> None:
    aware = moment.replace(tzinfo=UTC)
    text = stamp(aware)
    assert len(text) == 24
    assert timedelta(0) <= aware - parse_stamp(text) < timedelta(milliseconds=1)


@given(
    st.datetimes(datetime(1971, 1, 1), datetime(2037, 1, 1)),
    st.integers(0, 23),
    st.integers(0, 59),
    st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Apia"]),
)
def test_a_time_of_day_is_the_last_such_time(
    moment: datetime, hour: int, minute: int, zone: str
) -> None:
    now = moment.replace(tzinfo=UTC)
    try:
        kept = parse_when(f"{hour}:{minute:02}", now, zone)
    except ValueError as caught:
        refusal = str(caught)
    else:
        refusal = ""
    if refusal:
        assert "never was" in refusal or "still to come" in refusal
        return
    assert f"T{hour:02}:{minute:02}" in kept
    assert timedelta(0) <= now - parse_stamp(kept) <= timedelta(hours=49)


@pytest.mark.parametrize(
    "text",
    ["", "x", "2026-11-24", "2026-11-24T02:10:00", "9999-12-31T23:59-14:00", "9999-01-01T00:00Z"],
)
def test_what_is_no_stamp(text: str) -> None:
    with pytest.raises(ValueError, match="offset from UTC"):
        parse_stamp(text)
