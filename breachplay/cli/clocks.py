"""The clocks of a run as lines to read: who must be told, by when."""

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING

from breachplay.record.clocks import standing
from breachplay.record.standing import RUNNING, in_words
from breachplay.record.when import stamp
from breachplay.timeline.deadlines import NO_ADVICE
from breachplay.timeline.zone import zone_named

if TYPE_CHECKING:
    from breachplay.record.state import State


def clock_lines(state: "State", now: datetime) -> list[str]:
    """Give the clocks that run, nearest first, then how many wait or are settled."""
    found = standing(state, now)
    if not found:
        return []
    zone = zone_named(state.profile.timezone)
    told = []
    for one in found:
        if one.status in RUNNING and one.deadline is not None:
            left = in_words(one, now)
            left = left.replace("overdue", "OVERDUE") if one.status == "overdue" else left
            by = zone.both(stamp(one.deadline))
        elif one.status == "no figure":
            left, by = in_words(one, now), ""
        else:
            continue
        tell = f", tell {one.tell}" if one.tell else ""
        unchecked = " [unchecked]" if one.as_of == "unchecked" else ""
        told.append(f"{one.title}: {left}{f', by {by}' if by else ''}{tell}{unchecked}")
    others = Counter(one.word for one in found)
    shown = ("not started", "met", "met late", "waived")
    counts = ", ".join(f"{others[word]} {word}" for word in shown if others[word])
    told += [counts] if counts else []
    told.append(NO_ADVICE)
    return [f"{'' if number else 'clocks':<13}{line}" for number, line in enumerate(told)]
