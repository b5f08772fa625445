"""What can still be read of a run file that SQLite gives up on: cut off, or overwritten in places.

Looks at every page for itself, without the tree above it, and takes each row that has the form of
an event. Which of them are true is for the chain to say: a row that follows by its hash is.
The layout of the pages is that of <https://sqlite.org/fileformat2.html>.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from breachplay.record.table import PAGE_SIZE, Row

_LARGEST_FILE: Final = 512 * 1024 * 1024
_LEAF: Final = 0x0D
"""The first byte of a page that holds rows of a table."""

_FILE_HEADER: Final = 100
_COLUMNS: Final = 5


def rows_in(path: Path) -> list[Row]:
    """Give every row that has the form of an event, in the order of their numbers.

    Raises:
        OSError: when the file cannot be read.
    """
    with path.open("rb") as file:
        content = file.read(_LARGEST_FILE)
    rows: list[Row] = []
    for start in range(0, len(content), PAGE_SIZE):
        rows += _rows_on_page(content, start)
    return sorted(rows, key=lambda row: int(row[0]))


def _rows_on_page(content: bytes, start: int) -> Iterator[Row]:
    at = start + (_FILE_HEADER if start == 0 else 0)
    if content[at : at + 1] != bytes([_LEAF]):
        return
    count = _number(content, at + 3, 2)
    for cell in range(min(count, PAGE_SIZE // 2)):
        offset = _number(content, at + 8 + 2 * cell, 2)
        try:
            row = _row(content, start + offset, start + PAGE_SIZE)
        except IndexError:
            continue
        if row is not None:
            yield row


def _row(content: bytes, at: int, end: int) -> Row | None:
    size, at = _varint(content, at)
    seq, at = _varint(content, at)
    payload = _payload(content, at, end, size)
    if payload is None or seq < 1:
        return None
    header_size, place = _varint(payload, 0)
    lengths: list[int] = []
    while place < header_size:
        kind, place = _varint(payload, place)
        if kind not in {0} and (kind < 13 or kind % 2 == 0):
            return None
        lengths.append((kind - 13) // 2 if kind else 0)
    if len(lengths) != _COLUMNS or lengths[0] or header_size + sum(lengths) != len(payload):
        return None
    texts: list[bytes] = []
    for length in lengths[1:]:
        texts.append(payload[place : place + length])
        place += length
    command, fields, prev, own = texts
    return (seq, command, fields, prev, own)


def _payload(content: bytes, at: int, end: int, size: int) -> bytes | None:
    """Give a row's bytes: those on its page, then those on the pages they run over to."""
    most = PAGE_SIZE - 35
    if size <= most:
        return content[at : at + size] if at + size <= end else None
    least = (PAGE_SIZE - 12) * 32 // 255 - 23
    here = least + (size - least) % (PAGE_SIZE - 4)
    here = here if here <= most else least
    if size > len(content) or at + here + 4 > end:
        return None
    parts = [content[at : at + here]]
    left, page = size - here, _number(content, at + here, 4)
    while left > 0:
        start = (page - 1) * PAGE_SIZE
        part = content[start + 4 : start + 4 + min(left, PAGE_SIZE - 4)] if page > 0 else b""
        if not part:
            return None
        parts.append(part)
        left -= len(part)
        page = _number(content, start, 4)
    return b"".join(parts)


def _number(content: bytes, at: int, size: int) -> int:
    return int.from_bytes(content[at : at + size], "big")


def _varint(content: bytes, at: int) -> tuple[int, int]:
    """Give a number of SQLite's variable length, and the place after it."""
    value = 0
    for place in range(at, at + 8):
        byte = content[place]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, place + 1
    return value << 8 | content[at + 8], at + 9
