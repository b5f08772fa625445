"""Approvals: bound to one exact text, given by the right people, void after any change."""

from typing import Any

import msgspec
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from breachplay.playbook.approval import ApprovalPolicy, ApprovalRule
from breachplay.playbook.profile import Person
from breachplay.playbook.shipped import default_packs
from breachplay.record import events as kinds
from breachplay.record.approval import Content, FactSeen
from breachplay.record.approval_changes import changes, marked, since_seen, word_diff
from breachplay.record.approvals import Standing, waiting
from breachplay.record.chain import Place, chained
from breachplay.record.commands import (
    CheckItem,
    Command,
    EnterPhase,
    MarkPosted,
    NoteImage,
    OverrideCaveat,
    Refused,
    SaveDraft,
    SetFact,
)
from breachplay.record.commands_approvals import Approve, AskApproval, Reject, WithdrawApproval
from breachplay.record.decide import decide, open_run
from breachplay.record.events import Actor, NewEvent
from breachplay.record.fold import fold, step
from breachplay.record.judging import judge_draft, standing_of
from tests.record.helpers import (
    COMMUNICATOR,
    LEGAL,
    chain_of,
    open_command,
    opened_state,
    small_playbook,
    small_profile,
)

COMMANDER = Actor("Test Commander", "incident commander")
APPROVERS = tuple(Person(name=one.name, role=one.role) for one in (LEGAL, COMMANDER))
PACKS = tuple(msgspec.to_builtins(pack) for pack in default_packs())
TEXT = "Our shop is closed. We are looking into it."
BY_HAND = "The first post.\n---\nThe second post."


class Run:
    """A run in which several people do one thing after another."""

    def __init__(
        self,
        *,
        approvers: tuple[Person, ...] = APPROVERS,
        profile: ApprovalPolicy | None = None,
        playbook: ApprovalPolicy | None = None,
        sample: bool = False,
    ) -> None:
        book = msgspec.structs.replace(small_playbook(), approval=playbook)
        held = msgspec.structs.replace(small_profile(), approver=approvers, approval=profile)
        command = msgspec.structs.replace(
            open_command(playbook=book, packs=PACKS),
            profile=msgspec.to_builtins(held),
            sample_profile=sample,
        )
        self.events = [link.event for link in chain_of(open_run(command))]
        self.state = fold(self.events)
        self.did(CheckItem("acknowledge", "secured"))

    def did(self, command: Command, actor: Actor = COMMUNICATOR) -> tuple[NewEvent, ...]:
        news = decide(self.state, command, actor)
        last = self.events[-1]
        at = "2026-11-24T02:10:00.000Z"
        place = Place(last.run, last.seq, last.hash)
        for link in chained(place, news, command=f"did-{last.seq}", at=at, actor=actor):
            self.events.append(link.event)
            self.state = step(self.state, link.event)
        return news

    def refuses(self, command: Command, actor: Actor = COMMUNICATOR) -> str:
        with pytest.raises(Refused) as refused:
            self.did(command, actor)
        return str(refused.value)

    def asked(self, text: str = TEXT, **more: Any) -> Standing:
        self.did(SaveDraft("d1", text, **more))
        self.did(AskApproval("d1", text))
        return self.found

    def approve(self, actor: Actor = LEGAL, **more: Any) -> tuple[NewEvent, ...]:
        return self.did(Approve("d1", self.found.hash, **more), actor)

    @property
    def found(self) -> Standing:
        return standing_of(self.state, self.state.drafts["d1"])

    @property
    def stopped(self) -> str:
        """What the stop says; empty where it does not stand."""
        judged = judge_draft(self.state, self.state.drafts["d1"])
        return next((one.message for one in judged.caveats if one.id == "not-approved"), "")


@pytest.fixture
def run() -> Run:
    return Run()


