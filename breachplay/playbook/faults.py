"""What is wrong with a file, where, and what to do about it."""

from collections.abc import Sequence
from dataclasses import dataclass

from breachplay.plain import visible

Path = tuple[str | int, ...]
"""A place in a document: keys and, in arrays, indexes from 0: `("phase", 1, "item", 0, "id")`."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of one file.

    `line` and `column` count from 1, columns in characters; both are 0 when the whole file is
    meant. `where` is the place in words; `message` is the whole sentence, `where` included.
    """

    path: str
    line: int
    column: int
    where: str
    message: str

    def __str__(self) -> str:
        place = f":{self.line}:{self.column}" if self.line else ""
        return f"{visible(self.path, lines=False)}{place}: {visible(self.message, lines=False)}"


class Faulty(Exception):
    """A file cannot be used; `faults` holds everything that is wrong with it."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__()
        self.faults = tuple(faults)

    def __str__(self) -> str:
        return "\n".join(str(fault) for fault in self.faults)


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault before its position is known: most files have none, so positions wait.

    The sentence is `<subject> in <place> <predicate>; <advice>`.
    """

    path: Path
    """The key or element meant."""
    subject: str
    predicate: str = ""
    advice: str = ""
    also: Path | None = None
    """Another place to name: where the same id stands already."""
    needle: str = ""
    """What to point at inside the value."""
    inside: bool = False
    """The place is the table at `path` itself, not the table that holds the key."""


def quoted(value: str, limit: int = 60) -> str:
    """Give a piece of the file as a message shows it, cut to a length that can be read."""
    shown = value if len(value) <= limit else f"{value[: limit - 1]}…"
    return f'"{visible(shown, lines=False)}"'


def subject_of(path: Path) -> str:
    """Name the key or array element at the end of a path: `"title"`, `entry 2 of "domains"`."""
    *before, last = path
    if isinstance(last, str):
        return quoted(last)
    key = before[-1] if before else ""
    return f"entry {last + 1} of {quoted(str(key))}"
