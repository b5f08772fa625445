"""The organisation's own file: who speaks, from where, and how people reach it."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from breachplay.playbook.words import Domain, Line


class Person(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A named person and the role in which they act."""

    name: Line
    role: Line


class Contact(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Ways by which people affected reach the organisation. They may stand in posts."""

    email: str = ""
    phone: str = ""
    page: str = ""


class Profile(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The profile as decoded from its TOML file."""

    format: Literal[1]
    organisation: Line
    speaker: Person
    domains: Annotated[tuple[Domain, ...], Meta(min_length=1, max_length=200)]
    timezone: Line = "UTC"
    handles: dict[str, str] = {}
    """Network id to handle, without the @: `{"x": "AcmeHelp"}`."""
    status_page: str = ""
    contact: Contact = Contact()
    approver: Annotated[tuple[Person, ...], Meta(max_length=50)] = ()


PLACEHOLDERS: tuple[str, ...] = (
    "organisation",
    "handle",
    "status_page",
    "contact_email",
    "contact_phone",
    "contact_page",
)
"""Names that stand for profile values in templates; a playbook's facts may not take them."""


def placeholder_values(profile: Profile, network: str = "x") -> dict[str, str]:
    """Give what each profile placeholder stands for; an empty value is a gap and is left out."""
    handle = profile.handles.get(network, "")
    values = {
        "organisation": profile.organisation,
        "handle": f"@{handle}" if handle else "",
        "status_page": profile.status_page,
        "contact_email": profile.contact.email,
        "contact_phone": profile.contact.phone,
        "contact_page": profile.contact.page,
    }
    return {name: value for name, value in values.items() if value}


SAMPLE = Profile(
    format=1,
    organisation="Sample Organisation",
    speaker=Person(name="Sample Speaker", role="social media manager"),
    domains=("sample.example",),
    timezone="UTC",
    handles={"x": "SampleHelp"},
    status_page="https://status.sample.example",
    contact=Contact(
        email="help@sample.example",
        phone="+1 202-555-0147",
        page="https://sample.example/help",
    ),
    approver=(Person(name="Sample Approver", role="legal"),),
)
"""What stands in where there is no profile. Nobody can take it for a real organisation."""
