"""Personal data in a text: addresses, phone numbers, cards, accounts, national ids.

Each kind is looked for only where its outline is there, and each candidate is held against its
check digits or numbering plan, so that dates, counts and ticket numbers stay quiet.
"""

import re
from collections.abc import Iterator
from typing import Final

from breachplay.caveats.phones import phone_numbers
from breachplay.caveats.sites import known_sites, official_domains, within
from breachplay.playbook.profile import Profile

_EMAIL: Final = re.compile(
    r"(?<![\w.+-])[\w][\w.+%-]{0,63}(?:@|\[at\]| \(at\) )[^\W_](?:[\w-]{0,62}\.){1,8}[^\W\d_]{2,24}"
    r"(?![\w@])"
)
_DIGIT: Final = re.compile(r"\d")
_CARD: Final = re.compile(r"(?<![\w.,-])\d(?:[ \u00a0-]?\d){11,18}(?![\w]|[.,-]\d)")
_IBAN: Final = re.compile(r"(?<!\w)[A-Za-z]{2}\d{2}(?:[ \u00a0-]?[A-Za-z0-9]){11,30}(?!\w)")
_SSN: Final = re.compile(
    r"(?<![\w.-])\d{3}[-\u2010\u2011\u2013 ]\d{2}[-\u2010\u2011\u2013 ]\d{4}(?![\w-]|\.\d)"
)
_SSN_SAID: Final = re.compile(r"\bssns?\b|\bsocial[ -]security\b", re.IGNORECASE)
_SOME_CASE: Final = re.compile(
    r"\b(?:case|ticket|reference|ref|order|incident|invoice|booking|tracking|request|claim|parcel|"
    r"report|article|serial|part|model|batch|job|receipt|contract|quote|delivery|shipment)"
    r"(?: (?:ref(?:erence)?|number|no|nr|id|code))?[.:#]{0,2} ?(?:is |was |# ?)?$",
    re.IGNORECASE,
)
"""What stands before a number of three, two and four digits that is nobody's."""

_NINO: Final = re.compile(r"(?<!\w)[A-Za-z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-Da-d](?!\w)")
_NINO_FAULTY: Final = frozenset(("BG", "GB", "NK", "KN", "TN", "NT", "ZZ"))
_MOST: Final = 50
_INTRODUCTION: Final = 60
"""Characters before a number that may say what it is."""

_ROLES: Final = re.compile(
    r"^(?:help|support|info|contact|press|media|news|privacy|security|abuse|dpo|dataprotection|data[._-]?"
    r"(?:protection|privacy|breach|incident)|customer[._-]?(?:service|services|care|support|relations)|service|care|"
    r"hello|team|incident|breach|feedback|complaints|enquiries|inquiries|office|legal|compliance|pr|"
    r"notice|notification|response|helpdesk|service-?desk|status|billing|fraud|phishing|report|"
    r"noreply|no-reply|questions|community|social)(?:[._+-][\w.+-]*)?@",
    re.IGNORECASE,
)
"""Mailboxes of a role rather than of a person (RFC 2142, and common practice)."""

_CARD_STARTS: Final = (
    (re.compile(r"^4"), (13, 16, 19)),
    (re.compile(r"^(?:5[1-5]|2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720))"), (16,)),
    (re.compile(r"^3[47]"), (15,)),
    (re.compile(r"^(?:6011|65|64[4-9])"), (16, 19)),
    (re.compile(r"^35(?:2[89]|[3-8])"), (16, 19)),
    (re.compile(r"^3(?:0[0-5]|095|6|8|9)"), (14, 16, 19)),
    (re.compile(r"^62"), (16, 17, 18, 19)),
    (re.compile(r"^(?:5018|5020|5038|6304|6759|676[1-3])"), (16, 17, 18, 19)),
)
"""How the large card schemes begin their numbers, and how long these are (ISO/IEC 7812)."""


