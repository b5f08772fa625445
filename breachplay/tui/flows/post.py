"""Handing the text to the network, and saying that it was posted.

Posting is the person's own act: the program copies, opens the composer or shows the text, and
never holds a credential.
"""

import os
import sys
from typing import TYPE_CHECKING

from textual.content import Content

from breachplay.posts import composer_link
from breachplay.record.commands import HandOver, MarkPosted
from breachplay.record.when import parse_when
from breachplay.tui.dialogs.form import Answers, Field, Form
from breachplay.tui.draft import from_record
from breachplay.tui.paint import lines, plain
from breachplay.tui.screens.alone import Alone
from breachplay.tui.widgets.preview import marked_text

if TYPE_CHECKING:
    from breachplay.tui.screens.walk import WalkScreen

MARK = "EXERCISE EXERCISE EXERCISE\n"
"""What every text of an exercise begins with once it leaves the program."""


def outgoing(screen: "WalkScreen") -> str:
    """Give the text as it leaves the program: marked in an exercise."""
    view = screen.view
    text = view.judgement.text if view.judgement else ""
    return text if view.live else MARK + text


async def _hand_over(screen: "WalkScreen", way: str) -> bool:
    trouble = await screen.save() or await screen.send(HandOver(screen.buffer.id, way))
    if trouble:
        screen.say(trouble, "error")
    return not trouble


async def copy(screen: "WalkScreen") -> None:
    """Send the text to the terminal's clipboard."""
    if await _hand_over(screen, "copied"):
        screen.app.copy_to_clipboard(outgoing(screen))
        screen.say(
            "Sent to the terminal's clipboard. Some terminals ignore it: "
            "if pasting gives nothing, press l to select the text yourself."
        )


def browser_here() -> bool:
    """Whether a browser that this person can see is likely to open."""
    if os.environ.get("SSH_CONNECTION") or os.environ.get("SSH_TTY"):
        return False
    return sys.platform == "darwin" or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )


async def composer(screen: "WalkScreen") -> None:
    """Open the network's composer with the text filled in; over SSH show the link."""
    try:
        link = composer_link(outgoing(screen), screen.buffer.network)
    except ValueError as fault:  # a network without a composer
        screen.say(str(fault), "warning")
        return
    if not await _hand_over(screen, "composer"):
        return
    if browser_here():
        screen.app.open_url(link)
        screen.say("Opened in the browser. Once it is posted, come back and press p.")
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
            Alone("The text, alone: select it with the mouse.", outgoing(screen), "post")
        )


async def posted(screen: "WalkScreen") -> None:
    """Say that the text was posted."""
    if trouble := await screen.save():
        screen.say(trouble, "error")
        return
    view = screen.view
    if view.judgement is None:
        return
    measure = view.judgement.measure
    body = [
        marked_text(view.judgement),
        Content(""),
        plain(f"{measure.length} of {measure.limit}, on X", "$quiet"),
    ]
    fields = [
        Field("link", "Its link", "https://x.com/… (leave empty if you have none yet)"),
        Field("when", "When was it posted?", "now, 14:02, yesterday 23:10"),
    ]
    draft, text = screen.buffer.id, screen.buffer.text

    async def take(answers: Answers) -> str:
        try:
            when = _moment(screen, answers["when"])
        except ValueError as error:
            return str(error)
        return await screen.send(MarkPosted(draft, text, answers["link"], when))

    taken = await screen.app.push_screen_wait(
        Form("Was this posted?", fields, take, body=lines(body), button="Posted")
    )
    if taken:
        screen.edit(from_record(screen.run_state))
        screen.say("On the record as posted.")


def _moment(screen: "WalkScreen", entered: str) -> str | None:
    if not entered or entered.casefold() == "now":
        return None
    return parse_when(entered, screen.app.clock.now(), screen.run_state.profile.timezone)
