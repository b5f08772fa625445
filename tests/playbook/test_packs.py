"""Rule packs: the same rules as in playbooks, in a file of their own."""

from pathlib import Path

import pytest

from .samples import changed, check_text

PACK = """\
format = 1
id = "house-style"
title = "House style"

[[caveat]]
id = "first"
severity = "stop"
pattern = '\\bsafe\\b'
phases = ["acknowledge"]
message = "m"
instead = "i"
warns = ["It is\\u00a0safe\\u202e."]

[[caveat]]
id = "second"
severity = "note"
missing = ["contact"]
message = "m"
instead = "i"
"""


def test_a_sound_pack_may_name_phases_and_hold_hidden_characters_in_examples(
    tmp_path: Path,
) -> None:
    assert check_text(tmp_path, PACK) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            'id = "second"',
            'id = "first"',
            '15:1: id "first" in caveat 2 ("first") is taken already, in line 6 by '
            'caveat 1 ("first"); give one of them another',
        ),
        (
            'missing = ["contact"]',
            'misssing = ["contact"]',
            '14:3: nothing to look for in caveat 2 ("second"); '
            "add one of any, pattern, check or missing",
        ),
        (
            "'\\bsafe\\b'",
            "'(unclosed'",
            '8:1: "pattern" in caveat 1 ("first") is not understood: missing ): (unclosed; '
            "patterns are RE2: no look-around, no back references",
        ),
        (
            'title = "House style"',
            'title = "House style"\nsummary = "x"',
            '4:1: unknown key "summary" in the rule pack; the keys here are: '
            "format, id, title, caveat",
        ),
    ],
)
def test_a_fault_of_a_pack(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert f"file.toml:{said}" in check_text(tmp_path, changed(PACK, old, new))


def test_a_hidden_character_written_as_it_is_stays_a_fault_even_in_an_example(
    tmp_path: Path,
) -> None:
    assert check_text(tmp_path, changed(PACK, "\\u202e", "\u202e")) == [
        "file.toml:12:26: hidden character <U+202E>; take it out, no text needs it"
    ]
