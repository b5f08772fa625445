"""What holds for every command: help, wrong usage, options before and after, exit status."""

from pathlib import Path

import click
import pytest

from breachplay import __version__
from breachplay.cli import COMMANDS, cli
from breachplay.posts import NETWORKS
from tests.cli.conftest import Breachplay

NETS = ", ".join(NETWORKS)


def test_help_names_every_command_in_the_order_of_the_work(breachplay: Breachplay) -> None:
    said = breachplay("--help")
    assert said.status == 0
    assert said.err == ""
    places = [said.out.index(f"\n  {name} ") for name in COMMANDS]
    assert places == sorted(places)
    assert "Exit status: 0 fine" in said.out
    assert breachplay("-h").out == said.out


def test_version(breachplay: Breachplay) -> None:
    said = breachplay("--version")
    assert (said.status, said.out) == (0, f"breachplay {__version__}\n")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_the_shared_options(breachplay: Breachplay, name: str) -> None:
    said = breachplay(name, "--help")
    assert said.status == 0
    assert said.out.startswith(f"Usage: breachplay {name} ")
    for option in ("--store FOLDER", "--profile FILE", "--as"):
        assert option in said.out


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_says_the_same_of_itself_in_both_places(name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    assert command.name == name
    assert command.help


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (("lanch",), 'there is no command "lanch"; did you mean "launch"?'),
        (("Status",), 'there is no command "Status"; did you mean "status"?'),
        (("frobnicate",), 'there is no command "frobnicate"; see breachplay --help'),
        (("a\x1b[31mb",), 'there is no command "a<U+001B>[31mb"; see breachplay --help'),
        (("--bogus",), "No such option '--bogus'."),
        (("count", "--bogus"), "No such option '--bogus'; see breachplay count --help"),
        (("count", "a", "b"), "Got unexpected extra argument (b); see breachplay count --help"),
        (("note",), "Missing argument 'TEXT'; see breachplay note --help"),
        (("check",), "Missing argument 'FILE...'; see breachplay check --help"),
        (("count", "x", "--on", "usenet"), f'there is no network "usenet"; there is {NETS}'),
        (("lint", "x", "--on", "usenet"), f'there is no network "usenet"; there is {NETS}'),
        (("count", "x", "--jsonl"), "--jsonl reads standard input: give no TEXT with it"),
        (
            ("export", "--as", "doc"),
            'there is no form "doc"; there is md, json, toml, html, ics, csv',
        ),
        (("verify", "x", "--expect", "?"), 'a head reads like "seq 214, amber-falcon 9f3c"'),
        (
            ("schema", "poem"),
            'no schema "poem"; there are: playbook, pack, profile, clocks, scenario, script',
        ),
        (("lint", "x", "--playbook", "customer-data-brech"), None),
        (("lint", "x", "--playbook", "customer-data-breach", "--phase", "none"), None),
    ],
)
def test_wrong_usage_is_one_line_and_status_2(
    breachplay: Breachplay, arguments: tuple[str, ...], error: str | None
) -> None:
    said = breachplay(*arguments)
    assert said.status == 2
    assert said.out == ""
    if error is None:
        assert "customer-data-breach" in said.error or "get-ready" in said.error
    else:
        assert said.error == error


@pytest.mark.parametrize("arguments", [(), ("launch",), ("resume",)])
def test_screens_need_a_terminal(breachplay: Breachplay, arguments: tuple[str, ...]) -> None:
    said = breachplay(*arguments)
    assert said.status == 2
    assert said.error == "this needs a terminal; status, note and export work without one"


@pytest.mark.parametrize("after", [True, False])
def test_shared_options_hold_before_and_after_the_command(
    breachplay: Breachplay, tmp_path: Path, after: bool
) -> None:
    from tests.record.helpers import session_in

    session_in(tmp_path / "other").close()
    options = ("--store", str(tmp_path / "other"), "--as", "Ada Test, legal")
    arguments = ("note", "seen", *options) if after else (*options, "note", "seen")
    assert breachplay(*arguments).status == 0
    report = breachplay("export", "--store", str(tmp_path / "other"), "-o", "-").out
    assert "Ada Test" in report
    assert "seen" in report


