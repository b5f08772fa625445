"""The shipped playbooks, held against what we ask of everybody's posts.

Every template and answer is filled with realistic facts, counted as X counts it, and read by
all caveats. A playbook that trips our own rules would teach people to override them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from breachplay.caveats import Draft, FactView, Situation, check, default_rules
from breachplay.caveats.promises import promises
from breachplay.playbook.find import find_playbook, shipped_playbooks
from breachplay.playbook.model import Phase, Playbook
from breachplay.playbook.placeholders import fill
from breachplay.playbook.profile import (
    PLACEHOLDERS,
    SAMPLE,
    Contact,
    Person,
    Profile,
    placeholder_values,
)
from breachplay.playbook.read import read_playbook
from breachplay.posts import measure
from breachplay.record.no_news import no_news_templates

LIMIT = 280
PHASES = {
    "get-ready": "Get ready",
    "acknowledge": "Acknowledge",
    "clarify": "Clarify",
    "explain": "Explain",
    "protect": "Protect",
    "stay-reachable": "Stay reachable",
    "close": "Close",
    "learn": "Learn",
}
COMMON_CRITICAL = {
    "name-roles",
    "aware-since",
    "jurisdictions",
    "stop-scheduled",
    "employees-first",
    "holding-post",
    "number-approved",
    "update-on-time",
}
"""What no playbook lets pass without a reason and a second person's name."""

RHYTHM = {
    "account-takeover": {"4h"},
    "customer-data-breach": {"2h", "6h", "1d"},
    "exposed-data": {"2h"},
    "ransomware": {"1h"},
    "vendor-breach": {"4h"},
}
"""The rhythms each playbook promises, one phase or another."""

OWN_CRITICAL = {
    "account-takeover": {"no-blame", "reset-no-link"},
    "customer-data-breach": set[str](),
    "exposed-data": {"close-it", "closed-first", "thank-finder"},
    "ransomware": {"fixed-line", "safe-channel"},
    "vendor-breach": set[str](),
}
"""What one of them adds to that."""

SPEAKER = "social media manager"
PROFILE = Profile(
    format=1,
    organisation="Northwind Outdoor",
    speaker=Person(name="Sample Speaker", role=SPEAKER),
    domains=("example.com",),
    timezone="UTC",
    handles={"x": "NorthwindHelp"},
    status_page="https://status.example.com",
    contact=Contact(
        email="help@example.com",
        phone="+1 202-555-0147",
        page="https://www.example.com/help",
    ),
    approver=(Person(name="Sample Approver", role="legal"),),
)

VALUES = {
    "service": "accounts in our online shop and app",
    "found_at": "24 November, 01:35 UTC",
    "happened_at": "20 November, 22:00 UTC to 23 November, 04:00 UTC",
    "people_affected": "about 120,000",
    "affected_group": "customers who ordered online before May 2026",
    "data_involved": "names, email addresses, postal addresses and orders",
    "not_affected": "card numbers and passwords",
    "still_checking": "whether phone numbers and birth dates were copied",
    "steps_taken": "we closed the way in, ended all sessions and changed the access keys",
    "helpers": "an outside security firm",
    "advice_page": "https://www.example.com/incident",
    "direct_notice": "by email and by letter, from 25 November",
    "support_hours": "every day, 07:00 to 22:00 UTC",
    "next_update": "24 November, 18:00 UTC",
    "earlier_said": "about 80,000 customers (post of 24 November, 09:00 UTC)",
    "corrected": "delivery addresses are part of the data, phone numbers are not",
    # ransomware
    "still_works": "orders by phone and all our shops",
    "workaround": "please order by phone or in one of our shops",
    "restored": "online ordering and customer accounts",
    "outage_reach": "everyone who orders online, in all countries",
    # exposed-data
    "what_was_open": "a storage folder of our online shop",
    "open_since": "at least from 3 March to 24 November, 02:10 UTC",
    "logs_reach": "26 August, 00:00 UTC",
    "access_seen": "downloads by two outside addresses",
    "copies": "the finder has deleted theirs and confirmed it in writing",
    "finder": "a security researcher",
    # vendor-breach
    "supplier": "the company that sends our parcels",
    "supplier_page": "https://parcels.example/statement",
    "told_at": "15 November, 09:12 UTC",
    "business_steps": "please renew the access key of your order feed",
    # account-takeover
    "accounts_entered": "about 400",
    "misuse": "orders were placed with stored cards",
    "refund": "you get back what was spent without you",
}
"""A realistic value for every fact of every shipped playbook, mostly longer than the examples."""

