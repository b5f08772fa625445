"""The shipped playbooks, held against what we ask of everybody's posts.

Every template and answer is filled with realistic facts, counted as the networks count it, and
read by all caveats. A playbook that trips our own rules would teach people to override them. What
each of them must hold stands in `shipped_rows`.
"""

import re
import textwrap
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from breachplay.caveats import Caveat, Draft, FactView, Situation, check, default_rules
from breachplay.caveats.promises import promises
from breachplay.playbook.clocks import library
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
from breachplay.playbook.read import decode_playbook, read_playbook
from breachplay.playbook.words import MILESTONES
from breachplay.posts import measure
from breachplay.record.no_news import no_news_templates
from tests.shipped_rows import ASKED_OF_ALL, ASKED_OF_ONE, OF_ALL, OF_ONE

LIMITS = {"x": 280, "bluesky": 300, "mastodon": 500}
"""The networks whose handles differ most, and what each of them takes."""

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
    "account-takeover": ["4h", "4h", "4h", "4h", "1d"],
    "customer-data-breach": ["2h", "2h", "6h", "6h", "1d"],
    "exposed-data": ["2h", "2h", "2h", "2h", "1d"],
    "ransomware": ["1h", "1h", "1h", "1h", "1d"],
    "vendor-breach": ["4h", "4h", "4h", "4h", "1d"],
}
"""The rhythm each playbook promises, from the first word until only staying reachable is left."""

OWN_CRITICAL = {
    "account-takeover": {"no-blame", "reset-no-link"},
    "customer-data-breach": set[str](),
    "exposed-data": {"close-it", "closed-first", "thank-finder"},
    "ransomware": {"fixed-line", "safe-channel"},
    "vendor-breach": set[str](),
}
"""What one of them adds to that."""

OWN_MILESTONES = {
    "exposed-data": {"contained", "told"},
    "ransomware": {"material", "payment-made", "restored"},
    "vendor-breach": {"told"},
}
"""Milestones that the items of one of them set besides."""

