"""Threads and pictures: from what a person asks for, over the events, to the state and back."""

from typing import Any

import msgspec
import pytest

from breachplay.caveats import default_packs
from breachplay.playbook.model import Playbook
from breachplay.playbook.profile import Profile
from breachplay.posts import split
from breachplay.record import events as kinds
from breachplay.record.chain import Place, chained
from breachplay.record.commands import (
    CheckItem,
    Command,
    HandOver,
    MarkPosted,
    NoteImage,
    Refused,
    RemoveImage,
    SaveDraft,
)
from breachplay.record.decide import decide, open_run
from breachplay.record.events import Event, NewEvent
from breachplay.record.fold import fold, step
from breachplay.record.judging import Judgement, judge, limit_of, networks, values
from breachplay.record.state import Card, Image
from tests.record.helpers import COMMUNICATOR, chain_of, open_command, small_playbook, small_profile

SENTENCE = "We are looking into reports about our service and will say more here. "
LONG = SENTENCE * 6
"""More than X takes in one post, less than two of them."""
BY_HAND = "The first post.\n---\nThe second post."
LINKS = ("https://x.com/AcmeHelp/status/1", "https://x.com/AcmeHelp/status/2")
PACK = msgspec.to_builtins(default_packs()[0])


class Run:
    """A run of the small playbook in which a person asks for one thing after another."""

    def __init__(
        self, *, profile: dict[str, Any] | None = None, playbook: dict[str, Any] | None = None
    ) -> None:
        command = open_command(
            playbook=msgspec.structs.replace(small_playbook(), **(playbook or {})), packs=(PACK,)
        )
        held = msgspec.structs.replace(small_profile(), **(profile or {}))
        command = msgspec.structs.replace(command, profile=msgspec.to_builtins(held))
        self.events = [link.event for link in chain_of(open_run(command))]
        self.state = fold(self.events)
        self.did(CheckItem("acknowledge", "secured"))

    def did(self, command: Command) -> tuple[NewEvent, ...]:
        """Carry a command out; give the events it made."""
        news = decide(self.state, command, COMMUNICATOR)
        last = self.events[-1]
        place = Place(last.run, last.seq, last.hash)
        at = "2026-11-24T02:10:00.000Z"
        for link in chained(place, news, command=f"did-{last.seq}", at=at, actor=COMMUNICATOR):
            self.events.append(link.event)
            self.state = step(self.state, link.event)
        return news

    def refuses(self, command: Command) -> str:
        """Give why a command is refused; nothing of it is on the record."""
        before = len(self.events)
        with pytest.raises(Refused) as refused:
            self.did(command)
        assert len(self.events) == before
        return str(refused.value)

    def judged(self, text: str, network: str = "x", *, thread: bool = False) -> Judgement:
        return judge(self.state, text, network, thread=thread)


@pytest.fixture
def run() -> Run:
    return Run()


def too_long(judgement: Judgement) -> list[str]:
    return [caveat.message for caveat in judgement.caveats if caveat.id == "over-limit"]


class TestDraft:
    """A draft knows its network and whether it is a thread."""

    def test_a_thread_is_on_the_record(self, run: Run) -> None:
        (event,) = run.did(SaveDraft("d1", LONG, "", "mastodon", thread=True))
        assert event.kind == kinds.DRAFT_SAVED
        assert event.body["thread"] is True
        draft = run.state.drafts["d1"]
        assert (draft.network, draft.thread) == ("mastodon", True)

    def test_one_post_is_recorded_as_it_always_was(self, run: Run) -> None:
        (event,) = run.did(SaveDraft("d1", LONG))
        assert "thread" not in event.body
        assert run.state.drafts["d1"].thread is False

    def test_a_thread_and_one_post_again_are_two_saves(self, run: Run) -> None:
        run.did(SaveDraft("d1", LONG))
        assert len(run.did(SaveDraft("d1", LONG, thread=True))) == 1
        assert run.did(SaveDraft("d1", LONG, thread=True)) == ()
        assert len(run.did(SaveDraft("d1", LONG))) == 1
        assert run.state.drafts["d1"].thread is False

    def test_a_network_nobody_knows_is_refused(self, run: Run) -> None:
        assert run.refuses(SaveDraft("d1", LONG, "", "mastadon")) == (
            'there is no network "mastadon"'
        )


