"""What an author of scenarios is told: every mistake at once, with its place and a way out."""

from pathlib import Path

import pytest

from breachplay.playbook.find import find_scenario, scenarios_folder, shipped_scenarios
from breachplay.playbook.new import new_text
from breachplay.playbook.scenario import after_parts, offset_seconds

from .samples import changed, check_text

SMALL = new_text("scenario", "small")

TEN_MISTAKES = """\
format = 1
id = "bad"
titel = "Bad"
summary = "A scenario with mistakes."
audience = "whoever checks"
playbook = "exposed-data"
length = "90 minutes"
begins = "8:40"
background = "A morning."

[check]
text = "This is an exercise."
ask = []

[[objective]]
id = "first-word"
title = "Say something"

  [[objective.evidence]]
  kind = "postd"

  [[objective.evidence]]
  kind = "item"

  [[objective.evidence]]
  kind = "held"
  of = "people_affectd"

[[inject]]
id = "paste"
from = "@sample_nightheron"
channel = "twitter"
text = "Is this yours?"
at = "90"

  [[inject.expect]]
  says = "Acknowledge."
  response = ["post"]
  within = "25m"
  trap = "absolute-asurance"
"""


def test_ten_mistakes_are_ten_lines(tmp_path: Path) -> None:
    where = 'objective 1 ("first-word")'
    assert check_text(tmp_path, TEN_MISTAKES) == [
        'file.toml:3:1: unknown key "titel" in the scenario; did you mean "title"?',
        'file.toml:7:1: "length" in the scenario cannot be "90 minutes"; '
        "write minutes, hours or days, such as 15m, 2h or 3d",
        'file.toml:8:1: "begins" in the scenario cannot be "8:40"; '
        "write a time of day, such as 08:40 or friday 17:20, in small letters",
        'file.toml:13:1: "ask" in [check] has no entry; add at least one',
        f'file.toml:20:3: "kind" in {where}, evidence 1 cannot be "postd"; did you mean "posted"?',
        f'file.toml:22:15: "of" is missing in {where}, evidence 2; name the item it is about',
        f'file.toml:27:3: "of" in {where}, evidence 3 names no fact: "people_affectd"; '
        'did you mean "people_affected"?',
        'file.toml:32:1: "channel" in inject 1 ("paste") cannot be "twitter"; write one of '
        '"alert", "call", "executive", "insider", "journalist", "mail", "regulator", "tweet"',
        'file.toml:34:1: "at" in inject 1 ("paste") cannot be "90"; '
        "write a time from the start, such as 0m, 42m or 22h",
        'file.toml:40:3: "trap" in inject 1 ("paste"), expect 1 names no caveat: '
        '"absolute-asurance"; did you mean "absolute-assurance"?',
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param(
            'playbook = "customer-data-breach" #',
            'playbook = "customer-data-breech" #',
            '"playbook" in the scenario cannot be used: no playbook is called '
            '"customer-data-breech"; did you mean "customer-data-breach"?',
            id="no such playbook",
        ),
        pytest.param(
            'after = "answered:first-mention+20m"',
            'after = "answered:count+20m"',
            '"after" in inject 3 ("count") goes in a circle, so that none of them comes: '
            '"count" after "count"; give one of them `at`',
            id="an inject that waits for itself",
        ),
        pytest.param(
            'after = "answered:first-mention+20m"',
            'after = "answered:frist-mention+20m"',
            '"after" in inject 3 ("count") names no inject: "frist-mention"; '
            'did you mean "first-mention"?',
            id="waits for what is not there",
        ),
        pytest.param(
            'after = "answered:first-mention+20m"',
            'after = "answered:first-mention"',
            '"after" in inject 3 ("count") cannot be "answered:first-mention"; ',
            id="no time after it",
        ),
        pytest.param(
            'if_not = "louder" ',
            'if_not = "lauder" ',
            '"if_not" in inject 1 ("first-mention"), expect 1 names no inject: "lauder"; '
            'did you mean "louder"?',
            id="a branch to nowhere",
        ),
        pytest.param(
            'of = "acknowledge/employees-first" ',
            'of = "acknowledge/employees-frist" ',
            '"of" in inject 2 ("calls"), expect 1 names no item: "acknowledge/employees-frist"; '
            'did you mean "acknowledge/employees-first"?',
            id="an item that the playbook does not have",
        ),
        pytest.param(
            'response = ["item", "note"]',
            'response = ["note"]',
            '"of" in inject 2 ("calls"), expect 1 names nothing that is expected here; '
            "take it out, or expect an item, a fact, a milestone or a clock",
            id="names what a note cannot be",
        ),
        pytest.param(
            'by = "count"',
            'by = "count"\nlearned = "20m"',
            '"by" in truth 1 ("people_affected") stands beside "learned"; keep one of them',
            id="learned in two ways",
        ),
        pytest.param(
            'of = "first-mention"\n',
            'of = "louder"\n',
            '"of" in objective 1 ("first-word"), evidence 2 names an inject that asks for nothing: '
            '"louder"; add [[inject.expect]] to it',
            id="an answer to what asks for nothing",
        ),
        pytest.param(
            'of = "people_affected"\n  needed = true',
            'of = "people_affected"\n  within = "10m"',
            '"within" in objective 2 ("only-confirmed"), evidence 1 says nothing with "held"; '
            "take it out; it holds for every post",
            id="a time for what no time limits",
        ),
        pytest.param(
            'id = "louder"',
            'id = "calls"',
            'id "calls" in inject 4 ("calls") is taken already, in line 96 by inject 2 ("calls"); '
            "give one of them another",
            id="two injects of one name",
        ),
    ],
)
def test_one_mistake(tmp_path: Path, old: str, new: str, said: str) -> None:
    faults = check_text(tmp_path, changed(SMALL, old, new))
    assert any(said in fault for fault in faults), faults


