"""Whether everybody can take a text in: by ear, at a glance, in a hurry.

Sources: WCAG 2.2 and what screen readers say of hashtags, emoji and mathematical letters; the
Flesch-Kincaid grade (Kincaid et al., 1975) for English.
"""

import re
from collections.abc import Iterator
from typing import Final

from breachplay.caveats.hashtag_words import several
from breachplay.caveats.looking import Found, Look

_ROW: Final = 3
"""So many emoji in a row are read aloud one by one."""

_EMOJI: Final = (
    "(?:[\U0001f1e6-\U0001f1ff]{2}|[0-9#*]\ufe0f?\u20e3|"
    "[\u203c\u2049\u2122\u2139\u2194-\u21aa\u231a-\u23ff\u25aa-\u27bf\u2934-\u2b55\u3030"
    "\U0001f000-\U0001f1e5\U0001f200-\U0001faff][\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]*"
    "(?:\u200d[\u2190-\u2bff\U0001f000-\U0001faff][\ufe0f\U0001f3fb-\U0001f3ff]*)*)"
)
_EMOJI_ROW: Final = re.compile(rf"{_EMOJI}(?:[ \u00a0]?{_EMOJI}){{{_ROW - 1},}}")
_COLOURED: Final = re.compile("[\u2190-\u2bff\U0001f000-\U0001faff]")

_LOOKING_LIKE: Final = (
    "\u1d00-\u1d2b\u24b6-\u24e9\U0001d400-\U0001d7ff\U0001f130-\U0001f149\U0001f150-\U0001f169"
    "\U0001f170-\U0001f189\uff21-\uff3a\uff41-\uff5a\u2102\u210a-\u2113\u2115\u2119-\u211d\u2124"
    "\u2128\u212c\u212d\u2130\u2131\u2133\u2145-\u2149"
)
_LETTERS: Final = re.compile(f"[{_LOOKING_LIKE}](?:[ ]?[{_LOOKING_LIKE}])+")
_FULL_WIDTH: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")

_CRIES: Final = re.compile(r"[?!]{2,}")
_CAPITALS: Final = re.compile(
    r"(?<![\w@#/.])[A-Z\u00c0-\u00d6\u00d8-\u00de][A-Z\u00c0-\u00d6\u00d8-\u00de'\u2019]*"
    r"(?:[ ,]{1,2}[A-Z\u00c0-\u00d6\u00d8-\u00de][A-Z\u00c0-\u00d6\u00d8-\u00de'\u2019]*)+"
    r"(?![\w/]|\.\w)"
)
_SAID_CRIED = """
    A ABOUT ALL ALWAYS AND ANY ARE AT BE BUT CALL CAN CHANGE CLICK DATA DO DON'T EVERYONE FOR FROM
    HAVE HAS HERE HOW IF IMPORTANT IN IS IT NEVER NO NOT NOW OF ON OPEN OR OUR OUT PLEASE READ
    SAFE SHARE SORRY STOP THE THIS TO UPDATE URGENT US WARNING WAS WE WERE WHAT WILL WITH YOU YOUR
    PASSWORD PASSWORDS ACCOUNT ACCOUNTS CUSTOMERS BREACH SECURITY NOTICE ATTENTION ALERT
"""
_CRIED: Final = frozenset(_SAID_CRIED.split())
_DRILL: Final = re.compile(r"\A\W*EXERCISE(?:\W+EXERCISE)*\W*\Z")


def accessible_text(look: Look) -> Iterator[Found]:
    """What screen readers fail at: joined small hashtags, rows of emoji, look-alike letters."""
    for entity in look.measured.entities:
        if entity.kind == "hashtag":
            tag = look.draft.text[entity.start + 1 : entity.end]
            if words := several(tag) if tag.islower() else ():
                shown = "".join(word.capitalize() for word in words)
                message = f"A screen reader reads #{tag} as one word."
                yield Found(entity.start, entity.end, message, instead=f"Write #{shown}.")
    text = look.draft.text
    if text.isascii():
        return
    for match in _EMOJI_ROW.finditer(text):
        if _COLOURED.search(match.group()):
            message = "Screen readers read every one of these emoji aloud."
            yield Found(*match.span(), message, instead="Keep one emoji, at the end, or none.")
    wide = bool(_FULL_WIDTH.search(text))
    for match in _LETTERS.finditer(text):
        if not (wide and "\uff00" <= match.group()[0] <= "\uffef"):
            message = "Screen readers skip these letters or spell them: they are symbols."
            yield Found(*match.span(), message, instead="Write it in plain letters.")


