"""Examples of a rule: a text, or a text in a situation; read strictly, and explained plainly."""

from pathlib import Path

import pytest

from breachplay.caveats import run_examples
from breachplay.playbook.checking import check_file
from breachplay.playbook.find import pack_files
from breachplay.playbook.read import read_pack
from breachplay.playbook.schema import schema
from breachplay.playbook.shipped import default_packs

PACK = """
format = 1
id = "own"
title = "Own"

[[caveat]]
id = "numbers"
severity = "warn"
check = "unconfirmed-fact"
message = "m"
instead = "i"
warns = ["About 120,000 people are affected.", WARNS]
passes = [
  { text = "About 120,000 people.", facts = { people_affected = "120,000 confirmed" } },
]
"""


def pack(folder: Path, warns: str) -> Path:
    file = folder / "own.toml"
    file.write_text(PACK.replace("WARNS", warns), encoding="utf-8")
    return file


def test_an_example_may_say_what_is_known(tmp_path: Path) -> None:
    warns = '{ text = "It was {cause}.", facts = { cause = "an old key reported" } }'
    file = pack(tmp_path, warns)
    assert check_file(file) == ()
    assert run_examples(read_pack(file)) == ()


def test_an_example_that_goes_wrong_names_what_it_was_given(tmp_path: Path) -> None:
    warns = '{ text = "It was an old key.", facts = { cause = "an old key confirmed" } }'
    (failure,) = run_examples(read_pack(pack(tmp_path, warns)))
    assert failure == (
        '"numbers" should warn about "It was an old key." (with its facts) and does not'
    )


@pytest.mark.parametrize(
    ("warns", "said"),
    [
        (
            '{ text = "x", speeker = "CEO" }',
            'unknown key "speeker" in caveat 1 ("numbers"), warns 2',
        ),
        ('{ text = "x", mode = "live" }', 'cannot be "live"; write one of "exercise", "incident"'),
        ('{ text = "x", facts = { a = "12 sure" } }', "end it with unknown, reported, confirmed"),
        ('{ speaker = "x" }', '"text" is missing in caveat 1 ("numbers"), warns 2'),
        ("5", 'entry 2 of "warns" in caveat 1 ("numbers") must be text or a table, not a whole'),
        ('""', 'entry 2 of "warns" in caveat 1 ("numbers") is empty'),
    ],
)
def test_an_example_is_read_strictly(tmp_path: Path, warns: str, said: str) -> None:
    faults = check_file(pack(tmp_path, warns))
    assert len(faults) == 1
    assert said in str(faults[0])
    assert faults[0].line == 12


def test_editors_complete_an_example() -> None:
    definitions = schema("pack")["$defs"]
    kinds = definitions["CaveatRule"]["properties"]["warns"]["items"]["anyOf"]
    assert {"$ref": "#/$defs/Example"} in kinds
    assert definitions["Example"]["properties"]["mode"]["enum"] == ["exercise", "incident"]


@pytest.mark.parametrize("file", pack_files(), ids=lambda file: file.stem)
def test_a_shipped_pack_has_no_fault(file: Path) -> None:
    """They are decoded without these checks at every start: here is where they are made."""
    assert check_file(file) == ()
    assert read_pack(file) in default_packs()


def test_no_two_shipped_rules_have_one_id() -> None:
    ids = [rule.id for one in default_packs() for rule in one.caveat]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ('fill = ["Sorry."]', '"fill" in caveat 1 ("numbers") stands without "missing"'),
        ("once = true", '"once" in caveat 1 ("numbers") stands without "missing"'),
    ],
)
def test_what_fills_an_omission_belongs_to_one(tmp_path: Path, key: str, said: str) -> None:
    file = pack(tmp_path, '"x"')
    file.write_text(file.read_text().replace('message = "m"', f'message = "m"\n{key}'))
    assert [fault for fault in check_file(file) if said in str(fault)]
