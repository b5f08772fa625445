"""A report drawn as Markdown in which text from outside can do nothing.

Every text is escaped here and nowhere else. Addresses are set as code, which no reader turns
into a link or an image; hidden characters become placeholders.
"""

import re
from typing import Final

from breachplay.plain import visible
from breachplay.timeline.document import (
    Block,
    Bullets,
    Heading,
    Paragraph,
    Report,
    Section,
    Table,
    Verbatim,
)

_ACTIVE: Final = re.compile(r"[\\`*_{}\[\]<>|~$^&]")
"""Characters that begin something in Markdown or in a common extension of it."""

_LEADING: Final = re.compile(r"^(?:[#+\-=:]|\d{1,9}[.)])")
"""What begins a heading, a list, a rule or a definition at the start of a line."""

_RUN: Final = re.compile(r"[^\s`|\\]+")
_BEFORE: Final = "\"'([{<"
_AFTER: Final = "\"')]}>,;:.!?"
"""Quotes, brackets and stops that stand around an address without being part of it."""

_ADDRESS: Final = re.compile(r"//|@|[^\W_]\.[^\W\d_]")
"""What a reader may take for an address or a person, and turn into a link by itself."""

_FENCE: Final = re.compile(r"`+")


def drawn(report: Report) -> str:
    """Draw the whole report as Markdown."""
    parts = [_heading(1, f"{report.mode}: {report.title}")]
    if report.mark:
        parts.append(f"**{inline(report.mark)}**")
    parts += [_section(report, section) for section in report.sections]
    return "\n\n".join(parts) + "\n"


def inline(text: str) -> str:
    """Give a text as Markdown inside a line, which shows it and does nothing else."""
    shown = visible(text, lines=False).strip()
    pieces, end = [], 0
    for run in _RUN.finditer(shown):
        pieces.append(_escaped(shown[end : run.start()]))
        pieces.append(_run(run.group()))
        end = run.end()
    pieces.append(_escaped(shown[end:]))
    return "".join(pieces)


def line(text: str) -> str:
    """Give a text as one whole line of Markdown: no list, heading or rule begins with it."""
    return _LEADING.sub(_led, inline(text))


def fenced(text: str) -> str:
    """Give a text between fences longer than any run of backticks in it."""
    shown = visible(text)
    longest = max((len(run) for run in _FENCE.findall(shown)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{shown}\n{fence}"


def _run(run: str) -> str:
    if not _ADDRESS.search(run):
        return _escaped(run)
    inner = run.lstrip(_BEFORE)
    core = inner.rstrip(_AFTER)
    before, after = run[: len(run) - len(inner)], inner[len(core) :]
    return f"{_escaped(before)}`{core}`{_escaped(after)}" if core else _escaped(run)


def _escaped(text: str) -> str:
    return _ACTIVE.sub(r"\\\g<0>", text)


def _led(match: re.Match[str]) -> str:
    start = match.group()
    return f"{start[:-1]}\\{start[-1]}"


def _section(report: Report, section: Section) -> str:
    title = f"{report.mode}: {section.title}" if report.mark else section.title
    parts = [_heading(2, title)]
    if report.mark and not report.mark_once:
        parts.append(f"**{inline(report.mark)}**")
    parts += [_block(block) for block in section.blocks]
    return "\n\n".join(parts)


def _heading(level: int, text: str) -> str:
    shown = inline(text)
    if shown.endswith("#"):  # a closing run of # would be taken away
        shown = f"{shown[:-1]}\\#"
    return f"{'#' * level} {shown}"


def _block(block: Block) -> str:
    match block:
        case Heading(text):
            return _heading(3, text)
        case Paragraph(text):
            return line(text)
        case Bullets(items):
            return "\n".join(f"- {line(item)}" for item in items)
        case Table(head, rows):
            return _table(head, rows)
        case Verbatim(text):
            return fenced(text)


def _table(head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> str:
    lines = [_row(head), _row(("---",) * len(head), plain=True)]
    lines += [_row(row) for row in rows]
    return "\n".join(lines)


def _row(cells: tuple[str, ...], *, plain: bool = False) -> str:
    return "| " + " | ".join(cell if plain else inline(cell) for cell in cells) + " |"
