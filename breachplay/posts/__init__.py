"""What a network shows: how long a post is there, what becomes a link, and how much of it fits.

Pure text: this package knows nothing of playbooks, records or screens.
"""

from breachplay.posts.cutting import Part, cut_by_hand, split
from breachplay.posts.glance import Fit, fits
from breachplay.posts.measure import measure, weighted_text
from breachplay.posts.model import Entity, Measure, Over, WeightedText
from breachplay.posts.networks import NETWORKS, Network, composer_link

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