class TestPictures:
    """A picture goes with a draft, and is described before the post is."""

    def test_noted_with_a_description(self, run: Run) -> None:
        run.did(SaveDraft("d1", "Our service is down."))
        (event,) = run.did(NoteImage("d1", " status.png ", " The status page, all red. "))
        assert event.kind == kinds.IMAGE_NOTED
        assert event.body == {
            "draft": "d1",
            "name": "status.png",
            "description": "The status page, all red.",
        }
        assert run.state.drafts["d1"].images == (Image("status.png", "The status page, all red."),)

    def test_a_description_is_corrected_in_its_place(self, run: Run) -> None:
        run.did(SaveDraft("d1", "Our service is down."))
        run.did(NoteImage("d1", "one.png", "Red"))
        run.did(NoteImage("d1", "two.png", "Green"))
        run.did(NoteImage("d1", "one.png", "All red"))
        assert run.state.drafts["d1"].images == (
            Image("one.png", "All red"),
            Image("two.png", "Green"),
        )

    def test_said_twice_is_said_once(self, run: Run) -> None:
        run.did(SaveDraft("d1", "Our service is down."))
        run.did(NoteImage("d1", "one.png", "Red"))
        assert run.did(NoteImage("d1", "one.png", "Red")) == ()

    def test_taken_away(self, run: Run) -> None:
        run.did(SaveDraft("d1", "Our service is down."))
        run.did(NoteImage("d1", "one.png", "Red"))
        (event,) = run.did(RemoveImage("d1", "one.png"))
        assert event.kind == kinds.IMAGE_REMOVED
        assert run.state.drafts["d1"].images == ()

    def test_they_stay_when_the_text_changes(self, run: Run) -> None:
        run.did(SaveDraft("d1", "Our service is down."))
        run.did(NoteImage("d1", "one.png", "Red"))
        run.did(SaveDraft("d1", "Our service is slow.", network="bluesky"))
        assert run.state.drafts["d1"].images == (Image("one.png", "Red"),)

    def test_what_cannot_be(self, run: Run) -> None:
        assert "no such draft" in run.refuses(NoteImage("d1", "one.png", "Red"))
        run.did(SaveDraft("d1", "Our service is down."))
        assert run.refuses(NoteImage("d1", "  ", "Red")) == "give the picture's name"
        assert run.refuses(RemoveImage("d1", "one.png")) == (
            'no picture of this draft is called "one.png"'
        )
        assert "shorten it" in run.refuses(NoteImage("d1", "one.png", "R" * 100_001))

    def test_posted_only_once_each_is_described(self, run: Run) -> None:
        text = "Our service is down."
        run.did(SaveDraft("d1", text))
        run.did(NoteImage("d1", "one.png", "Red"))
        run.did(NoteImage("d1", "two.png", ""))
        assert run.refuses(MarkPosted("d1", text)) == (
            'describe the picture "two.png" for those who do not see it'
        )
        run.did(NoteImage("d1", "two.png", "Green"))
        (event,) = run.did(MarkPosted("d1", text))
        assert event.body["images"] == [
            {"name": "one.png", "description": "Red"},
            {"name": "two.png", "description": "Green"},
        ]
        (post,) = run.state.posts
        assert post.images == (Image("one.png", "Red"), Image("two.png", "Green"))

    def test_after_the_post_nothing_goes_with_it_any_more(self, run: Run) -> None:
        text = "Our service is down."
        run.did(SaveDraft("d1", text))
        run.did(NoteImage("d1", "one.png", "Red"))
        run.did(MarkPosted("d1", text))
        assert "no such draft" in run.refuses(NoteImage("d1", "two.png", "Green"))
        assert "no such draft" in run.refuses(RemoveImage("d1", "one.png"))


