"""What an author is told, word by word: line, column, what, where, and a way out."""

from pathlib import Path

import pytest

from breachplay.playbook.faults import Fault, Faulty
from breachplay.playbook.read import decode_playbook

from .samples import PLAYBOOK, changed, check_text, faults_of

IDS = "write small letters a to z, digits and single hyphens, such as first-post"
ITEM = 'phase 1 ("Acknowledge"), item 1 ("speaker")'
POST = 'phase 1 ("Acknowledge"), post 1 ("first")'


def test_a_sound_playbook_has_no_faults() -> None:
    assert faults_of(PLAYBOOK) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param(
            'title = "Clarify"',
            'titel = "Clarify"',
            '35:1: unknown key "titel" in phase 2 ("clarify"); did you mean "title"?',
            id="unknown key that takes the place of a required one",
        ),
        pytest.param(
            'role = "lead"',
            'role = "lead"\n  zebra = 1',
            f'21:3: unknown key "zebra" in {ITEM}; the keys here are: '
            "id, text, why, role, required, critical, after_post, due",
            id="unknown key like no other",
        ),
        pytest.param(
            'summary = "A small playbook."\n',
            "",
            '1:1: "summary" is missing in the playbook; add summary = "..."',
            id="missing at the top",
        ),
        pytest.param(
            '  why = "Somebody must post."\n',
            "",
            f'16:11: "why" is missing in {ITEM}; add why = "..."',
            id="missing in a table",
        ),
        pytest.param(
            'summary = "A small playbook."',
            "summary = 7",
            '4:1: "summary" in the playbook must be text, not a whole number; '
            "put it in quotation marks",
            id="number for text",
        ),
        pytest.param(
            "required = true",
            'required = "true"',
            f'21:3: "required" in {ITEM} must be true or false, not text; '
            "leave out the quotation marks",
            id="text for a boolean",
        ),
        pytest.param(
            'any = ["human error"]',
            'any = "human error"',
            '41:1: "any" in caveat 1 ("no-blame") must be a list, not text; '
            "put it in square brackets",
            id="text for a list",
        ),
        pytest.param(
            "[[phase.answer]]",
            "[phase.answer]",
            '29:10: "answer" in phase 1 ("Acknowledge") must be a list, not a table; '
            "begin each with [[phase.answer]], in two brackets",
            id="one bracket too few",
        ),
        pytest.param(
            'any = ["human error"]',
            'any = ["human error", 5]',
            '41:23: entry 2 of "any" in caveat 1 ("no-blame") must be text, not a whole number; '
            "put it in quotation marks",
            id="number in a list of texts",
        ),
        pytest.param(
            'goal = "Say what is known."',
            "goal = 2026-11-24",
            '36:1: "goal" in phase 2 ("Clarify") must be text, not a date or time; '
            "put it in quotation marks",
            id="date for text",
        ),
        pytest.param(
            "format = 1",
            "format = 2",
            '1:1: "format" in the playbook must be 1, not 2; '
            "a file of a later format needs a later breachplay",
            id="a later format",
        ),
        pytest.param(
            "format = 1",
            "format = 1.0",
            '1:1: "format" in the playbook must be 1, with no decimal point',
            id="a format that is no whole number",
        ),
        pytest.param(
            "format = 1",
            "format = true",
            '1:1: "format" in the playbook must be 1, not true',
            id="a format that is no number",
        ),
        pytest.param(
            'ask = "Which service?"',
            'ask = "Which service?"\nkind = "tetx"',
            '9:1: "kind" in fact "service" cannot be "tetx"; did you mean "text"?',
            id="wrong choice",
        ),
        pytest.param(
            'id = "small"',
            'id = "../small"',
            f'2:1: "id" in the playbook cannot be "../small"; {IDS}',
            id="an id outside its folder",
        ),
        pytest.param(
            'id = "speaker"',
            'id = "spe\u0301aker"',
            '17:3: "id" in phase 1 ("Acknowledge"), item 1 ("spe\u0301aker") cannot be '
            f'"spe\u0301aker"; {IDS}',
            id="an id that is not ASCII",
        ),
        pytest.param(
            'id = "first"',
            'id = "first\\n"',
            '25:3: "id" in phase 1 ("Acknowledge"), post 1 ("first ") cannot be "first "; ' + IDS,
            id="a line break at the end of an id",
        ),
        pytest.param(
            'id = "first"',
            f'id = "{"a" * 65}"',
            '25:3: "id" in phase 1 ("Acknowledge"), post 1 '
            f'("{"a" * 39}…") has 65 characters; shorten it to 64 or fewer',
            id="too long",
        ),
        pytest.param(
            'title = "Small"',
            'title = ""',
            '3:1: "title" in the playbook is empty; write something, or take the key out',
            id="empty",
        ),
        pytest.param(
            'title = "Small"',
            'title = """Small\nbook"""',
            '3:1: "title" in the playbook has more than one line; write it on one line',
            id="two lines for one",
        ),
        pytest.param(
            "[facts.service]",
            '[facts.Big]\nlabel = "l"\nask = "a"\n\n[facts.service]',
            '6:8: the name "Big" in [facts] cannot be used; '
            "write small letters a to z, digits and _, such as people_affected",
            id="a fact with a capital",
        ),
        pytest.param(
            'update_every = "60m"',
            'update_every = "1 hour"',
            '14:1: "update_every" in phase 1 ("Acknowledge") cannot be "1 hour"; '
            "write minutes, hours or days, such as 15m, 2h or 3d",
            id="not a duration",
        ),
        pytest.param(
            'due = "aware+1h"',
            'due = "soon"',
            f'22:3: "due" in {ITEM} cannot be "soon"; write a time after the start, such as 15m, '
            "or after a milestone, such as aware+1h",
            id="not a due time",
        ),
        pytest.param(
            'due = "aware+1h"',
            'due = "awre+1h"',
            f'22:3: "due" in {ITEM} names no milestone: "awre"; did you mean "aware"?',
            id="no such milestone",
        ),
        pytest.param(
            "{service}",
            "{servcie}",
            f'27:24: "text" in {POST} names no fact or profile value: {{servcie}}; '
            'did you mean "service"?',
            id="placeholder of nothing",
        ),
        pytest.param(
            "{service}",
            "{zebra}",
            f'27:24: "text" in {POST} names no fact or profile value: {{zebra}}; '
            "add [facts.zebra] or take it out",
            id="placeholder like nothing",
        ),
        pytest.param(
            "{service}",
            "${service}",
            f'27:24: "text" in {POST} has a $ before a placeholder; '
            "write {service} without the $",
            id="dollar before a placeholder",
        ),
        pytest.param(
            "{service}",
            "${x.__class__.__mro__}",
            f'27:24: "text" in {POST} has a $ before a placeholder; write {{name}} without the $',
            id="an expression",
        ),
        pytest.param(
            'id = "no-blame"',
            'id = "no-blame"\npattern = "(a"',
            '40:1: "pattern" in caveat 1 ("no-blame") stands beside "any"; '
            "keep one of them, or make two caveats",
            id="two ways to look",
        ),
        pytest.param(
            'any = ["human error"]\n',
            "",
            '38:3: nothing to look for in caveat 1 ("no-blame"); '
            "add one of any, pattern, check or missing",
            id="no way to look",
        ),
        pytest.param(
            'any = ["human error"]',
            'check = "short-lnk"',
            '41:1: "check" in caveat 1 ("no-blame") cannot be "short-lnk"; '
            'did you mean "short-link"?',
            id="no such check",
        ),
        pytest.param(
            'phases = ["clarify"]',
            'phases = ["acknowledge", "clarfy"]',
            '42:26: "phases" in caveat 1 ("no-blame") names no phase: "clarfy"; '
            'did you mean "clarify"?',
            id="no such phase",
        ),
        pytest.param(
            "Say that it happened.",
            "Say that it\u202e happened.",
            "13:20: hidden character <U+202E>; take it out, no text needs it",
            id="bidirectional character",
        ),
        pytest.param(
            "Say that it happened.",
            "Say that it\\u001b happened.",
            '13:1: hidden character <U+001B> in phase 1 ("Acknowledge"); '
            "take it out, no text needs it",
            id="escape code, escaped",
        ),
        pytest.param(
            "format = 1\n",
            "format = 1 # a \u2066comment\n",
            "1:16: hidden character <U+2066>; take it out, no text needs it",
            id="bidirectional character in a comment",
        ),
    ],
)
def test_a_fault_is_said_with_place_and_way_out(old: str, new: str, said: str) -> None:
    assert faults_of(changed(PLAYBOOK, old, new)) == [f"playbook.toml:{said}"]


