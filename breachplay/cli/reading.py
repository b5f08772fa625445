"""Reading texts from the command line or standard input, whole or a line each."""

import sys
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, Final, NoReturn

import click

from breachplay.cli.shared import MISUSED, Ended, fail, tell_error, tell_json
from breachplay.plain import storable

LARGEST_INPUT: Final = 16 * 1024 * 1024
"""Bytes read from standard input at once; what is longer is no post."""

Row = dict[str, Any]


def text_or_input(text: str | None) -> str:
    """Give the text named, or all of standard input without its last line break.

    `-` is standard input, as everywhere: taken as a text it would be found to be without fault.
    """
    if text is not None and text != "-":
        return storable(text)
    stream = _input()
    if sys.stdin.isatty():
        click.echo("Type the text; end it with Ctrl-D on a line of its own.", err=True)
    data = stream.read(LARGEST_INPUT + 1)
    if len(data) > LARGEST_INPUT:
        _too_long("the text")
    try:
        decoded = data.decode("utf-8")
    except UnicodeDecodeError as error:
        fail(f"standard input is not UTF-8 at byte {error.start + 1}", MISUSED)
    return decoded.removesuffix("\n").removesuffix("\r")


def each_line(answer: Callable[[Row], Row], text: str | None) -> None:
    """Answer each line of standard input with a line, in order.

    A line that cannot be used is answered too, `{"line": 3, "error": "..."}`, so that answers
    and lines stay side by side; the exit status is 2 then.

    Args:
        answer: gives the answer to one object; raises ValueError with a plain sentence.
        text: what was given as TEXT, which is one thing too many.
    """
    if text is not None:
        fail("--jsonl reads standard input: give no TEXT with it", MISUSED)
    faulty = False
    for number, line in enumerate(_lines(_input()), start=1):
        try:
            document = answer(_row(line))
        except ValueError as error:
            faulty = True
            message = f"<stdin>:{number}: {error}"
            tell_error(message)
            document = {"line": number, "error": message}
        tell_json(document)
    if faulty:
        raise Ended(MISUSED)


def _row(line: bytes) -> Row:
    """Give the object that one line holds; ValueError, with a plain sentence, if it is none."""
    import json  # noqa: PLC0415  late

    if not line.strip():
        raise ValueError("an empty line")
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8 at byte {error.start + 1}") from error
    except RecursionError as error:
        raise ValueError("not JSON that can be read: nested too deep") from error
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON: {error.msg}, at character {error.pos + 1}") from error
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise ValueError('not an object with a "text": write {"text": "..."}')
    for key in ("speaker", "phase"):
        if not isinstance(row.get(key), str | None):
            raise ValueError(f'"{key}" must be text, or left out')
    return {**row, "text": storable(row["text"])}


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    while line := stream.readline(LARGEST_INPUT + 1):
        if len(line) > LARGEST_INPUT:
            _too_long("a line")
        yield line


def _input() -> BinaryIO:
    if sys.stdin is None:
        fail("there is no standard input: give the text", MISUSED)
    return sys.stdin.buffer


def _too_long(what: str) -> NoReturn:
    fail(f"{what} is longer than {LARGEST_INPUT // 1024 // 1024} MiB", MISUSED)
