"""Approvals as people meet them: asked, read in full, given by name, void after a change."""

import msgspec
import pytest

from breachplay.playbook.approval import ApprovalPolicy
from breachplay.playbook.profile import Person
from breachplay.record.commands import SaveDraft, SetFact
from breachplay.record.commands_approvals import Approve, Reject
from breachplay.record.events import Actor
from breachplay.record.judging import standing_of
from breachplay.record.session import Session
from breachplay.tui.actions import BY_ID
from tests.tui.conftest import Walking
from tests.tui.harness import PROFILE, SMALL, WIDE, AtTheScreen

LEGAL = Actor("Test Approver", "legal")
COMMANDER = Actor("Test Commander", "incident commander")
TEXT = "Our service is slow. We are looking into it."
BY_HAND = "The first post, short.\n---\nThe second, short too."
ASKS = msgspec.structs.replace(
    PROFILE, approver=(Person(name=LEGAL.name, role=LEGAL.role),), approval=None
)
"""An organisation that names one approver, and no policy of its own."""

TWO = msgspec.structs.replace(
    PROFILE,
    approver=tuple(Person(name=one.name, role=one.role) for one in (LEGAL, COMMANDER)),
    approval=ApprovalPolicy(roles=("legal",), people=2),
)
"""An organisation in which legal and one more person must approve."""


@pytest.fixture(autouse=True)
def _look_often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at what others record without a second's wait."""
    monkeypatch.setattr("breachplay.tui.screens.walk.FOLLOW_EVERY", 0.02)


async def ready(person: AtTheScreen, text: str = TEXT) -> None:
    """Do what must be done before a post, and write a text."""
    await person.press("space", "down", "space")
    await person.recorded("item_checked", 2)
    await person.fill_in(text)
    await person.quiet()


async def ask(person: AtTheScreen, comment: str = "") -> None:
    """Ask for approval of the draft in the editor."""
    await person.press("A")
    await person.asked("Ask for approval")
    await person.answer(comment=comment)
    await person.back()


async def read_and(person: AtTheScreen, key: str) -> None:
    """Read what waits to its end, and press the key of an answer."""
    await person.press("A")
    await person.until(lambda: bool(person.app.screen.query("#approval-body")))
    await person.press("end", key)


def elsewhere(person: AtTheScreen, who: Actor = LEGAL) -> Session:
    """Open the same run at another terminal."""
    return Session.open(person.store, person.state.run, who, person.clock)


def approve_elsewhere(person: AtTheScreen, who: Actor = LEGAL, card: int = 0) -> None:
    """Approve what waits, at another terminal."""
    with elsewhere(person, who) as other:
        found = standing_of(other.state, other.state.drafts[person.walk.buffer.id])
        other.submit(Approve(found.draft, found.hash, card=card))


