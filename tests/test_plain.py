"""Text from outside: made fit to keep, and fit to show."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachplay.plain import clean, control_in, named, storable, visible

SCOTLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("a\nb", "a\nb"),
        ("a\tb", "a b"),
        ("a\r\nb", "a\nb"),
        ("a\rb", "a<U+000D>b"),
        ("\x1b[2J", "<U+001B>[2J"),
        ("\x1b]52;c;QQ==\x07", "<U+001B>]52;c;QQ==<U+0007>"),
        ("\x9b31m", "<U+009B>31m"),
        ("a\b\x7fz", "a<U+0008><U+007F>z"),
        ("gpj\u202egnp", "gpj<U+202E>gnp"),
        ("a\u2066b\u2069\u200e\u200f\u061c", "a<U+2066>b<U+2069><U+200E><U+200F><U+061C>"),
        ("a\u2028b\u2029c", "a<U+2028>b<U+2029>c"),
        ("a\u200bb\u00adc\ufeffd", "a<U+200B>b<U+00AD>c<U+FEFF>d"),
        ("\ud800", "<U+D800>"),
        ("\U000e0041", "<U+E0041>"),
        (SCOTLAND, SCOTLAND),
        ("\U0001f469\u200d\U0001f4bb", "\U0001f469\u200d\U0001f4bb"),
        ("[red]x[/] [@click=app.quit]", "[red]x[/] [@click=app.quit]"),
        ("Z" + "\u0301" * 1000, "Z" + "\u0301" * 4),
    ],
)
def test_what_is_shown(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_what_must_stay_on_one_line_does() -> None:
    assert visible("a\nb\r\nc\td", lines=False) == "a b c d"


@pytest.mark.parametrize(
    ("text", "taken", "removed"),
    [
        ("a\r\nb\rc\td", "a\nb\nc d", 0),
        ("a\u2028b\u2029c\x85d\x0be\x0cf", "a\nb\nc\nd\ne\nf", 0),
        ("a\x1b[2Jb\u202ec", "a[2Jbc", 2),
        ("x\ud800y", "xy", 1),
        (SCOTLAND, SCOTLAND, 0),
        ("\U0001f3f4\U000e0067", "\U0001f3f4", 1),
    ],
)
def test_what_is_taken_in(text: str, taken: str, removed: int) -> None:
    assert clean(text) == (taken, removed)


def test_what_no_encoding_holds_is_replaced() -> None:
    assert storable("a\ud800\udfffb") == "a\ufffd\ufffdb"
    assert storable("a\x1b") == "a\x1b"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("alice", None),
        ("alice\x1b[1A\x1b[2Kbob", "<U+001B>"),
        ("a\nb", "<U+000A>"),
        ("a\tb", "<U+0009>"),
        (SCOTLAND, None),
        (f"{SCOTLAND}\u202e", "<U+202E>"),
    ],
)
def test_the_first_control_of_a_line_is_named(text: str, found: str | None) -> None:
    assert control_in(text) == found


def test_a_placeholder_names_the_character() -> None:
    assert named("\x1b") == "<U+001B>"
    assert named("\U000e0041") == "<U+E0041>"


everything = st.text(st.characters())


@given(everything)
def test_nothing_that_a_terminal_obeys_is_shown(text: str) -> None:
    shown = visible(text)
    shown.encode()
    assert all(char == "\n" or unicodedata.category(char) != "Cc" for char in shown)
    assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069") & set(shown)


@given(everything)
def test_what_was_shown_or_taken_in_once_stays_as_it_is(text: str) -> None:
    assert visible(visible(text)) == visible(text)
    taken, _ = clean(text)
    assert clean(taken) == (taken, 0)
    taken.encode()


@given(everything)
def test_what_is_stored_can_be_encoded(text: str) -> None:
    storable(text).encode()
    assert len(storable(text)) == len(text)
