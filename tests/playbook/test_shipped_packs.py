"""What a run embeds of the shipped packs: every rule, and none of the examples."""

import msgspec

from breachplay.playbook.rule import RulePack
from breachplay.playbook.shipped import bare_packs, default_packs


def test_a_run_embeds_every_rule_without_its_examples() -> None:
    for bare, whole in zip(bare_packs(), default_packs(), strict=True):
        rules = tuple(msgspec.structs.replace(rule, warns=(), passes=()) for rule in whole.caveat)
        assert msgspec.convert(bare, RulePack) == msgspec.structs.replace(whole, caveat=rules)
        assert all("warns" not in rule and "passes" not in rule for rule in bare["caveat"])
