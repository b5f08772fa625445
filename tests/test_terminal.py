"""No byte reaches the terminal but what draws: the real app, read byte by byte."""

import base64
import re
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest

from breachplay.plain import control_in
from breachplay.playbook.model import Playbook
from breachplay.playbook.profile import Profile
from breachplay.record.commands import AddNote, CheckItem, OpenRun, SaveDraft, SetFact, SkipItem
from breachplay.record.events import Actor
from breachplay.record.session import Session, SystemClock
from breachplay.record.store import Store
from tests.record.helpers import small_profile
from tests.terminal import Terminal, clicked, pasted, sequences

SIZES = [(80, 24), (120, 40)]

DRAWING = {"m", "H", "J", "K"}
"""Colours and places: the CSI sequences a screen is drawn with, by their last letter."""

EMPTY = "from textual.app import App; App().run()"

MARKUP = [
    "[red]not red[/red]",
    "[/]",
    "[/",
    "[a=b=c]",
    "[link=https://evil.example]our.example[/link]",
    "[@click=app.exit]Approve[/]",
    "[@click=screen.approve('GC')]read more[/]",
    "$accent [$primary]",
    "[bold]x[/bold][/]",
    "{facts.__class__.__init__.__globals__[SECRET]}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{:>200000000} %200000000d $ {",
    "\\[/] \\\\[b]",
    "![x](https://evil.example/t.png) [y](javascript:alert(1))",
]
"""Texts that are nothing but text, whatever widgets, templates and documents make of them."""

CONTROLS = [
    "\x1b[2J\x1b[Hgone",
    "\x9b31mred \x9d52;c;QQ==\x9c",
    "\x1b]52;c;aGFja2Vk\x07",
    "\x1b]52;c;",
    "\x1b]0;title\x07\x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\",
    "a\x07\x08\x7fz",
    "\x1b[6n\x1b[c\x1b[>q",
    "https://example.com/\u202egpj.exe \u2066x\u2069 \u200f \u061c",
    "a\u2028b\u2029c\x85d\x0bd",
    "hid\u200bden\ufeff \U000e0041",
    "Z" + "\u0301" * 3000,
    "\U0001f468\u200d\U0001f469\u200d\U0001f467" * 60,
    "\x1bPq#0\x1b\\ \x1b_x\x1b\\ \x1bc",
]
"""Texts that a terminal would obey, or by which a reader is misled."""


def playbook_of(texts: list[str]) -> dict[str, Any]:
    """Give a playbook that holds the texts wherever it shows text."""
    return {
        "format": 1,
        "id": "hostile",
        "title": f"Hostile {texts[0]}",
        "summary": " ".join(texts)[:500],
        "facts": {
            f"fact_{number}": {
                "label": f"F{number} {text}"[:200],
                "ask": text[:200],
                "example": text[:200],
            }
            for number, text in enumerate(texts)
        },
        "phase": [
            {
                "id": "first",
                "title": texts[0][:200],
                "goal": texts[1][:200],
                "update_every": "60m",
                "item": [
                    {"id": f"i-{number}", "text": text[:200], "why": text[:200], "role": text[:200]}
                    for number, text in enumerate(texts)
                ],
                "post": [
                    {"id": f"p-{number}", "title": text[:200], "text": text[:300], "note": text}
                    for number, text in enumerate(texts)
                ],
                "answer": [{"asked": text[:200], "text": text[:300]} for text in texts],
                "caveat": [
                    {
                        "id": f"c-{number}",
                        "severity": "warn",
                        "any": ["hello"],
                        "message": text[:200],
                        "why": text[:200],
                        "instead": text[:200],
                        "source": text[:200],
                    }
                    for number, text in enumerate(texts)
                ],
            },
            {"id": "second", "title": texts[2][:200], "goal": texts[3][:200]},
        ],
    }