class TestPosted:
    """A thread is posted as a whole, each card with its address."""

    def test_every_card_as_it_was_cut(self, run: Run) -> None:
        run.did(SaveDraft("d1", LONG, thread=True))
        (event,) = run.did(MarkPosted("d1", LONG, links=LINKS))
        parts = split(LONG)
        assert len(parts) == 2
        assert event.body["cards"] == [
            {
                "text": part.text,
                "length": part.measure.length,
                "limit": part.measure.limit,
                "link": link,
            }
            for part, link in zip(parts, LINKS, strict=True)
        ]
        assert event.body["text"] == LONG
        assert event.body["link"] == LINKS[0]
        (post,) = run.state.posts
        assert post.cards == tuple(
            Card(part.text, part.measure.length, 280, link)
            for part, link in zip(parts, LINKS, strict=True)
        )

    def test_fewer_links_than_cards(self, run: Run) -> None:
        run.did(SaveDraft("d1", LONG, thread=True))
        run.did(MarkPosted("d1", LONG, links=LINKS[:1]))
        assert [card.link for card in run.state.posts[0].cards] == [LINKS[0], ""]

    def test_the_first_may_have_none(self, run: Run) -> None:
        run.did(SaveDraft("d1", LONG, thread=True))
        run.did(MarkPosted("d1", LONG, links=("", LINKS[1])))
        (post,) = run.state.posts
        assert [card.link for card in post.cards] == ["", LINKS[1]]
        assert post.link == LINKS[1]

    def test_one_link_for_the_whole_is_the_first_cards(self, run: Run) -> None:
        run.did(SaveDraft("d1", LONG, thread=True))
        run.did(MarkPosted("d1", LONG, LINKS[0]))
        assert [card.link for card in run.state.posts[0].cards] == [LINKS[0], ""]

    def test_more_links_than_cards_are_refused(self, run: Run) -> None:
        run.did(SaveDraft("d1", LONG, thread=True))
        assert run.refuses(MarkPosted("d1", LONG, links=(*LINKS, LINKS[0]))) == (
            "3 links were given for 2 posts"
        )

    def test_each_link_is_looked_at(self, run: Run) -> None:
        run.did(SaveDraft("d1", LONG, thread=True))
        said = run.refuses(MarkPosted("d1", LONG, links=(LINKS[0], "x.com/AcmeHelp")))
        assert said.startswith("the link must begin with https://")

    def test_a_single_post_has_no_cards(self, run: Run) -> None:
        run.did(SaveDraft("d1", "Short.", thread=True))
        (event,) = run.did(MarkPosted("d1", "Short.", links=LINKS[:1]))
        assert "cards" not in event.body
        assert "images" not in event.body
        assert run.state.posts[0].cards == ()
        run.did(SaveDraft("d2", "Short."))
        assert run.refuses(MarkPosted("d2", "Short.", links=LINKS)) == (
            "2 links were given for 1 post"
        )

    def test_too_long_for_one_post_stands_in_the_way_until_it_is_a_thread(self, run: Run) -> None:
        run.did(SaveDraft("d1", LONG))
        assert "1 stop stands: " in run.refuses(MarkPosted("d1", LONG))
        run.did(SaveDraft("d1", LONG, thread=True))
        run.did(MarkPosted("d1", LONG))

    def test_facts_stand_in_the_cards(self, run: Run) -> None:
        text = "From {organisation}.\n---\nAsk {contact_email}."
        run.did(SaveDraft("d1", text))
        run.did(HandOver("d1", "copied", text))
        run.did(MarkPosted("d1", text))
        assert [card.text for card in run.state.posts[0].cards] == [
            "From Acme. 1/2",
            "Ask help@acme.example. 2/2",
        ]


class TestOldRecords:
    """What was written before there were threads and pictures folds as it did."""

    def test_they_fold(self, run: Run) -> None:
        saved = NewEvent(
            kinds.DRAFT_SAVED,
            {"draft": "d1", "phase": "acknowledge", "template": "", "network": "x", "text": "Hi."},
        )
        posted = NewEvent(
            kinds.POSTED,
            {
                "draft": "d1",
                "phase": "acknowledge",
                "network": "x",
                "text": "Hi.",
                "length": 3,
                "limit": 280,
                "link": LINKS[0],
                "facts": [],
                "caveats": [],
            },
        )
        events: list[Event] = [
            link.event for link in chain_of(open_run(open_command()), (saved,), (posted,))
        ]
        draft = fold(events[:-1]).drafts["d1"]
        assert (draft.thread, draft.images) == (False, ())
        (post,) = fold(events).posts
        assert (post.cards, post.images, post.link) == ((), (), LINKS[0])

    def test_a_picture_of_no_draft_changes_nothing(self) -> None:
        noted = NewEvent(kinds.IMAGE_NOTED, {"draft": "d9", "name": "a", "description": "b"})
        removed = NewEvent(kinds.IMAGE_REMOVED, {"draft": "d9", "name": "a"})
        events = [link.event for link in chain_of(open_run(open_command()), (noted,), (removed,))]
        assert fold(events).drafts == {}


