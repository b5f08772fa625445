"""The clocks of a run, for people in a report and for programs in a document."""

from datetime import datetime
from typing import Any, Final

from breachplay.record.clocks import standing
from breachplay.record.standing import Standing, in_words
from breachplay.record.state import State
from breachplay.record.when import parse_stamp, stamp
from breachplay.timeline.document import Paragraph, Section, Table
from breachplay.timeline.reading import Reading

NO_ADVICE: Final = (
    "This is no legal advice: counsel decides which of these clocks apply, and from when."
)
_UNCHECKED: Final = "UNCHECKED: nobody has held this rule against its published text"


def clocks_section(reading: Reading) -> Section:
    """Give every clock as it stands, nearest first."""
    now = present(reading.state, reading.now)
    found = standing(reading.state, now)
    if not found:
        return Section("Clocks", (Paragraph("No clock was watched."),))
    head = ("Clock", "Standing", "Tell", "Started", "Ends", "Rule", "Checked", "Settled")
    rows = tuple(_row(reading, one, now) for one in found)
    about = f"As they stood at {reading.zone.both(stamp(now))}, nearest first. {NO_ADVICE}"
    return Section("Clocks", (Paragraph(about), Table(head, rows)))


def present(state: State, now: datetime) -> datetime:
    """Give the present as the run counts it: in an exercise, how far its own clock has come."""
    return now if state.exercise is None else parse_stamp(state.last_on_clock)


def _row(reading: Reading, one: Standing, now: datetime) -> tuple[str, ...]:
    said = in_words(one, now)
    rule = f"{one.rule}; {one.cite}" if one.cite else one.rule
    settled = ""
    if one.settled_at is not None:
        settled = f"{_both(reading, one.settled_at)}: {one.settled}; said by {one.settled_by}"
    return (
        one.title,
        one.word if said == one.word else f"{one.word}: {said}",
        one.tell,
        _both(reading, one.started),
        _both(reading, one.deadline) or ("no figure" if one.status == "no figure" else ""),
        rule,
        _UNCHECKED if one.as_of == "unchecked" else one.as_of,
        settled,
    )


def _both(reading: Reading, moment: datetime | None) -> str:
    return reading.zone.both(stamp(moment)) if moment is not None else ""


def clocks_document(state: State, now: datetime) -> list[dict[str, Any]]:
    """Give every clock as it stands, nearest first, as plain values: times in UTC, or null.

    A program that reads the document is told the same as a person: `as_of` is the day on which
    somebody checked the rule, or `unchecked`.
    """
    return [_plain(one) for one in standing(state, parse_stamp(stamp(now)))]


def _plain(one: Standing) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title,
        "kind": one.kind,
        "status": one.status,
        "late": one.late or one.status == "overdue",
        "tell": one.tell,
        "waits_for": one.waits_for or None,
        "started": stamp(one.started) if one.started else None,
        "deadline": stamp(one.deadline) if one.deadline else None,
        "rule": one.rule,
        "cite": one.cite or None,
        "as_of": one.as_of or None,
        "settled_at": stamp(one.settled_at) if one.settled_at else None,
        "settled": one.settled or None,
        "settled_by": one.settled_by or None,
    }
