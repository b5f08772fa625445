"""The facts: what posts may state, and how sure the team is of it."""

from textual.content import Content

from breachplay.record.state import Fact
from breachplay.tui.paint import line, lines, plain
from breachplay.tui.view import View
from breachplay.tui.widgets.pane import Pane, Rows

STATUS = {
    "confirmed": ("✓ confirmed", "$text-success"),
    "reported": ("? reported", "$text-warning"),
    "retracted": ("✗ retracted", "$text-error"),
    "unknown": ("· unknown", "$quiet"),
}

ONE_LINE = 70
"""Cells from which label, status, value and source stand on one line."""
LABEL = 30
"""Cells of the label then."""


class FactList(Pane):
    """Every fact of the playbook with its value and status."""

    def __init__(self) -> None:
        super().__init__("Facts", id="facts")

    def basis(self, view: View) -> object:
        """The facts, and which of them the draft names."""
        filled = view.judgement.filled if view.judgement else None
        gaps = tuple(gap.name for gap in filled.gaps) if filled else ()
        stated = tuple(part.name for part in view.judgement.stated) if view.judgement else ()
        return view.state.facts, gaps, stated

    def rows(self, view: View) -> Rows:
        """A row a fact; those that the draft needs, or states, are marked."""
        gaps = {gap.name for gap in view.judgement.filled.gaps} if view.judgement else set()
        stated = {part.name for part in view.judgement.stated} if view.judgement else set()
        self.frame("Facts", "▸ needed  • stated")
        return [
            (name, self._row(definition.label, view.state.fact(name), _mark(name, gaps, stated)))
            for name, definition in view.state.playbook.facts.items()
        ]

    def _row(self, label: str, fact: Fact | None, mark: Content) -> Content:
        status, style = STATUS[fact.status if fact else "unknown"]
        wide = self.room >= ONE_LINE
        label_room = LABEL if wide else self.room - len(status) - 3
        shown = plain(label).truncate(label_room, ellipsis=True, pad=True)
        row = line(mark, " ", shown, " ", (status, style))
        if fact is None or not fact.value:
            return row
        if not wide:
            value = plain(fact.value).truncate(self.room - 4, ellipsis=True)
            return lines([row, line("    ", value)])
        source = line((f"  {fact.source}", "$quiet")) if fact.source else Content("")
        pad = " " * (len(STATUS["confirmed"][0]) - len(status) + 2)
        return line(row, pad, fact.value, source).truncate(self.room, ellipsis=True)


def _mark(name: str, gaps: set[str], stated: set[str]) -> Content:
    if name in gaps:
        return line(("▸", "bold $text-warning"))
    return line(("•", "$text-accent")) if name in stated else Content(" ")
