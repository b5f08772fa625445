"""Every clock of a run as it stands now: pure, from the record alone.

A clock starts at a milestone, as last corrected, or when the filing before it is made; the
earliest counts. It is never met by itself: somebody says what was filed, where and when.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final

from breachplay.playbook.clock import Clock, ClockEntry, near
from breachplay.playbook.words import MILESTONES, due_parts, within_parts
from breachplay.record.clock_state import Settled
from breachplay.record.clocks_updates import updates
from breachplay.record.reckoning import EARLY, FAR, ends, get_ready
from breachplay.record.standing import Standing, Status, nearest_first
from breachplay.record.state import State
from breachplay.record.when import parse_stamp
from breachplay.zones import zone_of

Source = Callable[[State, datetime], Iterable[Standing]]


def standing(state: State, now: datetime) -> tuple[Standing, ...]:
    """Give how every clock of the run stands, nearest first.

    Args:
        state: where the run stands.
        now: the present (in an exercise, on its own clock); aware.
    """
    return nearest_first(one for source in SOURCES for one in source(state, now))


def in_run(state: State) -> tuple[Clock, ...]:
    """Give the clocks of law that the run watches: the playbook's, the profile's, those added."""
    entries = (*state.playbook.clock, *state.profile.clock)
    found: dict[str, Clock] = {}
    added = (one.clock for one in state.added_clocks)
    for clock in (*_written_out(entries), *added):
        found.setdefault(clock.id, clock)
    return tuple(found.values())


def settled(state: State, clock: str) -> Settled | None:
    """Give what became of a clock; None while it is open."""
    history = state.clocks.get(clock)
    return history[-1] if history and history[-1].became != "reopened" else None


def started_by(milestone: str, state: State) -> tuple[Clock, ...]:
    """Give the clocks of the run that a milestone starts."""
    return tuple(clock for clock in in_run(state) if milestone in clock.milestones)


def prepare(state: State) -> None:
    """Load what the clocks of a run need to be counted: a third of a second, off the screen."""
    for country in {clock.holidays for clock in in_run(state)} - {None}:
        get_ready(country or "")


@lru_cache(maxsize=8)
def _written_out(entries: tuple[ClockEntry, ...]) -> tuple[Clock, ...]:
    """Give the clocks that a record embeds; only old records name those of the library."""
    if any(entry.use for entry in entries):
        from breachplay.playbook.clocks import filled  # noqa: PLC0415  reads a file

        return filled(entries)
    return tuple(clock for entry in entries if (clock := entry.written_out()) is not None)


def _of_law(state: State, now: datetime) -> Iterable[Standing]:
    watched = {clock.id: clock for clock in in_run(state)}
    return [_stands(clock, state, watched, now) for clock in watched.values()]


def _stands(clock: Clock, state: State, watched: dict[str, Clock], now: datetime) -> Standing:
    start: datetime | None
    end: datetime | None
    if clock.fixed:
        start, waits_for, end = _added(clock, state), "", _moment(clock.fixed)
    else:
        start, waits_for = _start(clock, state, watched)
        end = _deadline(clock, state, start) if start else None
    before = settled(state, clock.id)
    return Standing(
        id=clock.id,
        title=clock.title,
        status=_status(before, start, end, now),
        tell=clock.tell,
        rule=rule(clock, watched),
        cite=clock.cite,
        as_of="" if clock.fixed else clock.as_of,
        applies=clock.applies or "",
        note=clock.note or "",
        waits_for=waits_for,
        started=start,
        deadline=end,
        settled_at=_moment(before.at) if before else None,
        settled_by=str(before.actor) if before else "",
        settled=_told(before),
    )


def _status(
    before: Settled | None, start: datetime | None, end: datetime | None, now: datetime
) -> Status:
    if before is not None:
        return "met" if before.became == "met" else "waived"
    if start is None:
        return "not started"
    if end is None:
        return "no figure"
    if now > end:
        return "overdue"
    return "close" if near(start, end, now) else "running"


def _told(before: Settled | None) -> str:
    if before is None:
        return ""
    if before.became == "met":
        return f"{before.evidence}, {before.where}" if before.where else before.evidence
    return (
        f"{before.reason} (decided by {before.decided_by})" if before.decided_by else before.reason
    )


def _start(clock: Clock, state: State, watched: dict[str, Clock]) -> tuple[datetime | None, str]:
    """Give when a clock started; where it has not, None and what it waits for."""
    reached = [
        _moment(milestone.at)
        for name in clock.milestones
        if (milestone := state.milestone(name)) is not None
    ]
    prior = settled(state, clock.after) if clock.after else None
    if prior is not None and prior.became == "met":
        reached.append(_moment(prior.at))
    if not reached:
        return None, _waiting(clock, watched, waived=prior is not None, state=state)
    start = min(reached)
    if clock.in_force:
        day = start.astimezone(zone_of(clock.zone or state.profile.timezone)).date()
        if day.isoformat() < clock.in_force:
            return None, f"the rule to be in force, from {clock.in_force}"
    return start, ""


def _added(clock: Clock, state: State) -> datetime:
    """Give when a deadline of a run's own was added; never after it ends."""
    at = next((one.at for one in state.added_clocks if one.clock.id == clock.id), state.opened_at)
    return min(_moment(at), _moment(clock.fixed or at))


