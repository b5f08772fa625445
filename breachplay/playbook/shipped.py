"""The rule packs that ship, read once."""

from functools import cache

import msgspec

from breachplay.playbook.document import parse, read_text
from breachplay.playbook.find import pack_files
from breachplay.playbook.read import read_pack
from breachplay.playbook.rule import CaveatRule, RulePack


@cache
def default_packs() -> tuple[RulePack, ...]:
    """Give every rule pack that ships, in the order of `pack_files`.

    They are decoded strictly but not searched for hidden characters and the like, which would
    take four times as long at every launch: the tests hold the shipped files to that.

    Raises:
        Faulty: when an installed file is damaged.
    """
    packs = []
    for file in pack_files():
        try:
            packs.append(msgspec.convert(parse(read_text(file), str(file)), RulePack))
        except msgspec.ValidationError:
            packs.append(read_pack(file))
    return tuple(packs)


def default_rules() -> tuple[CaveatRule, ...]:
    """Give the rules of every shipped pack, in order."""
    return tuple(rule for pack in default_packs() for rule in pack.caveat)
