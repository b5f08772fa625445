"""An exercise at a glance: what whoever reads one paragraph of the review should have read."""

from collections import Counter
from typing import Final

from breachplay.exercise.review import Review


def at_a_glance(found: Review) -> str:
    """Say in three sentences how it went: the grades, the first word and tip, what went wrong."""
    grades = Counter[str](one.grade for one in found.rated)
    counted = ", ".join(f"{grades[grade]} {how} ({grade})" for grade, how in _HOW.items())
    figures = {one.id: one for one in found.measures}
    wrong = "; ".join(
        f"{one.label.lower()}: {one.told}"
        for one in found.measures
        if one.value and one.id in _WRONG
    )
    told = (
        f"{'' if found.played.ended else 'As far as it has gone: '}objectives: {counted}. "
        f"First acknowledgement: {figures['first-word'].told}; "
        f"first useful tip: {figures['first-tip'].told}."
        + (f" {_capital(wrong)}." if wrong else "")
    )
    return _capital(told)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


_HOW: Final = {
    "P": "performed without challenges",
    "S": "with some",
    "M": "with major ones",
    "U": "not performed",
}

_WRONG: Final = frozenset({"late-updates", "unconfirmed", "overridden", "clocks"})
"""Figures that are told where they are not nothing."""
