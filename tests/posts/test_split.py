"""A text too long for one post becomes a thread: where it is cut, how it is numbered, its laws."""

import re
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breachplay.posts import NETWORKS, measure, split
from breachplay.posts.breaks import breaks
from tests.posts import generate_texts
from tests.posts.test_laws import TEXTS

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"


def _texts(text: str, network: str = "x", limit: int | None = None) -> list[str]:
    return [part.text for part in split(text, network, limit=limit)]


def test_a_text_that_fits_is_one_post_without_a_number() -> None:
    (part,) = split("  We are investigating.\n")
    assert (part.text, part.start, part.end) == ("We are investigating.", 2, 23)
    assert part.measure.valid
    assert split(" \n") == ()


def test_it_is_cut_between_paragraphs_then_sentences_then_words() -> None:
    assert _texts("First one here.\n\nSecond one is here.", limit=24) == [
        "First one here. 1/2",
        "Second one is here. 2/2",
    ]
    assert _texts("One two. Three four five six. Seven.", limit=32) == [
        "One two. 1/2",
        "Three four five six. Seven. 2/2",
    ]
    assert _texts("one two three four five six", limit=18) == [
        "one two three 1/2",
        "four five six 2/2",
    ]


def test_the_last_post_is_not_two_words_alone() -> None:
    text = " ".join(["word"] * 57)  # 284 characters: by greed the last post were one word
    first, last = split(text)
    assert abs(first.measure.length - last.measure.length) < 10


def test_numbers_links_names_and_emoji_stay_whole() -> None:
    for whole in (
        "+49 30 1234 567", "1 200.50", "(030) 12 34", "14:30", "1,200.50", "https://acme.com/a(b)c",
        "@acme/staff", "#\u60c5\u5831\u6f0f\u6d29\u8abf\u67fb", FAMILY * 3, "120\xa0000",
    ):  # fmt: skip
        for before in range(0, 22, 3):
            text = "a" * before + " " + whole + " and then some more words"
            parts = split(text, "linkedin", limit=32)
            assert any(whole in part.text for part in parts), (whole, before)


def test_a_line_of_hyphens_is_a_cut_that_stands() -> None:
    text = "One.\n---\n\nTwo.\n  ----\t\nThree --- not here."
    assert _texts(text) == ["One. 1/3", "Two. 2/3", "Three --- not here. 3/3"]
    assert _texts("---\nOne.\n---\n") == ["One."]
    assert _texts("a\n---\nb", "status-page") == ["a 1/2", "b 2/2"]
    long = "word " * 70
    assert [len(split(f"Short.\n---\n{long}"))] == [3]


def test_a_word_that_no_post_could_hold_is_cut_hard_and_flagged() -> None:
    parts = split("See " + "a" * 600)
    assert [part.hard for part in parts][-1]
    assert all(part.measure.valid for part in parts)
    assert "".join(re.sub(r" \d/\d$", "", part.text) for part in parts) in {
        "See" + "a" * 600,
        "See " + "a" * 600,
    }


def test_japanese_is_cut_after_sentences_and_never_before_a_full_stop() -> None:
    text = (
        "\u8abf\u67fb\u4e2d\u3067\u3059\u3002\u60c5\u5831\u304c\u6f0f\u308c\u307e\u3057\u305f\u3002"
    )
    assert _texts(text, limit=24) == [text[:6] + " 1/2", text[6:] + " 2/2"]
    for part in split(text * 30):
        assert part.text[0] not in "\u3002\u3001"
        assert part.measure.valid


def test_numbering_is_counted_and_may_be_other_or_none() -> None:
    text = "word " * 600
    parts = split(text)
    assert [part.text.rsplit(" ", 1)[1] for part in parts] == [
        f"{number}/{len(parts)}" for number in range(1, len(parts) + 1)
    ]
    assert len(parts) >= 10
    assert all(part.measure.length <= 280 for part in parts)
    plain = split(text, numbering="")
    assert plain[0].text.endswith("word")
    assert split(text, numbering="\n({n})")[0].text.endswith("\n(1)")
    for wrong, limit in (("1/3", 280), (" {n}/{of}", 4)):
        with pytest.raises(ValueError, match=r"^(The numbering|A limit)"):
            split(text, numbering=wrong, limit=limit)


