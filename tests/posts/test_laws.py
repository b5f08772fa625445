"""Laws of counting, whatever the text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachplay.posts import measure
from breachplay.posts.forms import compose
from tests.posts import generate_texts
from tests.steps import steps

PIECES = st.sampled_from(
    [*generate_texts.DENSE, *generate_texts.EMOJI, *generate_texts.HOSTS, *generate_texts.GLUE]
)
TEXTS = st.one_of(
    st.text(max_size=400),
    st.lists(PIECES, max_size=60).map("".join),
    st.lists(st.sampled_from([*generate_texts.MARKS, "a"]), max_size=400).map("".join),
)


@given(TEXTS)
def test_what_is_visible_can_be_posted(text: str) -> None:
    got = measure(text)
    shown = measure(text[: got.visible_end])
    assert shown.valid or not text[: got.visible_end]
    if got.valid or (got.length <= 280 and not got.invalid):
        assert got.visible_end == len(text)


@given(TEXTS)
def test_entities_lie_in_the_text_in_order_and_apart(text: str) -> None:
    end = 0
    for entity in measure(text).entities:
        assert end <= entity.start < entity.end <= len(text)
        assert text[entity.start : entity.end] == entity.text
        end = entity.end


@given(TEXTS)
def test_numbers_agree_with_each_other(text: str) -> None:
    got = measure(text)
    assert got.limit == 280
    assert got.remaining == got.limit - got.length
    assert got.valid == (0 < got.length <= got.limit and not got.invalid)
    assert all(text[place] in "\ufeff\ufffe\uffff" for place in got.invalid)


@given(TEXTS, TEXTS)
def test_a_line_break_keeps_two_texts_apart(one: str, other: str) -> None:
    # No link, emoji or composition reaches over two line breaks.
    joined = measure(one + "\n\n" + other).length
    assert joined == measure(one).length + 2 + measure("\n" + other).length - 1


@given(st.text(alphabet="abc xyz", max_size=400))
def test_plain_letters_add_up(text: str) -> None:
    assert measure(text).length == len(text)


@given(st.lists(st.sampled_from([*generate_texts.MARKS, "a", "\u0958", "\u1100"]), max_size=700))
def test_composing_is_that_of_the_standard(parts: list[str]) -> None:
    text = "".join(parts)
    assert compose(text) == unicodedata.normalize("NFC", text)


@given(st.text(min_size=300, alphabet="".join(generate_texts.MARKS)))
def test_long_rows_of_marks_compose_as_the_standard_says(text: str) -> None:
    assert compose("a" + text) == unicodedata.normalize("NFC", "a" + text)


@pytest.mark.parametrize(
    "part",
    ["a.", "a.b.", "a.com.", "a.com ", "http://", "http://a", "a.com/(", "@", "@a ", "#", "#a ",
     "$A ", "あ.com", "😀.com", "a.com_", "a.comx.", "あ.a.a.a.a.", "👨\u200d", "🇩", "\u0301\u0316",
     "\u0f73", "a.xn--", "\ufeffa.com", "\ud83d.com", "https://t.co/a?", "foo_bar.com"],
)  # fmt: skip
def test_twice_the_text_is_about_twice_the_work(part: str) -> None:
    measure(part)
    once = steps(lambda: measure(part * 1000))
    twice = steps(lambda: measure(part * 2000))
    assert twice <= 2.2 * once + 200
