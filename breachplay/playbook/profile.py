"""The organisation's own file: who speaks, from where, and how people reach it."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from breachplay.playbook.adjust import Adjustments
from breachplay.playbook.approval import ApprovalPolicy
from breachplay.playbook.clock import ClockEntry
from breachplay.playbook.words import Domain, Id, Line, NetworkId


class Person(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A named person and the role in which they act."""

    name: Annotated[Line, Meta(description="The person's name.")]
    role: Annotated[Line, Meta(description="Their role.", examples=["social media manager"])]


class Contact(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Ways by which people affected reach the organisation. They may stand in posts."""

    email: Annotated[
        str, Meta(max_length=254, description="An address for the people affected.")
    ] = ""
    phone: Annotated[
        str, Meta(max_length=40, description="A number for them, with its country code.")
    ] = ""
    page: Annotated[
        str, Meta(max_length=500, description="A page for them, https://... in full.")
    ] = ""


class Profile(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The profile: the organisation, who speaks for it, and its official places."""

    format: Annotated[Literal[1], Meta(description="The version of this file format: 1.")]
    organisation: Annotated[Line, Meta(description="The organisation's name as posts give it.")]
    speaker: Annotated[Person, Meta(description="Who posts.")]
    domains: Annotated[
        tuple[Domain, ...],
        Meta(
            min_length=1,
            max_length=200,
            description="Official domains, bare; links to any other are warned of.",
            examples=[["acme.example"]],
        ),
    ]
    timezone: Annotated[
        Line, Meta(description="The time zone of screens.", examples=["Europe/Berlin", "UTC"])
    ] = "UTC"
    handles: Annotated[
        dict[Id, str],
        Meta(description="Network to handle, without the @.", examples=[{"x": "AcmeHelp"}]),
    ] = {}
    networks: Annotated[
        tuple[NetworkId, ...],
        Meta(
            max_length=20,
            description="Where you post, in order; without it, the networks of your handles.",
            examples=[["x", "mastodon", "status-page"]],
        ),
    ] = ()
    verified: Annotated[
        tuple[NetworkId, ...],
        Meta(
            max_length=20,
            description="Networks that show a verified mark beside your name.",
            examples=[["x"]],
        ),
    ] = ()
    limits: Annotated[
        dict[NetworkId, Annotated[int, Meta(ge=20, le=1_000_000)]],
        Meta(
            description="A network's own figure where it differs, such as a Mastodon server's.",
            examples=[{"mastodon": 1000}],
        ),
    ] = {}
    status_page: Annotated[
        str, Meta(max_length=500, description="The status page, https://... in full.")
    ] = ""
    contact: Annotated[Contact, Meta(description="How people affected reach you.")] = Contact()
    clock: Annotated[
        tuple[ClockEntry, ...],
        Meta(max_length=200, description="Deadlines to watch in every run, one [[clock]] each."),
    ] = ()
    approver: Annotated[
        tuple[Person, ...],
        Meta(max_length=50, description="Who may approve posts, one [[approver]] each."),
    ] = ()
    adjust: Adjustments = ()
    approval: Annotated[
        ApprovalPolicy | None,
        Meta(description="Who must approve a post, where the playbook does not say: [approval]."),
    ] = None


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
    domains=("sample.example", "example.com"),
    timezone="UTC",
    handles={"x": "SampleHelp"},
    status_page="https://status.example.com",
    contact=Contact(
        email="help@example.com",
        phone="+1 202-555-0147",
        page="https://example.com/help",
    ),
    approver=(Person(name="Sample Approver", role="legal"),),
)
"""What stands in where there is no profile. Nobody can take it for a real organisation."""
