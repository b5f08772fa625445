"""What is due: checklist items and the next update, from the record alone."""

from datetime import datetime, timedelta

from breachplay.playbook.model import Item
from breachplay.playbook.words import due_parts, seconds
from breachplay.record.state import State
from breachplay.record.when import parse_stamp


def item_due(state: State, item: Item) -> datetime | None:
    """Give when an item is due; None where it has no time, or its milestone is not reached."""
    if item.due is None:
        return None
    milestone_id, after = due_parts(item.due)
    if not milestone_id:
        return parse_stamp(state.opened_at) + timedelta(seconds=after)
    milestone = state.milestone(milestone_id)
    if milestone is None:
        return None
    return parse_stamp(milestone.at) + timedelta(seconds=after)


def next_update(state: State) -> datetime | None:
    """Give when the public may expect the next post: the phase's rhythm after the last one.

    A reply to one person tells the public nothing, and does not count.

    None before the first post, in a phase without a rhythm, and when the run is finished.
    """
    rhythm = state.current_phase.update_every
    told = state.public_posts
    if state.closed or rhythm is None or not told:
        return None
    return parse_stamp(told[-1].at) + timedelta(seconds=seconds(rhythm))
