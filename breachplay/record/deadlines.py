"""When checklist items are due, from the record alone. Updates: see `cadence`."""

from datetime import datetime, timedelta

from breachplay.playbook.model import Item
from breachplay.playbook.words import due_parts
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
