"""The phases and the checklist of the one that is shown."""

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from breachplay.playbook.model import Item
from breachplay.record.deadlines import item_due
from breachplay.record.reckoning import local
from breachplay.record.standing import overdue
from breachplay.record.state import ItemState
from breachplay.tui.paint import hanging, line, lines, plain, show
from breachplay.tui.view import View
from breachplay.tui.widgets.pane import Pane, Rows


class PhaseList(Pane):
    """Every phase: done, present or to come, with how many of its items are done."""

    def __init__(self) -> None:
        super().__init__("Phases", id="phases")

    def basis(self, view: View) -> object:
        """The phases and what became of the items."""
        return view.state.phase, view.state.phases, view.state.items

    def rows(self, view: View) -> Rows:
        """A row a phase."""
        state = view.state
        rows = []
        for number, phase in enumerate(state.playbook.phase, start=1):
            settled = sum(state.item(phase.id, item.id).status != "open" for item in phase.item)
            count = f"{settled}/{len(phase.item)}"
            here = phase.id == state.phase
            done = bool(state.phases.get(phase.id) and state.phases[phase.id].completed_at)
            owing = done and state.open_needed(phase)
            mark = " > " if here else " ! " if owing else " ok" if done else "   "
            style = "bold" if here else "$text-warning" if owing else "$quiet" if done else ""
            room = self.room - len(count) - 1
            title = plain(f"{mark} {number} {phase.title}", style).truncate(
                room, ellipsis=True, pad=True
            )
            rows.append((phase.id, line(title, (f" {count}", "$quiet"))))
        return rows


class Checklist(Pane):
    """The items of the phase that is shown."""

    def __init__(self) -> None:
        super().__init__("Checklist", id="checklist")

    def basis(self, view: View) -> object:
        """What became of the items, and the minute, since it decides what is overdue."""
        state = view.state
        minute = int(view.now.timestamp() // 60)
        return view.phase.id, state.phase, state.items, state.milestones, minute

    def rows(self, view: View) -> Rows:
        """A row an item, with its weight and when it is due."""
        phase = view.phase
        elsewhere = "" if phase.id == view.state.phase else "not the present phase"
        self.frame(f"Checklist: {phase.title}", elsewhere)
        return [(item.id, self._row(view, item)) for item in phase.item]

    def first(self, names: Sequence[str]) -> str:
        """Begin with the first item that is open."""
        view = self._view
        if view is None:
            return names[0]
        states = (view.state.item(view.phase.id, name).status for name in names)
        return next(
            (name for name, status in zip(names, states, strict=True) if status == "open"), names[0]
        )

    def _row(self, view: View, item: Item) -> Content:
        became = view.state.item(view.phase.id, item.id)
        mark, style = _MARKS[became.status]
        text = hanging(plain(item.text, _TEXT_STYLES[became.status]), self.room, 4)
        rows = [line((mark, style), " ", text[0]), *text[1:]]
        if under := _under(view, item, became):
            rows += [line("    ", part) for part in under.wrap(max(self.room - 4, 8))]
        return lines(rows)


def _under(view: View, item: Item, became: ItemState) -> Content | None:
    if became.status == "skipped":
        return plain(f"skipped: {became.reason}", "$quiet")
    if became.status == "checked":
        return None
    parts = ["critical" if item.critical else "required" if item.required else ""]
    if item.after_post:
        parts.append("after the post")
    due = item_due(view.state, item)
    late = due is not None and due <= view.now
    if due is not None and not late:
        parts.append(f"due {local(due, view.state.profile.timezone):%H:%M}")
    under = plain(" · ".join(part for part in parts if part), "$quiet")
    if due is not None and late:
        gap = Content(" · ") if under else Content("")
        return line(under, gap, (overdue(view.now - due), "$text-warning"))
    return under if under else None


class ItemDetail(Static):
    """Why the item under the cursor matters, and whose it is."""

    def __init__(self) -> None:
        super().__init__(id="detail", markup=False)
        self.border_title = Content("Why")

    def draw(self, view: View, item_id: str) -> None:
        """Show the reason for one item; the phase's goal where there is none."""
        item = next((item for item in view.phase.item if item.id == item_id), None)
        if item is None:
            show(self, plain(view.phase.goal))
            return
        became = view.state.item(view.phase.id, item.id)
        rows = [plain(item.why), plain(f"For: {item.role}", "$quiet")]
        if became.actor is not None:
            said = f"{became.status} by {became.actor}"
            if became.second:
                said += f", agreed by {became.second}"
            rows.append(plain(said, "$quiet"))
        show(self, lines(rows))


_MARKS = {
    "open": ("[ ]", ""),
    "checked": ("[x]", "$text-success"),
    "skipped": ("[-]", "$text-warning"),
}
_TEXT_STYLES = {"open": "", "checked": "$quiet", "skipped": "$quiet"}
