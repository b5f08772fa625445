"""People's questions: logged, answered by a draft, answered elsewhere, closed, opened again."""

from typing import TYPE_CHECKING

from textual.content import Content

from breachplay.playbook.matching import ranked
from breachplay.posts import NETWORKS, measure
from breachplay.record.commands_questions import (
    AnswerElsewhere,
    CloseQuestions,
    LogQuestion,
    ReopenQuestions,
)
from breachplay.record.questions import Question
from breachplay.timeline.sentences_questions import asker, place
from breachplay.timeline.wording import cut
from breachplay.tui.actions import BY_ID
from breachplay.tui.dialogs.form import Answers, Field, Form
from breachplay.tui.dialogs.pick import Entry, Pick
from breachplay.tui.draft import empty, from_record
from breachplay.tui.flows.insert import answer_id, begin
from breachplay.tui.flows.moments import taking
from breachplay.tui.paint import line, lines, plain
from breachplay.tui.screens.questions import QuestionsScreen, Wish

if TYPE_CHECKING:
    from breachplay.tui.screens.walk import WalkScreen

LONGEST_TITLE = 70
"""Characters of a question above the answers to choose from."""

EMPTY = "empty"
BEGUN = "begun "

MENTIONS = frozenset({"x", "x-premium", "mastodon"})
"""Networks on which a reply names whom it answers; elsewhere it hangs under the post alone."""


async def replies(screen: "WalkScreen") -> None:
    """Show the questions, and do what the person wants with them until they go on elsewhere."""
    at = ""
    while True:
        shown = QuestionsScreen(at, BY_ID["note"].blocked(screen.view))
        wish: Wish | None = await screen.app.push_screen_wait(shown)
        if wish is None:
            return
        at = wish.questions[0] if wish.questions else at
        if wish.kind == "answer":
            if await answer(screen, wish.questions):
                return
        elif wish.kind == "log":
            await _log(screen)
            at = next(iter([*screen.run_state.questions][-1:]), at)
        elif wish.kind == "elsewhere":
            await _elsewhere(screen, wish.questions)
        else:
            await _settle(screen, wish)


async def _log(screen: "WalkScreen") -> None:
    fields = [
        Field("text", "What was asked?", "paste the whole post, or write it down"),
        Field("who", "Who asks?", "a handle or a name; leave it empty if it does not matter"),
        Field("where", "Where?", "X, Mastodon, phone, e-mail …; read from a pasted link"),
        Field("link", "Link to it", "https://… (leave empty if there is none)"),
        Field("when", "When, if not now?", "14:02, 20m ago; empty for now"),
    ]

    def asked(answers: Answers, when: str | None) -> LogQuestion:
        return LogQuestion(answers["text"], answers["who"], answers["where"], answers["link"], when)

    take = taking(screen, asked)

    body = plain("It stays on the record: enter no more of a person than is needed.", "$quiet")
    await screen.app.push_screen_wait(Form("Log a question", fields, take, body=body))


async def answer(screen: "WalkScreen", names: tuple[str, ...], inject: str = "") -> bool:
    """Begin a draft that answers; False where the person came back.

    In an exercise, `inject` is what brought the question.
    """
    known = screen.run_state.questions
    asked = [known[name] for name in names]
    screen.get_ready()
    entries = _entries(screen, asked)
    people = asker(asked[0].who) if len(asked) == 1 else f"{len(asked)} people"
    title = f"Answer {people}: {cut(asked[0].text, LONGEST_TITLE)}"
    picked = await screen.app.push_screen_wait(Pick(title, entries))
    if picked is None:
        return False
    if picked.startswith(BEGUN):
        buffer = from_record(screen.run_state, picked.removeprefix(BEGUN))
    else:
        text = next(entry.text for entry in entries if entry.id == picked)
        network = asked[0].where if asked[0].where in NETWORKS else screen.buffer.network
        said = opening(screen, names, network)
        body = said if picked == EMPTY else said + text
        buffer = empty(f"Reply to {people}", body, network, names)
    await begin(screen, buffer.answering(inject) if inject else buffer)
    return True


def opening(screen: "WalkScreen", names: tuple[str, ...], network: str) -> str:
    """Give what a reply to these questions begins with.

    Several people are answered by one text, each in a reply of their own: the network's reply
    box puts the handle there.
    """
    question = screen.run_state.questions.get(names[0]) if len(names) == 1 else None
    return mention(question, network) if question else ""


def mention(question: Question, network: str) -> str:
    """Give the handle of who asked and a space, where a reply on the network begins with it."""
    who = question.who.strip()
    if network not in MENTIONS or question.where != network:
        return ""
    entities = measure(who, network).entities
    whole = [one for one in entities if one.kind == "mention" and one.text == who]
    return f"{who} " if whole else ""


def _entries(screen: "WalkScreen", asked: list[Question]) -> list[Entry]:
    """Give what can be answered: drafts begun, answers that fit, an empty draft, all others."""
    state = screen.run_state
    names = {question.id for question in asked}
    begun = [
        Entry(f"{BEGUN}{draft.id}", "begun", "Go on with the draft", draft.text)
        for draft in state.drafts.values()
        if names & set(draft.reply_to) and draft.text.strip()
    ]
    fitting: list[Entry] = []
    others: list[Entry] = []
    for match in ranked(state.playbook, state.phase, " ".join(one.text for one in asked)):
        phase = state.phase_named(match.phase)
        entry = Entry(
            answer_id(match.phase, match.number),
            phase.title if phase else match.phase,
            match.answer.asked,
            match.answer.text,
            match.answer.note,
        )
        (fitting if match.score else others).append(entry)
    own = Entry(EMPTY, "new", "An empty draft", "Write an answer of your own.")
    return [*begun, *fitting, own, *others]


async def _elsewhere(screen: "WalkScreen", names: tuple[str, ...]) -> None:
    fields = [
        Field("text", "What was answered?", "as it was said"),
        Field("where", "Where?", "empty: where it was asked"),
        Field("link", "Link to the answer", "https://… (leave empty if there is none)"),
        Field("when", "When, if not now?", "14:02, 20m ago; empty for now"),
    ]

    def said(answers: Answers, when: str | None) -> AnswerElsewhere:
        return AnswerElsewhere(names, answers["text"], answers["where"], answers["link"], when)

    take = taking(screen, said)

    body = _told(screen, names)
    await screen.app.push_screen_wait(Form("Answered elsewhere", fields, take, body=lines(body)))


async def _settle(screen: "WalkScreen", wish: Wish) -> None:
    """Close questions without an answer, or open them again."""
    closing = wish.kind == "close"
    hint = "for example: answered by phone; abuse" if closing else "for example: asks again"
    label = "Why does it stay without an answer?" if closing else "Why is it open again?"

    async def take(answers: Answers) -> str:
        command = CloseQuestions if closing else ReopenQuestions
        return await screen.send(command(wish.questions, answers["reason"]))

    title = "Close without an answer" if closing else "Open again"
    body = lines(_told(screen, wish.questions))
    await screen.app.push_screen_wait(
        Form(title, [Field("reason", label, hint)], take, body=body, button=title)
    )


def _told(screen: "WalkScreen", names: tuple[str, ...]) -> list[Content]:
    known = screen.run_state.questions
    return [
        line(
            (f"{asker(known[name].who)}{place(known[name].where)}: ", "bold"),
            plain(known[name].text),
        )
        for name in names
    ]
