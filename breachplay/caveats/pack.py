"""Running the examples that every rule carries with it."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from msgspec import structs

from breachplay.caveats.checking import check
from breachplay.caveats.words import Draft, FactView, RunningClock, Said, Situation
from breachplay.playbook.example import Example
from breachplay.playbook.placeholders import fill
from breachplay.playbook.profile import SAMPLE
from breachplay.playbook.rule import CaveatRule, RulePack

if TYPE_CHECKING:
    from breachplay.playbook.model import Playbook

SAMPLE_FACTS: Final = (
    FactView("people_affected", "People affected", "count", "120,000", "reported"),
    FactView("data_involved", "Data involved", "text", "passport scans", "reported"),
    FactView("supplier", "Supplier", "text", "Northgate mailing", "retracted"),
    FactView("contact_data", "Contact data", "text", "E-mail addresses", "confirmed"),
)
"""What the team of the examples knows, unless an example says otherwise."""


def run_examples(pack: RulePack) -> tuple[str, ...]:
    """Run the examples of every rule of a pack; give a sentence for each that goes wrong.

    They run one rule at a time against the sample profile (`sample.example`) and `SAMPLE_FACTS`,
    in the first of the rule's phases where it has some, and in the situation that they name.
    """
    return _run(pack.caveat)


def run_own_examples(playbook: "Playbook") -> tuple[str, ...]:
    """Run the examples of a playbook's own rules as `run_examples` does.

    Those of a phase run in that phase.
    """
    of_phases = (
        rule if rule.phases else structs.replace(rule, phases=(phase.id,))
        for phase in playbook.phase
        for rule in phase.caveat
    )
    return _run((*playbook.caveat, *of_phases))


def _run(rules: tuple[CaveatRule, ...]) -> tuple[str, ...]:
    failures = []
    for rule in rules:
        for example in rule.warns:
            if not _warns(rule, example):
                failures.append(f'"{rule.id}" should warn about {_named(example)} and does not')
        for example in rule.passes:
            if _warns(rule, example):
                failures.append(f'"{rule.id}" should not warn about {_named(example)} and does')
    return tuple(failures)


def _warns(rule: CaveatRule, example: str | Example) -> bool:
    draft, situation = posed(example, (rule,))
    return bool(check(draft, situation))


def _named(example: str | Example) -> str:
    if isinstance(example, str):
        return f'"{example}"'
    others = [name for name in example.__struct_fields__ if name != "text"]
    plain = Example(text=example.text)
    told = [name for name in others if getattr(example, name) != getattr(plain, name)]
    return f'"{example.text}"' + (f" (with its {', '.join(told)})" if told else "")


def posed(example: str | Example, rules: tuple[CaveatRule, ...]) -> tuple[Draft, Situation]:
    """Give the draft and the situation that an example stands for."""
    given = Example(text=example) if isinstance(example, str) else example
    known = {fact.name: fact for fact in SAMPLE_FACTS}
    for name, value in given.facts.items():
        said, _, status = value.rpartition(" ")
        blank = FactView(name, name.replace("_", " ").capitalize(), "text", "", "unknown")
        known[name] = replace(known.get(name, blank), value=said, status=status)
    filled = fill(given.text, {name: known[name].value for name in given.facts})
    first = rules[0].phases[0] if rules and rules[0].phases else None
    draft = Draft(
        text=filled.text,
        network=given.network,
        phase=given.phase or first,
        speaker=given.speaker or None,
        stated=filled.stated,
        gaps=filled.gaps,
        thread=given.thread,
        images=given.images,
        reply_to=given.reply_to,
    )
    situation = Situation(
        rules,
        profile=SAMPLE,
        facts=tuple(known.values()),
        open_required=given.open_items,
        mode=given.mode,
        posted=given.posted,
        said=tuple(
            Said(name, value, value, settled=given.said_settled)
            for name, value in given.said.items()
        ),
        unanswered=given.unanswered,
        now=_moment(given.now),
        update_due=_moment(given.update_due),
        promised=given.promised,
        first_word_due=_moment(given.first_word_due),
        clocks=tuple(
            RunningClock(
                clock.title,
                clock.tell,
                datetime.fromisoformat(clock.started),
                datetime.fromisoformat(clock.deadline),
            )
            for clock in given.clocks
        ),
        watched_data=given.watched_data,
        unapproved=given.unapproved,
        approval_of=given.text if given.unapproved else "",
    )
    return draft, situation


def _moment(given: str | None) -> datetime | None:
    """Give a moment of an example; its form was checked when it was read."""
    return datetime.fromisoformat(given) if given else None
