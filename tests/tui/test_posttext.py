"""The text of a post as its network shows it, and where its marks come to stand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.content import Content

from breachplay.caveats import Caveat
from breachplay.plain import visible
from breachplay.playbook.placeholders import fill
from breachplay.posts import cut_by_hand, measure, split
from breachplay.record.judging import Judgement
from breachplay.tui.widgets.posttext import card_text, display_form, post_text

Span = tuple[int, int]

LINK = "https://www.example.com/help/what-happened-to-your-account"
SHOWN = "example.com/help/what-happene…"
STOP = "bold underline $text-error"
STRUCK = "$text-error strike"


def caveat(start: int, end: int, severity: str = "stop") -> Caveat:
    return Caveat(
        id="some-rule",
        severity=severity,  # type: ignore[arg-type]
        start=start,
        end=end,
        message="Not so.",
        why="",
        instead="",
        source="",
        subject="",
    )


def judged(text: str, *spans: Span, network: str = "x", thread: bool = False) -> Judgement:
    """Judge a text as it stands, with stops over these spans of it."""
    cards = split(text, network) if thread or cut_by_hand(text) else ()
    return Judgement(
        fill(text, {}),
        measure(text, network),
        cards if len(cards) > 1 else (),
        tuple(caveat(*span) for span in spans),
    )


def over(text: str, part: str) -> Span:
    """Give where a part of a text stands."""
    start = text.index(part)
    return start, start + len(part)


def marked(content: Content, style: str = STOP) -> list[str]:
    """Give the pieces of the text that have a style, in order."""
    spans = sorted((span.start, span.end) for span in content.spans if str(span.style) == style)
    return [content.plain[start:end] for start, end in spans]


class TestLinks:
    """A link is shown short; whatever marks a part of it marks all of it."""

    @pytest.mark.parametrize(
        ("link", "shown"),
        [
            ("https://example.com", "example.com"),
            ("http://www.example.com/a", "example.com/a"),
            ("example.com/a", "example.com/a"),
            (LINK, SHOWN),
            ("https://" + "a" * 30, "a" * 30),
            ("https://" + "a" * 31, "a" * 29 + "…"),
        ],
    )
    def test_display_form(self, link: str, shown: str) -> None:
        assert display_form(link) == shown

    def test_it_is_shortened_in_its_sentence(self) -> None:
        content = post_text(judged(f"Look at {LINK} now."))
        assert content.plain == f"Look at {SHOWN} now."
        assert marked(content, "$text-accent") == [SHOWN]

    @pytest.mark.parametrize("part", ["https://", "example.com", "happened", "account", LINK])
    def test_a_caveat_inside_marks_the_whole_link(self, part: str) -> None:
        text = f"Look at {LINK} now."
        assert marked(post_text(judged(text, over(text, part)))) == [SHOWN]

    @pytest.mark.parametrize(
        ("part", "shown"),
        [
            ("Look at https://www.exam", f"Look at {SHOWN}"),
            ("account now", f"{SHOWN} now"),
            (f"at {LINK} now", f"at {SHOWN} now"),
        ],
    )
    def test_a_caveat_across_its_edge_too(self, part: str, shown: str) -> None:
        text = f"Look at {LINK} now."
        assert marked(post_text(judged(text, over(text, part)))) == [shown]

    def test_a_mark_between_two_links(self) -> None:
        text = f"{LINK} and {LINK}"
        content = post_text(judged(text, (30, len(LINK) + 20)))
        assert marked(content) == [f"{SHOWN} and {SHOWN}"]

    def test_mentions_and_tags_keep_their_words(self) -> None:
        content = post_text(judged("Ask @ExampleHelp about #outage"))
        assert marked(content, "$text-accent") == ["@ExampleHelp", "#outage"]


class TestHidden:
    """What hides is shown, and moves the marks along."""

    def test_hidden_characters_grow(self) -> None:
        text = "a\u202eb and safe"
        content = post_text(judged(text, over(text, "safe")))
        assert content.plain == "a<U+202E>b and safe"
        assert marked(content) == ["safe"]

    def test_a_mark_on_one(self) -> None:
        assert marked(post_text(judged("a\x1b[2Jb", (1, 2)))) == ["<U+001B>"]

    def test_a_gap_is_marked_as_it_stands(self) -> None:
        content = post_text(judged("It affects {service}."))
        assert content.plain == "It affects {service}."
        assert marked(content, "bold $text-error reverse") == ["{service}"]

    def test_what_looks_like_markup_is_text(self) -> None:
        assert post_text(judged("[bold]no[/bold]")).plain == "[bold]no[/bold]"


class TestLines:
    """Blank lines collapse; what is written from the right stands on the right."""

    def test_rows_of_blank_lines_are_one(self) -> None:
        assert post_text(judged("a\n\n\n\nb\n \n\nc\nd")).plain.split("\n") == [
            *("a", "", "b", " ", "c", "d")
        ]

    def test_a_mark_across_them(self) -> None:
        content = post_text(judged("safe\n\n\n\nnow", (0, 11)))
        assert "".join(marked(content)).replace("\n", "") == "safenow"

    def test_a_paragraph_from_the_right_is_set_right(self) -> None:
        content = post_text(judged("Hello\nשלום @acme\n(مرحبا)"), 20)
        assert content.plain.split("\n") == [
            "Hello",
            "שלום @acme".rjust(20),
            "(مرحبا)".rjust(20),
        ]
        assert marked(content, "$text-accent") == ["@acme"]

    def test_a_long_one_is_wrapped_first(self) -> None:
        content = post_text(judged("שלום " * 12), 20)
        rows = content.plain.split("\n")
        assert len(rows) == 3
        assert all(cell_len(row) == 20 for row in rows)
        assert all(row.endswith("שלום") for row in rows)

    def test_without_a_width_it_stays(self) -> None:
        assert post_text(judged("שלום")).plain == "שלום"

    def test_the_first_letter_decides(self) -> None:
        assert post_text(judged("12. שלום"), 20).plain == "12. שלום".rjust(20)
        assert post_text(judged("Acme: שלום"), 20).plain == "Acme: שלום"

    def test_links_and_names_decide_nothing(self) -> None:
        text = f"@acme שלום\n\n{LINK} #שלום\n\n@acme\n\n12:30\n\nHello שלום"
        rows = [row for row in post_text(judged(text), 50).plain.split("\n") if row.strip()]
        assert rows == [
            "@acme שלום".rjust(50),
            f"{SHOWN} #שלום".rjust(50),
            "@acme".rjust(50),
            "12:30".rjust(50),
            "Hello שלום",
        ]

    def test_a_name_alone_goes_its_own_way(self) -> None:
        assert post_text(judged("#שלום"), 20).plain == "#שלום".rjust(20)
        assert post_text(judged("@acme\n#שלום"), 20).plain.split("\n")[0] == "@acme"

    def test_wide_characters_count_two_cells(self) -> None:
        content = post_text(judged("我们正在调查" * 5), 20)
        assert [cell_len(row.plain) for row in content.wrap(20)] == [20, 20, 20]

    def test_wide_ones_beside_right_to_left(self) -> None:
        rows = post_text(judged("שלום 我们正在调查 " * 2), 14).plain.split("\n")
        assert all(cell_len(row) == 14 for row in rows)


class TestTooLong:
    """What the network would not take is struck; in a thread nothing is."""

    def test_the_rest_is_struck(self) -> None:
        content = post_text(judged("a" * 280 + "bcd"))
        assert marked(content, STRUCK) == ["bcd"]

    def test_a_wide_character_is_not_halved(self) -> None:
        content = post_text(judged("a" + "我" * 140))
        assert marked(content, STRUCK) == ["我"]

    def test_bytes_count_where_the_network_says_so(self) -> None:
        family = "👨‍👩‍👧‍👦"
        content = post_text(judged(family * 130, network="bluesky"))
        assert marked(content, STRUCK) == [family * (130 - 3000 // len(family.encode()))]

    def test_a_thread_has_nothing_struck(self) -> None:
        judgement = judged("word " * 100, thread=True)
        for number in range(len(judgement.cards)):
            assert marked(card_text(judgement, number), STRUCK) == []


class TestCards:
    """Each card of a thread shows its own part, marks and all, and its number."""

    def test_marks_end_at_the_border(self) -> None:
        text = "All is\n---\nsafe now"
        judgement = judged(text, over(text, "is\n---\nsafe"))
        first, second = card_text(judgement, 0), card_text(judgement, 1)
        assert (first.plain, second.plain) == ("All is 1/2", "safe now 2/2")
        assert (marked(first), marked(second)) == (["is"], ["safe"])

    def test_a_mark_stays_on_its_card(self) -> None:
        text = "All is\n---\nsafe now"
        judgement = judged(text, over(text, "now"))
        assert marked(card_text(judgement, 0)) == []
        assert marked(card_text(judgement, 1)) == ["now"]

    def test_the_number_is_quiet(self) -> None:
        content = card_text(judged("One.\n---\nTwo."), 1)
        assert marked(content, "$quiet") == [" 2/2"]

    def test_links_are_short_on_every_card(self) -> None:
        judgement = judged(f"See {LINK}\n---\nAnd {LINK} too")
        assert card_text(judgement, 0).plain == f"See {SHOWN} 1/2"
        assert card_text(judgement, 1).plain == f"And {SHOWN} too 2/2"

    def test_from_the_right_with_its_number(self) -> None:
        rows = card_text(judged("שלום\n---\nשלום"), 0, 20).plain.split("\n")
        assert rows == ["שלום 1/2".rjust(20)]

    def test_a_word_no_post_could_hold(self) -> None:
        judgement = judged(f"{LINK}{'a' * 400}" + "\n---\nEnd", (20, 300))
        shown = "".join(card_text(judgement, n).plain for n in range(len(judgement.cards)))
        assert shown.startswith(("https://", "example"))


PLAIN = [
    "a",
    "b",
    "safe",
    "{service}",
    "@acme",
    "#tag",
    LINK,
    "http://example.org/x",
    "a.example.com",
]
ODD = [
    "\u202e",
    "\x1b[2J",
    "\ud800",
    "\t",
    "我们",
    "שלום",
    "مرحبا",
    "👨‍👩‍👧‍👦",
    "🇩🇪",
    "é",
    "---",
    "x" * 90,
]
WORDS = st.sampled_from([*PLAIN, *ODD])
SPACES = st.sampled_from(["", " ", " ", "\n", "\n\n", "\n\n\n", "\n---\n", " \n \n"])
TEXTS = st.lists(st.tuples(WORDS, SPACES), max_size=30).map(
    lambda pairs: "".join(word + space for word, space in pairs)
)


def letters(text: str) -> str:
    """Give what is to be seen of a text, without white space."""
    return "".join(text.split())


def expected(judgement: Judgement) -> str:
    """Give what must be seen of a whole text: everything, with its links as they are shown."""
    text, shown, place = judgement.text, "", 0
    for entity in judgement.measure.entities:
        if entity.kind == "link":
            shown += visible(text[place : entity.start]) + visible(display_form(entity.text))
            place = entity.end
    return letters(shown + visible(text[place:]))


@settings(max_examples=200, deadline=None)
@given(
    TEXTS,
    st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), max_size=5),
    st.sampled_from(["x", "mastodon", "bluesky", "status-page", "sms"]),
    st.booleans(),
    st.sampled_from([0, 12, 34, 80]),
)
def test_no_text_and_no_marks_are_too_odd(
    text: str, marks: list[tuple[float, float]], network: str, thread: bool, width: int
) -> None:
    spans = [(round(min(mark) * len(text)), round(max(mark) * len(text))) for mark in marks if text]
    judgement = judged(text, *spans, network=network, thread=thread)
    whole = post_text(judgement, width)
    assert letters(whole.plain) == expected(judgement)
    contents = [whole]
    contents += [card_text(judgement, number, width) for number in range(len(judgement.cards))]
    for content in contents:
        for span in content.spans:
            assert 0 <= span.start <= span.end <= len(content.plain)
        for row in content.split("\n"):
            assert visible(row.plain) == row.plain
    for number, card in enumerate(judgement.cards, 1):
        assert contents[number].plain.rstrip().endswith(f"{number}/{len(judgement.cards)}")
        if not any(entity.kind == "link" for entity in judgement.measure.entities):
            assert letters(contents[number].plain) == letters(visible(card.text))