def shouting(look: Look) -> Iterator[Found]:
    """Words in capitals, and exclamation marks in a row."""
    text = look.draft.text
    if "!" in text:
        for match in _CRIES.finditer(text):
            marks = match.group()
            if marks.count("!") > 1 or ("!" in marks and len(marks) > 2):
                message = "Exclamation marks in a row sound like panic, or like an ad."
                yield Found(*match.span(), message)
    for match in _CAPITALS.finditer(text):
        words = re.split(r"[ ,]+", match.group())
        if _DRILL.match(match.group()):
            continue
        cried = any(word.replace("\u2019", "'") in _CRIED for word in words)
        letters = sum(map(len, words))
        if letters >= 8 and (cried or (len(words) > 2 and max(map(len, words)) > 5)):
            yield Found(*match.span(), "Words in capitals sound shouted, and read more slowly.")


FEWEST_WORDS: Final = 25
"""Fewer words say too little about how hard a text is."""

HARDEST: Final = 10.5
"""The Flesch-Kincaid grade above which a text is called hard: about grade 9, and some room for
words that a notice cannot do without."""

_PIECE: Final = re.compile(r"\S+")
_DOTTED: Final = re.compile(r"\w\.\w")
_SENTENCE: Final = re.compile(r"[^.!?\n]+(?:[.!?]+(?=\s|\Z)|\n+|\Z|[.!?]+)")
_WORD: Final = re.compile(r"[A-Za-z]+(?:['\u2019-][A-Za-z]+)*")
_VOWELS: Final = re.compile(r"[aeiouy]+")
_SAID_ENGLISH = """
    the of and to a in is we our you your that it for on are with as was be this have has by from
    at or not will which were been their they an if any who may can all no more
"""
_ENGLISH: Final = frozenset(_SAID_ENGLISH.split())
_ENGLISH_SHARE: Final = 0.2
_SAID_KNOWN = """
    security information customer customers company organisation organization password passwords
    account accounts investigate investigating investigation incident incidents unauthorised
    unauthorized personal identity service services affected available notification media number
    numbers email emails website system systems employee employees authority authorities january
    february september october november december saturday yesterday tomorrow
"""
_KNOWN: Final = frozenset(_SAID_KNOWN.split())
"""Long words that every reader of a notice knows: they count as two syllables."""


def hard_to_read(look: Look) -> Iterator[Found]:
    """English text above about school grade 9; the span is the sentence that weighs most."""
    text = look.draft.text
    counted = [
        (match.start(), match.end(), words)
        for match in _SENTENCE.finditer(_PIECE.sub(_without_names, text))
        if (words := _WORD.findall(match.group()))
    ]
    every = [word for _, _, words in counted for word in words]
    if len(every) < FEWEST_WORDS or not _english(every):
        return
    grade = _grade(every, len(counted))
    if grade > HARDEST:
        start, end, _ = max(counted, key=lambda one: _grade(one[2], 1) * len(one[2]) ** 0.5)
        shown = text[start:end]
        lead = len(shown) - len(shown.lstrip())
        message = f"This reads like school grade {grade:.0f}; most people read best below grade 9."
        yield Found(start + lead, start + len(shown.rstrip()), message)


def _without_names(piece: re.Match[str]) -> str:
    """Blank out links, addresses, mentions and hashtags, but for the mark that ends them."""
    written = piece[0]
    if written[0] in "#@" or "@" in written or _DOTTED.search(written):
        end = written[-1] if written[-1] in ".!?" else " "
        return " " * (len(written) - 1) + end
    return written


def _english(words: list[str]) -> bool:
    common = sum(word.lower() in _ENGLISH for word in words)
    return common >= len(words) * _ENGLISH_SHARE


def _grade(words: list[str], sentences: int) -> float:
    syllables = sum(map(_syllables, words))
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


def _syllables(word: str) -> int:
    plain = word.lower()
    if plain in _KNOWN:
        return 2
    count = len(_VOWELS.findall(plain))
    if plain.endswith("e") and not plain.endswith(("le", "ee")):
        count -= 1
    if plain.endswith("ed") and not plain.endswith(("ted", "ded")):
        count -= 1
    return max(count, 1)
