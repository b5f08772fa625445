"""The chain: canonical bytes, breaks found where they are, heads that are noted and held."""

import json
import random
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from breachplay.record.chain import (
    GENESIS,
    Head,
    canonical,
    clock_went_back,
    differs,
    event_hash,
    fields_of,
    first_break,
    head,
    head_words,
    parse_head,
    unpacked,
)
from breachplay.record.events import Actor, Event, NewEvent
from breachplay.record.headwords import ADJECTIVES, NOUNS
from breachplay.record.links import next_link
from tests.record.helpers import chain_of, changed

TEXT = st.text(st.characters(codec="utf-8"))
NUMBER = st.integers(-(2**53) + 1, 2**53 - 1)
VALUE: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | NUMBER | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=20,
)
HASH = st.binary(min_size=32, max_size=32).map(bytes.hex)
BODIES = st.lists(st.dictionaries(TEXT, VALUE, max_size=3), min_size=1, max_size=8)


def record(bodies: list[dict[str, Any]]) -> tuple[Event, ...]:
    return tuple(
        link.event for link in chain_of(*[(NewEvent("made_up", body),) for body in bodies])
    )


@given(VALUE)
def test_canonical_bytes_are_those_of_the_reference(value: Any) -> None:
    assert canonical(value) == rfc8785.dumps(value)


@given(VALUE)
def test_canonical_bytes_survive_a_round_trip(value: Any) -> None:
    assert canonical(json.loads(canonical(value))) == canonical(value)


def test_keys_beyond_ascii_are_ordered_as_utf_16() -> None:
    assert (
        canonical({"\ufb33": 1, "\U0001f600": 2, "a": 3})
        == '{"a":3,"\U0001f600":2,"\ufb33":1}'.encode()
    )


@pytest.mark.parametrize(
    "value",
    [
        1.5,
        float("nan"),
        2**53,
        -(2**53),
        10**4000,
        {"a": [{"b": 0.0}]},
        {1: "a"},
        "\ud800",
        {"\ud800": 1},
        {"ä\udfff": 1},
        {1, 2},
        b"bytes",
    ],
)
def test_what_no_record_may_hold(value: Any) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        canonical(value)


def test_a_bottomless_value_is_refused() -> None:
    value: Any = []
    for _ in range(100_000):
        value = [value]
    with pytest.raises(ValueError, match="deep"):
        canonical(value)


@given(BODIES)
def test_a_chain_as_it_was_made_holds(bodies: list[dict[str, Any]]) -> None:
    assert first_break(record(bodies)) is None


@given(BODIES, st.data())
def test_any_changed_byte_is_found_at_its_event(bodies: list[dict[str, Any]], data: Any) -> None:
    links = chain_of(*[(NewEvent("made_up", body),) for body in bodies])
    number = data.draw(st.integers(0, len(links) - 1))
    at = data.draw(st.integers(0, len(links[number].fields) - 1))
    other = data.draw(st.integers(1, 255))
    for place, link in enumerate(links):
        fields = bytearray(link.fields)
        if place == number:
            fields[at] ^= other
        event = link.event
        before = links[place - 1].event if place else None
        prev = before.hash if before else GENESIS
        own = event_hash(prev, bytes(fields))
        assert (own == event.hash) == (place != number)


@given(BODIES.filter(lambda bodies: len(bodies) > 1), st.data())
def test_removed_and_swapped_events_are_found(bodies: list[dict[str, Any]], data: Any) -> None:
    events = record(bodies)
    gone = data.draw(st.integers(0, len(events) - 2))
    broken = first_break(events[:gone] + events[gone + 1 :])
    assert broken is not None
    assert broken.seq == gone + 1
    swapped = list(events)
    swapped[gone], swapped[gone + 1] = swapped[gone + 1], swapped[gone]
    broken = first_break(swapped)
    assert broken is not None
    assert broken.seq == gone + 1
    renumbered = [changed(event, seq=place) for place, event in enumerate(swapped, start=1)]
    broken = first_break(renumbered)
    assert broken is not None
    assert broken.seq == gone + 1


@given(BODIES, st.data())
def test_a_cut_off_end_is_found_with_the_head(bodies: list[dict[str, Any]], data: Any) -> None:
    events = record(bodies)
    noted = parse_head(head(events[-1].seq, events[-1].hash))
    assert differs(events, noted) == ""
    left = data.draw(st.integers(0, len(events) - 1))
    assert first_break(events[:left]) is None, "a chain alone cannot show it"
    assert "cut off" in differs(events[:left], noted)


