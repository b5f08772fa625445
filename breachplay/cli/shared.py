"""What every command shares: where things are, who acts, how it speaks."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from breachplay.plain import control_in, storable, visible

if TYPE_CHECKING:
    from breachplay.playbook.profile import Profile
    from breachplay.record.events import Actor
    from breachplay.record.store import Store

F = TypeVar("F", bound=Callable[..., Any])


class Ended(Exception):
    """The command is over, with this exit status; `said` is told on standard error first."""

    def __init__(self, status: int, *said: str) -> None:
        super().__init__(status, *said)
        self.status = status
        self.said = said


@dataclass(frozen=True)
class Shared:
    """The options that hold everywhere."""

    store: str | None = None
    profile: str | None = None
    speaker: str | None = None


def shared_options(command: F) -> F:
    """Add `--store`, `--profile` and `--as`; the command is given them as `shared`.

    Given before the command's name or after it; after it wins. A command that has an `--as` of
    its own (`export --as json`) keeps it: who acts is then said before the command's name.
    """

    @wraps(command)
    def with_shared(*args: Any, **kwargs: Any) -> Any:
        ctx = click.get_current_context()
        before = ctx.obj if isinstance(ctx.obj, Shared) else Shared()
        here = Shared(
            store=kwargs.pop("store") or before.store,
            profile=kwargs.pop("profile_file") or before.profile,
            speaker=kwargs.pop("speaker", None) or before.speaker,
        )
        ctx.obj = here
        return command(*args, shared=here, **kwargs)

    who = click.option(
        "--as", "speaker", metavar='"NAME, ROLE"', help="Who acts (or BREACHPLAY_USER)."
    )
    options = [
        click.option("--profile", "profile_file", metavar="FILE", help="The organisation's profile."),
        click.option("--store", metavar="FOLDER", help="Where runs are kept."),
    ]
    if command.__name__ != "export":
        options.insert(0, who)
    for option in options:
        with_shared = option(with_shared)
    return with_shared  # type: ignore[return-value]


def tell_error(text: str) -> None:
    """Say what is wrong, on one line of standard error, with no control character in it."""
    click.echo(f"breachplay: {visible(storable(text), lines=False)}", err=True)


def fail(text: str, status: int = 1) -> NoReturn:
    """End the command with one line that says why."""
    raise Ended(status, text)


def tell(text: str) -> None:
    """Print text that may hold anything: controls are shown, never sent."""
    click.echo(visible(storable(text)))


def need_terminal() -> None:
    """End the command where there is no terminal to draw on."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        fail("this needs a terminal; `status`, `note` and `export` work without one", 2)


def open_store(shared: Shared) -> "Store":
    """Give the store of runs, or end with the reason why it cannot be used."""
    from breachplay.record.store import Store, StoreFault, store_folder  # noqa: PLC0415  late

    try:
        return Store(store_folder(shared.store))
    except StoreFault as fault:
        fail(str(fault))


def load_profile(shared: Shared) -> "Profile | None":
    """Give the profile, or None where there is none and nobody named one."""
    from breachplay.playbook.find import profile_path  # noqa: PLC0415  late
    from breachplay.playbook.read import Faulty, read_profile  # noqa: PLC0415  late

    named = shared.profile or os.environ.get("BREACHPLAY_PROFILE")
    path = Path(named) if named else profile_path()
    if not named and not path.exists():
        return None
    try:
        return read_profile(path)
    except Faulty as faulty:
        raise Ended(1, *map(str, faulty.faults)) from faulty


def actor(shared: Shared, profile: "Profile | None") -> "Actor":
    """Give who acts: `--as`, BREACHPLAY_USER, or the profile's speaker."""
    from breachplay.playbook.profile import SAMPLE  # noqa: PLC0415  late
    from breachplay.record.events import Actor  # noqa: PLC0415  late

    given = shared.speaker or os.environ.get("BREACHPLAY_USER")
    if not given:
        speaker = (profile or SAMPLE).speaker
        return Actor(speaker.name, speaker.role)
    if hidden := control_in(storable(given)):
        fail(f"a name cannot hold {hidden}: write it as people read it", 2)
    name, _, role = given.partition(",")
    if not name.strip() or len(given) > 200:
        fail('say who acts as "Name, role"', 2)
    return Actor(storable(name).strip(), storable(role).strip())
