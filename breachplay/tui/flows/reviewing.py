"""What people add to a review: other ratings, and what they say at the hot wash."""

from textual.content import Content

from breachplay.exercise.rated import Rated
from breachplay.exercise.review import review
from breachplay.record.commands_exercise import OverruleRating, SayAtHotWash
from breachplay.record.exercise import GRADES
from breachplay.tui.dialogs.form import Answers, Field, Form
from breachplay.tui.dialogs.pick import Entry, Pick
from breachplay.tui.flows.exercise import AtExercise
from breachplay.tui.paint import lines, plain

QUESTIONS = ("What went well?", "What do we change?")
"""What is asked at the hot wash where the scenario asks nothing."""


async def rate(screen: AtExercise) -> None:
    """See how each objective stands, and set another rating with a reason."""
    found = review(screen.run_state, screen.app.worker.session.events)
    entries = [
        Entry(one.objective.id, one.grade, one.objective.title, _evidence(one))
        for one in found.rated
    ]
    title = "EXERCISE · ratings, as the record has them"
    picked = await screen.app.push_screen_wait(Pick(title, entries))
    if picked is None:
        return
    rated = next(one for one in found.rated if one.objective.id == picked)
    fields = [
        Field("grade", "Rating", choices=tuple(GRADES), value=rated.grade),
        Field("reason", "Why another than the record gives?", "one sentence for the review"),
    ]

    async def take(answers: Answers) -> str:
        return await screen.send(
            OverruleRating(picked, answers["grade"], answers["reason"])  # type: ignore[arg-type]
        )

    rows = [plain(f"{key}: {said}") for key, said in GRADES.items()]
    body = lines([*rows, Content(""), plain(_evidence(rated), lines=True)])
    await screen.app.push_screen_wait(Form(rated.objective.title, fields, take, body=body))


def _evidence(rated: Rated) -> str:
    told = [f"The record gives {rated.computed}."]
    if rated.overruled:
        told.append(f"Set to {rated.grade} by {rated.overruled.actor}: {rated.overruled.reason}")
    for shown in rated.shown:
        told += [f"{shown.outcome}: {line}" for line in shown.lines]
    return "\n".join(told)


async def hot_wash(screen: AtExercise) -> None:
    """Keep what somebody says to a question of the hot wash, under their name."""
    exercise = screen.run_state.exercise
    assert exercise is not None  # noqa: S101  the action is blocked otherwise
    said = exercise.hot_wash
    entries = [
        Entry(
            question,
            f"{sum(one.question == question for one in said)} said",
            question,
            "\n".join(f"{one.text} ({one.actor})" for one in said if one.question == question)
            or "Nothing was said yet.",
        )
        for question in exercise.scenario.hot_wash or QUESTIONS
    ]
    picked = await screen.app.push_screen_wait(Pick("EXERCISE · hot wash", entries))
    if picked is None:
        return

    async def take(answers: Answers) -> str:
        return await screen.send(SayAtHotWash(picked, answers["text"]))

    fields = [Field("text", "In your own words", "what you saw, felt, or would change")]
    await screen.app.push_screen_wait(Form(picked, fields, take))


async def show_review(screen: AtExercise, *, facilitator: bool = False) -> None:
    """Show the review until whoever looks goes back."""
    from breachplay.tui.screens.review import ReviewScreen  # noqa: PLC0415  rarely needed

    await screen.app.push_screen_wait(ReviewScreen(facilitator=facilitator))
    screen.draw()
