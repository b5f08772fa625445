"""Questions of people: from what a person says, over the events, to the state and back."""

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachplay.playbook.approval import ApprovalPolicy
from breachplay.playbook.shipped import default_packs
from breachplay.record import events as kinds
from breachplay.record.asked import network_id, taken_apart
from breachplay.record.bodies import examine_event
from breachplay.record.cadence import next_update
from breachplay.record.commands import CheckItem, MarkPosted, SaveDraft
from breachplay.record.commands_approvals import Approve, AskApproval
from breachplay.record.commands_questions import (
    AnswerElsewhere,
    CloseQuestions,
    LogQuestion,
    ReopenQuestions,
)
from breachplay.record.fold import fold
from breachplay.record.judging import judge, standing_of
from breachplay.record.questions import longest_wait, settled, unanswered, wait
from tests.record.helpers import changed
from tests.record.test_threads_and_pictures import Run

LINK = "https://x.com/sample_asker/status/123456"
OTHER_LINK = "https://x.com/AcmeHelp/status/9"
HOSTILE = "[@click=app.exit]x[/] \x1b[2J\u202e {service} %s ${HOME} '; DROP TABLE"


@pytest.fixture
def run() -> Run:
    return Run()


def asks(run: Run, text: str = "Was my password stolen?", who: str = "@sample", **more: Any) -> str:
    """Log a question; give its id."""
    return str(run.did(LogQuestion(text, who, more.pop("where", "x"), **more))[0].body["question"])


class TestLogged:
    """What somebody asked, and how it is kept."""

    def test_all_that_was_entered(self, run: Run) -> None:
        at = "2026-11-24T02:05+01:00"
        name = asks(run, " Is it true? ", " Sample  caller ", where=" Phone ", happened_at=at)
        question = run.state.questions[name]
        assert (question.id, question.who, question.where) == ("q1", "Sample caller", "Phone")
        assert (question.text, question.status, question.answers) == ("Is it true?", "open", ())
        assert question.asked_at == at
        assert fold(run.events) == run.state

    def test_without_a_name_and_a_place(self, run: Run) -> None:
        run.did(LogQuestion("Is it true?"))
        question = run.state.questions["q1"]
        assert (question.who, question.where, question.link) == ("", "", "")

    def test_numbered_in_their_order(self, run: Run) -> None:
        assert [asks(run, text) for text in ("One?", "Two?", "Three?")] == ["q1", "q2", "q3"]

    @pytest.mark.parametrize(
        ("command", "said"),
        [
            (LogQuestion("  "), "give the question"),
            (LogQuestion("x" * 100_001), "the question has 100,001 characters"),
            (LogQuestion("Is it?", link="http://x.com/a/status/1"), "must begin with https://"),
            (LogQuestion("Is it?", happened_at="noon"), "not a time with its offset"),
        ],
    )
    def test_refused(self, run: Run, command: LogQuestion, said: str) -> None:
        assert said in run.refuses(command)

    def test_the_same_post_once(self, run: Run) -> None:
        asks(run, link=LINK)
        assert run.refuses(LogQuestion(f"Again {LINK}")) == "this post is logged already, as q1"

    def test_the_same_words_from_two_people_are_two_questions(self, run: Run) -> None:
        asks(run, who="@one")
        asks(run, who="@two")
        assert [question.who for question in run.state.questions.values()] == ["@one", "@two"]

    def test_hostile_text_is_kept_as_it_is(self, run: Run) -> None:
        asks(run, HOSTILE, "[/]\x1b]0;x\x07")
        assert run.state.questions["q1"].text == HOSTILE
        assert run.state.questions["q1"].who == "[/]\x1b]0;x\x07"