class TestAsked:
    """A asks for approval of exactly the text in the editor."""

    async def test_asked_and_seen(self, walk: Walking) -> None:
        async with walk(profile=ASKS) as person:
            await ready(person)
            await person.see("Nobody has approved this text yet.")
            head = person.session.head
            await ask(person, "goes out at 02:30")
            body = (await person.recorded("approval_asked")).body
            assert (body["text"], body["typed"], body["network"]) == (TEXT, TEXT, "x")
            assert body["comment"] == "goes out at 02:30"
            assert body["head"] == head
            await person.see("approval asked 02:10")
            person.walk.query_one("#strip").hush()  # type: ignore[attr-defined]
            await person.see("approval asked 02:10: press A")

    async def test_it_blocks_posted_until_it_is_given(self, walk: Walking) -> None:
        async with walk(profile=ASKS) as person:
            await ready(person)
            await person.press("p")
            await person.told("1 stop stands")
            await ask(person)
            approve_elsewhere(person)
            await person.told("Approved by legal")
            await person.see("approved by Legal 02:10")
            await person.gone("Nobody has approved this text yet.")
            await person.press("p")
            await person.asked("Was this posted?")
            await person.press("enter")
            await person.back()
            body = (await person.recorded("posted")).body
            assert [(one["name"], one["role"]) for one in body["approvals"]] == [
                ("Test Approver", "legal")
            ]

    @pytest.mark.parametrize(("size", "rows"), [(WIDE, 20), (SMALL, 10)])
    async def test_what_is_asked_for_takes_the_room_of_the_dialog(
        self, walk: Walking, size: tuple[int, int], rows: int
    ) -> None:
        long = "\n".join(f"Line {number} of what we say." for number in range(1, 31))
        async with walk(profile=ASKS, size=size) as person:
            await ready(person, long)
            await person.press("A")
            await person.asked("Ask for approval")
            await person.settle()
            body = person.app.screen.query_one("#dialog-body")
            assert body.size.height >= rows
            await person.see("What should they know?", "Ask (enter)")
            await person.pilot.resize_terminal(*(WIDE if size == SMALL else SMALL))
            await person.see("What should they know?", "Ask (enter)")

    async def test_nobody_is_asked_where_nobody_is_named(self, walk: Walking) -> None:
        async with walk() as person:
            await ready(person)
            assert person.walk.view.blocking == 0
            await ask(person)
            await person.see("approval asked 02:10")
            assert person.walk.view.blocking == 0

    async def test_the_sample_organisation_holds_nobody_up(self, walk: Walking) -> None:
        async with walk(profile=None) as person:
            await ready(person)
            assert person.walk.view.blocking == 0

    async def test_an_empty_draft(self, walk: Walking) -> None:
        async with walk(profile=ASKS) as person:
            await person.press("A")
            await person.told("The draft is empty")
            assert BY_ID["approval"].blocked(person.walk.view)

    async def test_enter_on_the_caveat_asks(self, walk: Walking) -> None:
        async with walk(profile=ASKS) as person:
            await ready(person)
            await person.press("4", "enter")
            await person.asked("Ask for approval")
            await person.press("escape")
            await person.back()


