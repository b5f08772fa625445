"""Clocks: seen, met with evidence, waived with a reason, opened again, added."""

from typing import TYPE_CHECKING, Final

import msgspec

from breachplay.playbook.clock import Clock, ClockEntry
from breachplay.playbook.words import MILESTONES
from breachplay.record.clocks import in_run, rule
from breachplay.record.commands_clocks import (
    AddClocks,
    MeetClock,
    ReopenClock,
    SetDeadline,
    WaiveClock,
)
from breachplay.tui.actions import BY_ID
from breachplay.tui.dialogs.form import Answers, Field, Form
from breachplay.tui.dialogs.pick import Entry, Pick
from breachplay.tui.flows.moments import taking
from breachplay.tui.flows.record import set_milestone
from breachplay.tui.paint import lines, plain
from breachplay.tui.screens.clocks import NO_ADVICE, ClocksScreen, Wish

if TYPE_CHECKING:
    from breachplay.tui.screens.walk import WalkScreen


async def clocks(screen: "WalkScreen") -> None:
    """Show the clocks, and do what the person wants with them until they go back."""
    at = ""
    while True:
        shown = ClocksScreen(at, BY_ID["note"].blocked(screen.view))
        wish: Wish | None = await screen.app.push_screen_wait(shown)
        if wish is None:
            return
        at = wish.clock
        if wish.kind == "add":
            at = await _add(screen) or at
        elif wish.kind == "milestone":
            await _milestone(screen, at)
        else:
            clock = next(one for one in in_run(screen.run_state) if one.id == at)
            await {"meet": _meet, "waive": _waive, "reopen": _reopen}[wish.kind](screen, clock)


async def _meet(screen: "WalkScreen", clock: Clock) -> None:
    fields = [
        Field("evidence", "What was filed?", "for example: notification of 24 November, 12 pages"),
        Field("where", "Where, and its reference?", f"{clock.tell}, case number, receipt"),
        Field("when", "When, if not now?", "14:02, yesterday 23:10; empty for now"),
    ]

    def met(answers: Answers, when: str | None) -> MeetClock:
        return MeetClock(clock.id, answers["evidence"], answers["where"], when)

    take = taking(screen, met)

    chained = [one.title for one in in_run(screen.run_state) if one.after == clock.id]
    body = [plain(f"Tell: {clock.tell}. {clock.cite}")]
    if chained:
        body.append(plain(f"This filing starts: {', '.join(chained)}"))
    await screen.app.push_screen_wait(Form(f"Met: {clock.title}", fields, take, body=lines(body)))


async def _waive(screen: "WalkScreen", clock: Clock) -> None:
    fields = [
        Field("reason", "Why does it not apply?", "for example: no residents of that state"),
        Field("decided_by", "Who decided that?", "a name and a role; counsel, as a rule"),
    ]

    async def take(answers: Answers) -> str:
        return await screen.send(WaiveClock(clock.id, answers["reason"], answers["decided_by"]))

    rows = [plain(f"Tell: {clock.tell}. {clock.cite}")]
    if clock.applies:
        rows.insert(0, plain(f"Applies to: {clock.applies}"))
    await screen.app.push_screen_wait(
        Form(f"Waive: {clock.title}", fields, take, body=lines(rows), button="Waive")
    )


async def _reopen(screen: "WalkScreen", clock: Clock) -> None:
    fields = [Field("reason", "Why is it open again?", "for example: the wrong clock was marked")]

    async def take(answers: Answers) -> str:
        return await screen.send(ReopenClock(clock.id, answers["reason"]))

    await screen.app.push_screen_wait(Form(f"Open again: {clock.title}", fields, take))


async def _milestone(screen: "WalkScreen", at: str) -> None:
    """Set a milestone: first those that the clock under the cursor waits for."""
    clock = next((one for one in in_run(screen.run_state) if one.id == at), None)
    await set_milestone(screen, first=clock.milestones if clock else ())


async def _add(screen: "WalkScreen") -> str:
    """Add a clock of the library; give its id, or an empty text."""
    from breachplay.playbook.clocks import filled, library  # noqa: PLC0415  reads a file
    from breachplay.record.clocks_watched import called_for  # noqa: PLC0415  late, with the list

    state = screen.run_state
    watched = {clock.id for clock in in_run(state)}
    reasons = {clock.id: why for clock, why in called_for(state)}
    entries = [
        _entry(clock, reasons.get(clock.id, ""))
        for clock in library().values()
        if clock.id not in watched
    ]
    entries.sort(key=lambda entry: entry.group != "offered")
    offered = sum(entry.group == "offered" for entry in entries)
    entries.insert(offered, _OWN)
    picked = await screen.app.push_screen_wait(Pick("Add a clock", entries))
    if picked is None:
        return ""
    if picked == _OWN.id:
        return await _set_deadline(screen)
    added = filled([ClockEntry(use=picked)])
    if trouble := await screen.send(AddClocks(tuple(map(msgspec.to_builtins, added)))):
        screen.app.say(trouble, "error")
    return picked


_OWN: Final = Entry(
    "own deadline",
    "own",
    "A deadline that somebody set",
    "For example a journalist's, a leak site's countdown, a partner's. It ends at the moment that "
    "you give, and is shown like the others. It does not decide what is true.",
)


async def _set_deadline(screen: "WalkScreen") -> str:
    """Set a deadline of the run's own; give its id, or an empty text."""
    from breachplay.tui.flows.coming import coming  # noqa: PLC0415  late: it reads many forms

    zone = screen.run_state.profile.timezone
    fields = [
        Field("title", "What is it?", "for example: Sample Gazette wants an answer"),
        Field("ends", "When does it end?", f"18:00, tomorrow 09:00, 2026-11-24 18:00 ({zone})"),
        Field("tell", "Whom to answer or tell?", "the reporter, through the press office"),
        Field("source", "Who set it, and how do we know?", "e-mail of 14:02"),
    ]

    async def take(answers: Answers) -> str:
        moment_to_come = coming(answers["ends"], screen.app.worker.session.now(), zone)
        if moment_to_come is None:
            return f'"{answers["ends"]}" is not a time to come: write 18:00 or 2026-11-24 18:00'
        ends = moment_to_come.isoformat(timespec="minutes")
        return await screen.send(
            SetDeadline(answers["title"], ends, answers["tell"], answers["source"])
        )

    if not await screen.app.push_screen_wait(Form("A deadline that somebody set", fields, take)):
        return ""
    return screen.run_state.added_clocks[-1].clock.id


def _entry(clock: Clock, why: str) -> Entry:
    from breachplay.playbook.clocks import library  # noqa: PLC0415  reads a file, once

    checked = "UNCHECKED" if clock.as_of == "unchecked" else f"checked on {clock.as_of}"
    text = f"{rule(clock, library())}\n\nTell: {clock.tell}\n"
    if clock.applies:
        text += f"Applies to: {clock.applies}\n"
    text += f"{clock.cite}; {checked}"
    if clock.note:
        text += f"\n{clock.note}"
    starts = ", ".join(MILESTONES[name] for name in clock.milestones)
    note = f"{why}.\n{NO_ADVICE}" if why else NO_ADVICE
    group = "offered" if why else "library"
    return Entry(clock.id, group, clock.title, f"{text}\n{starts}" if starts else text, note)
