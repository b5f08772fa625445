"""Emoji that are written with several code points and count as one.

Source: twemoji-parser 11 (MIT, Copyright Twitter, Inc.), the emoji of Unicode 11, which the
reference uses. Only sequences matter: a single emoji counts two, and so would it as a plain
character. Emoji joined in ways that came after Unicode 11 are counted part by part, as X does.
"""

import re
from functools import cache

from breachplay.posts.forms import utf16_length

__all__ = ["LONGEST_SEQUENCE", "emoji_sequences", "may_hold_sequence"]

_SKIN = r"[\U0001f3fb-\U0001f3ff]"

_AT_WORK = (
    r"(?:[\u2695\u2696\u2708]\ufe0f|[\U0001f33e\U0001f373\U0001f393\U0001f3a4\U0001f3a8\U0001f3eb"
    r"\U0001f3ed\U0001f4bb\U0001f4bc\U0001f527\U0001f52c\U0001f680\U0001f692\U0001f9b0-\U0001f9b3])"
)
"""What joins a man or a woman to make a profession, or gives a hair colour."""

_SHOWN_AS_TEXT_BODY = r"\u26f9\U0001f3cb\U0001f3cc\U0001f574\U0001f575"
"""Persons that need U+FE0F or a skin tone before they are joined with a sex."""

_BODY = (
    r"\U0001f3c3\U0001f3c4\U0001f3ca\U0001f46e\U0001f471\U0001f473\U0001f477\U0001f481\U0001f482"
    r"\U0001f486\U0001f487\U0001f645-\U0001f647\U0001f64b\U0001f64d\U0001f64e\U0001f6a3"
    r"\U0001f6b4-\U0001f6b6\U0001f926\U0001f935\U0001f937-\U0001f939\U0001f93d\U0001f93e"
    r"\U0001f9b8\U0001f9b9\U0001f9d6-\U0001f9dd"
)

_BODY_WITHOUT_SKIN = r"\U0001f46f\U0001f93c\U0001f9de\U0001f9df"

_SHOWN_AS_TEXT = (
    r"\xa9\xae\u2122\u265f"
    r"\U0001f004\U0001f170\U0001f171\U0001f17e\U0001f17f\U0001f202\U0001f21a\U0001f22f\U0001f237"
    r"\U0001f321\U0001f324-\U0001f32c\U0001f336\U0001f37d\U0001f396\U0001f397\U0001f399-\U0001f39b"
    r"\U0001f39e\U0001f39f\U0001f3cd\U0001f3ce\U0001f3d4-\U0001f3df\U0001f3f3\U0001f3f5\U0001f3f7"
    r"\U0001f43f\U0001f441\U0001f4fd\U0001f549\U0001f54a\U0001f56f\U0001f570\U0001f573"
    r"\U0001f576-\U0001f579\U0001f587\U0001f58a-\U0001f58d\U0001f5a5\U0001f5a8\U0001f5b1\U0001f5b2"
    r"\U0001f5bc\U0001f5c2-\U0001f5c4\U0001f5d1-\U0001f5d3\U0001f5dc-\U0001f5de\U0001f5e1"
    r"\U0001f5e3\U0001f5e8\U0001f5ef\U0001f5f3\U0001f5fa\U0001f6cb\U0001f6cd-\U0001f6cf"
    r"\U0001f6e0-\U0001f6e5\U0001f6e9\U0001f6f0\U0001f6f3"
    r"\u203c\u2049\u2139\u2194-\u2199\u21a9\u21aa\u231a\u231b\u2328\u23cf\u23ed-\u23ef\u23f1\u23f2"
    r"\u23f8-\u23fa\u24c2\u25aa\u25ab\u25b6\u25c0\u25fb-\u25fe\u2600-\u2604\u260e\u2611\u2614\u2615"
    r"\u2618\u2620\u2622\u2623\u2626\u262a\u262e\u262f\u2638-\u263a\u2640\u2642\u2648-\u2653\u2660"
    r"\u2663\u2665\u2666\u2668\u267b\u267f\u2692-\u2697\u2699\u269b\u269c\u26a0\u26a1\u26aa\u26ab"
    r"\u26b0\u26b1\u26bd\u26be\u26c4\u26c5\u26c8\u26cf\u26d1\u26d3\u26d4\u26e9\u26ea\u26f0-\u26f5"
    r"\u26f8\u26fa\u26fd\u2702\u2708\u2709\u270f\u2712\u2714\u2716\u271d\u2721\u2733\u2734\u2744"
    r"\u2747\u2757\u2763\u2764\u27a1\u2934\u2935\u2b05-\u2b07\u2b1b\u2b1c\u2b50\u2b55\u3030\u303d"
    r"\u3297\u3299"
)
"""What U+FE0F turns into an emoji."""