class TestAsked:
    """The record holds all that whoever answers must see."""

    def test_the_text_as_it_goes_out(self, run: Run) -> None:
        run.did(SetFact("people_affected", "120,000", "confirmed", "forensics"))
        before = run.state
        run.did(SaveDraft("d1", "It affects {people_affected} people."))
        (event,) = run.did(AskApproval("d1", "It affects {people_affected} people.", "by 02:30"))
        body = event.body
        assert event.kind == kinds.APPROVAL_ASKED
        assert body["text"] == "It affects 120,000 people."
        assert body["typed"] == "It affects {people_affected} people."
        assert body["facts"] == [
            {
                "fact": "people_affected",
                "value": "120,000",
                "status": "confirmed",
                "source": "forensics",
            }
        ]
        assert body["head"].startswith(f"seq {before.seq + 1}, ")
        assert body["hash"] == run.found.hash

    def test_a_fact_typed_by_hand_is_stated_too(self, run: Run) -> None:
        run.did(SetFact("people_affected", "120,000", "confirmed", "forensics"))
        found = run.asked("It affects 120k people.")
        assert [fact.name for fact in found.content.facts] == ["people_affected"]

    def test_what_is_judged_and_what_is_asked_are_one(self, run: Run) -> None:
        run.did(SetFact("people_affected", "120,000", "confirmed", "forensics"))
        found = run.asked("It affects {people_affected} people, 120k in all.\n---\nAsk us.")
        judged = judge_draft(run.state, run.state.drafts["d1"]).approval
        assert judged is not None
        assert judged.hash == found.hash

    def test_twice_is_refused(self, run: Run) -> None:
        run.asked()
        assert "asked already" in run.refuses(AskApproval("d1", TEXT))
        run.approve()
        assert run.refuses(AskApproval("d1", TEXT)) == "exactly this text is approved already"

    def test_another_text_than_was_seen(self, run: Run) -> None:
        run.did(SaveDraft("d1", TEXT))
        assert "changed elsewhere" in run.refuses(AskApproval("d1", "Another"))

    def test_taken_back(self, run: Run) -> None:
        run.asked()
        assert "give a reason" in run.refuses(WithdrawApproval("d1", ""))
        run.did(WithdrawApproval("d1", "the count changed"))
        assert not waiting(run.state)
        assert run.refuses(Approve("d1", run.found.hash), LEGAL).startswith("no approval is asked")


class TestAnswered:
    """By name and role; by whoever sits here or stands beside."""

    def test_approved(self, run: Run) -> None:
        run.asked()
        assert run.stopped == "Nobody has approved this text yet."
        (event,) = run.approve(comment="fine")
        assert (event.kind, event.body["name"]) == (kinds.APPROVED, LEGAL.name)
        assert run.found.holds
        assert not run.stopped
        assert not waiting(run.state)

    def test_by_somebody_who_stands_beside(self, run: Run) -> None:
        run.asked()
        run.did(Approve("d1", run.found.hash, "Test Approver, legal"))
        (answer,) = run.found.answers
        assert (answer.person, answer.actor) == (LEGAL, COMMUNICATOR)

    def test_no_one_person_stands_for_two_roles(self) -> None:
        both = tuple(Person("Test Approver", role) for role in ("legal", "chief executive"))
        press = Person("Test Press", "press")
        run = Run(
            approvers=(*both, press, Person("Test Chief", "chief executive")),
            profile=ApprovalPolicy(roles=("chief executive", "legal")),
        )
        run.asked()
        run.approve()
        run.approve(name="Test Press", role="press")
        assert run.stopped.startswith("One person stands for two roles in this text")
        run.approve(name="Test Chief", role="chief executive")
        assert not run.stopped

    @pytest.mark.parametrize(
        "name",
        [
            "Test Communicator",
            "test  COMMUNICATOR",
            "Test\u200b Communicator",
            "Test Ｃommunicator",
        ],
    )
    def test_never_by_whoever_wrote_it(self, run: Run, name: str) -> None:
        run.asked()
        assert "wrote this text" in run.refuses(Approve("d1", run.found.hash, name, "legal"))

    def test_nor_by_whoever_saved_it_once(self, run: Run) -> None:
        run.did(SaveDraft("d1", "First words."), LEGAL)
        run.asked()
        assert "wrote this text" in run.refuses(Approve("d1", run.found.hash), LEGAL)

    def test_a_name_needs_a_role(self, run: Run) -> None:
        run.asked()
        assert "role" in run.refuses(Approve("d1", run.found.hash, "Somebody"))

    def test_somebody_whom_the_profile_does_not_name_does_not_count(self, run: Run) -> None:
        run.asked()
        run.approve(Actor("Somebody Else", "legal"))
        assert not run.found.holds
        assert run.stopped

    def test_rejected(self, run: Run) -> None:
        found = run.asked()
        assert "give a reason" in run.refuses(Reject("d1", found.hash, ""), LEGAL)
        run.did(Reject("d1", found.hash, "too vague"), LEGAL)
        run.approve(COMMANDER)
        assert run.stopped == "Test Approver, legal rejected this text: too vague"
        run.approve(LEGAL)
        assert run.found.holds

    def test_the_text_changed_while_it_was_read(self, run: Run) -> None:
        found = run.asked()
        run.did(SaveDraft("d1", "Another text."))
        assert "changed while you read it" in run.refuses(Approve("d1", found.hash), LEGAL)
        assert "ask again first" in run.refuses(Approve("d1", run.found.hash), LEGAL)

    def test_a_post_names_who_approved_it(self, run: Run) -> None:
        run.asked()
        assert "1 stop stands" in run.refuses(MarkPosted("d1", TEXT))
        run.approve()
        run.did(MarkPosted("d1", TEXT))
        (held,) = run.state.posts[-1].approvals
        assert (held.name, held.role) == (LEGAL.name, LEGAL.role)

    def test_an_override_holds_for_this_text_alone(self, run: Run) -> None:
        found = run.asked()
        subject = f"text {found.hash[:12]}"
        run.did(OverrideCaveat("d1", "not-approved", subject, "Nobody can be reached"))
        run.did(SaveDraft("d1", f"{TEXT} More."))
        assert "1 stop stands" in run.refuses(MarkPosted("d1", f"{TEXT} More."))
        run.did(SaveDraft("d1", TEXT))
        run.did(MarkPosted("d1", TEXT))
        assert run.state.posts

    def test_a_no_after_an_override_stands_again(self, run: Run) -> None:
        found = run.asked()
        run.did(OverrideCaveat("d1", "not-approved", f"text {found.hash[:12]}", "In haste"))
        run.did(Reject("d1", found.hash, "not like this"), LEGAL)
        assert "1 stop stands" in run.refuses(MarkPosted("d1", TEXT))


