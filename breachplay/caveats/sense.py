"""Where a phrase stands: its sentence, its clause, and whether it is only quoted.

"We cannot say that your data is safe" holds the words of an assurance and is none; a warning of
messages that say "send us your password" asks for nothing. These questions are answered from
punctuation and a few words, without grammar, in time linear in the text.
"""

import re
from bisect import bisect_right
from typing import Final

_SENTENCE_END: Final = re.compile(
    r"(?P<mark>[.!?]+)[\"')\]]*(?=\s|$)|\n[ \t]*(?=\n)|\n[ \t]*(?=[-*\u2022\u00b7>] )"
)
_ABBREVIATION: Final = re.compile(
    r"(?:\b(?:e\.g|i\.e|approx|inc|ltd|co|corp|no|vs|mr|mrs|ms|dr|st|u\.s|u\.k|a\.m|p\.m)|\b[A-Z])$",
    re.IGNORECASE,
)
_CLAUSE_END: Final = re.compile(
    r";|:(?=\s)|\u2014|(?<=\s)-+(?=\s)"
    r"|\b(?:but|however|although|though|nevertheless|nonetheless|meanwhile|instead|rather)\b"
    r"|\band\s+(?=(?:we|all)\b)"
    r"|,\s+(?:and|so|yet|while|as|because)\s+(?:we|our|you|your|it|this|that|there|the|all|every(?:one|body|thing)?|no(?:body|thing)?|none)\b",
    re.IGNORECASE,
)
_SPLICE: Final = re.compile(
    r",\s+(?=(?:your|our|all|the|no|every|customers?'?|we|you|they|it|this|that|everything|everyone|"
    r"nothing|nobody|none)\s+(?!and\b|or\b|nor\b)(?:(?!and\b|or\b|nor\b)[\w'-]+\s+){0,3}?"
    r"(?:is|are|was|were|has|have|remains?|stays?)\b)",
    re.IGNORECASE,
)
"""A comma that a new subject and its verb follow: "no evidence of misuse, your data is safe"."""

_GOVERNS_ON: Final = re.compile(
    r"[\s,;:\u2014-]*(?:and |but |so )?"
    r"(?:(?:as|so) far as|to (?:our|the best)|if|when|whenever|once|until|unless|"
    r"while|whether|before|because|since|assuming|provided|even if|from what|according to)\b",
    re.IGNORECASE,
)
"""How a clause begins that is no sentence alone: what follows its comma belongs to it."""

_ASIDE_OPENS: Final = re.compile(
    r"\b(?:that|whether|if|when|say|says|said|confirm|know|promise|claim|sure|evidence|because),$",
    re.IGNORECASE,
)
"""Before the first comma of an aside: "we cannot say that, at present, your data is safe"."""

_LONGEST_WORD: Final = 12
"""Characters that may hold one of these words: an aside's before a comma, a subject's after one."""

_GOES_ON: Final = re.compile(r"\b(?:or|nor)\b|,\s+(?:that|whether|if|of)\b", re.IGNORECASE)
"""A list of things that all stand under the same denial, or an aside that ends later."""

_QUOTATION: Final = re.compile(r"\"([^\"\n]{1,200})\"")
_SINGLE_QUOTATION: Final = re.compile(
    r"(?<![\w])'([^'\n\"]{1,200}(?:\w'\w[^'\n\"]{0,200}){0,3})'(?!\w)"
)
_SAID: Final = re.compile(
    r"\b(?:said|says|stated|states|added|adds|told|explained|according to|we can confirm|"
    r"commented)\b",
    re.IGNORECASE,
)
_FOREIGN: Final = re.compile(
    r"\b(?:messages?|e-?mails?|texts?|calls?|callers?|claims?|claiming|rumou?rs?|fakes?|scams?|"
    r"scammers?|fraudsters?|phishing|posts?|tweets?|letters?|someone|anyone|anybody|if|never|"
    r"earlier|previously|wrongly|reports?|asked|asks|wrote)\b",
    re.IGNORECASE,
)
_MOST_QUOTED_WORDS: Final = 12
_ABBREVIATION_REACH: Final = 8
_REACH: Final = 600
"""Characters to each side that are looked at; longer sentences would make the work quadratic."""


