"""What no type can say of a profile: that its time zone exists and its links lead somewhere."""

import re
from collections.abc import Iterator
from typing import Final

from breachplay.playbook.faults import Problem, quoted
from breachplay.playbook.meaning import Table, clock_list_problems
from breachplay.playbook.meaning_adjust import adjust_problems
from breachplay.playbook.meaning_approval import profile_approval_problems
from breachplay.playbook.meaning_clock import zone_problems

_LINK: Final = re.compile(r"https?://[^\s/@:?#]+\.[^\s/@:?#]+(:[0-9]{1,5})?([/?#][^\s]*)?")
_EMAIL: Final = re.compile(r"[^\s@,;<>\"]+@[^\s@:/,;<>\"]+\.[^\s@:/.,;<>\"]+")
_PHONE: Final = re.compile(r"\+?[0-9][0-9 ()./-]{1,}(,? ?(x|ext\.?) ?[0-9]+)?")
_X_HANDLE: Final = re.compile(r"[A-Za-z0-9_]{1,15}")


def profile_problems(document: Table) -> Iterator[Problem]:
    """Give what is wrong with the meaning of a profile."""
    yield from _zone_problems(document.get("timezone", "UTC"))
    yield from _handle_problems(document.get("handles"))
    yield from _link_problems(document, "status_page")
    yield from adjust_problems(document)
    yield from clock_list_problems(document)
    contact = document.get("contact")
    if isinstance(contact, dict):
        yield from _link_problems(contact, "page", "contact")
        yield from _contact_problems(contact)
    yield from profile_approval_problems(document)


def _zone_problems(name: object) -> Iterator[Problem]:
    if isinstance(name, str) and name:
        yield from zone_problems(("timezone",), name)


def _handle_problems(handles: object) -> Iterator[Problem]:
    for network, handle in handles.items() if isinstance(handles, dict) else ():
        if not isinstance(handle, str):
            continue
        bare, advice = handle.lstrip("@").strip(), ""
        if not bare:
            advice = "write a handle, or take the key out"
        elif bare != handle:
            advice = f"write it without the @: {quoted(bare)}"
        elif network == "x" and not _X_HANDLE.fullmatch(handle):
            advice = "a handle on X has up to 15 letters a to z, digits and _"
        elif re.search(r"\s", handle):
            advice = "take out the space"
        if advice:
            predicate = f"cannot be {quoted(handle)}"
            yield Problem(("handles", network), quoted(network), predicate, advice)


def _link_problems(table: Table, key: str, *inside: str) -> Iterator[Problem]:
    link = table.get(key)
    if not isinstance(link, str) or not 0 < len(link) <= 500 or _LINK.fullmatch(link):
        return
    advice = "write the whole link, such as https://acme.example/help"
    if "://" not in link and _LINK.fullmatch(f"https://{link}"):
        advice = f"write {quoted(f'https://{link}')}"
    yield Problem((*inside, key), quoted(key), f"is no web link: {quoted(link)}", advice)


def _contact_problems(contact: Table) -> Iterator[Problem]:
    email, phone = contact.get("email"), contact.get("phone")
    if isinstance(email, str) and 0 < len(email) <= 254 and not _EMAIL.fullmatch(email):
        advice = "write one such as help@acme.example"
        yield Problem(("contact", "email"), '"email"', f"is no address: {quoted(email)}", advice)
    if isinstance(phone, str) and 0 < len(phone) <= 40 and not _PHONE.fullmatch(phone):
        advice = "write it with its country code, such as +1 202-555-0147"
        predicate = f"is no phone number: {quoted(phone)}"
        yield Problem(("contact", "phone"), '"phone"', predicate, advice)
