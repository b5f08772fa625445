"""Texts that a terminal, a template or a document would obey: kept, shown, never obeyed."""

import csv
import html
import io
import json
import re
from pathlib import Path

import msgspec
import pytest
import tomli

from breachplay.record.commands import AddNote, OpenRun, SetFact, SkipItem
from breachplay.record.events import Actor
from breachplay.record.session import Session
from breachplay.record.store import Store
from tests.hostile.limits import limited
from tests.record.helpers import TickingClock, open_command, session_in

TEXTS = [
    "\x1b[2J\x1b[H",
    "\x9b31mred \x9d52;c;QQ==\x9c",
    "a\x07\x08\x7fz",
    "\x1b[6n\x1b[c\x1b[>q",
    "\x1b]52;c;",
    "https://example.com/\u202egpj.exe",
    "\ud800 lone surrogate",
    "Z" + "\u0301" * 10_000,
    "\U0001f468\u200d\U0001f469\u200d\U0001f467" * 2000,
    "a\u2028b\u2029c\x85d\x0bd",
    "[/]",
    "[link=https://evil.example]our.example[/link]",
    "[@click=app.exit]Approve[/]",
    "${x.__class__.__mro__}",
    "{facts.__class__.__init__.__globals__[SECRET]}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{:>200000000} %200000000d",
    "=cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1+1)",
    "\t=1+1",
    "\uff1d1+1",
    'a",\n=1+1,"b',
    "javascript:alert(document.domain)",
    "</style><style>body{display:none}",
    "<script>alert(1)</script>",
    "```\n</details>\n~~~",
    "![t](https://evil.example/beacon.png)",
    "\\input{/etc/passwd} <iframe src=file:///etc/passwd>",
    "'''\n\"\"\"\n[evil]\nx = 1",
]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """Record every text as fact, source, note and reason; give the folder, and what was kept."""
    folder = tmp_path_factory.mktemp("texts")
    with session_in(folder / "store") as session:
        for number, text in enumerate(TEXTS):
            session.submit(AddNote(f"{number:02}>{text}<{number:02}"))
            session.submit(SetFact("service", text, "reported", text))
        session.submit(SkipItem("acknowledge", "asked", TEXTS[0]))
        notes = [event.body["text"] for event in session.events if event.kind == "note_added"]
    return folder, notes


def test_the_record_keeps_what_was_entered(kept: tuple[Path, list[str]]) -> None:
    _, notes = kept
    entered = [f"{number:02}>{text}<{number:02}" for number, text in enumerate(TEXTS)]
    assert notes == [text.replace("\ud800", "\ufffd") for text in entered]


@pytest.mark.parametrize("form", ["md", "json", "toml", "html", "csv"])
def test_every_export_is_safe_to_show(kept: tuple[Path, list[str]], form: str) -> None:
    folder, _ = kept
    answer = limited("export", "--as", form, "-o", "-", folder=folder)
    assert (answer.status, answer.err) == (0, "")
    assert answer.out


def test_json_and_toml_give_back_every_text(kept: tuple[Path, list[str]]) -> None:
    folder, notes = kept
    for form in ("json", "toml"):
        out = limited("export", "--as", form, "-o", "-", folder=folder).out
        document = json.loads(out) if form == "json" else tomli.loads(out)
        back = [e["body"]["text"] for e in document["events"] if e["kind"] == "note_added"]
        assert back == notes
        (folder / f"back.{form}").write_text(out)
        assert limited("verify", f"back.{form}", folder=folder).status == 0


def test_no_cell_of_a_spreadsheet_is_a_formula(kept: tuple[Path, list[str]]) -> None:
    folder, _ = kept
    out = limited("export", "--as", "csv", "-o", "-", folder=folder).out
    csv.field_size_limit(10_000_000)
    rows = list(csv.reader(io.StringIO(out, newline="")))
    assert {len(row) for row in rows} == {len(rows[0])}
    for row in rows[1:]:
        for cell in row:
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\uff1d")), ascii(cell)


