"""Placeholders: filled in one pass, never read again, and known by their place."""

from hypothesis import given
from hypothesis import strategies as st

from breachplay.playbook.placeholders import Filled, Gap, Stated, fill, names_in


def test_a_name_is_filled_and_its_place_is_known() -> None:
    assert fill("At {service} now.", {"service": "Acme 😀"}) == Filled(
        "At Acme 😀 now.", (Stated(3, 9, "service"),)
    )


def test_what_nothing_fills_stays_as_a_gap() -> None:
    filled = fill("{a}{b} {c}", {"a": "xy", "c": ""})
    assert filled == Filled("xy{b} {c}", (Stated(0, 2, "a"),), (Gap(2, 5, "b"), Gap(6, 9, "c")))


def test_a_value_is_never_read_again() -> None:
    assert fill("{a}{b}", {"a": "{b}", "b": "{a}"}).text == "{b}{a}"


def test_every_other_brace_is_text() -> None:
    text = "{} {{ x }} {A} {a.b} {a[0]} {a!r} {:>9} { a } {1} {a"
    assert fill(text, {"a": "no", "A": "no", "x": "no"}) == Filled(text)


def test_names_are_given_in_order() -> None:
    assert names_in("{b} {a} {b} {A}") == ("b", "a", "b")


@given(
    st.lists(st.sampled_from(["{a}", "{b}", "{gap}", "{", "}", "x", "😀", "{a b}"])),
    st.dictionaries(st.sampled_from(["a", "b"]), st.text(max_size=5)),
)
def test_every_span_holds_what_it_says(parts: list[str], values: dict[str, str]) -> None:
    filled = fill("".join(parts), values)
    for stated in filled.stated:
        assert filled.text[stated.start : stated.end] == values[stated.name]
    for gap in filled.gaps:
        assert filled.text[gap.start : gap.end] == f"{{{gap.name}}}"
