"""An exercise at a glance: what whoever reads one paragraph of the review should have read."""

from collections import Counter
from typing import Final

from breachplay.exercise.review import Review
from breachplay.record.exercise import GRADES


def at_a_glance(found: Review) -> str:
    """Say in three sentences how it went: the grades, the first word and tip, what went wrong."""
    grades = Counter[str](one.grade for one in found.rated)
    counted = ", ".join(f"{grade} {grades[grade]}" for grade in GRADES)
    figures = {one.id: one for one in found.measures}
    wrong = "; ".join(
        f"{one.label.lower()}: {one.told}"
        for one in found.measures
        if one.value and one.id in _WRONG
    )
    return (
        f"Of {len(found.rated)} objectives: {counted}. "
        f"First acknowledgement: {figures['first-word'].told}; "
        f"first useful tip: {figures['first-tip'].told}."
        + (f" {wrong[:1].upper()}{wrong[1:]}." if wrong else "")
    )


_WRONG: Final = frozenset({"late-updates", "unconfirmed", "overridden", "clocks"})
"""Figures that are told where they are not nothing."""
