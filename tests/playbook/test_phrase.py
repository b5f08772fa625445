"""Phrases: one plain wording finds what people really type."""

import pytest
import re2

from breachplay.caveats.folding import fold
from breachplay.playbook.phrase import PhraseError, translate
from breachplay.playbook.sharing import shared
from breachplay.playbook.word_classes import CLASSES


def found(phrase: str, text: str) -> str | None:
    folded = fold(text)
    match = re2.search(f"(?i){translate(phrase)}", folded.data.decode())
    if match is None:
        return None
    start, end = folded.span(*match.span())
    return text[start:end]


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("no evidence", "There is NO  evidence."),
        ("no evidence", "There is no\nevidence."),
        ("no evidence", "There is no\u00a0evidence."),
        ("no evidence", "no-evidence"),
        ("no evidence", "no evi\u00addence"),
        ("no evidence", "\uff4e\uff4f \uff45\uff56\uff49\uff44\uff45\uff4e\uff43\uff45"),
        ("no evidence", "\U0001d427\U0001d428 evidence"),
        ("we are not aware", "we’re not aware"),
        ("we are not aware", "we aren't aware"),
        ("do not know", "dont know"),
        ("not aware", "we weren’t aware"),
        ("cannot say", "can’t say"),
        ("cannot say", "can not say"),
        ("will not happen", "won't happen"),
        ("state-sponsored", "state sponsored"),
        ("state-sponsored", "state\u2010sponsored"),
        ("customer(|s)", "customers"),
        ("(we|) (have|) no (clear|) evidence", "no evidence"),
        ("no * evidence", "no such clear evidence"),
        ("dm your ... password", "DM your name, town and password"),
        ("less than #", "less than 0.5%"),
        ("only #", "only two"),
        ("only # customers", "only 1,200 customers"),
        (
            "supplier ~ hacked",
            "our supplier, which prints 4.5 million cards (in Leeds), was hacked",
        ),
        ("supplier ~ hacked", "supplier hacked"),
        ("<people> are", "the account holders are"),
        ("your <data> (is|are) safe", "your savings are safe"),
        ("<staff> was <taken>", "a member of our staff was accessed"),
        ("a <customer> was", "a client was"),
        ("of <people>", "of customers’ data"),
        ("<customer> were", "clients were"),
        ("<customer>'s fault", "the client’s fault"),
        ("not a breach \u2014 of", "not a breach \u2014 of"),
    ],
)
def test_it_finds(phrase: str, text: str) -> None:
    assert found(phrase, text) is not None


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("only", "commonly"),
        ("only", "onlyfans"),
        ("no evidence", "no.\n\nEvidence follows."),
        ("no evidence", "no - evidence"),
        ("no * evidence", "no, there is evidence"),
        ("no * evidence", "no. We have evidence"),
        ("not aware", "knot aware"),
        ("supplier ~ hacked", "we told the supplier. A shop was hacked"),
        ("supplier ~ hacked", "a supplierhacked"),
        ("most * not", "most probably a fault"),
        ("most * not", "most of the equipment"),
        ("customer(|s) are", "customersare"),
        ("only #", "only people"),
        ("<people> are", "the tables are"),
        ("<people are", "people are"),
        ("the <staff>", "the associated accounts"),
        ("(<people>|x)y", "people"),
        ("no * evidence", "no \u2014 there is evidence"),
    ],
)
def test_it_leaves_alone(phrase: str, text: str) -> None:
    assert found(phrase, text) is None


@pytest.mark.parametrize(
    "phrase", ["(a", "a)", "a|b", "", "   ", "* a", "a ...", "(|a)", "(|a) (b|)", "(" * 5000]
)
def test_a_faulty_phrase_is_named(phrase: str) -> None:
    with pytest.raises(PhraseError):
        translate(phrase)


def test_an_unknown_class_of_words_is_named_with_those_there_are() -> None:
    with pytest.raises(PhraseError, match=r"no class of words <peple>; there are .*<people>"):
        translate("<peple> are safe")


@pytest.mark.parametrize(
    "phrases",
    [
        ("<staff> (was|were) tricked", "<staff> lost", "<staff>'s laptop"),
        ("fault of (|*) <supplier>", "(lost|left) by <supplier>", "<supplier> (was|were) hacked"),
        ("lost by <people>", "<people>", "<people> # times", "<people> (|not) told"),
    ],
)
def test_phrases_that_are_joined_find_what_they_found_alone(phrases: tuple[str, ...]) -> None:
    texts = [
        "An employee lost it.", "Employees were tricked.", "A worker's laptop", "the employee sold",
        "the fault of our big vendor", "left by a supplier", "vendors were hacked",
        "It was lost by customers", "customers 12 times", "people not told", "told people",
    ]  # fmt: skip
    joined = shared(phrases)
    assert joined == tuple(dict.fromkeys(joined))
    for text in texts:
        alone = any(found(phrase, text) for phrase in phrases)
        assert any(found(phrase, text) for phrase in joined) == alone, text


def test_what_phrases_share_stands_once() -> None:
    assert shared(["<staff> lost", "no one", "<staff> was tricked"]) == (
        "no one",
        "<staff> (lost|was tricked)",
    )


@pytest.mark.parametrize("name", CLASSES)
def test_every_class_of_words_matches_whole_words(name: str) -> None:
    assert re2.compile(translate(f"a <{name}> z"))
    assert found(f"a <{name}> z", "a qqq z") is None
