"""Mastodon: links with a scheme count 23, of a mention only the part before the server counts.

Sources: docs.joinmastodon.org/user/posting ("Links must start with http(s)://", "Only the username
part will count"). The documents leave the rest to Mastodon's code, which we know second-hand:
`StatusLengthValidator` counts (grapheme clusters), its `twitter_regex.rb` says what is a link,
`Account::MENTION_RE` what is a mention, `Tag::HASHTAG_RE` what is a hashtag.
"""

import re
from functools import cache
from typing import TYPE_CHECKING, Union

from breachplay.posts.domains import tld_end
from breachplay.posts.model import Entity
from breachplay.posts.networks import Network
from breachplay.posts.tags import Span, without_overlaps
from breachplay.posts.x_rules import ACCENTS, NOT_BEFORE_LINK, NOT_IN_DOMAIN, SPACES

if TYPE_CHECKING:
    import regex

__all__ = ["as_counted", "find_mastodon"]

_D = f"[^{NOT_IN_DOMAIN}]"


@cache
def _link() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![{NOT_BEFORE_LINK}])"
        rf"(?:[hH][tT][tT][pP][sS]?|[dD][aA][tT]|[dD][wW][eE][bB]|[iI][pP][fFnN][sS]|[sS][sS][bB]"
        rf"|[gG][oO][pP][hH][eE][rR]|[gG][eE][mM][iI][nN][iI])://(?P<domain>(?:[-._]|{_D})++)"
    )


_ORDINARY = re.compile(r"(?:[0-9A-Za-z]++(?:-++[0-9A-Za-z]++)*+(?:\.|\Z))++(?<!\.)")
"""Labels as most are; the pattern of all that may be one takes milliseconds to make."""


@cache
def _labels() -> re.Pattern[str]:
    return re.compile(rf"{_D}(?:(?:[-_]|{_D})*{_D})?(?:\.{_D}(?:(?:[-_]|{_D})*{_D})?)*+")


_PORT = re.compile(":[0-9]+")
_GENERAL = f"[^{SPACES}<>()?]"


@cache
def _path_part() -> re.Pattern[str]:
    return re.compile(
        rf"{_GENERAL}++|\((?>{_GENERAL}++\)|{_GENERAL}*+\({_GENERAL}++\){_GENERAL}*+\))"
    )


@cache
def _query() -> re.Pattern[str]:
    return re.compile(r"\?[-!?*'();:&=+$/%#\[\]_.,~|@^0-9A-Za-z\xa0-\U0010fffd]*+")


_PATH_NOT_AT_END = "!*\"'\u300c\u300d;:=,.$%[]~&|@"
_QUERY_NOT_AT_END = "!?*'();:+$%[].,~|@^"


def find_mastodon(text: str) -> tuple[Entity, ...]:
    """Links with a scheme, mentions and hashtags of `text`, whose surrogates are joined."""
    spans: list[Span] = _links(text) if "://" in text else []
    if "@" in text:
        spans += _mentions(text)
    if "#" in text:
        spans += _hashtags(text)
    return without_overlaps(text, spans)


def as_counted(entity: Entity, network: Network) -> str:
    """What Mastodon counts in the place of `entity`."""
    if entity.kind == "link":
        return "x" * (network.link_length or 0)
    if entity.kind == "mention":
        return "@" + entity.text[1:].partition("@")[0]
    return entity.text


def _links(text: str) -> list[Span]:
    found: list[Span] = []
    place = 0
    while link := _link().search(text, place):
        place = link.end()
        end = _domain_end(text, *link.span("domain"))
        if end >= 0:
            place = _tail(text, end)
            found.append((link.start(), place, "link"))
    return found


def _domain_end(text: str, start: int, stop: int) -> int:
    """Where the longest domain that begins at `start` and has a known ending ends; -1: none."""
    dot = text.rfind(".", start, min(_labels_end(text, start, stop) + 1, stop))
    while dot > start:
        before = text.rfind(".", start, dot)
        if text[dot - 1] not in "-_" and text.find("_", max(before, start), dot) < 0:
            end = tld_end(text, dot + 1, len(text))
            if end >= 0:
                return end
        dot = before
    return -1


