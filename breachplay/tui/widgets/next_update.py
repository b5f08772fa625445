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


def next_update_said(view: View) -> Content | None:
    """Say when the next update is due, or by how much it is late; None where none is."""
    next_one = upcoming(view.state)
    if next_one is not None:
        return _update(view, next_one)
    first = first_word_due(view.state)
    if first is None or view.now <= first:
        return None
    late = span_short((view.now - first).total_seconds())
    return line((f"  first word overdue by {late} ", "$text-warning"))


def _update(view: View, next_one: Upcoming) -> Content:
    at = clock_of(next_one.due, view)
    said = f"  {named(view.state, next_one)} {at}"
    left = (next_one.public - view.now).total_seconds()
    style = "$text-warning" if left <= 0 else ""
    if next_one.snooze is None:
        how = f"in {span_short(left)}" if left > 0 else f"overdue by {span_short(left)}"
        return line((f"{said} ({how}) ", style))
    until = clock_of(parse_stamp(next_one.snooze.until), view)
    if next_one.promise is not None and left <= 0:
        return line((f"{said} (overdue by {span_short(left)}), snoozed to {until} ", style))
    wanted = (next_one.wanted - view.now).total_seconds()
    how = f"in {span_short(wanted)}" if wanted > 0 else f"overdue by {span_short(wanted)}"
    return line((f"{said}, snoozed to {until} ({how}) ", style))


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
