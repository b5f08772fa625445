"""Handing the text to the network, and saying that it was posted.

Posting is the person's own act: the program copies, opens the composer or shows the text, and
never holds a credential.
"""

import os
import sys
from typing import TYPE_CHECKING

from textual.content import Content

from breachplay.posts import NETWORKS, composer_link
from breachplay.posts import fits as fits_of
from breachplay.record.commands import HandOver, MarkPosted
from breachplay.record.when import stamp
from breachplay.timeline.sentences_questions import asker
from breachplay.tui.dialogs.form import Answers, Field, Form
from breachplay.tui.dialogs.pick import Entry, Pick
from breachplay.tui.draft import from_record
from breachplay.tui.flows.moments import moment
from breachplay.tui.flows.promising import Asked
from breachplay.tui.paint import lines, plain
from breachplay.tui.screens.alone import Alone
from breachplay.tui.view import View
from breachplay.tui.widgets.posttext import card_text, post_text

if TYPE_CHECKING:
    from breachplay.tui.screens.walk import WalkScreen

WHOLE = "whole"

MARK = "EXERCISE EXERCISE EXERCISE\n"
"""What every text of an exercise begins with once it leaves the program."""


def outgoing(screen: "WalkScreen") -> tuple[str, ...]:
    """Give the posts as they leave the program, one or a thread's: marked in an exercise."""
    view = screen.view
    if view.judgement is None:
        return ()
    cards = view.judgement.cards
    posts = tuple(card.text for card in cards) if cards else (view.judgement.text,)
    return posts if view.live else tuple(MARK + post for post in posts)


async def _chosen(screen: "WalkScreen", title: str, *, whole: bool) -> tuple[str, int] | None:
    """Ask which post of a thread is meant; a single post is meant at once.

    Gives its text and its number in the thread, 0 for one post or all of them.
    """
    posts = outgoing(screen)
    if len(posts) < 2:
        return (posts[0], 0) if posts else None
    entries = [
        Entry(str(number), "card", f"{number + 1}/{len(posts)}", post)
        for number, post in enumerate(posts)
    ]
    together = "\n\n".join(posts)
    if whole:
        entries.append(Entry(WHOLE, "thread", "all of them", together))
    picked = await screen.app.push_screen_wait(Pick(title, entries))
    if picked is None:
        return None
    return (together, 0) if picked == WHOLE else (posts[int(picked)], int(picked) + 1)


async def _hand_over(screen: "WalkScreen", way: str, card: int = 0) -> bool:
    trouble = await screen.save() or await screen.send(
        HandOver(screen.buffer.id, way, screen.buffer.text, card)
    )
    if trouble:
        screen.say(trouble, "error")
    return not trouble


async def copy(screen: "WalkScreen") -> None:
    """Send the text, or one card of a thread, to the terminal's clipboard."""
    chosen = await _chosen(screen, "Which post do you copy?", whole=True)
    if chosen is None:
        return
    post, card = chosen
    if await _hand_over(screen, "copied", card):
        screen.app.copy_to_clipboard(post)
        told = (
            "Sent to the terminal's clipboard. Some terminals ignore it: "
            "if pasting gives nothing, press l to select the text yourself."
        )
        _tell(screen, told)


def _tell(screen: "WalkScreen", told: str) -> None:
    """Say what was done with the text; before all else, that stops stand against it."""
    blocking = screen.view.blocking
    if blocking:
        stops = "1 stop stands" if blocking == 1 else f"{blocking} stops stand"
        screen.say(f"{stops} against this text: do not post it yet. {told}", "error")
    else:
        screen.say(told)


def browser_here() -> bool:
    """Whether a browser that this person can see is likely to open."""
    if os.environ.get("SSH_CONNECTION") or os.environ.get("SSH_TTY"):
        return False
    return sys.platform == "darwin" or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )


async def composer(screen: "WalkScreen") -> None:
    """Open the network's composer with the text filled in; over SSH show the link."""
    chosen = await _chosen(screen, "Which post do you open?", whole=False)
    if chosen is None:
        return
    post, card = chosen
    try:
        link = composer_link(
            post, screen.buffer.network, server=_server(screen), replies_to=_answered(screen)
        )
    except ValueError as fault:  # a network without a composer
        screen.say(str(fault), "warning")
        return
    here = browser_here()
    if not await _hand_over(screen, "composer" if here else "link", card):
        return
    if here:
        screen.app.open_url(link)
        _tell(screen, "Opened in the browser. Once it is posted, come back and press p.")
        return
    await screen.app.push_screen_wait(
        Alone(
            "The composer's link: open it in a browser. No browser was found on this machine.",
            link,
            "composer-link",
        )
    )


