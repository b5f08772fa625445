"""The text of a post as its network shows it: links short, tags coloured, caveats marked."""

import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from textual.content import Content

from breachplay.plain import visible
from breachplay.record.judging import Judgement

Mark = tuple[int, int, str]
"""A span of the raw text in code points, and the style it has."""

LINK_SHOWN: Final = 30
"""Characters of a link that stay; networks show about as many, without the scheme."""

_ENTITY_STYLE: Final = "$text-accent"
_GAP_STYLE: Final = "bold $text-error reverse"
_OVER_STYLE: Final = "$text-error strike"
_STRONG: Final = frozenset({"L", "R", "AL"})
"""The directions that letters have."""
_SPAN_STYLES: Final = {
    "stop": "bold underline $text-error",
    "warn": "underline $text-warning",
    "note": "underline $text-primary",
}


def post_text(judgement: Judgement, width: int = 0) -> Content:
    """Give a whole text that goes out as one post.

    Args:
        judgement: the text and all that is known of it.
        width: cells there are, to set right-to-left paragraphs to the right; 0 leaves them.
    """
    return _laid_out(_part(judgement, 0, len(judgement.text)), width)


def card_text(judgement: Judgement, number: int, width: int = 0) -> Content:
    """Give the text of one card of a thread, its number with it; cards count from 0."""
    card = judgement.cards[number]
    raw = judgement.text[card.start : card.end]
    numbering = card.text[len(raw) :] if card.text.startswith(raw) else ""
    content = _part(judgement, card.start, card.end)
    return _laid_out(content + Content.styled(visible(numbering), "$quiet"), width)


def display_form(link: str) -> str:
    """Give a link as networks show it: no scheme, no `www.`, and its end cut where it is long."""
    bare = link.removeprefix("https://").removeprefix("http://").removeprefix("www.")
    return bare if len(bare) <= LINK_SHOWN else bare[: LINK_SHOWN - 1] + "…"


def _part(judgement: Judgement, first: int, last: int) -> Content:
    links = [
        (entity.start, entity.end)
        for entity in judgement.measure.entities
        if entity.kind == "link" and first <= entity.start and entity.end <= last
    ]
    marks = [
        (max(start, first), min(end, last), style)
        for start, end, style in _marks(judgement)
        if start < last and end > first
    ]
    return _styled(judgement.text, first, last, marks, links)


def _marks(judgement: Judgement) -> list[Mark]:
    measure = judgement.measure
    marks: list[Mark] = [(part.start, part.end, _ENTITY_STYLE) for part in measure.entities]
    for caveat in reversed(judgement.caveats):
        if caveat.start is not None and caveat.end is not None and caveat.id != "over-limit":
            marks.append((caveat.start, caveat.end, _SPAN_STYLES[caveat.severity]))
    marks += [(gap.start, gap.end, _GAP_STYLE) for gap in judgement.filled.gaps]
    if measure.over and not judgement.cards:
        marks.append((measure.visible_end, len(judgement.text), _OVER_STYLE))
    return marks


def _styled(
    text: str, first: int, last: int, marks: Sequence[Mark], links: Sequence[tuple[int, int]]
) -> Content:
    """Style spans of the raw text, although what is shown is longer or shorter in places."""
    edges = {first, last, *(edge for start, end, _ in marks for edge in (start, end))}
    edges |= {edge for link in links for edge in link}
    inside = {edge for edge in edges for start, end in links if start < edge < end}
    places: dict[int, int] = {}
    shown = ""
    for start, end in pairwise(sorted(edges - inside)):
        places[start] = len(shown)
        piece = text[start:end]
        shown += visible(display_form(piece) if (start, end) in links else piece)
    places[last] = len(shown)
    for edge in inside:  # a mark inside a link marks the whole link: its form is another one
        places[edge] = places[next(start for start, end in links if start < edge < end)]
    content = Content(shown)
    for start, end, style in marks:
        stop = places[end]
        if end in inside:
            stop = places[next(after for before, after in links if before < end < after)]
        content = content.stylize(style, places[start], stop)
    return content


def _laid_out(content: Content, width: int) -> Content:
    """Collapse rows of blank lines, as networks do, and set right-to-left paragraphs right."""
    rows: list[Content] = []
    from_right = False
    for row in content.split("\n", allow_blank=True):
        if not row.plain.strip() and rows and not rows[-1].plain.strip():
            continue
        from_right = _right_to_left(row, from_right)
        if width and from_right:
            rows += [part.rstrip().right(width) for part in row.wrap(width)]
        else:
            rows.append(row)
    return Content("\n").join(rows)


def _right_to_left(row: Content, before: bool) -> bool:
    """Whether a paragraph is read from the right: its first letter with a direction decides.

    Links, mentions and tags do not: a link is written the same in every language. Without another
    letter a paragraph goes the way of the one before, and the first by its links and tags.
    """
    if row.plain.isascii() and not before:
        return False
    entities = [span for span in row.spans if span.style == _ENTITY_STYLE]
    beside = [True] * len(row.plain)
    for span in entities:
        beside[span.start : span.end] = [False] * (span.end - span.start)
    for character, decides in zip(row.plain, beside, strict=True):
        if decides and (direction := unicodedata.bidirectional(character)) in _STRONG:
            return direction != "L"
    first = (unicodedata.bidirectional(character) for character in row.plain)
    return before or next((way != "L" for way in first if way in _STRONG), False)
