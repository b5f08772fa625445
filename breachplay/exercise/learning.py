"""When the team could know what is so."""

from datetime import datetime, timedelta

from breachplay.playbook.scenario import Truth, offset_seconds
from breachplay.record.exercise import Exercise
from breachplay.record.when import parse_stamp


def learned_at(exercise: Exercise, truth: Truth) -> datetime | None:
    """Give when the team could know a truth; None where it never reached them."""
    if truth.by is not None:
        delivered = exercise.delivered.get(truth.by)
        return parse_stamp(delivered.at) if delivered else None
    begins = parse_stamp(exercise.begins_at)
    return begins + timedelta(seconds=offset_seconds(truth.learned or "0m"))
