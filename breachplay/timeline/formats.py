"""The forms a timeline is exported in: one table. Adding one is one entry here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final, Protocol

from breachplay.record.events import Event
from breachplay.record.state import State
from breachplay.timeline.exports import as_json, as_toml
from breachplay.timeline.html import as_html
from breachplay.timeline.ics import as_ics
from breachplay.timeline.report import as_markdown
from breachplay.timeline.table import as_csv


class Writer(Protocol):
    """Gives a run's export as text."""

    def __call__(
        self, state: State, events: Sequence[Event], *, now: datetime, damage: str = ""
    ) -> str:
        """Give the export.

        Args:
            state: the fold of all the events.
            events: the whole record, in order.
            now: when the export is made; aware.
            damage: where the record stops holding, if it does; then `events` end before it.

        Raises:
            ValueError: when the record holds a value that is not as this version knows it.
        """
        ...


@dataclass(frozen=True, slots=True)
class Format:
    """One form of export."""

    id: str
    """How it is named on the command line; the ending of the file too."""
    label: str
    about: str
    write: Writer
    verifiable: bool = False
    """Whether it holds the chain, so that `verify` can check the file."""


FORMATS: Final[Mapping[str, Format]] = MappingProxyType(
    {
        "md": Format("md", "Markdown", "a report to read", as_markdown),
        "json": Format("json", "JSON", "the whole chain, for tools", as_json, verifiable=True),
        "toml": Format("toml", "TOML", "the whole chain, to read", as_toml, verifiable=True),
        "html": Format("html", "HTML", "the report as a page, to read and to print", as_html),
        "ics": Format("ics", "iCalendar", "the deadlines, for a calendar", as_ics),
        "csv": Format("csv", "CSV", "one line for each event, for spreadsheets", as_csv),
    }
)
