"""Items and phases."""

from typing import TYPE_CHECKING

from textual.content import Content

from breachplay.playbook.model import Item
from breachplay.record.commands import CheckItem, EnterPhase, ReopenItem, SkipItem
from breachplay.tui.dialogs.form import Answers, Field, Form
from breachplay.tui.paint import lines, plain
from breachplay.tui.widgets.phases import Checklist, PhaseList

if TYPE_CHECKING:
    from breachplay.tui.screens.walk import WalkScreen


def _item(screen: "WalkScreen") -> Item | None:
    row = screen.query_one(Checklist).row
    return next((item for item in screen.view.phase.item if item.id == row), None)


async def check(screen: "WalkScreen") -> None:
    """Check the item under the cursor; one that is checked or skipped is opened again."""
    item = _item(screen)
    if item is None:
        return
    phase = screen.view.phase.id
    status = screen.run_state.item(phase, item.id).status
    command = CheckItem(phase, item.id) if status == "open" else ReopenItem(phase, item.id)
    if refusal := await screen.send(command):
        screen.say(refusal, "error")


async def skip(screen: "WalkScreen") -> None:
    """Skip the item under the cursor, with a reason."""
    item = _item(screen)
    if item is None:
        return
    phase = screen.view.phase.id
    if screen.run_state.item(phase, item.id).status == "checked":
        screen.say("This item is checked: press space to open it again first.", "warning")
        return
    fields = [Field("reason", "Why is it not done?", "what counsel will read later")]
    body = [plain(item.text, "bold"), plain(item.why, "$quiet")]
    if item.critical:
        body += [Content(""), plain("This item is critical: a second person must agree.")]
        fields.append(Field("second", "Who agrees?", "name and role of somebody other than you"))

    async def take(answers: Answers) -> str:
        second = answers.get("second", "")
        return await screen.send(SkipItem(phase, item.id, answers["reason"], second))

    await screen.app.push_screen_wait(
        Form("Skip an item", fields, take, body=lines(body), button="Skip")
    )


async def next_phase(screen: "WalkScreen") -> None:
    """Go to the next phase."""
    following = screen.run_state.next_phase()
    if following is not None:
        await _enter(screen, following.id)


async def enter_phase(screen: "WalkScreen") -> None:
    """Go to the phase under the cursor."""
    if reason := screen.view.read_only:
        screen.say(reason, "warning")
    else:
        await _enter(screen, screen.query_one(PhaseList).row)


async def _enter(screen: "WalkScreen", phase_id: str) -> None:
    state = screen.run_state
    target = state.phase_named(phase_id)
    if target is None or target.id == state.phase:
        return
    await screen.save()
    still_open = state.open_needed(state.current_phase)
    order = [phase.id for phase in state.playbook.phase]
    forward = order.index(target.id) > order.index(state.phase)
    if not (forward and still_open):
        if refusal := await screen.send(EnterPhase(target.id)):
            screen.say(refusal, "error")
        return
    body = [plain(f'Still open in "{state.current_phase.title}":'), Content("")]
    body += [plain(f"[ ] {item.text}") for item in still_open]
    body += [Content(""), plain("They stay open, and the record says that you went on.")]

    async def take(_: Answers) -> str:
        return await screen.send(EnterPhase(target.id, leaving_open=True))

    await screen.app.push_screen_wait(
        Form(f"Go on to {target.title}?", [], take, body=lines(body), button="Go on")
    )
