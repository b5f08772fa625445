"""count and lint: what they print, what they exit with, lines in and lines out."""

import json
from pathlib import Path

import pytest

from breachplay.posts import NETWORKS
from tests.cli.conftest import Breachplay

UNSAFE = "Your data is safe."


@pytest.mark.parametrize(
    ("text", "said", "status"),
    [
        ("hi", "X  2 / 280  278 left  ✓ fits", 0),
        ("a" * 280, "X  280 / 280  0 left  ✓ fits", 0),
        ("a" * 300, "X  300 / 280  0 left  ✗ 20 too many", 1),
        ("", "X  0 / 280  280 left  ✗ not taken: there is no text", 1),
        ("a\ufffeb", None, 1),
        ("see https://acme.com/" + "x" * 100, "X  27 / 280  253 left  ✓ fits", 0),
    ],
)
def test_count_in_words(breachplay: Breachplay, text: str, said: str | None, status: int) -> None:
    answer = breachplay("count", text, "--on", "x")
    assert answer.status == status
    assert answer.err == ""
    if said is None:
        assert "character 2 is one that the network refuses" in answer.out
    else:
        assert answer.out == f"{said}\n"


def test_count_shows_every_network_at_once(breachplay: Breachplay) -> None:
    answer = breachplay("count", "é" * 281 + "調")
    assert answer.out.splitlines() == [
        "X              283 / 280  0 left               ✗ 3 too many",
        "X Premium    283 / 25000  24717 left           ✓ fits",
        "Mastodon       282 / 500  218 left             ✓ fits",
        "Bluesky        282 / 300  18 left              ✓ fits",
        "Threads        282 / 500  218 left             ✓ fits",
        "LinkedIn      282 / 3000  2718 left            ✓ fits",
        "Status page          282  no limit             ✓ fits",
        "SMS                  282  5 segments, 53 left  ✓ fits",
    ]
    # Only X decides; with --on the network named does.
    assert answer.status == 1
    assert breachplay("count", "é" * 281, "--on", "mastodon").status == 0
    assert breachplay("count", "é" * 501, "--on", "mastodon").status == 1
    assert breachplay("count", "a" * 301).status == 1


def test_count_as_json(breachplay: Breachplay) -> None:
    answer = breachplay("count", "--json", "At https://acme.com @you #now $ACME é\x9b")
    assert answer.document["entities"][0] == {
        "kind": "link",
        "start": 3,
        "end": 19,
        "text": "https://acme.com",
    }
    assert [part["kind"] for part in answer.document["entities"]] == [
        "link",
        "mention",
        "hashtag",
        "cashtag",
    ]
    assert answer.document.keys() == {
        "network",
        "length",
        "limit",
        "remaining",
        "valid",
        "entities",
        "networks",
    }
    assert answer.document["networks"]["bluesky"] == {
        "length": 38,
        "limit": 300,
        "remaining": 262,
        "valid": True,
        "bytes": 40,
        "byte_limit": 3000,
    }
    assert answer.document["networks"]["sms"]["segments"] == 1
    assert list(answer.document["networks"]) == list(NETWORKS)
    alone = breachplay("count", "--json", "--on", "status-page", "hi").document
    assert alone == {
        "network": "status-page",
        "length": 2,
        "limit": None,
        "remaining": None,
        "valid": True,
        "entities": [],
    }
    assert answer.out.isascii()
    too_long = breachplay("count", "--json", "x" * 281)
    assert (too_long.status, too_long.document["remaining"]) == (1, -1)


@pytest.mark.parametrize("command", ["count", "lint"])
def test_the_text_can_come_from_standard_input(breachplay: Breachplay, command: str) -> None:
    given = "Wir prüfen das.\nGleich mehr."
    named = breachplay(command, given, "--json").document
    for end in ("", "\n", "\r\n"):
        assert breachplay(command, "--json", given=given + end).document == named
    assert breachplay(command, "-", "--json", given=given).document == named


@pytest.mark.parametrize("command", ["count", "lint"])
def test_standard_input_that_is_no_text(breachplay: Breachplay, command: str) -> None:
    answer = breachplay(command, given=b"ab\xff")
    assert (answer.status, answer.out) == (2, "")
    assert answer.error == "standard input is not UTF-8 at byte 3"
    answer = breachplay(command, given="x" * (16 * 1024 * 1024 + 1))
    assert (answer.status, answer.out) == (2, "")
    assert answer.error == "the text is longer than 16 MiB"