def test_no_text_leaves_its_place_in_the_page(kept: tuple[Path, list[str]]) -> None:
    folder, _ = kept
    page = limited("export", "--as", "html", "-o", "-", folder=folder).out
    tags = {name.lower() for name in re.findall(r"<\s*([a-zA-Z]+)", page)}
    assert not tags & {"script", "iframe", "img", "object", "embed", "form", "details"}
    assert page.count("</style>") == page.count("<style>")
    assert not re.search(r'href=[^"]|href="(?!https?:|#)', page)
    assert "body{display:none}" in html.unescape(page)


def test_no_markup_survives_in_the_report(kept: tuple[Path, list[str]]) -> None:
    folder, _ = kept
    report = limited("export", "-o", "-", folder=folder).out
    outside = re.sub(r"(?ms)^ *(`{3,}|~{3,})[^\n]*\n.*?^ *\1[`~]*$", "", report)
    spans = re.compile(r"(`+)[^`].*?(?<!`)\1(?!`)")
    outside = spans.sub("", outside)
    assert "![t](https" not in outside
    assert not re.search(r"(?<!\\)<(script|iframe|style|/details)", outside)


def test_texts_are_counted_and_linted(tmp_path: Path) -> None:
    rows = "".join(json.dumps({"text": text}) + "\n" for text in TEXTS).encode()
    for command in ("count", "lint"):
        answer = limited(command, "--jsonl", folder=tmp_path, given=rows)
        assert answer.status in {0, 1}
        assert len(answer.out.splitlines()) == len(TEXTS)
    back = [json.loads(line)["text"] for line in answer.out.splitlines()]
    assert back == [text.replace("\ud800", "\ufffd") for text in TEXTS]


@pytest.mark.parametrize("text", [TEXTS[0], TEXTS[1], TEXTS[5], TEXTS[9], TEXTS[12], TEXTS[14]])
def test_a_text_on_the_command_line(tmp_path: Path, text: str) -> None:
    assert limited("count", "--", text, folder=tmp_path).status in {0, 1}
    assert limited("lint", "--", text, folder=tmp_path).status in {0, 1}
    session_in(tmp_path / "store").close()
    assert limited("note", "--", text, folder=tmp_path).status == 0
    assert limited("status", folder=tmp_path).status == 0
    assert limited("verify", next((tmp_path / "store").iterdir()).stem, folder=tmp_path).status == 0


@pytest.mark.parametrize("name", ["alice\x1b[1A\x1b[2Kbob", "\u202ebob", "a\x85b"])
def test_a_forged_name_notes_nothing(tmp_path: Path, name: str) -> None:
    with session_in(tmp_path / "store") as session:
        for answer in (
            limited("note", "x", "--as", name, folder=tmp_path),
            limited("note", "x", folder=tmp_path, BREACHPLAY_USER=name),
        ):
            assert (answer.status, answer.out) == (2, "")
            assert "a name cannot hold <U+" in answer.err
        assert session.follow() == ()


@pytest.mark.parametrize(
    "title",
    [
        "../../.ssh/authorized_keys",
        "CON.txt",
        "name.",
        "-rf" + "a" * 300,
        "\x1b]0;x\x07",
        "/etc/passwd",
        "\u202etxt.exe",
        "",
    ],
)
def test_a_title_never_leads_out_of_the_folder(tmp_path: Path, title: str) -> None:
    command: OpenRun = msgspec.structs.replace(open_command(), title=title)
    store = Store(tmp_path / "store")
    Session.begin(store, command, Actor("Test", ""), TickingClock()).close()
    (file,) = (tmp_path / "store").iterdir()
    assert re.fullmatch(r"[a-z0-9-]{1,100}\.breachplay", file.name)
    for form in ("md", "json"):
        before = set(tmp_path.iterdir())
        assert limited("export", "--as", form, folder=tmp_path).status == 0
        (made,) = set(tmp_path.iterdir()) - before
        assert re.fullmatch(rf"[a-z0-9][a-z0-9-]{{0,79}}\.{form}", made.name)
    for said in (("runs",), ("status", "--json")):
        answer = limited(*said, folder=tmp_path)
        assert answer.status == 0
