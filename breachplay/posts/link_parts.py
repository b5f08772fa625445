"""The parts of a link: what follows its domain, and whether the labels of that are short enough.

Source of the rules: as for `breachplay.posts.links`.
"""

import re
from functools import cache

from breachplay.posts.x_rules import PATH, PATH_NOT_AT_END, QUERY, QUERY_NOT_AT_END

__all__ = ["LONGEST_LABEL", "after_units", "label_fits", "labels_fit", "query_end", "tail", "units"]

LONGEST_LABEL = 63
_PORT = re.compile(":[0-9]+")
_MOST_OF_ONE = 9
"""The most characters of punycode that one character outside ASCII becomes."""
_NOT_PLAIN_ASCII = re.compile(r"[^ -~]")
_SEPARATORS = re.compile("[.\u3002\uff0e\uff61]")


# Whatever costs milliseconds to make is made when a text needs it.
@cache
def _path_part() -> re.Pattern[str]:
    return re.compile(rf"[{PATH}]++|\((?>[{PATH}]++\)|[{PATH}]*+\([{PATH}]++\)[{PATH}]*+\))")


@cache
def _query() -> re.Pattern[str]:
    return re.compile(rf"\?[{QUERY}]*+")


def units(text: str) -> int:
    """Length in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _path_end(text: str, start: int) -> int:
    """Where the path that begins with the slash at `start` ends.

    Brackets belong to it where they balance; sentence punctuation at its end does not. Brackets
    may end a path, but not after punctuation: in "/a,(b)" it ends before the comma.
    """
    end = place = start
    match = _path_part().match
    while part := match(text, place):
        place = part.end()
        if text[part.start()] != "(":
            if kept := part[0].rstrip(PATH_NOT_AT_END):
                end = part.start() + len(kept)
        elif part.start() == end:
            end = place
    return end


def query_end(text: str, start: int, stop: int) -> int:
    """Where the query that begins at `start` ends, `start` itself if there is none."""
    query = _query().match(text, start, stop) if text.startswith("?", start, stop) else None
    length = len(query[0].rstrip(QUERY_NOT_AT_END)) if query else 0
    return start + length


def label_fits(label: str) -> bool:
    """Whether a label is short enough once written in ASCII (punycode, RFC 3492)."""
    if len(label) > LONGEST_LABEL:
        return False
    others = len(label) - len(label.encode("ascii", "ignore"))
    if len(label) + _MOST_OF_ONE * others + len("xn---") <= LONGEST_LABEL:
        return True
    if not _NOT_PLAIN_ASCII.search(label):
        return True
    parts = _SEPARATORS.split(label)
    length = len(parts) - 1
    for part in parts:
        length += len(part.encode("punycode")) + 4 if _NOT_PLAIN_ASCII.search(part) else len(part)
    return length <= LONGEST_LABEL


def labels_fit(domain: str) -> bool:
    """Whether every label of a domain is short enough."""
    if len(domain) <= LONGEST_LABEL and domain.isascii():
        return True
    return all(map(label_fits, domain.split(".")))


def after_units(text: str, place: int, units: int) -> int:
    """The place `units` UTF-16 units after `place`; a character cut in two counts as after it."""
    while units > 0 and place < len(text):
        units -= 1 + (text[place] > "\uffff")
        place += units >= 0
    return place


def tail(text: str, end: int) -> tuple[int, bool]:
    """Where port, path and query after a domain end, and whether there is a path."""
    if not text.startswith((":", "/", "?"), end):
        return end, False
    if port := _PORT.match(text, end):
        end = port.end()
    has_path = text.startswith("/", end)
    if has_path:
        end = _path_end(text, end)
    return query_end(text, end, len(text)), has_path
