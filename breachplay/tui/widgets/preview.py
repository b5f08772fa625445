"""The post as the network will show and count it."""

from textual.app import RenderResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from breachplay.plain import visible
from breachplay.posts import NETWORKS
from breachplay.record.judging import Judgement
from breachplay.tui.paint import line, lines, plain
from breachplay.tui.view import View

_ENTITY_STYLE = "$text-accent"
_GAP_STYLE = "bold $text-error reverse"
_OVER_STYLE = "$text-error strike"
_SPAN_STYLES = {
    "stop": "bold underline $text-error",
    "warn": "underline $text-warning",
    "note": "underline $text-primary",
}


class Card(Widget):
    """The card itself: name, handle, text, gauge and count."""

    def __init__(self) -> None:
        super().__init__(id="card")
        self._view: View | None = None

    def draw(self, view: View) -> None:
        """Show the draft of this view."""
        self._view = view
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the text takes when it is wrapped."""
        del container, viewport
        return self._content(width).get_height(self.styles, width)

    def render(self) -> RenderResult:
        """The card as content."""
        return self._content(self.content_size.width)

    def _content(self, width: int) -> Content:
        view = self._view
        if view is None:
            return Content("")
        judgement = view.judgement
        if judgement is None or not judgement.text:
            body = plain("Nothing written yet. Press i for a template, or e to write.", "$text-muted")
        else:
            body = marked_text(judgement)
        parts = [_author(view), Content(""), body, Content("")]
        if judgement is not None:
            parts.append(gauge(judgement, width))
        return lines(parts)


class Preview(VerticalScroll):
    """The preview pane."""

    def __init__(self) -> None:
        super().__init__(id="preview")
        self.card = Card()

    def compose(self) -> "list[Widget]":  # type: ignore[override]  any iterable will do
        """The card is all there is."""
        return [self.card]

    def draw(self, view: View) -> None:
        """Show the draft of this view."""
        network = NETWORKS["x"].label
        self.border_title = Content(f"Preview: {network}")
        self.border_subtitle = Content("") if view.live else Content("EXERCISE")
        self.card.draw(view)


def _author(view: View) -> Content:
    profile = view.state.profile
    handle = profile.handles.get("x", "")
    shown = f"  @{handle}" if handle else "  no handle in the profile"
    return line((profile.organisation, "bold"), (shown, "$text-muted"), (" · now", "$text-muted"))


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
    if judgement.measure.remaining < 0:
        marks.append((judgement.measure.visible_end, len(text), _OVER_STYLE))
    return _with_marks(text, marks)


def _with_marks(text: str, marks: list[tuple[int, int, str]]) -> Content:
    """Style spans of the raw text, although hidden characters grow when they are made visible."""
    edges = sorted({0, len(text), *(edge for start, end, _ in marks for edge in (start, end))})
    shown = ""
    places = {}
    for start, end in zip(edges, edges[1:], strict=False):
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
    over = measure.remaining < 0
    close = not over and measure.length * 10 >= measure.limit * 9
    style = "$text-error" if over else "$text-warning" if close else "$text-success"
    if over:
        left = f"{-measure.remaining} over"
    else:
        left = f"{measure.remaining} left"
    count = f" {measure.length} / {measure.limit}  {left}"
    room = max(width - len(count), 8)
    filled = min(room, round(room * measure.length / measure.limit))
    return line(("━" * filled, style), ("─" * (room - filled), "$text-disabled"), (count, style))