def test_a_record_written_anew_is_found_with_the_head() -> None:
    events = record([{"text": "true"}, {"text": "more"}])
    noted = parse_head(head(2, events[1].hash))
    anew = record([{"text": "false"}, {"text": "more"}])
    assert first_break(anew) is None
    assert "rewritten" in differs(anew, noted)


def test_a_record_that_grew_still_fits_its_earlier_head() -> None:
    events = record([{}] * 5)
    assert differs(events, parse_head(head(3, events[2].hash))) == ""


def test_every_field_is_under_the_hash() -> None:
    event = record([{"text": "a"}])[0]
    for name, value in {
        "run": "another",
        "command": "another",
        "at": "2026-11-24T02:10:09.000Z",
        "exercise_at": "x",
        "happened_at": "x",
        "actor": Actor(event.actor.name, "x"),
        "kind": "x",
        "body": {"text": "b"},
        "prev": "1" * 64,
        "hash": "1" * 64,
    }.items():
        changes: dict[str, Any] = {name: value}
        broken = first_break([changed(event, **changes)])
        assert broken is not None, name
        assert broken.seq == 1


@given(BODIES)
def test_fields_unpack_to_the_event(bodies: list[dict[str, Any]]) -> None:
    for link in chain_of(*[(NewEvent("made_up", body),) for body in bodies]):
        event = link.event
        assert canonical(fields_of(event)) == link.fields
        assert unpacked(link.fields, event.prev, event.hash) == event


def test_a_command_that_comes_twice_is_found() -> None:
    links = chain_of((NewEvent("a", {}),))
    again = chain_of((NewEvent("a", {}),), (NewEvent("b", {}),))
    assert first_break([links[0].event, again[1].event]) is None
    first = links[0].event
    fields = fields_of(changed(again[1].event, command=first.command))
    own = event_hash(first.hash, canonical(fields))
    twice = unpacked(canonical(fields), first.hash, own)
    broken = first_break([first, twice])
    assert broken is not None
    assert broken.seq == 2


def test_a_row_of_the_wrong_types_is_no_event() -> None:
    from breachplay.record.chain import Place

    for row in ((1, None, b"{}", b"", b""), (1, 5, b"{}", b"", b""), (None, b"", b"", b"", b"")):
        assert isinstance(next_link(Place(""), row), str)


@given(st.integers(1, 10**9), HASH)
def test_a_head_is_read_back(seq: int, own: str) -> None:
    text = head(seq, own)
    parsed = parse_head(text)
    assert str(parsed) == text
    assert parsed == Head(seq, head_words(own).split()[0], head_words(own).split()[1])
    assert parsed.fits(own)
    assert parse_head(f"  {text.upper()}. ") == parsed


@given(st.integers(1, 10**9), HASH, HASH)
def test_a_whole_hash_is_a_head_too(seq: int, own: str, other: str) -> None:
    parsed = parse_head(f"seq {seq}, {own}")
    assert parsed.fits(own)
    assert parsed.fits(other) == (own == other)


@pytest.mark.parametrize(
    "text",
    ["", "seq", "seq 0, amber-falcon 9f3c", "seq 4, amber-falcon", "seq 4, amber-falcom 9f3c",
     "seq 4, falcon-amber 9f3c", "seq 4 9f3c", "seq ٤, amber-falcon 9f3c", "x" * 100_000],
)  # fmt: skip
def test_what_is_no_head(text: str) -> None:
    with pytest.raises(ValueError, match=r"head|words"):
        parse_head(text)


def test_the_words_are_all_different_and_plain() -> None:
    assert len(ADJECTIVES) == len(NOUNS) == 256
    assert len({*ADJECTIVES, *NOUNS}) == 512
    assert all(word.isascii() and word.isalpha() and word.islower() for word in ADJECTIVES + NOUNS)


def test_the_example_of_the_design_has_its_words() -> None:
    own = f"{ADJECTIVES.index('amber'):02x}{NOUNS.index('falcon'):02x}9f3c" + "0" * 56
    assert head(214, own) == "seq 214, amber-falcon 9f3c"


def test_a_clock_set_back_is_told() -> None:
    events = record([{}] * 4)
    late = changed(events[2], at="2026-11-24T00:00:00.000Z")
    assert clock_went_back(events) == ()
    assert clock_went_back([*events[:2], late, events[3]]) == (3,)


def test_random_rewrites_of_one_event() -> None:
    events = list(record([{"text": str(number)} for number in range(30)]))
    chance = random.Random(3)
    for _ in range(50):
        at = chance.randrange(30)
        rewritten = [*events]
        rewritten[at] = changed(events[at], body={"text": "another"})
        broken = first_break(rewritten)
        assert broken is not None
        assert broken.seq == at + 1
