"""The clock screen, and the deadline in the header."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from breachplay.playbook.clock import ClockEntry
from breachplay.playbook.clocks import filled
from breachplay.record.clocks import standing
from tests.tui.conftest import Walking
from tests.tui.harness import PLAYBOOK, PROFILE, SMALL, WIDE, AtTheScreen

BERLIN = msgspec.structs.replace(PROFILE, timezone="Europe/Berlin")


def with_clocks(*uses: str) -> dict[str, Any]:
    """Give the drill with clocks, as a run embeds them."""
    found = filled([ClockEntry(use=use) for use in uses])
    return {**PLAYBOOK, "clock": [msgspec.to_builtins(clock) for clock in found]}


async def open_clocks(person: AtTheScreen) -> None:
    await person.press("c")
    await person.see("This is no legal advice")
    await person.settle()


async def to(person: AtTheScreen, title: str) -> None:
    """Put the cursor on a clock."""
    found = standing(person.state, person.clock.now())
    place = next(place for place, one in enumerate(found) if one.title == title)
    await person.press("home", *["down"] * place)
    await person.see(f"{title}: ")


def titles(person: AtTheScreen, *names: str) -> list[str]:
    """Give names in the order in which they stand on the screen."""
    rows = person.text.splitlines()
    places = {name: next((n for n, row in enumerate(rows) if name in row), 999) for name in names}
    return sorted(names, key=lambda name: places[name])


each_size = pytest.mark.parametrize("size", [SMALL, WIDE])


@each_size
async def test_all_clocks_are_shown_nearest_first(walk: Walking, size: tuple[int, int]) -> None:
    playbook = with_clocks("gdpr-34", "sec-8k-105", "gdpr-33", "nis2-early", "gdpr-processor")
    async with walk(size=size, playbook=playbook, profile=BERLIN) as person:
        await open_clocks(person)
        order = ("NIS 2 early warning", "GDPR 33", "GDPR processor", "GDPR 34", "SEC 8-K 1.05")
        assert titles(person, *order) == list(order)
        await person.see(
            "▸ running NIS 2 early warning unchecked CSIRT or competent authority",
            "by Fri 2026-11-27 02:35 CET (01:35 UTC)",
            "71 h 25 left",
            "… no figure GDPR processor",
            "○ not started SEC 8-K 1.05",
            "waits for: determined to be material",
            "This is no legal advice: counsel decides which of these apply, and from when.",
            "m met w waive u open again n add one a set a milestone esc back",
        )


@each_size
async def test_the_rule_its_source_and_that_nobody_checked_it(
    walk: Walking, size: tuple[int, int]
) -> None:
    async with walk(size=size, playbook=with_clocks("gdpr-33", "uk-gdpr-33")) as person:
        await open_clocks(person)
        await to(person, "GDPR 33")
        await person.see(
            "GDPR 33: 72 hours after: aware of the breach",
            "Regulation (EU) 2016/679, Art. 33(1)",
            "checked against the published text on 2026-11-24",
        )
        await to(person, "UK GDPR 33")
        await person.see("checked UNCHECKED: nobody has held this rule against its published text")


async def test_it_turns_close_and_overdue_and_never_met_by_itself(walk: Walking) -> None:
    async with walk(playbook=with_clocks("gdpr-33")) as person:
        await person.see("GDPR 33: 71 h 25 left")
        await open_clocks(person)
        await person.see("▸ running GDPR 33")
        person.clock.advance(hours=60)
        await person.see("▲ close GDPR 33", "11 h 25 left")
        person.clock.advance(hours=12)
        await person.see("✗ overdue GDPR 33", "overdue by 35 min", "OVERDUE")
        await person.press("escape")
        await person.back()
        await person.see("GDPR 33: overdue by 35 min")


async def test_a_filing_is_noted_with_evidence_and_starts_the_next(walk: Walking) -> None:
    async with walk(playbook=with_clocks("nis2-final"), profile=BERLIN) as person:
        await open_clocks(person)
        await person.see("waits for: NIS 2 notification to be met")
        await to(person, "NIS 2 notification")
        await person.press("m")
        await person.asked("Met: NIS 2 notification")
        await person.see("This filing starts: NIS 2 final report")
        await person.press("enter")
        await person.see("give what was filed")
        await person.answer(evidence="Notification 1", where="Portal, case 12", when="03:05")
        await person.see("✓ met NIS 2 notification", "Notification 1, Portal, case 12")
        await person.see("by Thu 2026-12-24 23:59 CET (22:59 UTC)")
        met = await person.recorded("clock_met")
        assert met.happened_at == "2026-11-24T03:05+01:00"
        assert (met.body["clock"], met.body["evidence"]) == ("nis2-notification", "Notification 1")


async def test_a_clock_is_waived_with_a_reason_and_a_name_and_opened_again(walk: Walking) -> None:
    async with walk(playbook=with_clocks("gdpr-33")) as person:
        await open_clocks(person)
        await to(person, "GDPR 33")
        await person.press("u")
        await person.see("It is open already.")
        await person.press("w")
        await person.asked("Waive: GDPR 33")
        await person.answer(reason="No risk to people", decided_by="Test Approver, legal")
        await person.see("– waived GDPR 33", "No risk to people (decided by Test Approver, legal)")
        await person.press("m")
        await person.see("It is waived already: press u to open it again.")
        await person.press("u")
        await person.asked("Open again: GDPR 33")
        await person.answer(reason="There is a risk after all")
        await person.see("▸ running GDPR 33")
        await person.recorded("clock_reopened")


async def test_a_clock_is_added_from_the_library_with_what_starts_it(walk: Walking) -> None:
    async with walk() as person:
        await open_clocks(person)
        await person.press("n")
        await person.asked("Add a clock")
        await person.type("dora final")
        await person.see("checked on 2026-11-24", "Tell: financial authority")
        await person.press("enter")
        await person.see("DORA initial", "DORA intermediate", "waits for: DORA intermediate to be")
        await person.recorded("clock_added", 3)


async def test_health_data_offers_its_clocks(walk: Walking) -> None:
    playbook = with_clocks("gdpr-33")
    facts = {**playbook["facts"], "data": {"label": "Data involved", "ask": "Which data?"}}
    async with walk(playbook={**playbook, "facts": facts}) as person:
        await person.fill_in("We are looking into it.")
        await open_clocks(person)
        assert not person.shows("is health data")
        await person.press("escape")
        await person.back()
        await person.press("f", "end", "enter")
        await person.asked("Fact: Data involved")
        await person.answer(value="medical records", source="forensics call")
        await person.back()
        await person.see("it can start a deadline that this run does not watch")
        await open_clocks(person)
        await person.see('"medical" (Data involved) is health data: press n to add HIPAA')
        await person.press("n")
        await person.see("offered HIPAA individuals", "offered HIPAA media")
        await person.press("enter")
        await person.see("○ not started HIPAA individuals")
        await person.press("escape")
        await person.back()
        await person.gone("it can start a deadline that this run does not watch")


async def test_a_milestone_is_set_from_there_and_starts_the_clock(walk: Walking) -> None:
    async with walk(playbook=with_clocks("sec-8k-105"), profile=BERLIN) as person:
        await open_clocks(person)
        await to(person, "SEC 8-K 1.05")
        await person.press("a")
        await person.asked("Milestones")
        await person.see("Starts: SEC 8-K 1.05")
        await person.press("enter")
        await person.asked("Determined to be material")
        await person.answer(when="02:40", source="The board")
        await person.see("by Mon 2026-11-30 23:30 CET (22:30 UTC)")


async def test_a_journalist_s_deadline_is_a_clock(walk: Walking) -> None:
    async with walk(profile=BERLIN) as person:
        await open_clocks(person)
        await person.press("n")
        await person.pick("somebody set")
        await person.asked("A deadline that somebody set")
        await person.answer(title="Gazette asks", ends="whenever", tell="The desk", source="Mail")
        await person.see("is not a time to come")
        await person.answer(ends="04:00")
        await person.see("Gazette asks", "by Tue 2026-11-24 04:00 CET (03:00 UTC)")
        added = await person.recorded("clock_added")
        assert added.body["clock"]["fixed"] == "2026-11-24T04:00+01:00"


async def test_the_mouse_does_the_same(walk: Walking) -> None:
    async with walk(playbook=with_clocks("gdpr-33")) as person:
        await person.click_text("GDPR 33: 71 h 25 left")
        await person.see("This is no legal advice")
        await to(person, "GDPR 33")
        await person.click_text("w waive")
        await person.asked("Waive: GDPR 33")
        await person.press("escape")
        await person.see("This is no legal advice")
        await person.click_text("esc back")
        await person.back()
        person.not_recorded("clock_waived")


async def test_in_a_finished_run_clocks_are_read_and_not_changed(walk: Walking) -> None:
    async with walk(playbook=with_clocks("gdpr-33")) as person:
        await person.press("F")
        await person.answer(outcome="Over")
        await person.back()
        await open_clocks(person)
        await person.press("m")
        await person.see("This run is finished: its record takes no more events.")


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (timedelta(0), "California residents: 30 d 5 h left"),
        (timedelta(days=27), "California residents: 77 h 49 left"),
        (timedelta(days=31), "California residents: overdue by 18 h 10"),
    ],
)
async def test_the_header_counts_the_nearest_down(
    walk: Walking, after: timedelta, said: str
) -> None:
    async with walk(playbook=with_clocks("california-30"), size=(160, 40)) as person:
        assert "California" not in person.text.splitlines()[0]
        await person.press("a")
        await person.pick("breach discovered")
        await person.answer(when="now")
        await person.back()
        person.clock.advance(seconds=after.total_seconds())
        await person.see(said)


async def test_in_an_exercise_the_screen_says_so(walk: Walking) -> None:
    async with walk(mode="exercise", playbook=with_clocks("gdpr-33")) as person:
        await open_clocks(person)
        assert "EXERCISE" in person.text.splitlines()[0]


@each_size
async def test_what_is_waived_is_read_from_its_first_line(
    walk: Walking, size: tuple[int, int]
) -> None:
    async with walk(size=size, playbook=with_clocks("gdpr-34", "dora-initial")) as person:
        await open_clocks(person)
        await to(person, "DORA initial")
        await person.press("w")
        await person.asked("Waive: DORA initial")
        await person.see("Applies to: ", "Tell: ", "Why does it not apply?", "Who decided that?")
        await person.see("Waive (enter)")
        body = person.app.screen.query_one("#dialog-body")
        assert body.scroll_offset.y == 0
        assert body.virtual_size.height == body.size.height


async def test_an_update_is_met_by_posting_and_that_is_said(walk: Walking) -> None:
    async with walk(playbook=with_clocks("gdpr-33")) as person:
        await open_clocks(person)
        await to(person, "First word in public")
        await person.press("m")
        await person.see("It is met by posting")
        person.not_recorded("clock_met")


async def test_whoever_writes_is_warned_of_a_deadline_that_is_near(walk: Walking) -> None:
    async with walk(playbook=with_clocks("gdpr-33")) as person:
        person.clock.advance(hours=50)
        await person.fill_in("We are looking into it.")
        assert not person.shows("GDPR 33 ends in")
        person.clock.advance(hours=10)
        await person.write(" More soon.")
        await person.see("GDPR 33 ends in 11 h: tell supervisory authority.")