def _labels_end(text: str, start: int, stop: int) -> int:
    """Where the labels that begin at `start` end, `start` itself where there are none."""
    if _ORDINARY.fullmatch(text, start, stop):
        return stop
    labels = _labels().match(text, start, stop)
    return labels.end() if labels else start


def _tail(text: str, end: int) -> int:
    """Where port, path and query after a domain end."""
    if port := _PORT.match(text, end):
        end = port.end()
    if text.startswith("/", end):
        end = _path_end(text, end)
    if text.startswith("?", end) and (query := _query().match(text, end)):
        kept = len(query[0].rstrip(_QUERY_NOT_AT_END))
        end += kept if kept > 1 else 0
    return end


def _path_end(text: str, start: int) -> int:
    end = place = start + 1
    while part := _path_part().match(text, place):
        place = part.end()
        if text[part.start()] == "(":
            end = place
        elif kept := part[0].rstrip(_PATH_NOT_AT_END):
            end = part.start() + len(kept)
    return end


_PLAIN = re.compile("[\0-\x7f\u2010-\u2027\u2030-\u203b\u20a0-\u20bf\U0001f300-\U0001f64f]*+")
"""Nothing here but ASCII is a letter, a mark, a digit or a joining sign of Unicode: the
patterns of Python's own library do, and `regex` need not be loaded."""

_Pattern = Union[re.Pattern[str], "regex.Pattern[str]"]


def _compiled(pattern: str, plain: bool) -> _Pattern:
    """A pattern with Unicode's categories, or what it comes to in a text that is `_PLAIN`."""
    if plain:
        for category, members in _CATEGORIES.items():
            pattern = pattern.replace(category, members)
        return re.compile(pattern)
    import regex  # noqa: PLC0415 - only for texts that need it

    return regex.compile(pattern)


_CATEGORIES = {r"\p{L}": "A-Za-z", r"\p{M}": "", r"\p{Nd}": "0-9", r"\p{Nl}": "", r"\p{Pc}": "_"}


@cache
def _mention(plain: bool) -> _Pattern:
    word = r"[\p{L}\p{M}\p{Nd}\p{Pc}]"
    return _compiled(
        r"@(?<![=/\p{L}\p{M}\p{Nd}\p{Pc}]@)[0-9A-Z_a-z]++(?:[-.]++[0-9A-Z_a-z]++)*+"
        rf"(?:@{word}++(?:[-.]++{word}++)*+)?+(?P<refused>[@\uff20{ACCENTS}]|://)?+",
        plain,
    )


_MAY_MENTION = re.compile(r"(?<![0-9A-Za-z_=/])@[0-9A-Za-z_]", re.ASCII)
"""Where a mention may begin in an ASCII text: an e-mail address is none, and loads nothing."""


def _mentions(text: str) -> list[Span]:
    if text.isascii() and not _MAY_MENTION.search(text):
        return []
    found = _mention(_PLAIN.fullmatch(text) is not None).finditer(text)
    return [(*match.span(), "mention") for match in found if not match["refused"]]


@cache
def _tag(plain: bool) -> _Pattern:
    return _compiled(
        r"#(?<![=/)\p{L}\p{M}\p{Nl}\p{Nd}]#)(?P<name>(?P<word>[\p{L}\p{M}\p{Nd}\p{Pc}]++)"
        r"[\p{L}\p{M}\p{Nd}\p{Pc}\xb7\u30fb\u200c]*+)",
        plain,
    )


@cache
def _telling(plain: bool) -> _Pattern:
    """What makes a name of a row of digits, by where it stands: a letter, a mark, a separator."""
    return _compiled(r"[\p{L}\p{M}\p{Nl}_\xb7\u30fb\u200c]", plain)


def _hashtags(text: str) -> list[Span]:
    found: list[Span] = []
    plain = _PLAIN.fullmatch(text) is not None
    telling = _telling(plain)
    for match in _tag(plain).finditer(text):
        end = match.start("name") + len(match["name"].rstrip("\xb7\u30fb\u200c"))
        # One of those between the first and the last character, or a letter anywhere in a word.
        if not telling.search(text, match.start("name") + 1, end - 1):
            end = match.end("word")
            if not telling.search(match["word"].replace("_", "")):
                continue
        if text.startswith("://", end):
            continue
        found.append((match.start(), end, "hashtag"))
    return found
