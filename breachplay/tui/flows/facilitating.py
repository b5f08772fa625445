"""What a facilitator does: send, leave out, add, pace, note, rate, end."""

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Final

from breachplay.playbook.scenario import CHANNELS
from breachplay.record.commands import CloseRun
from breachplay.record.commands_exercise import (
    AddInject,
    DeliverInject,
    RemarkOnExercise,
    SkipInject,
)
from breachplay.record.exercise import GRADES
from breachplay.record.state import State
from breachplay.tui.dialogs.form import Answers, Field, Form
from breachplay.tui.flows.exercise import pace
from breachplay.tui.flows.reviewing import hot_wash, rate, show_review
from breachplay.tui.paint import plain

if TYPE_CHECKING:
    from breachplay.tui.screens.facilitator import FacilitatorScreen

Flow = Callable[["FacilitatorScreen"], Awaitable[None]]

AFTER_THE_END: Final = frozenset({"remark", "review", "rate", "hot-wash"})
NO_GRADE: Final = "none"


def blocked(state: State, read_only: str, name: str) -> str:
    """Give why something cannot be done now, or an empty text."""
    if name == "review":
        return ""
    if read_only:
        return read_only
    if state.closed and name not in AFTER_THE_END:
        return "This exercise is finished: notes, ratings and the hot wash are still taken."
    started = state.exercise is not None and state.exercise.started_at
    if not started and name in {"send", "add"}:
        return "The exercise has not started: press X for the communications check."
    return ""


async def send(screen: "FacilitatorScreen") -> None:
    """Send the inject under the cursor now."""
    name = screen.under_cursor
    if name in screen.exercise.delivered:
        screen.say("This inject was sent already.", "warning")
        return
    if trouble := await screen.send(DeliverInject(name, by_hand=True)):
        screen.say(trouble, "error")


async def skip(screen: "FacilitatorScreen") -> None:
    """Leave the inject under the cursor out, with a reason."""
    name = screen.under_cursor
    if name in screen.exercise.delivered:
        screen.say("This inject was sent already.", "warning")
        return

    async def take(answers: Answers) -> str:
        return await screen.send(SkipInject(name, answers["reason"]))

    fields = [Field("reason", "Why is it left out?", "for example: short of time")]
    await screen.app.push_screen_wait(Form(f"Leave out {name}", fields, take))


async def add(screen: "FacilitatorScreen") -> None:
    """Send something that is not in the script."""
    fields = [
        Field("channel", "How does it come?", choices=tuple(CHANNELS), value="call"),
        Field("sender", "From whom?", "for example: Support lead"),
        Field("text", "What does it say?", "as the players see or hear it"),
        Field("subject", "Subject, of a mail or an alert", "may stay empty"),
    ]

    async def take(answers: Answers) -> str:
        return await screen.send(
            AddInject(answers["sender"], answers["channel"], answers["text"], answers["subject"])
        )

    await screen.app.push_screen_wait(Form("Send something else", fields, take, button="Send"))


async def remark(screen: "FacilitatorScreen") -> None:
    """Keep a private note, with a grade if wanted."""
    name = screen.under_cursor
    fields = [
        Field("text", "What did you see?", "players do not see this"),
        Field("about", "About", choices=(name, "the whole exercise") if name else ("",)),
        Field("grade", "Grade", choices=(NO_GRADE, *GRADES), value=NO_GRADE),
    ]

    async def take(answers: Answers) -> str:
        about = name if answers["about"] == name else ""
        grade = "" if answers["grade"] == NO_GRADE else answers["grade"]
        return await screen.send(RemarkOnExercise(answers["text"], about, grade))  # type: ignore[arg-type]

    await screen.app.push_screen_wait(Form("Private note", fields, take))


async def _review(screen: "FacilitatorScreen") -> None:
    await show_review(screen, facilitator=True)


async def end(screen: "FacilitatorScreen") -> None:
    """End the exercise."""
    exercise = screen.exercise
    left = [
        one.id
        for one in exercise.scenario.inject
        if (one.at or one.after) and not exercise.is_settled(one.id)
    ]
    told = f"Still to come: {', '.join(left)}." if left else "All that was planned has come."
    body = plain(f"{told} After the end, notes, ratings and the hot wash are still taken.")
    fields = [Field("outcome", "How did it end?", "one sentence for the review")]

    async def take(answers: Answers) -> str:
        outcome = answers["outcome"] or "The exercise was ended by its facilitator."
        return await screen.send(CloseRun(outcome, leaving_open=True))

    taken = await screen.app.push_screen_wait(
        Form("End the exercise?", fields, take, body=body, button="End", danger=True)
    )
    if taken:
        await show_review(screen, facilitator=True)


async def _pace(screen: "FacilitatorScreen") -> None:
    await pace(screen)


FLOWS: Final[Mapping[str, Flow]] = {
    "send": send,
    "skip": skip,
    "add": add,
    "pace": _pace,
    "remark": remark,
    "review": _review,
    "rate": rate,
    "hot-wash": hot_wash,
    "end": end,
}
