"""Did you mean ...?"""

from collections.abc import Iterable

_ALIKE = 0.6
"""From this share of equal characters on, two words are taken for the same one, mistyped."""


def suggestion(word: str, choices: Iterable[str]) -> str | None:
    """Give the choice that `word` was probably meant to be, or None."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - only when something is wrong

    best, score = None, 0.0
    for choice in choices:
        alike = OSA.normalized_similarity(_folded(word), _folded(choice), score_cutoff=_ALIKE)
        if alike > score:
            best, score = choice, alike
    return best


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """Give the question for a message, or an empty text when nothing is like `word`."""
    found = suggestion(word, choices)
    return f'did you mean "{found}"?' if found else ""


def _folded(word: str) -> str:
    return word[:80].casefold().replace("-", "_").replace(" ", "_")
