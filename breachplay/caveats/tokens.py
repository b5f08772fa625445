"""A text cut into words, rows of digits and marks: what values and facts are read from."""

import re
from typing import Final, NamedTuple

CLUSTER: Final = "digits"
WORD: Final = "word"
MARK: Final = "mark"

_TOKEN: Final = re.compile(
    r"(?P<digits>\d{4}-\d\d-\d\d(?!\d)|\d\d?-\d\d?-\d{4}(?!\d)|\d+(?:[.,:/']\d+)*)|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)?)|(?P<mark>[^\w\s]|_+)"
)


class Token(NamedTuple):
    """A piece of a text. `word` is the text in lower case; `kind` one of the three above."""

    start: int
    end: int
    text: str
    word: str
    kind: str

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[:1].isupper()


def tokens(text: str) -> tuple[Token, ...]:
    """Cut a text; white space only parts. Time is linear in the text."""
    found = []
    for match in _TOKEN.finditer(text):
        written = match.group()
        found.append(
            Token(match.start(), match.end(), written, written.lower(), match.lastgroup or MARK)
        )
    return tuple(found)
