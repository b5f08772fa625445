"""What a network shows: how long a post is there, what becomes a link, and how much of it fits.

Pure text: this package knows nothing of playbooks, records or screens.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from breachplay.posts.measure import measure, weighted_text
from breachplay.posts.model import Entity, Measure, Over, WeightedText
from breachplay.posts.networks import NETWORKS, Network, composer_link

if TYPE_CHECKING:
    from breachplay.posts.cutting import Part, cut_by_hand, split
    from breachplay.posts.glance import Fit, fits

__all__ = [
    "NETWORKS",
    "Entity",
    "Fit",
    "Measure",
    "Network",
    "Over",
    "Part",
    "WeightedText",
    "composer_link",
    "cut_by_hand",
    "fits",
    "measure",
    "split",
    "weighted_text",
]

_LATE: Final = {
    "Part": "cutting",
    "cut_by_hand": "cutting",
    "split": "cutting",
    "Fit": "glance",
    "fits": "glance",
}
"""Names whose modules are loaded when they are first asked for: a count needs no thread."""


def __getattr__(name: str) -> Any:
    """Give a public name that is loaded late."""
    if name not in _LATE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_LATE[name]}"), name)
