"""Personal data in a text: addresses, phone numbers, cards, accounts, national ids.

Each kind is looked for only where its outline is there, and each candidate is held against its
check digits or numbering plan, so that dates, counts and ticket numbers stay quiet.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from breachplay.caveats.sites import known_sites, official_domains, within
from breachplay.playbook.profile import Profile

_EMAIL: Final = re.compile(
    r"(?<![\w.+-])[\w][\w.+%-]{0,63}(?:@|\[at\]| \(at\) )[^\W_](?:[\w-]{0,62}\.){1,8}[^\W\d_]{2,24}"
    r"(?![\w@])"
)
_DIGIT: Final = re.compile(r"\d")
_PHONE: Final = re.compile(
    r"(?<![\w.,/:#-])(?:\+|\(|00)?\d(?:[ ().\u00a0\u2010-\u2013/-]{0,3}\d){6,17}(?![\w@]|[.,:/-]\d)"
)
_CARD: Final = re.compile(r"(?<![\w.,-])\d(?:[ \u00a0-]?\d){11,18}(?![\w]|[.,-]\d)")
_IBAN: Final = re.compile(r"(?<!\w)[A-Za-z]{2}\d{2}(?:[ \u00a0-]?[A-Za-z0-9]){11,30}(?!\w)")
_SSN: Final = re.compile(r"(?<![\w.-])\d{3}[-\u2010\u2011\u2013 ]\d{2}[-\u2010\u2011\u2013 ]\d{4}(?![\w-]|\.\d)")
_NINO: Final = re.compile(r"(?<!\w)[A-Za-z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-Da-d](?!\w)")
_NINO_FAULTY: Final = frozenset(("BG", "GB", "NK", "KN", "TN", "NT", "ZZ"))
_MOST: Final = 50
_OUR_LINE: Final = re.compile(
    r"(?:help ?line|hot ?line|call ?cent(?:re|er)|(?:call|phone|ring|reach|contact|text)(?: us| our[\w -]{0,30})?"
    r"(?: now| free| today)?(?: on| at)?|toll[ -]free|line|tel|number)[:.]? ?[(]?$",
    re.IGNORECASE,
)
"""What stands before a number that people are asked to call; without a profile it is believed."""

_ROLES: Final = re.compile(
    r"^(?:help|support|info|contact|press|media|news|privacy|security|abuse|dpo|dataprotection|data[._-]?"
    r"(?:protection|privacy|breach|incident)|customer[._-]?(?:service|services|care|support|relations)|service|care|"
    r"hello|team|incident|breach|feedback|complaints|enquiries|inquiries|office|legal|compliance|pr|"
    r"notice|notification|response|helpdesk|service-?desk|status|billing|fraud|phishing|report|"
    r"noreply|no-reply|questions|community|social)(?:[._+-][\w.+-]*)?@",
    re.IGNORECASE,
)
"""Mailboxes of a role rather than of a person (RFC 2142, and common practice)."""

_DATE: Final = re.compile(
    r"^(?:(?:19|20)\d\d[-./ ](?:0?[1-9]|1[0-2])[-./ ](?:0?[1-9]|[12]\d|3[01])|"
    r"(?:0?[1-9]|[12]\d|3[01])[-./ ](?:0?[1-9]|[12]\d|3[01])[-./ ](?:19|20)\d\d)(?!\d{5})"
)
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

_HOME_REGIONS: Final = ("US", "GB")
"""Numbers without a country code are read as of these, and only when written as phone numbers are."""


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
    if not _DIGIT.search(text):
        return
    for match in _some(_SSN, text):
        if _is_ssn(match.group()):
            yield *match.span(), "a US social security number"
    for match in _some(_NINO, text):
        if _is_nino(match.group()):
            yield *match.span(), "a UK National Insurance number"
    for match in _some(_CARD, text):
        if _is_card(re.sub(r"\D", "", match.group())):
            yield *match.span(), "a payment card number"
    for match in _some(_IBAN, text):
        if end := _iban_end(match.group()):
            yield match.start(), match.start() + end, "a bank account number (IBAN)"
    routes = _digits(profile.contact.phone) if profile else ""
    for match in _some(_PHONE, text):
        if profile is None and _OUR_LINE.search(text, max(0, match.start() - 60), match.start()):
            continue
        found = _phone(match.group(), routes)
        if found:
            yield match.start(), match.start() + found, "a phone number"


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


def _is_ssn(written: str) -> bool:
    from stdnum.us import ssn  # noqa: PLC0415 - only for a number of that shape

    # The published samples are refused by the module, and are somebody's number nevertheless.
    digits = re.sub(r"\D", "", written)
    plain = f"{digits[:3]}-{digits[3:5]}-{digits[5:]}"
    known_samples = {"078-05-1120", "457-55-5462", "219-09-9999"}
    return plain in known_samples or bool(ssn.is_valid(plain))


def _is_nino(written: str) -> bool:
    # HMRC, NIM39110: letters that are not used, and prefixes that are not allocated.
    first, second = written[:2].upper()
    return (
        first not in "DFIQUV"
        and second not in "DFIQUVO"
        and first + second not in _NINO_FAULTY
        and (written[:2].isupper() and written[-1].isupper())
    )


def _is_card(digits: str) -> bool:
    if not any(start.match(digits) and len(digits) in sizes for start, sizes in _CARD_STARTS):
        return False
    if len(set(digits)) <= 1:
        return False
    from stdnum import luhn  # noqa: PLC0415 - only for a number of that shape

    return bool(luhn.is_valid(digits))


def _iban_end(written: str) -> int:
    """Give how many characters of a candidate make a valid IBAN; 0 when none do."""
    from stdnum import iban  # noqa: PLC0415 - only for a number of that shape

    for end in range(len(written), 14, -1):
        if written[end - 1].isalnum() and iban.is_valid(written[:end], check_country=False):
            return end
    return 0


@lru_cache(maxsize=64)
def _digits(phone: str) -> str:
    return re.sub(r"\D", "", phone).lstrip("0")


def _phone(written: str, routes: str) -> int:
    """Give how many characters of a candidate are a phone number that is not ours; else 0."""
    digits = re.sub(r"\D", "", written)
    international = written.startswith(("+", "00"))
    separated = re.sub(r"[\d+]+", " ", written).split(" ")[1:-1]
    if not international:
        # A bare row of digits is a count or a ticket; so is one grouped in threes, or a date.
        if not any(separated) and " " not in written and "\u00a0" not in written:
            return 0
        if _DATE.match(written) or re.fullmatch(r"\d{1,3}(?:[ \u00a0.]\d{3})+", written):
            return 0
    if routes and (digits.lstrip("0").endswith(routes) or routes.endswith(digits.lstrip("0"))):
        return 0
    import phonenumbers  # noqa: PLC0415 - 30 ms, only for a number of that shape

    regions = (None,) if international else _HOME_REGIONS
    for region in regions:
        candidate = f"+{written[2:]}" if written.startswith("00") else written
        matcher = phonenumbers.PhoneNumberMatcher(
            candidate, region, leniency=phonenumbers.Leniency.VALID
        )
        for match in matcher:
            kind = phonenumbers.number_type(match.number)
            if len(re.sub(r"\D", "", match.raw_string)) * 2 > len(digits):
                return 0 if kind in _shared_kinds() else len(written)
    return _is_fictional(written, digits) and len(written)


def _shared_kinds() -> tuple[int, ...]:
    """Numbers of call centres: free, shared-cost, premium and company-wide ones."""
    from phonenumbers import PhoneNumberType as Kind  # noqa: PLC0415 - loaded by now

    return (Kind.TOLL_FREE, Kind.SHARED_COST, Kind.PREMIUM_RATE, Kind.UAN)


def _is_fictional(written: str, digits: str) -> bool:
    """Whether a number is one that numbering plans keep for fiction, such as 555-0198.

    People test with these; a rule that stays quiet on them looks broken.
    """
    if not re.search(r"[ ()-]", written):
        return False
    national = digits[1:] if digits.startswith("1") and len(digits) == len("12025550198") else digits
    return bool(re.fullmatch(r"[2-9]\d\d55501\d\d", national))
