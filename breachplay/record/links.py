"""From the rows of a run file to the events they hold, each checked against the chain."""

from typing import Final

from breachplay.record.chain import Link, Place, event_hash, unpacked
from breachplay.record.table import Row

CANNOT_BE_READ: Final = "it cannot be read: the file is damaged"


def next_link(place: Place, row: Row) -> Link | str:
    """Give the event of a row, or why it cannot be the next."""
    seq, command, fields, prev, own = row
    if seq != place.seq + 1:
        return f"it is missing: event {seq} stands in its place"
    if not all(isinstance(value, bytes) for value in (command, fields, prev, own)):
        return CANNOT_BE_READ
    expected = event_hash(place.hash, fields)
    if prev != place.hash.encode() or own != expected.encode():
        return "it is not as it was recorded: its hash does not fit"
    try:
        event = unpacked(fields, place.hash, expected)
    except ValueError as error:
        return str(error)
    wrong = ""
    if (event.seq, event.command.encode()) != (seq, command):
        wrong = "its columns are not those of its fields"
    elif place.run and event.run != place.run:
        wrong = f'it belongs to another run, "{event.run}"'
    return wrong or Link(event, fields)


def lone_link(row: Row) -> Link | str:
    """Give the event of a row by itself: whether it follows from the one before is not asked."""
    seq, _, _, prev, _ = row
    if not isinstance(seq, int) or not isinstance(prev, bytes):
        return CANNOT_BE_READ
    return next_link(Place("", seq - 1, prev.decode("ascii", "replace")), row)