class TestPolicy:
    """Who must approve: the playbook's word before the profile's, a phase's own before both."""

    def test_nobody_named_nobody_asked(self) -> None:
        run = Run(approvers=())
        run.did(SaveDraft("d1", TEXT))
        assert not run.stopped
        run.did(MarkPosted("d1", TEXT))

    def test_the_sample_organisation_asks_nobody(self) -> None:
        run = Run(sample=True)
        run.did(SaveDraft("d1", TEXT))
        assert not run.stopped

    def test_a_policy_without_named_approvers_takes_their_word(self) -> None:
        run = Run(approvers=(), profile=ApprovalPolicy(roles=("legal",)))
        run.asked()
        run.approve(Actor("Somebody", "press officer"))
        assert run.stopped == "Legal has not approved this text yet."
        run.approve(Actor("Somebody Else", "Legal"))
        assert run.found.holds

    def test_two_different_people(self) -> None:
        run = Run(profile=ApprovalPolicy(people=2))
        run.asked()
        run.approve()
        run.approve(role="counsel", name="TEST approver")
        assert "it takes 2 different people" in run.stopped
        run.approve(COMMANDER)
        assert run.found.holds

    def test_every_role_is_another_person(self) -> None:
        run = Run(profile=ApprovalPolicy(roles=("legal", "incident commander"), people=1))
        run.asked()
        run.approve(LEGAL)
        run.approve(name=LEGAL.name, role="incident commander")
        assert run.stopped == "Incident commander has not approved this text yet."
        run.approve(COMMANDER)
        assert run.found.holds

    def test_the_playbook_comes_first(self) -> None:
        run = Run(profile=ApprovalPolicy(people=2), playbook=ApprovalPolicy(people=0))
        run.did(SaveDraft("d1", TEXT))
        assert not run.stopped

    def test_a_phase_has_its_own(self) -> None:
        run = Run(
            playbook=ApprovalPolicy(
                roles=("legal",), phases={"acknowledge": ApprovalRule(people=0)}
            )
        )
        run.did(SaveDraft("d1", TEXT))
        assert not run.stopped
        run.did(EnterPhase("explain", leaving_open=True))
        assert run.stopped.startswith("Legal has not approved")

    def test_the_author_where_the_policy_lets_them(self) -> None:
        run = Run(approvers=(), profile=ApprovalPolicy(author_excluded=False))
        run.asked()
        run.approve(COMMUNICATOR)
        assert run.found.holds


