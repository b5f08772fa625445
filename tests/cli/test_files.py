"""check, schema, new, init: the files that people write."""

import json
import stat
from pathlib import Path

import jsonschema
import pytest
import tomli

from breachplay.playbook.find import shipped_folder, shipped_playbooks
from breachplay.playbook.read import read_profile
from tests.cli.conftest import Breachplay

SHIPPED = [
    *(f"{name}.toml" for name in shipped_playbooks()),
    "caveats/default.toml",
    "clocks/clocks.toml",
]


def test_shipped_files_pass(breachplay: Breachplay) -> None:
    paths = [str(shipped_folder() / name) for name in SHIPPED]
    said = breachplay("check", *paths)
    assert said.status == 0
    assert said.out == "".join(f"{path}: good\n" for path in paths)


@pytest.mark.parametrize(
    ("example", "instead", "fault"),
    [
        ("Names and email addresses were accessed.", "Some data was read.", "should not warn"),
        ("Some personal data was accessed.", "Names were read.", "should warn"),
    ],
)
def test_the_rules_of_a_playbook_are_tried_on_their_examples(
    breachplay: Breachplay, home: Path, example: str, instead: str, fault: str
) -> None:
    """Those of a phase too: an example that does not come out is a fault of the file."""
    shipped = (shipped_folder() / "vendor-breach.toml").read_text(encoding="utf-8")
    assert shipped.count(f'"{example}"') == 1
    (home / "mine.toml").write_text(shipped.replace(example, instead), encoding="utf-8")
    said = breachplay("check", "mine.toml")
    assert said.status == 1
    assert f'mine.toml: "vague-data" {fault} about "{instead}"' in said.out


def test_every_fault_of_every_file_with_its_place(breachplay: Breachplay, home: Path) -> None:
    assert breachplay("new", "playbook", "one").status == 0
    good = (home / "one.toml").read_text()
    (home / "two.toml").write_text(good.replace("title =", "titel =", 1))
    (home / "three.toml").write_text("a = [\n")
    said = breachplay("check", "two.toml", "one.toml", "three.toml", "none.toml")
    assert said.status == 1
    assert said.err == ""
    lines = said.out.splitlines()
    assert any("two.toml:" in line and 'did you mean "title"' in line for line in lines)
    assert "one.toml: good" in lines
    assert any(line.startswith("three.toml:") for line in lines)
    assert any(line.startswith("none.toml: ") for line in lines)


@pytest.mark.parametrize("kind", ["playbook", "pack", "profile", "clocks"])
def test_schemas_are_valid_and_hold_what_ships(breachplay: Breachplay, kind: str) -> None:
    said = breachplay("schema", kind)
    assert (said.status, said.err) == (0, "")
    schema = json.loads(said.out)
    jsonschema.Draft202012Validator.check_schema(schema)
    files = {
        "playbook": [f"{name}.toml" for name in shipped_playbooks()],
        "pack": ["caveats/default.toml"],
        "clocks": ["clocks/clocks.toml"],
        "profile": [],
    }
    for name in files[kind]:
        document = tomli.loads((shipped_folder() / name).read_text(encoding="utf-8"))
        jsonschema.validate(document, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"bogus": 1}, schema)


def test_schema_without_a_kind_is_the_playbooks(breachplay: Breachplay) -> None:
    assert breachplay("schema").out == breachplay("schema", "playbook").out


@pytest.mark.parametrize("kind", ["playbook", "pack"])
def test_new_writes_what_passes_check(breachplay: Breachplay, home: Path, kind: str) -> None:
    said = breachplay("new", kind, "my-own")
    assert (said.status, said.err) == (0, "")
    assert "breachplay check my-own.toml" in said.out
    path = home / "my-own.toml"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert breachplay("check", "my-own.toml").out == "my-own.toml: good\n"
    assert "#" in path.read_text()
    before = path.read_bytes()
    again = breachplay("new", kind, "my-own")
    assert again.status == 1
    assert "is there already" in again.error
    assert path.read_bytes() == before
    assert breachplay("new", kind, "my-own", "-o", "other.toml").status == 0


def test_new_alone_is_a_playbook(breachplay: Breachplay, home: Path) -> None:
    assert breachplay("new", "alone").status == 0
    assert "[[phase]]" in (home / "alone.toml").read_text()


