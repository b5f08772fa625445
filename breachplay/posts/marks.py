"""Rows of combining marks: composed in time that grows with their length, not with its square.

The library sorts the marks of a row by their classes one by one, and reads each of them twice.
Here a row is sorted by counting, and of each class only the first few marks go through the library:
a letter takes up three marks at most, and a mark that stays keeps those of its class behind it
from joining (Unicode Standard Annex 15, "blocked").
"""

import re
from functools import cache
from itertools import groupby
from unicodedata import combining, normalize

__all__ = ["compose_rows", "has_rows"]

_MARKS = """
300-34e 350-36f 483-487 591-5bd 5bf 5c1-5c2 5c4-5c5 5c7 610-61a 64b-65f 670 6d6-6dc 6df-6e4
6e7-6e8 6ea-6ed 711 730-74a 7eb-7f3 7fd 816-819 81b-823 825-827 829-82d 859-85b 898-89f 8ca-8e1
8e3-8ff 93c 94d 951-954 9bc 9cd 9fe a3c a4d abc acd b3c b4d bcd c3c c4d c55-c56 cbc ccd d3b-d3c
d4d dca e38-e3a e48-e4b eb8-eba ec8-ecb f18-f19 f35 f37 f39 f71-f75 f7a-f7d f80-f84 f86-f87 fc6
1037 1039-103a 108d 135d-135f 1714-1715 1734 17d2 17dd 18a9 1939-193b 1a17-1a18 1a60 1a75-1a7c
1a7f 1ab0-1abd 1abf-1ace 1b34 1b44 1b6b-1b73 1baa-1bab 1be6 1bf2-1bf3 1c37 1cd0-1cd2 1cd4-1ce0
1ce2-1ce8 1ced 1cf4 1cf8-1cf9 1dc0-1dff 20d0-20dc 20e1 20e5-20f0 2cef-2cf1 2d7f 2de0-2dff
302a-302f 3099-309a a66f a674-a67d a69e-a69f a6f0-a6f1 a806 a82c a8c4 a8e0-a8f1 a92b-a92d a953
a9b3 a9c0 aab0 aab2-aab4 aab7-aab8 aabe-aabf aac1 aaf6 abed fb1e fe20-fe2f 101fd 102e0
10376-1037a 10a0d 10a0f 10a38-10a3a 10a3f 10ae5-10ae6 10d24-10d27 10eab-10eac 10f46-10f50
10f82-10f85 11046 11070 1107f 110b9-110ba 11100-11102 11133-11134 11173 111c0 111ca 11235-11236
112e9-112ea 1133b-1133c 1134d 11366-1136c 11370-11374 11442 11446 1145e 114c2-114c3 115bf-115c0
1163f 116b6-116b7 1172b 11839-1183a 1193d-1193e 11943 119e0 11a34 11a47 11a99 11c3f 11d42
11d44-11d45 11d97 16af0-16af4 16b30-16b36 16ff0-16ff1 1bc9e 1d165-1d169 1d16d-1d172 1d17b-1d182
1d185-1d18b 1d1aa-1d1ad 1d242-1d244 1e000-1e006 1e008-1e018 1e01b-1e021 1e023-1e024 1e026-1e02a
1e130-1e136 1e2ae 1e2ec-1e2ef 1e8d0-1e8d6 1e944-1e94a
"""
"""Characters that decompose to nothing but marks of a class other than 0: Unicode 14, as Python
3.11 has it. A mark that is newer is left to the library; only rows of those would be slow."""

_ROW = 64
"""From this length on a row is our own work."""
_ROW_OF_PAGES = b"\1" * _ROW
_STEP = 16
_KEPT = 8
"""Marks of one class that go through the library: more than a letter can take up."""
_FEW = 16


@cache
def _marks() -> str:
    ranges = (item.partition("-") for item in _MARKS.split())
    return "".join(f"{chr(int(low, 16))}-{chr(int(high or low, 16))}" for low, _, high in ranges)


