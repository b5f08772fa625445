"""The facts: what posts may state, and how sure the team is of it."""

from textual.content import Content

from breachplay.tui.paint import line, plain
from breachplay.tui.view import View
from breachplay.tui.widgets.pane import Pane

STATUS = {
    "confirmed": ("✓ confirmed", "$text-success"),
    "reported": ("? reported", "$text-warning"),
    "retracted": ("✗ retracted", "$text-error"),
    "unknown": ("· unknown", "$text-muted"),
}


class FactList(Pane):
    """Every fact of the playbook with its value and status."""

    def __init__(self) -> None:
        super().__init__("Facts", id="facts")

    def draw(self, view: View) -> None:
        """Show the facts; those that the draft needs and lacks are marked."""
        gaps = {gap.name for gap in view.judgement.filled.gaps} if view.judgement else set()
        stated = {part.name for part in view.judgement.filled.stated} if view.judgement else set()
        labels = [definition.label for definition in view.state.playbook.facts.values()]
        label_room = min(max((len(label) for label in labels), default=8), self.room // 3)
        rows = []
        for name, definition in view.state.playbook.facts.items():
            fact = view.state.fact(name)
            status = fact.status if fact else "unknown"
            mark = "▸" if name in gaps else "•" if name in stated else " "
            label = plain(definition.label).truncate(label_room, ellipsis=True, pad=True)
            value_room = max(self.room - label_room - 16, 6)
            value = plain(fact.value if fact and fact.value else "--").truncate(
                value_room, ellipsis=True, pad=True
            )
            mark_style = "bold $text-warning" if name in gaps else "$text-accent"
            rows.append((name, line((mark, mark_style), " ", label, " ", value, " ", STATUS[status])))
        self.border_subtitle = Content("▸ the draft needs it  • the draft states it")
        self.show(rows)