def _waiting(clock: Clock, watched: dict[str, Clock], *, waived: bool, state: State) -> str:
    causes = [MILESTONES[name].lower() for name in clock.milestones[:1]]
    if clock.after:
        prior = watched.get(clock.after)
        title = prior.title if prior else clock.after
        causes.append(f"{title} to be met" + (", which is waived" if waived else ""))
    told = ", or ".join(causes)
    if clock.no_later and (milestone := state.milestone(due_parts(clock.no_later)[0])):
        limit = _moment(milestone.at) + _after(clock.no_later)
        zone = zone_of(clock.zone or state.profile.timezone)
        told += f" (then due by {limit.astimezone(zone):%Y-%m-%d %H:%M %Z} at the latest)"
    return told


def _deadline(clock: Clock, state: State, start: datetime) -> datetime | None:
    if not clock.within:
        return None
    end = ends(
        start,
        clock.within,
        zone=clock.zone or state.profile.timezone,
        country=clock.holidays,
        until=clock.until,
    )
    if clock.no_later and (milestone := state.milestone(due_parts(clock.no_later)[0])):
        end = min(end, _moment(milestone.at) + _after(clock.no_later))
    return end


def _moment(at: str) -> datetime:
    """Read a moment of the record, no further off than calendars can count from."""
    return min(max(parse_stamp(at), EARLY), FAR)


def _after(due: str) -> timedelta:
    return timedelta(seconds=due_parts(due)[1])


def rule(clock: Clock, watched: dict[str, Clock]) -> str:
    """Say when a clock ends: `72 hours after: aware of the breach`."""
    if clock.fixed:
        return "a deadline that was set during this run"
    causes = [MILESTONES[name].lower() for name in clock.milestones]
    if clock.after:
        prior = watched.get(clock.after)
        causes.append(f"{prior.title if prior else clock.after} filed")
    start = " or ".join(causes)
    if not clock.within:
        return f"{clock.promptly} after: {start}"
    number, unit = within_parts(clock.within)
    unit = {"days": "calendar days"}.get(unit, unit)
    told = f"{number} {unit if number != 1 else unit.removesuffix('s')} after: {start}"
    if clock.holidays:
        days = "business days" if number != 1 else "business day"
        told = told.replace(days, f"{days} ({clock.holidays})", 1)
    if clock.no_later:
        milestone, limit = due_parts(clock.no_later)
        told += f"; {_length(limit)} after: {MILESTONES[milestone].lower()}"
        told += ", whichever is earlier"
    return told


def _length(seconds: int) -> str:
    for unit, size in (("day", 86_400), ("hour", 3600)):
        # A day of a limit is 24 hours; two of them and more are said as days.
        if seconds % size == 0 and (unit != "day" or seconds > size):
            break
    else:
        unit, size = "minute", 60
    number = seconds // size
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


SOURCES: Final[tuple[Source, ...]] = (_of_law, updates)
"""Who knows of clocks: deadlines of law here, promised updates in their own module."""
