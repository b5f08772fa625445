"""What no author writes and no reader should meet: hidden characters, endless numbers, deep nests.

TOML allows all of these; a record, a screen or an export would trip over them later.
"""

import math
import re
from collections.abc import Iterator
from typing import Any, Final

from breachplay.plain import control_in
from breachplay.playbook.faults import Path, Problem, subject_of

DEEPEST: Final = 16
"""Levels of tables and lists; the deepest of ours has 6."""

LONGEST: Final = 2_000
"""Entries of one list or table."""

MOST_VALUES: Final = 60_000
"""Values of one file."""

LARGEST: Final = 2**53 - 1
"""The largest whole number that JSON readers agree on."""

_EXAMPLES: Final = frozenset({"warns", "passes"})
_TAKE_OUT: Final = "take it out, no text needs it"
_LINE_SPACE: Final = str.maketrans("\n\t", "  ")


def hidden_in(text: str) -> str | None:
    """Give the placeholder of the first control or reordering character, or None."""
    return control_in(text.translate(_LINE_SPACE))


def hidden_in_source(text: str) -> Iterator[tuple[int, str]]:
    """Give offset and placeholder of the first hidden character of each line of a file."""
    offset = 0
    for line in text.split("\n"):
        name = hidden_in(line)
        if name:
            yield offset + max(line.find(chr(int(name[3:-1], 16))), 0), name
        offset += len(line) + 1


def too_large(document: dict[str, Any]) -> Problem | None:
    """Say so when a document is too deep or has too many values to be gone through."""
    for count, (path, value) in enumerate(_values(document)):
        if count > MOST_VALUES:
            advice = "that is more than is read; split the file"
            return Problem((), f"more than {MOST_VALUES:,} values", advice=advice, inside=True)
        if len(path) > DEEPEST:
            advice = f"nothing here needs more than {DEEPEST} levels"
            return Problem(path[:DEEPEST], "the nesting", "is too deep", advice)
        if isinstance(value, (list, dict)) and len(value) > LONGEST:
            advice = f"at most {LONGEST:,} are read"
            return Problem(path, subject_of(path), f"has {len(value):,} entries", advice)
    if len(document) <= LONGEST:
        return None
    advice = f"at most {LONGEST:,} are read"
    return Problem((), f"{len(document):,} keys", advice=advice, inside=True)


def surprises(document: dict[str, Any]) -> Iterator[Problem]:
    """Give the values that nothing of ours can hold, of a document that is not too large."""
    for path, value in _values(document):
        name = _hidden_at(path, value)
        if name:
            needle = chr(int(name[3:-1], 16))
            yield Problem(path, f"hidden character {name}", advice=_TAKE_OUT, needle=needle)
        if isinstance(value, float) and not math.isfinite(value):
            yield Problem(path, subject_of(path), f"cannot be {value}", "write a number")
        elif isinstance(value, int) and abs(value) > LARGEST:
            digits = len(re.sub("[^0-9]", "", str(value))) if abs(value) < 10**400 else 400
            yield Problem(path, subject_of(path), f"has {digits} digits", f"at most {LARGEST}")


def escapes_hidden(document: dict[str, Any]) -> bool:
    """Whether any text of a document holds a hidden character."""
    return any(_hidden_at(path, value) for path, value in _values(document))


def _hidden_at(path: Path, value: object) -> str | None:
    """Give the placeholder of a hidden character in a text or its key.

    Examples of a rule may hold one, written as an escape: that is what they are examples of.
    """
    if not isinstance(value, str) or not _EXAMPLES.isdisjoint(path[-3:-1]):
        value = ""
    return hidden_in(value) or (hidden_in(path[-1]) if isinstance(path[-1], str) else None)


def _values(document: dict[str, Any]) -> Iterator[tuple[Path, Any]]:
    """Give every value with its path, without recursion; what is far too deep is not entered."""
    waiting: list[tuple[Path, Any]] = [((), document)]
    while waiting:
        path, holder = waiting.pop()
        for key, value in holder.items() if isinstance(holder, dict) else enumerate(holder):
            inner = (*path, key)
            yield inner, value
            if isinstance(value, (dict, list)) and len(inner) <= DEEPEST:
                waiting.append((inner, value))