def test_what_is_said_after_the_command_wins(breachplay: Breachplay, tmp_path: Path) -> None:
    from tests.record.helpers import session_in

    session_in(tmp_path / "after").close()
    store = tmp_path / "before", tmp_path / "after"
    said = breachplay("--store", str(store[0]), "runs", "--json", "--store", str(store[1]))
    assert len(said.document) == 1
    assert breachplay("--store", str(store[0]), "runs", "--json").document == []


def test_the_store_of_the_environment(
    breachplay: Breachplay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.record.helpers import session_in

    session_in(tmp_path / "env").close()
    monkeypatch.setenv("BREACHPLAY_STORE", str(tmp_path / "env"))
    assert len(breachplay("runs", "--json").document) == 1
    assert breachplay("runs", "--json", "--store", str(tmp_path / "none")).document == []


@pytest.mark.parametrize("way", ["--as", "BREACHPLAY_USER"])
@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("alice\x1b[1A\x1b[2Kbob", "a name cannot hold <U+001B>: write it as people read it"),
        ("a\nb", "a name cannot hold <U+000A>: write it as people read it"),
        ("a\u202eb", "a name cannot hold <U+202E>: write it as people read it"),
        ("a\x9bb", "a name cannot hold <U+009B>: write it as people read it"),
        ("a\udcffb", "the name is not UTF-8: write it as people read it"),
        (", legal", 'say who acts as "Name, role"'),
        ("   ", 'say who acts as "Name, role"'),
        ("n" * 201, "a name and a role have 200 characters at most"),
    ],
)
@pytest.mark.parametrize("command", [("launch",), ("resume",), (), ("note", "x")])
def test_under_a_forged_name_nothing_is_done(
    breachplay: Breachplay,
    monkeypatch: pytest.MonkeyPatch,
    store: Path,
    way: str,
    name: str,
    error: str,
    command: tuple[str, ...],
) -> None:
    if way == "--as":
        said = breachplay(way, name, *command)
    else:
        monkeypatch.setenv(way, name)
        said = breachplay(*command)
    assert said.status == 2
    assert said.out == ""
    assert said.error == error
    assert not store.exists()


def test_who_acts_option_before_environment_before_profile(
    breachplay: Breachplay,
    monkeypatch: pytest.MonkeyPatch,
    begin: object,
    profile: Path,
) -> None:
    assert callable(begin)
    begin().close()

    def actors() -> list[tuple[str, str]]:
        said = breachplay("export", "--as", "json", "-o", "-")
        import json

        events = json.loads(said.out)["events"]
        return [(event["actor"]["name"], event["actor"]["role"]) for event in events]

    breachplay("note", "one", "--profile", str(profile))
    monkeypatch.setenv("BREACHPLAY_PROFILE", str(profile))
    breachplay("note", "two")
    monkeypatch.setenv("BREACHPLAY_USER", "Env Test, legal")
    breachplay("note", "three")
    breachplay("note", "four", "--as", "Option Test")
    assert actors()[-4:] == [
        ("Test Communicator", "social media manager"),
        ("Test Communicator", "social media manager"),
        ("Env Test", "legal"),
        ("Option Test", ""),
    ]


@pytest.mark.parametrize("way", ["--profile", "BREACHPLAY_PROFILE"])
def test_a_profile_that_is_named_must_be_there_and_good(
    breachplay: Breachplay, monkeypatch: pytest.MonkeyPatch, home: Path, way: str
) -> None:
    (home / "bad.toml").write_text("organisation = 3\n")
    for file, expected in (("none.toml", "none.toml: "), ("bad.toml", "bad.toml:1:")):
        if way == "--profile":
            said = breachplay("lint", "hello", way, file)
        else:
            monkeypatch.setenv(way, file)
            said = breachplay("lint", "hello")
        assert said.status == 1
        assert said.out == ""
        lines = said.err.splitlines()
        assert lines
        assert all(line.startswith("breachplay: ") for line in lines)
        assert expected in lines[0]


def test_a_fault_of_the_program_is_one_line_without_values(
    breachplay: Breachplay, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from breachplay.cli import run

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the secret draft")

    monkeypatch.setattr("breachplay.cli.counting.measure", broken)
    assert run(["count", "the secret draft"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "secret" not in said.err
    assert said.err.startswith("breachplay: a fault of the program (RuntimeError at test_shape.py:")
    assert said.err.count("\n") == 1
