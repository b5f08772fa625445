"""Files to fill in: a playbook, a rule pack, a scenario, a script, the organisation's profile.

The first line of each, `#:schema ./KIND.schema.json`, is what editors with Taplo inside (Even
Better TOML for VS Code, Helix, Neovim) look for: they complete and check the file by the schema
that lies beside it. `breachplay schema KIND > KIND.schema.json` puts it there, offline.
"""

import re
from pathlib import Path
from typing import Final

from breachplay.plain import storable, visible
from breachplay.playbook.clock import ClockEntry
from breachplay.playbook.private import NotWritten, write_private
from breachplay.playbook.profile import Profile
from breachplay.playbook.words import ID_PATTERN

__all__ = ["NotWritten", "new_text", "profile_text", "write_private"]

TEMPLATES: Final = Path(__file__).parent / "templates"
"""The files that `new_text` begins with; each is a valid file itself."""

_OLD_NAMES: Final = {
    "playbook": "my-playbook",
    "pack": "my-pack",
    "scenario": "my-scenario",
    "script": "my-script",
}
"""What the templates call themselves."""

_PROFILE_HEAD: Final = """\
#:schema ./profile.schema.json
#
# The profile: who speaks, and from where.
#
# The line at the top lets an editor complete and check this file. It looks for the schema beside
# the file; put it there with:   breachplay schema profile > profile.schema.json
# Check the file at any time:    breachplay check profile.toml
"""


def new_text(kind: str, name: str) -> str:
    """Give a commented file to fill in that passes `breachplay check`.

    Args:
        kind: playbook, pack, scenario or script.
        name: its id, and what it is called.

    Raises:
        ValueError: when the kind is unknown or the name cannot be an id, with a plain sentence.
    """
    if kind not in _OLD_NAMES:
        raise ValueError(
            f'no new "{visible(kind, lines=False)}"; there are: {", ".join(_OLD_NAMES)}'
        )
    if not re.search(ID_PATTERN, name) or len(name) > 64:
        slug = re.sub("[^a-z0-9]+", "-", name.casefold()).strip("-")[:64].strip("-")
        advice = f', such as "{slug}"' if slug else ""
        shown = visible(name[:80], lines=False)
        raise ValueError(
            f'"{shown}" cannot be the name of a file; write up to 64 small letters a to z, digits '
            f"and single hyphens{advice}"
        )
    template = (TEMPLATES / f"{kind}.toml").read_text(encoding="utf-8")
    old = _OLD_NAMES[kind]
    return template.replace(old, name).replace(_titled(old), _titled(name))


def _titled(name: str) -> str:
    return name.replace("-", " ").capitalize()


def profile_text(profile: Profile) -> str:
    """Give the commented TOML of a profile; read again it is the same profile."""
    contact = profile.contact
    domains = "".join(f"  {_text(domain)},\n" for domain in profile.domains)
    handles = "".join(f"{key} = {_text(name)}\n" for key, name in profile.handles.items())
    known = ", ".join(map(_text, profile.networks))
    networks = f"networks = [{known}]\n" if known else '# networks = ["x", "status-page"]\n'
    marked = ", ".join(map(_text, profile.verified))
    verified = f"verified = [{marked}]\n" if marked else '# verified = ["x"]\n'
    limits = "".join(f"{key} = {limit}\n" for key, limit in profile.limits.items())
    if limits:
        limits = f"\n# Figures of your own, such as a Mastodon server's.\n[limits]\n{limits}"
    parts = [
        _PROFILE_HEAD,
        f"""
format = 1
organisation = {_text(profile.organisation)}
timezone = {_text(profile.timezone)}   # of the times on screen; records keep UTC as well

# Official domains, bare. Links in posts to any other are warned of.
domains = [
{domains}]

# Where you post, in order; without it, the networks of your handles.
{networks}
# Networks that show a verified mark beside your name.
{verified}
# The status page, https://... in full.
status_page = {_text(profile.status_page)}

# Who posts. People call less when an employee posts, not the company or an executive.
[speaker]
{_person(profile.speaker.name, profile.speaker.role)}
# Accounts, without the @: network = "handle".
[handles]
{handles}{limits}
# How people affected reach you. These may stand in posts.
[contact]
email = {_text(contact.email)}
phone = {_text(contact.phone)}
page = {_text(contact.page)}
""",
        "\n# Who may approve posts, one [[approver]] each.\n",
    ]
    for person in profile.approver:
        parts.append(f"[[approver]]\n{_person(person.name, person.role)}\n")
    if not profile.approver:
        parts.append('# [[approver]]\n# name = "..."\n# role = "legal"\n')
    return "".join([*parts, _clocks(profile.clock)])


def _clocks(entries: tuple[ClockEntry, ...]) -> str:
    """Give the deadlines that the profile chooses or writes out; a hint where there are none."""
    about = (
        "\n# Deadlines to watch in every run, one [[clock]] each; counsel decides which apply.\n"
    )
    if not entries:
        return f'{about}# [[clock]]\n# use = "us-bank-36"\n'
    import msgspec  # noqa: PLC0415 - loaded by whoever made the profile
    import tomli_w  # noqa: PLC0415 - few profiles have clocks

    document = {"clock": [msgspec.to_builtins(entry) for entry in entries]}
    return about + tomli_w.dumps(document)


def _person(name: str, role: str) -> str:
    return f"name = {_text(name)}\nrole = {_text(role)}\n"


_ESCAPED: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


def _text(value: str) -> str:
    """Give a TOML string on one line; whatever does not show is escaped."""
    escaped = (
        _ESCAPED.get(character)
        or (character if character.isprintable() else f"\\U{ord(character):08X}")
        for character in storable(value)
    )
    return f'"{"".join(escaped)}"'
