"""The public conformance suite of twitter-text, where a copy of it lies beside the project.

Version 3 rules only; what the suite says of user names, lists and bare URLs we do not offer.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from breachplay.posts import Entity, measure, weighted_text

yaml = pytest.importorskip("yaml", reason="PyYAML reads the conformance suite")

FOLDER = Path(__file__).parents[3] / "shared" / "conformance"

if not FOLDER.is_dir():
    pytest.skip("the conformance suite is not beside this checkout", allow_module_level=True)


@cache
def _groups(file: str) -> dict[str, list[dict[str, Any]]]:
    loaded: dict[str, dict[str, list[dict[str, Any]]]] = yaml.load(
        (FOLDER / file).read_text(encoding="utf-8"),
        getattr(yaml, "CSafeLoader", yaml.SafeLoader),  # ten times as fast, where it is there
    )
    return loaded["tests"]


def _cases(file: str, *groups: str) -> list[Any]:
    found = _groups(file)
    return [
        pytest.param(case, id=f"{group}: {case['description']}")
        for group in groups
        for case in found[group]
    ]


def _found(text: str, kind: str) -> list[Entity]:
    return [entity for entity in measure(text).entities if entity.kind == kind]


@pytest.mark.parametrize(
    "case",
    _cases(
        "validate.yml",
        "WeightedTweetsWithDiscountedEmojiCounterTest",
        "UnicodeDirectionalMarkerCounterTest",
    ),
)
def test_weighted_length(case: dict[str, Any]) -> None:
    want = case["expected"]
    got = weighted_text(case["text"])
    assert got.weighted_length == want["weightedLength"]
    assert got.valid == want["valid"]
    assert got.permillage == want["permillage"]
    assert got.display_range == (want["displayRangeStart"], want["displayRangeEnd"])
    assert got.valid_range == (want["validRangeStart"], want["validRangeEnd"])


@pytest.mark.parametrize(
    ("kind", "case"),
    [
        (kind, *case.values)
        for kind, groups in {
            "link": ("urls", "tco_urls_with_params"),
            "mention": ("mentions",),
            "hashtag": ("hashtags", "hashtags_from_astral"),
            "cashtag": ("cashtags",),
        }.items()
        for case in _cases("extract.yml", *groups)
    ],
)
def test_entities(kind: str, case: dict[str, Any]) -> None:
    found = [
        entity.text if kind == "link" else entity.text[1:] for entity in _found(case["text"], kind)
    ]
    assert found == case["expected"], case["description"]


@pytest.mark.parametrize(
    ("kind", "key", "case"),
    [
        (kind, key, *case.values)
        for kind, key, group in (
            ("link", "url", "urls_with_indices"),
            ("link", "url", "urls_with_directional_markers"),
            ("mention", "screen_name", "mentions_with_indices"),
            ("mention", "screen_name", "mentions_or_lists_with_indices"),
            ("hashtag", "hashtag", "hashtags_with_indices"),
            ("cashtag", "cashtag", "cashtags_with_indices"),
        )
        for case in _cases("extract.yml", group)
    ],
)
def test_positions(kind: str, key: str, case: dict[str, Any]) -> None:
    found = _found(case["text"], kind)
    assert [[entity.start, entity.end] for entity in found] == [
        want["indices"] for want in case["expected"]
    ], case["description"]
    for entity, want in zip(found, case["expected"], strict=True):
        assert want[key] in entity.text


@pytest.mark.parametrize(
    "row", json.loads((FOLDER / "reference_counts.json").read_text(encoding="utf-8"))
)
def test_reference_counts(row: dict[str, Any]) -> None:
    got = weighted_text(row["text"])
    assert got.weighted_length == row["length"] == measure(row["text"]).length
    assert got.valid == row["valid"] == measure(row["text"]).valid
    assert got.permillage == row["permillage"]
    assert got.display_range[1] == row["display_end"]
    assert got.valid_range[1] == row["valid_end"]
