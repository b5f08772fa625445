"""Every network the organisation speaks on: one key goes from one to the next."""

from urllib.parse import parse_qs, urlsplit

import msgspec
import pytest

from breachplay.caveats import Caveat
from breachplay.record.commands import SaveDraft
from breachplay.tui.actions import BY_ID
from breachplay.tui.widgets.preview import gauge
from tests.tui.conftest import Walking
from tests.tui.harness import MANY, PLAYBOOK, SMALL, WIDE, AtTheScreen

TEXT = "We are looking into reports. Help: https://example.com/help/what-happened"


async def goes_to(person: AtTheScreen, network: str) -> None:
    """Go on to the next network, and wait until that is the one."""
    await person.press("x")
    await person.until(lambda: person.walk.view.network == network)


class TestSwitching:
    """X writes for the next network: its account, its count, its rules."""

    async def test_account_count_and_title_follow(self, walk: Walking) -> None:
        async with walk(profile=MANY) as person:
            await person.fill_in(TEXT)
            await person.see("Preview: X", "@ExampleHelp", "58 / 280", "222 left")
            await goes_to(person, "mastodon")
            await person.see("Preview: Mastodon", "@help@social.example.com", "58 / 1000")
            await goes_to(person, "bluesky")
            await person.see("Preview: Bluesky", "@help.example.com", "73 / 300")
            await goes_to(person, "status-page")
            await person.see("Preview: Status page", "no limit")
            await goes_to(person, "x")
            await person.see("Preview: X", "@ExampleHelp")

    async def test_all_at_a_glance(self, walk: Walking) -> None:
        async with walk(profile=MANY) as person:
            await person.fill_in(TEXT)
            await person.see("X 58/280 · Mastodon 58/1000 · Bluesky 73/300 · Status page 73")

    async def test_over_on_one_of_them(self, walk: Walking) -> None:
        async with walk(profile=MANY) as person:
            await person.fill_in("word " * 70)
            await person.see("X 350/280 over", "Mastodon 350/1000 ·", "Bluesky 350/300 over")
            assert len(too_long(person)) == 1
            await goes_to(person, "mastodon")
            assert too_long(person) == []

    async def test_the_glance_is_there_on_a_small_screen(self, walk: Walking) -> None:
        async with walk(profile=MANY, size=SMALL) as person:
            await person.fill_in(TEXT)
            await person.see("X 58/280 · Mastodon 58/1000 · Bluesky 73/300 · Status page 73")

    async def test_one_network_needs_no_glance(self, walk: Walking) -> None:
        async with walk() as person:
            await person.fill_in(TEXT)
            await person.see("58 / 280")
            assert not person.shows("X 58/280")

    async def test_the_draft_on_the_record_knows_its_network(self, walk: Walking) -> None:
        async with walk(profile=MANY) as person:
            await person.fill_in(TEXT)
            await person.quiet()
            await goes_to(person, "mastodon")
            await person.quiet()
            saved = person.events("draft_saved")[-1]
            assert (saved.body["network"], saved.body["text"]) == ("mastodon", TEXT)
            assert person.state.drafts[person.walk.buffer.id].network == "mastodon"

    async def test_it_is_the_same_network_when_one_comes_back(self, walk: Walking) -> None:
        async with walk(profile=MANY) as person:
            await person.fill_in(TEXT)
            await goes_to(person, "mastodon")
            await person.quiet()
            run = person.state.run
        async with walk(run=run) as person:
            await person.see("Preview: Mastodon", TEXT[:28])

    async def test_nothing_written_nothing_recorded(self, walk: Walking) -> None:
        async with walk(profile=MANY) as person:
            await goes_to(person, "mastodon")
            await person.settle()
            person.not_recorded("draft_saved")
            await person.fill_in(TEXT)
            await person.quiet()
            assert person.events("draft_saved")[-1].body["network"] == "mastodon"

    async def test_a_template_begins_on_the_network_that_is_shown(self, walk: Walking) -> None:
        async with walk(profile=MANY) as person:
            await goes_to(person, "mastodon")
            await person.press("i")
            await person.pick("Nothing to fill in")
            await person.back()
            assert (await person.recorded("draft_saved")).body["network"] == "mastodon"

    async def test_a_draft_of_a_network_that_is_not_ours(self, walk: Walking) -> None:
        async with walk(profile=MANY) as person:
            await person.app.worker.submit(SaveDraft("elsewhere", TEXT, "", "linkedin"))
            await person.press("d")
            await person.pick("looking into reports")
            await person.see("Preview: LinkedIn", "no handle in the profile")
            await person.press("escape")
            await goes_to(person, "x")


