"""The small form in which packs write phrases, and its way to a linear-time pattern.

A phrase is plain words. It matches whole words, in any case, with spaces, a line break or a
hyphen between them, and with every kind of apostrophe (or none). Beyond that:

    (evidence|sign(|s) of)   one of these; an empty alternative may be left out; inside a word too
    not, have, are, is ...   their short forms as well: `do not` finds "don't", `we are` "we're"
    state-sponsored          joined, with a hyphen, or with a space
    *                        up to four words, not past a comma or any other mark
    ...                      the same, but past commas, as in a list
    ~                        anything within the sentence
    #                        a number, in digits (1,200 or 0.5%) or in words
    #%                       a share: 1.5%, 20 per cent, five percent
    <people>                 one of a class of words: see `word_classes`

In `unless`, a lone `?` stands for "the sentence is a question".
"""

import re
import string
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from breachplay.playbook.word_classes import CLASSES

GAP: Final = "[ -]"
"""What may stand between two words of folded text, where a run of white space is one space."""

QUESTION: Final = "?"
_CLASS: Final = re.compile("(<[^<>]*>)")
_LITERAL_END: Final = re.compile(r"[()|\s]")
_FLAT: Final = re.compile(r"([^()<>]*)\)")
"""The rest of an alternative in parentheses that holds no other, as most do."""
LONG_DASH: Final = "\x1e"
"""Stands for a long dash in the bytes that patterns read, where every mark is one byte."""

_ANY_WORD: Final = '[^\\s.,;:!?()"\x1e]+(?:[.,\'][^\\s.,;:!?()"\x1e]+)?'
_BETWEEN: Final = {
    "*": f"(?:{GAP}{_ANY_WORD}){{0,4}}?",
    "...": f"(?:,?{GAP}{_ANY_WORD}){{0,4}}?,?",
    "~": "\\b(?:[^.!?;\n]|[.][^\\s])*?",
}
_NUMBER_WORDS: Final = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|thirty|forty|fifty|"
    f"sixty|seventy|eighty|ninety|hundred|thousand|a{GAP}(?:dozen|hundred|thousand|million)"
)
_SCALE: Final = "k|m|bn|am|pm|per[ -]?cent|hundred|thousand|million|billion|dozen"
_NUMBER: Final = (
    f"(?:(?:\\d[\\d.,]*\\d|\\d)(?:{GAP}?(?:{_SCALE})\\b|[ ]?%|\\b)"
    f"|(?:{_NUMBER_WORDS})\\b(?:{GAP}(?:{_SCALE})\\b)?)"
)
_SHARE: Final = (
    f"(?:(?:\\d[\\d.,]*\\d|\\d)(?:[ ]?%|{GAP}?per[ -]?cent\\b)"
    f"|(?:{_NUMBER_WORDS})\\b{GAP}per[ -]?cent\\b)"
)
_NUMBERS: Final = {"#": _NUMBER, "#%": _SHARE}
_SHORT: Final = {
    "not": "(?:n?'t|nt\\b)",
    "have": "'ve",
    "has": "'s",
    "are": "'re",
    "is": "'s",
    "am": "'m",
    "will": "'ll",
    "had": "'d",
    "would": "'d",
}
"""How a word shortens when it leans on the one before."""

_WHOLE: Final = {
    "cannot": f"(?:can{GAP}?not|can'?t)",
    "will": "(?:will|wo)",
}
_NOT_AT_START: Final = (
    "(?:\\b(?:can)?not|\\Bn't|\\b(?:do|did|does|is|are|was|were|has|have|can|wo)n?t)"
)
"""A phrase may begin with the `not` that is the end of another word: "don't", "cannot"."""

_START: Final = "\\b"
_GLUED: Final = ""
_AFTER_WORDS: Final = f"(?:{GAP})"
"""After words that may be any, a short form would take the end of one of them for itself."""
_WORD_CHARACTERS: Final = frozenset(string.ascii_letters + string.digits + "_")
_MOST_NESTED: Final = 20


class PhraseError(ValueError):
    """A phrase that does not follow the form; the message says what to do."""


@dataclass(frozen=True, slots=True)
class _Choice:
    alternatives: tuple["_Sequence", ...]
    name: str = ""
    """Of the class of words that it is, if it is one."""
    optional: bool = False
    """Whether it may be left out."""
    gap: bool = False
    """Whether words that may be any stand in it."""


def _choice_of(alternatives: tuple["_Sequence", ...], name: str = "") -> _Choice:
    gap = any(_has_gap(element) for one in alternatives for element in one)
    return _Choice(alternatives, name, optional=not all(alternatives), gap=gap)


_Element = tuple["str | _Choice", ...]
"""Parts that stand together without a space: `investigat(e|ing)` has two."""
_Sequence = tuple[_Element, ...]


def translate(phrase: str) -> str:
    """Give the RE2 pattern (without flags) of one phrase, for folded text.

    Raises:
        PhraseError: when the phrase does not follow the form above.
    """
    reader = _Reader(phrase)
    sequence = reader.sequence(0)
    if reader.at < len(phrase):
        raise PhraseError(f"{phrase!r}: a ')' without its '('")
    if not sequence:
        raise PhraseError("a phrase needs at least one word")
    if any(edge[0] in _BETWEEN for edge in (sequence[0], sequence[-1])):
        raise PhraseError(f"{phrase!r}: '*', '...' and '~' stand between words, not at an end")
    if all(_all_optional(element) for element in sequence):
        raise PhraseError(f"{phrase!r}: every word may be left out, so it would match everything")
    after = "\\b" if _ends_in_word(sequence) else ""
    return f"(?:{_render(sequence, _START)}){after}"


