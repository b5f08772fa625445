"""A report before it has a form: headings, paragraphs, tables and texts shown as they are.

The report is composed once, out of these; each export format draws them. All text in them is
data: whoever draws it makes it safe for its form, in one place.
"""

from dataclasses import dataclass
from typing import Literal

Tone = Literal["good", "fair", "poor", "bad", "blank"]
"""How good the news of a row are; `blank` is a row to be filled in by hand."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of short texts."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a head."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    tones: tuple[Tone, ...] = ()
    """For each row how good its news are, where a form can show it; the words say it too."""
    widths: tuple[int, ...] = ()
    """For each column its share of the width in percent; empty: as the texts need it."""


@dataclass(frozen=True, slots=True)
class Verbatim:
    """A text shown exactly as it is, line breaks included."""

    text: str


Block = Heading | Paragraph | Bullets | Table | Verbatim


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of a report."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report. `mark` stands first in every section: what kind of run this is."""

    title: str
    mode: str
    """`EXERCISE` or `LIVE INCIDENT`."""
    mark: str
    """The first line of every section; empty where none is needed."""
    sections: tuple[Section, ...]
    mark_once: bool = False
    """Whether the mark stands at the top alone; headings of sections say the mode all the same."""
