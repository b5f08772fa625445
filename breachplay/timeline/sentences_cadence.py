"""The sentences about the rhythm of updates: put off, and promises corrected."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from breachplay.playbook.model import Playbook
from breachplay.record import events as kinds
from breachplay.timeline.wording import LONGEST_QUOTE, cut

Tell = Callable[[Mapping[str, Any], Playbook], str]


def as_entered(moment: str) -> str:
    """Give a moment as it was entered, with its own offset: `2026-11-24 18:00 UTC+01:00`.

    What cannot be read as one is given as it stands.
    """
    try:
        read = datetime.fromisoformat(moment)
    except ValueError:
        return moment
    return f"{read:%Y-%m-%d %H:%M} {read.tzname() or ''}".rstrip()


def promise_said(body: Mapping[str, Any]) -> str:
    """Say what a post promised, as the end of a sentence; empty where it promised nothing."""
    due = body.get("promised", "")
    return f"; it promises the next update by {as_entered(due)}" if due else ""


def _snoozed(body: Mapping[str, Any], _: Playbook) -> str:
    due, until = as_entered(body["due"]), as_entered(body["until"])
    stands = " (that promise stands in public)" if body.get("promised") else ""
    reason = cut(body["reason"], LONGEST_QUOTE)
    return f"Put the update due {due}{stands} off to {until}: {reason}"


def _corrected(body: Mapping[str, Any], _: Playbook) -> str:
    before = as_entered(body["before"]) if body.get("before") else "nothing"
    now = f"an update by {as_entered(body['due'])}" if body["due"] else "nothing"
    reason = cut(body["reason"], LONGEST_QUOTE)
    was = f"noted before: {before}"
    return f"Corrected what post seq {body['post']} promised: {now} ({was}): {reason}"


SENTENCES: Final[Mapping[str, Tell]] = {
    kinds.UPDATE_SNOOZED: _snoozed,
    kinds.PROMISE_CORRECTED: _corrected,
}

SHORTS: Final[Mapping[str, Tell]] = {
    kinds.UPDATE_SNOOZED: lambda body, _: f"snoozed to {as_entered(body['until'])[11:]}",
    kinds.PROMISE_CORRECTED: lambda _, __: "corrected a promise",
}
