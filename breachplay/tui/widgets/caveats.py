"""What to worry about in the draft, the worst first.

Among those of one severity, what is wrong with the words comes before what is wrong around them
(items that are open, approvals that lack): those stand without advice until the cursor is on them,
so that in an early draft they do not push the words' own out of sight.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from breachplay.record.judging import changes
from breachplay.tui.paint import GLYPHS, hanging, line, lines, plain, severity
from breachplay.tui.view import View
from breachplay.tui.widgets.pane import Pane, Rows

if TYPE_CHECKING:
    from breachplay.caveats import Caveat

MESSAGE_ROWS = 4
"""Rows that a message may take in the list; the dialog shows all of it."""

FRAME_ENDS = 4
"""Cells of a frame's upper edge that hold none of its title: corners and blanks."""

SEPARATOR = "\x00"


class CaveatList(Pane):
    """Every caveat that stands, with what to write instead."""

    def __init__(self) -> None:
        super().__init__("Caveats", id="caveats")
        self._caveats: dict[str, Caveat] = {}
        self._opened = ""
        """The row that is shown in full because the cursor is on it."""

    def on_focus(self) -> None:
        """The row under the cursor is read in full."""
        self._open()

    def on_blur(self) -> None:
        """Without the focus no row is under a cursor."""
        self._open()

    def on_option_list_option_highlighted(self) -> None:
        """The cursor moved: another row is read in full."""
        self._open()

    def _open(self) -> None:
        opened = self.row if self.has_focus else ""
        if opened != self._opened:
            self._opened = opened
            if self._view is not None:
                self.draw(self._view)

    def basis(self, view: View) -> object:
        """The caveats that stand, the stops set aside, and the row that is open."""
        standing = view.judgement.caveats if view.judgement else ()
        aside, written = len(view.state.overrides), bool(view.text.strip())
        return standing, view.draft, aside, written, self._opened

    def rows(self, view: View) -> Rows:
        """A row a caveat."""
        standing = _in_order(view.judgement.caveats if view.judgement else ())
        self._caveats = {}
        rows = []
        for number, caveat in enumerate(standing):
            name = SEPARATOR.join((caveat.id, caveat.subject, str(number)))
            self._caveats[name] = caveat
            brief = _around(caveat) and name != self._opened
            rows.append((name, self._row(view, caveat, brief=brief)))
        if gone := _stops_off(view):
            rows.append(("off", lines(hanging(gone, self.room, 0))))
        if not standing:
            calm = "Nothing to worry about." if view.text.strip() else "Write, and it is checked."
            rows.insert(0, ("", plain(calm, "$quiet")))
        self.frame(self._title(view), _set_aside(view))
        return rows

    def _title(self, view: View) -> str:
        """Count what stands; where the frame is too narrow for that, without the pane's name."""
        counted = _summary(view)
        title = f"Caveats: {counted}"
        return title if len(title) + FRAME_ENDS <= self.outer_size.width else counted

    def _row(self, view: View, caveat: "Caveat", *, brief: bool) -> Content:
        """Give a caveat with what to write instead; without that where it is said in brief."""
        message = hanging(plain(caveat.message, "bold"), self.room, 7)
        if len(message) > MESSAGE_ROWS:
            message = [
                *message[: MESSAGE_ROWS - 1],
                plain("       … enter shows all of it", "$quiet"),
            ]
        if view.overridden(caveat.id, caveat.subject):
            under = plain("overridden, on the record", "$text-success")
        elif caveat.left_out:
            under = plain(f"b adds a sentence for it. {caveat.instead}", "$quiet")
        else:
            under = plain("" if brief else caveat.instead, "$quiet")
        told = hanging(under, self.room, 7, first=7) if under.plain else []
        return lines([line(severity(caveat.severity), " ", message[0]), *message[1:], *told])

    @property
    def chosen(self) -> "Caveat | None":
        """The caveat under the cursor."""
        return self._caveats.get(self.row)


def _around(caveat: "Caveat") -> bool:
    """Whether a caveat is about what is around the words, not in them or left out of them."""
    return caveat.start is None and not caveat.left_out


def _in_order(caveats: "Sequence[Caveat]") -> "list[Caveat]":
    """Put the caveats around the words last among those of their severity."""
    places = {name: place for place, name in enumerate(GLYPHS)}
    return sorted(caveats, key=lambda caveat: (places[caveat.severity], _around(caveat)))


def _stops_off(view: View) -> Content | None:
    """Name the stops that the playbook or the profile switched off; the timeline says why."""
    told = [
        f"{one.id} by the {one.by} ({one.reason})"
        for one in changes(view.state)
        if (one.before, one.now) == ("stop", "off")
    ]
    return plain(f"Stops switched off: {'; '.join(told)}", "$quiet") if told else None


def _counts(caveat: "Caveat", severity: str) -> bool:
    """Whether a caveat counts as one of a severity; what is missing is a count of its own."""
    return caveat.severity == severity and (not caveat.left_out or severity == "stop")


def _summary(view: View) -> str:
    caveats = view.judgement.caveats if view.judgement else ()
    aside = _aside(view)
    counts = [
        (sum(_counts(caveat, name) and caveat not in aside for caveat in caveats), name)
        for name in ("stop", "warn", "note")
    ]
    counts.append((sum(caveat.left_out for caveat in caveats), "missing"))
    return " · ".join(f"{count} {name}" for count, name in counts if count) or "none"


def _set_aside(view: View) -> str:
    """Count the caveats that were overridden, for the foot of the frame."""
    many = len(_aside(view))
    return f"{many} overridden" if many else ""


def _aside(view: View) -> "list[Caveat]":
    standing = view.judgement.caveats if view.judgement else ()
    return [caveat for caveat in standing if view.overridden(caveat.id, caveat.subject)]
