"""The part of the header that says when people may expect the next word."""

from datetime import datetime

from textual.content import Content

from breachplay.posts import NETWORKS
from breachplay.record.cadence import Upcoming, first_word_due, upcoming
from breachplay.record.judging import networks
from breachplay.record.state import State
from breachplay.record.when import parse_stamp
from breachplay.tui.paint import line, local, span_short
from breachplay.tui.view import View


def next_update_said(view: View, room: int) -> Content | None:
    """Say when the next update is due, or by how much it is late; None where none is.

    Args:
        view: what is shown.
        room: cells that there are. What does not fit is said shorter, lateness last of all.
    """
    next_one = upcoming(view.state)
    if next_one is not None:
        left = (next_one.public - view.now).total_seconds()
        ways = _ways(view, next_one, left)
    else:
        first = first_word_due(view.state)
        if first is None or view.now <= first:
            return None
        left = (first - view.now).total_seconds()
        ways = (f"first word overdue by {span_short(left)}", f"{span_short(left)} late")
    style = "$text-warning" if left <= 0 else ""
    said = next((way for way in ways if len(way) + 3 <= room), ways[-1])
    return line((f"  {said} ", style))


def _ways(view: View, next_one: Upcoming, left: float) -> tuple[str, ...]:
    """Give ways to say it, the longest first."""
    name, at = named(view.state, next_one), clock_of(next_one.due, view)
    late = f"overdue by {span_short(left)}"
    how = f"in {span_short(left)}" if left > 0 else late
    brief = f"update {how}" if left > 0 else f"update {span_short(left)} late"
    if next_one.snooze is None:
        return f"{name} {at} ({how})", f"next update {at} ({how})", brief
    until = f"snoozed to {clock_of(parse_stamp(next_one.snooze.until), view)}"
    if next_one.promise is not None and left <= 0:
        return f"{name} {at} ({late}), {until}", f"{at} ({late}), {until}", brief
    wanted = (next_one.wanted - view.now).total_seconds()
    how = f"in {span_short(wanted)}" if wanted > 0 else f"overdue by {span_short(wanted)}"
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
