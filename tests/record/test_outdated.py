"""Posts that say what no longer holds: named while it is so, and settled by a correction."""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from breachplay.playbook.model import Playbook
from breachplay.playbook.placeholders import fill
from breachplay.posts import measure
from breachplay.record import events as kinds
from breachplay.record.commands import (
    CheckItem,
    Command,
    MarkPosted,
    Refused,
    SaveDraft,
    SetFact,
    SkipItem,
)
from breachplay.record.correcting import correction
from breachplay.record.decide import decide, open_run
from breachplay.record.events import NewEvent
from breachplay.record.fold import fold
from breachplay.record.judging import judge, standing_of, values
from breachplay.record.outdated import left_behind, outdated
from breachplay.record.state import State
from breachplay.record.when import parse_stamp
from tests.record.helpers import COMMUNICATOR, chain_of, changed, open_command, small_playbook


def playbook() -> Playbook:
    """Give the small playbook with facts that may change as a matter of course."""
    plain: dict[str, Any] = msgspec.to_builtins(small_playbook())
    plain["facts"] |= {
        "checking": {"label": "Still checking", "ask": "What?", "passing": True},
        "next_update": {"label": "Next update", "ask": "When?", "kind": "time", "ours": True},
        "page": {"label": "Advice page", "ask": "Which?", "kind": "link", "ours": True},
    }
    return msgspec.convert(plain, Playbook)


class Walk:
    """A run in the making, one command after the other."""

    def __init__(self) -> None:
        self._commands: list[tuple[NewEvent, ...]] = [open_run(open_command(playbook=playbook()))]
        self.do(CheckItem("acknowledge", "secured"))

    @property
    def state(self) -> State:
        return fold(link.event for link in chain_of(*self._commands))

    def do(self, *commands: Command) -> None:
        for command in commands:
            self._commands.append(decide(self.state, command, COMMUNICATOR))

    def fact(self, name: str, value: str, status: Any = "confirmed") -> None:
        self.do(SetFact(name, value, status, "Forensics, 02:20"))

    def post(self, text: str, corrects: int = 0) -> None:
        name = f"d{len(self.state.posts)}"
        self.do(SaveDraft(name, text, corrects=corrects), MarkPosted(name, text))

    def named(self) -> list[tuple[int, str, str, str]]:
        return [
            (one.number, one.name, one.said, f"{one.now.value} {one.now.status}")
            for one in outdated(self.state)
        ]


@pytest.fixture
def run() -> Walk:
    return Walk()


STATED = [
    "It affects {people_affected} people.",
    "It affects 80k people.",
    "Eighty thousand people",
]


@pytest.mark.parametrize("text", STATED)
def test_another_number_outdates_the_post(run: Walk, text: str) -> None:
    run.fact("people_affected", "80,000")
    run.post(text)
    assert run.named() == []
    run.fact("people_affected", "120,000")
    ((number, name, said, now),) = run.named()
    assert (number, name, now) == (1, "people_affected", "120,000 confirmed")
    assert said in {"80,000", "80k", "Eighty thousand"}


@pytest.mark.parametrize("again", ["80k", "about 80,000", "eighty thousand", "80 000 people"])
def test_the_same_number_in_other_words_is_no_change(run: Walk, again: str) -> None:
    run.fact("people_affected", "80,000")
    run.post("It affects {people_affected} people.")
    run.fact("people_affected", again)
    assert run.named() == []


def test_what_is_retracted_or_unknown_again_outdates_it(run: Walk) -> None:
    for status in ("retracted", "unknown"):
        run = Walk()
        run.fact("service", "sign-in")
        run.post("It is about {service}.")
        run.fact("service", "sign-in", status)
        assert run.named() == [(1, "service", "sign-in", f"sign-in {status}")]


def test_a_value_that_came_back_holds_again(run: Walk) -> None:
    run.fact("people_affected", "80,000")
    run.post("It affects {people_affected} people.")
    run.fact("people_affected", "120,000")
    run.fact("people_affected", "80k")
    assert run.named() == []


def test_what_changes_as_a_matter_of_course_makes_no_post_wrong(run: Walk) -> None:
    run.fact("checking", "phone numbers")
    run.fact("next_update", "24 November, 18:00 UTC")
    run.post("We check {checking}. Next update {next_update}.")
    run.fact("checking", "birth dates")
    run.fact("next_update", "24 November, 22:00 UTC")
    assert run.named() == []


def test_every_post_is_named_with_each_of_its_facts(run: Walk) -> None:
    run.fact("people_affected", "80,000")
    run.fact("service", "sign-in")
    run.post("It affects {people_affected} people and {service}.")
    run.post("80k people, once more.")
    run.fact("people_affected", "120,000")
    run.fact("service", "sign-in and search")
    assert [(number, name) for number, name, _, _ in run.named()] == [
        (1, "people_affected"),
        (1, "service"),
        (2, "people_affected"),
    ]


