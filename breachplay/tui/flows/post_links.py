"""The address of what was posted, added or corrected later."""

from typing import TYPE_CHECKING

from breachplay.posts import NETWORKS
from breachplay.record.commands_links import CorrectLink
from breachplay.record.state import Post
from breachplay.record.when import parse_stamp
from breachplay.tui.dialogs.form import Answers, Field, Form
from breachplay.tui.dialogs.pick import Entry, Pick
from breachplay.tui.flows.coming import shown_moment
from breachplay.tui.paint import lines, plain

if TYPE_CHECKING:
    from breachplay.tui.screens.walk import WalkScreen

NONE_YET = "no link yet"


async def correct_link(screen: "WalkScreen") -> None:
    """Give a post its address: first those that have none are offered, the newest before."""
    newest_first = screen.run_state.posts[::-1]
    posts = sorted(newest_first, key=_is_known)
    entries = [entry for post in posts for entry in _entries(screen, post)]
    picked = await screen.app.push_screen_wait(Pick("Whose link?", entries))
    if picked is None:
        return
    seq, card = map(int, picked.split("/"))
    post = next(post for post in posts if post.seq == seq)
    of_thread = post.cards[card - 1] if card else None
    text, before = (of_thread.text, of_thread.link) if of_thread else (post.text, post.link)

    async def take(answers: Answers) -> str:
        return await screen.send(CorrectLink(seq, answers["link"], card))

    fields = [Field("link", "Its link", "https://… (empty: it has none)", before)]
    taken = await screen.app.push_screen_wait(
        Form(
            "Where is this post found?", fields, take, body=lines([plain(text, lines=True)]),
            button="Keep",
        )
    )  # fmt: skip
    if taken:
        screen.say("The link is on the record.")


def _is_known(post: Post) -> bool:
    return all(card.link for card in post.cards) if post.cards else bool(post.link)


def _entries(screen: "WalkScreen", post: Post) -> list[Entry]:
    """Give an entry for a post, or for each post of a thread."""
    zone, made = screen.run_state.profile.timezone, parse_stamp(post.at)
    when = f"{NETWORKS[post.network].label}, {shown_moment(made, screen.view.now, zone)}"
    if not post.cards:
        return [Entry(f"{post.seq}/0", when, post.link or NONE_YET, post.text)]
    return [
        Entry(
            f"{post.seq}/{number}",
            f"{when}, {number}/{len(post.cards)}",
            card.link or NONE_YET,
            card.text,
        )
        for number, card in enumerate(post.cards, 1)
    ]
