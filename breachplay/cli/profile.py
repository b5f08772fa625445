"""The organisation's profile, asked for on the terminal and written for its owner alone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from breachplay.cli.shared import Ended, Shared, fail, shared_options, tell, tell_error
from breachplay.plain import clean, visible


@click.command()
@click.option("--force", is_flag=True, help="Replace a profile that is there already.")
@shared_options
def init(force: bool, shared: Shared) -> None:  # noqa: FBT001  click gives it by name
    """Ask who you are and how people reach you, and write the profile.

    Answers can come from standard input, one a line. An empty answer takes what stands in
    brackets.
    """
    from breachplay.playbook.find import profile_path  # noqa: PLC0415  late
    from breachplay.playbook.new import profile_text, write_private  # noqa: PLC0415  late

    path = Path(shared.profile) if shared.profile else profile_path()
    if path.exists() and not force:
        fail(f"{path}: there already; edit it, or replace it with --force")
    tell("This writes your organisation's profile. An empty answer leaves a question out.")
    text = profile_text(_profile())
    _refuse_faulty(text, path)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_private(path, text, replace=force)
    except OSError as error:
        fail(f"{path}: {error.strerror or error}")
    tell(f"{path}: written, readable by you alone. Edit it at any time; check it with:")
    tell(f"  breachplay check {path}")


def _refuse_faulty(text: str, path: Path) -> None:
    from breachplay.playbook.faults import Faulty  # noqa: PLC0415  late
    from breachplay.playbook.read import decode_profile  # noqa: PLC0415  late

    try:
        decode_profile(text, str(path))
    except Faulty as faulty:
        for fault in faulty.faults:
            tell_error(fault.message)
        tell_error("nothing was written: run breachplay init again with other answers")
        raise Ended(1) from faulty


def _profile() -> Any:
    from breachplay.playbook.profile import Contact, Person, Profile  # noqa: PLC0415  late

    organisation = _ask("Organisation, as people know it", needed=True)
    name = _ask("Who posts: name", needed=True)
    role = _ask("Who posts: role", default="social media manager")
    handle = _ask("Handle on X, without the @", allowed=_handle)
    domains = _list("Your own domains, with commas between them (acme.example)", needed=True)
    status_page = _ask("Status page", default="", allowed=_link)
    contact = Contact(
        email=_ask("Public e-mail address for people affected", default=""),
        phone=_ask("Public phone number, as you would print it", default=""),
        page=_ask("Page with help and answers", default="", allowed=_link),
    )
    zone = _ask("Time zone", default=_local_zone(), allowed=_zone)
    approvers = []
    while approver := _ask('Who approves posts: "Name, role" (empty when all are named)'):
        person, _, approver_role = approver.partition(",")
        approvers.append(
            Person(name=person.strip(), role=approver_role.strip() or "approver")
        )
    return Profile(
        format=1,
        organisation=organisation,
        speaker=Person(name=name, role=role),
        domains=tuple(domains),
        timezone=zone,
        handles={"x": handle} if handle else {},
        status_page=status_page,
        contact=contact,
        approver=tuple(approvers),
    )


Allowed = Callable[[str], str]
"""Gives what is wrong with an answer, or an empty text."""


def _ask(
    question: str, *, default: str = "", needed: bool = False, allowed: Allowed | None = None
) -> str:
    """Ask until the answer can be used."""
    shown = f"{question} [{default}]" if default else question
    while True:
        answer: str = click.prompt(shown, default=default, show_default=False, prompt_suffix=": ")
        given = clean(answer)[0].replace("\n", " ").strip()
        wrong = "this one is needed" if needed and not given else ""
        if given and allowed and not wrong:
            wrong = allowed(given)
        if not wrong:
            return given
        tell(f"  {visible(wrong)}")


def _list(question: str, *, needed: bool) -> list[str]:
    def allowed(answer: str) -> str:
        wrong = [part for part in _parts(answer) if "/" in part or "." not in part or " " in part]
        return f'"{wrong[0]}" is not a bare domain such as acme.example' if wrong else ""

    return _parts(_ask(question, needed=needed, allowed=allowed))


def _parts(answer: str) -> list[str]:
    return [part.strip().lower() for part in answer.split(",") if part.strip()]


def _handle(answer: str) -> str:
    return "write it without the @" if answer.startswith("@") else ""


def _link(answer: str) -> str:
    return "" if answer.startswith(("https://", "http://")) else "begin it with https://"


def _zone(answer: str) -> str:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # noqa: PLC0415  late

    try:
        ZoneInfo(answer)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return f'there is no time zone "{answer}"; write one such as Europe/Berlin or UTC'
    return ""


def _local_zone() -> str:
    """Give this machine's time zone by its name where the system tells it, else UTC."""
    link = Path("/etc/localtime")
    try:
        _, found, name = str(link.resolve()).partition("/zoneinfo/")
    except OSError:
        return "UTC"
    return name if found and not _zone(name) else "UTC"