def test_two_phases_with_one_id_name_both_lines() -> None:
    text = changed(PLAYBOOK, 'phases = ["clarify"]\n', "")
    assert faults_of(changed(text, 'id = "clarify"', 'id = "acknowledge"')) == [
        'playbook.toml:34:1: id "acknowledge" in phase 2 ("Clarify") is taken already, in line 11 '
        'by phase 1 ("Acknowledge"); give one of them another'
    ]


def test_a_choice_like_none_of_them_lists_them() -> None:
    assert faults_of(changed(PLAYBOOK, 'severity = "warn"', 'severity = "red"')) == [
        'playbook.toml:40:1: "severity" in caveat 1 ("no-blame") cannot be "red"; '
        'write one of "note", "stop", "warn"'
    ]


def test_two_items_with_one_id_name_both_lines() -> None:
    item = '[[phase.item]]\n  id = "speaker"\n  text = "t"\n  why = "w"\n  role = "r"\n\n  '
    said = faults_of(changed(PLAYBOOK, "[[phase.post]]", f"{item}[[phase.post]]"))
    assert said == [
        'playbook.toml:25:3: id "speaker" in phase 1 ("Acknowledge"), item 2 ("speaker") is taken '
        'already, in line 17 by item 1 ("speaker"); give one of them another'
    ]