class TestAnswered:
    """Whoever may approve reads all of it first, and answers by name and role."""

    async def test_everything_is_shown(self, walk: Walking) -> None:
        async with walk(profile=ASKS) as person:
            await person.press("space", "down", "space")
            await person.press("f", "down", "enter")
            await person.answer(value="about 120,000", source="forensics 15:20")
            await person.back()
            await person.fill_in("It affects {people} people.")
            await ask(person, "please, by 02:30")
            await person.press("A")
            await person.see(
                "Post for X, in the phase Acknowledge",
                "They say: please, by 02:30",
                "It affects about 120,000 people.",
                "32 / 280 characters",
                "People affected: about 120,000, reported; source: forensics 15:20",
                "only reported, not confirmed",
                "Who must approve: 1 person; nobody who wrote it",
            )

    async def test_over_the_shoulder(self, walk: Walking) -> None:
        async with walk(profile=ASKS) as person:
            await ready(person)
            await ask(person)
            await read_and(person, "y")
            await person.asked("Approve exactly this text")
            await person.answer(name=LEGAL.name, role=LEGAL.role, comment="fine by me")
            await person.back()
            event = await person.recorded("approved")
            assert (event.body["name"], event.body["role"]) == (LEGAL.name, LEGAL.role)
            assert event.body["comment"] == "fine by me"
            assert event.actor.name == "Test Speaker"
            await person.told("approved by Legal 02:10")

    async def test_whoever_wrote_it_may_not(self, walk: Walking) -> None:
        async with walk(profile=ASKS) as person:
            await ready(person)
            await ask(person)
            await read_and(person, "y")
            await person.asked("Approve exactly this text")
            await person.answer(name="test  SPEAKER", role="legal")
            await person.see("wrote this text: somebody else must approve it")
            person.not_recorded("approved")
            await person.press("escape")
            await person.back()

    async def test_a_no_with_its_reason(self, walk: Walking) -> None:
        async with walk(profile=ASKS) as person:
            await ready(person)
            await ask(person)
            await read_and(person, "n")
            await person.asked("Reject this text")
            await person.answer(name=LEGAL.name, role=LEGAL.role)
            await person.see("give a reason for rejecting it")
            await person.answer(comment="Say what is slow")
            await person.back()
            await person.recorded("rejected")
            await person.see("rejected by Legal 02:10", "rejected this text: Say what is slow")
            await person.press("p")
            await person.told("1 stop stands")

    async def test_a_yes_waits_until_all_was_read(self, walk: Walking) -> None:
        async with walk(profile=ASKS, size=SMALL) as person:
            await ready(person, "\n".join(f"Line {number}" for number in range(40)))
            await ask(person)
            await person.press("A")
            await person.see("Post for X")
            await person.press("y")
            await person.see("Read to the end first.")
            await person.press("end", "y")
            await person.asked("Approve exactly this text")
            await person.press("escape")
            await person.back()

    async def test_taken_back(self, walk: Walking) -> None:
        async with walk(profile=ASKS) as person:
            await ready(person)
            await ask(person)
            await read_and(person, "w")
            await person.answer(reason="the count changed")
            await person.back()
            await person.recorded("approval_withdrawn")
            await person.gone("approval asked 02:10: press A")

    async def test_two_different_people(self, walk: Walking) -> None:
        async with walk(profile=TWO) as person:
            await ready(person)
            await person.see("Legal has not approved this text yet.")
            await ask(person)
            approve_elsewhere(person, LEGAL)
            await person.see("1 person has approved this text; it takes 2 different people.")
            approve_elsewhere(person, COMMANDER)
            await person.until(lambda: person.walk.view.blocking == 0)
            both = "approved by Legal 02:10, Incident commander 02:10"
            assert person.walk.view.approval == both

    async def test_overridden_in_an_emergency(self, walk: Walking) -> None:
        async with walk(profile=ASKS) as person:
            await ready(person)
            await person.press("v")
            await person.asked("Override this stop")
            await person.answer(reason="Legal cannot be reached, 02:10")
            await person.back()
            assert person.walk.view.blocking == 0
            await person.write(" More.")
            await person.quiet()
            assert person.walk.view.blocking == 1


class TestVoid:
    """Whatever changes makes a yes void, and what changed is shown."""

    async def test_a_word_more(self, walk: Walking) -> None:
        async with walk(profile=ASKS) as person:
            await ready(person)
            await ask(person)
            approve_elsewhere(person)
            await person.see("approved by Legal 02:10")
            await person.write(" Soon.")
            await person.see("void: the text changed")
            await person.press("p")
            await person.told("1 stop stands")
            await ask(person)
            await person.press("A")
            await person.see("Changed since Legal approved it", "looking into it.{+ Soon.+}")

    async def test_a_fact(self, walk: Walking) -> None:
        async with walk(profile=ASKS) as person:
            await person.press("space", "down", "space")
            await person.recorded("item_checked", 2)
            with elsewhere(person) as other:
                other.submit(SetFact("people", "120,000", "confirmed", "forensics"))
            await person.fill_in("It affects {people} people.")
            await person.quiet()
            await ask(person)
            approve_elsewhere(person)
            await person.see("approved by Legal 02:10")
            with elsewhere(person) as other:
                other.submit(SetFact("people", "310,000", "confirmed", "forensics"))
            await person.see("void: People affected:", "People affected: 120,000 -> 310,000.")
            assert person.walk.view.blocking == 1

    async def test_it_holds_again_as_it_was(self, walk: Walking) -> None:
        async with walk(profile=ASKS) as person:
            await ready(person)
            await ask(person)
            approve_elsewhere(person)
            await person.write("!")
            await person.see("void: the text changed")
            await person.press("e", "backspace", "escape")
            await person.see("approved by Legal 02:10")

    async def test_changed_while_it_was_read(self, walk: Walking) -> None:
        async with walk(profile=ASKS) as person:
            await ready(person)
            await ask(person)
            await read_and(person, "y")
            await person.asked("Approve exactly this text")
            with elsewhere(person) as other:
                other.submit(SaveDraft(person.walk.buffer.id, f"{TEXT} More."))
            await person.answer(name=LEGAL.name, role=LEGAL.role)
            await person.see("the text changed while you read it: read it again first")
            person.not_recorded("approved")
            await person.press("escape")
            await person.back()


