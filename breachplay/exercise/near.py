"""What came near where a response never came: the record shows it, and a facilitator weighs it.

It does not count. Done before the inject came is not an answer to it, and a post that players tied
to nothing may have meant something else. But "never" alone would hide that somebody acted.
"""

from msgspec import Struct

from breachplay.exercise.played import Played
from breachplay.exercise.responses import Response, does
from breachplay.record.when import parse_stamp


class Near(Struct, frozen=True):
    """An event that is not the response, and may be what was meant."""

    told: str
    seq: int


def near(played: Played, missing: Response) -> Near | None:
    """Give what came near a response that never came; None where nothing did."""
    if missing.outcome != "never":
        return None
    return _before(played, missing) or _tied_to_nothing(played, missing)


def _before(played: Played, missing: Response) -> Near | None:
    delivered = played.exercise.delivered[missing.inject.id].seq
    for event in reversed(played.events[2 : delivered - 1]):  # the first two open every run
        if does(event, missing.expected):
            return Near("done before it came", event.seq)
    return None


def _tied_to_nothing(played: Played, missing: Response) -> Near | None:
    if missing.expected.of or "post" not in missing.expected.response:
        return None
    tied = {answer.event for answer in played.exercise.answers}
    delivered = played.exercise.delivered[missing.inject.id].seq
    for post in played.state.public_posts:
        in_time = post.seq > delivered and parse_stamp(post.at) <= missing.due
        if in_time and post.seq not in tied:
            return Near("a post that was tied to no inject went out in time", post.seq)
    return None