@pytest.mark.parametrize(
    "name",
    ["../x", "/tmp/x", "a/b", "..", ".hidden", "-rf", "CON.txt", "a" * 65, "", "A b", "\x1b"],
)
@pytest.mark.parametrize("kind", ["playbook", "pack"])
def test_names_that_are_paths_or_worse_are_refused(
    breachplay: Breachplay, home: Path, kind: str, name: str
) -> None:
    said = breachplay("new", kind, "--", name)
    assert (said.status, said.out) == (2, "")
    assert "cannot be the name of a file" in said.error
    assert list(home.iterdir()) == []


def test_new_of_an_unknown_kind(breachplay: Breachplay) -> None:
    assert breachplay("new", "poem", "x").status == 2
    assert breachplay("new", "a", "b", "c").status == 2


ANSWERS = """Acme [/]
Test Communicator

@AcmeHelp
acme.example, Acme.test
https://status.acme.example
help@acme.example
+1 202-555-0147
https://acme.example/help
Europe/Berlin
Test Approver, legal
Other Approver

"""


def test_init_from_standard_input(breachplay: Breachplay, home: Path) -> None:
    said = breachplay("init", given=ANSWERS)
    assert (said.status, said.err) == (0, "")
    path = home / "breachplay" / "profile.toml"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert breachplay("check", str(path)).out == f"{path}: good\n"
    profile = read_profile(path)
    assert profile.organisation == "Acme [/]"
    assert (profile.speaker.name, profile.speaker.role) == (
        "Test Communicator",
        "social media manager",
    )
    assert profile.handles == {"x": "AcmeHelp"}
    assert profile.domains == ("acme.example", "acme.test")
    assert profile.timezone == "Europe/Berlin"
    assert [(one.name, one.role) for one in profile.approver] == [
        ("Test Approver", "legal"),
        ("Other Approver", "approver"),
    ]


def test_init_leaves_a_profile_that_is_there(breachplay: Breachplay, home: Path) -> None:
    path = home / "mine.toml"
    assert breachplay("init", "--profile", str(path), given=ANSWERS).status == 0
    before = path.read_bytes()
    refused = breachplay("init", "--profile", str(path), given=ANSWERS.replace("Acme", "Other"))
    assert (refused.status, refused.out) == (1, "")
    assert "is there already" in refused.error
    assert path.read_bytes() == before
    forced = breachplay("init", "--profile", str(path), "--force", given=ANSWERS)
    assert forced.status == 0
    (home / "link.toml").symlink_to(home / "nowhere")
    assert breachplay("init", "--profile", str(home / "link.toml"), given=ANSWERS).status == 1


@pytest.mark.parametrize(
    ("line", "answer", "error"),
    [
        (0, "", "this one is needed"),
        (1, "   ", "this one is needed"),
        (3, "not a handle", "a handle on X has up to 15 letters"),
        (4, "https://acme.example", '"https://acme.example" is not a bare domain'),
        (4, "", "this one is needed"),
        (5, "javascript:alert(1)", "https://"),
        (6, "nobody", "that is no address"),
        (9, "Europe/Berln", 'did you mean "Europe/Berlin"'),
        (0, "x" * 300, "that has 300 characters; 200 at most"),
    ],
)
def test_an_answer_that_cannot_be_used(
    breachplay: Breachplay, home: Path, line: int, answer: str, error: str
) -> None:
    lines = ANSWERS.split("\n")
    lines[line] = answer
    said = breachplay("init", given="\n".join(lines))
    assert said.status == 2
    assert error in said.error
    assert "nothing was written" in said.error
    assert not (home / "breachplay").exists()


def test_init_needs_answers(breachplay: Breachplay) -> None:
    assert breachplay("init", given="").status == 2
    assert breachplay("init", given=b"\xff\n").status == 2


def test_init_takes_hidden_characters_out(breachplay: Breachplay, home: Path) -> None:
    given = ANSWERS.replace("Acme [/]", "Ac\x1b[2Jme\u202e \x9b")
    said = breachplay("init", given=given)
    assert said.status == 0
    assert "\x1b" not in said.out
    assert read_profile(home / "breachplay" / "profile.toml").organisation == "Ac[2Jme"
