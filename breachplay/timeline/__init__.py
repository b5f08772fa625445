"""The record as people read it: on screen in sentences, exported as a report or a document.

- `sentences`: one plain sentence for each kind of event; `wording`: how they name things.
- `zone`: times as people read them.
- `report` composes a `document` out of the sections in `opening`, `walk`, `posting`,
  `asking` and `telling`; `markdown` and `html` draw it, each the one place where text is made safe
  for that form.
- `exports`: the whole chain as JSON or TOML, and reading it back. `packed`: events in them.
- `table`: one line for each event, as CSV. `ics`: the deadlines, as a calendar.
- `verify`: is a record unaltered? `formats`: the table of forms. `names`: files and their names.

Imports the record and what is below it; no screens.
"""

from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from breachplay.timeline.exports import as_json, as_toml, read_export
    from breachplay.timeline.faults import TimelineFault
    from breachplay.timeline.formats import FORMATS, Format
    from breachplay.timeline.html import as_html
    from breachplay.timeline.ics import as_ics
    from breachplay.timeline.names import export_name, review_name, write_export
    from breachplay.timeline.report import as_markdown
    from breachplay.timeline.sentences import sentence, short
    from breachplay.timeline.table import as_csv
    from breachplay.timeline.verify import Verdict, verify_events, verify_path

__all__ = [
    "FORMATS",
    "Format",
    "TimelineFault",
    "Verdict",
    "as_csv",
    "as_html",
    "as_ics",
    "as_json",
    "as_markdown",
    "as_toml",
    "export_name",
    "read_export",
    "review_name",
    "sentence",
    "short",
    "verify_events",
    "verify_path",
    "write_export",
]

_WHERE: Final = MappingProxyType(
    {
        "FORMATS": "formats",
        "Format": "formats",
        "TimelineFault": "faults",
        "Verdict": "verify",
        "as_csv": "table",
        "as_html": "html",
        "as_ics": "ics",
        "as_json": "exports",
        "as_markdown": "report",
        "as_toml": "exports",
        "export_name": "names",
        "read_export": "exports",
        "review_name": "names",
        "sentence": "sentences",
        "short": "sentences",
        "verify_events": "verify",
        "verify_path": "verify",
        "write_export": "names",
    }
)


def __getattr__(name: str) -> Any:
    """Give a public name, its module imported only now: the walk screen needs sentences alone."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
