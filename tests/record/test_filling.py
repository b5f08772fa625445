"""What is offered for what a draft leaves out: from the playbook, the pack, facts and profile."""

from typing import Any, get_args

import msgspec
import pytest

from breachplay.caveats import default_packs
from breachplay.playbook.find import find_playbook, shipped_playbooks
from breachplay.playbook.model import Playbook, PostTemplate
from breachplay.playbook.profile import Contact
from breachplay.playbook.read import read_playbook
from breachplay.playbook.words import UsualPhase
from breachplay.record.filling import Offer, missing, offers
from breachplay.record.fold import fold
from breachplay.record.judging import judge
from breachplay.record.state import Draft, State
from tests.record.helpers import open_command, opened_events, small_playbook, small_profile


def run(phase: dict[str, Any] | None = None, **profile: Any) -> State:
    """A run whose first phase is another, with the shipped rules."""
    playbook: Playbook = small_playbook()
    first = msgspec.structs.replace(playbook.phase[0], **(phase or {}))
    playbook = msgspec.structs.replace(playbook, phase=(first, *playbook.phase[1:]))
    command = open_command(
        playbook=playbook, packs=[msgspec.to_builtins(pack) for pack in default_packs()]
    )
    held = msgspec.structs.replace(small_profile(), **profile)
    command = msgspec.structs.replace(command, profile=msgspec.to_builtins(held))
    return fold(opened_events(command))


def offered(state: State, text: str, rule: str) -> tuple[Offer, ...]:
    return offers(state, Draft("d", state.phase, "", "x", text, ""), rule)


def asked(state: State, text: str) -> list[str]:
    return [caveat.id for caveat in missing(judge(state, text))]


def template(text: str) -> tuple[PostTemplate, ...]:
    return (PostTemplate(id="only", title="Only", text=text),)


def test_what_the_phase_has_prepared_goes_before_what_the_pack_has() -> None:
    prepared = "We are on it. Ask us at any time: {contact_email}\nMore to come."
    state = run({"post": template(prepared)})
    best, *others = offered(state, "We are on it.", "no-contact-route")
    assert best.text == "We are on it. Ask us at any time: {contact_email}"
    assert "Details: {status_page}" in [offer.sentence for offer in others]


def test_nothing_is_offered_that_the_profile_cannot_fill() -> None:
    sentences = [one.sentence for one in offered(run(), "We are on it.", "no-contact-route")]
    assert "Write to us at {contact_email}." in sentences
    assert not [one for one in sentences if "{contact_phone}" in one]
    mute = run(contact=Contact(), status_page="")
    assert offered(mute, "We are on it.", "no-contact-route") == ()


def test_nothing_is_offered_with_a_fact_that_the_playbook_does_not_ask_for() -> None:
    assert offered(run(), "We are on it.", "no-next-update") == ()


def test_a_fact_that_nobody_knows_yet_is_offered_as_a_gap_and_named() -> None:
    state = run({"stands_for": ("clarify",)})
    known, gap = offered(state, "Names were read.", "no-breadth")
    assert known.gaps == ()
    assert gap.sentence == "As far as we know, {people_affected} people are affected."
    assert gap.gaps == ("people_affected",)


def test_a_sentence_that_fits_goes_before_a_better_one_that_does_not() -> None:
    long = "Ask our people, who are there for you day and night, at {contact_email} please."
    state = run({"post": template(long)})
    text = "We are on it. " * 17
    best = offered(state, text.strip(), "no-contact-route")[0]
    assert best.over == 0
    assert best.sentence != long


def test_how_much_too_long_it_would_be_is_said() -> None:
    text = ("We are on it. " * 20).strip()
    best = offered(run(), text, "no-contact-route")[0]
    assert best.over == judge(run(), best.text).measure.length - 280


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("We are on it.", "We are on it. "),
        ("We are on it", "We are on it\n"),
        ("See https://acme.org/x", "See https://acme.org/x\n"),
        ("We are on it.\n\n", "We are on it. "),
    ],
)
def test_a_sentence_never_sticks_to_what_stands_before(text: str, joined: str) -> None:
    best = offered(run(), text, "no-contact-route")[0]
    assert best.text == joined + best.sentence


def test_a_phase_of_ones_own_says_which_of_the_usual_it_stands_for() -> None:
    state = run({"id": "first-word"})
    assert asked(state, "We are on it.") == []
    state = run({"id": "first-word", "stands_for": ("acknowledge",)})
    assert asked(state, "We are on it.") == ["no-next-update", "no-contact-route"]


def test_the_one_who_reads_asks_until_it_is_there() -> None:
    state = run()
    assert asked(state, "We are on it.") == ["no-next-update", "no-contact-route"]
    assert asked(state, "We are on it. Details: {status_page}") == ["no-next-update"]
    assert asked(state, "We post again by 18:00 UTC. Details: status.acme.example") == []


def test_other_rules_have_nothing_to_fill() -> None:
    assert offered(run(), "No evidence.", "no-evidence") == ()


def test_the_usual_phases_are_those_of_the_shipped_playbooks() -> None:
    playbooks = [read_playbook(find_playbook(name)) for name in shipped_playbooks()]
    held = {phase.id for playbook in playbooks for phase in playbook.phase}
    assert held == set(get_args(UsualPhase))
