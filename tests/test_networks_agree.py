"""The networks stand in two lists: the one that counts, and the one that files may name."""

from typing import get_args

from breachplay.playbook.words import NetworkId
from breachplay.posts import NETWORKS


def test_files_may_name_every_network_that_is_counted_for() -> None:
    assert get_args(NetworkId) == tuple(NETWORKS)


def test_an_account_that_posts_elsewhere_is_one_of_the_networks() -> None:
    for network in NETWORKS.values():
        assert network.handle_of in NETWORKS