class TestJudgement:
    """What is shown while a person types is what the record holds them to."""

    def test_a_line_of_dashes_makes_cards_without_being_asked(self, run: Run) -> None:
        judged = run.judged(BY_HAND)
        assert [card.text for card in judged.cards] == [
            "The first post. 1/2",
            "The second post. 2/2",
        ]

    def test_dashes_in_a_sentence_do_not(self, run: Run) -> None:
        text = f"{LONG}And then --- nothing.\n--- nothing at all ---"
        judged = run.judged(text)
        assert judged.cards == ()
        assert len(too_long(judged)) == 1
        assert len(run.judged(text, thread=True).cards) == 2

    @pytest.mark.parametrize("text", ["Short.", "---\nShort.", "Short.\n\n---\n", "---"])
    def test_what_fits_in_one_post_is_one_post(self, run: Run, text: str) -> None:
        judged = run.judged(text, thread=True)
        assert judged.cards == ()
        assert too_long(judged) == []

    def test_nothing_is_no_thread(self, run: Run) -> None:
        assert run.judged(" \n", thread=True).cards == ()

    def test_a_thread_that_fits_is_not_too_long(self, run: Run) -> None:
        assert too_long(run.judged(LONG)) == [
            "This is 140 characters longer than the 280 it may have."
        ]
        assert too_long(run.judged(LONG, thread=True)) == []

    def test_a_long_stretch_between_dashes_is_cut_further(self, run: Run) -> None:
        judged = run.judged(f"First.\n---\n{LONG}")
        assert [card.text[-3:] for card in judged.cards] == ["1/3", "2/3", "3/3"]
        assert too_long(judged) == []

    def test_a_card_that_cannot_be_cut_well_is_named(self, run: Run) -> None:
        assert too_long(run.judged(f"Fine.\n---\n{'x' * 400}")) == [
            "Card 2 of 3 is cut inside a word or a link.",
            "Card 3 of 3 is cut inside a word or a link.",
        ]

    def test_the_account_is_the_networks(self) -> None:
        run = Run(profile={"handles": {"x": "AcmeHelp", "mastodon": "acme@social.example"}})
        assert values(run.state)["handle"] == "@AcmeHelp"
        assert values(run.state, "x-premium")["handle"] == "@AcmeHelp"
        assert values(run.state, "mastodon")["handle"] == "@acme@social.example"
        assert "handle" not in values(run.state, "bluesky")


class TestNetworks:
    """Where posts go: the playbook says, else the profile, else the accounts there are."""

    def test_the_playbook_before_the_profile(self) -> None:
        run = Run(
            profile={"networks": ("mastodon",), "handles": {"bluesky": "acme.example"}},
            playbook={"networks": ("status-page", "x")},
        )
        assert networks(run.state) == ("status-page", "x")

    def test_the_profile_before_its_accounts(self) -> None:
        run = Run(profile={"networks": ("mastodon", "x"), "handles": {"bluesky": "acme.example"}})
        assert networks(run.state) == ("mastodon", "x")

    def test_the_accounts_where_nothing_is_said(self) -> None:
        run = Run(profile={"handles": {"bluesky": "acme.example", "myspace": "acme", "x": "Acme"}})
        assert networks(run.state) == ("bluesky", "x")

    def test_never_none(self) -> None:
        assert networks(Run(profile={"handles": {}}).state) == ("x",)
        assert networks(Run(profile={"handles": {"myspace": "acme"}}).state) == ("x",)

    def test_each_once(self) -> None:
        assert networks(Run(profile={"networks": ("x", "sms", "x")}).state) == ("x", "sms")

    def test_a_limit_of_ones_own_counts(self) -> None:
        own = Run(profile={"limits": {"mastodon": 1000}})
        assert (limit_of(own.state, "mastodon"), limit_of(own.state, "x")) == (1000, None)
        text = "word " * 150
        assert too_long(own.judged(text, "mastodon")) == []
        assert own.judged(text, "mastodon").measure.limit == 1000
        assert too_long(Run().judged(text, "mastodon")) == [
            "This is 250 characters longer than the 500 it may have."
        ]
        longer = "word " * 300
        assert len(own.judged(longer, "mastodon", thread=True).cards) == 2
        assert len(Run().judged(longer, "mastodon", thread=True).cards) == 4
        own.did(SaveDraft("d1", longer, "", "mastodon", thread=True))
        own.did(MarkPosted("d1", longer))
        assert [card.limit for card in own.state.posts[0].cards] == [1000, 1000]

    def test_the_smallest_limit_leaves_room_for_numbers(self) -> None:
        profile = msgspec.convert(
            {**msgspec.to_builtins(small_profile()), "limits": {"x": 20}}, Profile
        )
        run = Run(profile={"limits": profile.limits})
        cards = run.judged(LONG, thread=True).cards
        assert all(card.measure.over is None for card in cards)
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert({**msgspec.to_builtins(small_profile()), "limits": {"x": 4}}, Profile)

    def test_a_playbook_names_only_networks_there_are(self) -> None:
        held = {**msgspec.to_builtins(small_playbook()), "networks": ["myspace"]}
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert(held, Playbook)
