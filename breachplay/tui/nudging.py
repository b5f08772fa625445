"""Reminders of an update that is due: a line in the strip, seldom, and never anything more.

Nothing here opens a dialog, takes the keyboard, makes a sound or ends anything: whoever is busy
goes on, and the header says all the while how late it is.
"""

from datetime import datetime, timedelta
from typing import Final

from breachplay.record.cadence import Upcoming, first_word_due, upcoming
from breachplay.record.standing import overdue, span
from breachplay.tui.view import View
from breachplay.tui.widgets.next_update import clock_of

EVERY: Final = timedelta(minutes=15)
"""Between two reminders of the same update, at least."""


class Nudges:
    """Says that something is due: once when it is, then at most every `EVERY`."""

    def __init__(self) -> None:
        self._about: object = None
        self._last: datetime | None = None

    def due(self, view: View, *, typing: bool = False) -> str:
        """Give the reminder that is to be said now, or an empty text.

        Args:
            view: what is shown, with the present in it.
            typing: whether letters are text just now, and keys need the editor to be left.
        """
        if view.read_only or view.state.closed:
            return ""
        about, wanted, said = _reminder(view)
        if wanted is None or view.now < wanted:
            return ""
        if self._last is not None and about == self._about and view.now - self._last < EVERY:
            return ""
        self._about, self._last = about, view.now
        return said.replace("press ", "esc, then ") if typing else said


def _reminder(view: View) -> tuple[object, datetime | None, str]:
    """Give what a reminder is about, when it is wanted, and what it says."""
    next_one = upcoming(view.state)
    if next_one is not None:
        about = (next_one.due, next_one.wanted)
        return about, next_one.wanted, _update_said(view, next_one)
    first = first_word_due(view.state)
    if first is None:
        return None, None, ""
    late = view.now - first
    how = "post what stands in the draft" if view.text.strip() else "press i for a prepared text"
    ago = "a moment" if late < timedelta(minutes=1) else span(late)
    return (
        first,
        first,
        (
            f"Nothing was said in public yet: the first word was due {clock_of(first, view)}, "
            f"{ago} ago: {how}."
        ),
    )


def _update_said(view: View, next_one: Upcoming) -> str:
    what = "promised for" if next_one.promise else "due at"
    how = f"is {overdue(view.now - next_one.due)}"
    at = clock_of(next_one.due, view)
    return f'The update {what} {at} {how}: press u for "no news yet", or press z to put it off.'
