"""The networks we count for: one table. Adding one is one entry here and its test vectors."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

__all__ = ["NETWORKS", "Network", "composer_link", "network_named"]


@dataclass(frozen=True, slots=True)
class Network:
    """What one network asks of a post."""

    id: str
    """How people name it on the command line and in playbooks."""
    label: str
    """How it is written on screen."""
    limit: int
    """The longest post, as the network counts."""
    link_length: int
    """What any link costs, whatever its length."""
    composer: str
    """The address that opens its composer; the encoded text follows directly."""


NETWORKS: Mapping[str, Network] = MappingProxyType(
    {
        # Limit and link cost: twitter-text configuration v3 (`maxWeightedTweetLength`,
        # `transformedURLLength`). Composer: X's documented post intent.
        "x": Network("x", "X", 280, 23, "https://x.com/intent/post?text="),
    }
)


def network_named(name: str) -> Network:
    """The network with the id `name`; ValueError, with the ids we know, when there is none."""
    try:
        return NETWORKS[name]
    except KeyError:
        known = ", ".join(sorted(NETWORKS))
        raise ValueError(f"There is no network {name!r}; known: {known}.") from None


def composer_link(text: str, network: str = "x") -> str:
    """The link that opens the network's composer with `text` filled in.

    Everything but letters, digits and `-._~` is percent-encoded UTF-8. Half of a surrogate pair
    cannot be encoded and becomes U+FFFD. ValueError for an unknown network.
    """
    from urllib.parse import quote  # noqa: PLC0415 - milliseconds that most runs never need

    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return network_named(network).composer + quote(whole, safe="")