def toml_of(texts: list[str]) -> str:
    import tomli_w

    return tomli_w.dumps(playbook_of(texts))


def hostile_run(folder: Path) -> str:
    """Record a run whose every text is hostile, past all doors, and give its id."""
    playbook = msgspec.convert(playbook_of(CONTROLS), Playbook)
    profile = msgspec.structs.replace(
        small_profile(), organisation="\x1b]0;x\x07Acme[/]", handles={"x": "\x1b[2JAcme"}
    )
    command = OpenRun(
        mode="incident",
        title="\x1b[31m[/] run",
        playbook=msgspec.to_builtins(playbook),
        profile=msgspec.to_builtins(profile),
        packs=(),
        sample_profile=False,
        aware_at="2026-11-24T02:35+01:00",
    )
    who = Actor("alice\x1b[1A\x1b[2Kbob", "\x9b31m[/]")
    with Session.begin(Store(folder), command, who, SystemClock()) as session:
        for number, text in enumerate(CONTROLS):
            session.submit(SetFact(f"fact_{number}", text, "reported", text))
            session.submit(AddNote(text))
        session.submit(CheckItem("first", "i-0"))
        session.submit(SkipItem("first", "i-1", CONTROLS[1]))
        session.submit(SaveDraft("draft-1", "hello " + " ".join(CONTROLS), CONTROLS[2]))
        return session.state.run


@pytest.fixture(scope="module")
def empty() -> set[str]:
    """Give the kinds of sequences that an empty app of the toolkit emits, from start to end."""
    with Terminal(["-c", EMPTY], program=(sys.executable,)) as terminal:
        terminal.until(lambda: b"\x1b[?1049h" in terminal.raw)
        terminal.idle(0.5)
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
        return kinds(bytes(terminal.raw))


def kinds(raw: bytes) -> set[str]:
    """Give each sequence by its kind; those that draw are left out."""
    control, other, _ = sequences(raw)
    found = {re.sub("[0-9;]+", "n", one) for one in control if one[-1] not in DRAWING}
    return found | set(other)


def check_clean(
    terminal: Terminal, empty: set[str], *, besides: frozenset[str] = frozenset()
) -> None:
    """Hold all that reached the terminal against what an empty app sends."""
    raw = bytes(terminal.raw)
    more = kinds(raw) - empty - besides - POINTER
    assert not more, ascii(sorted(more))
    _, _, text = sequences(raw)
    left = text.replace("\r", "").replace("\n", "")
    hidden = control_in(left)
    assert hidden is None, f"{hidden} reached the terminal"


POINTER = frozenset({"]22;default", "]22;text", "]22;pointer"})
"""The toolkit's own wish for the shape of the mouse pointer."""


def surroundings(folder: Path, **more: str) -> dict[str, str]:
    return {"BREACHPLAY_STORE": str(folder / "store"), "HOME": str(folder), **more}


def walk_about(terminal: Terminal) -> None:
    """Open every pane, dialog and screen that shows texts, and close it again."""
    terminal.until(lambda: bool(terminal.head) or "No profile" in terminal.text)
    for keys in (
        ("1", "down", "space", "down", "down", "enter"),
        ("3", "down", "down", "enter", "escape"),
        ("4", "down", "down", "enter", "escape"),
        ("t", "down", "end", "escape"),
        ("question_mark", "escape"),
        ("i", "down", "down", "escape"),
        ("d", "escape"),
        ("l", "escape"),
        ("s", "escape"),
        ("a", "escape"),
        ("ctrl+p", "escape"),
    ):
        for key in keys:
            terminal.press("?" if key == "question_mark" else key)
            terminal.settle(0.05)
    terminal.press("escape")
    terminal.settle(0.05)


