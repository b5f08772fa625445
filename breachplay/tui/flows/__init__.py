"""What each action of the walk screen does: ask what must be asked, then send one command.

One function an action, by its id in the registry; `enter-phase`, `set-fact` and `caveat` are
what Enter does on a phase, a fact and a caveat.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Final

from breachplay.tui.flows import (
    approvals,
    cadence,
    checklist,
    clocks,
    correct,
    draft,
    filling,
    insert,
    post,
    post_links,
    record,
    replies,
)

if TYPE_CHECKING:
    from breachplay.tui.screens.walk import WalkScreen

Flow = Callable[["WalkScreen"], Awaitable[None]]


async def _injects(screen: "WalkScreen") -> None:
    """Read what came in during an exercise, and answer it."""
    from breachplay.tui.flows.exercise import injects  # noqa: PLC0415  exercises only

    await injects(screen)


async def _pace(screen: "WalkScreen") -> None:
    """Start, hold, speed up or put ahead the exercise clock."""
    from breachplay.tui.flows.exercise import pace  # noqa: PLC0415  exercises only

    await pace(screen)


async def _review(screen: "WalkScreen") -> None:
    """Read the review of an exercise that is finished."""
    from breachplay.tui.flows.reviewing import show_review  # noqa: PLC0415  exercises only

    await show_review(screen)


FLOWS: Final[Mapping[str, Flow]] = {
    "check": checklist.check,
    "skip": checklist.skip,
    "next-phase": checklist.next_phase,
    "enter-phase": checklist.enter_phase,
    "edit": draft.edit,
    "injects": _injects,
    "pace": _pace,
    "review": _review,
    "insert": insert.insert,
    "fill": filling.fill_in,
    "facts": draft.facts,
    "set-fact": draft.set_fact,
    "override": draft.override,
    "caveat": draft.caveat,
    "drafts": draft.drafts,
    "network": draft.network,
    "thread": draft.thread,
    "picture": draft.picture,
    "approval": approvals.approval,
    "copy": post.copy,
    "composer": post.composer,
    "plain": post.plain_text,
    "posted": post.posted,
    "link": post_links.correct_link,
    "no-news": cadence.no_news_post,
    "snooze": cadence.snooze,
    "promise": cadence.correct,
    "replies": replies.replies,
    "correct": correct.correct,
    "note": record.note,
    "aware": record.milestone,
    "clocks": clocks.clocks,
    "timeline": record.timeline,
    "finish": record.finish,
    "theme": record.theme,
    "help": record.help_screen,
    "leave": record.leave,
}
