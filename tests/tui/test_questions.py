"""People ask: a person at the screen logs their questions, answers them, sees who waits."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from textual import events
from textual.widgets import Input

from breachplay.record.commands import SaveDraft
from breachplay.record.commands_questions import AnswerElsewhere, LogQuestion
from breachplay.record.session import Session
from breachplay.timeline.report import as_markdown
from breachplay.tui.screens.questions import QuestionsScreen
from tests.tui.conftest import Walking
from tests.tui.harness import COLLEAGUE, PLAYBOOK, SMALL, AtTheScreen

TWEET = (
    "Sample Asker\n@sample_asker\n·\n5m\nHas my password been stolen?\n"
    "https://x.com/sample_asker/status/123456?s=20"
)
LINK = "https://x.com/sample_asker/status/123456"
PASSWORD = "Passwords are stored as salted hashes. You may change yours."
ANSWERS = [
    {"asked": "Is my data affected?", "text": "We do not know yet. We are checking."},
    {"asked": "Was my password stolen?", "text": PASSWORD},
]


def answering() -> dict[str, Any]:
    """Give the drill with two prepared answers in its second phase."""
    phases = [dict(phase) for phase in PLAYBOOK["phase"]]
    phases[0] = {**phases[0], "answer": []}
    phases[1] = {**phases[1], "answer": ANSWERS}
    return {**PLAYBOOK, "phase": phases}


async def at_questions(person: AtTheScreen) -> QuestionsScreen:
    """Go to the questions; wait until they are drawn."""
    if not isinstance(person.app.screen, QuestionsScreen):
        await person.press("r")
    await person.until(lambda: isinstance(person.app.screen, QuestionsScreen))
    await person.see("Questions ·")
    screen = person.app.screen
    assert isinstance(screen, QuestionsScreen)
    return screen


async def log(person: AtTheScreen, text: str, **more: str) -> None:
    """Log a question at the screen of questions."""
    await at_questions(person)
    before = len(person.state.questions)
    await person.press("n")
    await person.asked("Log a question")
    await person.answer(text=text, **more)
    await person.until(lambda: len(person.state.questions) == before + 1)
    await at_questions(person)


async def ready(person: AtTheScreen) -> None:
    """Do what must be done before anything is posted."""
    await person.press("space", "down", "space")
    await person.recorded("item_checked", 2)


class TestLogging:
    """What people asked gets onto the record, whole."""

    async def test_nobody_asked_yet(self, walk: Walking) -> None:
        async with walk() as person:
            await at_questions(person)
            await person.see("nobody waits", "No question was logged. Press n to log one")
            await person.press("enter", "c")
            await person.see("There is no question yet: press n to log one.")
            await person.press("escape")
            await person.back()

    async def test_who_where_text_and_link(self, walk: Walking) -> None:
        async with walk() as person:
            await log(
                person,
                "Is it true?",
                who="Sample caller",
                where="phone",
                when="20m ago",
            )
            event = await person.recorded("question_logged")
            assert event.body == {
                "question": "q1",
                "who": "Sample caller",
                "where": "phone",
                "text": "Is it true?",
                "link": "",
            }
            await person.see("q1", "waits 20 min", "Sample caller (phone)", "Is it true?")

    async def test_a_whole_tweet_is_pasted(self, walk: Walking) -> None:
        async with walk() as person:
            await at_questions(person)
            await person.press("n")
            await person.asked("Log a question")
            await person.paste(TWEET)
            await person.press("enter")
            event = await person.recorded("question_logged")
            assert event.body == {
                "question": "q1",
                "who": "@sample_asker",
                "where": "x",
                "text": "Has my password been stolen?",
                "link": LINK,
            }
            await person.see("@sample_asker on X", LINK)

    async def test_the_same_post_is_not_logged_twice(self, walk: Walking) -> None:
        async with walk() as person:
            await log(person, f"Is it true? {LINK}")
            await person.press("n")
            await person.asked("Log a question")
            await person.answer(text="Once more", link=LINK)
            await person.see("✗ this post is logged already, as q1")
            await person.press("escape")
            await at_questions(person)
            assert len(person.events("question_logged")) == 1

    async def test_a_question_needs_a_text(self, walk: Walking) -> None:
        async with walk() as person:
            await at_questions(person)
            await person.press("n")
            await person.asked("Log a question")
            await person.press("enter")
            await person.see("✗ give the question")
            person.not_recorded("question_logged")
            await person.press("escape", "escape")
            await person.back()

    async def test_markup_and_controls_are_text(self, walk: Walking) -> None:
        async with walk() as person:
            with Session.open(person.store, person.state.run, COLLEAGUE, person.clock) as other:
                other.submit(
                    LogQuestion("[@click=app.exit]x[/] \x1b[2J\u202egone", "[/]\x1b]0;x\x07", "[b]")
                )
            await person.told("recorded from another terminal")
            await at_questions(person)
            await person.see(
                "[@click=app.exit]x[/]", "<U+001B>[2J", "<U+202E>gone", "[/]<U+001B>]0;x"
            )
            await person.press("enter")
            await person.pick("empty draft")
            await person.back()
            await person.see("↩ [/]<U+001B>]0;x<U+0007>: [@click=app.exit]x[/]")


class TestWaiting:
    """Who waits is seen, and for how long."""

    async def test_the_longest_wait_comes_first_and_answered_ones_last(self, walk: Walking) -> None:
        async with walk() as person:
            await log(person, "First one", when="5m ago")
            await log(person, "Older one", when="2h ago")
            await log(person, "Oldest, and done", when="3h ago")
            await person.press("w")
            await person.asked("Answered elsewhere")
            await person.answer(text="Yes.", where="phone")
            await person.recorded("question_answered")
            await person.see("2 unanswered, longest 2 h 00 min")
            rows = person.text
            assert rows.index("Older one") < rows.index("First one") < rows.index("Oldest, and")

    @pytest.mark.parametrize("size", [SMALL, (120, 40)])
    async def test_on_the_walk_without_taking_the_keyboard(
        self, walk: Walking, size: tuple[int, int]
    ) -> None:
        async with walk(size=size) as person:
            await person.press("e")
            await person.type("Half a sen")
            await person.quiet()
            with Session.open(person.store, person.state.run, COLLEAGUE, person.clock) as other:
                other.submit(LogQuestion("Is it true?", "@sample"))
            await person.told("recorded from another terminal")
            await person.type("tence")
            assert person.draft == "Half a sentence"
            person.walk.query_one("#strip").hush()  # type: ignore[attr-defined]
            await person.see("● 1 unanswered, longest under 1 min")
            person.clock.advance(minutes=42)
            await person.see("● 1 unanswered, longest 42 min")

    async def test_a_click_on_them_shows_them(self, walk: Walking) -> None:
        async with walk() as person:
            await log(person, "Is it true?")
            await person.press("escape")
            await person.back()
            await person.see("● 1 unanswered")
            await person.click_text("1 unanswered")
            await at_questions(person)
            await person.see("Is it true?")

    async def test_nobody_waits_once_all_are_closed(self, walk: Walking) -> None:
        async with walk() as person:
            await log(person, "You are all crooks", who="@sample")
            await person.press("c")
            await person.asked("Close without an answer")
            await person.press("enter")
            await person.see("✗ give a reason for leaving it without an answer")
            await person.answer(reason="abuse")
            await person.recorded("question_closed")
            await person.see("nobody waits", "closed: abuse")
            await person.press("escape")
            await person.back()
            assert "unanswered" not in person.text

    async def test_opened_again(self, walk: Walking) -> None:
        async with walk() as person:
            await log(person, "Is it true?")
            await person.press("u")
            await person.see("It waits for an answer already.")
            await person.press("c")
            await person.answer(reason="answered by phone")
            await person.see("nobody waits")
            person.clock.advance(minutes=30)
            await person.press("u")
            await person.asked("Open again")
            await person.answer(reason="asks again")
            await person.recorded("question_reopened")
            await person.see("1 unanswered, longest under 1 min", "open again: asks again")


class TestAnswering:
    """A reply is a draft like any other, and posting it answers the question."""

    async def test_by_keyboard_alone(self, walk: Walking) -> None:
        async with walk(playbook=answering()) as person:
            await ready(person)
            await at_questions(person)
            await person.press("n")
            await person.asked("Log a question")
            await person.paste(TWEET)
            await person.press("enter")
            await at_questions(person)
            person.clock.advance(minutes=7)
            await person.press("enter")
            await person.asked("Answer @sample_asker")
            await person.see("Was my password stolen?", PASSWORD)  # the best match is marked
            await person.press("enter")
            await person.back()
            text = f"@sample_asker {PASSWORD}"
            assert person.draft == text
            saved = await person.recorded("draft_saved")
            assert saved.body["reply_to"] == ["q1"]
            await person.see("↩ @sample_asker: Has my password been stolen?")
            assert "begins with a mention" not in person.text
            await person.press("escape", "p")
            await person.asked("Was this posted?")
            await person.answer(link="https://x.com/ExampleHelp/status/9")
            await person.back()
            post = await person.recorded("posted")
            answer = await person.recorded("question_answered")
            assert answer.command.startswith(post.command)  # one transaction
            assert answer.seq == post.seq + 1
            assert post.body["reply_to"] == ["q1"]
            assert answer.body == {
                "question": "q1",
                "text": text,
                "where": "x",
                "link": "https://x.com/ExampleHelp/status/9",
                "draft": post.body["draft"],
            }
            assert "next update" not in person.text  # one person was told, not everybody
            await at_questions(person)
            await person.see("nobody waits", "answered 02:17 on X by Test Speaker")
            report = as_markdown(person.state, person.session.events, now=person.clock.now())
            assert "Answered after" in report
            assert "| 7 min |" in report

    async def test_by_mouse_alone(self, walk: Walking) -> None:
        async with walk(playbook=answering()) as person:
            await log(person, "Has my password been stolen?", who="@sample", where="X")
            await person.click_text("back")
            await person.back()
            await person.click_text("1 unanswered")
            await at_questions(person)
            await person.click_text("Has my password")
            await person.asked("Answer @sample")
            await person.click_text("An empty draft")
            await person.back()
            assert person.draft == "@sample "

    async def test_an_empty_draft_comes_first_where_nothing_fits(self, walk: Walking) -> None:
        async with walk(playbook=answering()) as person:
            await log(person, "Xyzzy?", who="Sample caller", where="phone")
            await person.press("enter")
            await person.asked("Answer Sample caller")
            await person.press("enter")
            await person.back()
            assert person.draft == ""
            await person.see("Draft: Reply to Sample caller", "↩ Sample caller: Xyzzy?")
            await person.type("We are checking.")
            await person.quiet()
            assert (await person.recorded("draft_saved")).body["reply_to"] == ["q1"]

    async def test_the_draft_begun_is_gone_on_with(self, walk: Walking) -> None:
        async with walk(playbook=answering()) as person:
            await log(person, "Has my password been stolen?", who="@sample", where="x")
            await person.press("enter")
            await person.asked("Answer @sample")
            await person.press("enter")
            await person.back()
            draft = person.walk.buffer.id
            await person.press("escape", "d")
            await person.pick("An empty draft")
            await person.until(lambda: person.draft == "")
            await person.press("escape")
            await at_questions(person)
            await person.press("enter")
            await person.see("Go on with the draft")
            await person.press("enter")
            await person.back()
            assert (person.walk.buffer.id, person.walk.buffer.reply_to) == (draft, ("q1",))

    async def test_one_text_answers_several(self, walk: Walking) -> None:
        async with walk(playbook=answering()) as person:
            await ready(person)
            await log(person, "Is my password stolen?", who="@one", where="x")
            await log(person, "And my password?", who="@two", where="x")
            await person.press("space")
            await person.see("[x] q")
            await person.press("down", "space")
            await person.press("enter")
            await person.asked("Answer 2 people")
            await person.press("enter")
            await person.back()
            assert person.draft == PASSWORD  # each reply box puts its own handle there
            await person.press("escape", "p")
            await person.asked("Was this posted?")
            await person.see("Link of the reply to @one", "Link of the reply to @two")
            await person.answer(reply_2="https://x.com/ExampleHelp/status/2")
            await person.back()
            await person.recorded("posted")
            await person.recorded("question_answered", 2)
            told = [
                (event.body["question"], event.body["link"])
                for event in person.events("question_answered")
            ]
            assert sorted(told) == [("q1", ""), ("q2", "https://x.com/ExampleHelp/status/2")] or (
                sorted(told) == [("q1", "https://x.com/ExampleHelp/status/2"), ("q2", "")]
            )
            await at_questions(person)
            await person.see("nobody waits")

    async def test_the_composer_knows_what_is_answered(self, walk: Walking) -> None:
        async with walk(playbook=answering()) as person:
            await log(person, f"Has my password been stolen? {LINK}")
            await person.press("enter")
            await person.asked("Answer @sample_asker")
            await person.press("enter")
            await person.back()
            await person.press("escape", "o")
            await person.until(lambda: len(person.opened) == 1)
            query = parse_qs(urlsplit(person.opened[0]).query)
            assert query["in_reply_to"] == ["123456"]
            assert query["text"] == [f"@sample_asker {PASSWORD}"]

    async def test_stops_hold_for_replies(self, walk: Walking) -> None:
        async with walk() as person:
            await log(person, "Is my data safe?", who="@sample", where="x")
            await person.press("enter")
            await person.pick("empty draft")
            await person.back()
            await person.type("Your data is safe.")
            await person.press("escape", "p")
            await person.told("stop")
            person.not_recorded("question_answered")

    async def test_who_is_forgotten_is_noted(self, walk: Walking) -> None:
        async with walk(size=(120, 50)) as person:
            await log(person, "Is it true?")
            await person.press("escape")
            await person.back()
            await person.fill_in("We are looking into it.")
            await person.see("1 question waits for an answer.")


class TestInsert:
    """The list of prepared texts finds answers by what is asked."""

    async def test_a_question_typed_finds_its_answer(self, walk: Walking) -> None:
        async with walk(playbook=answering()) as person:
            await person.press("i")
            await person.asked("Prepared texts")
            await person.paste("hello, were passwords stolen from you?")
            await person.see("Answer: Was my password stolen?")
            await person.press("enter")
            await person.back()
            assert person.draft == PASSWORD
            assert person.walk.buffer.reply_to == ()

    async def test_in_a_reply_the_fitting_answer_comes_first(self, walk: Walking) -> None:
        async with walk(playbook=answering()) as person:
            await log(person, "Has my password been stolen?", who="@sample", where="x")
            await person.press("enter")
            await person.pick("empty draft")
            await person.back()
            await person.press("escape", "i")
            await person.asked("Prepared texts")
            await person.press("enter")
            await person.back()
            assert person.draft == f"@sample {PASSWORD}"
            assert person.walk.buffer.reply_to == ("q1",)

    async def test_a_post_begun_from_a_reply_is_for_everybody(self, walk: Walking) -> None:
        async with walk(playbook=answering()) as person:
            await log(person, "Has my password been stolen?", who="@sample", where="x")
            await person.press("enter")
            await person.pick("empty draft")
            await person.back()
            await person.press("escape", "i")
            await person.pick("Nothing to fill in")
            await person.back()
            assert person.walk.buffer.reply_to == ()


class TestNothingIsRecorded:
    """A record that takes no more shows its questions all the same."""

    async def test_read_only(self, walk: Walking) -> None:
        async with walk() as person:
            run = person.state.run
            await log(person, "Is it true?")
        async with walk(run=run, read_only=True) as person:
            await at_questions(person)
            await person.see("Is it true?")
            for key in ("n", "enter", "w", "c", "u", "space"):
                await person.press(key)
                assert isinstance(person.app.screen, QuestionsScreen), key
            await person.see("opened for reading only")


async def test_answered_by_somebody_else_meanwhile(walk: Walking) -> None:
    async with walk(playbook=answering()) as person:
        await log(person, "Has my password been stolen?", who="@sample", where="x")
        await person.press("enter")
        await person.asked("Answer @sample")
        await person.press("enter")
        await person.back()
        await person.quiet()
        assert "answered already" not in person.text
        with Session.open(person.store, person.state.run, COLLEAGUE, person.clock) as other:
            other.submit(AnswerElsewhere(("q1",), "No, only e-mail addresses."))
        await person.see("Has my password been stolen? (answered already)")


async def test_a_reply_stays_one_when_saved_elsewhere(walk: Walking) -> None:
    async with walk() as person:
        await log(person, "Is it true?", who="@sample", where="x")
        await person.press("enter")
        await person.pick("empty draft")
        await person.back()
        await person.type("Yes")
        await person.press("escape")
        await person.quiet()
        draft = person.walk.buffer.id
        with Session.open(person.store, person.state.run, COLLEAGUE, person.clock) as other:
            other.submit(SaveDraft(draft, "@sample No"))
        await person.until(lambda: person.state.drafts[draft].text == "@sample No")
        assert person.state.drafts[draft].reply_to == ("q1",)


async def test_at_80_by_24_everything_is_in_reach(walk: Walking) -> None:
    async with walk(size=SMALL, playbook=answering()) as person:
        for number in range(12):
            await log(person, f"Question number {number} " + "and more words " * 12)
        await person.see("enter answer", "u open again", "esc back", "12 unanswered")
        await person.press("end", "n")
        await person.asked("Log a question")
        assert isinstance(person.app.focused, Input)
        await person.press("escape", "escape")
        await person.back()


class TestInHaste:
    """A key pressed while the questions come up acts on them or on nothing, never on the walk."""

    async def test_two_keys_at_once_on_a_fresh_app(self, walk: Walking) -> None:
        async with walk() as person:
            for key in ("r", "n"):
                person.app.post_message(events.Key(key, key))
            await person.until(lambda: person.app.screen is not person.walk)
            await person.settle()
            assert "Note" not in person._dialog_title
            while person.app.screen is not person.walk:
                await person.press("escape")
            await person.settle()
            assert person.app.screen is person.walk

    async def test_one_that_reaches_the_walk_late_is_dropped(self, walk: Walking) -> None:
        async with walk() as person:
            await person.press("r")
            await person.until(lambda: person.app.screen is not person.walk)
            await person.settle()
            person.walk.action_act("note")
            await person.settle()
            await person.press("escape")
            await person.back()
            await person.settle()
            assert person.app.screen is person.walk
            await person.press("n")
            await person.asked("Note")
