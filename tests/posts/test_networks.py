"""What each network counts, refuses and makes links of: vectors of our own, from its rules."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachplay.posts import NETWORKS, Network, Over, composer_link, fits, measure, networks, split
from breachplay.posts.graphemes import clusters, emoji, emoji_bytes, grapheme_length
from tests.posts.test_laws import TEXTS

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
FLAG = "\U0001f1e9\U0001f1ea"

LENGTHS = [
    # Mastodon: a link with a scheme 23; of a mention the part before the server; graphemes.
    ("mastodon", "plain", 5),
    ("mastodon", "https://acme.com/a/very/long/path?with=a&query=too#and-more", 23),
    ("mastodon", "https://a.co", 23),
    ("mastodon", "acme.com", 8),
    ("mastodon", "gemini://acme.com/x", 23),
    ("mastodon", "ftp://acme.com", 14),
    ("mastodon", "https://localhost/x", 19),
    ("mastodon", "https://acme.com/(a)_b_(c).", 24),
    ("mastodon", "(https://acme.com/a)", 25),
    ("mastodon", "@help", 5),
    ("mastodon", "@help@social.acme.com", 5),
    ("mastodon", "cc @help@social.acme.com, @ops@acme.com.", 15),
    ("mastodon", "mail help@acme.com", 18),
    ("mastodon", "@help@acme.com/users", 11),
    ("mastodon", FAMILY + FLAG + "e\u0301", 3),
    ("mastodon", " \n ", 0),
    # Bluesky: graphemes, whatever they are made of; links as they are written.
    ("bluesky", "https://acme.com/a", 18),
    ("bluesky", FAMILY + FLAG + "e\u0301" + "\r\n" + "\u8abf", 5),
    ("bluesky", FLAG + FLAG[0], 2),
    ("bluesky", ":\u094d\u0926", 2),
    # Threads: characters, but an emoji its bytes of UTF-8.
    ("threads", "caf\u00e9 \u8abf", 6),
    ("threads", "\U0001f600", 4),
    ("threads", FAMILY, 25),
    ("threads", FLAG, 8),
    ("threads", "\u2764\ufe0f", 6),
    ("threads", "\u2764 \u00a9 \u2122 1 #", 9),
    ("threads", "1\ufe0f\u20e3", 7),
    ("threads", "\U0001f44d\U0001f3fd", 8),
    # LinkedIn: UTF-16 units.
    ("linkedin", "caf\u00e9 \u8abf", 6),
    ("linkedin", "\U0001f600", 2),
    ("linkedin", "https://acme.com/a", 18),
    # Status page: what people see as characters.
    ("status-page", FAMILY + "a", 2),
    # SMS: septets, or UTF-16 units as soon as one character is not of the GSM alphabet.
    ("sms", "caf\u00e9 @ \u20ac5", 10),
    ("sms", "[a]{b}~|^\\", 18),
    ("sms", "\u00e7a", 2),
    ("sms", "\U0001f600", 2),
    # X Premium counts as X does.
    ("x-premium", "see acme.com \u8abf", 30),
]


@pytest.mark.parametrize(("network", "text", "length"), LENGTHS)
def test_length_as_the_network_counts(network: str, text: str, length: int) -> None:
    assert measure(text, network).length == length


@pytest.mark.parametrize(
    ("network", "limit"),
    [("x", 280), ("x-premium", 25000), ("mastodon", 500), ("bluesky", 300), ("threads", 500),
     ("linkedin", 3000)],
)  # fmt: skip
def test_where_the_limit_is(network: str, limit: int) -> None:
    just = measure("a" * limit, network)
    assert (just.limit, just.remaining, just.valid, just.over) == (limit, 0, True, None)
    over = measure("a" * (limit + 2), network)
    assert (over.remaining, over.valid, over.visible_end) == (-2, False, limit)
    assert over.over == Over(2, limit, "character")


def test_bluesky_counts_bytes_too() -> None:
    text = FAMILY * 121
    got = measure(text, "bluesky")
    assert (got.length, got.remaining, got.bytes, got.valid) == (121, 179, 3025, False)
    assert got.over == Over(25, 3000, "byte")
    assert text[: got.visible_end] == FAMILY * 120
    assert measure(FAMILY * 120, "bluesky").valid


def test_a_status_page_takes_any_length() -> None:
    got = measure("a" * 100_000, "status-page")
    assert (got.limit, got.remaining, got.valid, got.over) == (None, None, True, None)
    assert got.visible_end == 100_000
    assert not measure("", "status-page").valid


@pytest.mark.parametrize(
    ("text", "parts", "part_length", "room"),
    [
        ("", 0, 160, 160),
        ("a" * 160, 1, 160, 0),
        ("a" * 161, 2, 153, 145),
        ("a" * 306, 2, 153, 0),
        ("a" * 307, 3, 153, 152),
        ("\u8abf" * 70, 1, 70, 0),
        ("\u8abf" * 71, 2, 67, 63),
        ("a" * 69 + "\u201d", 1, 70, 0),
        ("\U0001f600" * 35, 1, 70, 0),
        # 33 faces fill 66 of 67 places; the next one is not torn apart.
        ("\U0001f600" * 67, 3, 67, 65),
        # The two places of a euro sign are not torn apart either.
        ("a" * 152 + "\u20ac" * 5, 2, 153, 143),
    ],
)
def test_how_many_messages_an_sms_is(text: str, parts: int, part_length: int, room: int) -> None:
    got = measure(text, "sms")
    assert (got.parts, got.part_length, got.part_room) == (parts, part_length, room)


def test_an_sms_has_255_segments_at_most() -> None:
    assert measure("a" * 153 * 255, "sms").valid
    over = measure("a" * (153 * 255 + 1), "sms")
    assert (over.valid, over.over, over.visible_end) == (False, Over(1, 255, "segment"), 153 * 255)


@pytest.mark.parametrize(
    ("network", "text", "found"),
    [
        ("mastodon", "@help@acme.com #a1 #1 https://acme.com/x acme.com",
         ["mention @help@acme.com", "hashtag #a1", "link https://acme.com/x"]),
        ("mastodon",
         "a@help =@help /@help @a-b.c @a\u00e9 @x: #a\u00b7b\u00b7 #1_1 #_1_ #__1 $ACME",
         ["mention @a-b.c", "mention @x", "hashtag #a\u00b7b", "hashtag #1_1", "hashtag #__1"]),
        ("mastodon", "https://acme.com/a?b=c! https://acme.com/\u8abf\u67fb, https://a_b.com",
         ["link https://acme.com/a?b=c", "link https://acme.com/\u8abf\u67fb"]),
        ("bluesky", "@help.acme.com. @help @a.test (@b.com) x@c.com",
         ["mention @help.acme.com", "mention @a.test", "mention @b.com"]),
        ("bluesky", "https://acme.com/a). acme.com/b, my-acme.com (acme.io) http://",
         ["link https://acme.com/a", "link acme.com/b", "link acme.io"]),
        ("bluesky", "#a-b! #1 #1a #\u8abf\u67fb\u3002 x#b $ACME, $TOOLONG",
         ["hashtag #a-b", "hashtag #1a", "hashtag #\u8abf\u67fb", "cashtag $ACME"]),
        ("threads", "@acme.help. @a_b x@y.com acme.com #a $A",
         ["mention @acme.help", "mention @a_b", "link acme.com", "hashtag #a"]),
        ("linkedin", "@acme acme.com #a", ["link acme.com", "hashtag #a"]),
        ("status-page", "@acme acme.com #a", ["link acme.com"]),
        ("sms", "@acme https://acme.com/a #a", ["link https://acme.com/a"]),
    ],
)  # fmt: skip
def test_what_becomes_an_entity(network: str, text: str, found: list[str]) -> None:
    got = measure(text, network)
    assert [f"{entity.kind} {entity.text}" for entity in got.entities] == found
    assert all(text[entity.start : entity.end] == entity.text for entity in got.entities)


def test_a_server_may_have_its_own_limit() -> None:
    got = measure("a" * 600, "mastodon", limit=1000)
    assert (got.limit, got.remaining, got.valid) == (1000, 400, True)
    with pytest.raises(ValueError, match="limit of 0"):
        measure("a", "mastodon", limit=0)


def test_half_a_character_cannot_be_posted() -> None:
    for network in NETWORKS:
        if network not in {"x", "x-premium"}:
            got = measure("ab\ud83d", network)
            assert (got.valid, got.invalid, got.visible_end) == (False, (2,), 2), network


def test_places_are_those_of_the_text_as_given() -> None:
    text = "\ud83d\ude00 https://acme.com/x"
    for network in NETWORKS:
        got = measure(text, network)
        assert [text[e.start : e.end] for e in got.entities] == ["https://acme.com/x"], network
        assert got.visible_end == len(text)


def test_composers() -> None:
    assert composer_link("a b", "x-premium") == "https://x.com/intent/post?text=a%20b"
    assert composer_link("a b", "bluesky") == "https://bsky.app/intent/compose?text=a%20b"
    assert composer_link("a b", "threads") == "https://www.threads.com/intent/post?text=a%20b"
    assert composer_link("a b", "sms") == "sms:?body=a%20b"
    assert composer_link("a&b", "linkedin").endswith("?shareActive=true&text=a%26b")
    assert composer_link("a", "mastodon", server="a.example") == "https://a.example/share?text=a"
    for server in ("", "a", "a.example/x?", "a.example@b.example", "javascript:a.b"):
        with pytest.raises(ValueError, match=r"^Mastodon has many servers"):
            composer_link("a", "mastodon", server=server)
    with pytest.raises(ValueError, match=r"^Status page has no composer"):
        composer_link("a", "status-page")


def test_every_network_at_a_glance() -> None:
    line = " \u00b7 ".join(map(str, fits("a" * 301)))
    assert line == (
        "X 301/280 over \u00b7 X Premium 301/25000 \u00b7 Mastodon 301/500 \u00b7 Bluesky 301/300 "
        "over \u00b7 Threads 301/500 \u00b7 LinkedIn 301/3000 \u00b7 Status page 301 \u00b7 "
        "SMS 301, 2 segments"
    )
    few = fits("a" * 460, ("mastodon", "x"), {"mastodon": 500})
    assert [(fit.label, fit.tight, fit.verdict) for fit in few] == [
        ("Mastodon", True, "fits"),
        ("X", False, "over"),
    ]
    assert str(fits(FAMILY * 121, ("bluesky",))[0]) == "Bluesky 3025/3000 bytes over"
    assert [fit.verdict for fit in fits("", ("x", "sms"))] == ["empty", "empty"]


@given(TEXTS, st.sampled_from(list(NETWORKS)), st.sampled_from([None, 1, 7, 40]))
def test_laws_that_hold_everywhere(text: str, network: str, limit: int | None) -> None:
    got = measure(text, network, limit=limit)
    shown = text[: got.visible_end]
    kept = measure(shown, network, limit=limit)
    assert not kept.over
    assert not kept.invalid
    assert got.remaining == (None if got.limit is None else got.limit - got.length)
    if not got.over and not got.invalid:
        assert shown == text
    if got.valid:
        assert got.length > 0
    end = 0
    for entity in got.entities:
        assert end <= entity.start < entity.end <= len(text)
        assert text[entity.start : entity.end] == entity.text
        end = entity.end


def test_another_network_is_one_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = Network("intranet", "Intranet", 20, "linkedin")
    monkeypatch.setattr(networks, "NETWORKS", {**NETWORKS, entry.id: entry})
    assert measure("Twenty characters ok", "intranet").remaining == 0
    (fit,) = fits("Twenty characters and more #tag", ["intranet"])
    assert str(fit) == "Intranet 31/20 over"
    assert [part.text for part in fit.measure.entities] == ["#tag"]
    assert "".join(part.text for part in split("One two three four five six", "intranet"))


APART = st.text("ab \u00e9\u201c\u8abf\u3067\U0001f64f\U0001f600\u2122\u00a9", max_size=12)
JOINS = st.text(
    "ab\u00e9\ufe0f\u200d\u20e3\U0001f3fd\U0001f64f\u2764\u00a91#\u0301\u1161", max_size=12
)


@given(APART | JOINS)
def test_texts_of_plain_signs_count_as_the_tables_would(text: str) -> None:
    assert grapheme_length(text) == len(list(clusters(text)))
    found = (match[0] for match in emoji().finditer(text))
    assert emoji_bytes(text) == sum(len(one.encode()) - len(one) for one in found)
