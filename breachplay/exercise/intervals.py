"""From one update to the next: how long it was to take, and how long it took."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from msgspec import Struct

from breachplay.exercise.lines import since
from breachplay.exercise.played import Played
from breachplay.record.standing import span
from breachplay.record.state import Post
from breachplay.record.when import parse_stamp


class Interval(Struct, frozen=True):
    """The time after one post for everybody, up to the next on the same network.

    Replies are left out: whoever was promised an update does not see them.
    """

    network: str
    post: int
    """The seq of the post."""
    posted: str
    """When it went out: `T+12 min`."""
    promised: str
    """What it promised of the next: `after 60 min, by T+1 h 12`; or that it promised nothing."""
    came: str
    """When the next came: `after 55 min, at T+1 h 07`; or that none did."""
    word: str
    """`in time`, `late by 12 min`, `never`, `not due yet`, or `nothing promised`."""

    @property
    def missed(self) -> bool:
        """Whether a promise was broken."""
        return self.word.startswith(("late", "never"))


def intervals(played: Played) -> tuple[Interval, ...]:
    """Give the time after each post for everybody, oldest first."""
    posts = played.state.public_posts
    return tuple(_after(played, post, posts[place + 1 :]) for place, post in enumerate(posts))


def _after(played: Played, post: Post, later: Sequence[Post]) -> Interval:
    following = next(_on(later, post.network), None)
    at = parse_stamp(post.at)
    came = "no further post"
    if following is not None:
        took = span(parse_stamp(following.at) - at)
        came = f"after {took}, at {since(following.at, played.begins)}"
    promised, word = "nothing", "nothing promised"
    promise = played.state.promise_of(post.seq)
    if promise is not None and promise.due:
        due = parse_stamp(promise.due)
        promised = f"after {span(due - at)}, by {since(promise.due, played.begins)}"
        kept = parse_stamp(promise.kept_at) if promise.kept_by else None
        late = (kept or played.now) - due
        if kept is not None:
            word = f"late by {span(late)}" if late > timedelta(0) else "in time"
        else:
            word = f"never; {span(late)} over" if late > timedelta(0) else "not due yet"
    return Interval(post.network, post.seq, since(post.at, played.begins), promised, came, word)


def _on(posts: Sequence[Post], network: str) -> Iterator[Post]:
    return (post for post in posts if post.network == network)
