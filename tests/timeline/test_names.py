"""Names of export files, and writing them."""

import os
import re
import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from breachplay.timeline.faults import TimelineFault
from breachplay.timeline.names import LONGEST, export_name, review_name, slug, write_export

from .made import small_run


@settings(deadline=None)
@given(st.text(max_size=300))
def test_a_slug_is_safe_whatever_the_title(title: str) -> None:
    name = slug(title)
    assert re.fullmatch("[a-z0-9-]{1,80}", name)
    assert not name.startswith("-")
    assert not name.endswith("-")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("../../.ssh/authorized_keys", "ssh-authorized-keys"),
        ("CON", "run-con"),
        ("com1", "run-com1"),
        ("CON.txt", "con-txt"),
        ("name.", "name"),
        ("-rf", "rf"),
        (".hidden", "hidden"),
        ("", "run"),
        ("\u202e\x00", "run"),
        ("Kundendaten Übersicht", "kundendaten-ubersicht"),
        ("a" * 300, "a" * 80),
    ],
)
def test_hostile_titles(title: str, name: str) -> None:
    assert slug(title) == name


def test_an_export_is_named_after_title_and_day() -> None:
    assert export_name(small_run().state, "md") == "customer-data-breach-2026-03-29.md"
    long = export_name(small_run(title="x" * 200).state, "json")
    assert len(long) == LONGEST + len(".json")


def test_an_exercise_says_so_first() -> None:
    name = export_name(small_run("exercise", "Encrypted Friday").state, "md")
    assert name == "EXERCISE-encrypted-friday-2026-03-29.md"


def test_the_reviews_of_two_exercises_of_one_day_have_two_names() -> None:
    state = small_run("exercise", "Encrypted Friday").state
    names = [
        review_name(replace(state, run=run), "html")
        for run in ("EXERCISE-20261124-0112-ransomware-9f3c", "EXERCISE-../../x")
    ]
    assert names == [
        "EXERCISE-encrypted-friday-20261124-0112-ransomware-9f3c.review.html",
        "EXERCISE-encrypted-friday-x.review.html",
    ]


def test_a_file_is_only_its_owners(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        written = write_export("text\n", None, tmp_path, name="run.md")
    finally:
        os.umask(before)
    assert written.read_text() == "text\n"
    assert stat.S_IMODE(written.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["run.md"]


def test_what_is_there_stays_unless_forced(tmp_path: Path) -> None:
    kept = tmp_path / "run.md"
    kept.write_text("mine")
    with pytest.raises(TimelineFault, match=r"run\.md: it is there already"):
        write_export("new", kept, tmp_path, name="unused.md")
    assert kept.read_text() == "mine"
    write_export("new", kept, tmp_path, name="unused.md", force=True)
    assert kept.read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["run.md"]


@pytest.mark.parametrize("force", [False, True])
def test_a_link_is_never_followed(tmp_path: Path, force: bool) -> None:
    target, link = tmp_path / "precious", tmp_path / "run.md"
    target.write_text("precious")
    link.symlink_to(target)
    if force:
        write_export("new", link, tmp_path, name="x", force=True)
        assert not link.is_symlink()
    else:
        with pytest.raises(TimelineFault):
            write_export("new", link, tmp_path, name="x")
    assert target.read_text() == "precious"


@pytest.mark.parametrize("name", ["../run.md", "a/b.md", "/etc/run.md", "", ".", ".."])
def test_a_generated_name_cannot_leave_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(TimelineFault):
        write_export("text", None, tmp_path, name=name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("where", ["missing/run.md", "folder", "pipe", "nul\0name"])
@pytest.mark.parametrize("force", [False, True])
def test_what_cannot_be_written_is_one_line(tmp_path: Path, where: str, force: bool) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(TimelineFault) as caught:
        write_export("text", tmp_path / where, tmp_path, name="x", force=force)
    assert "\n" not in str(caught.value)
    assert "\0" not in str(caught.value)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "pipe"]