async def plain_text(screen: "WalkScreen") -> None:
    """Show the text alone."""
    if await _hand_over(screen, "shown"):
        await screen.app.push_screen_wait(
            Alone(
                "The text, alone: select it with the mouse.", "\n\n".join(outgoing(screen)), "post"
            )
        )


async def posted(screen: "WalkScreen") -> None:
    """Say that the text was posted."""
    if trouble := await screen.save():
        screen.say(trouble, "error")
        return
    view = screen.view
    if view.judgement is None:
        return
    draft, text = screen.buffer.id, screen.buffer.text
    links = _link_fields(view)
    replies = _reply_fields(view)
    if replies:
        links = []
    promise = Asked(view)
    when_field = Field("when", "When was it posted?", "now, 14:02, yesterday 23:10")
    fields = [*links, *replies, when_field, *promise.fields(reply=bool(replies))]

    async def take(answers: Answers) -> str:
        try:
            when = _moment(screen, answers["when"])
            promised = promise.answer(answers, when)
        except ValueError as error:
            return str(error)
        given = tuple(answers[field.name] for field in links)
        told = tuple(answers[field.name] for field in replies)
        first = next(iter(given), "")
        seen = stamp(screen.view.now)
        return await screen.send(
            MarkPosted(draft, text, first, when, given, told, promised=promised, seen_at=seen)
        )

    taken = await screen.app.push_screen_wait(
        Form("Was this posted?", fields, take, body=_to_be_posted(view), button="Posted")
    )
    if taken:
        screen.edit(from_record(screen.run_state, network=screen.buffer.network))
        screen.say("On the record as posted.")


def _to_be_posted(view: View) -> Content:
    """Give what the person says they posted: each text, its count, its network."""
    judgement = view.judgement
    assert judgement is not None  # noqa: S101  asked by the caller
    network = NETWORKS[view.network].label
    fits = fits_of(judgement.text, (view.network,), view.limits)[0]
    if not judgement.cards:
        return lines([post_text(judgement), Content(""), plain(f"{fits}", "$quiet")])
    rows: list[Content] = []
    for number in range(len(judgement.cards)):
        rows += [card_text(judgement, number), Content("")]
    return lines([*rows, plain(f"A thread of {len(judgement.cards)} on {network}", "$quiet")])


def _link_fields(view: View) -> list[Field]:
    """Give a question for the address of each post that went out."""
    count = len(view.judgement.cards) if view.judgement and view.judgement.cards else 1
    hint = "https://… (leave empty if you have none yet)"
    if count == 1:
        return [Field("link", "Its link", hint)]
    return [
        Field(f"link_{number}", f"Link of post {number}", hint) for number in range(1, count + 1)
    ]


def _reply_fields(view: View) -> list[Field]:
    """Give a question for the address of each reply, where one text answers several people."""
    known = view.state.questions
    if len(view.reply_to) < 2:
        return []
    return [
        Field(
            f"reply_{number}",
            f"Link of the reply to {asker(known[name].who) if name in known else name}",
            "https://… (leave empty if you have none yet)",
        )
        for number, name in enumerate(view.reply_to, 1)
    ]


def _answered(screen: "WalkScreen") -> str:
    """Give the address of the post that the draft answers; empty where it answers several."""
    names = screen.buffer.reply_to
    question = screen.run_state.questions.get(names[0]) if len(names) == 1 else None
    return question.link if question else ""


def _server(screen: "WalkScreen") -> str:
    """Give the organisation's own server on a network of many: what follows @ in its handle."""
    network = NETWORKS[screen.buffer.network]
    handle = screen.run_state.profile.handles.get(network.handle_of, "")
    return handle.partition("@")[2]


def _moment(screen: "WalkScreen", entered: str) -> str | None:
    if not entered or entered.casefold() == "now":
        return None
    return moment(screen, entered)
