"""Characters that a reader does not see, or takes for others.

Real Arabic, Hebrew, Persian, Indic and Cyrillic text, emoji that are joined, and variation
selectors where they belong are left alone. Sources: Unicode UAX #9 and UTS #39; CVE-2021-42574.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from breachplay.caveats.looking import Found, Look

_SUSPECT: Final = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff\ud800-\udfff]"
)
_RIGHT_TO_LEFT: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]")
_FLAG: Final = re.compile("\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{1,16}\U000e007f")
_MARKS_OF_DIRECTION: Final = "\u200e\u200f\u061c"
_ISOLATES: Final = "\u2066\u2067\u2068\u2069"
_JOINERS: Final = "\u200c\u200d"
_WITHOUT_SPACES: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u4e00-\u9fff]"
)
"""Thai, Lao, Myanmar, Khmer, Japanese: a zero-width space says where a line may break."""

_LATIN: Final = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
_OTHER: Final = (
    "\u0370-\u052f\u0531-\u0587\u13a0-\u13fd\u1f00-\u1fff\u2c80-\u2cff\ua4d0-\ua4fd\uab70-\uabbf"
)
"""Greek, Cyrillic, Armenian, Cherokee, Coptic, Lisu: scripts with letters like Latin ones."""

_WORD: Final = re.compile(f"[{_LATIN}{_OTHER}]+")
_FOREIGN: Final = re.compile(f"[{_OTHER}]")
_LATIN_WORD: Final = re.compile(f"[{_LATIN}]{{2,}}")
_TWINS: Final = frozenset(
    "авеёзкмнорстухіїјѕԁԛԝһӏүԍьАВЕЁЗКМНОРСТУХІЇЈЅԀԚԜҺӀҮαγικνορτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹϲϳօոսհցքԼՕՍՏ"
)
"""Letters that pass for Latin ones; of the scripts not here, all do."""

_ALL_PASS: Final = re.compile("[\u13a0-\u13fd\u2c80-\u2cff\ua4d0-\ua4fd\uab70-\uabbf]")


def hidden_characters(look: Look) -> Iterator[Found]:
    """Characters that are not seen, that turn text around, or that pass for other letters."""
    text = look.draft.text
    if _SUSPECT.search(text):
        yield from _unseen(text)
    if not text.isascii():
        # Of a look-alike link its own rule says more, and one stop is enough for one thing.
        fakes = [(one.start, one.end) for one in look.lookalikes]
        for found in _twins(text):
            start = found.start or 0
            if not any(first <= start < last for first, last in fakes):
                yield found


def _unseen(text: str) -> Iterator[Found]:
    right_to_left = bool(_RIGHT_TO_LEFT.search(text))
    honest = {at for flag in _FLAG.finditer(text) for at in range(*flag.span())}
    for match in _SUSPECT.finditer(text):
        at, character = match.start(), match.group()
        if at in honest or _belongs(text, at, character, right_to_left=right_to_left):
            continue
        name = unicodedata.name(character, "a control character").lower()
        message = f"A hidden character stands here: U+{ord(character):04X}, {name}."
        yield Found(at, at + 1, message, subject=f"U+{ord(character):04X}")


def _belongs(text: str, at: int, character: str, *, right_to_left: bool) -> bool:
    """Whether a hidden character does the work that it was made for."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if character in _MARKS_OF_DIRECTION:
        return right_to_left
    if character in _ISOLATES:
        opened = sum(text.count(one) for one in _ISOLATES[:3])
        return right_to_left and opened == text.count(_ISOLATES[3])
    if character in _JOINERS:
        return _joins(before) and (_joins(after) or character == "\u200d")
    if character == "\u200b":
        return bool(_WITHOUT_SPACES.match(before) and _WITHOUT_SPACES.match(after))
    if "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef":
        return _takes_a_variant(before, after)
    return False


def _joins(character: str) -> bool:
    """Whether a character is joined to others by invisible ones: emoji, and cursive scripts."""
    if not character:
        return False
    code = ord(character)
    cursive = 0x0600 <= code <= 0x08FF or 0x0900 <= code <= 0x0DFF or 0x1780 <= code <= 0x18AF
    pictured = code >= 0x1F000 or 0x2190 <= code <= 0x2BFF or character in "\ufe0f\u00a9\u00ae"
    return cursive or pictured or 0xFB50 <= code <= 0xFEFC


def _takes_a_variant(before: str, after: str) -> bool:
    """Whether a character has variants: emoji, keycaps, ideographs, symbols, Mongolian."""
    if not before:
        return False
    if before in "0123456789#*":
        return after == "\u20e3"
    return not before.isascii() and unicodedata.category(before) in {"So", "Sm", "Lo", "Po", "Pd"}


def _twins(text: str) -> Iterator[Found]:
    """Words in which letters of another script pass for Latin ones."""
    words = [word for word in _WORD.finditer(text) if _FOREIGN.search(word.group())]
    if not words or not _LATIN_WORD.search(text):
        return
    real = any(not _passes(word.group()) for word in words)
    for word in words:
        written = word.group()
        foreign = [at for at, letter in enumerate(written) if not _is_latin(letter)]
        twins = [at for at in foreign if _is_twin(written[at])]
        if len(foreign) == len(written):
            # A word of twins alone is honest where the text has words of that script.
            hit = not real and len(written) > 2 and _passes(written)
        elif real:
            hit = len(twins) == len(foreign) and foreign[-1] < len(written) - 1
        else:
            hit = bool(twins)
        if hit:
            letter = written[(twins or foreign)[0]]
            name = unicodedata.name(letter, "another letter").lower()
            message = f'"{written}" holds a letter of another script: U+{ord(letter):04X}, {name}.'
            yield Found(word.start(), word.end(), message)


def _passes(word: str) -> bool:
    return all(_is_latin(letter) or _is_twin(letter) for letter in word)


def _is_latin(letter: str) -> bool:
    return letter < "\u0370" or "\u1e00" <= letter <= "\u1eff"


def _is_twin(letter: str) -> bool:
    return letter in _TWINS or bool(_ALL_PASS.match(letter))
