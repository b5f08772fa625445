"""A question as it comes in: where a post was pasted whole, who asked and where are read from it.

Only what the networks themselves put around a post is read: its address, and the line with name,
handle and age that copying takes along. What a person entered beside it stands before that.
"""

import re
from typing import Final

from msgspec import Struct

from breachplay.posts import NETWORKS

_OTHER_NAMES: Final = {"twitter": "x", "premium": "x-premium", "bsky": "bluesky"}

_ADDRESSES: Final = (
    ("x", r"https://(?:www\.|mobile\.)?(?:x|twitter)\.com/(?P<who>\w{1,15})/status/\d{1,25}"),
    ("bluesky", r"https://bsky\.app/profile/(?P<who>[\w.:-]{1,253})/post/\w{1,20}"),
    ("threads", r"https://(?:www\.)?threads\.(?:com|net)/@(?P<who>[\w.]{1,30})/post/[\w-]{1,30}"),
    ("mastodon", r"https://(?P<server>[\w.-]{1,253})/@(?P<who>\w{1,30})/\d{1,25}"),
)
"""How the address of a post looks on each network, and where its author stands in it."""

_AGE: Final = r"(?:\d{1,3}(?:s|m|h|d|w)|[A-Z][a-z]{2} \d{1,2}(?:, \d{4})?|\d{1,2} [A-Z][a-z]{2})"
_ABOVE: Final = rf"\A[^@]{{0,80}}@(?P<who>[\w.@-]{{1,253}})\s{{1,3}}·\s{{1,3}}{_AGE}\s{{1,3}}"
"""What stands above a post once it is copied: a name, the handle, a dot, its age."""


class Asked(Struct, frozen=True):
    """What somebody asked, taken apart."""

    text: str
    who: str
    where: str
    link: str


def taken_apart(text: str, who: str = "", where: str = "", link: str = "") -> Asked:
    """Give a question with what can be read from a post pasted whole.

    Args:
        text: what was asked, or the whole post with its address.
        who: as entered; stands before what is read.
        where: as entered; a network's name or id becomes its id.
        link: as entered; an address of a post in the text is then left in it.
    """
    text, where = text.strip(), network_id(where)
    read_who = read_where = ""
    if not link:
        text, link, read_where, read_who = _address(text)
    else:
        _, _, read_where, read_who = _address(link)
    if above := re.match(_ABOVE, text):
        rest = text[above.end() :].strip()
        if rest:
            text, read_who = rest, f"@{above['who']}"
    return Asked(text, who.strip() or read_who, where or read_where, link.strip())


def network_id(where: str) -> str:
    """Give the id of the network that is meant, or what was entered where none is."""
    name = where.strip()
    folded = name.casefold()
    labels = {network.label.casefold(): network.id for network in NETWORKS.values()}
    known = {**labels, **_OTHER_NAMES, **{network: network for network in NETWORKS}}
    return known.get(folded, name)


def _address(text: str) -> tuple[str, str, str, str]:
    """Take the address of a post out of a text: give the rest, the address, network, author."""
    for network, pattern in _ADDRESSES:
        found = re.search(pattern, text)
        if found is None:
            continue
        end = found.end()
        while end < len(text) and not text[end].isspace():  # what sharing added to it
            end += 1
        rest = f"{text[: found.start()].rstrip()} {text[end:].lstrip()}".strip()
        who = f"@{found['who']}"
        if network == "mastodon":
            who = f"{who}@{found['server']}"
        return rest or text, found.group(), network, who
    return text, "", "", ""