def _all_optional(element: _Element) -> bool:
    return all(isinstance(part, _Choice) and part.optional for part in element)


class _Reader:
    def __init__(self, phrase: str) -> None:
        self._phrase = phrase
        self.at = 0

    def sequence(self, depth: int) -> _Sequence:
        elements: list[_Element] = []
        parts: list[str | _Choice] = []
        while True:
            end = _LITERAL_END.search(self._phrase, self.at)
            literal = self._phrase[self.at : end.start() if end else None]
            self.at += len(literal)
            if "<" in literal:
                parts += [_class(one[1:-1]) if _CLASS.match(one) else one for one in _cut(literal)]
            elif literal:
                parts.append(literal)
            character = self._phrase[self.at : self.at + 1]
            if character == "(":
                self.at += 1
                parts.append(self._choice(depth + 1))
                continue
            if parts:
                elements.append(tuple(parts))
                parts = []
            if character in ("", "|", ")"):
                break
            self.at += 1
        if depth == 0 and character == "|":
            raise PhraseError(f"{self._phrase!r}: put alternatives in parentheses: (this|that)")
        return tuple(elements)

    def _choice(self, depth: int) -> _Choice:
        if depth > _MOST_NESTED:
            raise PhraseError(f"parentheses nest deeper than {_MOST_NESTED}")
        if flat := _FLAT.match(self._phrase, self.at):
            self.at = flat.end()
            listed = flat[1].split("|")
            return _choice_of(tuple(tuple((word,) for word in one.split()) for one in listed))
        alternatives = [self.sequence(depth)]
        while self._phrase[self.at : self.at + 1] == "|":
            self.at += 1
            alternatives.append(self.sequence(depth))
        if self._phrase[self.at : self.at + 1] != ")":
            raise PhraseError(f"{self._phrase!r}: a '(' without its ')'")
        self.at += 1
        return _choice_of(tuple(alternatives))


def _cut(literal: str) -> list[str]:
    """Give a literal cut at its classes: `<staff>'s` is a class and an ending."""
    return [one for one in _CLASS.split(literal) if one]


@cache
def _class(name: str) -> _Choice:
    words = CLASSES.get(name)
    if words is None:
        known = ", ".join(f"<{one}>" for one in CLASSES)
        raise PhraseError(f"there is no class of words <{name}>; there are {known}")
    return _choice_of((_Reader(words).sequence(0),), name)


def _render(sequence: _Sequence, lead: str) -> str:
    if not sequence:
        return ""
    first, rest = sequence[0], sequence[1:]
    if not rest:
        return _element(first, lead)
    if lead == _START and len(first) == 1 and isinstance(first[0], _Choice):
        choice = first[0]
        if choice.optional:
            # Left out, it must not leave the space behind it.
            kept = _choice_of(tuple(one for one in choice.alternatives if one))
            without = _render(rest, lead)
            if not kept.alternatives:
                return without
            return f"(?:{_element((kept,), lead)}{_render(rest, GAP)}|{without})"
    after = _AFTER_WORDS if _has_gap(first) else GAP
    return _element(first, lead) + _render(rest, after)


def _has_gap(element: _Element) -> bool:
    return any(part in _BETWEEN if isinstance(part, str) else part.gap for part in element)


def _element(parts: _Element, lead: str) -> str:
    if len(parts) == 1:
        part = parts[0]
        return _word(part, lead) if isinstance(part, str) else _alternatives(part, lead)
    joined = "".join(
        _literal(part) if isinstance(part, str) else _alternatives(part, _GLUED) for part in parts
    )
    return f"{lead}{joined}"


def _alternatives(choice: _Choice, lead: str) -> str:
    return _class_pattern(choice.name, lead) if choice.name else _either(choice, lead)


@cache
def _class_pattern(name: str, lead: str) -> str:
    return _either(_class(name), lead)


def _either(choice: _Choice, lead: str) -> str:
    return f"(?:{'|'.join(_render(one, lead) for one in choice.alternatives)})"


@lru_cache(maxsize=8192)
def _word(word: str, lead: str) -> str:
    if word in _BETWEEN:
        return _BETWEEN[word]
    plain = _NUMBERS.get(word) or _WHOLE.get(word.lower()) or _literal(word)
    if lead == _START:
        if word.lower() == "not":
            return _NOT_AT_START
        return _START + plain if word in _NUMBERS or word[0] in _WORD_CHARACTERS else plain
    short = _SHORT.get(word.lower())
    return f"(?:{lead}{plain}|{short})" if short and lead == GAP else lead + plain


def _literal(text: str) -> str:
    pieces = []
    for character in text:
        if character in "'\u2019":
            pieces.append("'?")
        elif character == "-":
            pieces.append(f"{GAP}?")
        elif character == "\u2014":
            pieces.append(LONG_DASH)
        elif character in string.punctuation:
            pieces.append(f"\\{character}")
        else:
            pieces.append(character)
    return "".join(pieces)


def _ends_in_word(sequence: _Sequence) -> bool:
    """Whether every way to end is a letter or digit, so that a word boundary may follow."""
    element = sequence[-1]
    part = element[-1]
    if isinstance(part, str):
        bare = part.rstrip("'\u2019")  # an apostrophe may always be left out
        return part != "#" and bare[-1:] in _WORD_CHARACTERS
    ways = [_ends_in_word(one) for one in part.alternatives if one]
    if part.optional:
        if element[:-1]:
            ways.append(_ends_in_word((element[:-1],)))
        elif sequence[:-1]:
            ways.append(_ends_in_word(sequence[:-1]))
    return all(ways)
