"""B adds what a text still leaves out: one key, one prepared sentence, and a way back."""

from breachplay.caveats import default_rules
from tests.tui.conftest import Walking
from tests.tui.harness import AtTheScreen

LONG = "We are looking into a security incident that touches some of our customers. " * 3
"""228 characters: a sentence more is too much for one post on X."""


async def missing(person: AtTheScreen, *messages: str) -> None:
    await person.see(*messages)


class TestFill:
    """B adds a prepared sentence for what people will ask."""

    async def test_what_is_missing_stands_among_the_caveats_in_the_words_of_people(
        self, walk: Walking
    ) -> None:
        async with walk() as person:
            await person.write("We are investigating.")
            await missing(person, "when do I hear more?", "how do I reach you?", "2 missing")

    async def test_one_thing_missing_takes_one_key(self, walk: Walking) -> None:
        async with walk() as person:
            await person.write("We are investigating. Help: {contact_page}")
            await person.see("1 missing")
            await person.press("b")
            await person.until(lambda: "{next_update}" in person.draft)
            assert person.draft == (
                "We are investigating. Help: {contact_page}\nNext update by {next_update}."
            )
            await person.see('Added: "Next update by {next_update}." Press f to fill in')
            await person.gone("when do I hear more?")
            saved = await person.recorded("draft_saved", 2)
            assert saved.body["text"] == person.draft

    async def test_undo_takes_it_out_again(self, walk: Walking) -> None:
        async with walk() as person:
            await person.write("We are investigating. Help: {contact_page}")
            await person.press("b")
            await person.until(lambda: "{next_update}" in person.draft)
            await person.press("e", "ctrl+z")
            await person.until(lambda: "{next_update}" not in person.draft)
            assert person.draft == "We are investigating. Help: {contact_page}"
            await person.press("escape")
            await person.see("when do I hear more?")

    async def test_where_much_is_missing_it_is_picked(self, walk: Walking) -> None:
        async with walk() as person:
            await person.write("We are investigating.")
            await person.press("b")
            await person.see("What do you add?", "All of it, one after another")
            await person.pick("reach you")
            await person.back()
            await person.until(lambda: "{contact_page}" in person.draft)
            assert "{next_update}" not in person.draft
            await person.see("1 missing")

    async def test_or_all_of_it_at_once(self, walk: Walking) -> None:
        async with walk() as person:
            await person.write("We are investigating.")
            await person.press("b")
            await person.pick("all of it")
            await person.back()
            await person.until(lambda: "{contact_page}" in person.draft)
            assert person.draft == (
                "We are investigating. Next update by {next_update}. Help: {contact_page}"
            )
            await person.gone("missing")

    async def test_leaving_the_list_adds_nothing(self, walk: Walking) -> None:
        async with walk() as person:
            await person.write("We are investigating.")
            await person.press("b")
            await person.see("What do you add?")
            await person.press("escape")
            await person.back()
            assert person.draft == "We are investigating."

    async def test_what_does_not_fit_is_asked_about_and_becomes_a_thread(
        self, walk: Walking
    ) -> None:
        async with walk() as person:
            await person.write(LONG + "Help: {contact_page} and more")
            await person.press("b")
            await person.see("too long for one post", "Add it, and cut the text into a thread")
            await person.pick("thread")
            await person.back()
            await person.see("1/2")
            assert "Next update by {next_update}." in person.draft
            saved = await person.recorded("draft_saved", 2)
            assert saved.body["thread"] is True

    async def test_or_is_left_alone(self, walk: Walking) -> None:
        async with walk() as person:
            await person.write(LONG + "Help: {contact_page} and more")
            before = person.draft
            await person.press("b")
            await person.see("too long for one post")
            await person.pick("leave")
            await person.back()
            assert person.draft == before

    async def test_nothing_missing_says_so(self, walk: Walking) -> None:
        async with walk() as person:
            await person.write("Help: {contact_page} Next update by 18:00 UTC.")
            await person.press("b")
            await person.told("Nothing is missing")

    async def test_an_empty_draft_says_so(self, walk: Walking) -> None:
        async with walk() as person:
            await person.press("b")
            await person.told("The draft is empty")


def test_every_rule_of_omission_has_a_sentence_that_fills_it() -> None:
    rules = [rule for rule in default_rules() if rule.missing]
    assert len(rules) == 6
    for rule in rules:
        assert rule.fill, rule.id
        assert rule.message.startswith("People will ask: ")
