"""Approvals: ask for one, read what waits in full, say yes or no."""

from typing import TYPE_CHECKING

from textual.content import Content

from breachplay.plain import folded_name
from breachplay.record.approvals import Standing, authors_of, waiting
from breachplay.record.approvers import may_approve
from breachplay.record.commands import Command
from breachplay.record.commands_approvals import Approve, AskApproval, Reject, WithdrawApproval
from breachplay.record.judging import judge_draft, standing_of
from breachplay.timeline.approving import in_words, rows
from breachplay.tui.dialogs.form import Answers, Field, Form
from breachplay.tui.dialogs.pick import Entry, Pick
from breachplay.tui.paint import lines, plain
from breachplay.tui.screens.approval import NO, TAKE_BACK, YES, ApprovalScreen, drawn

if TYPE_CHECKING:
    from breachplay.record.state import State
    from breachplay.tui.screens.walk import WalkScreen

ASK = "ask"
WHOLE = "the whole thread"


async def approval(screen: "WalkScreen") -> None:
    """Answer what waits for approval; where nothing does, ask for it."""
    if trouble := await screen.save():
        screen.say(trouble, "error")
        return
    waits = waiting(screen.run_state)
    mine = screen.buffer.id
    if len(waits) == 1 and (waits[0].draft == mine or not screen.buffer.text.strip()):
        await _answer(screen, waits[0].draft)
    elif not waits:
        await _ask(screen)
    else:
        await _choose(screen, waits)


async def _choose(screen: "WalkScreen", waits: tuple[Standing, ...]) -> None:
    """Ask which of the texts that wait is meant, or whether the draft here shall be asked for."""
    entries = [
        Entry(
            one.draft,
            in_words(screen.run_state, one),
            " ".join(one.content.text.split()[:6]),
            one.content.text,
        )
        for one in waits
    ]
    if screen.buffer.text.strip() and screen.buffer.id not in {one.draft for one in waits}:
        text = screen.view.judgement.text if screen.view.judgement else ""
        entries.append(Entry(ASK, "new", "Ask for approval of the draft here", text))
    picked = await screen.app.push_screen_wait(Pick("Approvals", entries))
    if picked == ASK:
        await _ask(screen)
    elif picked is not None:
        await _answer(screen, picked)


async def _ask(screen: "WalkScreen") -> None:
    """Ask for approval of the draft in the editor."""
    state, draft, text = screen.run_state, screen.buffer.id, screen.buffer.text
    kept = state.drafts.get(draft)
    if kept is None or not text.strip():
        screen.say("The draft is empty: press e to write, or i for a template.", "warning")
        return
    found = standing_of(state, kept)
    if found.holds:
        screen.say(f"Exactly this text is {in_words(state, found)}.")
        return
    told = [*rows(state, found, judge_draft(state, kept, screen.app.actor.role))]
    fields = [Field("comment", "What should they know?", "for example: goes out at 02:30")]

    async def take(answers: Answers) -> str:
        return await screen.send(AskApproval(draft, text, answers["comment"]))

    taken = await screen.app.push_screen_wait(
        Form("Ask for approval", fields, take, body=drawn(told), button="Ask")
    )
    if taken:
        run = state.run
        screen.say(
            "Approval asked. They answer here with A, or at another terminal: "
            f"breachplay approve {run}"
        )


async def _answer(screen: "WalkScreen", draft: str) -> None:
    """Show a text that waits in full, then take the answer."""
    state = screen.run_state
    kept = state.drafts.get(draft)
    if kept is None:
        screen.say("That draft was posted meanwhile.", "warning")
        return
    found = standing_of(state, kept)
    told = rows(state, found, judge_draft(state, kept, screen.app.actor.role))
    said = await screen.app.push_screen_wait(ApprovalScreen(told))
    if said == TAKE_BACK:
        await _take_back(screen, draft)
    elif said in {YES, NO}:
        await _say(screen, found, yes=said == YES)


async def _say(screen: "WalkScreen", found: Standing, *, yes: bool) -> None:
    draft, cards = found.draft, len(found.content.cards)
    fields = []
    if cards:
        choices = (WHOLE, *(f"card {number}" for number in range(1, cards + 1)))
        fields.append(Field("card", "Which part?", value=WHOLE, choices=choices))
    fields += _person_fields(screen, found)
    hint = "optional; it stays on the record" if yes else "what must change; needed"
    fields.append(Field("comment", "Comment", hint))
    text = found.content.text

    async def take(answers: Answers) -> str:
        part = answers.get("card", WHOLE)
        card = 0 if part == WHOLE else int(part.removeprefix("card "))
        name, role, comment = answers["name"], answers["role"], answers["comment"]
        if not name:
            return "give the name of the person who answers"
        command: Command = (
            Approve(draft, found.hash, name, role, comment, card)
            if yes
            else Reject(draft, found.hash, comment, name, role, card)
        )
        return await screen.send(command)

    body = lines([plain(text, lines=True), Content(""), plain(f"Text {found.hash[:12]}", "$quiet")])
    title = "Approve exactly this text" if yes else "Reject this text"
    button = "Approve" if yes else "Reject"
    taken = await screen.app.push_screen_wait(
        Form(title, fields, take, body=body, button=button, danger=not yes)
    )
    if taken:
        _tell(screen, draft)


def _person_fields(screen: "WalkScreen", found: Standing) -> list[Field]:
    """Ask who answers: whoever sits here, unless they wrote the text or may not approve it."""
    state, actor = screen.run_state, screen.app.actor
    wrote = folded_name(actor.name) in authors_of(state, found.draft)
    mine = may_approve(state, found.rule, actor) and not (wrote and found.rule.author_excluded)
    name, role = (actor.name, actor.role) if mine else ("", "")
    known = _approvers(state)
    return [
        Field("name", "Who answers?", known or "the name of whoever read it", name),
        Field("role", "In which role?", "for example: legal", role),
    ]


def _approvers(state: "State") -> str:
    return "; ".join(f"{one.name}, {one.role}" for one in state.profile.approver)


def _tell(screen: "WalkScreen", draft: str) -> None:
    """Say how the text stands now, and what is still missing."""
    state = screen.run_state
    kept = state.drafts.get(draft)
    if kept is None:
        return
    found = standing_of(state, kept)
    said = in_words(state, found)
    said = f"On the record: {said}." if said else "On the record."
    if not found.holds and found.missing:
        said = f"{said} {found.missing[0]}"
    screen.say(said, "information" if found.holds else "warning")


async def _take_back(screen: "WalkScreen", draft: str) -> None:
    fields = [Field("reason", "Why is it taken back?", "for example: the count changed")]

    async def take(answers: Answers) -> str:
        return await screen.send(WithdrawApproval(draft, answers["reason"]))

    await screen.app.push_screen_wait(
        Form("Take the asking back", fields, take, button="Take back")
    )