_SHOWN_AS_TEXT_WITH_SKIN = (
    r"\U0001f3cb\U0001f3cc\U0001f574\U0001f575\U0001f590\u261d\u26f7\u26f9\u270c\u270d"
)

_WITH_SKIN = (
    r"\U0001f385\U0001f3c2-\U0001f3c4\U0001f3c7\U0001f3ca\U0001f442\U0001f443\U0001f446-\U0001f450"
    r"\U0001f466-\U0001f469\U0001f46e\U0001f470-\U0001f478\U0001f47c\U0001f481-\U0001f483"
    r"\U0001f485-\U0001f487\U0001f4aa\U0001f57a\U0001f595\U0001f596\U0001f645-\U0001f647"
    r"\U0001f64b-\U0001f64f\U0001f6a3\U0001f6b4-\U0001f6b6\U0001f6c0\U0001f6cc"
    r"\U0001f918-\U0001f91c\U0001f91e\U0001f91f\U0001f926\U0001f930-\U0001f939\U0001f93d\U0001f93e"
    r"\U0001f9b5\U0001f9b6\U0001f9b8\U0001f9b9\U0001f9d1-\U0001f9dd\u270a\u270b"
)

_FLAGS = """
A:CDEFGILMOQRSTUWXZ B:ABDEFGHIJLMNOQRSTVWYZ C:ACDFGHIKLMNOPRUVWXYZ D:EGJKMOZ E:ACEGHRSTU F:IJKMOR
G:ABDEFGHILMNPQRSTUWY H:KMNRTU I:CDELMNOQRST J:EMOP K:EGHIMNPRWYZ L:ABCIKRSTUVY
M:ACDEFGHKLMNOPQRSTUVWXYZ N:ACEFGILOPRUZ O:M P:AEFGHKLMNRSTWY Q:A R:EOSUW S:ABCDEGHIJKLMNORSTVXYZ
T:ACDFGHJKLMNORTVWZ U:AGMNSYZ V:ACEGINU W:FS X:K Y:ET Z:AMW
"""
"""Regions that have a flag: the first letter, then every second one."""

_INDICATORS = r"\U0001f1e6-\U0001f1ff"
_FIRST = r"#*0-9\xa9\xae\u203c-\u3299\U0001f004-\U0001f9ff"
"""A few ranges that hold every first character of a sequence."""
_SECOND = r"\u200d\u20e3\ufe0f\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff\U000e0062-\U000e0077"
"""Every second one."""

_REGIONS_OF_BRITAIN = ("gbeng", "gbsct", "gbwls")

_MAN, _WOMAN, _BOY, _GIRL = "\U0001f468", "\U0001f469", "\U0001f466", "\U0001f467"
_HEART, _KISS = "\u2764\ufe0f", "\U0001f48b"


def _indicator(letter: str) -> str:
    return chr(0x1F1E6 + ord(letter) - ord("A"))


def _families() -> list[str]:
    """Couples and families, each begun by a man or a woman."""
    parents = [[_MAN], [_WOMAN], [_MAN, _MAN], [_MAN, _WOMAN], [_WOMAN, _WOMAN]]
    children = [[_BOY], [_GIRL], [_BOY, _BOY], [_GIRL, _BOY], [_GIRL, _GIRL]]
    rows = [[*elders, *young] for elders in parents for young in children]
    for first, second in ((_MAN, _MAN), (_WOMAN, _MAN), (_WOMAN, _WOMAN)):
        rows += [[first, _HEART, _KISS, second], [first, _HEART, second]]
    return ["\u200d".join(row) for row in rows]


