"""The whole chain as JSON and TOML, read back and checked."""

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import tomli
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from breachplay.record.chain import head, parse_head
from breachplay.timeline.exports import as_json, as_toml, read_export
from breachplay.timeline.faults import TimelineFault
from breachplay.timeline.formats import FORMATS
from breachplay.timeline.packed import unpack_all
from breachplay.timeline.verify import Verdict, verify_export

from .made import NOW, Made, small_run

RUN = small_run()
WRITERS = {"json": as_json, "toml": as_toml}


def exported(kind: str, made: Made = RUN) -> str:
    return WRITERS[kind](made.state, made.events, now=NOW)


def checked(text: str | bytes, folder: Path) -> Verdict:
    file = folder / "export"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return verify_export(read_export(file))


def document(kind: str) -> dict[str, Any]:
    text = exported(kind)
    found: dict[str, Any] = json.loads(text) if kind == "json" else tomli.loads(text)
    return found


def rewritten(document: dict[str, Any], kind: str) -> str:
    return json.dumps(document) if kind == "json" else tomli_w.dumps(document)


def test_the_document_says_what_it_is() -> None:
    found = document("json")
    del found["events"]
    del found["how_to_check"]
    assert found == {
        "format": "breachplay-timeline",
        "version": 1,
        "mode": "incident",
        "title": "Customer data breach",
        "organisation": "Sample Org",
        "run": "20260329-0041-ab12",
        "head": head(19, RUN.events[-1].hash),
        "hash": RUN.events[-1].hash,
        "exported_at": "2026-03-30T09:00:00.000Z",
    }


def test_anyone_can_check_the_chain_with_sha256_alone() -> None:
    prev = "0" * 64
    for event in document("json")["events"]:
        assert event["prev"] == prev
        prev = hashlib.sha256((prev + event["fields"]).encode()).hexdigest()
        assert event["hash"] == prev
        assert json.loads(event["fields"])["kind"] == event["kind"]


@pytest.mark.parametrize("kind", ["json", "toml"])
def test_what_is_read_back_is_what_was_recorded(kind: str, tmp_path: Path) -> None:
    file = tmp_path / "export"
    file.write_text(exported(kind), encoding="utf-8")
    assert unpack_all(read_export(file).carried) == (RUN.events, None)
    assert checked(exported(kind), tmp_path).lines()[0].startswith("Unaltered: 19 events")


@settings(deadline=None)
@given(st.text(), st.text())
def test_any_text_survives_the_round_trip(note: str, title: str) -> None:
    from tempfile import TemporaryDirectory

    from breachplay.plain import storable

    made = Made(title=storable(title)).opened().add("note_added", {"text": storable(note)})
    with TemporaryDirectory() as folder:
        for kind in WRITERS:
            file = Path(folder) / "export"
            file.write_bytes(exported(kind, made).encode())
            assert unpack_all(read_export(file).carried) == (made.events, None)


@pytest.mark.parametrize("kind", ["json", "toml"])
def test_an_exercise_says_so(kind: str) -> None:
    text = exported(kind, small_run("exercise"))
    assert "EXERCISE. Nothing here happened for real." in text[:600]


Edit = Callable[[dict[str, Any]], None]


def _cut(document: dict[str, Any]) -> None:
    del document["events"][-3:]


def _fields(document: dict[str, Any]) -> None:
    event = document["events"][4]
    event["fields"] = event["fields"].replace("Mail is down", "I forgot")
    event["body"]["reason"] = "I forgot"


def _readable(document: dict[str, Any]) -> None:
    document["events"][4]["body"]["reason"] = "I forgot"


def _extra(document: dict[str, Any]) -> None:
    document["events"][4]["remark"] = "agreed by all"


def _spaced(document: dict[str, Any]) -> None:
    event = document["events"][4]
    event["fields"] = event["fields"].replace(",", ", ", 1)


def _gone(document: dict[str, Any]) -> None:
    del document["events"][4]


def _no_event(document: dict[str, Any]) -> None:
    document["events"][4] = {"kind": "nothing"}


def _hash(document: dict[str, Any]) -> None:
    document["events"][4]["hash"] = "zz"


