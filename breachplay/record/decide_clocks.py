"""What the commands about clocks give: added, met, waived, opened again."""

import msgspec

from breachplay.playbook.clock import Clock
from breachplay.record import entered
from breachplay.record import events as kinds
from breachplay.record.clocks import in_run, settled
from breachplay.record.commands import Refused
from breachplay.record.commands_clocks import (
    AddClocks,
    MeetClock,
    ReopenClock,
    SetDeadline,
    WaiveClock,
)
from breachplay.record.events import Actor, NewEvent
from breachplay.record.state import State

Decided = tuple[NewEvent, ...]


def add_clocks(state: State, command: AddClocks, _: Actor) -> Decided:
    """Watch clocks that are not watched yet."""
    watched = {clock.id for clock in in_run(state)}
    news: list[NewEvent] = []
    for given in command.clocks:
        try:
            clock = msgspec.convert(given, Clock)
        except msgspec.ValidationError as error:
            raise Refused(f"that is no clock: {error}") from error
        if clock.fixed:
            raise Refused("set a deadline of your own as one")
        if clock.id not in watched:
            watched.add(clock.id)
            news.append(NewEvent(kinds.CLOCK_ADDED, {"clock": msgspec.to_builtins(clock)}))
    return tuple(news)


def set_deadline(state: State, command: SetDeadline, _: Actor) -> Decided:
    """Watch a deadline that ends at one moment."""
    names = [clock.id for clock in in_run(state)]
    number = 1 + sum(name.startswith("own-") for name in names)
    given = {
        "id": f"own-{number}",
        "title": _one_line(entered.reason(command.title, "a name for the deadline")),
        "tell": _one_line(entered.reason(command.tell, "whom to tell")),
        "cite": _one_line(entered.reason(command.source, "who set it")),
        "fixed": entered.moment(command.ends),
    }
    try:
        clock = msgspec.convert(given, Clock)
    except msgspec.ValidationError as error:
        raise Refused(f"that is too long, or no time: {error}") from error
    return (NewEvent(kinds.CLOCK_ADDED, {"clock": msgspec.to_builtins(clock)}),)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def meet_clock(state: State, command: MeetClock, _: Actor) -> Decided:
    """Note that a clock was met, with the evidence; clocks chained to it start."""
    clock = _open(state, command.clock)
    body = {
        "clock": clock.id,
        "title": clock.title,
        "evidence": entered.reason(command.evidence, "what was filed"),
        "where": entered.reason(command.where, "where it was filed, or with whom"),
    }
    return (NewEvent(kinds.CLOCK_MET, body, entered.moment(command.happened_at)),)


def waive_clock(state: State, command: WaiveClock, _: Actor) -> Decided:
    """Note that a clock does not apply, why, and who decided that."""
    clock = _open(state, command.clock)
    body = {
        "clock": clock.id,
        "title": clock.title,
        "reason": entered.reason(command.reason, "a reason why it does not apply"),
        "decided_by": entered.reason(command.decided_by, "the name of who decided that"),
    }
    return (NewEvent(kinds.CLOCK_WAIVED, body),)


def reopen_clock(state: State, command: ReopenClock, _: Actor) -> Decided:
    """Note that a clock is open again; clocks chained to its filing stop."""
    clock = _named(state, command.clock)
    if settled(state, clock.id) is None:
        return ()
    reason = entered.reason(command.reason, "a reason for opening it again")
    body = {"clock": clock.id, "title": clock.title, "reason": reason}
    return (NewEvent(kinds.CLOCK_REOPENED, body),)


def _open(state: State, name: str) -> Clock:
    clock = _named(state, name)
    before = settled(state, clock.id)
    if before is not None:
        raise Refused(f'"{clock.title}" is {before.became} already: open it again first')
    return clock


def _named(state: State, name: str) -> Clock:
    watched = {clock.id: clock for clock in in_run(state)}
    if name in watched:
        return watched[name]
    from breachplay.playbook.suggest import did_you_mean  # noqa: PLC0415  only on a wrong name

    advice = did_you_mean(name, watched) or f"there are: {', '.join(watched) or 'none'}"
    raise Refused(f'this run watches no clock "{name}"; {advice}')
