"""Where each key of a TOML text stands.

No TOML library says, so this scanner walks the text beside tomli. It is only ever given text that
tomli has read, takes one pass, and keeps no opinion on what is valid.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

import tomli

from breachplay.playbook.faults import Path

_GAP = re.compile(r"(?:[ \t\r\n,]++|#[^\n]*+)*+")
_EQUALS = re.compile(r"[ \t]*+=[ \t]*+")
_CLOSING = re.compile(r"[ \t]*+\]{1,2}")
_SPACE = re.compile(r"[ \t]*+")
_KEY = re.compile(
    r"""(?P<basic>"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+")|(?P<literal>'[^'\n]*+')|(?P<bare>[\w-]++)"""
)
_SCALAR = re.compile(
    r'''"""(?:[^"\\]++|\\[\s\S]|"{1,2}(?!"))*+"{3,5}'''
    r"""|'{3}(?:[^']++|'{1,2}(?!'))*+'{3,5}"""
    r"""|"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"|'[^'\n]*+'"""
    r"""|\d{4}-\d\d-\d\d\ \d\d:[^\s,\]}#]*+|[^\s,\]}#]++"""
)


class Place:
    """One key or array element: where it stands, where its value does, and what is in it."""

    __slots__ = ("children", "end", "listed", "start", "value")

    def __init__(self, start: int) -> None:
        self.start = start
        """Offset of the key's text, or of an array element's value."""
        self.value = start
        self.end = start
        """Offsets of the value, where it is written in one piece."""
        self.listed = False
        """Whether the children are the tables of `[[headers]]`."""
        self.children: dict[str | int, Place] = {}

    def last(self) -> "Place":
        """Give the table that a header goes on in: of several, the last one."""
        return self.children[len(self.children) - 1] if self.listed else self


class Positions:
    """The places of one text."""

    def __init__(self, text: str, root: Place, clash: tuple[Place, Place] | None) -> None:
        self._text = text
        self._root = root
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self.clash = clash
        """The first key that is given twice, both times; such a text is not valid."""

    def at(self, path: Path, needle: str = "") -> tuple[int, int]:
        """Give line and column of a key, or of `needle` where it stands in that key's value.

        What has no place of its own is looked for in the nearest table around it.
        """
        place = self._root
        for part in path:
            inner = place.children.get(part)
            if inner is None:
                return self.line_column(place.start)
            place = inner
        found = self._text.find(needle, place.value, place.end) if needle else -1
        return self.line_column(found if found >= 0 else place.start)

    def in_source(self, path: Path, needle: str) -> bool:
        """Whether the value at a path, as written, holds the text `needle`."""
        place = self._root
        for part in path:
            if part not in place.children:
                return False
            place = place.children[part]
        return bool(needle) and self._text.find(needle, place.start, place.end) >= 0

    def line_column(self, offset: int) -> tuple[int, int]:
        """Give line and column, from 1, of an offset in characters."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def paths(self) -> Iterator[tuple[Path, Place]]:
        """Give every path with its place."""
        waiting: list[tuple[Path, Place]] = [((), self._root)]
        while waiting:
            path, place = waiting.pop()
            for part, inner in place.children.items():
                yield (*path, part), inner
                waiting.append(((*path, part), inner))


def positions(text: str) -> Positions:
    """Find the place of every key and array element of a TOML text, in linear time."""
    scanner = _Scanner(text)
    scanner.document()
    return Positions(text, scanner.root, scanner.clash)


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.root = Place(0)
        self.clash: tuple[Place, Place] | None = None

    def document(self) -> None:
        table = self.root
        while True:
            self.skip(_GAP)
            if self.at >= len(self.text):
                return
            before = self.at
            if self.text[self.at] == "[":
                table = self.header()
            else:
                self.value(self.key_of_pair(table))
            if self.at == before:
                return  # not TOML: nothing moves, so nothing can be said

    def skip(self, pattern: re.Pattern[str]) -> str:
        """Pass over what matches here and give it."""
        match = pattern.match(self.text, self.at)
        if match is None:
            return ""
        self.at = match.end()
        return match.group()

    def header(self) -> Place:
        listed = self.text.startswith("[[", self.at)
        self.at += 2 if listed else 1
        parts = self.key()
        self.skip(_CLOSING)
        if not parts:
            return self.root
        holder = self.root
        for name, start in parts[:-1]:
            holder = self.child(holder, name, start).last()
        name, start = parts[-1]
        place = self.child(holder, name, start)
        if not listed:
            return place
        place.listed = True
        element = Place(start)
        place.children[len(place.children)] = element
        return element

    def key(self) -> list[tuple[str, int]]:
        """Read a dotted key: its parts, each with its offset."""
        parts: list[tuple[str, int]] = []
        while True:
            self.skip(_SPACE)
            match = _KEY.match(self.text, self.at)
            if match is None:
                return parts
            parts.append((_name(match), self.at))
            self.at = match.end()
            self.skip(_SPACE)
            if not self.text.startswith(".", self.at):
                return parts
            self.at += 1

    def child(self, holder: Place, name: str, start: int) -> Place:
        place = holder.children.get(name)
        if place is None:
            place = holder.children[name] = Place(start)
        return place

    def key_of_pair(self, holder: Place) -> Place:
        """Read `a.b =` and give the place whose value comes next."""
        parts = self.key()
        self.skip(_EQUALS)
        if not parts:
            return Place(self.at)
        for name, start in parts[:-1]:
            holder = self.child(holder, name, start)
        name, start = parts[-1]
        place = Place(start)
        first = holder.children.setdefault(name, place)
        if first is not place and self.clash is None:
            self.clash = (first, place)
        return place

    def value(self, place: Place | None) -> None:
        """Read a value and all that is in it, without recursion."""
        opened: list[Place] = []
        while place is not None:
            place.value = self.at
            if self.text.startswith(("[", "{"), self.at):
                self.at += 1
                opened.append(place)
            else:
                self.skip(_SCALAR)
                place.end = self.at
            place = self.next_in(opened)

    def next_in(self, opened: list[Place]) -> Place | None:
        """Go to the next value inside the innermost bracket, closing those that end here."""
        while opened:
            self.skip(_GAP)
            holder = opened[-1]
            if self.at >= len(self.text):
                return None
            if self.text[self.at] in "]}":
                self.at += 1
                holder.end = self.at
                opened.pop()
            elif self.text[holder.value] == "[":
                element = Place(self.at)
                holder.children[len(holder.children)] = element
                return element
            else:
                before = self.at
                place = self.key_of_pair(holder)
                return place if self.at > before else None
        return None


def _name(match: re.Match[str]) -> str:
    written = match.group()
    if match["bare"]:
        return written
    if match["basic"] and "\\" in written:
        try:
            return str(tomli.loads(f"key = {written}")["key"])
        except tomli.TOMLDecodeError:
            return written
    return written[1:-1]
