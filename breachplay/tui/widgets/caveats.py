"""What to worry about in the draft, the worst first."""

from textual.content import Content

from breachplay.caveats import Caveat
from breachplay.tui.paint import line, lines, plain, severity
from breachplay.tui.view import View
from breachplay.tui.widgets.pane import Pane

SEPARATOR = "\x00"


class CaveatList(Pane):
    """Every caveat that stands, with what to write instead."""

    def __init__(self) -> None:
        super().__init__("Caveats", id="caveats")
        self._caveats: dict[str, Caveat] = {}

    def draw(self, view: View) -> None:
        """Show the caveats of the draft."""
        standing = view.judgement.caveats if view.judgement else ()
        self._caveats = {}
        rows = []
        for number, caveat in enumerate(standing):
            name = SEPARATOR.join((caveat.id, caveat.subject, str(number)))
            self._caveats[name] = caveat
            rows.append((name, self._row(view, caveat)))
        if not rows:
            calm = "Nothing to worry about." if view.text.strip() else "Write, and it is checked."
            rows = [("", plain(calm, "$text-muted"))]
        self.border_title = Content(f"Caveats: {_summary(view)}")
        self.show(rows)

    @staticmethod
    def _row(view: View, caveat: Caveat) -> Content:
        first = line(severity(caveat.severity), " ", caveat.message)
        if view.overridden(caveat.id, caveat.subject):
            return lines([first, line(("       overridden, on the record", "$text-success"))])
        return lines([first, line("       ", (caveat.instead, "$text-muted"))])

    @property
    def chosen(self) -> Caveat | None:
        """The caveat under the cursor."""
        return self._caveats.get(self.row)


def _summary(view: View) -> str:
    caveats = view.judgement.caveats if view.judgement else ()
    counts = [
        (sum(caveat.severity == name for caveat in caveats), name)
        for name in ("stop", "warn", "note")
    ]
    return " · ".join(f"{count} {name}" for count, name in counts if count) or "none"
