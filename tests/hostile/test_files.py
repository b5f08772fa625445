"""Playbooks, profiles and exports that nobody wrote in good faith: one clear line, and no harm."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from breachplay.playbook.new import new_text
from tests.hostile.limits import limited

GOOD = new_text("playbook", "good")

CONTENTS: dict[str, tuple[bytes | Callable[[], bytes], str]] = {
    "empty": (b"", "the file is empty"),
    "long-key": (lambda: b"a." * 20_000 + b"a=1", "nested too deeply"),
    "nested-arrays": (lambda: b"a=" + b"[" * 500 + b"]" * 500, "deep"),
    "nested-tables": (lambda: b"a=" + b"{b=" * 2000 + b"1" + b"}" * 2000, "deep"),
    "20-mb": (lambda: b'a="' + b"x" * 20_000_000 + b'"', "MiB"),
    "50-mb": (lambda: b"# " + b"x" * 50_000_000, "MiB"),
    "million-keys": (lambda: "\n".join(f"k{i}=1" for i in range(1_000_000)).encode(), "MiB"),
    "many-keys": (lambda: "\n".join(f"k{i}=1" for i in range(60_000)).encode(), ""),
    "int64": (b"summary = 99999999999999999999999999", ""),
    "not-finite": (b"summary = nan\ntitle = inf", ""),
    "not-utf-8": (b'a="\xff"', "UTF-8"),
    "nul": (b'a="\x00"', ""),
    "escape": (b'summary="\x1b[2J"', ""),
    "far-date": (b"summary = 9999-12-31T23:59:59-23:59", ""),
    "a-png": (b"\x89PNG\r\n\x1a\n" + bytes(64), ""),
    "binary": (bytes(range(256)) * 100, ""),
    "surrogate": (b'summary = "\\ud800"', ""),
    "unterminated": (b'summary = """' + b"x" * 100_000, ""),
}


@pytest.mark.parametrize("name", CONTENTS)
def test_a_file_that_cannot_be_a_playbook(tmp_path: Path, name: str) -> None:
    content, said = CONTENTS[name]
    (tmp_path / "p.toml").write_bytes(content() if callable(content) else content)
    answer = limited("check", "p.toml", folder=tmp_path)
    assert (answer.status, answer.err) == (1, "")
    assert answer.out.startswith("p.toml:")
    assert said in answer.out
    assert len(answer.out) < 100_000
    linted = limited("lint", "hello", "--playbook", "p.toml", folder=tmp_path)
    assert (linted.status, linted.out) == (1, "")
    assert "p.toml" in linted.err


@pytest.mark.parametrize("name", ["empty", "long-key", "not-utf-8", "20-mb", "escape"])
def test_a_file_that_cannot_be_a_profile(tmp_path: Path, name: str) -> None:
    content, _ = CONTENTS[name]
    (tmp_path / "p.toml").write_bytes(content() if callable(content) else content)
    answer = limited("lint", "hello", "--profile", "p.toml", folder=tmp_path)
    assert (answer.status, answer.out) == (1, "")
    assert "p.toml" in answer.err


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    (tmp_path / "folder.toml").mkdir()
    (tmp_path / "loop.toml").symlink_to("loop.toml")
    places = ["/dev/zero", "/dev/stdin", "/proc/self/mem", "pipe.toml", "folder.toml", "loop.toml"]
    places += ["none.toml", "a/b/c.toml", "x" * 5000, ""]
    answer = limited("check", *places, folder=tmp_path)
    assert (answer.status, answer.err) == (1, "")
    assert len(answer.out.splitlines()) == len(places)
    for place in ("/dev/zero", "pipe.toml", "folder.toml", ""):
        for arguments in (
            ("lint", "x", "--playbook", place),
            ("lint", "x", "--profile", place or "none"),
            ("verify", place),
            ("status", place or "none"),
        ):
            refused = limited(*arguments, folder=tmp_path)
            assert refused.status in {1, 2}, arguments
            assert refused.out == ""
            assert len(refused.err.splitlines()) == 1, refused


