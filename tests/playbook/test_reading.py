"""Files that are missing, foreign, broken or hostile: one clear line each, at once."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from breachplay.playbook.checking import check_file, kind_of
from breachplay.playbook.read import Faulty, read_clocks, read_pack, read_playbook, read_profile

from .samples import PLAYBOOK, PROFILE, changed, check_text, faults_of

DEEP = "nested too deeply to be read; no file of ours needs more than a few levels"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("", ": the file is empty; `breachplay new` writes one to fill in", id="empty"),
        pytest.param(
            " \n\n", ": the file is empty; `breachplay new` writes one to fill in", id="blank"
        ),
        pytest.param(
            b'a="\xff"', ":1:4: not UTF-8 at byte 3; save the file as UTF-8", id="not UTF-8"
        ),
        pytest.param(
            'a="é"\nb="'.encode() + b"\xe9",
            ":2:4: not UTF-8 at byte 10; save the file as UTF-8",
            id="not UTF-8 in a later line",
        ),
        pytest.param(
            "a=1".encode("utf-16"),
            ":1:1: not UTF-8 at byte 0 but UTF-16; save the file as UTF-8",
            id="UTF-16",
        ),
        pytest.param(
            "\ufeffformat = 1",
            ":1:1: begins with a byte order mark; save the file as UTF-8 without one",
            id="BOM",
        ),
        pytest.param(
            "a = '" + "x" * 1024 * 1024 + "'",
            ": larger than 1 MiB, the most that is read",
            id="too large",
        ),
        pytest.param(".".join(["a"] * 20_000) + "=1", f":1:1002: {DEEP}", id="dotted without end"),
        pytest.param("\na=" + "[" * 500 + "]" * 500, f":2:103: {DEEP}", id="lists without end"),
        pytest.param(
            "a = " + "9" * 5_000, ":1:5: a number has too many digits; shorten it", id="digits"
        ),
        pytest.param(
            "format = 1\nid = small",
            ':2:6: this is not a value; text stands in quotation marks: key = "text"',
            id="no quotation marks",
        ),
        pytest.param(
            'id = "small\ntitle = "t"',
            ":1:12: the text is not closed on this line; end it with a quotation mark, "
            'or write text of several lines between """ and """',
            id="text without an end",
        ),
        pytest.param(
            'a = 1\nid = """small\n',
            ":3:1: this text is never closed; end it with a quotation mark",
            id="long text without an end",
        ),
        pytest.param("a = [1,\n2", ':2:2: this list is never closed; end it with "]"', id="list"),
        pytest.param("id 'x'", ':1:4: expected "=" after the key', id="no ="),
        pytest.param(
            "a = 'x' 'y'", ":1:9: expected the end of the line here", id="two values in a line"
        ),
        pytest.param(
            'a = "C:\\q"',
            ":1:8: a backslash in text is written twice; or put the text between single "
            "quotation marks",
            id="backslash",
        ),
        pytest.param(
            '[x]\ntext = "a"\n\n  text = "b"\n',
            ':4:3: "text" is given twice in one table, first in line 2; '
            "keep one, or begin a new [[table]] before it",
            id="a key twice",
        ),
        pytest.param(
            "[facts.a]\n  [facts.a]\n",
            ":2:3: [facts.a] is given twice; a table is written once, [name]; "
            "the tables of a list all begin with [[name]]",
            id="a table twice",
        ),
        pytest.param(
            "phase = []\n[[phase]]\n",
            ":2:1: [[phase]] cannot go on from what is above; a table is written once, [name]; "
            "the tables of a list all begin with [[name]]",
            id="a list of two kinds",
        ),
        pytest.param(
            "a = '\x01'",
            ":1:6: hidden character <U+0001>; take it out, no text needs it",
            id="control",
        ),
        pytest.param(
            "zebra = 1",
            ": neither a playbook, which has [[phase]], nor a rule pack, which has [[caveat]], "
            "nor a profile, which has organisation, nor a scenario, which has [[inject]]",
            id="something else",
        ),
    ],
)
def test_a_file_that_cannot_be_read_gets_one_line(
    tmp_path: Path, text: str | bytes, said: str
) -> None:
    assert check_text(tmp_path, text) == [f"file.toml{said}"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("zebra = nan", '"zebra" in the playbook cannot be nan; write a number'),
        ("zebra = -inf", '"zebra" in the playbook cannot be -inf; write a number'),
        (
            "zebra = 99999999999999999999999999",
            '"zebra" in the playbook has 26 digits; at most 9007199254740991',
        ),
        (
            "zebra = 9007199254740992",
            '"zebra" in the playbook has 16 digits; at most 9007199254740991',
        ),
    ],
)
def test_numbers_that_no_record_can_hold_are_refused(line: str, said: str) -> None:
    text = changed(PLAYBOOK, 'id = "small"', f'id = "small"\n{line}')
    assert faults_of(text) == [f"playbook.toml:3:1: {said}"]


