"""The exercise clock in words: what it shows, and how it runs."""

from datetime import datetime

from textual.content import Content

from breachplay.record.exercise import Exercise
from breachplay.record.reckoning import local
from breachplay.record.when import parse_stamp
from breachplay.tui.paint import line, plain


def time_of_day(exercise: Exercise, now: datetime, zone: str) -> Content:
    """Give what the clock shows, with the day where it is no longer the first."""
    there, first = local(now, zone), local(parse_stamp(exercise.begins_at), zone)
    told = f"{there:%H:%M:%S}" if there.date() == first.date() else f"{there:%a %H:%M:%S}"
    return line((f"  {told} ", "bold"))


def pace_said(exercise: Exercise) -> Content:
    """Say how the clock runs: held, or faster than real time; nothing at its own speed."""
    if exercise.pace.paused:
        return line((" PAUSED ", "bold reverse"))
    return plain(f" ×{exercise.pace.speed} " if exercise.pace.speed > 1 else "")
