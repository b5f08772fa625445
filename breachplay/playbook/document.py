"""From a file to a TOML document: bounded, and with one clear line for whatever goes wrong."""

import os
import stat
from typing import Any, Final

import tomli

from breachplay.plain import control_in
from breachplay.playbook.faults import Fault, Faulty, quoted

LIMIT: Final = 1024 * 1024
"""Bytes of the largest file that is read. The largest shipped playbook has under a tenth."""

_PORTION: Final = 1 << 16
"""Bytes that are asked for at a time: each time, that much memory is made ready."""

_NESTING: Final = 100
"""Open brackets at which a text that is nested too deeply is pointed at."""

_IN_PLAIN_WORDS: Final = {
    "Illegal character '\\n'": "the text is not closed on this line; end it with a quotation "
    'mark, or write text of several lines between """ and """',
    "Invalid value": 'this is not a value; text stands in quotation marks: key = "text"',
    "Invalid statement": "expected `key = value` or a header such as [facts.name] or [[phase]]",
    "Expected '=' after a key in a key/value pair": 'expected "=" after the key',
    "Unescaped '\\' in a string": "a backslash in text is written twice; or put the text "
    "between single quotation marks",
    "Unterminated string": "this text is never closed; end it with a quotation mark",
    "Unclosed array": 'this list is never closed; end it with "]"',
    "Unclosed inline table": 'this table is never closed; end it with "}"',
    "Expected newline or end of document after a statement": "expected the end of the line here",
}


def read_text(path: str | os.PathLike[str]) -> str:
    """Give the text of a file of at most `LIMIT` bytes, line breaks as `\\n`.

    Raises:
        Faulty: with one fault, when there is no such regular file, or it is not text.
    """
    name = os.fspath(path)
    data = _read(name)
    if len(data) > LIMIT:
        raise _whole(name, "larger than 1 MiB, the most that is read")
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise Faulty([_undecodable(name, data, error.start)]) from None
    if text.startswith("\ufeff"):
        message = "begins with a byte order mark; save the file as UTF-8 without one"
        raise Faulty([Fault(name, 1, 1, "", message)])
    if not text.strip():
        raise _whole(name, "the file is empty; `breachplay new` writes one to fill in")
    return text.replace("\r\n", "\n")


def parse(text: str, path: str) -> dict[str, Any]:
    """Give the TOML document that a text holds.

    Raises:
        Faulty: with one fault, when the text is not TOML.
    """
    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        raise Faulty([_not_toml(text, path, error)]) from None
    except RecursionError:
        message = "nested too deeply to be read; no file of ours needs more than a few levels"
        raise Faulty([Fault(path, *_deepest(text), "", message)]) from None
    except ValueError as error:
        # Of what tomli calls, only Python's limit on the digits of an integer ends here.
        number = "a number has too many digits" if "digits" in str(error) else "a value is wrong"
        raise Faulty([Fault(path, *_longest_number(text), "", f"{number}; shorten it")]) from None


def _read(name: str) -> bytes:
    """Read at most one byte more than the limit, without ever waiting for a pipe or a device."""
    try:
        handle = os.open(name, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY)
    except FileNotFoundError:
        raise _whole(name, "no such file") from None
    except PermissionError:
        raise _whole(name, "no permission to read this file") from None
    except (OSError, ValueError) as error:
        raise _whole(name, f"cannot be opened: {_reason(error)}") from None
    try:
        mode = os.fstat(handle).st_mode
        if stat.S_ISDIR(mode):
            raise _whole(name, "this is a folder, not a file")
        if not stat.S_ISREG(mode):
            raise _whole(name, "this is a pipe or a device, not a file")
        return _bytes(handle)
    except OSError as error:
        raise _whole(name, f"cannot be read: {_reason(error)}") from None
    finally:
        os.close(handle)


def _bytes(handle: int) -> bytes:
    parts, left = [], LIMIT + 1
    while left > 0 and (part := os.read(handle, min(left, _PORTION))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or "not a usable file name"


def _whole(name: str, message: str) -> Faulty:
    return Faulty([Fault(name, 0, 0, "", message)])


def _undecodable(name: str, data: bytes, at: int) -> Fault:
    start = data.rfind(b"\n", 0, at) + 1
    column = len(data[start:at].decode()) + 1
    utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    message = f"not UTF-8 at byte {at}{' but UTF-16' if utf16 else ''}; save the file as UTF-8"
    return Fault(name, data.count(b"\n", 0, at) + 1, column, "", message)


def _not_toml(text: str, path: str, error: tomli.TOMLDecodeError) -> Fault:
    message = _IN_PLAIN_WORDS.get(error.msg, f"not valid TOML: {error.msg}")
    if error.msg == "Cannot overwrite a value":
        return _given_twice(text, path, error)
    line = text.split("\n")[error.lineno - 1]
    culprit = text[error.pos : error.pos + 1]
    if "character" in error.msg and culprit != "\n" and control_in(culprit):
        message = f"hidden character {control_in(culprit)}; take it out, no text needs it"
    if error.msg.startswith("Unescaped"):
        column = line.rfind("\\", 0, error.colno) + 1
        return Fault(path, error.lineno, column, "", message)
    if error.msg.startswith("Cannot ") and line.lstrip().startswith("["):
        header = quoted(line.strip())[1:-1]
        column = len(line) - len(line.lstrip()) + 1
        twice = error.msg.endswith("twice")
        message = f"{header} {'is given twice' if twice else 'cannot go on from what is above'}"
        return Fault(path, error.lineno, column, "", f"{message}; {_LISTS}")
    return Fault(path, error.lineno, error.colno, "", message)


_LISTS: Final = "a table is written once, [name]; the tables of a list all begin with [[name]]"


def _given_twice(text: str, path: str, error: tomli.TOMLDecodeError) -> Fault:
    """Point at the second key of two, and name the line of the first; tomli points behind it."""
    from breachplay.playbook.positions import positions  # noqa: PLC0415 - for faulty files only

    places = positions(text[: error.pos])
    if places.clash is None:
        message = "this key is given twice, or is a table above; keep one of them"
        return Fault(path, error.lineno, error.colno, "", message)
    first, second = places.clash
    key = quoted(text[second.start : second.value].partition("=")[0].strip(' "'))
    message = (
        f"{key} is given twice in one table, first in line {places.line_column(first.start)[0]}; "
        "keep one, or begin a new [[table]] before it"
    )
    return Fault(path, *places.line_column(second.start), "", message)


def _deepest(text: str) -> tuple[int, int]:
    """Give line and column where brackets, or a dotted key, go beyond what anybody would write."""
    depth = dots = 0
    line, start = 1, -1
    for offset, character in enumerate(text):
        if character == "\n":
            line, start, dots = line + 1, offset, 0
        depth += (character in "[{") - (character in "]}")
        dots += character == "."
        if depth > _NESTING or dots > _NESTING * 5:
            return line, offset - start
    return 1, 1


def _longest_number(text: str) -> tuple[int, int]:
    import re  # noqa: PLC0415 - only for faulty files

    found = re.search(r"[0-9_]{4000,}", text)
    at = found.start() if found else 0
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
