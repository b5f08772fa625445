"""Bluesky: what the app marks as a link, a mention, a hashtag or a cashtag ("facets").

Source: npm `@atproto/api` 0.19 (`RichText.detectFacets`), held against it by
`tests/posts/compare_with_atproto.py`. Top-level domains are those of `tlds.py`; the package's own
list is newer.
"""

import re
from unicodedata import category

from breachplay.posts.domains import ASCII_DOMAINS
from breachplay.posts.forms import utf16_length
from breachplay.posts.model import Entity
from breachplay.posts.tags import Span, without_overlaps

__all__ = ["find_bluesky"]

_SPACE = r"\t-\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
_MENTION = re.compile(rf"@(?:(?<=\A.)|(?<=[{_SPACE}(].))(?P<handle>[-.0-9A-Za-z]++)(?!_)")
_LINK = re.compile(
    rf"(?:\A|(?<=[{_SPACE}(]))"
    rf"(?:[hH][tT][tT][pP][sS]?://(?=[^{_SPACE}])|(?P<domain>[A-Za-z][0-9A-Za-z]*+(?:\.[0-9A-Za-z]++)++))"
    rf"[^{_SPACE}]*+"
)
_CASHTAG = re.compile(
    rf"\$(?:(?<=\A.)|(?<=[{_SPACE}(].))[A-Za-z][0-9A-Za-z]{{0,4}}(?=[{_SPACE}.,;:!?)\"'\u2019]|\Z)"
)
_TAG = re.compile(
    rf"[#\uff03](?:(?<=\A.)|(?<=[{_SPACE}].))(?!\ufe0f)"
    rf"(?P<name>[^{_SPACE}\xad\u2060\u200a-\u200d\u20e2]++)"
)
LONGEST_TAG = 64
"""UTF-16 units, without the sign."""


def find_bluesky(text: str) -> tuple[Entity, ...]:
    """The facets of `text`, whose surrogates are joined."""
    spans: list[Span] = []
    if "." in text or "://" in text:
        spans += _links(text)
    if "@" in text:
        spans += _mentions(text)
    if "#" in text or "\uff03" in text:
        spans += _hashtags(text)
    if "$" in text:
        spans += [(*match.span(), "cashtag") for match in _CASHTAG.finditer(text)]
    return without_overlaps(text, spans)


def _is_known(name: str) -> bool:
    return name.rpartition(".")[2] in ASCII_DOMAINS and "." in name


def _mentions(text: str) -> list[Span]:
    found: list[Span] = []
    for match in _MENTION.finditer(text):
        handle = match["handle"].rstrip("-.")
        if _is_known(handle) or handle.endswith(".test"):
            found.append((match.start(), match.start() + 1 + len(handle), "mention"))
    return found


def _links(text: str) -> list[Span]:
    found: list[Span] = []
    for match in _LINK.finditer(text):
        address = match[0]
        if not address.startswith("http") and not (match["domain"] and _is_known(match["domain"])):
            continue
        end = match.end()
        if address.endswith((".", ",", ";", ":", "!", "?")):
            address, end = address[:-1], end - 1
        if address.endswith(")") and "(" not in address:
            end -= 1
        found.append((match.start(), end, "link"))
    return found


def _says_something(name: str) -> bool:
    return any(char not in "0123456789" and category(char)[0] != "P" for char in name)


def _hashtags(text: str) -> list[Span]:
    found: list[Span] = []
    for match in _TAG.finditer(text):
        name = match["name"]
        if not _says_something(name):
            continue
        end = len(name)
        while category(name[end - 1])[0] == "P":
            end -= 1
        if utf16_length(name[:end]) <= LONGEST_TAG:
            found.append((match.start(), match.start() + 1 + end, "hashtag"))
    return found
