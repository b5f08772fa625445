"""What `status` says of the rhythm of updates: the next one, and what was promised."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from breachplay.record.cadence import first_word_due, minutes_late, upcoming
from breachplay.record.when import parse_stamp, stamp
from breachplay.timeline.wording import network_label
from breachplay.timeline.zone import length, zone_named

if TYPE_CHECKING:
    from breachplay.record.state import State


def update_in_figures(state: "State", now: datetime) -> dict[str, Any]:
    """Give the next update and every promise, for programs: times in UTC."""
    next_one = upcoming(state)
    due = next_one.public if next_one else None
    snooze = next_one.snooze if next_one else None
    first = first_word_due(state)
    return {
        "next_update": stamp(due) if due else None,
        "next_update_overdue": bool(due and due <= now),
        "next_update_promised": bool(next_one and next_one.promise),
        "next_update_snoozed_to": stamp(parse_stamp(snooze.until)) if snooze else None,
        "first_word_due": stamp(first) if first else None,
        "promises": [
            {
                "post": promise.post,
                "network": promise.network,
                "made_at": stamp(parse_stamp(promise.at)),
                "due": stamp(parse_stamp(promise.due)),
                "kept_at": stamp(parse_stamp(promise.kept_at)) if promise.kept_by else None,
                "minutes_late": minutes_late(promise, now),
            }
            for promise in state.promises
            if promise.due
        ],
    }


def update_in_lines(state: "State", now: datetime) -> list[str]:
    """Give the next update for people: times in the organisation's zone."""
    zone = zone_named(state.profile.timezone)
    next_one = upcoming(state)
    if next_one is None:
        first = first_word_due(state)
        if first is None or first > now:
            return []
        late = length(now - first)
        return [f"first word   {zone.both(stamp(first))}, OVERDUE by {late}: nothing was posted"]
    due = next_one.due
    left = length(due - now)
    how = f"in {left}" if due > now else f"OVERDUE by {left}"
    said = f"next update  {zone.both(stamp(due))}, {how}"
    if next_one.promise is not None:
        said += f", promised on {network_label(next_one.network)}"
    lines = [said]
    if next_one.snooze is not None:
        until = zone.both(stamp(parse_stamp(next_one.snooze.until)))
        stands = "; the promise stands in public" if next_one.promise else ""
        lines.append(f"             put off to {until}: {next_one.snooze.reason}{stands}")
    return lines
