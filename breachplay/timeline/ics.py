"""The deadlines of a run as a calendar (iCalendar, RFC 5545) that any calendar program reads.

An event for each deadline that is known, at the moment it ends, in UTC. Its UID is made of the
run and the clock, and its SEQUENCE grows with the record: read in again, it replaces what it
was. Whether a deadline applies is for counsel to decide, so an open one is tentative; a waived
one is cancelled, a met one is confirmed and rings no more.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from breachplay import __version__
from breachplay.plain import visible
from breachplay.record.clocks import standing
from breachplay.record.events import Event
from breachplay.record.standing import RUNNING, Standing
from breachplay.record.state import State
from breachplay.timeline.deadlines import NO_ADVICE, present

LONGEST_LINE: Final = 75
"""Octets of a line without its line break; a longer one is folded (RFC 5545, 3.1)."""


def as_ics(state: State, events: Sequence[Event], *, now: datetime, damage: str = "") -> str:  # noqa: ARG001
    """Give the deadlines of a run as a calendar; `now` is when it is made."""
    mark = "EXERCISE: " if state.mode == "exercise" else ""
    about = f"{mark}{state.profile.organisation}: {state.title}"
    broken = f" THE RECORD IS DAMAGED: {damage}" if damage else ""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//breachplay//breachplay {__version__}//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_text(about)}",
        f"X-WR-CALDESC:{_text(NO_ADVICE + broken)}",
    ]
    for one in standing(state, present(state, now)):
        if one.deadline is not None:
            lines += _event(one, one.deadline, state, now, mark)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _event(
    one: Standing, deadline: datetime, state: State, now: datetime, mark: str
) -> Iterator[str]:
    status = {"met": "CONFIRMED", "waived": "CANCELLED"}.get(one.status, "TENTATIVE")
    done = f"{one.word.upper()}: " if one.status in {"met", "waived"} else ""
    tell = f", tell {one.tell}" if one.tell else ""
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(f'{state.run}-{one.id}')}@breachplay"
    yield f"DTSTAMP:{_utc(now)}"
    yield f"SEQUENCE:{state.seq}"
    yield f"DTSTART:{_utc(deadline)}"
    yield f"SUMMARY:{_text(f'{mark}{done}{one.title}{tell}')}"
    yield f"DESCRIPTION:{_text(_description(one, mark))}"
    yield f"STATUS:{status}"
    yield "TRANSP:TRANSPARENT"
    yield "CLASS:CONFIDENTIAL"
    if one.status in RUNNING and one.started is not None:
        for before in _alarms(deadline - one.started):
            yield "BEGIN:VALARM"
            yield "ACTION:DISPLAY"
            yield f"TRIGGER:-PT{before}M"
            yield f"DESCRIPTION:{_text(f'{mark}{one.title}{tell}')}"
            yield "END:VALARM"
    yield "END:VEVENT"


def _description(one: Standing, mark: str) -> str:
    rows = [f"{mark}{one.rule}"]
    if one.cite:
        unchecked = "UNCHECKED: nobody has held this rule against its published text"
        checked = unchecked if one.as_of == "unchecked" else f"checked on {one.as_of}"
        # A deadline that somebody set in this run is no rule that anybody could check.
        rows.append(f"{one.cite} ({checked})" if one.as_of else one.cite)
    rows += [row for row in (one.applies, one.note, one.settled) if row]
    if one.kind == "law":
        rows.append(NO_ADVICE)
    return "\n".join(rows)


def _alarms(length: timedelta) -> tuple[int, ...]:
    """Give how many minutes before the end it rings: when it becomes close, and an hour before."""
    close = max(int(min(length / 4, timedelta(days=3)).total_seconds()) // 60, 1)
    return (close, 60) if close > 60 else (close,)


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    """Escape a text (RFC 5545, 3.3.11), hidden characters made visible."""
    shown = visible(text, lines=True).replace("\\", "\\\\")
    return shown.replace(";", "\\;").replace(",", "\\,").replace("\r", "").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Fold a line at `LONGEST_LINE` octets, never inside a character."""
    part, size = "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > LONGEST_LINE:
            yield part
            part, size = " ", 1
        part += character
        size += octets
    yield part
