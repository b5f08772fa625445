"""Keys, tokens, passwords and names of internal systems that stand in a text.

The forms are those that their makers document. Hashes are left alone: a notice may quote one so
that others can look for a file.
"""

import re
from collections.abc import Iterator
from typing import Final

from breachplay.caveats.looking import Found, Look
from breachplay.caveats.sites import within

_FORMS: Final = tuple(
    (what, marks, re.compile(pattern))
    for what, marks, pattern in (
        ("a private key", ("PRIVATE KEY",), r"-----BEGIN [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----"),
        ("an access key of AWS", ("AKIA", "ASIA"), r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b"),
        (
            "a token of GitHub",
            ("ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"),
            r"\b(?:gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_[A-Za-z0-9_]{22,255})",
        ),
        (
            "a token of GitLab",
            ("glpat-", "gldt-", "glrt-", "glptt-"),
            r"\bgl(?:pat|dt|rt|ptt)-[A-Za-z0-9_-]{20,255}",
        ),
        ("a token of Slack", ("xox",), r"\bxox[abeoprs]-[A-Za-z0-9-]{10,255}"),
        (
            "a webhook of Slack",
            ("hooks.slack.com",),
            r"hooks\.slack\.com/services/[A-Za-z0-9/]{20,255}",
        ),
        (
            "a key of Stripe",
            ("k_live_", "k_test_", "whsec_"),
            r"\b(?:[srp]k_(?:live|test)_[A-Za-z0-9]{10,255}|whsec_[A-Za-z0-9]{16,255})",
        ),
        (
            "a key of Google",
            ("AIza", "ya29."),
            r"\b(?:AIza[0-9A-Za-z_-]{30,60}|ya29\.[0-9A-Za-z_-]{20,255})",
        ),
        ("a key of SendGrid", ("SG.",), r"\bSG\.[A-Za-z0-9_-]{16,64}\.[A-Za-z0-9_-]{16,64}"),
        ("a secret key", ("sk-",), r"\bsk-(?:[a-z]{2,8}-)?[A-Za-z0-9_-]{20,255}"),
        ("a token of npm", ("npm_",), r"\bnpm_[A-Za-z0-9]{30,60}"),
        ("a token of PyPI", ("pypi-",), r"\bpypi-[A-Za-z0-9_-]{16,255}"),
        ("a token of Hugging Face", ("hf_",), r"\bhf_[A-Za-z0-9]{30,60}"),
        ("a token of DigitalOcean", ("_v1_",), r"\bdo[opr]_v1_[a-f0-9]{40,80}"),
        ("a token of Shopify", ("shp",), r"\bshp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}"),
        ("a key of Twilio", ("AC", "SK"), r"\b(?:AC|SK)[0-9a-f]{32}\b"),
        (
            "a token of a bot",
            (":AA",),
            r"\b[0-9]{8,10}:AA[A-Za-z0-9_-]{33}(?![A-Za-z0-9_-])",
        ),
        (
            "a signed token",
            ("eyJ",),
            r"\beyJ[A-Za-z0-9_-]{8,2000}\.eyJ[A-Za-z0-9_-]{8,2000}(?:\.[A-Za-z0-9_-]*)?",
        ),
        ("a bearer token", ("earer ",), r"\b[Bb]earer [A-Za-z0-9._~+/-]{20,2000}"),
        (
            "a key of Azure",
            ("AccountKey=", "sig="),
            r"\bAccountKey=[A-Za-z0-9+/=]{40,120}|[?&]sig=[A-Za-z0-9%+/=]{30,120}",
        ),
        (
            "a link that holds a password",
            ("@",),
            r"\b[a-z][a-z0-9+.-]{1,20}://[^\s:/@]{1,64}:[^\s/@]{1,128}@",
        ),
    )
)
"""What each form is, what stands in everything that has it, and the form."""

_NAMES: Final = (
    r"pass(?:word|wd|phrase|code)|pwd|pin(?: code)?|otp|secret|client[ _-]?secret|"
    r"(?:api|access|secret|license|encryption)[ _-]?key|(?:access |api |auth |reset )?token|"
    r"(?:verification|security|access) code|credentials?"
)
_MAY_TELL: Final = re.compile(
    r"(?:pass|pwd|pin|otp|secret|key|token|code|credentials?)\w{0,6}\s{0,3}(?:[=:]|is\b|was\b)",
    re.IGNORECASE,
)
"""What every password that is told has in it, and few texts have."""

_GIVEN: Final = re.compile(
    rf"(?<![\w-])(?:{_NAMES})\s{{0,3}}(?P<says>=>?|:|\bis\b|\bwas\b)\s{{0,3}}"
    r"(?P<value>\"[^\"\s]{3,80}\"|'[^'\s]{3,80}'|`[^`\s]{3,80}`|[^\s\"'`<>{}]{4,80})",
    re.IGNORECASE,
)
_NO_SECRET: Final = re.compile(
    r"https?:|www\.|(?:sha|md|aes|rsa|argon|pbkdf|bcrypt|scrypt|2fa|mfa|otp)\b|"
    r"(?:sha|md|aes|rsa|argon|pbkdf)-?[0-9]|[0-9]+[- ]?(?:digits?|characters?|letters?)|"
    r"\[|\*+$|•+$|x+$|\.+$",
    re.IGNORECASE,
)
_MAY_BE_INSIDE: Final = re.compile(r"\.(?:in(?:t|ter)|corp|local|lan|home|ad\b)", re.IGNORECASE)
_MAY_BE_PRIVATE: Final = re.compile(r"\b(?:10|192|172|169)\.[0-9]|\bf[cd][0-9a-f]{2}:", re.I)
_INTERNAL: Final = re.compile(
    r"(?<![\w@.-])(?:https?://)?(?P<host>(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.){1,6}"
    r"(?:internal|corp|local|lan|intranet|localdomain|localhost|home\.arpa|intra|ad))"
    r"(?![\w-]|\.[a-z0-9])",
    re.IGNORECASE,
)
_PRIVATE: Final = re.compile(
    r"(?<![\w.])(?:10(?:\.[0-9]{1,3}){3}|192\.168(?:\.[0-9]{1,3}){2}|"
    r"172\.(?:1[6-9]|2[0-9]|3[01])(?:\.[0-9]{1,3}){2}|169\.254(?:\.[0-9]{1,3}){2}|"
    r"f[cd][0-9a-f]{2}:[0-9a-f:]{2,35}[0-9a-f])(?![\w.]*[\w])",
    re.IGNORECASE,
)
_A_VERSION: Final = re.compile(
    r"(?:\b(?:v|version|release|build|firmware|update|ios|android))\.? ?$"
)
_SHARE: Final = re.compile(r"(?<![\w\\])\\\\[A-Za-z0-9._-]{2,64}\\[A-Za-z0-9$._-]{1,64}")


def secret_in_text(look: Look) -> Iterator[Found]:
    """Keys and tokens of well-known forms, passwords that are told, names of internal systems."""
    text = look.draft.text
    taken: list[tuple[int, int]] = []
    for start, end, message in (*_keys(text), *_told(text), *_inside(text, look.official)):
        if all(end <= first or last <= start for first, last in taken):
            taken.append((start, end))
            yield Found(start, end, message)


def _keys(text: str) -> Iterator[tuple[int, int, str]]:
    for what, marks, form in _FORMS:
        if any(mark in text for mark in marks):
            for match in form.finditer(text):
                yield *match.span(), f"This looks like {what}."


def _told(text: str) -> Iterator[tuple[int, int, str]]:
    """Passwords and codes that are told: `password: Winter2026!`, "your PIN is 4821"."""
    if not _MAY_TELL.search(text):
        return
    for match in _GIVEN.finditer(text):
        value = match["value"]
        bare = value.strip("\"'`").rstrip(".,;:!?)")
        if not bare or _NO_SECRET.match(bare):
            continue
        letters = any(one.isalpha() for one in bare)
        other = any(not one.isalpha() and one not in "'’-/.,()&" for one in bare)
        digits = bare.isdigit() and len(bare) >= 4
        mixed = letters and other
        quoted = value[0] in "\"'`" and match["says"] not in ("is", "was")
        if digits or mixed or quoted or (match["says"] == "=" and len(bare) > 2):
            yield *match.span(), "This tells a password or a code."


def _inside(text: str, official: frozenset[str]) -> Iterator[tuple[int, int, str]]:
    """Names and addresses that only the organisation's own network knows."""
    if _MAY_BE_INSIDE.search(text):
        for match in _INTERNAL.finditer(text):
            if not within(match["host"].lower(), official):
                yield *match.span(), f"{match['host']} is the name of an internal system."
    if _MAY_BE_PRIVATE.search(text):
        for match in _PRIVATE.finditer(text):
            before = text[max(0, match.start() - 12) : match.start()].lower()
            octets = match.group().split(".")
            fits = len(octets) == 1 or all(int(octet) < 256 for octet in octets)
            if fits and not _A_VERSION.search(before):
                yield *match.span(), f"{match.group()} is an address inside a private network."
    if "\\\\" in text:
        for match in _SHARE.finditer(text):
            yield *match.span(), "This is the path of an internal share."
