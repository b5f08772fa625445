"""Text from outside as styled content.

Widgets that are given a bare string parse it as markup, and the terminal obeys control
characters. So every text from a playbook, a person, a profile or a record goes through `plain`
here and reaches a widget as `Content`, which is never parsed.
"""

from collections.abc import Iterable
from typing import Final

from textual.content import Content
from textual.widgets import Static

from breachplay.plain import visible

Part = str | tuple[str, str] | Content
"""Text without style, text with a style of ours, or content made already."""

GLYPHS: Final = {"stop": "■ STOP", "warn": "▲ WARN", "note": "● NOTE"}
"""Severity by word and glyph, never by colour alone."""

SEVERITY_STYLES: Final = {
    "stop": "bold $text-error",
    "warn": "bold $text-warning",
    "note": "bold $text-primary",
}


def plain(text: str, style: str = "", *, lines: bool = False) -> Content:
    """Give text from outside as content: hidden characters visible, on one line unless asked."""
    return (
        Content(visible(text, lines=lines))
        if not style
        else Content.styled(visible(text, lines=lines), style)
    )


def line(*parts: Part) -> Content:
    """Join parts into one line of content."""
    return Content("").join(
        [
            part
            if isinstance(part, Content)
            else plain(part)
            if isinstance(part, str)
            else plain(part[0], part[1])
            for part in parts
        ]
    )


def lines(rows: Iterable[Content]) -> Content:
    """Put rows of content under one another."""
    return Content("\n").join(list(rows))


def show(widget: Static, content: Content, *, layout: bool = False) -> None:
    """Put content into a widget; nothing is painted where it would look the same.

    Args:
        widget: where it goes.
        content: what it shows from now on.
        layout: whether its size may change, so that the screen is laid out anew.
    """
    before = widget.content
    if layout or not isinstance(before, Content) or not before.is_same(content):
        widget.update(content, layout=layout)


def hanging(content: Content, width: int, indent: int, *, first: int = 0) -> list[Content]:
    """Wrap content to a width, every line but the first pushed in by `indent` cells.

    The first line is `first` cells in; all lines keep clear of the indent, so that what stands
    before the first can be put there.
    """
    wrapped = content.wrap(max(width - indent, 8)) or [content]
    pads = [first] + [indent] * (len(wrapped) - 1)
    return [part.rstrip().pad_left(pad) for part, pad in zip(wrapped, pads, strict=True)]


def severity(name: str) -> Content:
    """Give the word and glyph of a severity, in its colour."""
    return Content.styled(GLYPHS[name], SEVERITY_STYLES[name])


def span_clock(total: float) -> str:
    """Give a length of time as `HH:MM:SS`, with days in front where there are any."""
    whole = int(abs(total))
    days, rest = divmod(whole, 86_400)
    text = f"{rest // 3600:02}:{rest // 60 % 60:02}:{rest % 60:02}"
    return f"{days}d {text}" if days else text


def taken_out(removed: int) -> str:
    """Say how many hidden characters a paste lost."""
    count = "1 hidden character was" if removed == 1 else f"{removed} hidden characters were"
    return f"{count} taken out of the paste."