class TestCard:
    """The account's line and the gauge, as the network shows them."""

    async def test_a_mark_where_the_account_is_verified(self, walk: Walking) -> None:
        async with walk(profile=msgspec.structs.replace(MANY, verified=("x",))) as person:
            await person.see("Example ✓ @ExampleHelp · now")
            await goes_to(person, "mastodon")
            await person.see("Example @help@social.example.com · now")

    @pytest.mark.parametrize(
        ("length", "left", "style", "size"),
        [
            (251, "29 left", "$text-success", WIDE),
            (252, "28 left", "$text-warning", SMALL),
            (280, "0 left", "$text-warning", WIDE),
            (292, "-12 over", "$text-error", SMALL),
        ],
    )
    async def test_the_gauge_turns(
        self, walk: Walking, length: int, left: str, style: str, size: tuple[int, int]
    ) -> None:
        async with walk(profile=MANY, size=size) as person:
            await person.fill_in(("ab " * 100)[: length - 1] + "!")
            await person.see(f"{length} / 280", left)
            judgement = person.walk.view.judgement
            assert judgement is not None
            assert str(gauge(judgement, 40).spans[0].style) == style

    async def test_a_card_of_the_page_it_links_to(self, walk: Walking) -> None:
        async with walk(profile=MANY, size=WIDE) as person:
            await person.fill_in(TEXT)
            await person.see("example.com/help/what-happened", "▢ example.com: a card of this page")
            for network in ("mastodon", "bluesky", "status-page"):
                await goes_to(person, network)
            assert not person.shows("a card of this page")


class TestChosen:
    """The playbook says where its posts go, else the profile, else its accounts."""

    async def test_by_the_playbook(self, walk: Walking) -> None:
        playbook = {**PLAYBOOK, "networks": ["status-page", "bluesky"]}
        async with walk(profile=MANY, playbook=playbook) as person:
            await person.see("Preview: Status page")
            await goes_to(person, "bluesky")
            await goes_to(person, "status-page")

    async def test_one_alone_says_why_there_is_no_other(self, walk: Walking) -> None:
        async with walk() as person:
            reason = BY_ID["network"].blocked(person.walk.view)
            assert "networks" in reason
            await person.press("x")
            await person.told(reason)
            assert person.walk.view.network == "x"


class TestComposer:
    """O opens the composer of the network that is shown."""

    async def test_mastodon_has_its_own_server(self, walk: Walking) -> None:
        async with walk(profile=MANY) as person:
            await person.fill_in(TEXT)
            await goes_to(person, "mastodon")
            await person.press("o")
            await person.told("Opened in the browser.")
            (link,) = person.opened
            parts = urlsplit(link)
            assert (parts.scheme, parts.netloc) == ("https", "social.example.com")
            assert parts.path == "/share"
            assert parse_qs(parts.query)["text"] == [TEXT]
            event = await person.recorded("text_handed_over")
            assert (event.body["network"], event.body["way"]) == ("mastodon", "composer")

    async def test_a_handle_without_a_server(self, walk: Walking) -> None:
        profile = msgspec.structs.replace(
            MANY, handles={"mastodon": "help"}, networks=("mastodon",)
        )
        async with walk(profile=profile) as person:
            await person.fill_in(TEXT)
            await person.press("o")
            await person.told("Mastodon has many servers: say which one")
            person.not_recorded("text_handed_over")

    async def test_a_status_page_has_none(self, walk: Walking) -> None:
        playbook = {**PLAYBOOK, "networks": ["status-page"]}
        async with walk(profile=MANY, playbook=playbook) as person:
            await person.fill_in(TEXT)
            await person.press("o")
            await person.told("Status page has no composer to open: copy the text.")
            assert person.opened == []
            person.not_recorded("text_handed_over")
            await person.press("y")
            await person.recorded("text_handed_over")
            assert person.app.clipboard == TEXT


class TestPosted:
    """What was posted where stands on the record."""

    async def test_on_mastodon(self, walk: Walking) -> None:
        async with walk(profile=MANY) as person:
            await person.press("space", "down", "space")
            await person.recorded("item_checked", 2)
            await goes_to(person, "mastodon")
            await person.fill_in(TEXT)
            await person.press("p")
            await person.see("Was this posted?", "Mastodon 58/1000")
            await person.answer(link="https://social.example.com/@help/1")
            await person.back()
            body = (await person.recorded("posted")).body
            assert (body["network"], body["length"], body["limit"]) == ("mastodon", 58, 1000)
            await person.until(lambda: person.draft == "")
            assert person.walk.view.network == "mastodon"


def too_long(person: AtTheScreen) -> list[Caveat]:
    """Give what says that the text is too long."""
    judgement = person.walk.view.judgement
    assert judgement is not None
    return [caveat for caveat in judgement.caveats if caveat.id == "over-limit"]