class TestPasted:
    """A post that was pasted whole is taken apart."""

    @pytest.mark.parametrize(
        ("text", "who", "where", "link"),
        [
            (f"Is it true? {LINK}?s=20&t=x", "@sample_asker", "x", LINK),
            (f"{LINK}\nIs it true?", "@sample_asker", "x", LINK),
            (
                "Is it true? https://twitter.com/a_b/status/1/photo/1",
                "@a_b",
                "x",
                "https://twitter.com/a_b/status/1",
            ),
            (
                "Is it true? https://bsky.app/profile/sample.example.com/post/3kabc",
                "@sample.example.com",
                "bluesky",
                "https://bsky.app/profile/sample.example.com/post/3kabc",
            ),
            (
                "Is it true? https://social.example/@sample/1122",
                "@sample@social.example",
                "mastodon",
                "https://social.example/@sample/1122",
            ),
            (
                "Is it true? https://www.threads.com/@sample.one/post/Cab-1",
                "@sample.one",
                "threads",
                "https://www.threads.com/@sample.one/post/Cab-1",
            ),
            ("Sample Asker @sample · 5m Is it true?", "@sample", "", ""),
            ("Sample Asker\n@sample\n·\nNov 24, 2026\nIs it true?", "@sample", "", ""),
            ("Is it true?", "", "", ""),
        ],
    )
    def test_who_where_and_link(self, text: str, who: str, where: str, link: str) -> None:
        asked = taken_apart(text)
        assert (asked.text, asked.who, asked.where, asked.link) == ("Is it true?", who, where, link)

    def test_what_was_entered_stands_before_what_is_read(self) -> None:
        asked = taken_apart(f"Is it true? {LINK}", who="Sample reporter", where="e-mail")
        assert (asked.who, asked.where, asked.link) == ("Sample reporter", "e-mail", LINK)

    def test_a_link_beside_the_text_says_who(self) -> None:
        asked = taken_apart("Is it true? See https://example.com", link=LINK)
        assert asked.text == "Is it true? See https://example.com"
        assert (asked.who, asked.where) == ("@sample_asker", "x")

    @pytest.mark.parametrize(
        "text",
        [
            "Mail me: sample@example.com · 5m",
            "Is https://x.com/AcmeHelp your account?",
            "Is https://evil.example/x.com/a/status/1 yours?",
            "I asked @AcmeHelp · nobody answers",
        ],
    )
    def test_other_texts_are_left_alone(self, text: str) -> None:
        asked = taken_apart(text)
        assert (asked.text, asked.who, asked.link) == (text, "", "")

    def test_a_post_that_is_nothing_but_its_address_keeps_it_as_text(self) -> None:
        assert taken_apart(LINK).text == LINK

    @pytest.mark.parametrize(
        ("where", "known"),
        [
            ("X", "x"),
            ("twitter", "x"),
            ("Mastodon ", "mastodon"),
            ("status page", "status-page"),
            ("Phone", "Phone"),
            ("", ""),
        ],
    )
    def test_networks_by_any_name(self, where: str, known: str) -> None:
        assert network_id(where) == known

    @given(st.text(max_size=300))
    def test_nothing_breaks_it_and_no_question_is_lost(self, text: str) -> None:
        asked = taken_apart(text)
        assert bool(asked.text) == bool(text.strip())

    def test_long_texts_take_no_time(self) -> None:
        text = "https://" + "a." * 30_000 + " @" + "x" * 30_000
        assert taken_apart(text).link == ""


class TestSettled:
    """Answered elsewhere, closed, opened again."""

    def test_answered_elsewhere_an_event_for_each(self, run: Run) -> None:
        names = (asks(run, who="@one"), asks(run, who="@two", where="phone"))
        news = run.did(AnswerElsewhere((*names, names[0]), "No, only e-mail addresses."))
        assert [event.kind for event in news] == [kinds.QUESTION_ANSWERED] * 2
        answers = [run.state.questions[name].answers[0] for name in names]
        assert [(answer.where, answer.draft) for answer in answers] == [("x", ""), ("phone", "")]
        assert unanswered(run.state.questions) == ()

    def test_answered_twice_only_once_it_is_open_again(self, run: Run) -> None:
        name = asks(run)
        run.did(AnswerElsewhere((name,), "No."))
        said = run.refuses(AnswerElsewhere((name,), "Yes."))
        assert said == "q1 is answered already: open it again first"
        run.did(ReopenQuestions((name,), "asks again"))
        run.did(AnswerElsewhere((name,), "Yes.", link=OTHER_LINK))
        assert [answer.text for answer in run.state.questions[name].answers] == ["No.", "Yes."]

    def test_closed_with_a_reason(self, run: Run) -> None:
        name = asks(run)
        assert "give a reason" in run.refuses(CloseQuestions((name,), " "))
        run.did(CloseQuestions((name,), "abuse"))
        question = run.state.questions[name]
        assert (question.status, question.reason) == ("closed", "abuse")
        assert run.did(CloseQuestions((name,), "abuse")) == ()
        assert settled(run.state.questions) == (question,)

    def test_an_answered_one_is_not_closed(self, run: Run) -> None:
        name = asks(run)
        run.did(AnswerElsewhere((name,), "No."))
        assert run.refuses(CloseQuestions((name,), "abuse")) == "q1 is answered already"

    def test_opened_again(self, run: Run) -> None:
        name = asks(run, happened_at="2026-11-24T01:00+00:00")
        assert run.did(ReopenQuestions((name,))) == ()
        run.did(CloseQuestions((name,), "by phone"))
        run.did(ReopenQuestions((name,)))
        question = run.state.questions[name]
        assert question.status == "open"
        assert question.waiting_since == "2026-11-24T02:10:00.000Z"
        assert question.asked_at == "2026-11-24T01:00+00:00"

    @pytest.mark.parametrize(
        "command",
        [
            AnswerElsewhere(("q9",), "No."),
            CloseQuestions(("q9",), "abuse"),
            ReopenQuestions(("q9",)),
            SaveDraft("d1", "No.", reply_to=("q9",)),
        ],
    )
    def test_a_question_that_is_not_there(self, run: Run, command: Any) -> None:
        assert run.refuses(command) == 'there is no question "q9"'

    def test_none_named(self, run: Run) -> None:
        assert run.refuses(CloseQuestions((), "abuse")) == "say which question"

    def test_all_or_none(self, run: Run) -> None:
        name = asks(run)
        run.refuses(AnswerElsewhere((name, "q9"), "No."))
        assert run.state.questions[name].status == "open"


