"""A post's address is added or corrected later; which post of a thread left is on the record."""

from datetime import UTC, datetime

from breachplay.posts import split
from breachplay.record import events as kinds
from breachplay.record.commands import Command, HandOver, MarkPosted, SaveDraft
from breachplay.record.commands_links import CorrectLink
from breachplay.record.events import Event
from breachplay.record.fold import fold
from breachplay.timeline.report import as_markdown
from breachplay.timeline.sentences import sentence, short
from tests.record.test_threads_and_pictures import LINKS, LONG, Run, run

__all__ = ["run"]

TEXT = "Our service is down."


def after(run: Run, command: Command) -> Event:
    """Carry a command out; give the last event on the record."""
    assert run.did(command)
    return run.events[-1]


class TestCorrected:
    """The link of one post."""

    def test_one_that_had_none(self, run: Run) -> None:
        run.did(SaveDraft("d1", TEXT))
        posted = after(run, MarkPosted("d1", TEXT))
        event = after(run, CorrectLink(posted.seq, LINKS[0]))
        assert event.kind == kinds.LINK_CORRECTED
        assert event.body == {
            "post": posted.seq, "network": "x", "link": LINKS[0], "before": "",
        }  # fmt: skip
        assert run.state.posts[0].link == LINKS[0]
        told = sentence(event, run.state.playbook)
        assert told == f"Added the link of the post to X (seq {posted.seq}): {LINKS[0]}"
        assert short(event, run.state.playbook) == "added a post's link"
        assert fold(run.events) == run.state

    def test_a_wrong_one(self, run: Run) -> None:
        run.did(SaveDraft("d1", TEXT))
        posted = after(run, MarkPosted("d1", TEXT, LINKS[0]))
        event = after(run, CorrectLink(posted.seq, LINKS[1]))
        assert run.state.posts[0].link == LINKS[1]
        assert sentence(event, run.state.playbook) == (
            f"Corrected the link of the post to X (seq {posted.seq}): {LINKS[1]} "
            f"(noted before: {LINKS[0]})"
        )
        event = after(run, CorrectLink(posted.seq, ""))
        assert run.state.posts[0].link == ""
        assert sentence(event, run.state.playbook).startswith("Took away the link of the post to X")

    def test_the_same_again_is_nothing_new(self, run: Run) -> None:
        run.did(SaveDraft("d1", TEXT))
        posted = after(run, MarkPosted("d1", TEXT, LINKS[0]))
        assert run.did(CorrectLink(posted.seq, LINKS[0])) == ()

    def test_one_card_of_a_thread(self, run: Run) -> None:
        run.did(SaveDraft("d1", LONG, thread=True))
        posted = after(run, MarkPosted("d1", LONG))
        event = after(run, CorrectLink(posted.seq, LINKS[1], 2))
        (post,) = run.state.posts
        assert [card.link for card in post.cards] == ["", LINKS[1]]
        assert post.link == LINKS[1]
        assert "post 2 of 2 to X" in sentence(event, run.state.playbook)
        run.did(CorrectLink(posted.seq, LINKS[0], 1))
        assert run.state.posts[0].link == LINKS[0]

    def test_what_cannot_be(self, run: Run) -> None:
        assert run.refuses(CorrectLink(1, LINKS[0])) == "there is no such post"
        run.did(SaveDraft("d1", TEXT))
        one = after(run, MarkPosted("d1", TEXT))
        assert run.refuses(CorrectLink(one.seq, LINKS[0], 1)) == (
            "this post is no thread: it has one link"
        )
        assert "https://" in run.refuses(CorrectLink(one.seq, "x.com/1"))
        run.did(SaveDraft("d2", LONG, thread=True))
        thread = after(run, MarkPosted("d2", LONG))
        for card in (0, 3):
            assert run.refuses(CorrectLink(thread.seq, LINKS[0], card)) == (
                "say which post of the thread: 1 to 2"
            )


class TestHandedOver:
    """Which post of a thread left the program."""

    def test_one_card(self, run: Run) -> None:
        run.did(SaveDraft("d1", LONG, thread=True))
        event = after(run, HandOver("d1", "copied", LONG, 2))
        second = split(LONG)[1].text
        assert (event.body["card"], event.body["cards"]) == (2, 2)
        assert event.body["text"] == second
        told = sentence(event, run.state.playbook)
        assert told.startswith("Copied post 2 of 2 for X: ")

    def test_all_of_it(self, run: Run) -> None:
        run.did(SaveDraft("d1", LONG, thread=True))
        event = after(run, HandOver("d1", "copied", LONG))
        assert "card" not in event.body
        assert event.body["text"] == LONG
        assert sentence(event, run.state.playbook).startswith("Copied the text for X: ")

    def test_a_card_that_is_not_there(self, run: Run) -> None:
        run.did(SaveDraft("d1", LONG, thread=True))
        said = "the thread was cut otherwise: choose the post again"
        assert run.refuses(HandOver("d1", "copied", LONG, 3)) == said
        run.did(SaveDraft("d2", TEXT))
        assert run.refuses(HandOver("d2", "copied", TEXT, 1)) == said

    def test_the_report_says_which(self, run: Run) -> None:
        run.did(SaveDraft("d1", LONG, thread=True))
        run.did(HandOver("d1", "composer", LONG, 1))
        run.did(HandOver("d1", "copied", LONG, 2))
        run.did(MarkPosted("d1", LONG))
        report = as_markdown(run.state, run.events, now=datetime(2026, 11, 24, 3, tzinfo=UTC))
        assert "post 1 of 2 opened in the network's composer" in report
        assert "post 2 of 2 copied" in report
