"""An exercise as its players have it: what comes in, how it is answered, the clock."""

from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Protocol

from textual.content import Content

from breachplay.exercise.facilitate import deliver, put_ahead
from breachplay.exercise.schedule import next_moment
from breachplay.playbook.words import seconds
from breachplay.record import events as kinds
from breachplay.record.commands import Command, Refused
from breachplay.record.commands_exercise import (
    AnswerInject,
    CheckCommunications,
    PaceExercise,
)
from breachplay.record.commands_questions import LogQuestion
from breachplay.record.events import Event
from breachplay.record.exercise import Delivered, Exercise
from breachplay.record.state import State
from breachplay.record.store import StoreFault
from breachplay.timeline.sentences import sentence
from breachplay.tui.actions import BY_ID
from breachplay.tui.dialogs.check import CommunicationsCheck
from breachplay.tui.dialogs.form import Answers, Field, Form
from breachplay.tui.dialogs.pick import Entry, Pick
from breachplay.tui.draft import empty
from breachplay.tui.flows.insert import begin
from breachplay.tui.flows.replies import answer
from breachplay.tui.paint import lines, plain
from breachplay.tui.screens.injects import InjectsScreen, Wish
from breachplay.tui.widgets.incoming import Incoming

if TYPE_CHECKING:
    from breachplay.record.commands_exercise import ExerciseCommand
    from breachplay.tui.app import BreachplayApp
    from breachplay.tui.screens.walk import WalkScreen

SPEEDS = (1, 10, 30, 60)

_CAN_ANSWER = {
    kinds.POSTED: "post",
    kinds.ITEM_CHECKED: "item",
    kinds.ITEM_SKIPPED: "note",
    kinds.FACT_SET: "fact",
    kinds.MILESTONE_REACHED: "milestone",
    kinds.CLOCK_MET: "clock",
    kinds.CLOCK_WAIVED: "clock",
    kinds.APPROVAL_ASKED: "approval",
    kinds.APPROVED: "approval",
    kinds.REJECTED: "approval",
    kinds.NOTE_ADDED: "note",
}
"""Kinds of events that can be the answer to an inject, and which response each is."""


class AtExercise(Protocol):
    """A screen before an exercise: the players' walk, or the facilitator's."""

    app: "BreachplayApp"

    @property
    def run_state(self) -> State:
        """Where the run stands, as far as it is on disk."""

    async def send(self, command: "Command | ExerciseCommand") -> str:
        """Record a command; give why it was refused, or an empty text."""

    def say(self, text: str, severity: str = "information") -> None:
        """Tell the person something, briefly."""

    def draw(self) -> None:
        """Draw everything from the state."""


async def facilitate(screen: AtExercise) -> bool:
    """Deliver what is due, as the program does; True where something reached the players."""
    try:
        return await screen.app.worker.run(partial(deliver, screen.app.worker.session))
    except (Refused, StoreFault):
        return False  # the next look, a second later, tries again


def _exercise(screen: AtExercise) -> Exercise:
    exercise = screen.run_state.exercise
    assert exercise is not None  # noqa: S101  the action is blocked otherwise
    return exercise


async def check(screen: AtExercise) -> None:
    """Do the communications check, and start the clock."""
    scenario = _exercise(screen).scenario
    body = lines(
        [
            plain(scenario.check.text, lines=True),
            Content(""),
            plain("Read this aloud:", "bold"),
            plain(scenario.background, lines=True),
        ]
    )

    async def take(ticked: object) -> str:
        lines_that_hold = tuple(map(str, ticked))  # type: ignore[call-overload]
        if not lines_that_hold:
            return "Tick what holds, at least one line: space."
        wrong = await screen.send(CheckCommunications(lines_that_hold))
        return wrong or await screen.send(PaceExercise("start"))

    title = f"EXERCISE · {scenario.title} · communications check"
    dialog = CommunicationsCheck(title, body, scenario.check.ask, take)
    if await screen.app.push_screen_wait(dialog):
        await facilitate(screen)
        screen.draw()


async def injects(screen: "WalkScreen") -> None:
    """Show what came in, and do what the person wants about it until they go on elsewhere."""
    at = trouble = ""
    read = screen.query_one(Incoming).read
    while True:
        shown = InjectsScreen(read, at, BY_ID["note"].blocked(screen.view), trouble)
        wish: Wish | None = await screen.app.push_screen_wait(shown)
        screen.draw()
        if wish is None:
            return
        at, trouble = wish.inject, ""
        if wish.kind == "pace":
            await pace(screen)
            continue
        one = _exercise(screen).delivered[wish.inject]
        if wish.kind == "reply":
            if await _reply(screen, one):
                return
        elif wish.kind == "post":
            buffer = empty(f"Answer to {one.inject.sender}", "", screen.buffer.network)
            await begin(screen, buffer.answering(one.inject.id))
            return
        elif wish.kind == "done":
            trouble = await _with_what_was_done(screen, one)
        else:
            await _in_words(screen, one)