def test_file_names_are_shown_and_never_obeyed(tmp_path: Path) -> None:
    name = "\x1b]0;x\x07 a\u202eb \x9b2J a\nb.toml"
    for there in (False, True):
        if there:
            (tmp_path / name).write_text("x = [")
        for arguments in (
            ("check", name),
            ("launch", name),
            ("lint", "x", "--playbook", name),
            ("lint", "x", "--profile", name),
            ("verify", name),
            ("export", "-o", name),
            ("new", name),
            ("status", name),
            ("note", "x", "--run", name),
            ("runs", "--store", str(tmp_path / name)),
            (name,),
        ):
            answer = limited(*arguments, folder=tmp_path)
            assert answer.status in {1, 2} or arguments[0] == "runs"
            assert answer.lines


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('due = "15m"', 'due = "-1m"', "due"),
        ('due = "15m"', "due = 1e308", "due"),
        ('due = "15m"', 'due = "0m"', "due"),
        ('due = "15m"', "due = 9999-12-31T23:59:59-23:59", "due"),
        ("format = 1", "format = 99999999999999999999", ""),
        ("format = 1", "format = 2", "format"),
        ("format = 1", 'format = 1\ninclude = "../../../../etc/passwd"', '"include"'),
        ('id = "good"', 'id = "../good"', '"id"'),
        ('id = "good"', 'id = "item\u0301"', '"id"'),
        ('id = "good"', 'id = "it\u0435m"', '"id"'),
    ],
)
def test_values_that_mean_harm(tmp_path: Path, old: str, new: str, said: str) -> None:
    text = GOOD
    if old not in text:
        text = text.replace("[[phase.item]]", f"[[phase.item]]\n{old}", 1)
    assert old in text
    (tmp_path / "p.toml").write_text(text.replace(old, new, 1))
    answer = limited("check", "p.toml", folder=tmp_path)
    assert (answer.status, answer.err) == (1, "")
    assert said in answer.out
    assert all(line.startswith("p.toml:") for line in answer.out.splitlines())


def _item(number: int, name: str = "item") -> str:
    return f'[[phase.item]]\nid = "{name}-{number}"\ntext = "t"\nwhy = "w"\nrole = "r"\n'


HEAD = (
    'format = 1\nid = "p"\ntitle = "P"\nsummary = "S"\n'
    '[[phase]]\nid = "a"\ntitle = "A"\ngoal = "G"\n'
)


def test_ten_thousand_items_are_too_many(tmp_path: Path) -> None:
    (tmp_path / "p.toml").write_text(HEAD + "".join(map(_item, range(10_000))))
    answer = limited("check", "p.toml", folder=tmp_path)
    assert answer.status == 1
    assert len(answer.out.splitlines()) < 10


def test_the_same_id_twice_names_both_places(tmp_path: Path) -> None:
    (tmp_path / "p.toml").write_text(HEAD + _item(1) + _item(2) + _item(1))
    answer = limited("check", "p.toml", folder=tmp_path)
    assert answer.status == 1
    (line,) = answer.out.splitlines()
    assert line.startswith("p.toml:20:")
    assert "line 10" in line


IMPORTS: dict[str, bytes | Callable[[], bytes]] = {
    "nested": lambda: b"[" * 100_000 + b"]" * 100_000,
    "nested-objects": lambda: b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "nested-event": lambda: (
        b'{"format": "breachplay-timeline", "version": 1, "events": [{"fields": "'
        + b"[" * 100_000
        + b'"}]}'
    ),
    "empty": b"",
    "not-utf-8": b'{"format": "breachplay-timeline\xff"}',
    "another": b'{"format": "poem"}',
    "newer": b'{"format": "breachplay-timeline", "version": 99}',
    "odd-version": b'{"format": "breachplay-timeline", "version": "\\u001b[2J"}',
    "no-events": b'{"format": "breachplay-timeline", "version": 1}',
    "events-are-none": b'{"format": "breachplay-timeline", "version": 1, "events": [null, 3]}',
    "nan": b'{"format": "breachplay-timeline", "version": NaN}',
    "huge-number": lambda: b'{"version": 1' + b"0" * 100_000 + b"}",
    "toml-nested": lambda: b"a=" + b"[" * 100_000,
    "zip": b"PK\x03\x04" + bytes(100),
    "png": b"\x89PNG\r\n\x1a\n" + bytes(100),
}


@pytest.mark.parametrize("name", IMPORTS)
def test_an_export_that_is_none(tmp_path: Path, name: str) -> None:
    content = IMPORTS[name]
    (tmp_path / "x.json").write_bytes(content() if callable(content) else content)
    answer = limited("verify", "x.json", folder=tmp_path)
    assert answer.status == 1
    assert 1 <= len("".join(answer.lines).split("ALTERED")) <= 3
    assert len("".join(answer.lines)) < 2000


def test_ten_megabytes_of_text_are_counted_and_linted(tmp_path: Path) -> None:
    for text in ("a." * 500_000, "http://" * 100_000, "Z" + "\u0301" * 500_000, "[" * 1_000_000):
        counted = limited("count", folder=tmp_path, given=text.encode())
        assert counted.status == 1
        linted = limited("lint", "--json", folder=tmp_path, given=text[:100_000].encode())
        assert linted.status == 1
