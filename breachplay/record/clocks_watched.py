"""What the checks of a draft must know of the clocks, and which clocks the facts call for."""

from datetime import datetime
from typing import TYPE_CHECKING

from breachplay.playbook.clock import Clock
from breachplay.record.clocks import in_run, standing
from breachplay.record.standing import RUNNING
from breachplay.record.state import State

if TYPE_CHECKING:
    from breachplay.caveats.words import RunningClock


def running(state: State, now: datetime) -> "tuple[RunningClock, ...]":
    """Give the deadlines of law that run or are past; promised updates have a check of theirs."""
    from breachplay.caveats.words import RunningClock  # noqa: PLC0415  with the first text

    return tuple(
        RunningClock(one.title, one.tell, one.started, one.deadline)
        for one in standing(state, now)
        if one.kind == "law" and one.status in RUNNING and one.started and one.deadline
    )


def watched_data(state: State) -> tuple[str, ...]:
    """Give the kinds of data whose clocks the run watches or has settled, sorted."""
    return tuple(sorted({kind for clock in in_run(state) for kind in clock.data}))


def called_for(state: State) -> tuple[tuple[Clock, str], ...]:
    """Give the clocks of the library that facts call for and the run does not watch, each with why.

    Reads the library: for a screen that offers them, not for every key.
    """
    from breachplay.caveats.deadlines import data_named  # noqa: PLC0415  late: few facts name it
    from breachplay.playbook.clocks import library  # noqa: PLC0415  reads a file
    from breachplay.record.judging import facts_as_seen  # noqa: PLC0415  it asks this room too

    watched = {clock.id for clock in in_run(state)}
    named = {
        kind: f'"{word}" ({fact.label}) is {kind} data'
        for kind, fact, word in data_named(facts_as_seen(state))
    }
    return tuple(
        (clock, named[kind])
        for clock in library().values()
        if clock.id not in watched
        for kind in clock.data[:1]
        if kind in named
    )
