"""The state of clocks, from the events about them."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from breachplay.playbook.clock import Clock
from breachplay.record import events as kinds
from breachplay.record.clock_state import AddedClock, Became, Settled
from breachplay.record.embedded import embedded
from breachplay.record.events import Event
from breachplay.record.state import State
from breachplay.record.when import parse_stamp

Changed = Mapping[str, Any]


def _added(state: State, event: Event) -> Changed:
    clock = embedded(event.body["clock"], Clock)
    if clock.fixed is not None:
        parse_stamp(clock.fixed)
    if any(one.clock.id == clock.id for one in state.added_clocks):
        return {}
    return {"added_clocks": (*state.added_clocks, AddedClock(clock, event.on_clock))}


def _settled(became: Became) -> Callable[[State, Event], Changed]:
    def change(state: State, event: Event) -> Changed:
        body = event.body
        settled = Settled(
            became,
            event.when,
            event.actor,
            event.seq,
            evidence=body.get("evidence", ""),
            where=body.get("where", ""),
            reason=body.get("reason", ""),
            decided_by=body.get("decided_by", ""),
        )
        history = (*state.clocks.get(body["clock"], ()), settled)
        return {"clocks": {**state.clocks, body["clock"]: history}}

    return change


CHANGES: Final[Mapping[str, Callable[[State, Event], Changed]]] = {
    kinds.CLOCK_ADDED: _added,
    kinds.CLOCK_MET: _settled("met"),
    kinds.CLOCK_WAIVED: _settled("waived"),
    kinds.CLOCK_REOPENED: _settled("reopened"),
}
