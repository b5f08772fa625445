"""Posts that no longer hold, as `status` tells of them."""

from typing import TYPE_CHECKING, Any

from breachplay.record.outdated import outdated
from breachplay.timeline.outdating import outdated_words
from breachplay.timeline.zone import zone_named

if TYPE_CHECKING:
    from breachplay.record.state import State


def outdated_document(state: "State") -> list[dict[str, Any]]:
    """Give what posts stated that no longer holds and is not corrected, for programs."""
    return [
        {
            "post": one.number,
            "seq": one.post.seq,
            "at": one.post.at,
            "network": one.post.network,
            "link": one.post.link,
            "fact": one.name,
            "said": one.said,
            "value": one.value,
            "now": {"value": one.now.value, "status": one.now.status, "at": one.now.at},
        }
        for one in outdated(state)
    ]


def outdated_lines(state: "State") -> list[str]:
    """Give the same as lines to read; none where every post holds."""
    zone = zone_named(state.profile.timezone)
    return [
        f"{'' if number else 'OUTDATED':<13}{outdated_words(one, zone.local(one.post.at))}"
        for number, one in enumerate(outdated(state))
    ]
