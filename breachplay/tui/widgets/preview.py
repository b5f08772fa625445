"""The post as the network will show and count it."""

from itertools import pairwise

from textual.app import ComposeResult, RenderResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from breachplay.plain import visible
from breachplay.posts import NETWORKS
from breachplay.record.judging import Judgement
from breachplay.tui.paint import line, plain
from breachplay.tui.view import View
from breachplay.tui.widgets.framed import Framed

_ENTITY_STYLE = "$text-accent"
_GAP_STYLE = "bold $text-error reverse"
_OVER_STYLE = "$text-error strike"
_SPAN_STYLES = {
    "stop": "bold underline $text-error",
    "warn": "underline $text-warning",
    "note": "underline $text-primary",
}


class Card(Static):
    """The card itself: name, handle and text."""

    def __init__(self) -> None:
        super().__init__(id="card", markup=False)

    def draw(self, view: View) -> None:
        """Show the draft of this view."""
        judgement = view.judgement
        if judgement is None or not judgement.text:
            body = plain("Nothing written yet. Press i for a template, or e to write.", "$quiet")
        else:
            body = marked_text(judgement)
        height = len(body.wrap(self.size.width)) if self.size.width else -1
        # A new layout of the whole screen costs more than all else that a key does.
        self.update(body, layout=height != self.size.height)


class Author(Widget):
    """Who posts, on one line."""

    def __init__(self) -> None:
        super().__init__(id="author")
        self._view: View | None = None

    def draw(self, view: View) -> None:
        """Show the account of this view's profile."""
        self._view = view
        self.refresh()

    def render(self) -> RenderResult:
        """Name, handle, time."""
        if self._view is None:
            return Content("")
        profile = self._view.state.profile
        handle = profile.handles.get("x", "")
        shown = f" @{handle}" if handle else " no handle in the profile"
        content = line((profile.organisation, "bold"), (shown, "$quiet"), (" · now", "$quiet"))
        return content.truncate(self.size.width, ellipsis=True)


class Gauge(Widget):
    """How much of what the network takes is used; always in sight."""

    def __init__(self) -> None:
        super().__init__(id="gauge")
        self._judgement: Judgement | None = None

    def draw(self, view: View) -> None:
        """Show the count of this view's draft."""
        self._judgement = view.judgement
        self.refresh()

    def render(self) -> RenderResult:
        """The bar and the count."""
        return gauge(self._judgement, self.size.width) if self._judgement else Content("")


class Preview(Vertical, Framed):
    """The preview pane."""

    def __init__(self) -> None:
        super().__init__(id="preview")

    def compose(self) -> ComposeResult:
        """The account, the text, the gauge."""
        yield Author()
        with VerticalScroll(id="card-scroll"):
            yield Card()
        yield Gauge()

    def draw(self, view: View) -> None:
        """Show the draft of this view."""
        network = NETWORKS["x"].label
        self.frame(f"Preview: {network}", "" if view.live else "EXERCISE")
        self.query_one(Author).draw(view)
        self.query_one(Card).draw(view)
        self.query_one(Gauge).draw(view)


def marked_text(judgement: Judgement) -> Content:
    """Give the text with links, mentions and hashtags coloured, caveats marked, excess struck."""
    text = judgement.text
    marks: list[tuple[int, int, str]] = [
        (entity.start, entity.end, _ENTITY_STYLE) for entity in judgement.measure.entities
    ]
    for caveat in reversed(judgement.caveats):
        if caveat.start is not None and caveat.end is not None and caveat.id != "over-limit":
            marks.append((caveat.start, caveat.end, _SPAN_STYLES[caveat.severity]))
    marks += [(gap.start, gap.end, _GAP_STYLE) for gap in judgement.filled.gaps]
    if judgement.measure.over:
        marks.append((judgement.measure.visible_end, len(text), _OVER_STYLE))
    return _with_marks(text, marks)


def _with_marks(text: str, marks: list[tuple[int, int, str]]) -> Content:
    """Style spans of the raw text, although hidden characters grow when they are made visible."""
    edges = sorted({0, len(text), *(edge for start, end, _ in marks for edge in (start, end))})
    shown = ""
    places = {}
    for start, end in pairwise(edges):
        places[start] = len(shown)
        shown += visible(text[start:end])
    places[len(text)] = len(shown)
    content = Content(shown)
    for start, end, style in marks:
        content = content.stylize(style, places[start], places[end])
    return content


def gauge(judgement: Judgement, width: int) -> Content:
    """Give the bar and the count: how much of what the network takes is used."""
    measure = judgement.measure
    limit, over = measure.limit, measure.over
    close = limit is not None and measure.length * 10 >= limit * 9
    style = "$text-error" if over else "$text-warning" if close else "$text-success"
    if over:
        left = (
            f"{over.amount} over"
            if over.unit == "character"
            else f"{over.amount} {over.unit}s over"
        )
    elif measure.part_limit is not None:
        left = f"{measure.parts} segment{'' if measure.parts == 1 else 's'}"
    else:
        left = "no limit" if limit is None else f"{measure.remaining} left"
    count = (
        f" {measure.length}  {left}" if limit is None else f" {measure.length} / {limit}  {left}"
    )
    room = max(width - len(count), 8)
    filled = min(room, round(room * measure.length / limit)) if limit else 0
    return line(("━" * filled, style), ("─" * (room - filled), "$faint"), (count, style))
