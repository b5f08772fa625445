"""Finding playbooks and the profile, and the clocks that ship."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import breachplay
from breachplay.playbook.clock import Clock, ClockEntry
from breachplay.playbook.clocks import clocks, library
from breachplay.playbook.find import (
    find_playbook,
    profile_path,
    shipped_folder,
    shipped_playbooks,
)
from breachplay.playbook.read import decode_playbook
from breachplay.playbook.words import MILESTONES, Milestone, due_parts, seconds

from .samples import PLAYBOOK, changed


def test_a_shipped_playbook_is_found_by_its_name() -> None:
    assert "customer-data-breach" in shipped_playbooks()
    found = find_playbook("customer-data-breach")
    assert (found.parent, found.name) == (shipped_folder(), "customer-data-breach.toml")


def test_an_installed_package_finds_what_was_packed_with_it(tmp_path: Path) -> None:
    package = Path(breachplay.__file__).parent
    shutil.copytree(package / "playbook", tmp_path / "breachplay" / "playbook")
    for name in ("__init__.py", "plain.py", "zones.py"):
        shutil.copy(package / name, tmp_path / "breachplay")
    shutil.copytree(shipped_folder(), tmp_path / "breachplay" / "shipped")
    program = (
        "from breachplay.playbook import find, clocks\n"
        "print(find.find_playbook('customer-data-breach'), len(clocks.library()) > 0)"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    shipped = tmp_path / "breachplay" / "shipped"
    assert run.stdout == f"{shipped / 'customer-data-breach.toml'} True\n"


def test_any_other_is_found_by_its_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine.toml").write_text(PLAYBOOK)
    monkeypatch.chdir(tmp_path)
    assert find_playbook("mine.toml") == Path("mine.toml")
    assert find_playbook(str(tmp_path / "mine.toml")) == tmp_path / "mine.toml"


def test_a_name_goes_before_a_file_of_that_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "customer-data-breach").write_text("")
    monkeypatch.chdir(tmp_path)
    assert find_playbook("customer-data-breach").parent == shipped_folder()
    assert find_playbook("./customer-data-breach").name == "customer-data-breach"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "custmer-data-breach",
            'no playbook is called "custmer-data-breach"; did you mean "customer-data-breach"?',
        ),
        ("gone/a.toml", "gone/a.toml: no such file"),
        ("a.toml", "a.toml: no such file"),
        ("\x1b[2J.toml", "<U+001B>[2J.toml: no such file"),
        ("\0.toml", "<U+0000>.toml: no such file"),
    ],
)
def test_what_is_not_there_is_said_plainly(name: str, said: str) -> None:
    with pytest.raises(LookupError) as caught:
        find_playbook(name)
    assert caught.value.args == (said,)


def test_a_name_like_no_other_lists_what_there_is() -> None:
    with pytest.raises(LookupError, match=r"there are: .*customer-data-breach"):
        find_playbook("")


def test_the_profile_is_where_the_environment_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BREACHPLAY_PROFILE", str(tmp_path / "mine.toml"))
    assert profile_path() == tmp_path / "mine.toml"
    monkeypatch.delenv("BREACHPLAY_PROFILE")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert profile_path().name == "profile.toml"


def test_the_library_has_the_clocks_with_their_sources() -> None:
    known = library()
    assert known["gdpr-33"] == Clock(
        id="gdpr-33",
        title="GDPR 33",
        starts="aware",
        within="72 hours",
        tell="supervisory authority",
        cite="Regulation (EU) 2016/679, Art. 33(1)",
        as_of="2026-11-24",
        applies="controllers, unless a risk to people is unlikely",
    )
    assert all(name in MILESTONES for clock in known.values() for name in clock.milestones)
    assert all(clock.cite for clock in known.values())


def test_the_clocks_of_a_playbook_are_filled_in_from_the_library() -> None:
    own = 'id = "own"\ntitle = "Own"\nstarts = "aware"\nwithin = "2h"\ntell = "t"\ncite = "c"'
    first = '[[phase]]\nid = "acknowledge"'
    added = f'[[clock]]\nuse = "us-bank-36"\n\n[[clock]]\n{own}\n\n{first}'
    playbook = decode_playbook(changed(PLAYBOOK, first, added), "p.toml")
    assert clocks(playbook) == (
        library()["us-bank-36"],
        Clock(id="own", title="Own", starts="aware", within="2h", tell="t", cite="c"),
    )


def test_a_clock_that_lacks_something_is_not_written_out() -> None:
    assert ClockEntry(id="a", title="A").written_out() is None


def test_milestones_have_labels_and_the_model_knows_the_same() -> None:
    assert tuple(MILESTONES) == Milestone.__args__  # type: ignore[attr-defined]
    assert all(MILESTONES.values())


def test_durations_are_seconds() -> None:
    assert [seconds(text) for text in ("15m", "2h", "3d")] == [900, 7200, 259200]
    assert due_parts("15m") == ("", 900)
    assert due_parts("people-notified+1h") == ("people-notified", 3600)
