"""Which facts a text states, in whatever spelling; and which it does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachplay.caveats.folding import fold
from breachplay.caveats.stating import same_value, stated
from breachplay.caveats.values import read
from breachplay.caveats.words import FactView
from breachplay.playbook.placeholders import Stated
from tests.caveats.test_values import spelled
from tests.steps import grows_with_the_text


def found(text: str, kind: str, value: str, filled: tuple[Stated, ...] = ()) -> list[str]:
    """Give the words of a text that state a fact of that value."""
    plain = fold(text)
    facts = (FactView("fact", "Fact", kind, value, "confirmed"),)
    spans = stated(plain, read(plain.text), filled, facts)
    return [text[one.start : one.end] for one in spans]


@given(spelled(), st.sampled_from(["{}", "about {}", "{} people", "around {} customers"]))
def test_every_spelling_of_its_number_states_a_count(one: tuple[int, str], form: str) -> None:
    number, written = one
    if written.count(".") == 1 and written[-3:].isdigit():
        return  # 1.234 may be either
    assert found(f"It hit {written} of us", "count", form.format(f"{number:,}")) == [written]
    assert same_value("count", written, form.format(number))
    assert not same_value("count", written, f"{number + 1:,}")


@pytest.mark.parametrize(
    ("text", "kind", "value", "words"),
    [
        ("At 01:35 UTC on 24 November it began", "time", "24 November, 01:35 UTC", None),
        ("On 24 November 2026 at 1:35am", "time", "24 November, 01:35 UTC", None),
        ("between 80k and 120k people", "count", "80,000 to 120,000", ["80k and 120k"]),
        ("our sign in page", "text", "sign-in page", ["sign in page"]),
        ("“Passport  scans” were taken", "text", "passport scans", ["Passport  scans"]),
        ("80k customers were hit", "text", "about 80,000 customers", ["80k customers"]),
        ("3 accounts and 3 rules", "count", "3", ["3"]),
        ("It hit one in five customers", "text", "20%", ["one in five"]),
        ("It hit 1 out of every 5 accounts", "text", "20%", ["1 out of every 5"]),
        ("A fifth of our users and 20 pct", "text", "20%", ["A fifth", "20 pct"]),
        ("a third of all accounts", "text", "33%", ["a third"]),
        ("120 K accounts", "count", "120,000", ["120 K"]),
        ("2,500,000 US dollars", "text", "$2.5 million", ["2,500,000 US dollars"]),
        ("the third of March 2026", "text", "3 March 2026", ["third of March 2026"]),
        ("since March the 3rd", "text", "3 March 2026", ["March the 3rd"]),
        ("since March third.", "text", "3 March 2026", ["March third"]),
        ("since 3-Mar-2026", "text", "3 March 2026", ["3-Mar-2026"]),
        ("2026-03-12T14:02Z", "time", "12 March 2026, 14:02 UTC", None),
        ("12 March, 1402 UTC", "time", "12 March 2026, 14:02 UTC", None),
        ("at 14.02 UTC on 12 March", "time", "12 March 2026, 14:02 UTC", None),
        ("15:02 CET on 12 March", "time", "12 March 2026, 14:02 UTC", None),
        ("9:02 am EST, 12 March", "time", "12 March 2026, 15:02 CET", None),
        (
            "by six pm UTC, so 18 UTC, so 18h UTC",
            "time",
            "18:00 UTC",
            ["six pm UTC", "18 UTC", "18h UTC"],
        ),
    ],
)
def test_stated(text: str, kind: str, value: str, words: list[str] | None) -> None:
    states = found(text, kind, value)
    assert states == words if words else len(states) == 1


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("1,120,000 people", "count", "120,000"),
        ("$120,000", "count", "120,000"),
        ("120,000 km", "share", "120,000%"),
        ("On 3 March", "count", "3"),
        ("one in five minutes", "text", "20%"),
        ("the first half of the night", "text", "50%"),
        ("it may be the second may", "text", "2 May"),
        ("In March third parties", "text", "3 March"),
        ("18 CT scans", "time", "18:00 CT"),
        ("24 November, 01:35", "time", "24 November, 02:35 CET, and again at 01:35 JST"),
        ("15:02 CET", "time", "15:02 UTC"),
        ("14:02", "time", "15:02 CET"),
        ("On 24 November we said it", "time", "24 November, 01:35 UTC"),
        ("24 November, 01:35 CET", "time", "24 November, 01:35 UTC"),
        ("names", "text", "names and addresses"),
        ("a scan of a passport", "text", "passport scans"),
        ("it", "text", "it"),
    ],
)
def test_not_stated(text: str, kind: str, value: str) -> None:
    assert found(text, kind, value) == []


def test_what_a_placeholder_filled_is_that_fact() -> None:
    assert found("From 3 March on", "time", "3 March", (Stated(5, 12, "fact"),)) == ["3 March"]


@pytest.mark.parametrize("piece", ["no ", "120,000 ", "3 March ", "one hundred "])
def test_work_grows_with_the_text_where_a_value_repeats_itself(piece: str) -> None:
    grows_with_the_text(lambda text: found(text, "text", piece * 20 + "end"), piece)
