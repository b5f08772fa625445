"""The nearest deadline, as the header says it: `GDPR 33: 70 h 18 left`."""

from textual.content import Content

from breachplay.record.clocks import standing
from breachplay.record.standing import RUNNING, in_words, nearest
from breachplay.tui.paint import line
from breachplay.tui.view import View

NAME_ROOM = 18
"""Cells that the header keeps for the organisation's name beside the deadline."""


def nearest_clock_said(view: View, room: int) -> Content | None:
    """Give the deadline of law that ends first, an overdue one before all.

    Promised updates have their own place in the header.

    Args:
        view: what is shown.
        room: cells that are free; None is given where it does not fit.
    """
    ours = [one for one in standing(view.state, view.now) if one.kind == "law"]
    first = nearest(ours)
    if first is None or first.deadline is None:
        return None
    overdue = sum(one.status == "overdue" for one in ours)
    others = f" (+{overdue - 1} overdue)" if overdue > 1 else ""
    said = f"{in_words(first, view.now)}{others}"
    style = {"overdue": "bold $text-error", "close": "bold $text-warning"}.get(first.status, "")
    for title in (first.title, f"{first.title[:12].rstrip()}…"):
        told = line((f"  {title}: {said} ", style))
        if told.cell_length + NAME_ROOM <= room:
            return told
    running = sum(one.status in RUNNING for one in ours)
    clocks = "1 clock" if running == 1 else f"{running} clocks"
    short = line((f"  {f'{overdue} overdue' if overdue else clocks} ", style))
    return short if short.cell_length + NAME_ROOM <= room else None
