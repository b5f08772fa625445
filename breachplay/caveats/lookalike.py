"""Whether a host could be taken for an official domain.

Equifax's own account sent people to securityequifax2017.com in place of equifaxsecurity2017.com,
several times, in 2017. The ways in which names are made to look alike are those that the
literature on typo-, combo- and homograph squatting lists (Kintis et al., 2017; Unicode UTS #39).
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Final

from breachplay.caveats.sites import known_sites, registrable, within

_LOOKS: Final = str.maketrans("01345789", "oleastbg")
_SHORTEST: Final = 4
"""Shorter names are near too many others; they are compared for equality alone."""

_LONG: Final = 10
"""Beyond this, two typing slips still leave a name recognisable."""

_DISTINCT: Final = 7
"""A name this long inside another is no accident, whatever stands around it."""

_SHORTEST_PIECE: Final = 3


def resembles(host: str, user: str, official: Iterable[str]) -> str | None:
    """Give the official domain that a host resembles without lying under it, or None.

    `host` is in lower case and decoded; `user` is what a link has before an @.
    """
    for domain in sorted(official, key=len):
        if _resembles(host, user.lower(), domain):
            return domain
    return None


def _resembles(host: str, user: str, domain: str) -> bool:
    own = registrable(domain)
    own_core = own[0]
    named = len(own_core) >= _SHORTEST and _plain(user) == _plain(own_core)
    written = f".{host}."
    inside = any(f".{way}." in written for way in _written_otherwise(domain, own_core))
    if inside or named or domain in user:
        return True
    registered = registrable(host)
    core = registered[0]
    if not core or not own_core or registered == own:
        return False
    if len(_plain(own_core)) < _SHORTEST:
        return _plain(core) == _plain(own_core)
    same = _same_name(_plain(core), _plain(own_core))
    if same or _swapped(_joined(core), _joined(own_core)) or _combined(core, own_core):
        return True
    return not within(host, known_sites().hosts) and _named_before(host, registered, own_core)


def _written_otherwise(domain: str, own_core: str) -> Iterator[str]:
    """Give the domain as labels of another's host: with hyphens for dots, and dots for hyphens."""
    yield domain
    yield domain.replace(".", "-")
    if "-" in own_core:
        yield own_core.replace("-", ".")


def _named_before(host: str, registered: tuple[str, str], own: str) -> bool:
    """Whether the own name stands in front of somebody else's domain: acme.help-site.org."""
    before = host.removesuffix(".".join(registered)).strip(".")
    return any(_plain(label) == _plain(own) or _combined(label, own) for label in before.split("."))


@lru_cache(maxsize=512)
def _plain(name: str) -> str:
    """Give a name as the eye takes it: look-alike letters and digits joined, no hyphens."""
    name = _joined(name).replace("rn", "m").replace("vv", "w").translate(_LOOKS)
    return name.replace("i", "l")


def _joined(name: str) -> str:
    return (name if name.isascii() else _skeleton(name)).replace("-", "")


def _skeleton(name: str) -> str:
    import unicodedata  # noqa: PLC0415 - only for names outside ASCII

    from confusable_homoglyphs import confusables  # noqa: PLC0415 - 80 ms

    plain = []
    for character in unicodedata.normalize("NFKD", name):
        if unicodedata.combining(character):
            continue
        if character.isascii():
            plain.append(character)
            continue
        found = confusables.is_confusable(character, greedy=True, preferred_aliases=[])
        twins = [twin["c"] for twin in found[0]["homoglyphs"]] if found else []
        latin = [twin for twin in twins if twin.isascii()]
        plain.append(latin[0].lower() if latin else character)
    return "".join(plain)


def _same_name(name: str, own: str) -> bool:
    """Whether two plain names are the same, or a slip or a swap of parts away from it."""
    if name == own:
        return True
    if len(own) <= _SHORTEST:
        return _slipped(name, own)
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - 24 ms, for foreign links only

    slips = 2 if min(len(name), len(own)) > _LONG else 1
    if OSA.distance(name, own, score_cutoff=slips) <= slips:
        return True
    return _swapped(name, own)


