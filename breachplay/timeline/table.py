"""The timeline as CSV, for spreadsheets: one line for each event, and no cell that computes."""

import csv
import io
import json
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from breachplay.plain import visible
from breachplay.record.events import Event
from breachplay.record.state import State
from breachplay.timeline.reading import Reading
from breachplay.timeline.sentences import sentence
from breachplay.timeline.zone import utc

COLUMNS: Final = (
    *("mode", "seq", "utc", "local", "happened_at", "exercise_at", "name", "role", "kind"),
    *("what", "body", "command", "prev", "hash"),
)

_FORMULA: Final = re.compile("^\\s*[=+\\-@\uff1d\uff0b\uff0d\uff20|%]")
"""What a spreadsheet may take for the start of a formula."""


def as_csv(state: State, events: Sequence[Event], *, now: datetime, damage: str = "") -> str:
    """Give the timeline as CSV (RFC 4180), every cell in quotes.

    A cell that a spreadsheet might compute begins with an apostrophe; `body` is JSON in ASCII.
    The JSON export holds every text as it was.
    """
    reading = Reading(state, events, now)
    mode = "EXERCISE" if reading.exercise else "LIVE INCIDENT"
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for event in events:
        writer.writerow([cell(text) for text in (mode, *_cells(reading, event))])
    if damage:
        said = f"THE RECORD IS DAMAGED FROM HERE ON: {damage}"
        writer.writerow([cell(said if name == "what" else "") for name in COLUMNS])
    return out.getvalue()


def cell(text: str) -> str:
    """Give a text as one line that no spreadsheet computes."""
    shown = visible(text, lines=False)
    return f"'{shown}" if _FORMULA.match(shown) else shown


def _cells(reading: Reading, event: Event) -> tuple[str, ...]:
    return (
        str(event.seq),
        utc(event.at),
        reading.zone.local(event.at),
        event.happened_at or "",
        event.exercise_at or "",
        event.actor.name,
        event.actor.role,
        event.kind,
        sentence(event, reading.state.playbook),
        json.dumps(event.body, sort_keys=True),
        event.command,
        event.prev,
        event.hash,
    )
