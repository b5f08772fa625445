"""What becomes a link, a mention, a hashtag on every network but X, by the name of its rule."""

import re
from collections.abc import Callable, Mapping

from breachplay.posts.bluesky import find_bluesky
from breachplay.posts.links import find_links
from breachplay.posts.mastodon import find_mastodon
from breachplay.posts.model import Entity
from breachplay.posts.tags import Span, find_hashtags, without_overlaps

__all__ = ["FINDERS"]


def _links(text: str) -> list[Span]:
    return [(link.start, link.end, "link") for link in find_links(text)]


def _with_links(text: str) -> tuple[Entity, ...]:
    return without_overlaps(text, _links(text))


def _with_tags(text: str) -> tuple[Entity, ...]:
    return without_overlaps(text, _links(text) + find_hashtags(text))


# Names there are those of Instagram: letters, digits, full stops and underscores, 30 at most. The
# documents of the API do not say what is recognised as one; this is our reading.
_THREADS_NAME = re.compile(
    r"(?<![0-9A-Za-z_.@/])@(?=[0-9A-Za-z_.]{1,30}(?![0-9A-Za-z_@]))[0-9A-Za-z_](?:\.?[0-9A-Za-z_])*+"
)


def _with_names(text: str) -> tuple[Entity, ...]:
    names = [(*match.span(), "mention") for match in _THREADS_NAME.finditer(text)]
    return without_overlaps(text, _links(text) + find_hashtags(text) + names)


FINDERS: Mapping[str, Callable[[str], tuple[Entity, ...]]] = {
    "mastodon": find_mastodon,
    "bluesky": find_bluesky,
    "threads": _with_names,
    "linkedin": _with_tags,
    "page": _with_links,
    "sms": _with_links,
}
"""Each gives the entities of a text whose surrogates are joined; positions in code points."""
