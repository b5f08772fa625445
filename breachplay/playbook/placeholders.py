"""Filling `{name}` in a text: one pass, no expressions, and no value is ever read again."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

PLACEHOLDER: Final = re.compile(r"\{([a-z][a-z0-9_]*)\}")
"""A name of `NAME_PATTERN` between braces. Every other brace is a character like any."""


@dataclass(frozen=True, slots=True)
class Stated:
    """Where a filled value stands in the filled text, in code points."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Where a `{name}` that nothing fills was left in the text, braces included."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Filled:
    """A text with its placeholders filled, and where they were."""

    text: str
    stated: tuple[Stated, ...] = ()
    gaps: tuple[Gap, ...] = ()


def fill(text: str, values: Mapping[str, str]) -> Filled:
    """Replace each `{name}` by its value; a name without one, or with an empty one, stays a gap."""
    parts: list[str] = []
    stated: list[Stated] = []
    gaps: list[Gap] = []
    read = length = 0
    for match in PLACEHOLDER.finditer(text):
        before, name = text[read : match.start()], match[1]
        value = values.get(name, "")
        start = length + len(before)
        length = start + len(value or match[0])
        parts += before, value or match[0]
        if value:
            stated.append(Stated(start, length, name))
        else:
            gaps.append(Gap(start, length, name))
        read = match.end()
    parts.append(text[read:])
    return Filled("".join(parts), tuple(stated), tuple(gaps))


def names_in(text: str) -> tuple[str, ...]:
    """Give the names of the placeholders of a text, in order, each as often as it stands."""
    return tuple(match[1] for match in PLACEHOLDER.finditer(text))