def test_a_date_at_the_end_of_time_is_only_an_unknown_key() -> None:
    text = changed(PLAYBOOK, "required = true", "deadline = 9999-12-31T23:59:59-23:59")
    (said,) = faults_of(text)
    assert said.startswith('playbook.toml:21:3: unknown key "deadline" in phase 1')


def test_tables_too_deep_are_refused_where_they_begin_to_be() -> None:
    said = faults_of(f"phase.{'.'.join('a' * 900)} = 1")
    assert said == [
        "playbook.toml:1:35: the nesting in [phase], [a], [a], [a], [a], [a], [a], [a], [a], [a], "
        "[a], [a], [a], [a], [a] is too deep; nothing here needs more than 16 levels"
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("phase = [" + ",".join(["[1]"] * 100_000) + "]", id="a long list"),
        pytest.param("\n".join(f"k{n} = 1" for n in range(80_000)), id="many keys"),
        pytest.param(
            "phase = [" + ",".join(["[" + "1," * 1_900 + "]"] * 100) + "]", id="lists of lists"
        ),
    ],
)
def test_more_than_can_be_gone_through_is_one_fault(text: str) -> None:
    assert len(faults_of(text)) == 1


def test_what_is_no_regular_file_is_named_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(tmp_path / "gone")
    assert said(tmp_path / "pipe") == ": this is a pipe or a device, not a file"
    assert said("/dev/zero") == ": this is a pipe or a device, not a file"
    assert said(tmp_path) == ": this is a folder, not a file"
    assert said(tmp_path / "gone") == ": no such file"
    assert said(tmp_path / "link") == ": no such file"
    assert said(f"{tmp_path}/a\0b").endswith(": cannot be opened: not a usable file name")
    assert said(tmp_path / ("a" * 300)) == ": cannot be opened: File name too long"


def said(path: str | Path) -> str:
    (fault,) = check_file(path)
    return str(fault).removeprefix(str(path))


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="only where there is /proc")
def test_what_opens_and_cannot_be_read_is_one_line() -> None:
    assert said("/proc/self/mem") == ": cannot be read: Input/output error"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "file.toml"
    path.write_text(PLAYBOOK)
    path.chmod(0)
    assert said(path) == ": no permission to read this file"


def test_no_permission_is_a_plain_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    assert said(tmp_path / "file.toml") == ": no permission to read this file"


def test_a_file_name_cannot_speak_to_the_terminal() -> None:
    (fault,) = check_file("/nowhere/\x1b]0;x\x07.toml")
    assert str(fault) == "/nowhere/<U+001B>]0;x<U+0007>.toml: no such file"


def test_windows_line_ends_are_line_ends(tmp_path: Path) -> None:
    assert check_text(tmp_path, PLAYBOOK.replace("\n", "\r\n")) == []
    text = changed(PLAYBOOK, 'role = "lead"', "role = 1").replace("\n", "\r\n")
    (line,) = check_text(tmp_path, text)
    assert line.startswith("file.toml:20:3: ")


def test_each_kind_is_read_into_its_type(tmp_path: Path) -> None:
    files = {
        "playbook": PLAYBOOK,
        "profile": PROFILE,
        "pack": 'format = 1\nid = "p"\ntitle = "P"\n',
        "clocks": 'format = 1\nid = "c"\ntitle = "C"\n',
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    assert read_playbook(tmp_path / "playbook").id == "small"
    assert read_profile(tmp_path / "profile").organisation == "Acme"
    assert read_pack(tmp_path / "pack").title == "P"
    assert read_clocks(tmp_path / "clocks").clock == ()
    with pytest.raises(Faulty, match="is missing in the profile"):
        read_profile(tmp_path / "playbook")


def test_a_file_is_known_by_its_keys() -> None:
    assert kind_of({"phase": [], "caveat": []}) == "playbook"
    assert kind_of({"summary": "", "phases": []}) == "playbook"
    assert kind_of({"caveat": []}) == "pack"
    assert kind_of({"caveat": [], "summary": ""}) == "pack"
    assert kind_of({"organisation": ""}) == "profile"
    assert kind_of({"clock": []}) == "clocks"
    assert kind_of({"inject": [], "playbook": ""}) == "scenario"
    assert kind_of({"format": 1}) is None


def test_reading_brings_in_nothing_heavy() -> None:
    program = (
        "import sys, breachplay.playbook.find\n"
        "from breachplay.playbook.read import read_playbook\n"
        "read_playbook(breachplay.playbook.find.find_playbook('customer-data-breach'))\n"
        "heavy = {'jsonschema', 'rapidfuzz', 're2', 'platformdirs', 'tomli_w', 'rich', 'textual',"
        " 'regex', 'zoneinfo', 'breachplay.playbook.positions', 'breachplay.playbook.explain'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert (run.stdout, run.stderr) == ("[]\n", "")