class TestCorrected:
    """A post that says which one it corrects settles it, as the facts are then."""

    def begun(self) -> tuple[Walk, int]:
        run = Walk()
        run.fact("people_affected", "80,000")
        run.post("It affects {people_affected} people.")
        run.fact("people_affected", "120,000")
        return run, run.state.posts[0].seq

    def test_the_correction_settles_it(self) -> None:
        run, seq = self.begun()
        run.post("Correction: not 80,000 but {people_affected} people.", corrects=seq)
        assert run.named() == []
        (left,) = left_behind(run.state)
        assert left.corrected_by == run.state.posts[1].seq == run.state.posts[-1].seq
        assert run.state.posts[1].corrects == seq

    def test_any_other_post_does_not(self) -> None:
        run, _ = self.begun()
        run.post("We are still looking into it.")
        assert [number for number, *_ in run.named()] == [1]

    def test_what_changes_after_it_outdates_the_correction(self) -> None:
        run, seq = self.begun()
        run.post("Correction: not 80,000 but {people_affected} people.", corrects=seq)
        run.fact("people_affected", "310,000")
        assert [(number, now) for number, _, _, now in run.named()] == [(2, "310,000 confirmed")]

    def test_another_fact_of_the_post_outdates_it_again(self) -> None:
        run = Walk()
        run.fact("people_affected", "80,000")
        run.fact("service", "sign-in")
        run.post("It affects {people_affected} people and {service}.")
        run.fact("people_affected", "120,000")
        seq = run.state.posts[0].seq
        run.post("Correction: not 80,000 but {people_affected} people.", corrects=seq)
        run.fact("service", "search")
        assert [(number, name) for number, name, _, _ in run.named()] == [(1, "service")]

    def test_a_draft_keeps_what_it_corrects(self) -> None:
        run, seq = self.begun()
        run.do(SaveDraft("c", "Correction", corrects=seq), SaveDraft("c", "Correction: more"))
        assert run.state.drafts["c"].corrects == seq

    def test_only_a_post_is_corrected(self) -> None:
        run, _ = self.begun()
        with pytest.raises(Refused, match="no such post"):
            run.do(SaveDraft("c", "Correction", corrects=99))


def test_to_repeat_the_old_number_is_a_stop_and_a_correction_is_not(run: Walk) -> None:
    run.fact("people_affected", "80,000")
    run.post("It affects 80,000 people.")
    run.fact("people_affected", "120,000")
    run.do(SkipItem("acknowledge", "asked", "later"))
    with_rule = _rules(run.state)
    for text, stops in (
        ("It affects 80k people.", True),
        ("It affects 120k people.", True),
        ("Correction: it affects 120k people, not 80k.", False),
    ):
        ids = [one.id for one in judge(with_rule, text).caveats if one.severity == "stop"]
        assert ("contradicts-earlier" in ids) is stops, text


def _rules(state: State) -> State:
    from breachplay.caveats import default_packs

    return msgspec.structs.replace(state, packs=default_packs())


def test_an_old_record_without_the_words_is_read(run: Walk) -> None:
    run.fact("people_affected", "80,000")
    run.post("It affects {people_affected} people.")
    run.fact("people_affected", "120,000")
    events = [link.event for link in chain_of(*run._commands)]
    older = []
    for event in events:
        if event.kind == kinds.POSTED:
            facts = [{k: v for k, v in one.items() if k != "said"} for one in event.body["facts"]]
            body = {k: v for k, v in event.body.items() if k != "corrects"} | {"facts": facts}
            older.append(changed(event, body=body))
        else:
            older.append(event)
    assert [one.said for one in outdated(fold(older))] == ["80,000"]


LONG = (
    "names, email addresses, postal addresses, phone numbers, dates of birth and orders since 2019"
)


@pytest.mark.parametrize(
    "change",
    [
        lambda run: run.fact("service", LONG),
        lambda run: run.fact("service", LONG, "reported"),
        lambda run: run.fact("service", LONG, "retracted"),
        lambda run: run.fact("service", "", "unknown"),
    ],
    ids=["confirmed", "reported", "retracted", "unknown"],
)
def test_a_correction_fits_and_trips_none_of_our_caveats(
    run: Walk, change: Callable[[Walk], None]
) -> None:
    run.fact("service", f"{LONG[:70]} and orders")
    run.post("It is about {service}.")
    change(run)
    state = _rules(run.state)
    now = parse_stamp(state.last_at)
    text = correction(state, outdated(state), "x", now)
    filled = fill(text, values(state)).text
    assert measure(filled).over is None, filled
    assert text.startswith(
        "Correction, 24 November: in our post of 24 November, 03:10 CET we wrote "
    )
    found = [
        (one.id, one.subject)
        for one in judge(state, text, now=now).caveats
        if one.severity != "note"
    ]
    assert found == []


def test_an_approval_covers_the_facts_that_a_text_states_by_value(run: Walk) -> None:
    run.fact("people_affected", "80,000")
    run.do(SaveDraft("d", "It affects 80k people."))
    content = standing_of(run.state, run.state.drafts["d"]).content
    assert [fact.name for fact in content.facts] == ["people_affected"]
    judged = judge(run.state, "It affects 80k people.", draft="d").approval
    assert judged is None or judged.content == content


def test_a_wrong_link_is_corrected_and_not_spread_again(run: Walk) -> None:
    run.fact("page", "https://acme-help.example/a")
    run.post("Read {page}")
    run.fact("page", "https://acme.example/a")
    text = correction(run.state, outdated(run.state), "x", parse_stamp(run.state.last_at))
    assert "acme-help" not in text
    assert "{page} " in text
