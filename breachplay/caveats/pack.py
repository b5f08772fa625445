"""The pack that ships, and the examples that every rule carries with it."""

from functools import cache
from typing import Final

from breachplay.caveats.checking import check
from breachplay.caveats.words import Draft, FactView, Situation
from breachplay.playbook.find import default_pack_file
from breachplay.playbook.placeholders import fill
from breachplay.playbook.profile import SAMPLE
from breachplay.playbook.read import read_pack
from breachplay.playbook.rule import CaveatRule, RulePack

SAMPLE_FACTS: Final = (
    FactView("people_affected", "People affected", "count", "120,000", "reported"),
    FactView("data_involved", "Data involved", "text", "passport scans", "reported"),
    FactView("supplier", "Supplier", "text", "Northgate mailing", "retracted"),
    FactView("contact_data", "Contact data", "text", "E-mail addresses", "confirmed"),
)
"""What the team of the examples knows."""


@cache
def default_pack() -> RulePack:
    """Give the rule pack that ships, read once.

    Raises:
        Faulty: when the installed file is damaged.
    """
    return read_pack(default_pack_file())


def run_examples(pack: RulePack) -> tuple[str, ...]:
    """Run the examples of every rule of a pack; give a sentence for each that goes wrong.

    They run one rule at a time against the sample profile (`sample.example`) and `SAMPLE_FACTS`,
    in the first of the rule's phases where it has some.
    """
    failures = []
    for rule in pack.caveat:
        for text in rule.warns:
            if not _warns(rule, text):
                failures.append(f'"{rule.id}" should warn about "{text}" and does not')
        for text in rule.passes:
            if _warns(rule, text):
                failures.append(f'"{rule.id}" should not warn about "{text}" and does')
    return tuple(failures)


def _warns(rule: CaveatRule, text: str) -> bool:
    filled = fill(text, {})
    draft = Draft(
        text=filled.text,
        phase=rule.phases[0] if rule.phases else None,
        stated=filled.stated,
        gaps=filled.gaps,
    )
    return bool(check(draft, Situation((rule,), profile=SAMPLE, facts=SAMPLE_FACTS)))