class Sense:
    """Answers about one folded text; each answer is worked out when it is first asked."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts: list[int] | None = None
        self._questions: list[bool] = []
        self._quotations: list[tuple[int, int]] | None = None
        self._commas: tuple[list[int], list[int]] | None = None

    def sentence(self, position: int) -> tuple[int, int]:
        """Give where the sentence around a position begins and ends, within `_REACH` of it."""
        starts = self._sentences()
        number = bisect_right(starts, position) - 1
        end = starts[number + 1] if number + 1 < len(starts) else len(self._text)
        return max(starts[number], position - _REACH), min(end, position + _REACH)

    def is_question(self, position: int) -> bool:
        """Whether the sentence around a position ends with a question mark."""
        starts = self._sentences()
        return self._questions[bisect_right(starts, position) - 1]

    def clause_start(self, position: int) -> int:
        """Give where the clause around a position begins.

        A clause begins with its sentence, after a semicolon, a colon, a spaced or long dash, a
        "but" or the like, or a comma that a new subject follows (", and we ...", ", your data is").
        """
        start, last = self.sentence(position)
        for end in _CLAUSE_END.finditer(self._text, start, position + _LONGEST_WORD):
            if end.start() >= position:
                break
            start = end.start() + 1
        splices, going_on = self._joints()
        for comma in splices[bisect_right(splices, start) : bisect_right(splices, position)]:
            if not self._stands_alone(start, comma):
                continue
            after = bisect_right(going_on, comma)
            if after == len(going_on) or going_on[after] >= last:
                start = comma + 1
        return start

    def _joints(self) -> tuple[list[int], list[int]]:
        """Give where commas stand that a new subject follows, and where a list or aside goes on."""
        if self._commas is None:
            self._commas = (
                [match.start() for match in _SPLICE.finditer(self._text)],
                [match.start() for match in _GOES_ON.finditer(self._text)],
            )
        return self._commas

    def _stands_alone(self, start: int, comma: int) -> bool:
        """Whether what begins at `start` is over at a comma, and no aside closes there."""
        if _GOVERNS_ON.match(self._text, start, comma):
            return False
        opening = self._text.rfind(",", start, comma)
        near = max(start, opening - _LONGEST_WORD)
        return opening < 0 or not _ASIDE_OPENS.search(self._text, near, opening + 1)

    def is_quoted(self, start: int, end: int) -> bool:
        """Whether a span is quoted from elsewhere rather than said.

        A short quotation is only mentioned, unless the sentence says who of ours said it ("our
        lead said"); with words such as message, claim or scam around it, it is a mention anyway.
        """
        quotations = self._quoted()
        number = bisect_right(quotations, (start, 0)) - 1
        if number < 0 or end > quotations[number][1]:
            return False
        opening, closing = quotations[number]
        if len(self._text[opening:closing].split()) > _MOST_QUOTED_WORDS:
            return False
        first, _ = self.sentence(opening)
        _, last = self.sentence(closing - 1)
        around = f"{self._text[first:opening]} {self._text[closing:last]}"
        return bool(_FOREIGN.search(around)) or not _SAID.search(around)

    def _sentences(self) -> list[int]:
        if self._starts is None:
            self._starts = [0]
            for end in _SENTENCE_END.finditer(self._text):
                mark = end["mark"] or ""
                if mark == "." and _ABBREVIATION.search(
                    self._text, max(0, end.start() - _ABBREVIATION_REACH), end.start()
                ):
                    continue
                self._questions.append("?" in mark)
                self._starts.append(end.end())
            self._questions.append(False)
        return self._starts

    def _quoted(self) -> list[tuple[int, int]]:
        if self._quotations is None:
            found = [match.span() for match in _QUOTATION.finditer(self._text)]
            found += [match.span() for match in _SINGLE_QUOTATION.finditer(self._text)]
            self._quotations = sorted(found)
        return self._quotations