def test_a_lone_surrogate_is_counted_and_never_printed(breachplay: Breachplay) -> None:
    answer = breachplay("lint", "--json", "a\udcffb {x}")
    assert answer.document["text"].startswith("a\ufffdb")
    answer = breachplay("count", "--jsonl", given='{"text": "a\\ud800b"}\n')
    assert json.loads(answer.out)["length"] == 4


def test_count_answers_each_line_in_order(breachplay: Breachplay) -> None:
    texts = ["one", "two\nlines", "é" * 10, "https://acme.example", "\u2028"]
    rows = "".join(json.dumps({"text": text}) + "\n" for text in texts)
    answer = breachplay("count", "--jsonl", given=rows)
    assert answer.status == 0
    assert [json.loads(line)["length"] for line in answer.out.split("\n")[:-1]] == [
        breachplay("count", "--json", text).document["length"] for text in texts
    ]


def test_lines_that_were_not_taken_make_the_status_1(breachplay: Breachplay) -> None:
    assert breachplay("count", "--jsonl", given='{"text": "a"}\n{"text": ""}\n').status == 1
    lines = f'{{"text": "{UNSAFE}"}}\n{{"text": "We are looking into it."}}\n'
    assert breachplay("lint", "--jsonl", given=lines).status == 1


@pytest.mark.parametrize("command", ["count", "lint"])
@pytest.mark.parametrize(
    ("line", "error"),
    [
        (b"nope", "not JSON: Expecting value, at character 1"),
        (b"", "an empty line"),
        (b'"text"', 'not an object with a "text": write {"text": "..."}'),
        (b'{"txt": "x"}', 'not an object with a "text": write {"text": "..."}'),
        (b'{"text": 3}', 'not an object with a "text": write {"text": "..."}'),
        (b'{"text": "x", "phase": 3}', '"phase" must be text, or left out'),
        (b'{"text": "x", "speaker": []}', '"speaker" must be text, or left out'),
        (b'{"text": "\xff"}', "not UTF-8 at byte 11"),
        (b"[" * 100_000 + b"]" * 100_000, "not JSON that can be read: nested too deep"),
        (b'{"text": "\x1b[31m"}', "not JSON: Invalid control character at, at character 11"),
    ],
)
def test_a_line_that_cannot_be_read_is_named_and_the_rest_goes_on(
    breachplay: Breachplay, command: str, line: bytes, error: str
) -> None:
    given = b'{"text": "one"}\n' + line + b'\n{"text": "three"}\n'
    answer = breachplay(command, "--jsonl", given=given)
    assert answer.status == 2
    assert answer.error == f"<stdin>:2: {error}"
    rows = [json.loads(row) for row in answer.out.splitlines()]
    assert [row.get("length") for row in rows] == [3, None, 5]
    assert rows[1] == {"line": 2, "error": f"<stdin>:2: {error}"}


def test_lint_as_json(breachplay: Breachplay) -> None:
    answer = breachplay("lint", "--json", UNSAFE)
    assert answer.status == 1
    document = answer.document
    assert document.keys() == {"text", "network", "length", "caveats"}
    assert (document["text"], document["network"], document["length"]) == (UNSAFE, "x", 18)
    (caveat,) = document["caveats"]
    assert caveat.keys() == {
        "id",
        "severity",
        "start",
        "end",
        "message",
        "why",
        "instead",
        "source",
    }
    assert (caveat["id"], caveat["severity"]) == ("absolute-assurance", "stop")
    assert UNSAFE[caveat["start"] : caveat["end"]] == "Your data is safe"
    clean = breachplay("lint", "--json", "We are looking into it.")
    assert (clean.status, clean.document["caveats"]) == (0, [])


def test_lint_in_words(breachplay: Breachplay) -> None:
    answer = breachplay("lint", UNSAFE)
    assert answer.status == 1
    lines = answer.out.splitlines()
    assert lines[0] == 'STOP  absolute-assurance  "Your data is safe"'
    assert lines[1] == "      This promises more than anyone can know yet."
    assert any(line.startswith("      Why: ") for line in lines)
    assert any(line.startswith("      Instead: ") for line in lines)
    assert any(line.startswith("      Source: ") for line in lines)
    assert "1 stop. X: 18 / 280." in lines
    assert max(map(len, lines)) <= 100
    fine = breachplay("lint", "We are looking into it.")
    assert fine.status == 0
    assert fine.out.startswith("Nothing to worry about. X: 23 / 280.\n")


