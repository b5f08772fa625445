"""Text from outside, made safe to keep and safe to show.

A terminal obeys control characters wherever they come from, and a reader is misled by those that
reorder or hide text. `storable` makes any text fit to be encoded; `visible` is the last gate
before a screen, a pipe or a message; `clean` is the door through which typed and pasted text
comes in. The record keeps what was entered; only what is shown is changed.
"""

import re
import unicodedata
from typing import Final

BIDIRECTIONAL: Final = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""Characters that reorder what follows them (CVE-2021-42574, "Trojan Source")."""

_CONTROL: Final = "\u0000-\u0008\u000b-\u001f\u007f-\u009f"
_SEPARATOR: Final = "\u2028\u2029"
_INVISIBLE: Final = "\u00ad\u200b\u2060-\u2064\ufeff\ufff9-\ufffb\U000e0001\U000e0020-\U000e007f"
_SURROGATE: Final = "\ud800-\udfff"
_MARKS_ALLOWED: Final = 4
"""Combining marks that may stand on one letter; more only serve to smear the screen."""

_FLAG: Final = "\U0001f3f4[\U000e0020-\U000e007e]{1,16}\U000e007f"
"""A flag of a region, the one place where tag characters are honest."""

_UNSAFE = re.compile(
    f"(?P<flag>{_FLAG})|[{_CONTROL}{BIDIRECTIONAL}{_SEPARATOR}{_INVISIBLE}{_SURROGATE}]"
)
_SURROGATES = re.compile(f"[{_SURROGATE}]")
_MARK: Final = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_SMEAR = re.compile(f"([{_MARK}]{{{_MARKS_ALLOWED}}})[{_MARK}]+")


def folded_name(text: str) -> str:
    """Give a name or a role as it is compared: however it is spaced, or in whatever case.

    Characters that nobody sees, and other forms of the same letters, make no other person.
    """
    seen = _UNSAFE.sub("", unicodedata.normalize("NFKC", text.replace("\n", " ")))
    return " ".join(seen.casefold().split())


def storable(text: str) -> str:
    """Give the text with lone surrogates, which no encoding can hold, as U+FFFD."""
    return _SURROGATES.sub("\ufffd", text)


def named(character: str) -> str:
    """Give the placeholder by which a hidden character is shown: `<U+202E>`."""
    return f"<U+{ord(character):04X}>"


def visible(text: str, *, lines: bool = True) -> str:
    """Give the text as it may be sent to a terminal.

    Controls, reordering and invisible characters become placeholders such as `<U+001B>`; a tab
    becomes a space; long stacks of combining marks are cut. With `lines=False` a line break
    becomes a space too, for what must stay on one line.
    """
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\t", " ")
    if not lines:
        text = text.replace("\n", " ")
    text = _UNSAFE.sub(_placeholder, text)
    return _SMEAR.sub(r"\1", text)


def clean(text: str) -> tuple[str, int]:
    """Take typed or pasted text in: give it without control characters, and how many went.

    Line breaks of every kind become `\\n`, tabs a space. Emoji flags keep the tag characters
    that belong to them.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    text = re.sub("[\u2028\u2029\u0085\u000b\u000c]", "\n", text)
    removed = 0

    def drop(match: re.Match[str]) -> str:
        nonlocal removed
        if match["flag"]:
            return match.group()
        removed += 1
        return ""

    return _UNSAFE.sub(drop, text), removed


def control_in(text: str) -> str | None:
    """Give the placeholder of the first unsafe character of a one-line text, or None."""
    for match in re.finditer(f"{_UNSAFE.pattern}|[\n\t]", text):
        if not match["flag"]:
            return named(match.group())
    return None


def _placeholder(match: re.Match[str]) -> str:
    return match.group() if match["flag"] else named(match.group())