def leave(terminal: Terminal) -> None:
    terminal.press("ctrl+q")
    assert terminal.wait() == 0


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_a_hostile_playbook_is_text_and_nothing_else(
    tmp_path: Path, empty: set[str], columns: int, rows: int
) -> None:
    file = tmp_path / "hostile.toml"
    file.write_text(toml_of(MARKUP))
    env = surroundings(tmp_path)
    with Terminal(["launch", str(file)], columns=columns, rows=rows, env=env) as terminal:
        walk_about(terminal)
        assert "[red]not red[/red]" in terminal.text
        terminal.press("i")
        terminal.until("Prepared texts")
        terminal.press("enter")
        terminal.settle()
        leave(terminal)
        check_clean(terminal, empty)


def test_a_click_on_a_text_runs_nothing(tmp_path: Path, empty: set[str]) -> None:
    file = tmp_path / "hostile.toml"
    file.write_text(toml_of([f"[@click=app.exit]Approve{number}[/]" for number in range(6)]))
    with Terminal(["launch", str(file)], env=surroundings(tmp_path)) as terminal:
        walk_about(terminal)
        for row, shown in enumerate(terminal.screen.display):
            for found in re.finditer("Approve", shown):
                terminal.press(clicked(found.start() + 2, row))
                terminal.settle(0.03)
        terminal.press("escape")
        terminal.settle()
        assert terminal.process.poll() is None, "a click in a text ended the app"
        leave(terminal)
        check_clean(terminal, empty)


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_a_record_full_of_escape_codes_shows_them_and_sends_none(
    tmp_path: Path, empty: set[str], columns: int, rows: int
) -> None:
    run = hostile_run(tmp_path / "store")
    env = surroundings(tmp_path)
    with Terminal(["resume", run], columns=columns, rows=rows, env=env) as terminal:
        walk_about(terminal)
        assert "<U+001B>" in terminal.text
        leave(terminal)
        check_clean(terminal, empty)


def test_the_home_screen_sends_none_of_them_either(tmp_path: Path, empty: set[str]) -> None:
    hostile_run(tmp_path / "store")
    (tmp_path / "store" / "no\x1b[2Jrun.breachplay").write_bytes(b"nothing")
    with Terminal([], env=surroundings(tmp_path)) as terminal:
        terminal.until("Resume")
        terminal.settle()
        terminal.press("down")
        terminal.settle()
        leave(terminal)
        check_clean(terminal, empty)


def test_what_is_pasted_and_typed_is_cleaned(tmp_path: Path, empty: set[str]) -> None:
    with Terminal(["launch"], env=surroundings(tmp_path)) as terminal:
        terminal.until("Checklist")
        terminal.press("e")
        terminal.until("leave the editor")
        terminal.press(pasted("hello \x9b31m\u202e\x07 [/] [@click=app.exit]x[/]"))
        terminal.until("hello")
        terminal.settle()
        terminal.press("escape")
        terminal.settle()
        terminal.press("n")
        terminal.settle()
        terminal.press(pasted("note [/]\n\u202e\x9b2J then"))
        terminal.until("note [/] 2J then")
        terminal.press("enter")
        terminal.settle(0.3)
        leave(terminal)
        check_clean(terminal, empty)


def test_no_escape_in_a_paste_presses_a_key(tmp_path: Path, empty: set[str]) -> None:
    with Terminal(["launch"], env=surroundings(tmp_path)) as terminal:
        terminal.until("Checklist")
        terminal.press("n")
        terminal.until("What happened?")
        terminal.press(pasted("first \x1b[31mred\r\x1b[0m second\n\x1b third \x1b\r\rlast"))
        terminal.until("first [31mred [0m second  third   last")
        terminal.until("4 hidden characters were taken out of the paste.")
        assert "What happened?" in terminal.text
        terminal.press("escape")
        terminal.settle()
        terminal.press("e")
        terminal.until("leave the editor")
        terminal.press(pasted("We look \x1b[1minto it.\x1b"))
        terminal.until("We look [1minto it.")
        terminal.until("2 hidden characters were taken out of the paste.")
        assert "leave the editor" in terminal.text
        terminal.press("escape")
        terminal.settle()
        leave(terminal)
        check_clean(terminal, empty)


