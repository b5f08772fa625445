"""Rules made ready to run: phrases and patterns on an engine with linear-time matching."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cached_property, lru_cache
from typing import Any, Final

from breachplay.caveats.folding import Folded, packed
from breachplay.caveats.sense import Sense
from breachplay.playbook.phrase import QUESTION, PhraseError, translate
from breachplay.playbook.placeholders import PLACEHOLDER
from breachplay.playbook.rule import CaveatRule
from breachplay.playbook.sharing import shared

MOST_HITS: Final = 50
"""Hits of one rule in one text. A cap keeps the whole linear; nobody reads more."""

_MOST_MEMORY: Final = 32 << 20
_MOST_KEPT: Final = 4000
_kept: dict[int, tuple[CaveatRule, "CompiledRule"]] = {}


class CompiledRule:
    """The patterns of one rule, each made when it is first needed; None where there is none.

    Raises:
        PhraseError: on access, when a phrase or the pattern is faulty.
    """

    def __init__(self, rule: CaveatRule) -> None:
        self._rule = rule
        self.unless_question = QUESTION in rule.unless

    @cached_property
    def any(self) -> Any:
        """The phrases that hit."""
        return _phrases(tuple(self._rule.any))

    @cached_property
    def pattern(self) -> Any:
        """The raw pattern."""
        return _pattern(self._rule.pattern)

    @cached_property
    def missing(self) -> Any:
        """The phrases one of which should be there."""
        words = (one for one in self._rule.missing if not PLACEHOLDER.fullmatch(one))
        return _phrases(tuple(words))

    @cached_property
    def unless(self) -> Any:
        """The phrases that silence. Most texts have no hit, and never need them."""
        return _phrases(tuple(one for one in self._rule.unless if one != QUESTION))


def compiled(rule: CaveatRule) -> CompiledRule:
    """Give a rule's patterns, kept while the program runs."""
    kept = _kept.get(id(rule))
    if kept is not None and kept[0] is rule:
        return kept[1]
    made = CompiledRule(rule)
    if len(_kept) >= _MOST_KEPT:
        _kept.clear()
    _kept[id(rule)] = (rule, made)
    return made


def prepare(rules: Iterable[CaveatRule]) -> None:
    """Make the patterns of rules ready, so that the first key press does not wait for them.

    Faulty patterns are left for `check` to name.
    """
    for rule in rules:
        made = compiled(rule)
        with suppress(PhraseError):
            _ = made.any, made.pattern, made.missing, made.unless


def faults(rule: CaveatRule) -> tuple[str, ...]:
    """Say what is wrong with the phrases and the pattern of a rule, one sentence each."""
    found = []
    words = (one for one in rule.missing if not PLACEHOLDER.fullmatch(one))
    for phrase in (*rule.any, *words, *rule.unless):
        if phrase == QUESTION and phrase in rule.unless:
            continue
        try:
            translate(phrase)
        except PhraseError as fault:
            found.append(str(fault))
    try:
        _pattern(rule.pattern)
    except PhraseError as fault:
        found.append(str(fault))
    return tuple(found)


def hits(rule: CompiledRule, text: str, folded: Folded, sense: Sense) -> Iterator[tuple[int, int]]:
    """Give the spans of the draft where a rule's phrases or pattern hit and stand unsilenced.

    An `unless` phrase silences a hit that it overlaps, and every hit after it in the same clause.
    A phrase that is only quoted is no hit. A raw `pattern` reads the draft as it is; phrases
    read it folded.
    """
    if rule.any is not None:
        for start, end in _spans(rule.any, folded):
            if not _silenced(rule, folded, sense, start, end):
                yield folded.span(start, end)
    if rule.pattern is not None:
        plain = Folded(text, text.encode(errors="replace"), None)
        quiet = Sense(text)
        for start, end in _spans(rule.pattern, plain):
            if not _silenced(rule, plain, quiet, start, end):
                yield start, end


def is_missing(rule: CompiledRule, folded: Folded) -> bool:
    """Whether a rule with `missing` finds none of its phrases, and nothing that silences it."""
    if rule.missing is not None and rule.missing.search(folded.data):
        return False
    return not (rule.unless is not None and rule.unless.search(folded.data))


def _silenced(rule: CompiledRule, folded: Folded, sense: Sense, start: int, end: int) -> bool:
    if rule.unless_question and sense.is_question(start):
        return True
    if rule.unless is not None:
        first, last = sense.sentence(start)
        clause = sense.clause_start(start)
        piece = folded.text[first:last]
        within = Folded(piece, packed(piece), None)
        for opens, closes in _spans(rule.unless, within):
            opens, closes = opens + first, closes + first  # noqa: PLW2901 - the same span, moved
            if opens < end and closes > start:
                return True
            if closes <= start and opens >= clause:
                return True
    return sense.is_quoted(start, end)


def _spans(pattern: Any, folded: Folded) -> Iterator[tuple[int, int]]:
    byte = index = 0
    for number, match in enumerate(pattern.finditer(folded.data)):
        if number >= MOST_HITS:
            return
        start, end = match.span()
        if start == end:
            continue
        index = folded.index(start, byte, index)
        byte = start
        yield index, folded.index(end, byte, index)


@lru_cache(_MOST_KEPT)
def _phrases(phrases: tuple[str, ...]) -> Any:
    # Every run brings its packs anew, and nearly always the same: their words are read once.
    try:
        patterns = [translate(phrase) for phrase in shared(phrases)]
    except PhraseError:
        for phrase in phrases:
            translate(phrase)  # the faulty one is named as it was written, not as it was joined
        raise
    return _compile(f"(?i)(?:{'|'.join(patterns)})", phrases=True) if patterns else None


def _pattern(pattern: str) -> Any:
    return _compile(f"(?i)(?:{pattern})") if pattern else None


def _compile(pattern: str, *, phrases: bool = False) -> Any:
    import re2  # noqa: PLC0415 - 9 ms that only a text to check is worth

    options = re2.Options()
    options.max_mem = _MOST_MEMORY
    options.log_errors = False
    options.never_capture = True
    if pattern.isascii() and phrases:
        # A class such as "any but a comma" is 1 range of bytes, and 20 of the bytes of UTF-8.
        options.encoding = re2.Options.Encoding.LATIN1
    try:
        return re2.compile(pattern.encode(), options)
    except re2.error as error:
        reason = error.args[0] if error.args else error
        shown = reason.decode(errors="replace") if isinstance(reason, bytes) else str(reason)
        raise PhraseError(f"the pattern is not one that RE2 reads: {shown}") from None
