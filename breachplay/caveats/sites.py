"""What is known of sites: official ones of the profile, well-known ones, shorteners, hosts."""

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from breachplay.caveats.links import Address, host_as_read
from breachplay.playbook.find import shipped_folder
from breachplay.playbook.profile import Profile


@dataclass(frozen=True, slots=True)
class KnownSites:
    """The lists of `known_sites.toml`."""

    known: frozenset[str]
    networks: frozenset[str]
    hosts: frozenset[str]
    shorteners: frozenset[str]
    added: frozenset[str]


@cache
def known_sites() -> KnownSites:
    """Give the shipped lists, read once."""
    import tomli  # noqa: PLC0415 - only where a text holds a link

    text = (shipped_folder() / "caveats" / "known_sites.toml").read_text(encoding="utf-8")
    data: dict[str, Any] = tomli.loads(text)
    return KnownSites(
        known=frozenset(data["known"]),
        networks=frozenset(data["networks"]),
        hosts=frozenset(data["hosts"]),
        shorteners=frozenset(data["shorteners"]),
        added=frozenset(data["added"]),
    )


def within(host: str, domains: frozenset[str]) -> bool:
    """Whether a host is one of the domains or lies under one."""
    labels = host.split(".")
    return any(".".join(labels[number:]) in domains for number in range(len(labels) - 1))


def official_domains(profile: Profile) -> frozenset[str]:
    """Give the domains that are the organisation's own: the listed ones, its pages, its mail."""
    listed = {host_as_read(domain) for domain in profile.domains}
    for page in (profile.status_page, profile.contact.page):
        host = page.partition("://")[2].partition("/")[0] or page.partition("/")[0]
        listed.add(host_as_read(host.partition(":")[0]))
    listed.add(host_as_read(profile.contact.email.rpartition("@")[2]))
    return frozenset(domain for domain in listed if "." in domain)


def is_quiet(address: Address, profile: Profile, official: frozenset[str]) -> bool:
    """Whether a link needs no caveat: official, well known, or the organisation's own account."""
    sites = known_sites()
    if address.user and not address.email:
        return False
    if within(address.host, official) or within(address.host, sites.known):
        return True
    if within(address.host, sites.networks):
        parts = [part.lstrip("@").lower() for part in address.path.split("/")[:2]]
        handles = {handle.lstrip("@").lower() for handle in profile.handles.values()}
        return bool(handles.intersection(parts))
    return False


@lru_cache(maxsize=512)
def registrable(host: str) -> tuple[str, str]:
    """Split a host into the part that somebody registered, without its suffix, and the suffix.

    `help.acme.co.uk` gives `("acme", "co.uk")`. A host that is a suffix gives `("", host)`.
    """
    private = _suffixes().privatesuffix(host)
    if not private:
        return "", host
    core, _, suffix = private.partition(".")
    return core, suffix


def has_suffix(host: str, official: frozenset[str]) -> bool:
    """Whether a host ends as addresses do: in a public suffix, or as an official domain does."""
    ending = host.rpartition(".")[2]
    if any(domain.endswith(f".{ending}") for domain in official):
        return True
    return bool(_suffixes().privatesuffix(host, accept_unknown=False))


@cache
def _suffixes() -> Any:
    from publicsuffixlist import PublicSuffixList  # noqa: PLC0415 - 80 ms to load

    return PublicSuffixList(only_icann=True)