class TestThread:
    """A thread is approved as a whole or card by card."""

    async def test_card_by_card(self, walk: Walking) -> None:
        async with walk(profile=ASKS) as person:
            await ready(person, BY_HAND)
            await ask(person)
            await read_and(person, "y")
            await person.see("Which part?")
            await person.press("right")
            await person.answer(name=LEGAL.name, role=LEGAL.role)
            await person.back()
            assert (await person.recorded("approved")).body["card"] == 1
            await person.see("(1 of 2 cards)", "Nobody has approved card 2 of this thread yet.")
            approve_elsewhere(person, card=2)
            await person.until(lambda: person.walk.view.blocking == 0)
            await person.see("approved by Legal 02:10")

    async def test_all_of_it_at_once(self, walk: Walking) -> None:
        async with walk(profile=ASKS) as person:
            await ready(person, BY_HAND)
            await ask(person)
            await read_and(person, "y")
            await person.see("Which part?")
            await person.answer(name=LEGAL.name, role=LEGAL.role)
            await person.back()
            assert "card" not in (await person.recorded("approved")).body
            await person.see("approved by Legal 02:10")
            await person.until(lambda: person.walk.view.blocking == 0)

    async def test_a_changed_card_must_be_approved_again(self, walk: Walking) -> None:
        async with walk(profile=ASKS) as person:
            await ready(person, BY_HAND)
            await ask(person)
            approve_elsewhere(person, card=1)
            approve_elsewhere(person, card=2)
            await person.see("approved by Legal 02:10")
            await person.write(" Indeed.")
            await person.see("Nobody has approved card 2 of this thread yet.")
            await ask(person)
            await person.press("A")
            await person.see("card 2 changed", "✓ approved by Legal 02:10", "not approved yet")


class TestElsewhere:
    """Two terminals at one run: what one asks, the other sees without a key."""

    async def test_the_approver_hears_of_it_and_answers(self, walk: Walking) -> None:
        async with (
            walk(profile=ASKS) as writer,
            walk(run=writer.state.run, actor=LEGAL) as lawyer,
        ):
            await ready(writer)
            await ask(writer)
            await lawyer.told("press A to read it")
            await read_and(lawyer, "y")
            await lawyer.asked("Approve exactly this text")
            await lawyer.press("enter")
            await lawyer.back()
            await writer.see("approved by Legal 02:10")
            assert writer.events("approved")[0].actor == LEGAL

    async def test_what_is_being_typed_is_left_alone(self, walk: Walking) -> None:
        async with walk(profile=ASKS) as person:
            await ready(person)
            await ask(person)
            await person.press("e")
            with elsewhere(person) as other:
                found = standing_of(other.state, other.state.drafts[person.walk.buffer.id])
                other.submit(Reject(found.draft, found.hash, "Too vague"))
            await person.told("Rejected by legal")
            await person.type(" More")
            assert person.draft == f"{TEXT} More"

    async def test_on_a_small_screen(self, walk: Walking) -> None:
        async with walk(profile=ASKS, size=SMALL) as person:
            await ready(person)
            await ask(person)
            person.walk.query_one("#strip").hush()  # type: ignore[attr-defined]
            await person.see("approval asked 02:10: press A")
            await person.press("A")
            await person.see(TEXT, "y approve", "n reject")
