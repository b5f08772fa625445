"""Correcting a post: a draft that quotes what it said and when, and says what holds now."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from breachplay.posts import NETWORKS
from breachplay.record.correcting import TITLE, correction
from breachplay.record.outdated import Outdated, outdated
from breachplay.record.reckoning import local
from breachplay.record.when import parse_stamp
from breachplay.timeline.outdating import outdated_words
from breachplay.tui.dialogs.pick import Entry, Pick
from breachplay.tui.draft import empty, from_record
from breachplay.tui.flows.insert import begin

if TYPE_CHECKING:
    from breachplay.tui.screens.walk import WalkScreen


async def correct(screen: "WalkScreen") -> None:
    """Begin the correction of a post that no longer holds; of several, ask which.

    A correction that was begun and not posted is gone back to.
    """
    screen.get_ready()
    by_post: dict[int, list[Outdated]] = {}
    for one in outdated(screen.run_state):
        by_post.setdefault(one.post.seq, []).append(one)
    seq = next(iter(by_post), 0)
    if len(by_post) > 1:
        entries = [_entry(screen, ones) for ones in by_post.values()]
        picked = await screen.app.push_screen_wait(Pick("Which post do you correct?", entries))
        if picked is None:
            return
        seq = int(picked)
    if seq not in by_post:
        return
    state, network = screen.run_state, by_post[seq][0].post.network
    begun = next(
        (one.id for one in state.drafts.values() if one.corrects == seq and one.text.strip()), ""
    )
    if begun:
        await begin(screen, from_record(state, begun))
        return
    text = correction(state, by_post[seq], network, screen.app.clock.now())
    await begin(screen, replace(empty(TITLE, text, network), corrects=seq))


def _entry(screen: "WalkScreen", ones: Sequence[Outdated]) -> Entry:
    post = ones[0].post
    at = f"{local(parse_stamp(post.at), screen.run_state.profile.timezone):%d %b %H:%M}"
    told = "\n\n".join([*(outdated_words(one, at) for one in ones), post.text])
    title = ", ".join(f'{one.label}: "{one.said}"' for one in ones)
    return Entry(str(post.seq), f"{at} {NETWORKS[post.network].label}", title, told)