def personal_data(text: str, profile: Profile | None) -> Iterator[tuple[int, int, str]]:
    """Give the span and the kind of everything that looks like one person's data.

    Contact routes of the profile are not personal. Overlapping finds are given once.
    """
    taken: list[tuple[int, int]] = []
    for start, end, kind in sorted(_all(text, profile), key=lambda one: (one[0], -one[1])):
        if not taken or start >= taken[-1][1]:
            taken.append((start, end))
            yield start, end, kind


def _all(text: str, profile: Profile | None) -> Iterator[tuple[int, int, str]]:
    if "@" in text or "(at)" in text or "[at]" in text:
        yield from _emails(text, profile)
    if _DIGIT.search(text):
        yield from _numbers(text)
        for start, end in phone_numbers(text, profile):
            yield start, end, "a phone number"


def _numbers(text: str) -> Iterator[tuple[int, int, str]]:
    for pattern, is_one, kind in _KINDS:
        for match in _some(pattern, text):
            if pattern is _SSN and _names_a_case(text, match.start()):
                continue
            if is_one(match.group()):
                yield *match.span(), kind
    for match in _some(_IBAN, text):
        if end := _iban_end(match.group()):
            yield match.start(), match.start() + end, "a bank account number (IBAN)"


def _some(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    for number, match in enumerate(pattern.finditer(text)):
        if number >= _MOST:
            return
        yield match


def _emails(text: str, profile: Profile | None) -> Iterator[tuple[int, int, str]]:
    own = profile.contact.email.lower() if profile else ""
    official = official_domains(profile) if profile else frozenset()
    for match in _some(_EMAIL, text):
        written = match.group().lower()
        domain = written.rpartition("@")[2]
        ours = profile is None or within(domain, official | known_sites().known)
        if written != own and not (ours and _ROLES.match(written)):
            yield *match.span(), "an e-mail address"


def _names_a_case(text: str, start: int) -> bool:
    """Whether a number is said to be that of a case or an order, and not a social security one."""
    before = text[max(0, start - _INTRODUCTION) : start]
    return bool(_SOME_CASE.search(before)) and not _SSN_SAID.search(before)


def _is_ssn(written: str) -> bool:
    from stdnum.us import ssn  # noqa: PLC0415 - only for a number of that shape

    # The published samples are refused by the module, and are somebody's number nevertheless.
    digits = re.sub(r"\D", "", written)
    plain = f"{digits[:3]}-{digits[3:5]}-{digits[5:]}"
    known_samples = {"078-05-1120", "457-55-5462", "219-09-9999"}
    return plain in known_samples or bool(ssn.is_valid(plain))


def _is_nino(written: str) -> bool:
    # HMRC, NIM39110: letters that are not used, and prefixes that are not allocated.
    first, second = written[0].upper(), written[1].upper()
    return (
        first not in "DFIQUV"
        and second not in "DFIQUVO"
        and first + second not in _NINO_FAULTY
        and (written[:2].isupper() and written[-1].isupper())
    )


def _is_card(written: str) -> bool:
    digits = re.sub(r"\D", "", written)
    if not any(start.match(digits) and len(digits) in sizes for start, sizes in _CARD_STARTS):
        return False
    if len(set(digits)) <= 1:
        return False
    from stdnum import luhn  # noqa: PLC0415 - only for a number of that shape

    return bool(luhn.is_valid(digits))


_KINDS: Final = (
    (_SSN, _is_ssn, "a US social security number"),
    (_NINO, _is_nino, "a UK National Insurance number"),
    (_CARD, _is_card, "a payment card number"),
)


def _iban_end(written: str) -> int:
    """Give how many characters of a candidate make a valid IBAN; 0 when none do."""
    from stdnum import iban  # noqa: PLC0415 - only for a number of that shape

    for end in range(len(written), 14, -1):
        if written[end - 1].isalnum() and iban.is_valid(written[:end], check_country=False):
            return end
    return 0