class TestWaits:
    """How long people wait."""

    NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)

    def test_the_longest_first(self, run: Run) -> None:
        for text, at in (("Two?", "01:58"), ("Three?", "02:30"), ("One?", "01:00")):
            asks(run, text, happened_at=f"2026-11-24T{at}+00:00")
        waiting = unanswered(run.state.questions)
        assert [question.text for question in waiting] == ["One?", "Two?", "Three?"]
        assert wait(waiting[2], self.NOW) == timedelta(minutes=30)
        assert longest_wait(waiting, self.NOW) == timedelta(hours=2)

    def test_never_less_than_nothing(self, run: Run) -> None:
        asks(run, happened_at="2026-11-24T03:05+00:00")
        assert longest_wait(unanswered(run.state.questions), self.NOW) == timedelta(0)
        assert longest_wait((), self.NOW) == timedelta(0)


class TestReplies:
    """A draft that answers: a draft like any other, and posting it answers."""

    def test_posting_answers_in_the_same_command(self, run: Run) -> None:
        name = asks(run, link=LINK)
        run.did(SaveDraft("d1", "@sample No.", reply_to=(name,)))
        at = "2026-11-24T02:20+00:00"
        posted, answered = run.did(MarkPosted("d1", "@sample No.", OTHER_LINK, at))
        assert posted.body["reply_to"] == [name]
        assert answered.kind == kinds.QUESTION_ANSWERED
        assert (posted.happened_at, answered.happened_at) == (at, at)
        answer = run.state.questions[name].answers[0]
        assert (answer.text, answer.link, answer.where) == ("@sample No.", OTHER_LINK, "x")
        assert (answer.draft, answer.at) == ("d1", at)
        assert run.state.posts[0].reply_to == (name,)
        assert fold(run.events) == run.state

    def test_a_reply_it_stays(self, run: Run) -> None:
        name = asks(run)
        run.did(SaveDraft("d1", "No", reply_to=(name,)))
        run.did(SaveDraft("d1", "No."))
        assert run.state.drafts["d1"].reply_to == (name,)
        assert run.did(SaveDraft("d1", "No.")) == ()

    def test_a_post_does_not_become_a_reply(self, run: Run) -> None:
        name = asks(run)
        run.did(SaveDraft("d1", "No"))
        run.did(SaveDraft("d1", "No.", reply_to=(name,)))
        assert run.state.drafts["d1"].reply_to == ()

    def test_one_text_to_many(self, run: Run) -> None:
        names = tuple(asks(run, who=who) for who in ("@one", "@two", "@three"))
        run.did(SaveDraft("d1", "No.", reply_to=names))
        news = run.did(MarkPosted("d1", "No.", replies=("", OTHER_LINK)))
        links = [(event.body["question"], event.body["link"]) for event in news[1:]]
        assert links == [("q1", ""), ("q2", OTHER_LINK), ("q3", "")]
        assert news[0].body["link"] == OTHER_LINK
        assert unanswered(run.state.questions) == ()

    def test_more_links_than_people(self, run: Run) -> None:
        names = (asks(run, who="@one"), asks(run, who="@two"))
        run.did(SaveDraft("d1", "No.", reply_to=names))
        said = run.refuses(MarkPosted("d1", "No.", replies=(LINK, OTHER_LINK, "")))
        assert said == "3 links of replies were given for 2 people"
        assert unanswered(run.state.questions)

    def test_a_stop_holds_for_a_reply(self, run: Run) -> None:
        name = asks(run)
        run.did(SaveDraft("d1", "@sample Your data is safe.", reply_to=(name,)))
        assert "1 stop stands" in run.refuses(MarkPosted("d1", "@sample Your data is safe."))
        assert run.state.questions[name].status == "open"

    def test_whoever_must_approve_posts_must_approve_replies(self, run: Run) -> None:
        name = asks(run)
        profile = msgspec.structs.replace(run.state.profile, approval=ApprovalPolicy())
        run.state = msgspec.structs.replace(run.state, packs=default_packs(), profile=profile)
        run.did(SaveDraft("d1", "@sample No.", reply_to=(name,)))
        assert "stop" in run.refuses(MarkPosted("d1", "@sample No."))
        assert run.state.questions[name].status == "open"
        run.did(AskApproval("d1", "@sample No."))
        seen = standing_of(run.state, run.state.drafts["d1"])
        run.did(Approve("d1", seen.hash, "Test Approver", "legal"))
        run.did(MarkPosted("d1", "@sample No."))
        assert run.state.questions[name].status == "answered"

    def test_answered_meanwhile_it_counts_all_the_same(self, run: Run) -> None:
        name = asks(run)
        run.did(SaveDraft("d1", "No.", reply_to=(name,)))
        run.did(AnswerElsewhere((name,), "No, by phone."))
        run.did(MarkPosted("d1", "No."))
        assert [one.text for one in run.state.questions[name].answers] == ["No, by phone.", "No."]

    def test_a_reply_is_no_update_for_everybody(self, run: Run) -> None:
        run.did(SaveDraft("d1", "@sample No.", reply_to=(asks(run),)))
        run.did(MarkPosted("d1", "@sample No."))
        assert run.state.public_posts == ()
        assert next_update(run.state) is None
        run.did(SaveDraft("d2", "We are looking into it."))
        run.did(MarkPosted("d2", "We are looking into it."))
        assert next_update(run.state) is not None

    def test_the_mention_is_no_worry_and_is_counted(self, run: Run) -> None:
        text = "@sample We are checking."
        public, reply = judge(run.state, text), judge(run.state, text, reply_to=(asks(run),))
        assert "starts-with-mention" in {caveat.id for caveat in public.caveats}
        assert "starts-with-mention" not in {caveat.id for caveat in reply.caveats}
        assert public.measure.length == reply.measure.length == len(text)


