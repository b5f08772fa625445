"""Numbers as people write them: "120k", "120,000", "120 000", "a hundred and twenty thousand".

A number's normal form is a text of digits without separators or trailing zeros, with a point
where it has decimals (`120000`, `1.5`), so that no spelling loses precision.
"""

import re
from collections.abc import Sequence
from typing import Final

UNITS: Final = {
    word: number
    for number, word in enumerate(
        (
            *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
            *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen"),
            *("seventeen", "eighteen", "nineteen"),
        )
    )
}
TENS: Final = {
    word: 10 * number
    for number, word in enumerate(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), start=2
    )
}
MAGNITUDES: Final = {
    "hundred": 2,
    "thousand": 3,
    "lakh": 5,
    "lakhs": 5,
    "million": 6,
    "millions": 6,
    "mn": 6,
    "mio": 6,
    "crore": 7,
    "crores": 7,
    "billion": 9,
    "billions": 9,
    "bn": 9,
    "trillion": 12,
}
"""Words behind a number, and how many zeros each adds."""

SUFFIXES: Final = {"k": 3, "m": 6, "mn": 6, "mio": 6, "b": 9, "bn": 9}
"""Letters glued to a number, and how many zeros each adds."""

LONGEST: Final = 40
"""Characters of a number that is read at all; a longer row of digits counts nothing."""

_COMMAS: Final = re.compile(r"\d{1,3}(?:,\d{3})+(\.\d+)?")
_INDIAN: Final = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}(\.\d+)?")
_QUOTES: Final = re.compile(r"\d{1,3}(?:'\d{3})+(\.\d+)?")
_DOTS: Final = re.compile(r"\d{1,3}(?:\.\d{3}){2,}(,\d+)?|\d{1,3}\.\d{3}(,\d+)")
_ONE_DOT: Final = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_PLAIN: Final = re.compile(r"\d+(?:\.\d+)?")
_DECIMAL_COMMA: Final = re.compile(r"\d+,\d{1,2}")


def normal(digits: str, zeros: int = 0) -> str:
    """Give the normal form of plain digits (with a point at most), times ten to the `zeros`."""
    whole, _, decimals = digits.partition(".")
    moved = decimals[:zeros].ljust(zeros, "0")
    whole = f"{whole}{moved}".lstrip("0") or "0"
    decimals = decimals[zeros:].rstrip("0")
    return f"{whole}.{decimals}" if decimals else whole


def readings(written: str) -> tuple[str, ...]:
    """Give the plain digits that a number in digits may stand for; none where it is no number.

    `120.000` is the same as `120,000`; `1.234` is read both ways, for nothing here tells which.
    """
    if len(written) > LONGEST:
        return ()
    if _ONE_DOT.fullmatch(written):
        thousands = written.replace(".", "")
        return (thousands,) if written.endswith(".000") else (written, thousands)
    if _PLAIN.fullmatch(written):
        return (written,)
    if any(form.fullmatch(written) for form in (_COMMAS, _INDIAN, _QUOTES)):
        return (written.replace(",", "").replace("'", ""),)
    if _DOTS.fullmatch(written):
        return (written.replace(".", "").replace(",", "."),)
    return (written.replace(",", "."),) if _DECIMAL_COMMA.fullmatch(written) else ()


def in_words(words: Sequence[str]) -> tuple[str, int]:
    """Read the number that a row of words begins with: its normal form, how many words it took.

    The words are in lower case. `("", 0)` where they begin with none.
    """
    head = words[0]
    if head == "half" and tuple(words[1:2]) == ("a",) and _scale(words, 2) > 2:
        return normal("0.5", _scale(words, 2)), 3
    taken = 0
    total = group = 0
    least = 99
    if head in {"a", "an"}:
        if not _scale(words, 1):
            return "", 0
        group, taken = 1, 1
    while taken < len(words):
        step = _read_group(words, taken, group)
        if step:
            group, taken = step
        elif (zeros := _scale(words, taken)) and group and zeros > 2 and zeros < least:
            if zeros == 2:
                break
            total, group, least = total + group * 10**zeros, 0, zeros
            taken += 1
        elif words[taken] == "and" and _goes_on(words, taken, total, group):
            taken += 1
        else:
            break
    if not taken or (not total and not group and head != "zero"):
        return "", 0
    return _with_half(words, taken, total + group)


def _read_group(words: Sequence[str], at: int, group: int) -> tuple[int, int] | None:
    """Take one more word into the hundreds, tens and units; None where it does not go there."""
    word = words[at]
    if word in TENS and group % 100 == 0:
        return group + TENS[word], at + 1
    if word in UNITS:
        fits = group % 100 == 0 or (group % 10 == 0 and group % 100 >= 20 and 0 < UNITS[word] < 10)
        return (group + UNITS[word], at + 1) if fits else None
    if word == "hundred" and 0 < group < 100:
        return group * 100, at + 1
    return None


def _scale(words: Sequence[str], at: int) -> int:
    return MAGNITUDES.get(words[at], 0) if at < len(words) else 0


def _goes_on(words: Sequence[str], at: int, total: int, group: int) -> bool:
    """Whether an "and" joins the parts of one number: "hundred and twenty", "thousand and five"."""
    following = words[at + 1] if at + 1 < len(words) else ""
    if following not in UNITS and following not in TENS:
        return False
    return (group > 0 and group % 100 == 0) or (total > 0 and group == 0)


def _with_half(words: Sequence[str], taken: int, number: int) -> tuple[str, int]:
    """Add the half of "one and a half million"."""
    if tuple(words[taken : taken + 3]) == ("and", "a", "half") and (
        zeros := _scale(words, taken + 3)
    ):
        return normal(f"{number}.5", zeros), taken + 4
    return str(number), taken
