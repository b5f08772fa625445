"""A paste stays a paste: no escape in it becomes a key, in whatever pieces it comes."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachplay.tui.pasting import PasteFilter

PASTE = b"a\x1b[200~one\x1b[31m\ntwo\x1b\x1b[201~b\x1b[A\x1b[200~\x1b]0;x\x07\x1b[201~\x1b"
SAFE = b"a\x1b[200~one\x1a[31m\ntwo\x1a\x1b[201~b\x1b[A\x1b[200~\x1a]0;x\x07\x1b[201~\x1b"


@given(st.lists(st.integers(0, len(PASTE)), max_size=12))
def test_however_it_is_cut(cuts: list[int]) -> None:
    places = [0, *sorted(cuts), len(PASTE)]
    clean = PasteFilter()
    given_on = b"".join(clean.feed(PASTE[start:end]) for start, end in pairwise(places))
    assert given_on == SAFE


@pytest.mark.parametrize("keys", [b"\x1b", b"\x1b[A", b"\x1b[200", b"abc\x1b[", b"\xc3"])
def test_keys_are_handed_on_at_once(keys: bytes) -> None:
    assert PasteFilter().feed(keys) == keys
