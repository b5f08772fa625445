"""The figures of the team's exercises over time, as bars: is it getting better?"""

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from breachplay.exercise.history import NEVER_COUNTS, History, Row, short, spark
from breachplay.tui.leaving import leave
from breachplay.tui.paint import hanging, line, lines, plain
from breachplay.tui.widgets.bars import mode_badge
from breachplay.tui.widgets.labels import Labels

if TYPE_CHECKING:
    from breachplay.tui.app import BreachplayApp

SPARKS = 8
"""How many exercises the small bars beside a figure show: the last ones."""

_TRENDS = {"↓": "$text-success", "↑": "$text-warning", "=": "$quiet"}


class FiguresScreen(Screen[None]):
    """Every figure on the left; the one under the cursor as bars, one an exercise, on the right."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "leave", "Back")]
    app: "BreachplayApp"

    def __init__(self, found: History) -> None:
        super().__init__(id="figures")
        self._history = found
        self._names = [name for name, _ in found.figures()]

    def compose(self) -> ComposeResult:
        """The title, figures and bars, the key."""
        count = len(self._history.rows)
        title = f" Figures of {count} {'exercise' if count == 1 else 'exercises'}, less is better"
        yield Static(line(mode_badge("exercise"), title), id="figures-title", markup=False)
        with Horizontal(id="figures-panes"):
            yield OptionList(id="figures-list", markup=False, compact=True)
            with VerticalScroll(id="figures-scroll", can_focus=False):
                yield Static(id="figures-chart", markup=False)
        yield Labels((("esc", "back", "leave"),), id="figures-keys")

    def on_mount(self) -> None:
        """Show the figures, the first one charted."""
        self.add_class("exercise")
        listing = self.query_one("#figures-list", OptionList)
        listing.set_options([Option(self._told(name)) for name in self._names])
        listing.focus()
        if self._names:
            listing.highlighted = 0
        self.call_after_refresh(self._draw)

    def on_resize(self, _: events.Resize) -> None:
        """Bars are as long as there is room."""
        self.call_after_refresh(self._draw)

    def on_option_list_option_highlighted(self) -> None:
        """Chart the figure under the cursor."""
        self._draw()

    def _told(self, name: str) -> Content:
        label, values = dict(self._history.figures())[name], self._history.values(name)
        change = self._history.change(name)
        style = _TRENDS.get(change[:1], "")
        return lines(
            [
                plain(label),
                line("  ", spark(name, values[-SPARKS:]), "  ", (change, style)),
            ]
        )

    def _draw(self) -> None:
        width = max(self.query_one("#figures-scroll").size.width - 3, 24)
        at = self.query_one("#figures-list", OptionList).highlighted
        rows: list[Content] = []
        if at is None or at >= len(self._names):
            rows += hanging(plain("No exercise to compare yet: rehearse one from home."), width, 0)
        else:
            rows += self._chart(self._names[at], width)
        if self._history.left_out:
            rows += [Content(""), plain("Left out", "bold")]
            for one in self._history.left_out:
                rows += hanging(plain(f"{one.run}: {one.why}", "$quiet"), width, 2)
        self.query_one("#figures-chart", Static).update(lines(rows))

    def _chart(self, name: str, width: int) -> list[Content]:
        label, values = dict(self._history.figures())[name], self._history.values(name)
        rows = [*hanging(plain(label, "bold"), width, 0), Content("")]
        highest = max((value for value in values if value is not None), default=0)
        for row, value in zip(self._history.rows, values, strict=True):
            rows += self._bar(row, name, value, highest, width)
        if change := self._history.change(name):
            since_last = plain("The last finished beside the one before: ", "$quiet")
            rows += [Content(""), line(since_last, (change, _TRENDS.get(change[:1], "")))]
        return rows

    def _bar(
        self, row: Row, name: str, value: int | None, highest: int, width: int
    ) -> list[Content]:
        """Draw one exercise: when and which, then its bar and its figure in words."""
        unfinished = "" if row.finished else ", not finished"
        head = f"{row.opened_at[:10]} {row.title}{unfinished}"
        measure = row.measure(name)
        told = measure.told if measure else short(measure)
        room = max(width - len(told) - 2, 6)
        if value is None:
            bar = ("✗", "$text-error") if name in NEVER_COUNTS else ("·", "$quiet")
        else:
            length = max(round(value / highest * room), 1) if value and highest else 0
            bar = ("█" * length or "▏", "$text-accent")
        grades = [plain(row.grades_said, "$quiet")] if name == "grades" else []
        return [
            plain(head, "$quiet").truncate(width, ellipsis=True),
            line(bar, " ", (told, "bold")),
            *grades,
        ]

    def on_labels_pressed(self) -> None:
        """The label does what its key does."""
        self.action_leave()

    def action_leave(self) -> None:
        """Back to where one came from."""
        leave(self, None)
