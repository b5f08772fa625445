"""The organisation's profile, asked for on the terminal and written for its owner alone."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from breachplay.cli.shared import (
    FOUND,
    MISUSED,
    Ended,
    Shared,
    fail,
    shared_options,
    tell_error,
    tell_line,
)
from breachplay.plain import clean, storable

if TYPE_CHECKING:
    from breachplay.playbook.profile import Contact, Person, Profile

LONGEST_ANSWER: Final = 200
"""Characters; as the profile's own lines."""


@click.command()
@click.option("--force", is_flag=True, help="Replace a profile that is there already.")
@shared_options
def init(force: bool, shared: Shared) -> None:
    """Ask who you are and how people reach you, and write the profile.

    An empty answer takes what stands in brackets, or leaves the question out. Answers can come
    from standard input, one a line.
    """
    from breachplay.playbook.find import profile_path  # noqa: PLC0415  late
    from breachplay.playbook.new import NotWritten, profile_text, write_private  # noqa: PLC0415

    path = Path(shared.profile) if shared.profile else profile_path()
    if not force and _there(path):
        fail(f"{path} is there already: edit it, or replace it with --force")
    tell_line("This writes your organisation's profile. An empty answer leaves a question out.")
    text = profile_text(_profile())
    _refuse_faulty(text, path)
    try:
        write_private(path, text, replace=force, make_folder=True)
    except NotWritten as refusal:
        fail(str(refusal))
    tell_line(f"{path}: written, readable by you alone. Edit it at any time; check it with:")
    tell_line(f"  breachplay check {path}")


def _there(path: Path) -> bool:
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, ValueError):
        return False  # writing it will say what is wrong
    return True


def _refuse_faulty(text: str, path: Path) -> None:
    """End the command where the answers, each good, make no good profile."""
    from breachplay.playbook.document import parse  # noqa: PLC0415  late
    from breachplay.playbook.profile import Profile  # noqa: PLC0415  late
    from breachplay.playbook.read import Faulty, decode  # noqa: PLC0415  late

    try:
        decode("profile", Profile, parse(text, str(path)), text, str(path))
    except Faulty as faulty:
        for fault in faulty.faults:
            tell_error(fault.message)
        tell_error("nothing was written: run breachplay init again with other answers")
        raise Ended(FOUND) from faulty


def _profile() -> "Profile":
    from breachplay.playbook.profile import Profile  # noqa: PLC0415  late

    organisation = _ask("Organisation, as people know it", needed=True)
    speaker = _speaker()
    handle = _ask(
        "Handle on X, without the @",
        usable=lambda given: given.removeprefix("@"),
        fits=_as_in({"handles": {"x": ...}}),
    )
    domains = _ask(
        "Your own domains, with commas between them, such as acme.example",
        needed=True,
        fits=_domains,
        longest=20 * LONGEST_ANSWER,
    )
    page = _as_in({"status_page": ...})
    status_page = _ask("Status page, https://...", fits=page)
    contact = _contact()
    zone = _ask("Time zone", default=_local_zone(), fits=_as_in({"timezone": ...}))
    approvers = []
    while approver := _ask('Who approves posts: "Name, role" (empty when all are named)'):
        approvers.append(_person(approver))
    return Profile(
        format=1,
        organisation=organisation,
        speaker=speaker,
        domains=tuple(_parts(domains)),
        timezone=zone,
        handles={"x": handle} if handle else {},
        status_page=status_page,
        contact=contact,
        approver=tuple(approvers),
    )


def _speaker() -> "Person":
    from breachplay.playbook.profile import Person  # noqa: PLC0415  late

    name = _ask("Who posts: name", needed=True)
    return Person(name=name, role=_ask("Who posts: role", default="social media manager"))


def _contact() -> "Contact":
    from breachplay.playbook.profile import Contact  # noqa: PLC0415  late

    return Contact(
        email=_ask(
            "Public e-mail address for people affected", fits=_as_in({"contact": {"email": ...}})
        ),
        phone=_ask(
            "Public phone number, as you would print it", fits=_as_in({"contact": {"phone": ...}})
        ),
        page=_ask(
            "Page with help and answers, https://...", fits=_as_in({"contact": {"page": ...}})
        ),
    )


def _person(answer: str) -> "Person":
    from breachplay.playbook.profile import Person  # noqa: PLC0415  late

    name, _, role = answer.partition(",")
    return Person(name=name.strip() or role.strip(), role=role.strip() or "approver")


Fits = Callable[[str], str]
"""Gives what is wrong with an answer, or an empty text."""


def _ask(
    question: str,
    *,
    default: str = "",
    needed: bool = False,
    usable: Callable[[str], str] = str,
    fits: Fits | None = None,
    longest: int = LONGEST_ANSWER,
) -> str:
    """Ask until the answer can be used; what comes from a pipe is asked for once."""
    shown = f"{question} [{default}]: " if default else f"{question}: "
    while True:
        given = usable(_answer(shown)) or default
        wrong = "this one is needed" if needed and not given else ""
        if len(given) > longest:
            wrong = f"that has {len(given):,} characters; {longest:,} at most"
        elif given and fits and not wrong:
            wrong = fits(given)
        if not wrong:
            return given
        if not sys.stdin.isatty():
            fail(f"{question}: {wrong}; nothing was written", MISUSED)
        tell_line(f"  {wrong}")


def _answer(shown: str) -> str:
    """Read one line; the end of a pipe is an empty answer."""
    try:
        if sys.stdin.isatty():
            answer: str = click.prompt(shown, default="", show_default=False, prompt_suffix="")
        else:
            answer = sys.stdin.readline()
            tell_line(f"{shown}{answer.rstrip()}")
    except UnicodeDecodeError:
        fail("the answer is not UTF-8; nothing was written", MISUSED)
    return clean(storable(answer))[0].replace("\n", " ").strip()


def _as_in(shape: dict[str, Any]) -> Fits:
    """Give the profile's own rule for the one place of `shape` that holds `...`."""

    def put(place: Any, answer: str) -> Any:
        if isinstance(place, dict):
            return {key: put(inner, answer) for key, inner in place.items()}
        return answer

    def fits(answer: str) -> str:
        from breachplay.playbook.meaning_profile import profile_problems  # noqa: PLC0415  late

        for problem in profile_problems(put(shape, answer)):
            return f"that {problem.predicate}; {problem.advice}".rstrip("; ")
        return ""

    return fits


def _domains(answer: str) -> str:
    import re  # noqa: PLC0415  late

    from breachplay.playbook.words import DOMAIN_PATTERN  # noqa: PLC0415  late

    parts = _parts(answer)
    wrong = [part for part in parts if not re.search(DOMAIN_PATTERN, part)]
    if wrong or not parts:
        return f'"{(wrong or [answer])[0]}" is not a bare domain such as acme.example'
    return ""


def _parts(answer: str) -> list[str]:
    return [part.strip().lower() for part in answer.split(",") if part.strip()]


def _local_zone() -> str:
    """Give this machine's time zone by its name where the system tells it, else UTC."""
    try:
        _, found, name = str(Path("/etc/localtime").resolve()).partition("/zoneinfo/")
    except (OSError, RuntimeError):
        return "UTC"
    known = found and not _as_in({"timezone": ...})(name)
    return name if known else "UTC"