def _tree(rows: set[str]) -> str:
    """A pattern for the longest of `rows` that is there; what they share is read once."""
    following: dict[str, set[str]] = {}
    for row in sorted(rows - {""}):
        following.setdefault(row[0], set()).add(row[1:])
    branches = "|".join(first + _tree(rest) for first, rest in following.items())
    return f"(?:{branches}){'?' if '' in rows else ''}" if branches else ""


def _couples() -> str:
    """What follows a man or a woman in a couple or family."""
    rows = _families()
    man, woman = ({row[1:] for row in rows if row[0] == first} for first in (_MAN, _WOMAN))
    return f"(?<={_MAN}){_tree(man)}|(?<={_WOMAN}){_tree(woman)}"


def _flags() -> str:
    """The second letter of a flag, after the first; those are looked for in fives."""
    groups = [group.split(":") for group in _FLAGS.split()]
    fives = []
    for number in range(0, len(groups), 5):
        firsts = "".join(_indicator(first) for first, _ in groups[number : number + 5])
        pairs = "|".join(
            f"(?<={_indicator(first)})[{''.join(map(_indicator, seconds))}]"
            for first, seconds in groups[number : number + 5]
        )
        fives.append(f"(?<=[{firsts}])(?:{pairs})")
    return "|".join(fives)


LONGEST_SEQUENCE = 8
"""Code points of the longest sequence that counts as one emoji: a kiss."""


@cache
def emoji_sequences() -> re.Pattern[str]:
    """Matches each sequence of several code points that counts as one emoji."""
    tags = ("".join(chr(0xE0000 + ord(char)) for char in name) for name in _REGIONS_OF_BRITAIN)
    regions = "|".join(f"{tag}\U000e007f" for tag in tags)
    rest = [
        rf"(?<=[{_MAN}{_WOMAN}])(?:{_SKIN}?\u200d{_AT_WORK}|{_couples()})",
        rf"(?<=[{_SHOWN_AS_TEXT_BODY}])(?:{_SKIN}|\ufe0f)\u200d[\u2640\u2642]\ufe0f",
        rf"(?<=[{_BODY}]){_SKIN}?\u200d[\u2640\u2642]\ufe0f",
        rf"(?<=[{_BODY_WITHOUT_SKIN}])\u200d[\u2640\u2642]\ufe0f",
        "(?<=\U0001f3f3)\ufe0f\u200d\U0001f308",  # rainbow flag
        f"(?<=\U0001f3f4)(?:\u200d\u2620\ufe0f|{regions})",  # pirate flag; regions of Britain
        "(?<=\U0001f441)\u200d\U0001f5e8",  # eye in speech bubble
        r"(?<=[#*0-9])\ufe0f?\u20e3",
        rf"\ufe0f(?<=[{_SHOWN_AS_TEXT}].)",
        rf"(?<=[{_SHOWN_AS_TEXT_WITH_SKIN}])(?:\ufe0f{_SKIN}?+|{_SKIN})",
        rf"{_SKIN}(?<=[{_WITH_SKIN}].)",
    ]
    # A first character of some sequence and a second one come first, in few wide ranges: the
    # search skips from one such pair to the next.
    flags = f"(?<=[{_INDICATORS}])(?:{_flags()})"
    return re.compile(
        f"[{_FIRST}](?=[{_SECOND}])(?:{flags}|(?<![{_INDICATORS}])(?:{'|'.join(rest)}))"
    )


_BESIDES = re.compile(r"[\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff\U000e0062-\U000e007f]")


def may_hold_sequence(text: str) -> bool:
    """Whether `text` has a character that is only ever the second or later one of a sequence."""
    return (
        "\ufe0f" in text
        or "\u200d" in text
        or "\u20e3" in text
        or (utf16_length(text) > len(text) and _BESIDES.search(text) is not None)
    )
