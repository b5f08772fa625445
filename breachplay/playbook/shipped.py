"""The rule packs that ship, read once."""

from functools import cache
from typing import Any

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


def bare_packs() -> tuple[dict[str, Any], ...]:
    """Give every rule pack that ships as plain values, without examples: what a run embeds.

    The examples test a pack and decide nothing in a run; they are half of it. Read each time,
    so that a run that has begun does not keep them.

    Raises:
        Faulty: when an installed file is damaged.
    """
    return tuple(_bare(parse(read_text(file), str(file))) for file in pack_files())


def _bare(pack: dict[str, Any]) -> dict[str, Any]:
    for rule in pack.get("caveat", ()):
        for key in ("warns", "passes"):
            rule.pop(key, None)
    return pack


def default_rules() -> tuple[CaveatRule, ...]:
    """Give the rules of every shipped pack, in order."""
    return tuple(rule for pack in default_packs() for rule in pack.caveat)