def test_copying_sends_the_text_once_and_nothing_else(tmp_path: Path, empty: set[str]) -> None:
    said = "We are looking into it. Ωmega"
    with Terminal(["launch"], env=surroundings(tmp_path)) as terminal:
        terminal.until("Checklist")
        terminal.press("e")
        terminal.until("leave the editor")
        terminal.press(said)
        terminal.until("looking into it")
        terminal.press("escape")
        terminal.until(lambda: "leave the editor" not in terminal.text)
        terminal.press("y")
        terminal.until("Sent to the terminal")
        leave(terminal)
        expected = f"]52;c;{base64.b64encode(said.encode()).decode()}"
        _, other, _ = sequences(bytes(terminal.raw))
        assert [one for one in other if one.startswith("]52")] == [expected]
        check_clean(terminal, empty, besides=frozenset({expected}))


def colours(raw: bytes) -> set[str]:
    """Give every colour that was asked for."""
    control, _, _ = sequences(raw)
    asked = set()
    for one in control:
        if one.endswith("m") and one[:1] not in "<=>?":
            parameters = re.split("[;:]", one[:-1])
            asked |= {
                number
                for number in parameters
                if re.fullmatch("3[0-8]|4[0-8]|9[0-7]|10[0-7]", number)
            }
    return asked


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_no_color_sends_no_colour(tmp_path: Path, empty: set[str], columns: int, rows: int) -> None:
    env = surroundings(tmp_path, NO_COLOR="1")
    with Terminal(["launch"], columns=columns, rows=rows, env=env) as terminal:
        walk_about(terminal)
        leave(terminal)
        assert colours(bytes(terminal.raw)) == set()
        check_clean(terminal, empty)


def test_colours_are_seen_where_they_are_allowed(tmp_path: Path) -> None:
    with Terminal(["launch"], env=surroundings(tmp_path)) as terminal:
        terminal.until("Checklist")
        terminal.settle()
        assert "38" in colours(bytes(terminal.raw))


def test_a_terminal_too_small_says_so_and_grows(tmp_path: Path, empty: set[str]) -> None:
    with Terminal(["launch"], columns=40, rows=12, env=surroundings(tmp_path)) as terminal:
        terminal.until("breachplay needs 80")
        terminal.until("nothing is lost")
        terminal.resize(120, 40)
        terminal.until("Checklist")
        terminal.resize(80, 24)
        terminal.until(lambda: "leave" in terminal.text and "breachplay needs" not in terminal.text)
        terminal.resize(10, 3)
        terminal.settle(0.3)
        terminal.resize(200, 50)
        terminal.until("Checklist")
        leave(terminal)
        check_clean(terminal, empty)


def test_the_smallest_terminal_breaks_nothing(tmp_path: Path, empty: set[str]) -> None:
    with Terminal(["launch"], columns=10, rows=3, env=surroundings(tmp_path)) as terminal:
        terminal.until("breachp")
        terminal.press("space", "e", "x", "escape", "?", "escape", "t", "escape", "n", "escape")
        terminal.settle(0.3)
        leave(terminal)
        check_clean(terminal, empty)


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    from breachplay.playbook.new import profile_text

    path = tmp_path / "profile.toml"
    hostile: Profile = msgspec.structs.replace(
        small_profile(), organisation="Acme [/] [@click=app.exit]x[/] $accent"
    )
    path.write_text(profile_text(hostile))
    return path


def test_a_hostile_profile_is_text(tmp_path: Path, empty: set[str], profile: Path) -> None:
    with Terminal(["--profile", str(profile), "launch"], env=surroundings(tmp_path)) as terminal:
        terminal.until("Acme [/] [@click=app.exit]x[/] $accent")
        leave(terminal)
        check_clean(terminal, empty)
