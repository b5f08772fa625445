"""Phone numbers that are somebody's, in a text full of dates, counts and ticket numbers."""

import re
from collections.abc import Iterator
from typing import Final

from breachplay.playbook.profile import Profile

_PHONE: Final = re.compile(
    r"(?<![\w.,/:#-])(?:\+|\(|00)?\d(?:[ ().\u00a0\u2010-\u2013/-]{0,3}\d){6,17}(?![\w@]|[.,:/-]\d)"
)
_DATE: Final = re.compile(
    r"^(?:(?:19|20)\d\d[-./ ](?:0?[1-9]|1[0-2])[-./ ](?:0?[1-9]|[12]\d|3[01])|"
    r"(?:0?[1-9]|[12]\d|3[01])[-./ ](?:0?[1-9]|[12]\d|3[01])[-./ ](?:19|20)\d\d)(?!\d{5})"
)
_OUR_LINE: Final = re.compile(
    r"(?:help ?line|hot ?line|call ?cent(?:re|er)|"
    r"(?:call|phone|ring|reach|contact|text)(?: us| our[\w -]{0,30})?"
    r"(?: now| free| today)?(?: on| at)?|toll[ -]free|line|tel|number)[:.]? ?[(]?$",
    re.IGNORECASE,
)
"""What stands before a number that people are asked to call; without a profile it is believed."""

_CUE: Final = re.compile(
    r"(?:\b(?:help|hot|phone|info|service|support|customer)[ -]?line(?: number)?|"
    r"\bcall[ -]?cent(?:re|er)|\b(?:tele)?phone(?: number)?|\btel|\bfax|\bwhatsapp|\bdial|"
    r"\b(?P<verb>call|ring)(?: (?:us|me|him|her|them|our[\w -]{1,30}))?)"
    r"(?: (?:is|now|today|free))?[.:,]{0,2} ?(?:(?:on|at|is|under) )?$",
    re.IGNORECASE,
)
"""What says that a number is one to call, in whatever country it is written."""

_CALL_CENTRE: Final = re.compile(r"^(?:0|1[ -]?)?\(?(?:80[08]|0800|1[38]00)\b|^0?800\d|^1[38]00\d")
"""Free numbers, as most countries begin them."""

_MOST: Final = 50
_HOME_REGIONS: Final = ("US", "GB")
"""Numbers without a country code are read as of these."""

_INTRODUCTION: Final = 60
"""Characters before a number that may say whose it is."""


def phone_numbers(text: str, profile: Profile | None) -> Iterator[tuple[int, int]]:
    """Give the spans of phone numbers that are not the profile's, nor of a call centre.

    A number must be valid in its numbering plan and written as one: with a country code, or with
    separators where there is none. After a word such as "hotline" or "call", it may be of any
    country.
    """
    routes = re.sub(r"\D", "", profile.contact.phone).lstrip("0") if profile else ""
    for number, match in enumerate(_PHONE.finditer(text)):
        if number >= _MOST:
            return
        before = max(0, match.start() - _INTRODUCTION)
        if profile is None and _OUR_LINE.search(text, before, match.start()):
            continue
        if _is_personal(match.group(), routes, _CUE.search(text, before, match.start())):
            yield match.span()


def _is_personal(written: str, routes: str, cue: re.Match[str] | None) -> bool:
    digits = re.sub(r"\D", "", written).lstrip("0")
    international = written.startswith(("+", "00"))
    cued = cue is not None and _is_national(written, said=not cue["verb"])
    if not (international or cued or _is_written_as_one(written)):
        return False
    if routes and (digits.endswith(routes) or routes.endswith(digits)):
        return False
    import phonenumbers  # noqa: PLC0415 - 30 ms, only for a number of that shape

    candidate = f"+{written[2:]}" if written.startswith("00") else written
    for region in (None,) if international else _HOME_REGIONS:
        matcher = phonenumbers.PhoneNumberMatcher(
            candidate, region, leniency=phonenumbers.Leniency.VALID
        )
        for match in matcher:
            if len(re.sub(r"\D", "", match.raw_string)) * 2 > len(digits):
                return phonenumbers.number_type(match.number) not in _shared_kinds()
    return cued or _is_fictional(written)


def _is_national(written: str, *, said: bool) -> bool:
    """Whether what stands after a word to call by can be a number without its country code.

    `said`: the word can only mean a phone; after "call", digits alone need their leading zero.
    """
    if _DATE.match(written) or _CALL_CENTRE.match(written):
        return False
    return (
        written.startswith(("0", "(0"))
        or _is_written_as_one(written)
        or (said and written.isdigit())
    )


def _is_written_as_one(written: str) -> bool:
    """Whether a row of digits has separators, and is neither a date nor a count."""
    if written.isdigit() or _DATE.match(written):
        return False
    return not re.fullmatch(r"\d{1,3}(?:[ \u00a0.]\d{3})+", written)


def _shared_kinds() -> tuple[int, ...]:
    """Numbers of call centres: free, shared-cost, premium and company-wide ones."""
    from phonenumbers import PhoneNumberType as Kind  # noqa: PLC0415 - loaded by now

    return (Kind.TOLL_FREE, Kind.SHARED_COST, Kind.PREMIUM_RATE, Kind.UAN)


def _is_fictional(written: str) -> bool:
    """Whether a number is one that the North American plan keeps for fiction: 555-0198.

    People test with these; a rule that stays quiet on them looks broken.
    """
    digits = re.sub(r"\D", "", written)
    separated = re.search(r"[ ()-]", written)
    return bool(separated and re.fullmatch(r"1?[2-9]\d\d55501\d\d", digits))
