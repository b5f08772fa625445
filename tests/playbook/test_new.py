"""New files: sound from the start, and for their owner alone."""

import os
import stat
from pathlib import Path

import pytest

from breachplay.playbook.checking import check_file
from breachplay.playbook.new import NotWritten, new_text, profile_text, write_private
from breachplay.playbook.profile import SAMPLE
from breachplay.playbook.read import read_pack, read_playbook, read_scenario, read_script

READ = {
    "playbook": read_playbook,
    "pack": read_pack,
    "scenario": read_scenario,
    "script": read_script,
}


@pytest.mark.parametrize("kind", READ)
@pytest.mark.parametrize("name", ["acme-breach", "7", "my-playbook-2", "my-pack"])
def test_a_new_file_passes_check_under_its_name(tmp_path: Path, kind: str, name: str) -> None:
    path = tmp_path / f"{name}.toml"
    write_private(path, new_text(kind, name))
    assert check_file(path) == ()
    assert READ[kind](path).id == name  # type: ignore[attr-defined]


def test_a_new_file_points_editors_at_its_schema() -> None:
    for kind in READ:
        assert new_text(kind, "a").startswith(f"#:schema ./{kind}.schema.json\n")
    assert profile_text(SAMPLE).startswith("#:schema ./profile.schema.json\n")


def test_a_name_that_cannot_be_an_id_is_refused() -> None:
    with pytest.raises(ValueError, match=r'"../Acme Breach" cannot be the name .* "acme-breach"$'):
        new_text("playbook", "../Acme Breach")
    with pytest.raises(ValueError, match=r'^"<U\+001B>" cannot be the name of a file'):
        new_text("playbook", "\x1b")
    with pytest.raises(
        ValueError, match=r'no new "poem"; there are: playbook, pack, scenario, script'
    ):
        new_text("poem", "a")


def test_a_file_is_for_its_owner_alone_whatever_the_umask(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        write_private(tmp_path / "in" / "here" / "a.toml", "x", make_folder=True)
        write_private(tmp_path / "in" / "here" / "a.toml", "y", replace=True)
    finally:
        os.umask(old)
    assert mode(tmp_path / "in" / "here" / "a.toml") == 0o600
    assert mode(tmp_path / "in") == mode(tmp_path / "in" / "here") == 0o700
    assert (tmp_path / "in" / "here" / "a.toml").read_text() == "y"
    assert [path.name for path in (tmp_path / "in" / "here").iterdir()] == ["a.toml"]


def test_a_file_that_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text("mine")
    with pytest.raises(NotWritten, match=r"a.toml is there already; it was left as it is$"):
        write_private(path, "x")
    assert path.read_text() == "mine"


def test_a_link_is_never_followed(tmp_path: Path) -> None:
    other, link = tmp_path / "other", tmp_path / "link"
    other.write_text("mine")
    link.symlink_to(other)
    with pytest.raises(NotWritten, match=r"is there already"):
        write_private(link, "x")
    write_private(link, "y", replace=True)
    assert (other.read_text(), link.read_text(), link.is_symlink()) == ("mine", "y", False)


def test_what_cannot_be_written_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(NotWritten, match=r"a.toml cannot be written: there is no such folder$"):
        write_private(tmp_path / "gone" / "a.toml", "x")
    with pytest.raises(NotWritten, match=r"cannot be the name of a file$"):
        write_private(f"{tmp_path}/a\0b", "x")
    with pytest.raises(NotWritten, match=r"cannot be written: Is a directory$"):
        write_private(tmp_path, "x", replace=True)
    with pytest.raises(NotWritten, match=r"cannot be written: File name too long$"):
        write_private(tmp_path / ("a" * 300), "x")


def test_a_text_that_cannot_be_encoded_loses_only_what_cannot(tmp_path: Path) -> None:
    write_private(tmp_path / "a", "x\ud800y")
    assert (tmp_path / "a").read_text() == "x\ufffdy"


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)