SPEAKER = "social media manager"
PROFILE = Profile(
    format=1,
    organisation="Northwind Outdoor",
    speaker=Person(name="Sample Speaker", role=SPEAKER),
    domains=("example.com",),
    timezone="UTC",
    handles={
        "x": "NorthwindHelp",
        "mastodon": "northwind_help@social.northwind-outdoor.example",
        "bluesky": "help.northwind-outdoor.example",
    },
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
    reply: bool = False
    """Whether it answers one person."""

    def __str__(self) -> str:
        return f"{self.playbook.id}/{self.phase.id}/{self.name}"


NAMES = shipped_playbooks()
PLAYBOOKS = {name: read_playbook(find_playbook(name)) for name in NAMES}


def prepared(playbook: Playbook) -> Iterator[Prepared]:
    for phase in playbook.phase:
        for post in phase.post:
            yield Prepared(playbook, phase, post.id, post.text, post.note)
        for answer in phase.answer:
            yield Prepared(playbook, phase, answer.asked, answer.text, answer.note, reply=True)


TEXTS = [text for playbook in PLAYBOOKS.values() for text in prepared(playbook)]
EXPLAINED = re.compile(r"\bcaveats? ([a-z]+(?:-[a-z]+)*)")
"""How the note of a text names a caveat that is to be expected with it."""

every_playbook = pytest.mark.parametrize("name", NAMES)
every_text = pytest.mark.parametrize("prepared", TEXTS, ids=str)


def realistic(playbook: Playbook, network: str = "x") -> dict[str, str]:
    values = VALUES | DIFFERENT.get(playbook.id, {})
    return {name: values[name] for name in playbook.facts} | placeholder_values(PROFILE, network)


def warned(prepared: Prepared) -> tuple[Caveat, ...]:
    """All that our caveats have to say of one text, in the place where it would be posted.

    Of a closing thread a part is read after the others, as whoever reads the thread does.
    """
    values = realistic(prepared.playbook)
    filled = fill(prepared.text, values)
    facts = tuple(
        FactView(name, fact.label, fact.kind, values[name], "confirmed", fact.ours)
        for name, fact in prepared.playbook.facts.items()
    )
    rules = (*default_rules(), *prepared.playbook.caveat, *prepared.phase.caveat)
    draft = Draft(
        text=filled.text,
        phase=prepared.phase.id,
        speaker=SPEAKER,
        stated=filled.stated,
        gaps=filled.gaps,
        reply_to=("q1",) if prepared.reply else (),
    )
    thread = [post.text for post in prepared.phase.post if post.id.startswith("summary-")]
    others = tuple(fill(text, values).text for text in thread if prepared.text in thread)
    watched = ("health", "payment")  # whether their clocks are watched is no matter of the text
    situation = Situation(
        rules=rules, profile=PROFILE, facts=facts, watched_data=watched, posted=others
    )
    return check(draft, situation)


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
        assert 4 <= len(phase.item) <= 12, phase.id
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


@pytest.mark.parametrize("row", OF_ALL)
@every_playbook
def test_every_playbook_holds_what_all_of_them_must(name: str, row: str) -> None:
    phase_id, *ids = OF_ALL[row]
    phase = next(phase for phase in PLAYBOOKS[name].phase if phase.id == phase_id)
    names = [item.id for item in phase.item] + [post.id for post in phase.post]
    assert set(ids) & set(names), f"{row}: one of {ids}"


@pytest.mark.parametrize(("name", "row"), [(name, row) for name in OF_ONE for row in OF_ONE[name]])
def test_a_playbook_holds_what_differs_in_its_story(name: str, row: str) -> None:
    playbook = PLAYBOOKS[name]
    held = {rule.id for rule in playbook.caveat} | {str(clock.use) for clock in playbook.clock}
    for phase in playbook.phase:
        held |= {item.id for item in phase.item} | {post.id for post in phase.post}
        held |= {answer.asked for answer in phase.answer} | set(playbook.facts)
    assert set(OF_ONE[name][row]) <= held, set(OF_ONE[name][row]) - held


@every_playbook
def test_people_find_an_answer_to_what_they_really_ask(name: str) -> None:
    asked = [answer.asked for phase in PLAYBOOKS[name].phase for answer in phase.answer]
    for what, words in (ASKED_OF_ALL | ASKED_OF_ONE[name]).items():
        assert any(re.search(words, one, re.IGNORECASE) for one in asked), what


@every_playbook
def test_the_file_says_what_differs_and_when_silence_is_right(name: str) -> None:
    head = find_playbook(name).read_text(encoding="utf-8").partition("format = 1")[0]
    if name != "customer-data-breach":  # it is the one from which the others differ
        assert "What differs here" in head
        assert "Silence is right about" in head
    assert all(line.startswith("#") for line in head.splitlines() if line.strip())


@every_playbook
def test_each_clock_says_what_starts_it(name: str) -> None:
    """In the file, beside its id, and as the library has it."""
    known = library()
    lines = re.findall(r'^use = "(.*)"  # from (.*)$', text_of(name), re.MULTILINE)
    assert [use for use, _ in lines] == [clock.use for clock in PLAYBOOKS[name].clock]
    assert len(lines) >= 8
    for use, said in lines:
        clock = known[use]
        after = [f"the filing of {clock.after}"] if clock.after else []
        assert said == " or ".join([*(f"'{one}'" for one in clock.milestones), *after]), use


@every_playbook
def test_milestones_are_set_by_items_and_used_by_due_times(name: str) -> None:
    items = [item for phase in PLAYBOOKS[name].phase for item in phase.item]
    named = {one for item in items for one in re.findall(r"'([a-z-]+)'", item.text)}
    assert {"aware", "confirmed", "determined", "high-risk", "people-notified"} <= named
    assert OWN_MILESTONES.get(name, set()) <= named
    told_to_set = r"\b[Ss]et (?:the |two )?(?:milestones? |milestones: )?'([a-z-]+)'"
    assert {one for item in items for one in re.findall(told_to_set, item.text)} <= set(MILESTONES)
    counted = {item.due.partition("+")[0] for item in items if item.due and "+" in item.due}
    assert {"aware", "confirmed"} <= counted <= named


def text_of(name: str) -> str:
    return find_playbook(name).read_text(encoding="utf-8")


@every_playbook
def test_one_person_alone_can_post_by_a_shipped_playbook(name: str) -> None:
    """None says who must approve; the file says why."""
    assert PLAYBOOKS[name].approval is None
    assert "[approval]" in text_of(name)


def test_the_approvals_that_a_playbook_suggests_work_when_the_marks_are_taken_away() -> None:
    text = text_of("customer-data-breach")
    suggested = text[text.index("\n#[approval]\n") :]
    wanted = tomllib.loads(re.sub(r"^#", "", suggested, flags=re.MULTILINE))["approval"]
    opened = text.replace(suggested, re.sub(r"^#", "", suggested, flags=re.MULTILINE))
    policy = decode_playbook(opened, "suggested.toml").approval
    assert policy is not None
    assert set(policy.phases) == set(wanted["phases"]) == {"acknowledge", "clarify", "close"}
    assert policy.rule("clarify").roles == ("legal",)
    assert policy.rule("acknowledge").needed == 0


@every_playbook
def test_nothing_is_cut_off_on_a_small_screen(name: str) -> None:
    """At 80x24 the checklist is 44 cells wide inside, and the reason below it four rows high."""
    for phase in PLAYBOOKS[name].phase:
        assert len(textwrap.wrap(phase.goal, 46)) <= 4, phase.id
        for item in phase.item:
            assert len(textwrap.wrap(item.text, 44)) <= 3, item.id
            assert len(textwrap.wrap(item.why, 46)) <= 3, item.id
        for post in phase.post:
            assert len(post.title) <= 40, post.id
        for answer in phase.answer:
            assert len(answer.asked) <= 70, answer.asked
    for fact in PLAYBOOKS[name].facts.values():
        assert len(fact.label) <= 30, fact.label


@every_playbook
def test_a_post_does_not_wait_for_what_comes_after_it(name: str) -> None:
    """An item that is the post itself would otherwise hold back that post for ever."""
    playbook = PLAYBOOKS[name]
    items = {item.id: item for phase in playbook.phase for item in phase.item}
    for item_id in ("holding-post", "update-on-time", "answer-people", "final-summary"):
        assert items[item_id].after_post, item_id


@every_playbook
def test_the_rhythm_is_the_one_we_promise(name: str) -> None:
    rhythm = {phase.id: phase.update_every for phase in PLAYBOOKS[name].phase}
    told = ["acknowledge", "clarify", "explain", "protect", "stay-reachable"]
    assert [rhythm.pop(phase) for phase in told] == RHYTHM[name]
    assert set(rhythm.values()) == {None}


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
    assert sum(len(phase.answer) for phase in playbook.phase) >= 30


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


@pytest.mark.parametrize("network", LIMITS)
@every_text
def test_a_text_fits_with_realistic_facts(prepared: Prepared, network: str) -> None:
    filled = fill(prepared.text, realistic(prepared.playbook, network))
    assert filled.gaps == ()
    counted = measure(filled.text, network)
    assert counted.limit == LIMITS[network]
    assert 0 < counted.length <= counted.limit, filled.text


@every_text
def test_a_text_fits_with_the_examples_and_the_sample_profile(prepared: Prepared) -> None:
    filled = fill(prepared.text, examples(prepared.playbook))
    assert filled.gaps == ()
    assert 0 < measure(filled.text).length <= LIMITS["x"], filled.text


def test_the_realistic_facts_are_mostly_longer_than_the_examples() -> None:
    """Else the room that the texts leave would be tried with what is easy."""
    for playbook in PLAYBOOKS.values():
        ours, theirs = realistic(playbook), examples(playbook)
        longer = [name for name in playbook.facts if len(ours[name]) >= len(theirs[name])]
        assert len(longer) >= 0.8 * len(playbook.facts), playbook.id


@every_text
def test_a_text_trips_no_caveat_of_ours(prepared: Prepared) -> None:
    """No stop and no note; each warning is explained where it is met, and nothing else is."""
    found = warned(prepared)
    stops = [caveat for caveat in found if caveat.severity == "stop"]
    assert not stops, [(caveat.id, caveat.subject, caveat.message) for caveat in stops]
    explained = set(EXPLAINED.findall(prepared.note))
    assert {caveat.id for caveat in found} == explained, [
        (caveat.id, caveat.subject, caveat.message) for caveat in found
    ]


def test_the_caveats_would_see_what_a_text_gets_wrong() -> None:
    """The same reading, of texts that nobody should post: it cannot pass for want of rules."""
    playbook = PLAYBOOKS["customer-data-breach"]
    acknowledge, close = playbook.phase[1], playbook.phase[6]

    def ids(phase: Phase, text: str, *, reply: bool = False) -> set[str]:
        return {
            caveat.id for caveat in warned(Prepared(playbook, phase, "bad", text, "", reply=reply))
        }

    assert ids(acknowledge, "We are looking into it.") == {"no-next-update", "no-contact-route"}
    assert ids(acknowledge, "We are looking into it.", reply=True) == set()
    assert "absolute-assurance" in ids(acknowledge, "Your data is safe. Help: {contact_page}")
    assert "look-alike-link" in ids(acknowledge, "Help: https://example.com.help.example/")
    assert "no-apology" in ids(close, "This is our last update. Help: {contact_page}")


@every_text
def test_a_text_reads_well(prepared: Prepared) -> None:
    text = prepared.text
    assert text == text.strip()
    assert "  " not in text
    assert not re.search(r"\{[a-z_]*_?page\}[.,;!?]", text), "a full stop would stick to the link"
    assert not text.startswith(("@", "{handle}")), "a post that begins so is hidden from most"
    assert not re.search(r"[A-Z]{4,}|!!|[\u2013\u2014]", text)
    assert not re.search(r"\b(will never|guarantee|promise you|ensure|assure)\b", text), "a promise"


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
        assert len(rule.warns) >= 6
        assert len(rule.passes) >= 6
        for examples, wanted in ((rule.warns, True), (rule.passes, False)):
            for text in examples:
                assert isinstance(text, str)
                draft = Draft(text=text, phase=phases[0] if phases else None)
                found = check(draft, Situation(rules=(rule,), profile=SAMPLE))
                assert bool(found) == wanted, (rule.id, text)
