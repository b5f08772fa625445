"""The record: notes, milestones, timeline, the end; and the program itself."""

from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content

from breachplay.playbook.model import Phase
from breachplay.playbook.words import MILESTONES
from breachplay.record.clocks import prepare, started_by
from breachplay.record.commands import AddNote, CloseRun, ReachMilestone
from breachplay.record.reckoning import local
from breachplay.record.when import parse_stamp
from breachplay.tui.dialogs.form import Answers, Field, Form
from breachplay.tui.dialogs.pick import Entry, Pick
from breachplay.tui.flows.moments import moment, taking
from breachplay.tui.paint import lines, plain

if TYPE_CHECKING:
    from breachplay.tui.screens.walk import WalkScreen


async def note(screen: "WalkScreen") -> None:
    """Write a note."""
    fields = [
        Field("text", "What happened?", "for example: Reporter asks how many people are affected"),
        Field("when", "When, if not now?", "14:02, yesterday 23:10; empty for now"),
    ]

    take = taking(screen, lambda answers, when: AddNote(answers["text"], when))

    await screen.app.push_screen_wait(Form("Note", fields, take))


async def milestone(screen: "WalkScreen") -> None:
    """Set or correct when a milestone was reached."""
    await set_milestone(screen)


async def set_milestone(screen: "WalkScreen", first: tuple[str, ...] = ()) -> None:
    """Ask which milestone, and when; those of `first` are offered first, then "aware"."""
    entries = [_milestone_entry(screen, name, label) for name, label in MILESTONES.items()]
    entries.sort(key=lambda entry: (entry.id not in first, entry.id != "aware"))
    picked = await screen.app.push_screen_wait(Pick("Milestones", entries))
    if picked is None:
        return
    reached = screen.run_state.milestone(picked)
    body = [plain(entry.text, lines=True) for entry in entries if entry.id == picked]
    fields = [
        Field("when", "When was it reached?", "now, 01:35, yesterday 23:10, 2026-11-24 01:35"),
        Field(
            "source",
            "Who says so?",
            "for example: the on-call engineer's log",
            reached.source if reached else "",
        ),
    ]

    async def take(answers: Answers) -> str:
        try:
            when = moment(screen, answers["when"])
        except ValueError as error:
            return str(error)
        await screen.app.worker.run(partial(prepare, screen.run_state))
        return await screen.send(ReachMilestone(picked, when, answers["source"]))

    await screen.app.push_screen_wait(Form(MILESTONES[picked], fields, take, body=lines(body)))


def _milestone_entry(screen: "WalkScreen", name: str, label: str) -> Entry:
    zone = screen.run_state.profile.timezone
    history = screen.run_state.milestones.get(name, ())
    told = [
        f"{local(parse_stamp(reached.at), zone):%Y-%m-%d %H:%M %Z}, as said by {reached.actor}"
        + (f", source: {reached.source}" if reached.source else "")
        for reached in reversed(history)
    ]
    text = "\n".join(told) or "Not reached yet."
    clocks = ", ".join(clock.title for clock in started_by(name, screen.run_state))
    starts = f"Starts: {clocks}" if clocks else ""
    return Entry(name, "reached" if history else "not yet", label, text, starts)


async def timeline(screen: "WalkScreen") -> None:
    """Read the record so far."""
    from breachplay.tui.screens.timeline import TimelineScreen  # noqa: PLC0415  late: not at start

    await screen.save()
    await screen.app.push_screen_wait(TimelineScreen())


async def finish(screen: "WalkScreen") -> None:
    """Finish the run."""
    if trouble := await screen.save():
        screen.say(trouble, "error")
        return
    state = screen.run_state
    body = [plain("The record is closed: it can be read and exported, and takes no more events.")]
    if owed := state.open_critical():
        body += [Content(""), plain("Critical items still open:")]
        body += [plain(f"[ ] {item.text}") for item in owed]
    rest = [item for item in state.open_needed(state.current_phase) if not item.critical]
    if rest:
        body += [Content(""), plain(f'Required in "{state.current_phase.title}" and open:')]
        body += [plain(f"[ ] {item.text}") for item in rest]
    left = [phase.title for phase in _after(screen)]
    if left:
        body += [Content(""), plain(f"Phases not entered: {', '.join(left)}")]
    fields = [Field("outcome", "How did it end?", "one sentence for the report")]

    async def take(answers: Answers) -> str:
        return await screen.send(CloseRun(answers["outcome"], leaving_open=True))

    which = "exercise" if state.exercise else "run"
    taken = await screen.app.push_screen_wait(
        Form(f"Finish this {which}?", fields, take, body=lines(body), button="Finish", danger=True)
    )
    if taken and state.exercise:
        from breachplay.tui.flows.reviewing import show_review  # noqa: PLC0415  exercises only

        await show_review(screen)
        screen.say("Finished. R shows the review again.")
    elif taken:
        screen.say(f"Finished. Export it with: breachplay export {state.run} --as md")


def _after(screen: "WalkScreen") -> list[Phase]:
    state = screen.run_state
    return [phase for phase in state.playbook.phase if phase.id not in state.phases]


async def theme(screen: "WalkScreen") -> None:
    """Show the next theme."""
    screen.app.next_theme()


async def help_screen(screen: "WalkScreen") -> None:
    """Show all keys."""
    from breachplay.tui.screens.help import HelpScreen  # noqa: PLC0415  late: not at start

    await screen.app.push_screen_wait(HelpScreen())


async def leave(screen: "WalkScreen") -> None:
    """Record what was typed, then close the program."""
    if trouble := await screen.save():
        screen.say(f"Not saved: {trouble}", "error")
        return
    screen.app.exit()
