"""The addresses in a text: those the network links, and those that a reader would follow anyway.

The network's own entities are not enough: it does not link `hxxp://`, user@host tricks or many
names outside ASCII, and does not know every top-level domain.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from breachplay.posts.model import Entity

_WITH_SCHEME: Final = re.compile(
    r"(?<![\w])(?:h(?:tt|xx|\*\*)ps?|ftp)(?::|\[:\])//[^\s<>\"\u201c\u201d]{1,2000}", re.IGNORECASE
)
_LABEL: Final = r"[^\W_](?:[\w-]{0,62}[^\W_])?"
_DOT: Final = r"(?:\.|\[\.\]|\(\.\))"
_BARE: Final = re.compile(
    rf"(?<![\w@./:-])(?:[\w.+-]{{1,64}}@)?{_LABEL}(?:{_DOT}{_LABEL}){{1,8}}(?![\w@-])"
    r"(?:/[^\s<>\"]{0,2000})?"
)
_INNER_DOT: Final = re.compile(r"[^\W_][\])]?[.\u3002\uff0e\uff61][\[(]?[^\W_]|\[\.\]|\(\.\)")
_TRAILING: Final = ".,;:!?'\")]}\u2019\u201d\u2026"
_SCHEME: Final = re.compile(r"^[a-z*]{3,5}(?::|\[:\])//", re.IGNORECASE)
_DOTS: Final = re.compile(r"\[\.\]|\(\.\)|[\u3002\uff0e\uff61\u2024]")


@dataclass(frozen=True, slots=True)
class Address:
    """An address in the text, in code points, with its parts made plain.

    `host` is in lower case and decoded from punycode, without a port. `user` is what stands
    before an @ ("" without one). `linked` says that it is followed as a link: the network links
    it, or it has a scheme.
    """

    start: int
    end: int
    host: str
    user: str
    path: str
    linked: bool
    email: bool = False


def addresses(text: str, entities: Iterable[Entity]) -> tuple[Address, ...]:
    """Give every address of a text, in order, none overlapping another. Linear in the text."""
    if not _INNER_DOT.search(text) and "://" not in text:
        return ()
    found: list[Address] = []
    taken: list[tuple[int, int]] = []
    for match in _WITH_SCHEME.finditer(text):
        start, end = match.span()
        end = start + len(match.group().rstrip(_TRAILING))
        _add(found, taken, _address(text, start, end, linked=True))
    for entity in entities:
        if entity.kind == "link" and not _overlaps(taken, entity.start, entity.end):
            start = entity.start
            if text[start - 1 : start] == "@":
                continue
            _add(found, taken, _address(text, start, entity.end, linked=True))
    taken.sort()
    more: list[Address] = []
    number = 0
    for match in _BARE.finditer(text):
        start, end = match.span()
        end = start + len(match.group().rstrip(_TRAILING))
        while number < len(taken) and taken[number][1] <= start:
            number += 1
        if number < len(taken) and taken[number][0] < end:
            continue
        address = _address(text, start, end, linked=False)
        if address is not None:
            more.append(address)
    return tuple(sorted((*found, *more), key=lambda one: one.start))


def _add(found: list[Address], taken: list[tuple[int, int]], address: Address | None) -> None:
    if address is not None:
        found.append(address)
        taken.append((address.start, address.end))


def _overlaps(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    # Entities come in order and links with a scheme are found first: both lists are short.
    return any(first < end and start < last for first, last in taken[-200:])


def _address(text: str, start: int, end: int, *, linked: bool) -> Address | None:
    written = text[start:end]
    rest = _SCHEME.sub("", written)
    authority, slash, path = rest.partition("/")
    for mark in "?#":
        authority, more, tail = authority.partition(mark)
        path = more + tail + slash + path if more else path
    user, at, host = authority.rpartition("@")
    host = _DOTS.sub(".", host).partition(":")[0].strip(".")
    plain = host_as_read(host)
    if "." not in plain:
        return None
    email = bool(at) and rest == written
    return Address(start, end, plain, user, path, linked, email)


@lru_cache(maxsize=256)
def host_as_read(host: str) -> str:
    """Give a host as a reader sees it: NFKC, lower case, punycode decoded where it can be."""
    labels = []
    for label in unicodedata.normalize("NFKC", host).lower().split("."):
        shown = label
        if label.startswith("xn--"):
            try:
                shown = label[4:].encode().decode("punycode")
            except (UnicodeError, ValueError):
                shown = label
        labels.append(shown)
    return ".".join(labels)
