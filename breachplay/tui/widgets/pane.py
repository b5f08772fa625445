"""A list with a cursor, made of content only: what all list panes are."""

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from breachplay.tui.view import View
from breachplay.tui.widgets.framed import Framed

Rows = Sequence[tuple[str, Content]]
"""Each row with the id of what it stands for."""


class Pane(OptionList, Framed):
    """An option list that keeps its cursor when its rows are drawn again."""

    def __init__(self, title: str, *, id: str) -> None:  # noqa: A002  the toolkit's own word
        super().__init__(id=id, compact=True, markup=False)
        self.frame(title)
        self._rows: list[tuple[str, Content]] = []
        self._view: View | None = None
        self._drawn: object = None

    def basis(self, view: View) -> object:
        """Give all that the rows depend on: where it is as before, nothing is drawn again."""
        return view

    def rows(self, view: View) -> Rows:
        """Give the rows for a view; each pane has its own."""
        raise NotImplementedError

    def draw(self, view: View) -> None:
        """Show a view; before the first layout there is no width to lay rows out for."""
        self._view = view
        basis = (self.basis(view), self.room)
        if self.size.width and basis != self._drawn:
            self._drawn = basis
            self.show(self.rows(view))

    def on_resize(self, _: events.Resize) -> None:
        """Rows are laid out for the width there is."""
        if self._view is not None:
            self.draw(self._view)

    def first(self, names: Sequence[str]) -> str:
        """Give the row on which the cursor begins among new ones."""
        return names[0]

    def show(self, rows: Rows) -> None:
        """Draw these rows, each with an id; nothing happens where they are as before."""
        before, self._rows = self._rows, list(rows)
        if [name for name, _ in before] != [name for name, _ in rows]:
            self._set_rows(before)
            return
        for index, (old, new) in enumerate(zip(before, rows, strict=True)):
            if not old[1].is_same(new[1]):
                self.replace_option_prompt_at_index(index, new[1])

    def _set_rows(self, before: Rows) -> None:
        at = self.highlighted
        held = before[at][0] if at is not None and at < len(before) else None
        self.set_options([Option(content) for _, content in self._rows])
        names = [name for name, _ in self._rows]
        if held in names:
            self.highlighted = names.index(held)
        elif names:
            self.highlighted = names.index(self.first(names))

    @property
    def row(self) -> str:
        """The id of the row under the cursor, or an empty text."""
        if self.highlighted is None or self.highlighted >= len(self._rows):
            return ""
        return self._rows[self.highlighted][0]

    @property
    def room(self) -> int:
        """Cells that a row has: without the borders and the scroll bar, shown or not."""
        return max(self.outer_size.width - 3, 20)