DIFFERENT = {
    "ransomware": {
        "found_at": "24 November, 01:35 UTC",
        "service": "online ordering and customer accounts",
        "affected_group": "current and former employees",
        "data_involved": "names, home addresses and bank account numbers",
        "still_checking": "whether personal data was copied",
        "steps_taken": "we cut our systems off and are bringing them back one by one",
    },
    "exposed-data": {
        "still_checking": "whether other folders were open",
        "steps_taken": "we closed it and looked at all our other storage",
    },
    "vendor-breach": {
        "happened_at": "2 November to 9 November",
        "affected_group": "customers who had a parcel from us since May",
        "data_involved": "names, postal addresses and phone numbers",
        "not_affected": "passwords and card numbers",
        "steps_taken": "we cut the data feed and took back the supplier's access",
    },
    "account-takeover": {
        "people_affected": "about 1,900",
        "affected_group": "account holders and people in their address books",
        "data_involved": "names, addresses, orders and the last digits of cards",
        "still_checking": "whether more accounts were entered",
        "steps_taken": "we signed everyone out and reset the accounts that were entered",
    },
}
"""Where a playbook's story gives a fact another value."""


@dataclass(frozen=True)
class Prepared:
    """One prepared text, and where it stands."""

    playbook: Playbook
    phase: Phase
    name: str
    text: str
    note: str

    def __str__(self) -> str:
        return f"{self.playbook.id}/{self.phase.id}/{self.name}"


NAMES = shipped_playbooks()
PLAYBOOKS = {name: read_playbook(find_playbook(name)) for name in NAMES}


def prepared(playbook: Playbook) -> Iterator[Prepared]:
    for phase in playbook.phase:
        for post in phase.post:
            yield Prepared(playbook, phase, post.id, post.text, post.note)
        for answer in phase.answer:
            yield Prepared(playbook, phase, answer.asked, answer.text, answer.note)


TEXTS = [text for playbook in PLAYBOOKS.values() for text in prepared(playbook)]
every_playbook = pytest.mark.parametrize("name", NAMES)
every_text = pytest.mark.parametrize("prepared", TEXTS, ids=str)


def realistic(playbook: Playbook) -> dict[str, str]:
    values = VALUES | DIFFERENT.get(playbook.id, {})
    return {name: values[name] for name in playbook.facts} | placeholder_values(PROFILE)


def examples(playbook: Playbook) -> dict[str, str]:
    facts = {name: fact.example for name, fact in playbook.facts.items()}
    return facts | placeholder_values(SAMPLE)


def test_the_playbooks_we_promise_are_shipped() -> None:
    assert set(RHYTHM) <= set(NAMES)


@every_playbook
def test_eight_phases_with_a_goal_and_a_checklist(name: str) -> None:
    playbook = PLAYBOOKS[name]
    assert playbook.id == name
    assert [(phase.id, phase.title) for phase in playbook.phase] == list(PHASES.items())
    for phase in playbook.phase:
        assert phase.goal.endswith(".")
        assert 4 <= len(phase.item) <= 10, phase.id
        assert any(item.needed for item in phase.item), phase.id


@every_playbook
def test_ids_are_unique_in_the_whole_playbook(name: str) -> None:
    playbook = PLAYBOOKS[name]
    for ids in (
        [item.id for phase in playbook.phase for item in phase.item],
        [post.id for phase in playbook.phase for post in phase.post],
        [answer.asked for phase in playbook.phase for answer in phase.answer],
    ):
        assert len(ids) == len(set(ids)), sorted(one for one in ids if ids.count(one) > 1)


@every_playbook
def test_what_must_not_be_skipped_is_critical(name: str) -> None:
    playbook = PLAYBOOKS[name]
    critical = {item.id for phase in playbook.phase for item in phase.item if item.critical}
    assert critical == COMMON_CRITICAL | OWN_CRITICAL[name]


@every_playbook
def test_a_post_does_not_wait_for_what_comes_after_it(name: str) -> None:
    """An item that is the post itself would otherwise hold back that post for ever."""
    playbook = PLAYBOOKS[name]
    items = {item.id: item for phase in playbook.phase for item in phase.item}
    for item_id in ("holding-post", "update-on-time", "answer-people", "final-summary"):
        assert items[item_id].after_post, item_id


@every_playbook
def test_the_rhythm_is_the_one_we_promise(name: str) -> None:
    rhythm = {phase.update_every for phase in PLAYBOOKS[name].phase if phase.update_every}
    assert rhythm >= RHYTHM[name]


@every_playbook
def test_each_phase_with_a_rhythm_has_a_post_for_when_nothing_is_new(name: str) -> None:
    """It promises the next update, so that keeping one promise makes the next."""
    for phase in PLAYBOOKS[name].phase:
        if phase.update_every:
            (no_news,) = no_news_templates(phase)
            assert "{next_update}" in no_news.text, phase.id


@every_playbook
def test_each_phase_that_posts_has_something_to_post(name: str) -> None:
    playbook = PLAYBOOKS[name]
    for phase in playbook.phase:
        if phase.id not in {"get-ready", "learn"}:
            assert len(phase.post) >= 2, phase.id
    assert sum(len(phase.answer) for phase in playbook.phase) >= 10