class TestUnansweredPeople:
    """The caveat about people who wait."""

    def said(self, run: Run, *reply_to: str) -> list[str]:
        state = msgspec.structs.replace(run.state, packs=default_packs())
        judged = judge(state, "We are looking into it.", reply_to=reply_to)
        return [one.message for one in judged.caveats if one.id == "unanswered-people"]

    def test_counts_who_waits_and_names_nobody(self, run: Run) -> None:
        assert self.said(run) == []
        asks(run, who="@one")
        assert self.said(run) == ["1 question waits for an answer."]
        asks(run, who="@two")
        assert self.said(run) == ["2 questions wait for an answer."]

    def test_quiet_about_those_it_answers(self, run: Run) -> None:
        names = (asks(run, who="@one"), asks(run, who="@two"))
        assert self.said(run, names[0]) == ["1 question waits for an answer."]
        assert self.said(run, *names) == []

    def test_quiet_once_answered_or_closed(self, run: Run) -> None:
        names = (asks(run, who="@one"), asks(run, who="@two"))
        run.did(AnswerElsewhere(names[:1], "No."))
        run.did(CloseQuestions(names[1:], "abuse"))
        assert self.said(run) == []


class TestOldAndForeignRecords:
    """Bodies only grow; what cannot be folded is said, what is unknown is passed over."""

    def test_a_draft_from_before_replies_were_known(self, run: Run) -> None:
        run.did(SaveDraft("d1", "No."))
        assert "reply_to" not in run.events[-1].body
        assert run.state.drafts["d1"].reply_to == ()

    def test_more_in_a_body_than_is_known(self, run: Run) -> None:
        asks(run)
        body = {**run.events[-1].body, "mood": "angry"}
        examine_event(changed(run.events[-1], body=body))

    @pytest.mark.parametrize("body", [{}, {"question": 1, "text": "x"}, {"question": "q1"}])
    def test_a_body_that_cannot_be_read(self, run: Run, body: dict[str, Any]) -> None:
        asks(run)
        event = changed(run.events[-1], body=body)
        with pytest.raises(ValueError, match="cannot be read"):
            fold([*run.events[:-1], event])

    def test_an_answer_to_a_question_that_is_not_there(self, run: Run) -> None:
        name = asks(run)
        run.did(AnswerElsewhere((name,), "No."))
        events = [event for event in run.events if event.kind != kinds.QUESTION_LOGGED]
        assert fold(events).questions == {}


def test_a_finished_run_takes_no_questions(run: Run) -> None:
    from breachplay.record.commands import CloseRun

    for item in ("pinned", "asked"):
        run.did(CheckItem("acknowledge", item))
    run.did(CloseRun("All told.", leaving_open=True))
    assert "finished" in run.refuses(LogQuestion("Is it true?"))
