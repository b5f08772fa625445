"""The pack holds its own examples, and the figures that it promises on the development set."""

import pytest

from breachplay.caveats import default_packs, default_rules, faults, run_examples
from tests.caveats import quality

FIFTEEN = (
    "over-limit",
    "unfilled-gap",
    "unconfirmed-fact",
    "look-alike-link",
    "unofficial-link",
    "short-link",
    "asks-for-secrets",
    "personal-data",
    "absolute-assurance",
    "speculates-cause",
    "attribution",
    "no-evidence",
    "minimises",
    "starts-with-mention",
    "required-open",
)
LABELLED = sorted(set().union(*(wanted for _, wanted in quality.posts())))


@pytest.fixture(scope="module")
def figures() -> dict[str, quality.Figures]:
    """How the pack judges the whole set."""
    return quality.figures()


def test_the_pack_holds_the_first_fifteen() -> None:
    assert {rule.id for rule in default_rules()} >= set(FIFTEEN)


@pytest.mark.parametrize("rule", default_rules(), ids=lambda rule: rule.id)
def test_every_rule_explains_itself_and_brings_six_examples_of_each_kind(rule) -> None:  # type: ignore[no-untyped-def]
    assert rule.why
    assert rule.source
    assert faults(rule) == ()
    assert len(rule.warns) >= 6
    assert len(rule.passes) >= 6


def test_every_example_does_what_it_says() -> None:
    assert [run_examples(pack) for pack in default_packs()] == [()] * len(default_packs())


@pytest.mark.parametrize("rule", LABELLED)
def test_the_development_set_is_judged_well(rule: str, figures: dict[str, quality.Figures]) -> None:
    found = figures[rule]
    assert found.precision >= 0.9, found.false
    assert found.recall >= 0.8, found.missed


def test_no_ordinary_post_is_stopped() -> None:
    stops = {rule.id for rule in default_rules() if rule.severity == "stop"}
    stopped = [
        (text, stops & set(quality.judge(text)))
        for text, wanted in quality.posts()
        if not wanted and stops & set(quality.judge(text))
    ]
    assert stopped == []
