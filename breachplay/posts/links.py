"""Links, as X finds them: with `http://` or `https://`, or a bare name with a known domain.

Source of the rules: `extractUrlsWithIndices` of npm `twitter-text` 3.1.0. The reference runs one
backtracking pattern from every character. Here a link is looked for only where a dot is followed
by a top-level domain, and each stretch of domain characters around such a dot is read once.
"""

import re
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from breachplay.posts.domains import ASCII_DOMAINS, farthest, tld_end
from breachplay.posts.link_parts import after_units, label_fits, labels_fit, query_end, tail, units
from breachplay.posts.x_rules import ACCENTS_ANY_CASE, INVALID, NOT_BEFORE_LINK, NOT_IN_DOMAIN

__all__ = ["Link", "find_links"]

LONGEST_LINK = 4096
LONGEST_SHORT_NAME = 40

_D = f"[^{NOT_IN_DOMAIN}]"
_ASTRAL = r"\U00010000-\U0010ffff"
_DOT = re.compile(rf"\.(?<={_D}\.)(?=[A-Za-z]++(?![0-9@+\-])|[^\0-\x7f]|[xX][nN]--[-0-9A-Za-z])")
_L = f"0-9A-Za-z{ACCENTS_ANY_CASE}"
_ORDINARY = re.compile(
    rf"(?:[{_L}]++(?:-++[{_L}]++)*+\.(?=[{_L}]))++(?P<tld>(?<=\.)[A-Za-z]++)\.?+"
)
"""A domain of Latin labels, perhaps with the full stop of a sentence."""
_ONE_LABEL = re.compile(r"[0-9A-Za-z]++\.[A-Za-z]++")
_WHOLE = re.compile(
    r"(?P<scheme>https?://)?(?P<domain>(?:[0-9A-Za-z]++(?:-[0-9A-Za-z]++)*+\.)++"
    r"(?P<tld>[A-Za-z]++))(?P<port>:[0-9]++)?+(?P<path>/[0-9A-Za-z/_#=-]*+)?+(?P<query>\?[0-9A-Za-z_&=#/-]++)?+"
    r"(?=[,.;:!?)]?+(?:[ \n]|\Z))"
)
"""A link as most are: a word of its own, perhaps with one sign of punctuation after it."""
_BEFORE_LINK = re.compile(f"[^{NOT_BEFORE_LINK}]")
_STRETCH = re.compile(rf"(?:[-._]|{_D})*+")
# Outside the basic plane the reference sees two halves, of which the first may stand before a
# link and the second may begin a domain: such a character is always a place to begin.
_BEGIN = re.compile(rf"[{_ASTRAL}]|[^{NOT_BEFORE_LINK}](?={_D})")
_SHORT_NAME = re.compile(r"[hH][tT][tT][pP][sS]?://[tT]\.[cC][oO]/([0-9A-Za-z]++)")
_PLAIN_LABELS = re.compile(rf"[-.0-9A-Za-z{ACCENTS_ANY_CASE}]++")
_PLAIN = re.compile(rf"[-0-9A-Za-z{ACCENTS_ANY_CASE}]*+")
_REFUSED = ("\ufeff", "\ufffe", "\uffff")
_NO_LINKS = re.compile(rf"(?:[{INVALID}]++[0-9A-Za-z]++\.[A-Za-z]++(?=[{INVALID}]))++")
"""Names between characters that X refuses: with one of those before it none is a link."""


class Link(NamedTuple):
    """A link in a text, in code points."""

    start: int
    end: int
    counted_end: int
    """Where counting goes on. It lies before `end` in one odd case: a bare name with a path whose
    domain ends in letters that are not part of the link."""


_link: Callable[[tuple[int, int, int]], Link] = partial(tuple.__new__, Link)
"""Makes a link without a call into Python, where there are thousands."""


def find_links(text: str) -> list[Link]:
    """All links of `text`, in order. Time grows with the length of the text."""
    if "." not in text:
        return []
    finder = _Finder(text)
    place = read = 0
    refused = any(char in text for char in _REFUSED)
    while found := _DOT.search(text, place):
        if refused and (row := _NO_LINKS.match(text, place)):
            place = read = row.end()
            continue
        dot = found.start()
        if tld_end(text, dot + 1, len(text)) < 0:
            place = dot + 1
            continue
        before = max(read, text.rfind(" ", read, dot))
        if finder.read_whole(before, dot):
            place = read = finder.used
            continue
        low = dot - _end_of(_STRETCH, text[before:dot][::-1], 0)
        high = _end_of(_STRETCH, text, dot)
        if not finder.read_ordinary(low, high):
            finder.read_stretch(low, high)
        place = read = max(finder.used, high)
    return finder.links


