"""Prepared texts: found in a list, answers by what is asked too, and begun as drafts."""

from typing import TYPE_CHECKING

from breachplay.playbook.matching import ranked
from breachplay.playbook.model import Phase
from breachplay.tui.dialogs.pick import Entry, Pick
from breachplay.tui.draft import Buffer, empty
from breachplay.tui.widgets.tabs import Tabs

if TYPE_CHECKING:
    from breachplay.tui.screens.walk import WalkScreen

ANSWER = " answer "
"""Stands in the id of an entry that is a prepared answer, between its phase and its number."""


async def insert(screen: "WalkScreen") -> None:
    """Begin a draft from a template or an answer; a draft with other text is kept beside it.

    What is typed to find one is held against the answers as a question, too. In a reply, the
    answers that fit its question come first, and the new draft answers it in place of the old.
    """
    from breachplay.tui.flows.cadence import (  # noqa: PLC0415  it begins its drafts here
        NO_NEWS,
        due_first,
        no_news_post,
    )

    screen.get_ready()
    replied = screen.buffer.reply_to
    entries = [*due_first(screen), *_entries(screen)]
    if replied:
        first = matching(screen, asked(screen, replied))
        entries.sort(key=lambda entry: first.index(entry.id) if entry.id in first else len(first))

    def found_by(letters: str) -> list[str]:
        return matching(screen, letters)

    picked = await screen.app.push_screen_wait(Pick("Prepared texts", entries, found_by))
    if picked is None:
        return
    if picked == NO_NEWS:
        await no_news_post(screen)
        return
    entry = next(entry for entry in entries if entry.id == picked)
    text, reply_to = entry.text, replied if ANSWER in entry.id else ()
    if reply_to:
        from breachplay.tui.flows.replies import opening  # noqa: PLC0415  it begins drafts here

        text = opening(screen, reply_to, screen.buffer.network) + text
    title = screen.buffer.template if reply_to else entry.title
    await begin(screen, empty(title, text, screen.buffer.network, reply_to))


def matching(screen: "WalkScreen", question: str) -> list[str]:
    """Give the ids of the answers that have words in common with a question, the best first."""
    state = screen.run_state
    matches = ranked(state.playbook, state.phase, question)
    return [answer_id(match.phase, match.number) for match in matches if match.score]


def asked(screen: "WalkScreen", names: tuple[str, ...]) -> str:
    """Give what was asked in these questions, as one text."""
    known = screen.run_state.questions
    return " ".join(known[name].text for name in names if name in known)


def answer_id(phase: str, number: int) -> str:
    """Give the id of a prepared answer's entry."""
    return f"{phase}{ANSWER}{number}"


async def begin(screen: "WalkScreen", buffer: Buffer) -> None:
    """Put a draft into the editor, on the record at once, and say what it still needs."""
    if trouble := await screen.save():
        screen.say(trouble, "error")
        return
    kept = bool(screen.buffer.text.strip())
    screen.edit(buffer)
    await screen.save()
    gaps = screen.view.judgement.filled.gaps if screen.view.judgement else ()
    if gaps:
        count = len({gap.name for gap in gaps})
        facts = "1 fact is" if count == 1 else f"{count} facts are"
        screen.say(f"{facts} missing in this text: press f to fill them in.")
    elif kept:
        screen.say("The draft before it is kept: press d to go back to it.")
    screen.query_one(Tabs).choose(2, "#caveats" if gaps else "#editor")


def _entries(screen: "WalkScreen") -> list[Entry]:
    """Give all prepared texts: those of the phase that is shown first, then all others."""
    shown = screen.view.phase
    others = [phase for phase in screen.run_state.playbook.phase if phase.id != shown.id]
    return [entry for phase in (shown, *others) for entry in _entries_of(phase)]


def _entries_of(phase: Phase) -> list[Entry]:
    posts = [
        Entry(f"{phase.id} {post.id}", phase.title, post.title, post.text, post.note)
        for post in phase.post
    ]
    answers = [
        Entry(
            answer_id(phase.id, number),
            phase.title,
            f"Answer: {answer.asked}",
            answer.text,
            answer.note,
        )
        for number, answer in enumerate(phase.answer)
    ]
    return posts + answers