@every_playbook
def test_facts_are_asked_well_and_all_used(name: str) -> None:
    playbook = PLAYBOOKS[name]
    used = set()
    for one in prepared(playbook):
        used |= {gap.name for gap in fill(one.text, {}).gaps}
    assert used - set(PLACEHOLDERS) == set(playbook.facts)
    for fact in playbook.facts.values():
        assert fact.example
        assert fact.ask.count("?") >= 1


@every_text
def test_a_promise_is_read_from_each_text_that_makes_one(prepared: Prepared) -> None:
    """And from no other: whoever marks it as posted is asked about the right time."""
    text = fill(prepared.text, realistic(prepared.playbook)).text
    found = promises(text, datetime(2026, 11, 24, 9, 0, tzinfo=UTC), "UTC")
    made = "{next_update}" in prepared.text
    assert [f"{one.due:%d %H:%M}{one.doubt}" for one in found] == (["24 18:00"] if made else [])


@every_text
def test_a_text_fits_with_realistic_facts(prepared: Prepared) -> None:
    filled = fill(prepared.text, realistic(prepared.playbook))
    assert filled.gaps == ()
    assert measure(filled.text).length <= LIMIT, filled.text


@every_text
def test_a_text_fits_with_the_examples_and_the_sample_profile(prepared: Prepared) -> None:
    filled = fill(prepared.text, examples(prepared.playbook))
    assert filled.gaps == ()
    assert measure(filled.text).length <= LIMIT, filled.text


@every_text
def test_a_text_trips_no_caveat_of_ours(prepared: Prepared) -> None:
    """No stop; and a warning only where the template's note names it and says what to do."""
    values = realistic(prepared.playbook)
    filled = fill(prepared.text, values)
    facts = tuple(
        FactView(name, fact.label, fact.kind, values[name], "confirmed")
        for name, fact in prepared.playbook.facts.items()
    )
    rules = (*default_rules(), *prepared.playbook.caveat, *prepared.phase.caveat)
    draft = Draft(
        text=filled.text,
        phase=prepared.phase.id,
        speaker=SPEAKER,
        stated=filled.stated,
        gaps=filled.gaps,
    )
    watched = ("health", "payment")  # whether their clocks are watched is no matter of the text
    situation = Situation(rules=rules, profile=PROFILE, facts=facts, watched_data=watched)
    found = check(draft, situation)
    stops = [caveat for caveat in found if caveat.severity == "stop"]
    assert not stops, [(caveat.id, caveat.subject, caveat.message) for caveat in stops]
    serious = [
        caveat for caveat in found if caveat.severity == "warn" and caveat.id not in prepared.note
    ]
    assert not serious, [(caveat.id, caveat.subject, caveat.message) for caveat in serious]


@every_text
def test_a_text_reads_well(prepared: Prepared) -> None:
    text = prepared.text
    assert text == text.strip()
    assert "  " not in text
    assert not re.search(r"\{[a-z_]*_?page\}[.,;!?]", text), "a full stop would stick to the link"
    assert not text.startswith(("@", "{handle}")), "a post that begins so is hidden from most"
    assert not re.search(r"[A-Z]{4,}|!!|[\u2013\u2014]", text)


@pytest.mark.parametrize("phase", ["acknowledge", "clarify"])
@every_playbook
def test_early_posts_say_when_more_comes_and_how_to_reach_us(name: str, phase: str) -> None:
    for one in prepared(PLAYBOOKS[name]):
        if one.phase.id == phase and one.name in {post.id for post in one.phase.post}:
            assert "{next_update}" in one.text, one
            assert re.search(r"\{(contact_\w+|advice_page|status_page)\}", one.text), one


@every_playbook
def test_each_closing_thread_and_statement_says_sorry(name: str) -> None:
    closing = {post.id: post.text for post in PLAYBOOKS[name].phase[6].post}
    thread = " ".join(text for post, text in closing.items() if post.startswith("summary-"))
    assert "We are sorry" in thread
    assert "are sorry" in closing["closing"]


@every_playbook
def test_a_rule_of_a_playbook_warns_and_passes_as_its_examples_say(name: str) -> None:
    playbook = PLAYBOOKS[name]
    own = [(rule, rule.phases[:1]) for rule in playbook.caveat]
    own += [(rule, (phase.id,)) for phase in playbook.phase for rule in phase.caveat]
    assert own
    for rule, phases in own:
        assert len(rule.warns) >= 3
        assert len(rule.passes) >= 3
        for examples, wanted in ((rule.warns, True), (rule.passes, False)):
            for text in examples:
                draft = Draft(text=text, phase=phases[0] if phases else None)
                found = check(draft, Situation(rules=(rule,), profile=SAMPLE))
                assert bool(found) == wanted, (rule.id, text)
