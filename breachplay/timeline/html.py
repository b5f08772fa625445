"""A report drawn as one HTML page: no script, no link out, nothing fetched, all text escaped."""

from collections.abc import Sequence
from datetime import datetime
from importlib.resources import files

from breachplay.plain import visible
from breachplay.record.events import Event
from breachplay.record.state import State
from breachplay.timeline.document import Report
from breachplay.timeline.report import composed, read_or_refuse


def as_html(state: State, events: Sequence[Event], *, now: datetime, damage: str = "") -> str:
    """Give the report of a run as one HTML page that needs nothing else.

    Raises:
        ValueError: when the record holds a value that is not as this version knows it.
    """
    with read_or_refuse():
        return drawn(composed(state, events, now=now, damage=damage))


def drawn(report: Report) -> str:
    """Draw the whole report as HTML."""
    from jinja2 import Environment, StrictUndefined  # noqa: PLC0415 (30 ms; only this form needs it)

    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["kind"] = lambda block: type(block).__name__
    environment.filters["line"] = lambda text: visible(text, lines=False)
    environment.filters["lines"] = visible
    template = files("breachplay.timeline").joinpath("report.html.j2").read_text(encoding="utf-8")
    return environment.from_string(template).render(report=report)