def test_lint_says_that_links_need_a_profile(breachplay: Breachplay, profile: Path) -> None:
    text = "Read https://status.acme.example and https://acme-login.example"
    without = breachplay("lint", text)
    assert "No profile: links are held against no domains" in without.out
    named = breachplay("lint", text, "--profile", str(profile))
    assert "No profile" not in named.out
    found = breachplay("lint", "--json", text, "--profile", str(profile)).document["caveats"]
    assert {text[one["start"] : one["end"]] for one in found if one["id"].endswith("-link")} == {
        "https://acme-login.example"
    }


def test_lint_fills_what_the_profile_knows(breachplay: Breachplay, profile: Path) -> None:
    answer = breachplay("lint", "--json", "See {status_page} {service}", "--profile", str(profile))
    assert answer.document["text"] == "See https://status.acme.example {service}"
    assert [one["id"] for one in answer.document["caveats"]] == ["unfilled-gap"]


def test_lint_holds_the_rules_of_a_playbook_and_its_phase(
    breachplay: Breachplay, home: Path
) -> None:
    assert breachplay("new", "playbook", "own").status == 0
    path = home / "own.toml"
    path.write_text(
        path.read_text()
        + """
[[phase.caveat]]
id = "own-rule"
severity = "note"
any = ["teapot"]
message = "A teapot."
why = "It is one."
instead = "Say kettle."
source = "Test"
"""
    )
    assert breachplay("check", str(path)).out == f"{path}: good\n"
    import tomllib

    phases = [phase["id"] for phase in tomllib.loads(path.read_text())["phase"]]

    def ids(*arguments: str) -> list[str]:
        document = breachplay("lint", "--json", "A teapot.", *arguments).document
        return [one["id"] for one in document["caveats"] if one["id"] == "own-rule"]

    assert ids() == []
    assert ids("--playbook", str(path)) == []
    assert ids("--playbook", str(path), "--phase", phases[-1]) == ["own-rule"]
    rows = json.dumps({"text": "A teapot.", "phase": phases[-1]}) + "\n"
    rows += json.dumps({"text": "A teapot.", "phase": "none"}) + "\n"
    answer = breachplay("lint", "--jsonl", "--playbook", str(path), given=rows)
    first, second = map(json.loads, answer.out.splitlines())
    assert "own-rule" in [one["id"] for one in first["caveats"]]
    assert 'no phase "none"' in second["error"]
    assert answer.status == 2


@pytest.mark.parametrize("text", ["", "  \n "])
def test_lint_without_a_text(breachplay: Breachplay, text: str) -> None:
    for said in (breachplay("lint", text), breachplay("lint", "--json", given=text)):
        assert (said.status, said.out) == (2, "")
        assert said.error == "there is no text"
    rows = json.dumps({"text": text}) + '\n{"text": "We are looking into it."}\n'
    said = breachplay("lint", "--jsonl", given=rows)
    assert said.status == 2
    assert said.error == "<stdin>:1: there is no text"
    assert len(said.out.splitlines()) == 2


def test_a_phase_without_a_playbook_is_refused(breachplay: Breachplay) -> None:
    said = breachplay("lint", "--phase", "nope", "We are looking into it.")
    assert (said.status, said.out) == (2, "")
    assert said.error == "a phase is one of a playbook: name that with --playbook"
    row = '{"text": "We are looking into it.", "phase": "nope"}\n'
    assert breachplay("lint", "--jsonl", given=row).error == f"<stdin>:1: {said.error}"


def test_a_network_is_known_in_capitals_too(breachplay: Breachplay) -> None:
    for command in ("count", "lint"):
        for name, network in (("X", "x"), ("Mastodon", "mastodon"), ("SMS", "sms")):
            said = breachplay(command, "We look into it.", "--on", name, "--json")
            assert said.document["network"] == network