@cache
def _pages() -> bytes:
    """For each page of 256 characters whether it holds marks; halves of pairs may be some."""
    pages = bytearray(256)
    pages[0xD8:0xE0] = b"\1" * 8
    for item in _MARKS.split():
        low, _, high = item.partition("-")
        for page in range(int(low, 16) >> 8, (int(high or low, 16) >> 8) + 1):
            if page < len(pages):
                pages[page] = 1
    return bytes(pages)


@cache
def _rows() -> re.Pattern[str]:
    return re.compile(f"[{_marks()}](?<![{_marks()}].)[{_marks()}]{{{_ROW - 1},}}")


@cache
def _others() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Characters that are no marks, and several marks one after another."""
    # Many ranges outside the basic plane make a set slow: here they are one, too wide. The first
    # character stands alone, because the engine can then skip to the next that is in the set.
    basic = re.sub("[\U00010000-\U0010ffff]-?", "", _marks())
    marks = f"{basic}\U000101fd-\U0001e94a"
    return re.compile(f"[^{marks}]+"), re.compile(f"[{marks}][{marks}]{{{_ROW // _STEP - 1}}}")


def has_rows(text: str) -> bool:
    """Whether `text` may have a long row of marks. Much faster than composing it."""
    others, several = _others()
    # In most texts a look at every sixteenth character tells, in most others their pages do.
    if several.search(text[::_STEP]) is None:
        return False
    pages = text.encode("utf-16-le", "surrogatepass")[1::2].translate(_pages())
    return _ROW_OF_PAGES in pages and any(len(row) >= _ROW for row in others.split(text))


def compose_rows(text: str) -> str:
    """`text` in NFC; time grows with its length."""
    pieces = []
    place = 0
    # What follows a row is no mark, and joins nothing before the row.
    for row in _rows().finditer(text):
        pieces.append(_with_row(text[place : row.start()], row[0]))
        place = row.end()
    pieces.append(normalize("NFC", text[place:]))
    return "".join(pieces)


def _with_row(head: str, row: str) -> str:
    """NFC of a row of marks and of what stands before it."""
    groups = _by_class(row)
    done = normalize("NFC", head + "".join(group[:_KEPT] for group in groups))
    pieces = []
    end = len(done)
    for group in reversed(groups):
        # The rest of a class belongs behind those of its marks that are left. What stands before
        # the row may bring marks of its own.
        of_class = combining(group[0])
        while end and combining(done[end - 1]) > of_class:
            end -= 1
        if len(group) > _KEPT:
            pieces += [done[end:], group[_KEPT:]]
            done = done[:end]
    pieces.append(done)
    return "".join(reversed(pieces))


def _by_class(row: str) -> list[str]:
    """The marks of a row, decomposed, a string for each class in canonical order."""
    marks = _few_different(row)
    if not marks:
        # Decomposed mark by mark: of a whole row the library would sort the marks itself.
        parts_of = {mark: normalize("NFD", mark) for mark in set(row)}
        ordered = sorted("".join(map(parts_of.__getitem__, row)), key=combining)
        return ["".join(group) for _, group in groupby(ordered, combining)]
    for mark in marks:
        if (parts := normalize("NFD", mark)) != mark:
            row = row.replace(mark, parts)
    classes: dict[int, str] = {}
    for mark in dict.fromkeys(normalize("NFD", "".join(marks))):
        classes[combining(mark)] = classes.get(combining(mark), "") + mark
    return [_only(row, classes[of_class]) for of_class in sorted(classes)]


def _few_different(row: str) -> str:
    """The different marks of a row; empty where there are too many to take one by one."""
    found = ""
    while row:
        if len(found) == _FEW:
            return ""
        found += row[0]
        row = row.replace(row[0], "")
    return found


def _only(row: str, marks: str) -> str:
    return marks * row.count(marks) if len(marks) == 1 else re.sub(f"[^{marks}]+", "", row)