async def _reply(screen: "WalkScreen", one: Delivered) -> bool:
    """Begin a reply to whoever sent it; what they said is logged as a question, once."""
    inject = one.inject
    where = "x" if inject.channel == "tweet" else inject.channel
    before = set(screen.run_state.questions)
    known = _question_of(screen, one)
    if known is None:
        if trouble := await screen.send(LogQuestion(inject.text, inject.sender, where)):
            screen.say(trouble, "error")
            return False
        known = next(name for name in screen.run_state.questions if name not in before)
    return await answer(screen, (known,), inject.id)


def _question_of(screen: "WalkScreen", one: Delivered) -> str | None:
    """Give the question that was logged for an inject already, or None."""
    for question in screen.run_state.questions.values():
        if (question.who, question.text) == (one.inject.sender, one.inject.text):
            return question.id
    return None


async def _with_what_was_done(screen: "WalkScreen", one: Delivered) -> str:
    """Tie an event since then to the inject; give why that cannot be, or an empty text."""
    done = [event for event in screen.app.worker.session.events[one.seq :] if _answers(event)]
    if not done:
        return "Nothing was done since it came in that could answer it."
    playbook = screen.run_state.playbook
    entries = [
        Entry(str(event.seq), f"seq {event.seq}", sentence(event, playbook), str(event.actor))
        for event in reversed(done)
    ]
    picked = await screen.app.push_screen_wait(Pick("What answers it?", entries))
    if picked is None:
        return ""
    event = next(event for event in done if str(event.seq) == picked)
    return await screen.send(AnswerInject(one.inject.id, _CAN_ANSWER[event.kind], event.seq))


def _answers(event: Event) -> bool:
    return event.kind in _CAN_ANSWER


async def _in_words(screen: "WalkScreen", one: Delivered) -> None:
    """Answer an inject by saying what is done about it: on the phone, in the room."""
    fields = [Field("text", "What do you do, or say?", "for example: told support what to say")]

    async def take(answers: Answers) -> str:
        return await screen.send(AnswerInject(one.inject.id, "note", text=answers["text"]))

    body = lines([plain(f"{one.inject.sender}: {one.inject.text}", lines=True)])
    await screen.app.push_screen_wait(Form("Answer in words", fields, take, body=body))


async def pace(screen: AtExercise) -> None:
    """Change how the exercise clock runs; before the start, do the communications check."""
    exercise = _exercise(screen)
    if not exercise.started_at:
        await check(screen)
        return
    entries = [*_pace_entries(screen, exercise)]
    picked = await screen.app.push_screen_wait(Pick("Exercise clock", entries))
    if picked is None:
        return
    if picked == "ahead":
        await _ahead(screen)
    elif picked == "next":
        upcoming = _upcoming(screen)
        if upcoming and (trouble := await _put_ahead(screen, upcoming)):
            screen.say(trouble, "error")
    elif picked.startswith("speed-"):
        await _send(screen, PaceExercise("speed", speed=int(picked.removeprefix("speed-"))))
    else:
        await _send(screen, PaceExercise(picked))  # type: ignore[arg-type]


def _pace_entries(screen: AtExercise, exercise: Exercise) -> list[Entry]:
    now = exercise.pace
    entries = [
        Entry("resume", "clock", "Go on", "The clock stands; let it run again.")
        if now.paused
        else Entry("pause", "clock", "Pause", "Hold the clock. Nothing comes in meanwhile.")
    ]
    if _upcoming(screen) is not None:
        told = "Put the clock ahead to when the next thing comes in."
        entries.append(Entry("next", "clock", "On to what comes next", told))
    entries.append(Entry("ahead", "clock", "Ahead by …", "Put the clock ahead: 30m, 22h, 3d."))
    entries += [
        Entry(f"speed-{speed}", "speed", f"{speed} times", "Exercise seconds in a real second.")
        for speed in SPEEDS
        if speed != now.speed
    ]
    return entries


def _upcoming(screen: AtExercise) -> datetime | None:
    session = screen.app.worker.session
    return next_moment(_exercise(screen), session.events, session.now())


async def _ahead(screen: AtExercise) -> None:
    fields = [Field("span", "How far?", "30m, 22h or 3d")]

    async def take(answers: Answers) -> str:
        try:
            span = timedelta(seconds=seconds(answers["span"].strip()))
        except (KeyError, ValueError):
            return "Write minutes, hours or days, such as 30m, 22h or 3d."
        return await _put_ahead(screen, screen.app.worker.session.now() + span)

    before = len(_exercise(screen).delivered)
    if await screen.app.push_screen_wait(Form("Put the clock ahead", fields, take)):
        came = len(_exercise(screen).delivered) - before
        if came > 1:
            screen.say(f"{came} things came in on the way, each at its own time.")


async def _put_ahead(screen: AtExercise, to: datetime) -> str:
    """Put the clock ahead, over all that falls due; give why that cannot be, or an empty text."""
    try:
        await screen.app.worker.run(partial(put_ahead, screen.app.worker.session, to))
    except (Refused, StoreFault) as refusal:
        return str(refusal)
    finally:
        screen.draw()
    return ""


async def _send(screen: AtExercise, command: PaceExercise) -> None:
    if trouble := await screen.send(command):
        screen.say(trouble, "error")
        return
    await facilitate(screen)
    screen.draw()