def test_bytes_count_where_a_network_limits_them() -> None:
    parts = split((FAMILY + " ") * 250, "bluesky")
    assert all(part.measure.valid for part in parts)
    assert len(parts) == 2


def _without_number(part_text: str) -> str:
    return re.sub(r" \d+/\d+$", "", part_text)


@given(TEXTS, st.sampled_from(list(NETWORKS)), st.sampled_from([30, 40, 90]))
@settings(max_examples=60)
def test_laws(text: str, network: str, limit: int) -> None:
    parts = split(text, network, limit=limit)
    place = 0
    whole = measure(text, network)
    for part in parts:
        assert place <= part.start < part.end <= len(text)
        assert not re.sub(r"(?m)^[ \t]*-{3,}[ \t]*$", "", text[place : part.start]).strip()
        assert part.text.startswith(text[part.start : part.end])
        assert part.measure == measure(part.text, network, limit=limit)
        place = part.end
    assert not re.sub(r"(?m)^[ \t]*-{3,}[ \t]*$", "", text[place:]).strip()
    edges = {part.start for part in parts if not part.hard} | {
        part.end for part in parts if not part.hard
    }
    for entity in whole.entities:
        assert not any(entity.start < edge < entity.end for edge in edges)


WORDS = st.lists(
    st.sampled_from(
        ["a", "word", "longer", "sentence.", "14:30", "acme.com", "@acme", "\u8abf", "x\n\n"]
    ),
    min_size=1, max_size=14,
).map(" ".join)  # fmt: skip


@given(WORDS, st.sampled_from(["x", "mastodon", "bluesky", "linkedin"]), st.sampled_from([30, 36]))
@settings(max_examples=150)
def test_no_thread_is_shorter(text: str, network: str, limit: int) -> None:
    parts = split(text, network, limit=limit)
    assert all(part.measure.valid for part in parts)
    assert all(not part.hard for part in parts)
    text = text.strip()
    places = breaks(text, measure(text, network).entities, 0, len(text))
    for count in range(1, len(parts)):
        for chosen in combinations(places, count - 1):
            edges = [0, *(edge for cut in chosen for edge in (cut.end, cut.start)), len(text)]
            posts = [text[edges[n] : edges[n + 1]] for n in range(0, len(edges), 2)]
            suffix = (f" {n}/{count}" if count > 1 else "" for n in range(1, count + 1))
            assert not all(
                measure(post + end, network, limit=limit).valid
                for post, end in zip(posts, suffix, strict=True)
            ), posts


@given(st.lists(st.sampled_from(generate_texts.WORDS), min_size=100, max_size=400).map(" ".join))
@settings(max_examples=20)
def test_ordinary_texts_always_fit(text: str) -> None:
    for part in split(text):
        assert not part.measure.over


SOLID = [
    "+49 30 1234 567",
    "1 200.50",
    "14:30",
    "120,000",
    "2026-11-24",
    FAMILY,
    "\U0001f1e9\U0001f1ea",
]
SOLID += [
    "1\ufe0f\u20e3",
    "\u2764\ufe0f",
    "\U0001f44d\U0001f3fd",
    "@acme/staff",
    "https://acme.com/a(b)c",
]


@given(
    st.lists(st.sampled_from([*SOLID, "word", "longer", "sentence."]), min_size=1, max_size=40),
    st.sampled_from(["x", "mastodon", "bluesky", "threads", "linkedin", "status-page"]),
    st.sampled_from([36, 48, 280]),
)
@settings(max_examples=150)
def test_what_belongs_together_stays_together(words: list[str], network: str, limit: int) -> None:
    # With words between them, so that two numbers are not one.
    text = " so ".join(words)
    parts = split(text, network, limit=limit)
    edges = {edge for part in parts for edge in (part.start, part.end) if not part.hard}
    place = 0
    for word in words:
        assert not any(place < edge < place + len(word) for edge in edges), word
        place += len(word) + len(" so ")


@given(
    st.lists(st.sampled_from(["a", "word", "longer", "extraordinary"]), min_size=80, max_size=300)
)
@settings(max_examples=40)
def test_posts_are_evenly_filled(words: list[str]) -> None:
    parts = split(" ".join(words))
    lengths = [part.measure.length for part in parts]
    # Every post could give or take a word at each of its ends.
    assert max(lengths) - min(lengths) <= 4 * len("extraordinary ")