class TestOfTheProfile:
    """Count goes by the profile, where there is one."""

    @pytest.fixture
    def profile(self, tmp_path: Path) -> Path:
        file = tmp_path / "acme.toml"
        file.write_text(
            'format = 1\norganisation = "Acme"\ndomains = ["acme.example"]\n'
            'networks = ["mastodon", "x"]\n'
            '[handles]\nx = "AcmeHelp"\nmastodon = "acme@social.example"\n'
            "[limits]\nmastodon = 1000\n"
            '[speaker]\nname = "Sample Speaker"\nrole = "communicator"\n'
        )
        return file

    def test_its_networks_and_limits(self, breachplay: Breachplay, profile: Path) -> None:
        answer = breachplay("count", "a" * 600, "--profile", str(profile))
        assert answer.out.splitlines() == [
            "Mastodon  600 / 1000  400 left  ✓ fits",
            "X          600 / 280  0 left    ✗ 320 too many",
            f"Networks and the limit of Mastodon as in your profile: {profile}",
        ]
        assert answer.status == 1

    def test_every_network_against_its_limits(self, breachplay: Breachplay, profile: Path) -> None:
        answer = breachplay("count", "a" * 600, "--all", "--profile", str(profile))
        assert len(answer.out.splitlines()) == 9
        assert "600 / 1000" in answer.out

    def test_the_network_named(self, breachplay: Breachplay, profile: Path) -> None:
        shared = ("--profile", str(profile))
        answer = breachplay("count", "a" * 600, "--on", "mastodon", *shared)
        assert answer.status == 0
        assert answer.out.splitlines() == [
            "Mastodon  600 / 1000  400 left  ✓ fits",
            f"The limit of Mastodon as in your profile: {profile}",
        ]
        assert breachplay("count", "hi", "--on", "x", *shared).out == (
            "X  2 / 280  278 left  ✓ fits\n"
        )

    def test_as_json(self, breachplay: Breachplay, profile: Path) -> None:
        document = breachplay("count", "--json", "a" * 600, "--profile", str(profile)).document
        assert list(document["networks"]) == ["mastodon", "x"]
        assert document["networks"]["mastodon"]["limit"] == 1000
        assert document["network"] == "x"
        assert document["profile"] == str(profile)

    def test_in_lines(self, breachplay: Breachplay, profile: Path) -> None:
        answer = breachplay(
            "count", "--jsonl", "--profile", str(profile), given='{"text": "hello"}\n'
        )
        row = json.loads(answer.out)
        assert row["networks"]["mastodon"]["remaining"] == 995
        assert row["profile"] == str(profile)

    def test_a_faulty_one_is_told(self, breachplay: Breachplay, profile: Path) -> None:
        profile.write_text("format = 1\n")
        answer = breachplay("count", "hi", "--profile", str(profile))
        assert answer.status == 1
        assert str(profile) in answer.err


ADJUSTED = """
[[adjust]]
id = "absolute-assurance"
severity = "off"
reason = "Counsel words it."

[[adjust]]
id = "no-evidence"
severity = "note"
reason = "We always say what was checked."
"""


def test_lint_says_which_rules_a_profile_switched_off(
    breachplay: Breachplay, profile: Path
) -> None:
    text = f"There is no evidence of misuse. {UNSAFE}"
    before = breachplay("lint", "--json", text, "--profile", str(profile))
    assert before.status == 1
    assert "adjusted" not in before.document

    profile.write_text(profile.read_text() + ADJUSTED)
    after = breachplay("lint", "--json", text, "--profile", str(profile))
    assert after.status == 0
    found = {caveat["id"]: caveat["severity"] for caveat in after.document["caveats"]}
    assert found["no-evidence"] == "note"
    assert "absolute-assurance" not in found
    assert after.document["adjusted"][0] == {
        "id": "absolute-assurance",
        "before": "stop",
        "now": "off",
        "by": "profile",
        "reason": "Counsel words it.",
    }

    told = breachplay("lint", text, "--profile", str(profile)).out.splitlines()
    assert told[-2:] == [
        "absolute-assurance (stop) is switched off by the profile: Counsel words it.",
        "no-evidence is a note in place of a warn, by the profile: We always say what was checked.",
    ]


def test_lint_says_what_people_will_ask_in_a_phase(breachplay: Breachplay) -> None:
    arguments = ("--playbook", "customer-data-breach", "--phase", "acknowledge")
    answer = breachplay("lint", "We are investigating.", *arguments)
    assert "People will ask: when do I hear more?" in answer.out
    assert "People will ask" not in breachplay("lint", "We are investigating.").out
