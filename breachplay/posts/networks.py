"""The networks we count for: one table. Adding one is one entry here and its test vectors.

What is only a number stands in the table. What is more stands in the module of the rule that the
entry names (`breachplay.posts.tally`): how characters are counted, and what becomes a link.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

__all__ = ["NETWORKS", "Network", "composer_link", "network_named"]


class Network(NamedTuple):
    """What one network asks of a post."""

    id: str
    """How people name it on the command line and in playbooks."""
    label: str
    """How it is written on screen."""
    limit: int | None
    """The longest post, as the network counts; None where there is no limit to reach."""
    rule: str
    """How it counts: a name in `breachplay.posts.tally`, or `x`."""
    link_length: int | None = None
    """What any link costs, whatever its length; None where it costs what is written."""
    byte_limit: int | None = None
    """The most bytes of UTF-8 that it takes besides."""
    part_limit: int | None = None
    """The most messages that one text is sent as, where a text is sent as several."""
    composer: str = ""
    """The address that opens its composer; the encoded text follows directly. `{server}` stands
    for the organisation's own server. Empty where there is none."""
    account: str = ""
    """The network whose account posts, where that is another one of this table."""

    @property
    def handle_of(self) -> str:
        """The id under which the profile knows the account that posts here."""
        return self.account or self.id


_TABLE = (
    # Limit and link cost: twitter-text configuration v3 (`maxWeightedTweetLength`,
    # `transformedURLLength`) and docs.x.com/fundamentals/counting-characters.
    # Composer: X's documented post intent.
    Network("x", "X", 280, "x", link_length=23, composer="https://x.com/intent/post?text="),
    # Longer posts of Premium accounts. X publishes the figure only on its pages for subscribers
    # ("up to 25,000 characters"); that the same weights hold is our reading.
    Network(
        "x-premium", "X Premium", 25_000, "x", link_length=23,
        composer="https://x.com/intent/post?text=", account="x",
    ),
    # docs.joinmastodon.org/user/posting: 500 by default, a link 23, of a mention only the part
    # before the server. The rest is known second-hand (`mastodon.py`). A server may set another
    # figure (`max_characters` of its instance document): `measure(..., limit=...)`. Composer: the
    # server's own /share page.
    Network(
        "mastodon", "Mastodon", 500, "mastodon", link_length=23,
        composer="https://{server}/share?text=",
    ),
    # Lexicon app.bsky.feed.post: `maxGraphemes` 300, `maxLength` 3000 (bytes of UTF-8).
    # Composer: docs.bsky.app/docs/advanced-guides/intent-links.
    Network(
        "bluesky", "Bluesky", 300, "bluesky", byte_limit=3000,
        composer="https://bsky.app/intent/compose?text=",
    ),
    # developers.facebook.com/documentation/threads/posts: 500 characters, an emoji counts its
    # bytes. Composer: .../threads/threads-web-intents.
    Network(
        "threads", "Threads", 500, "threads", composer="https://www.threads.com/intent/post?text=",
    ),
    # LinkedIn's API documents name no figure; its composer stops at 3,000, and those who post
    # through the API (Buffer's developer guide on character limits) give 3,000 UTF-16 units.
    # The composer's address is undocumented but in wide use.
    Network(
        "linkedin", "LinkedIn", 3000, "linkedin",
        composer="https://www.linkedin.com/feed/?shareActive=true&text=",
    ),
    Network("status-page", "Status page", None, "page"),
    # Known second-hand: 3GPP TS 23.038 defines the alphabets, TS 23.040 how messages are joined
    # (one byte counts the parts: 255 at most). Composer: RFC 5724, without a recipient, as
    # telephones take it.
    Network("sms", "SMS", None, "sms", part_limit=255, composer="sms:?body="),
)  # fmt: skip

NETWORKS: Mapping[str, Network] = MappingProxyType({entry.id: entry for entry in _TABLE})
"""Every network by its id, in the order in which they are shown."""


_STATUS = (
    r"https://(?:www\.|mobile\.)?(?:x|twitter)\.com/[0-9A-Za-z_]{1,15}/status/(?P<id>[0-9]{1,25})"
)
"""The address of a post on X."""

_SERVER = r"(?:[0-9A-Za-z](?:[0-9A-Za-z-]*[0-9A-Za-z])?\.)+[0-9A-Za-z-]+(?::[0-9]+)?"


def network_named(name: str, limit: int | None = None) -> Network:
    """The network with the id `name`, with a limit of its own if one is given.

    ValueError, with the ids we know, when there is none, and for a limit below 1.
    """
    try:
        found = NETWORKS[name]
    except KeyError:
        known = ", ".join(NETWORKS)
        raise ValueError(f"There is no network {name!r}; known: {known}.") from None
    if limit is None:
        return found
    if limit < 1:
        raise ValueError(f"A limit of {limit} characters leaves no room for a post.")
    return found._replace(limit=limit)


def composer_link(text: str, network: str = "x", *, server: str = "", replies_to: str = "") -> str:
    """The link that opens the network's composer with `text` filled in.

    Everything but letters, digits and `-._~` is percent-encoded UTF-8. Half of a surrogate pair
    cannot be encoded and becomes U+FFFD. `server` is the name of the organisation's own server,
    for networks that have many. ValueError for an unknown network, for one without a composer
    (a status page), and where a server is needed and `server` is none's name.

    `replies_to` is the address of a post that is answered. Where the composer takes one (X, by
    the documented `in_reply_to` of its intents), the text goes out as a reply to it; elsewhere,
    and for an address that is none of the network's, it changes nothing.
    """
    import re  # noqa: PLC0415 - milliseconds that most runs never need
    from urllib.parse import quote  # noqa: PLC0415 - as above

    entry = network_named(network)
    if not entry.composer:
        raise ValueError(f"{entry.label} has no composer to open: copy the text.")
    if "{server}" in entry.composer and not re.fullmatch(_SERVER, server):
        raise ValueError(f"{entry.label} has many servers: say which one, as in social.example.")
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    link = entry.composer.replace("{server}", server) + quote(whole, safe="")
    answered = re.fullmatch(_STATUS, replies_to) if entry.handle_of == "x" else None
    return f"{link}&in_reply_to={answered['id']}" if answered else link