def test_two_posts_with_one_id_name_both_lines() -> None:
    post = '[[phase.post]]\n  id = "first"\n  title = "t"\n  text = "t"\n\n  '
    said = faults_of(changed(PLAYBOOK, "[[phase.answer]]", f"{post}[[phase.answer]]"))
    assert said == [
        'playbook.toml:30:3: id "first" in phase 1 ("Acknowledge"), post 2 ("first") is taken '
        'already, in line 25 by post 1 ("first"); give one of them another'
    ]


def test_the_same_item_id_may_stand_in_another_phase() -> None:
    item = '\n[[phase.item]]\nid = "speaker"\ntext = "t"\nwhy = "w"\nrole = "r"\n'
    goal = 'goal = "Say what is known."\n'
    assert faults_of(changed(PLAYBOOK, goal, goal + item)) == []


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        (
            'kind = "choice"',
            '9:1: "kind" in fact "service" is "choice" but there are no choices; '
            'add choices = ["...", "..."]',
        ),
        (
            'choices = ["a", "b"]',
            '9:1: "choices" in fact "service" are for another kind of fact; '
            'write kind = "choice", or take them out',
        ),
    ],
)
def test_choices_belong_to_a_choice(fact: str, said: str) -> None:
    ask = 'ask = "Which service?"\n'
    assert faults_of(changed(PLAYBOOK, ask, f"{ask}{fact}\n")) == [f"playbook.toml:{said}"]


def test_a_fact_may_not_take_the_name_of_a_profile_value() -> None:
    added = '[facts.handle]\nlabel = "l"\nask = "a"\n\n[facts.service]'
    assert faults_of(changed(PLAYBOOK, "[facts.service]", added)) == [
        'playbook.toml:6:8: the name "handle" in [facts] stands for a value of the profile; '
        "give the fact another"
    ]


def test_a_placeholder_is_pointed_at_in_its_line_of_a_long_text() -> None:
    text = 'text = """We look.\n\n  Into {zebra}."""'
    said = faults_of(changed(PLAYBOOK, 'text = "We look into {service}."', text))
    assert [line.split(" ")[0] for line in said] == ["playbook.toml:29:8:"]


@pytest.mark.parametrize(
    "text",
    [
        "{facts.__class__.__init__.__globals__[SECRET]}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{:>200000000} %200000000d",
        "[red]markup[/] [@click=app.quit]x[/] $accent",
    ],
)
def test_what_other_formats_would_run_is_only_text(text: str) -> None:
    playbook = decode_playbook(changed(PLAYBOOK, "We look into {service}.", text), "p.toml")
    assert playbook.phase[0].post[0].text == text


def test_all_faults_come_at_once_in_the_order_of_their_lines() -> None:
    text = changed(PLAYBOOK, 'title = "Small"', 'titel = "Small"')
    text = changed(text, "{service}", "{servcie}")
    text = changed(text, "required = true", "required = 1")
    text = changed(text, 'severity = "warn"', 'severity = "warm"')
    lines = [line.split(":")[1] for line in faults_of(text)]
    assert lines == ["3", "21", "27", "40"]


