"""The part of the header that says when people may expect the next word."""

from datetime import datetime, timedelta

from textual.content import Content

from breachplay.posts import NETWORKS
from breachplay.record.cadence import Upcoming, first_word_due, upcoming
from breachplay.record.judging import networks
from breachplay.record.reckoning import local
from breachplay.record.standing import overdue, span
from breachplay.record.state import State
from breachplay.record.when import parse_stamp
from breachplay.tui.paint import line
from breachplay.tui.view import View


def next_update_said(view: View, room: int) -> Content | None:
    """Say when the next update, or the first word, is due, or by how much it is late.

    None where nothing is due, and where there is no room for a first word that has time yet.

    Args:
        view: what is shown.
        room: cells that there are. What does not fit is said shorter, lateness last of all.
    """
    next_one = upcoming(view.state)
    if next_one is not None:
        left = next_one.public - view.now
        ways = _ways(view, next_one, left)
    else:
        first = first_word_due(view.state)
        if first is None:
            return None
        left = first - view.now
        ways = _first_word_ways(clock_of(first, view), left)
    is_late = left <= timedelta(0)
    said = next((way for way in ways if len(way) + 3 <= room), "")
    if not said and next_one is None and not is_late:
        return None
    return line((f"  {said or ways[-1]} ", "$text-warning" if is_late else ""))


def _first_word_ways(at: str, left: timedelta) -> tuple[str, ...]:
    """Give ways to say when the first word is due, the longest first."""
    how = _how(left)
    if left > timedelta(0):
        return f"first word {at} ({how})", f"first word {how}", f"word {how}"
    return f"first word {how}", _short(how)


def _how(left: timedelta) -> str:
    """Say how long it is until then: `in 3 min`, `due now`, `overdue by 3 h 05`."""
    if left <= timedelta(0):
        return overdue(-left)
    return f"in {span(left)}" if left >= timedelta(minutes=1) else "in under 1 min"


def _short(how: str) -> str:
    """Say the same in fewer letters: `15 min late`."""
    late = how.removeprefix("overdue by ")
    return how if late == how else f"{late} late"


def _ways(view: View, next_one: Upcoming, left: timedelta) -> tuple[str, ...]:
    """Give ways to say it, the longest first."""
    name, at = named(view.state, next_one), clock_of(next_one.due, view)
    how = _how(left)
    brief = f"update {_short(how)}"
    if next_one.snooze is None:
        return f"{name} {at} ({how})", f"next update {at} ({how})", brief
    until = f"snoozed to {clock_of(parse_stamp(next_one.snooze.until), view)}"
    if next_one.promise is not None and left <= timedelta(0):
        return f"{name} {at} ({how}), {until}", f"{at} ({how}), {until}", brief
    how = _how(next_one.wanted - view.now)
    return f"{name} {at}, {until} ({how})", f"{at}, {until}", brief


def named(state: State, next_one: Upcoming) -> str:
    """Name an update: as promised, and where, if the run speaks in several places."""
    if next_one.promise is None:
        return "next update"
    known = NETWORKS.get(next_one.network)
    where = f" on {known.label}" if known and len(networks(state)) > 1 else ""
    return f"promised{where}" if next_one.snooze else f"update promised{where}"


def clock_of(moment: datetime, view: View) -> str:
    """Give a time of day in the organisation's zone, with the day where it is another."""
    zone = view.state.profile.timezone
    here, today = local(moment, zone), local(view.now, zone).date()
    return f"{here:%H:%M}" if here.date() == today else f"{here:%a %d %b %H:%M}"