def test_a_rule_of_the_playbook_itself_can_be_a_trap(tmp_path: Path) -> None:
    text = SMALL.replace('"customer-data-breach" #', '"vendor-breach" #')
    text = changed(text, 'trap = "no-evidence" ', 'trap = "echoes-the-supplier" ')
    assert check_text(tmp_path, text) == []
    elsewhere = changed(SMALL, 'trap = "no-evidence" ', 'trap = "echoes-the-supplier" ')
    assert len(check_text(tmp_path, elsewhere)) == 1


def test_a_playbook_beside_the_scenario_is_found_and_none_elsewhere(tmp_path: Path) -> None:
    own = new_text("playbook", "our-own")
    (tmp_path / "our-own.toml").write_text(own)
    text = changed(SMALL, 'playbook = "customer-data-breach" #', 'playbook = "our-own" #')
    assert check_text(tmp_path, text) == []
    away = changed(SMALL, 'playbook = "customer-data-breach" #', 'playbook = "../our-own.toml" #')
    assert any("is no bare file name" in fault for fault in check_text(tmp_path, away))


def test_the_three_that_ship_are_found_by_name() -> None:
    assert shipped_scenarios() == ("encrypted-friday", "not-our-breach", "paste-at-0840")
    assert find_scenario("paste-at-0840") == scenarios_folder() / "paste-at-0840.toml"
    with pytest.raises(LookupError, match='did you mean "paste-at-0840"'):
        find_scenario("paste-at-840")


def test_times_from_the_start_and_after_something() -> None:
    assert [offset_seconds(one) for one in ("0m", "42m", "22h", "1d2h30m")] == [
        0,
        42 * 60,
        22 * 3600,
        26 * 3600 + 1800,
    ]
    assert after_parts("post+5m") == ("post", "", 300)
    assert after_parts("answered:first-mention+2h") == ("answered", "first-mention", 7200)
    assert after_parts("phase:clarify+0m") == ("phase", "clarify", 0)