def test_a_missing_key_and_an_unknown_one_are_two_faults_when_they_are_not_alike() -> None:
    said = faults_of(changed(PLAYBOOK, 'summary = "A small playbook."', "zebra = 1"))
    assert [line.split(" in the playbook")[0] for line in said] == [
        'playbook.toml:1:1: "summary" is missing',
        'playbook.toml:4:1: unknown key "zebra"',
    ]


def test_patterns_are_tried_only_by_check(tmp_path: Path) -> None:
    text = changed(PLAYBOOK, 'any = ["human error"]', "pattern = '(?=look)ahead'")
    assert faults_of(text) == []
    assert check_text(tmp_path, text) == [
        'file.toml:41:1: "pattern" in caveat 1 ("no-blame") is not understood: '
        "invalid perl operator: (?=; patterns are RE2: no look-around, no back references"
    ]


@pytest.mark.parametrize(
    ("clock", "said"),
    [
        (
            'use = "gdpr-3"',
            '11:1: "use" in clock 1 ("gdpr-3") names no clock of the library: "gdpr-3"; '
            'did you mean "gdpr-33"?',
        ),
        (
            'use = "gdpr-article-33"',
            '11:1: "use" in clock 1 ("gdpr-article-33") names no clock of the library: '
            '"gdpr-article-33"; there are: gdpr-33, gdpr-34, gdpr-processor',
        ),
        (
            'use = "quarterly"',
            '11:1: "use" in clock 1 ("quarterly") names no clock of the library: "quarterly"; '
            "docs/clocks.md lists them all, and n on the clock screen of a run (key c)",
        ),
        (
            'use = "gdpr-33"\nwithin = "72h"',
            '12:1: "within" in clock 1 ("gdpr-33") stands beside "use"; '
            "keep `use` alone, or write the clock out without it",
        ),
        (
            'id = "own"\ntitle = "Own"\nstarts = "aware"\nwithin = "2h"\ntell = "the board"',
            '10:3: "cite" is missing in clock 1 ("own"); '
            'add cite = "...", or use = "..." with a clock of the library',
        ),
        (
            'id = "own"\ntitle = "Own"\nstarts = "awre"\nwithin = "2h"\ntell = "t"\ncite = "c"',
            '13:1: "starts" in clock 1 ("own") cannot be "awre"; did you mean "aware"?',
        ),
    ],
)
def test_a_clock_is_taken_from_the_library_or_written_out(clock: str, said: str) -> None:
    first = '[[phase]]\nid = "acknowledge"'
    text = changed(PLAYBOOK, first, f"[[clock]]\n{clock}\n\n{first}")
    assert faults_of(text) == [f"playbook.toml:{said}"]


def test_ten_thousand_items_are_refused_in_one_line() -> None:
    items = '[[phase.item]]\nid = "a"\n' * 10_000
    assert faults_of(f"[[phase]]\n{items}") == [
        "playbook.toml: 10,001 phases, items, posts, answers, caveats and clocks in the playbook; "
        "at most 2,000 are read; split the file"
    ]


def test_a_list_beyond_its_limit_says_the_limit() -> None:
    items = "".join(
        f'[[phase.item]]\nid = "a{n}"\ntext = "t"\nwhy = "w"\nrole = "r"\n' for n in range(201)
    )
    goal = 'goal = "Say what is known."\n'
    assert faults_of(changed(PLAYBOOK, goal, goal + items)) == [
        'playbook.toml:37:9: "item" in phase 2 ("Clarify") has 201 entries; at most 200 are read'
    ]


def test_a_fault_shows_no_control_characters_of_the_file_or_its_name() -> None:
    fault = Fault("a\x1b]0;x\x07.toml", 1, 2, "", "unknown key \u202e\n")
    assert str(fault) == "a<U+001B>]0;x<U+0007>.toml:1:2: unknown key <U+202E> "


def test_the_parts_of_a_fault_are_there_for_programs() -> None:
    with pytest.raises(Faulty) as caught:
        decode_playbook(changed(PLAYBOOK, 'role = "lead"', "role = 1"), "playbook.toml")
    (fault,) = caught.value.faults
    assert (fault.path, fault.line, fault.column, fault.where) == ("playbook.toml", 20, 3, ITEM)
