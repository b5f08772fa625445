"""One value, many spellings: each is found as that value, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachplay.caveats.folding import fold
from breachplay.caveats.numbers import MAGNITUDES, normal
from breachplay.caveats.value import same
from breachplay.caveats.values import read, values
from tests.steps import grows_with_the_text

UNITS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
TENS = (*("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"),)


def below_a_thousand(number: int, joined: str) -> list[str]:
    hundreds, rest = divmod(number, 100)
    words = [UNITS[hundreds], "hundred"] if hundreds else []
    if rest and hundreds and joined:
        words.append(joined)
    if rest >= 20:
        tens, units = divmod(rest, 10)
        words.append(f"{TENS[tens]}-{UNITS[units]}" if units else TENS[tens])
    elif rest:
        words.append(UNITS[rest])
    return words


def in_english(number: int, joined: str = "and") -> str:
    """Write a number from 1 to 999,999,999 in words."""
    words: list[str] = []
    for name, size in (("million", 10**6), ("thousand", 10**3)):
        many, number = divmod(number, size)
        if many:
            words += [*below_a_thousand(many, joined), name]
    if number and words and number < 100 and joined:
        words.append(joined)
    return " ".join([*words, *below_a_thousand(number, joined)])


@st.composite
def spelled(draw: st.DrawFn) -> tuple[int, str]:
    """A number, and one of the ways in which people write it."""
    number = draw(st.integers(1000, 999_999_999))
    separator = draw(st.sampled_from([",", " ", "\u00a0", "\u202f", "\u2009", "'", "\u2019"]))
    spellings = [
        f"{number:,}".replace(",", separator),
        str(number),
        in_english(number),
        in_english(number, ""),
        in_english(number).capitalize(),
    ]
    if number >= 10**6:
        spellings.append(f"{number:,}".replace(",", "."))
    for size, zeros, names in (
        (10**3, 3, ("k", "K", " thousand", "-thousand")),
        (10**6, 6, ("m", "M", " million", "mn", " Million")),
        (10**5, 5, (" lakh", " lakhs")),
    ):
        whole, rest = divmod(number, size)
        if whole and rest == 0:
            spellings += [f"{whole:,}{name}" for name in names]
        elif whole and whole < 1000 and zeros > 3:
            decimals = f"{rest:0{zeros}}".rstrip("0")
            if len(decimals) != 3:
                spellings += [f"{whole}.{decimals}{name}" for name in names]
    return number, draw(st.sampled_from(spellings))


AROUND = [
    ("", ""),
    ("about ", " people"),
    ("It hit (", ")."),
    ("We count ", ", no more"),
    ("~", "+"),
]


@given(spelled(), st.sampled_from(AROUND))
def test_every_spelling_of_a_number_is_that_number(
    one: tuple[int, str], around: tuple[str, str]
) -> None:
    number, written = one
    text = fold(f"{around[0]}{written}{around[1]}").text
    (value,) = values(text)
    assert value.kind == "count"
    assert (str(number), "") in value.readings
    assert text[value.start : value.end] == fold(written).text


@given(st.integers(1, 999), st.integers(0, 9), st.sampled_from(sorted(MAGNITUDES)))
def test_a_normal_form_loses_nothing(whole: int, tenth: int, name: str) -> None:
    zeros = MAGNITUDES[name]
    assert normal(f"{whole}.{tenth}", zeros) == str((10 * whole + tenth) * 10 ** (zeros - 1))


DAYS = [
    *(
        "3 March",
        "03 March",
        "3rd March",
        "3rd of March",
        "March 3",
        "March 3rd",
        "3 Mar",
        "Mar. 3",
    ),
    *("3 March 2026", "March 3, 2026", "March 3rd, 2026", "3 MARCH 2026", "2026-03-03"),
    *("03/03/2026", "3/3/2026", "03.03.2026", "Tuesday 3 March"),
]
TIMES = [
    "2pm",
    "2 pm",
    "2 p.m.",
    "2PM",
    "14:00",
    "14:00 UTC",
    "2 p.m. UTC",
    "2:00pm",
    "14h00",
    "2.00pm",
]


@pytest.mark.parametrize("one", DAYS)
@pytest.mark.parametrize("other", DAYS)
def test_a_day_is_one_day(one: str, other: str) -> None:
    (first,), (second,) = values(one), values(f"On {other}, we saw it.")
    assert first.kind == "date"
    assert same(first, second)


@pytest.mark.parametrize("one", TIMES)
@pytest.mark.parametrize("other", TIMES)
def test_a_time_is_one_time(one: str, other: str) -> None:
    (first,), (second,) = values(one), values(f"At {other} we saw it.")
    assert first.kind == "time"
    assert same(first, second)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("3 March 2026", "3 March 2025"),
        ("3 March", "4 March"),
        ("04/03/2026", "5 March 2026"),
        ("2pm", "2am"),
        ("14:00 UTC", "14:00 CET"),
        ("120,000", "120,001"),
        ("120,000", "120,000%"),
        ("$500", "500"),
        ("$500", "€500"),
        ("12%", "12"),
    ],
)
def test_what_differs_is_not_one(one: str, other: str) -> None:
    (first,), (second,) = values(one), values(other)
    assert not same(first, second)


def test_a_day_that_may_be_two_is_either() -> None:
    (unclear,) = values("03/04/2026")
    assert same(unclear, values("3 April 2026")[0])
    assert same(unclear, values("4 March")[0])
    (clear,) = values("24/04/2026")
    assert clear.readings == ((2026, 4, 24),)


@pytest.mark.parametrize(
    ("written", "kind", "reading"),
    [
        ("12%", "share", ("12", "")),
        ("12.5 per cent", "share", ("12.5", "")),
        ("twelve percent", "share", ("12", "")),
        ("$1.2m", "money", ("1200000", "$")),
        ("EUR 500", "money", ("500", "€")),
        ("500 euros", "money", ("500", "€")),
        ("£20 million", "money", ("20000000", "£")),
        ("120.000", "count", ("120000", "")),
        ("1,20,000", "count", ("120000", "")),
        ("1.2 crore", "count", ("12000000", "")),
        ("half a million", "count", ("500000", "")),
        ("one and a half million", "count", ("1500000", "")),
        ("a hundred and twenty thousand", "count", ("120000", "")),
        ("24 hours", "span", ("24", "hour")),
        ("72-hour", "span", ("72", "hour")),
        ("May 2026", "month", (2026, 5)),
    ],
)
def test_what_it_is(written: str, kind: str, reading: tuple[str | int, ...]) -> None:
    (value,) = values(written)
    assert (value.kind, value.readings) == (kind, (reading,))


@pytest.mark.parametrize(
    "text",
    [
        "1,120,000",
        "120,000,000",
        "120,0001",
        "0.120,000",
        "120,000 thousand",
        "1 120 000",
        "case 120000",
        "INC-120000",
        "#120000",
        "v120000",
        "+44 120 000 0000",
    ],
)
def test_a_number_inside_another_is_not_that_number(text: str) -> None:
    assert ("120000", "") not in [reading for value in values(text) for reading in value.readings]


@pytest.mark.parametrize(
    "text",
    [
        *("2/3", "step 1", "two-factor", "v2.3.1", "192.0.2.1", "CVE-2026-1234", "SHA-256"),
        *("+44 20 7946 0018", "202-555-0147", "(202) 555-0147", "0800 123 4567", "no. 5"),
        *("4111 1111 1111 1111", "2FA", "one-time", "ticket #4711", "Article 33"),
    ],
)
def test_what_only_looks_like_a_value(text: str) -> None:
    assert values(text) == ()


def test_two_days_in_one_range() -> None:
    for written in ("3-5 March", "3 to 5 March", "3rd and 5th March", "March 3-5"):
        assert [value.readings for value in values(written)] == [((0, 3, 3),), ((0, 3, 5),)]


def test_words_and_values_stand_in_order() -> None:
    pieces = read("About 120k people, since 3 March.")
    assert [piece.value.kind if piece.value else piece.word for piece in pieces] == [
        *("about", "count", "people", "since", "date")
    ]


@given(st.text(max_size=200))
def test_any_text_is_read_and_its_spans_hold(text: str) -> None:
    plain = fold(text).text
    for value in values(plain):
        assert 0 <= value.start < value.end <= len(plain)


HOSTILE = [
    *("1", "1,", "1,000 ", "1 ", "one ", "a ", "and ", "hundred ", "one hundred and ", "12:", "3-"),
    *("3 March ", "March ", "p.m. ", "$", "1%", "+1 ", "(", "1.", "000 ", "3rd ", "-", "1k"),
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_work_grows_with_hostile_text_and_no_faster(piece: str) -> None:
    grows_with_the_text(values, piece)
