"""What a person must hear of what another terminal recorded."""

from collections.abc import Sequence
from typing import Final

from breachplay.playbook.model import Playbook
from breachplay.record import events as kinds
from breachplay.record.events import Event
from breachplay.timeline.sentences import short

_APPROVALS: Final = frozenset(
    (kinds.APPROVAL_ASKED, kinds.APPROVED, kinds.REJECTED, kinds.APPROVAL_WITHDRAWN)
)


def approval_heard(seen: Sequence[object], playbook: Playbook) -> str:
    """Say what came of an approval, or that one is asked; empty where nothing did."""
    events = [one for one in seen if isinstance(one, Event) and one.kind in _APPROVALS]
    if not events:
        return ""
    last = events[-1]
    told = short(last, playbook)
    told = f"{told[:1].upper()}{told[1:]}"
    return f"{told}: press A to read it." if last.kind == kinds.APPROVAL_ASKED else f"{told}."
