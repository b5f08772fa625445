"""What a post promises of the next update, asked when it is marked as posted."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from breachplay.record.when import parse_stamp
from breachplay.tui.dialogs.form import Field
from breachplay.tui.flows.coming import coming, shown_moment
from breachplay.tui.view import View

NAME: Final = "promised"


class Asked:
    """The question of what a text promises, filled in with what was read from it."""

    def __init__(self, view: View) -> None:
        """Read the text that is about to be marked as posted."""
        from breachplay.caveats.promises import next_promise  # noqa: PLC0415  late: not at the first key

        self._next_promise = next_promise
        self._view = view
        self._text = view.judgement.text if view.judgement else ""
        self._zone = view.state.profile.timezone
        self._read = self._next_promise(self._text, view.now, self._zone)
        self._shown = shown_moment(self._read.due, view.now, self._zone) if self._read else ""

    def fields(self, *, reply: bool = False) -> tuple[Field, ...]:
        """Give the question; a reply to one person is asked only if it promises something."""
        return () if reply and self._read is None else (self._field(),)

    def _field(self) -> Field:
        label = "Next update promised"
        if self._read is None:
            label += " (none was found in the text)"
        elif self._read.doubt:
            label += f" (check it: {self._read.doubt})"
        return Field(NAME, label, "none; or 18:00, tomorrow 9:00 CET, in two hours", self._shown)

    def answer(self, answers: Mapping[str, str], posted_at: str | None) -> str:
        """Give the promise as the record takes it; empty where there is none.

        What was read and left as it was counts from when the post went out, as the text does.

        Raises:
            ValueError: with a plain sentence, when it is not a time after the post.
        """
        entered = answers.get(NAME, "")
        if not entered:
            return ""
        made = parse_stamp(posted_at) if posted_at else self._view.now
        due: datetime | None
        if entered == self._shown:
            read = self._next_promise(self._text, made, self._zone)
            due = read.due if read else None
        else:
            due = coming(entered, made, self._zone)
        if due is None:
            raise ValueError(
                f'"{entered[:40]}" is no time to come: write it like "18:00 UTC", "tomorrow 9:00" '
                "or empty it where nothing is promised"
            )
        if due <= made:
            raise ValueError("that time is before the post: say when the next update comes")
        return due.isoformat(timespec="minutes" if due.second == 0 else "seconds")
