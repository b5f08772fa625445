"""Promises of a next update are read from a post, and nothing else is taken for one."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachplay.caveats.promises import next_promise, promises, time_said
from tests.steps import grows_with_the_text

NOW = datetime(2026, 11, 24, 16, 10, tzinfo=UTC)
"""A Tuesday; in Berlin it is 17:10."""
BERLIN = "Europe/Berlin"


def read(text: str, now: datetime = NOW, zone: str = BERLIN) -> str:
    """Give the promise of a text in UTC, a question mark after it where it is not sure."""
    found = next_promise(text, now, zone)
    if found is None:
        return ""
    return f"{found.due.astimezone(UTC):%d %H:%M}{'?' if found.doubt else ''}"


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Next update by 18:00 UTC", "24 18:00"),
        ("We will post again at 6pm CET", "24 17:00"),
        ("More by 20:00 (CET).", "24 19:00"),
        ("More here by 24 November, 18:00 UTC", "24 18:00"),
        ("We will tell you more in two hours.", "24 18:10"),
        ("We'll share what we know within the hour.", "24 17:10"),
        ("Next update tomorrow by 9:00", "25 08:00"),
        ("Updates every two hours.", "24 18:10"),
        ("An update will follow by noon.", "25 11:00?"),
        ("We will say more on Monday.", "30 22:59?"),
        ("By 18:00 UTC we will post again.", "24 18:00"),
        ("Next update: 18:00 UTC", "24 18:00"),
        ("We plan to share more details tomorrow morning.", "25 11:00?"),
        ("Expect an update at 6 p.m. ET.", "24 23:00"),
        ("We will be back with news no later than 19:30 UTC+2.", "24 17:30"),
        ("We do not know everything yet, and we will post again by 18:00 UTC.", "24 18:00"),
        ("You will hear from us by 18:00 UTC.", "24 18:00"),
        ("Next update: Wednesday 25 November 2026 at 09:00 CET", "25 08:00"),
        ("Next update by 14:00 UTC", "25 14:00?"),
        ("The next update comes at midnight.", "24 23:00"),
        ("Next update in 30 minutes", "24 16:40"),
        ("We will update this page again by 1800 UTC", "24 18:00"),
        ("We will keep you posted every hour.", "24 17:10"),
        ("Next update between 18:00 and 19:00 UTC", "24 19:00?"),
        ("Next update 18:00 UTC / 19:00 CET", "24 18:00"),
        ("Our update, as promised: nothing new. Next update by 18:00 UTC", "24 18:00"),
        ("Our next update will be at 20:00 BST.", "24 19:00?"),
        ("More soon; next update by 5.30pm GMT", "24 17:30"),
        ("Update 3, 14:00 UTC: sign-in is back. Next at 18:00 UTC.", "24 18:00"),
        ("Next post tonight at 8:00 UTC", "24 20:00"),
        ("We'll have more to share by 2026-11-25 09:00 UTC.", "25 09:00"),
        ("Another update follows in half an hour.", "24 16:40"),
        ("We\u2019ll post the next update here at 18h00 CET", "24 17:00"),
        ("Next update by 18:00 UTC, then every two hours.", "24 18:00"),
        ("Next update by 22 November, 18:00 UTC", "22 18:00?"),
        ("Next update by 18:00 Eastern time", "24 23:00"),
        ("Next update by 18:00 local time", "24 17:00?"),
        ("We will say more in 2 to 3 hours.", "24 19:10?"),
        ("NEXT UPDATE BY 18:00 UTC", "24 18:00"),
        ("We'll tweet again at 10pm UTC.", "24 22:00"),
        ("We will post again by\n18:00 UTC.", "24 18:00"),
        ("We will post updates here\nNext update:\n18:00 UTC", "24 18:00"),
    ],
)
def test_a_promise(text: str, due: str) -> None:
    assert read(text) == due


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The incident began at 14:00 UTC.",
        "Service hours until 18:00 UTC",
        "Our help line is open every day, 07:00 to 22:00 UTC.",
        "We will not post again before 9:00.",
        "No further updates tonight.",
        "Our last update at 14:00 UTC was wrong.",
        "We missed the next update promised for 18:00.",
        "We will restore service by 18:00 UTC.",
        "We will reset all passwords by Monday.",
        "We will tell everyone affected by Friday.",
        "We found out on 24 November at 11:30 UTC.",
        "More than 500 people by Monday.",
        "Update 14:00 UTC: we are still checking.",
        "We posted an update at 14:00.",
        "More soon.",
        "Install the update by 18:00 UTC.",
        "We will share more shortly.",
        "Change your password within 24 hours.",
        "Call us by 18:00 UTC.",
        "We will update our systems at 18:00 UTC.",
        "We were told at 14:00 and will say more.",
        "Our next update was due at 18:00 UTC.",
        "We cannot promise another update by 18:00 UTC.",
        "The next maintenance is tomorrow at 9:00",
        "We will send letters by Monday.",
        "We have nothing new to report at 18:00 UTC",
        "Next update by {next_update}",
        "Next update by 31 June, 18:00 UTC",
        "Next update by 25:00 UTC",
        "Next update when we know more. The shop opens at 9:00.",
        "We will post updates here\nOpen 9:00 to 17:00 UTC",
        "For more information call us Monday through Friday, 9 a.m. to 9 p.m. ET.",
        "Learn more at our page. It opens at 18:00 UTC.",
        "We will notify everyone affected by mail within 60 days.",
        "We expect to have service restored by 5pm ET.",
        "We expect to have more capacity by 5pm ET.",
        "We will provide two years of credit monitoring to those affected by 24 November.",
        "If you hear nothing from us by Friday, your data was not part of this.",
        "On 24 November at 11:30 UTC we were told of more than 20 new accounts.",
        "The attacker said it would post the data by Friday.",
        "They threaten to publish the data by 18:00 UTC.",
        "You should change your password and check for updates every day.",
    ],
)
def test_no_promise(text: str) -> None:
    assert read(text) == ""


def test_it_says_where_it_stands() -> None:
    text = "We are sorry. Next update by 18:00 UTC. Help: https://sample.example"
    (found,) = promises(text, NOW, BERLIN)
    assert text[found.start : found.end] == "Next update by 18:00 UTC"


def test_the_profile_names_the_zone_where_the_text_does_not() -> None:
    text = "Next update by 18:00"
    assert read(text, zone="UTC") == "24 18:00"
    assert read(text, zone=BERLIN) == "24 17:00"
    assert read(text, zone="America/New_York") == "24 23:00"


def test_the_zone_of_a_place_knows_its_summer() -> None:
    summer = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)
    assert read("Next update by 18:00 ET", summer) == "01 22:00"


def test_a_time_that_the_clocks_leave_out() -> None:
    before = datetime(2026, 3, 28, 20, 0, tzinfo=UTC)
    found = next_promise("Next update tomorrow at 02:30", before, BERLIN)
    assert found is not None
    assert found.doubt == "the clocks are put forward over this time"


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("24 November, 18:00 UTC", "24 18:00"),
        ("by 18:00 UTC", "24 18:00"),
        ("tomorrow 9:00", "25 08:00"),
        ("in two hours", "24 18:10"),
        ("2026-11-25 09:00 UTC+01:00", "25 08:00"),
        ("2026-11-25T09:00Z", "25 09:00"),
        ("18:00 and then some", ""),
        ("soon", ""),
        ("", ""),
    ],
)
def test_a_time_alone(text: str, due: str) -> None:
    said = time_said(text, NOW, BERLIN)
    assert (f"{said[0].astimezone(UTC):%d %H:%M}" if said else "") == due


ZONES = st.sampled_from(["UTC", BERLIN, "America/New_York", "Asia/Kolkata", "Pacific/Auckland"])
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)).map(
    lambda moment: moment.replace(tzinfo=UTC)
)


@given(MOMENTS, st.integers(0, 23), st.integers(0, 59), ZONES)
def test_a_time_of_day_is_the_next_one(now: datetime, hour: int, minute: int, zone: str) -> None:
    found = next_promise(f"Next update by {hour:02}:{minute:02} UTC", now, zone)
    assert found is not None
    assert (found.due.hour, found.due.minute) == (hour, minute)
    assert timedelta(0) < found.due - now <= timedelta(days=1)


@given(MOMENTS, st.integers(-12 * 60, 14 * 60), st.integers(0, 23))
def test_any_offset(now: datetime, away: int, hour: int) -> None:
    sign, minutes = "-" if away < 0 else "+", abs(away)
    said = f"{hour:02}:15 UTC{sign}{minutes // 60:02}:{minutes % 60:02}"
    found = next_promise(f"We will post again at {said}.", now, "UTC")
    assert found is not None
    there = found.due.astimezone(timezone(timedelta(minutes=away)))
    assert (there.hour, there.minute) == (hour, 15)


@given(MOMENTS, st.integers(1, 48), ZONES)
def test_a_span_counts_from_the_post(now: datetime, hours: int, zone: str) -> None:
    found = next_promise(f"More in {hours} hours.", now, zone)
    assert found is not None
    assert found.due - now == timedelta(hours=hours)


_SOME = (
    "next update by at 18:00 6pm CET ( ) . , we will post more not tomorrow Monday 24 November "
    "every two hours in until noon UTC +2 : - 2026-11-24 99 ! no new was"
)
WORDS = st.lists(st.sampled_from([*_SOME.split(" "), "\n"]), max_size=60).map(" ".join)


@given(st.text(max_size=300) | WORDS, MOMENTS, ZONES)
def test_any_text_gives_promises_in_order_or_none(text: str, now: datetime, zone: str) -> None:
    before = 0
    for promise in promises(text, now, zone):
        assert before <= promise.start < promise.end <= len(text)
        assert promise.due.tzinfo is not None
        before = promise.end


@given(WORDS)
def test_what_stands_around_a_promise_does_not_change_it(around: str) -> None:
    text = f"{around}!\nNext update by 18:00 UTC. {around}"
    dues = {promise.due for promise in promises(text, NOW, "UTC")}
    assert datetime(2026, 11, 24, 18, 0, tzinfo=UTC) in dues


@pytest.mark.parametrize(
    "piece",
    [
        "next update by ",
        "18:00 ",
        "will ",
        "will post ",
        "no ",
        "tomorrow at ",
        "( ",
        "by by by 9 ",
    ],
)
def test_work_grows_with_the_text_and_no_faster(piece: str) -> None:
    grows_with_the_text(lambda text: promises(text, NOW, "UTC"), piece)
