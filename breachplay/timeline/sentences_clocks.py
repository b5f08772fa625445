"""The sentences about clocks."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from breachplay.playbook.model import Playbook
from breachplay.record import events as kinds
from breachplay.timeline.wording import LONGEST_QUOTE, cut, quote

Tell = Callable[[Mapping[str, Any], Playbook], str]


def _title(body: Mapping[str, Any]) -> str:
    return str(body.get("title") or body["clock"])


def _added(body: Mapping[str, Any], _: Playbook) -> str:
    clock = body["clock"]
    if clock.get("fixed"):
        ends, source = clock["fixed"], cut(clock["cite"], LONGEST_QUOTE)
        return f"Set the deadline {quote(clock['title'])} for {ends} (source: {source})"
    checked = "" if clock.get("as_of", "unchecked") != "unchecked" else ", unchecked"
    return f"Added the clock {quote(clock['title'])} ({cut(clock['cite'], LONGEST_QUOTE)}{checked})"


def _met(body: Mapping[str, Any], _: Playbook) -> str:
    where = f", {cut(body['where'], LONGEST_QUOTE)}" if body.get("where") else ""
    title = quote(_title(body))
    return f"Met the clock {title}: {cut(body['evidence'], LONGEST_QUOTE)}{where}"


def _waived(body: Mapping[str, Any], _: Playbook) -> str:
    by = f" (decided by {cut(body['decided_by'], LONGEST_QUOTE)})" if body.get("decided_by") else ""
    title = quote(_title(body))
    return f"Waived the clock {title}: {cut(body['reason'], LONGEST_QUOTE)}{by}"


def _reopened(body: Mapping[str, Any], _: Playbook) -> str:
    reason = f": {cut(body['reason'], LONGEST_QUOTE)}" if body.get("reason") else ""
    return f"Opened the clock {quote(_title(body))} again{reason}"


SENTENCES: Final[Mapping[str, Tell]] = {
    kinds.CLOCK_ADDED: _added,
    kinds.CLOCK_MET: _met,
    kinds.CLOCK_WAIVED: _waived,
    kinds.CLOCK_REOPENED: _reopened,
}

SHORTS: Final[Mapping[str, Tell]] = {
    kinds.CLOCK_ADDED: lambda body, _: f"clock added: {body['clock']['title']}",
    kinds.CLOCK_MET: lambda body, _: f"clock met: {_title(body)}",
    kinds.CLOCK_WAIVED: lambda body, _: f"clock waived: {_title(body)}",
    kinds.CLOCK_REOPENED: lambda body, _: f"clock opened: {_title(body)}",
}
