"""The first acknowledgement: which post told everybody that something happened.

Not every first post does. One that went out against a stop because it assures what nobody can
know ("your data is safe", "no need to worry") told people that nothing did.
"""

from typing import Final

from breachplay.record.state import Post, State

ASSURES: Final = "absolute-assurance"
"""The caveat that stands against an assurance."""


def assures(post: Post) -> str:
    """Give why a post acknowledges nothing, in the words of its caveat; empty where it does."""
    return next((one.message for one in post.caveats if one.id == ASSURES), "")


def acknowledgement(state: State) -> Post | None:
    """Give the first post for everybody that acknowledges what happened; None before there is."""
    return next((post for post in state.public_posts if not assures(post)), None)


def before_it(state: State) -> tuple[Post, ...]:
    """Give the posts for everybody that came before it and only assured, oldest first."""
    first = acknowledgement(state)
    return tuple(
        post
        for post in state.public_posts
        if assures(post) and (first is None or post.seq < first.seq)
    )