def _end_of(run: re.Pattern[str], text: str, start: int) -> int:
    """Where a run of characters that begins at `start` ends."""
    match = run.match(text, start)
    return match.end() if match else start


class _Finder:
    """Reads a text stretch by stretch; `used` is where the last match of the reference ended."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.links: list[Link] = []
        self.used = 0

    def read_whole(self, before: int, dot: int) -> bool:
        """Take the word with this dot, after the space at `before`, if it is a link as most are."""
        text = self.text
        start = before + (text[before] == " ")
        link = _WHOLE.match(text, start) if start == 0 or text[start - 1] == " " else None
        if not link or link.end("domain") <= dot or link["tld"].lower() not in ASCII_DOMAINS:
            return False
        scheme, domain, _, port, path, query = link.groups()
        end = link.end()
        if end - start > 1000 or domain.lower() == "t.co":
            return False
        if (query or port) and not (path or scheme):
            return False
        self.used = end
        if labels_fit(domain):
            self.links.append(_link((start, end, end)))
        return True

    def read_ordinary(self, low: int, high: int) -> bool:
        """Take `text[low:high]` if it is an ordinary domain and nothing else, as most are.

        False where it is not: then `read_stretch`, which knows every rule, has to read it.
        """
        text = self.text
        domain = _ORDINARY.fullmatch(text, low, high)
        if not domain or domain["tld"].lower() not in ASCII_DOMAINS:
            return False
        end = domain.end("tld")
        if text.startswith(("@", "+"), end):
            return False
        scheme = self._scheme_before(low)
        if scheme >= 0:
            self._take_with_scheme(scheme, low, end)
            return True
        if not low and text[0] > "\x7f":  # such a letter may stand before a link, and so does
            return False
        if low and (low <= self.used or not _BEFORE_LINK.match(text, low - 1)):
            # Then it may begin later, but not where it is one label of letters and digits.
            return low > self.used and _ONE_LABEL.fullmatch(text, low, end) is not None
        stop, has_path = tail(text, end)
        self.used = stop
        fits = labels_fit(text[low:end]) and (
            stop - low < 1000 or units(text[low:stop]) + len("https://") <= LONGEST_LINK
        )
        if fits and not (low and text[low - 1] == "/"):
            stop = stop if has_path else end
            self.links.append(_link((low, stop, stop)))
        return True

    def read_stretch(self, low: int, high: int) -> None:
        """Find the links whose domain lies in `text[low:high]`, all of it domain characters."""
        text = self.text
        dots = []
        dot = text.find(".", low, high)
        while dot >= 0:
            dots.append(dot)
            dot = text.find(".", dot + 1, high)
        starts = [low, *(dot + 1 for dot in dots[:-1])]
        after = farthest(
            starts,
            dots,
            lambda dot: tld_end(text, dot + 1, len(text)),
            lambda start, dot: (
                start < dot and text[start] not in "-_" and text[dot - 1] not in "-_"
            ),
            lambda start, dot: text.find("_", start, dot) < 0,
        )
        scheme = self._scheme_before(low)
        for first in range(len(dots)):
            dot = dots[first]
            while (dot > self.used) and dot > starts[first] and text[dot - 1] not in "-_":
                last = after[first] if after[first] >= 0 else first
                end = tld_end(text, dots[last] + 1, len(text))
                if end < 0:
                    break
                floor = text.rfind("_", starts[first], dot) + 1 if last == first else 0
                begin, half = self._beginning(starts[first], floor, dot, scheme)
                if begin < 0:
                    break
                domain_dots = dots[first : last + 1]
                if begin == low and scheme >= 0 and not half:
                    self._take_with_scheme(scheme, begin, end)
                else:
                    self._take_bare(begin, half, end, domain_dots)
                scheme = -1
            scheme = -1
            if self.used >= high:
                return

    def _scheme_before(self, place: int) -> int:
        """Where a scheme that ends at `place` and may begin a link begins; -1 if none does."""
        text = self.text
        if text[place - 1 : place] != "/" or text[max(0, place - 3) : place] != "://":
            return -1
        head = text[max(0, place - 8) : place - 3].lower()
        if not head.endswith(("http", "https")):
            return -1
        start = place - (8 if head.endswith("https") else 7)
        if start == 0:
            return 0 if self.used == 0 else -1
        free = start > self.used and _BEFORE_LINK.match(text, start - 1)
        return start if free else -1

    def _beginning(self, start: int, floor: int, dot: int, scheme: int) -> tuple[int, bool]:
        """The first place in a label where a domain may begin, and whether half a character does.

        In the second case the place is that of the character whose second half begins it.
        """
        text = self.text
        domain_begins = start < dot and text[start] not in "-_."
        if scheme >= 0 and floor <= start and domain_begins:
            return start, False
        low = max(self.used, start - 1, floor - 1, 0)
        found = _BEGIN.match(text, low, dot)
        if not found and start == 0 and self.used == 0 and floor == 0 and domain_begins:
            return 0, False
        found = found or _BEGIN.search(text, low, dot)
        if not found:
            return -1, False
        half = found[0] > "\uffff"
        return found.start() + (not half), half

    def _fits(self, length: int, scheme_length: int, domain: str) -> bool:
        """Whether the reference takes an address of this length (UTF-16 units) and domain."""
        if length + scheme_length > LONGEST_LINK:
            return False
        if domain.startswith("xn--") and not self._plain_domains(domain):
            return False
        return all(map(label_fits, domain.split(".")))

    def _plain_domains(self, domain: str) -> list[tuple[int, int]]:
        dots = [place for place, char in enumerate(domain) if char == "."]
        return _plain_domains(domain, 0, len(domain), dots)

    def _take_with_scheme(self, start: int, begin: int, end: int) -> None:
        text = self.text
        stop, _ = tail(text, end)
        self.used = stop
        if not self._fits(units(text[start:stop]), begin - start, text[begin:end]):
            return
        if short := _SHORT_NAME.match(text, start, stop):
            if len(short[1]) > LONGEST_SHORT_NAME:
                return
            stop = query_end(text, short.end(), stop)
        self.links.append(Link(start, stop, stop))

    def _take_bare(self, begin: int, half: bool, end: int, dots: list[int]) -> None:
        text = self.text
        stop, has_path = tail(text, end)
        self.used = stop
        before = text[begin - 1] if begin else ""
        if half:
            before = ""
            domain = chr(0xDC00 + (ord(text[begin]) & 0x3FF)) + text[begin + 1 : end]
            begin += 1
        else:
            domain = text[begin:end]
        length = units(domain) + units(text[end:stop])
        if not self._fits(length, len("https://"), domain) or (before and before in "-_./"):
            return
        if not half and _PLAIN_LABELS.fullmatch(text, begin, dots[-1]):
            found = [(begin, end)]
        else:
            found = _plain_domains(text, begin, end, dots)
        self.links.extend(Link(start, close, close) for start, close in found)
        if found and has_path:
            start, close = found[-1]
            counted = stop
            if close != end:
                counted = after_units(text, close, units(text[end:stop]))
            self.links[-1] = Link(start, stop, counted)


def _plain_domains(text: str, begin: int, end: int, dots: list[int]) -> list[tuple[int, int]]:
    """The names of Latin letters, digits and hyphens inside the domain `text[begin:end]`."""
    starts = []
    label = begin
    for dot in dots:
        starts.append(dot - _end_of(_PLAIN, text[label:dot][::-1], 0))
        label = dot + 1
    labels = [begin, *(dot + 1 for dot in dots[:-1])]
    whole = {dot for start, label, dot in zip(starts, labels, dots, strict=True) if start == label}
    after = farthest(
        starts,
        dots,
        lambda dot: tld_end(text, dot + 1, end),
        lambda start, dot: start < dot and dot in whole,
        lambda _start, _dot: True,
    )
    found: list[tuple[int, int]] = []
    free = searched = begin
    for number, dot in enumerate(dots):
        start = max(starts[number], free)
        last = after[number] if after[number] >= 0 else number
        if start >= dot or (close := tld_end(text, dots[last] + 1, end)) < 0:
            continue
        free = close
        # The reference looks the name up again, and may find it where it did not match.
        place = text.find(text[start:close], searched, end)
        searched = place + close - start
        found.append((place, searched))
    return found
