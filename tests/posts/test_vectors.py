"""Our count against answers of the JavaScript reference, kept for machines without node.

Made by `python -m tests.posts.compare_with_reference --seed 3003 --count 650 --write ...`.
"""

import json
from pathlib import Path

import pytest

from tests.posts.answers import Answer, our_answer
from tests.posts.generate_texts import texts

VECTORS: list[tuple[str, Answer]] = json.loads(
    Path(__file__).with_name("vectors").joinpath("random.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("start", range(0, len(VECTORS), 50))
def test_counts_and_entities_are_those_of_the_reference(start: int) -> None:
    for text, want in VECTORS[start : start + 50]:
        assert our_answer(text) == want, ascii(text)


def test_the_seed_still_gives_the_same_texts() -> None:
    assert list(texts(3003, len(VECTORS))) == [text for text, _ in VECTORS]
