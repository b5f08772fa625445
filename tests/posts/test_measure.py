"""What a communicator sees while writing a post for X."""

import pytest

from breachplay.posts import NETWORKS, Entity, composer_link, measure


def _entities(text: str) -> list[tuple[str, str]]:
    return [(entity.kind, entity.text) for entity in measure(text).entities]


def test_plain_words_count_one_a_character() -> None:
    got = measure("We are investigating.")
    assert (got.network, got.length, got.limit, got.remaining) == ("x", 21, 280, 259)
    assert got.valid
    assert got.entities == ()
    assert got.visible_end == 21
    assert got.invalid == ()


def test_an_empty_post_is_not_valid() -> None:
    got = measure("")
    assert (got.length, got.valid, got.visible_end) == (0, False, 0)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("調査中", 6),
        ("Привет", 6),
        ("“so” — it", 9),
        ("😀", 2),
        ("👍🏽", 2),
        ("👨‍👩‍👧‍👦", 2),
        ("🇩🇪", 2),
        ("1️⃣", 2),
        ("©️", 2),
        ("©", 1),
        ("🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", 2),
        ("e\u0301", 1),
        ("https://acme.com/a/very/long/path?with=a&query=too", 23),
        ("acme.com", 23),
        ("node.js", 7),
    ],
)
def test_length_as_x_counts(text: str, length: int) -> None:
    assert measure(text).length == length


def test_links_mentions_and_tags_have_their_places() -> None:
    text = "😀 @AcmeHelp: see https://acme.com/x, #outage $ACME"
    assert [(e.kind, e.start, e.end, e.text) for e in measure(text).entities] == [
        ("mention", 2, 11, "@AcmeHelp"),
        ("link", 17, 35, "https://acme.com/x"),
        ("hashtag", 37, 44, "#outage"),
        ("cashtag", 45, 50, "$ACME"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("mail help@acme.com", []),
        ("see acme.com.", [("link", "acme.com")]),
        ("(https://acme.com/a_(b))", [("link", "https://acme.com/a_(b)")]),
        ("https://t.co/AbC?x=1#y more", [("link", "https://t.co/AbC?x=1#y")]),
        ("foo_bar.example.com", [("link", "bar.example.com")]),
        ("例え.com/x", []),
        ("http://例え.com/x", [("link", "http://例え.com/x")]),
        ("#1", []),
        ("#1a", [("hashtag", "#1a")]),
        ("a#b", []),
        ("&#b", []),
        ("#a#b", []),
        ("RT@acme", [("mention", "@acme")]),
        ("@acme/staff", [("mention", "@acme/staff")]),
        ("@acme@acme", []),
        ("acme.com/#top @a", [("link", "acme.com/#top"), ("mention", "@a")]),
    ],
)
def test_what_becomes_an_entity(text: str, found: list[tuple[str, str]]) -> None:
    assert _entities(text) == found


def test_places_are_those_of_the_text_as_given_also_where_it_composes() -> None:
    text = "cafe\u0301 e\u0301 @acme #cafe\u0301"
    got = measure(text)
    assert got.length == len(text) - 3
    assert got.entities == (
        Entity("mention", 9, 14, "@acme"),
        Entity("hashtag", 15, 21, "#cafe\u0301"),
    )


def test_what_lies_over_the_limit() -> None:
    got = measure("a" * 285)
    assert (got.remaining, got.valid, got.visible_end) == (-5, False, 280)
    assert measure("調" * 141).visible_end == 140
    assert measure("a" * 279 + "👨‍👩‍👧").visible_end == 279
    assert measure("a" * 260 + " acme.com").visible_end == 261


def test_the_visible_part_of_a_text_that_composes_ends_at_a_whole_character() -> None:
    assert measure("e\u0301" * 281).visible_end == 560


def test_a_cut_that_would_make_a_link_is_moved() -> None:
    text = "a" * 270 + " acme.comx"
    assert measure(text).length == 280
    text += "yz"
    got = measure(text)
    assert measure(text[: got.visible_end]).valid


def test_refused_characters_are_named_by_place() -> None:
    got = measure("😀ab\ufeffc\uffff")
    assert not got.valid
    assert got.invalid == (3, 5)
    assert got.visible_end == 3


def test_half_a_surrogate_pair_is_counted_and_never_fails() -> None:
    got = measure("a\ud83d @b \ude00.com")
    assert got.length > 0
    assert [entity.text for entity in got.entities] == ["@b"]


def test_two_halves_are_one_character_and_places_still_fit() -> None:
    text = "\ud83d\ude00 @acme \ufeff"
    got = measure(text)
    assert got.length == measure("\U0001f600 @acme \ufeff").length
    assert got.entities == (Entity("mention", 3, 8, "@acme"),)
    assert got.invalid == (9,)
    assert got.visible_end == 9


def test_an_unknown_network_is_one_plain_sentence() -> None:
    for ask in (measure, composer_link):
        with pytest.raises(ValueError, match=r"^There is no network 'y'; known: x, .*sms\.$"):
            ask("a", "y")


def test_the_composer_opens_with_the_text_filled_in() -> None:
    assert composer_link("a b&c=d#é\n/?+%") == (
        "https://x.com/intent/post?text=a%20b%26c%3Dd%23%C3%A9%0A%2F%3F%2B%25"
    )
    assert composer_link("\ud83d") == "https://x.com/intent/post?text=%EF%BF%BD"
    assert composer_link("\ud83d\ude00") == composer_link("😀")


def test_the_table_of_networks_is_read_only() -> None:
    assert next(iter(NETWORKS)) == "x"
    assert (NETWORKS["x"].label, NETWORKS["x"].limit) == ("X", 280)
    with pytest.raises(TypeError):
        NETWORKS["y"] = NETWORKS["x"]  # type: ignore[index]