class TestVoid:
    """Whatever of it changes voids a yes; put back as it was, the yes holds again."""

    def approved(self) -> Run:
        run = Run()
        run.did(SetFact("people_affected", "120,000", "confirmed", "forensics"))
        run.asked("It affects {people_affected} people.")
        run.approve()
        assert run.found.holds
        return run

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            (SaveDraft("d1", "It affects {people_affected} people!"), ""),
            (SaveDraft("d1", "It affects {people_affected} people.", "", "mastodon"), "network: X"),
            (SetFact("people_affected", "310,000", "confirmed", "x"), "120,000 -> 310,000"),
            (SetFact("people_affected", "120,000", "reported", "x"), "confirmed -> reported"),
            (NoteImage("d1", "a.png", "A chart"), "picture a.png: added"),
            (
                SaveDraft("d1", "It affects {people_affected} people.\n---\nAsk us."),
                "posts: 1 -> 2",
            ),
        ],
    )
    def test_any_change(self, change: Command, said: str) -> None:
        run = self.approved()
        run.did(change)
        assert not run.found.holds
        assert run.stopped.startswith("Test Approver, legal approved it before, and since then ")
        made = since_seen(run.state, run.found)
        assert made is not None
        assert said in "; ".join(made.said)

    def test_a_source_alone_changes_nothing(self) -> None:
        run = self.approved()
        run.did(SetFact("people_affected", "120,000", "confirmed", "a second source"))
        assert run.found.holds

    def test_a_fact_that_it_does_not_state(self) -> None:
        run = self.approved()
        run.did(SetFact("service", "sign-in", "confirmed", "x"))
        assert run.found.holds

    def test_as_it_was(self) -> None:
        run = self.approved()
        run.did(SaveDraft("d1", "Other."))
        run.did(SaveDraft("d1", "It affects {people_affected} people."))
        assert run.found.holds

    @settings(max_examples=150, deadline=None)
    @given(st.text(min_size=1, max_size=60), st.text(min_size=1, max_size=60))
    def test_any_other_text_is_not_approved(self, one: str, other: str) -> None:
        run = Run()
        run.did(SaveDraft("d1", one))
        assume("d1" in run.state.drafts and run.found.content.text.strip())
        run.did(AskApproval("d1", one))
        run.approve()
        assert run.found.holds
        before = run.found.content
        run.did(SaveDraft("d1", other))
        found = run.found
        same = (before.text, before.cards) == (found.content.text, found.content.cards)
        assert found.holds == same
        assert bool(run.stopped) == (not same and bool(found.content.text.strip()))


class TestThread:
    """A whole thread, or one card after the other."""

    def test_card_by_card(self, run: Run) -> None:
        run.asked(BY_HAND)
        run.approve(card=1)
        assert run.stopped == "Nobody has approved card 2 of this thread yet."
        run.approve(card=2)
        assert run.found.holds

    def test_the_whole_at_once(self, run: Run) -> None:
        run.asked(BY_HAND)
        run.approve()
        assert run.found.holds

    def test_a_changed_card_alone_is_void(self, run: Run) -> None:
        run.asked(BY_HAND)
        run.approve(card=1)
        run.approve(card=2)
        run.did(SaveDraft("d1", f"{BY_HAND} Indeed."))
        assert [bool(card) for card in run.found.cards] == [True, False]
        assert run.stopped

    def test_another_number_of_cards_voids_all(self, run: Run) -> None:
        run.asked(BY_HAND)
        run.approve(card=1)
        run.did(SaveDraft("d1", f"{BY_HAND}\n---\nThe third."))
        assert not any(run.found.cards)

    def test_a_card_that_is_not_there(self, run: Run) -> None:
        run.asked(BY_HAND)
        assert run.refuses(Approve("d1", run.found.hash, card=3), LEGAL) == (
            "there is no card 3: this text has cards 1 to 2"
        )
        assert "no card -1" in run.refuses(Approve("d1", run.found.hash, card=-1), LEGAL)


class TestChanges:
    """What changed, word by word and fact by fact."""

    def test_words(self) -> None:
        pieces = word_diff("We are down since noon.", "We are up since noon today.")
        assert marked(pieces) == "We are [-down-]{+up+} since [-noon.-]{+noon today.+}"

    @given(st.text(max_size=200), st.text(max_size=200))
    def test_both_texts_can_be_read_back(self, before: str, now: str) -> None:
        pieces = word_diff(before, now)
        assert "".join(one.text for one in pieces if one.kind != "in") == before
        assert "".join(one.text for one in pieces if one.kind != "out") == now

    def test_a_long_text_is_compared_at_once(self) -> None:
        before, now = "a b " * 20_000, "c d " * 20_000
        assert [one.kind for one in word_diff(before, now)][:2] == ["out", "in"]

    def test_a_fact_no_longer_stated(self) -> None:
        state = opened_state()
        seen = Content("x", "a", facts=(FactSeen("people_affected", "120,000", "confirmed"),))
        assert changes(state, seen, Content("x", "a")).said == (
            "People affected: no longer stated",
        )
