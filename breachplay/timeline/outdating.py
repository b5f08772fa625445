"""What a post says that no longer holds, in words: for screens, the command line and exports."""

from collections.abc import Sequence

from breachplay.plain import visible
from breachplay.record.outdated import Outdated
from breachplay.timeline.wording import cut, inside, network_label, quote


def holds_now(one: Outdated) -> str:
    """Give what holds now: the value and its status, or that the fact was retracted."""
    if one.now.status in {"retracted", "unknown"} or not one.now.value:
        return one.now.status
    return f"{one.now.value}, {one.now.status}"


def outdated_words(one: Outdated, zone_local: str) -> str:
    """Say in one line what a post said, when, and what holds now.

    Args:
        one: what no longer holds.
        zone_local: when it was posted, as it is to be read.
    """
    where = network_label(one.post.network)
    said, label = quote(one.said), inside(one.label)
    return visible(
        f"Post {one.number} ({where}, {zone_local}) says {said} ({label}); now {_briefly(one)}",
        lines=False,
    )


def _briefly(one: Outdated) -> str:
    if one.now.status in {"retracted", "unknown"} or not one.now.value:
        return one.now.status
    shown = cut(one.now.value, 60)
    return shown if one.now.status == "confirmed" else f"{shown} ({one.now.status})"


def counted(ones: Sequence[Outdated]) -> str:
    """Say how many posts no longer hold: `2 posts no longer hold`."""
    posts = len({one.post.seq for one in ones})
    return "1 post no longer holds" if posts == 1 else f"{posts} posts no longer hold"