def _slipped(name: str, own: str) -> bool:
    """Whether a finger slipped: letters changed round, one doubled, or its neighbour struck.

    Any other letter of so short a name makes another word of it.
    """
    if len(name) == len(own) + 1:
        return any(own[: at + 1] + own[at:] == name for at in range(len(own)))
    if len(name) != len(own):
        return False
    wrong = [at for at in range(len(own)) if name[at] != own[at]]
    if len(wrong) == 1:
        return name[wrong[0]] in _NEIGHBOURS.get(own[wrong[0]], "")
    if len(wrong) == 2 and wrong[1] == wrong[0] + 1:
        return name[wrong[0]] == own[wrong[1]] and name[wrong[1]] == own[wrong[0]]
    return False


def _neighbours(rows: tuple[str, ...]) -> dict[str, str]:
    """Give, for each key of a keyboard, the keys beside it."""
    beside: dict[str, str] = {}
    for row in rows:
        for left, right in pairwise(row):
            beside[left] = beside.get(left, "") + right
            beside[right] = beside.get(right, "") + left
    return beside


_NEIGHBOURS: Final = _neighbours(("qwertyuiop", "asdfghjkl", "zxcvbnm", "qaz", "wsx", "edc", "rfv"))
"""Keys beside one another in a row, and some above one another."""


def _swapped(name: str, own: str) -> bool:
    """Whether one is the other with two parts changed around, apart from common ends."""
    if len(name) != len(own) or sorted(name) != sorted(own):
        return False
    first = 0
    while name[first] == own[first]:
        first += 1
    last = len(name)
    while name[last - 1] == own[last - 1]:
        last -= 1
    # A part may share letters with the common ends, so the cut is tried a little further out.
    for start in range(max(0, first - 2), first + 1):
        for end in range(last, min(len(name), last + 2) + 1):
            middle, own_middle = name[start:end], own[start:end]
            if middle in own_middle + own_middle:
                return True
    return False


def _readings(name: str) -> set[str]:
    """Give what a name may be read as: digits and pairs of letters pass for other letters."""
    letters = name.replace("rn", "m").replace("vv", "w")
    return {name, letters, name.translate(_LOOKS), name.replace("1", "i").translate(_LOOKS)}


def _combined(name: str, own: str) -> bool:
    """Whether words or digits were added to the own name, however its letters are disguised."""
    return any(_is_combination(one, own) for one in _readings(name))


def _is_combination(name: str, own: str) -> bool:
    """Whether words or digits were added to the own name, or words of it left out or reordered."""
    parts, own_parts = _parts(name), _parts(own)
    if len(own_parts) > 1 and sorted(parts) == sorted(own_parts):
        return True
    joined, own_joined = _joined(name), _joined(own)
    if own_joined in joined and joined != own_joined and len(own_joined) >= _SHORTEST:
        if len(own_joined) >= _DISTINCT or own in parts:
            return True
        before, _, after = joined.partition(own_joined)
        return _is_filler(before) and _is_filler(after)
    if _changed_inside(joined, own_joined):
        return True
    return len(own_parts) > 1 and len(parts) > 1 and set(own_parts) < set(parts)


def _changed_inside(name: str, own: str) -> bool:
    """Whether words were left out of a name, put into it, or put in place of others.

    What the two share at their ends must be distinct, and begin with the name's own beginning:
    that is what people know it by.
    """
    first = _common(name, own)
    last = _common(name[first:][::-1], own[first:][::-1])
    kept = first + last
    if first < _SHORTEST or kept < _DISTINCT or kept * 2 < len(own):
        return False
    between = name[first : len(name) - last]
    return not between or _is_filler(between)


def _common(one: str, other: str) -> int:
    """Give how many characters two texts begin with in common."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _parts(name: str) -> list[str]:
    return [part for part in re.split(r"-|(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])", name) if part]


def _is_filler(piece: str) -> bool:
    """Whether a piece around the own name says nothing: digits, or words that fakes add."""
    piece = piece.strip("-")
    if not piece or piece.isdigit():
        return True
    words = known_sites().added
    reach = {0}
    for start in range(len(piece)):
        if start in reach:
            for end in range(start + 1, len(piece) + 1):
                if piece[start:end] in words or piece[start:end].isdigit():
                    reach.add(end)
    return len(piece) in reach
