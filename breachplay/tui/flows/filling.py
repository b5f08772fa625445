"""Adding what the draft still leaves out: one key, one prepared sentence."""

from typing import TYPE_CHECKING

from breachplay.record.filling import Offer, missing, offers
from breachplay.record.state import Draft
from breachplay.tui.dialogs.pick import Entry, Pick
from breachplay.tui.widgets.editor import DraftEditor

if TYPE_CHECKING:
    from breachplay.tui.screens.walk import WalkScreen

ALL = "all of it"


async def fill_in(screen: "WalkScreen") -> None:
    """Add the best prepared sentence for what is missing; where much is, ask what for."""
    if trouble := await screen.save():
        screen.say(trouble, "error")
        return
    wanted = await _chosen(screen)
    added: list[Offer] = []
    for rule in wanted:
        if rule not in {caveat.id for caveat in missing(screen.view.judgement)}:
            continue  # a sentence before it has said this too
        best = next(iter(_offers(screen, rule)), None)
        if best is None:
            screen.say(_nothing_prepared(screen, rule), "warning")
            return
        if not await _add(screen, best):
            return
        added.append(best)
    if added:
        await screen.save()
        _tell(screen, added)


async def _chosen(screen: "WalkScreen") -> list[str]:
    """Give the rules whose omission is to be mended now."""
    caveats = missing(screen.view.judgement)
    if len(caveats) < 2:
        return [caveat.id for caveat in caveats]
    entries = []
    for caveat in caveats:
        best = next(iter(_offers(screen, caveat.id)), None)
        sentence = best.sentence if best else _nothing_prepared(screen, caveat.id)
        entries.append(Entry(caveat.id, "missing", caveat.message, sentence, caveat.why))
    together = "\n".join(entry.text for entry in entries)
    entries.append(Entry(ALL, "missing", "All of it, one after another", together))
    picked = await screen.app.push_screen_wait(Pick("What do you add?", entries))
    if picked is None:
        return []
    return [caveat.id for caveat in caveats] if picked == ALL else [picked]


def _offers(screen: "WalkScreen", rule: str) -> tuple[Offer, ...]:
    view = screen.view
    draft = Draft(
        id=view.draft,
        phase=view.state.phase,
        template=view.template,
        network=view.network,
        text=view.text,
        at="",
        thread=view.thread,
        images=view.images,
    )
    return offers(view.state, draft, rule)


def _nothing_prepared(screen: "WalkScreen", rule: str) -> str:
    instead = next(
        (caveat.instead for caveat in missing(screen.view.judgement) if caveat.id == rule), ""
    )
    return f"No prepared sentence fits here. {instead}"


async def _add(screen: "WalkScreen", offer: Offer) -> bool:
    """Put a sentence at the end of the draft; where it would be too long, ask first."""
    if offer.over:
        entries = [
            Entry("thread", "add", "Add it, and cut the text into a thread", offer.text),
            Entry("post", "add", "Add it all the same, and shorten the text", offer.text),
            Entry("leave", "leave", "Leave the text as it is", screen.view.text),
        ]
        title = f"With it the text is {offer.over} too long for one post"
        picked = await screen.app.push_screen_wait(Pick(title, entries))
        if picked in {None, "leave"}:
            return False
        if picked == "thread":
            screen.edit(screen.buffer.as_thread(True))
    editor = screen.query_one(DraftEditor)
    # As a key would: so that undo in the editor takes it out again.
    held = editor.text.rstrip()
    end_of_text = held.count("\n"), len(held.rpartition("\n")[2])
    editor.replace(offer.text.removeprefix(held), end_of_text, editor.document.end)
    return True


def _tell(screen: "WalkScreen", added: list[Offer]) -> None:
    sentences = " ".join(offer.sentence for offer in added)
    gaps = {gap for offer in added for gap in offer.gaps}
    then = " Press f to fill in what is still unknown." if gaps else ""
    end = "" if sentences.endswith((".", "?", "!")) else "."
    screen.say(f'Added: "{sentences}"{end}{then} To take it out: e, then ctrl+z.')