@pytest.mark.parametrize("kind", ["json", "toml"])
@pytest.mark.parametrize(
    ("edit", "seq"),
    [
        (_cut, None),
        (_fields, 5),
        (_readable, 5),
        (_extra, 5),
        (_spaced, 5),
        (_gone, 5),
        (_no_event, 5),
        (_hash, 5),
    ],
)
def test_an_edited_export_is_found(kind: str, edit: Edit, seq: int | None, tmp_path: Path) -> None:
    found = document(kind)
    edit(found)
    verdict = checked(rewritten(found, kind), tmp_path)
    assert not verdict.ok
    assert verdict.seq == seq
    assert "\n" not in verdict.lines()[0]


def test_a_cut_off_export_whose_head_was_mended_is_found_by_the_expected_head(
    tmp_path: Path,
) -> None:
    found = document("json")
    _cut(found)
    found["hash"] = found["events"][-1]["hash"]
    found["head"] = head(16, found["hash"])
    file = tmp_path / "export"
    file.write_text(json.dumps(found))
    assert verify_export(read_export(file)).ok
    expect = parse_head(head(19, RUN.events[-1].hash))
    verdict = verify_export(read_export(file), expect)
    assert verdict.reason == "expected seq 19, found 16: 3 events are missing from the end"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x89PNG\r\n\x1a\n\0\0",
        b"PK\x03\x04zip",
        b"[" * 100_000 + b"]" * 100_000,
        b'{"events":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b"a=" + b"[" * 5000 + b"]" * 5000,
        b".".join([b"a"] * 20_000) + b"=1",
        b"{",
        b'{"format": "other"}',
        b"[1, 2]",
        b'"text"',
        b'{"format": "breachplay-timeline", "version": 2, "events": []}',
        b'{"format": "breachplay-timeline", "version": "\\u001b[2J", "events": []}',
        b'{"format": "breachplay-timeline", "version": 1}',
        b'{"format": "breachplay-timeline", "version": 1, "events": 5}',
        b'{"format": "breachplay-timeline", "version": NaN}',
        b'{"a": "\xff"}',
        b'a = "\xff"',
        b"format = 'breachplay-timeline'\nversion = 99",
    ],
    ids=range(19),
)
def test_what_is_no_export_is_one_line(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(TimelineFault) as caught:
        checked(content, tmp_path)
    message = str(caught.value)
    assert message.startswith(str(tmp_path / "export") + ": ")
    assert message.isprintable()


@pytest.mark.parametrize(
    "events",
    [
        [None],
        [5],
        [[]],
        [{}],
        [{"fields": 5, "prev": None, "hash": []}],
        [{"fields": "[" * 100_000, "prev": "", "hash": ""}],
        [{"fields": '"\\ud800"', "prev": "\ud800", "hash": "\ud800"}],
        [{"fields": '{"seq": 1e999}', "prev": "0" * 64, "hash": "0" * 64}],
        [{"fields": '{"seq": ' + "9" * 5000 + "}", "prev": "0" * 64, "hash": "0" * 64}],
    ],
    ids=range(9),
)
def test_events_that_are_none_are_broken_at_their_place(events: list[Any], tmp_path: Path) -> None:
    found = {**document("json"), "events": events}
    try:
        verdict = checked(json.dumps(found), tmp_path)
    except TimelineFault as fault:
        assert str(fault).isprintable()  # noqa: PT017 (either answer is one clear line)
        return
    assert not verdict.ok
    assert verdict.seq == 1


@pytest.mark.parametrize("form", ["md", "html", "csv"])
@pytest.mark.parametrize("mode", ["incident", "exercise"])
def test_a_report_is_known_as_one_that_holds_no_chain(form: str, mode: str, tmp_path: Path) -> None:
    made = small_run(mode)
    with pytest.raises(TimelineFault, match="a report holds no chain to check"):
        checked(FORMATS[form].write(made.state, made.events, now=NOW), tmp_path)


def test_only_files_are_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe", tmp_path / "missing", Path("/dev/zero")):
        with pytest.raises(TimelineFault):
            read_export(path)


def test_a_huge_file_is_refused_before_it_is_parsed(tmp_path: Path) -> None:
    file = tmp_path / "huge"
    with file.open("wb") as handle:
        handle.truncate(257 * 1024 * 1024)
    with pytest.raises(TimelineFault, match="larger than 256 MiB"):
        read_export(file)
