"""What every command shares: where things are, who acts, how it speaks."""

import os
import sys
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, Final, NamedTuple, NoReturn, TypeVar

import click

from breachplay.plain import control_in, storable, visible

if TYPE_CHECKING:
    from breachplay.playbook.profile import Profile
    from breachplay.record.events import Actor
    from breachplay.record.store import Store

F = TypeVar("F", bound=Callable[..., Any])

FINE: Final = 0
FOUND: Final = 1
"""Something was found: a stop, a faulty file, a broken record, a run that is not there."""
MISUSED: Final = 2
"""The command was not given as it must be."""

LONGEST_NAME: Final = 200
"""Characters of "Name, role"."""


class Ended(Exception):
    """The command is over, with this exit status; `said` is told on standard error first."""

    def __init__(self, status: int, *said: str) -> None:
        super().__init__(status, *said)
        self.status = status
        self.said = said


class Shared(NamedTuple):
    """The options that hold everywhere."""

    store: str | None = None
    profile: str | None = None
    acting: str | None = None
    """Who acts, as given: `Name, role`."""


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
            acting=kwargs.pop("acting", None) or before.acting,
        )
        ctx.obj = here
        return command(*args, shared=here, **kwargs)

    who = click.option(
        "--as",
        "acting",
        metavar='"NAME, ROLE"',
        help="Who acts (or BREACHPLAY_USER; else the profile's speaker).",
    )
    options = [
        click.option(
            "--profile",
            "profile_file",
            metavar="FILE",
            help="The organisation's profile (or BREACHPLAY_PROFILE).",
        ),
        click.option("--store", metavar="FOLDER", help="The folder of runs (or BREACHPLAY_STORE)."),
    ]
    if command.__name__ != "export":
        options.insert(0, who)
    for option in options:
        with_shared = option(with_shared)
    return with_shared  # type: ignore[return-value]


def tell_error(text: str) -> None:
    """Say what is wrong, on one line of standard error, with no control character in it."""
    click.echo(f"breachplay: {visible(storable(text), lines=False)}", err=True)


def fail(text: str, status: int = FOUND) -> NoReturn:
    """End the command with one line that says why."""
    raise Ended(status, text)


def tell(text: str) -> None:
    """Print text that may hold anything: controls are shown, never sent."""
    click.echo(visible(storable(text)))


def tell_line(text: str) -> None:
    """Print one line that may hold anything; a line break in it is shown as a space."""
    click.echo(visible(storable(text), lines=False))


def tell_mode(mode: str) -> None:
    """Say first of all that what follows is of an exercise; of an incident nothing is said."""
    if mode != "incident":
        click.echo("EXERCISE. Nothing here happened for real.")


def tell_json(document: object) -> None:
    """Print one JSON document on one line; ASCII alone, so that no control reaches a terminal."""
    import json  # noqa: PLC0415  late

    click.echo(json.dumps(document, ensure_ascii=True))


def said(error: Exception) -> str:
    """Give what an error says (the text of a LookupError stands in quotes otherwise)."""
    return str(error.args[0]) if error.args else str(error)


def why(error: OSError) -> str:
    """Give why the system did not do it, in lower case."""
    return (error.strerror or str(error)).lower()


def need_terminal() -> None:
    """End the command where there is no terminal to draw on.

    A closed terminal must end the program even where a parent ignores hang-ups (`nohup`): it
    would go on unseen, and nothing of the record waits for its end.
    """
    import signal  # noqa: PLC0415  the screens alone need it

    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    if not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout)):
        fail("this needs a terminal; status, note and export work without one", MISUSED)


def open_store(shared: Shared) -> "Store":
    """Give the store of runs."""
    from breachplay.record.store import Store, store_folder  # noqa: PLC0415  late

    return Store(store_folder(shared.store))


def load_profile(shared: Shared) -> "Profile | None":
    """Give the profile, or None where there is none and nobody named one."""
    from pathlib import Path  # noqa: PLC0415  late

    from breachplay.playbook.find import profile_path  # noqa: PLC0415  late
    from breachplay.playbook.read import Faulty, read_profile  # noqa: PLC0415  late

    named = shared.profile or os.environ.get("BREACHPLAY_PROFILE")
    path = Path(named) if named else profile_path()
    try:
        if not named and not os.path.lexists(path):
            return None
        return read_profile(path)
    except Faulty as faulty:
        raise Ended(FOUND, *map(str, faulty.faults)) from faulty


def check_name(shared: Shared) -> str | None:
    """Give who is said to act by `--as` or BREACHPLAY_USER, None where nobody is.

    Called before anything begins: under a forged name no run is.
    """
    given = shared.acting or os.environ.get("BREACHPLAY_USER")
    if not given:
        return None
    kept = storable(given)
    if hidden := control_in(kept):
        fail(f"a name cannot hold {hidden}: write it as people read it", MISUSED)
    if "\ufffd" in kept:
        fail("the name is not UTF-8: write it as people read it", MISUSED)
    if not kept.partition(",")[0].strip():
        fail('say who acts as "Name, role"', MISUSED)
    if len(kept) > LONGEST_NAME:
        fail(f"a name and a role have {LONGEST_NAME} characters at most", MISUSED)
    return kept


def actor(shared: Shared, profile: "Profile | None") -> "Actor":
    """Give who acts: `--as`, BREACHPLAY_USER, or the profile's speaker."""
    from breachplay.playbook.profile import SAMPLE  # noqa: PLC0415  late
    from breachplay.record.events import Actor  # noqa: PLC0415  late

    given = check_name(shared)
    if given is None:
        speaker = (profile or SAMPLE).speaker
        return Actor(speaker.name, speaker.role)
    name, _, role = given.partition(",")
    return Actor(name.strip(), role.strip())
