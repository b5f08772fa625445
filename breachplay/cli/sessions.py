"""Opening the run that a person named: one of the store, or a run file that lies elsewhere."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from breachplay.cli.shared import Shared, actor, fail, load_profile, open_store, said, tell_error

if TYPE_CHECKING:
    from breachplay.record.events import Actor
    from breachplay.record.session import Clock, Session
    from breachplay.record.store import RunInfo, Store


def look_at(run: str | None, shared: Shared) -> "Session":
    """Open a run for reading: the one named, else the newest open one, else the newest.

    An open incident is taken before an exercise; where both are open, that is said.

    A run is named by its id, the beginning or the last part of it, or the path of its file.
    """
    from breachplay.record.events import PROGRAM  # noqa: PLC0415  late
    from breachplay.record.session import SystemClock  # noqa: PLC0415  late
    from breachplay.record.store import StoreFault  # noqa: PLC0415  late

    store = open_store(shared)
    try:
        path = path_named(run, store) if run is not None else _unnamed(store).path
        return read_only(path, PROGRAM, SystemClock())
    except (LookupError, StoreFault) as fault:
        fail(said(fault))


def read_only(path: Path, who: "Actor", clock: "Clock") -> "Session":
    """Open a run file for reading, wherever it lies.

    Raises:
        StoreFault: when it is no run, or cannot be read.
    """
    from breachplay.record.runfile import open_file  # noqa: PLC0415  late
    from breachplay.record.session import Session  # noqa: PLC0415  late

    file = open_file(path, read_only=True)
    try:
        return Session(file, path.parent, who, clock)
    except BaseException:
        file.close()
        raise


def path_named(name: str, store: "Store") -> Path:
    """Give the file that a person named: a run of the store, or a path.

    What has a folder in it, or the ending of run files and is there, is a path; all else is the
    run called so, and only where there is none the file.

    Raises:
        LookupError: with a plain sentence, when there is neither.
        StoreFault: when the store cannot be read.
    """
    from breachplay.record.files import SUFFIX  # noqa: PLC0415  late

    path = Path(name)
    there = _is_there(path)
    if there and (os.sep in name or name.endswith(SUFFIX)):
        return path
    try:
        return store.find(name).path
    except LookupError as error:
        if there:
            return path
        raise LookupError(f"{said(error)}; no file is called so either") from error


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def go_on(run: str | None, shared: Shared) -> "Session":
    """Open a run to record in it: the one named, else the newest open one.

    An open incident is taken before an exercise; where both are open, that is said.
    """
    from breachplay.record.session import Session, SystemClock  # noqa: PLC0415  late
    from breachplay.record.store import StoreFault  # noqa: PLC0415  late

    store = open_store(shared)
    who = actor(shared, load_profile(shared))
    try:
        if run is None and (said_first := both_open(store)):
            tell_error(said_first)
        return Session.open(store, store.find(run).run, who, SystemClock())
    except (LookupError, StoreFault) as fault:
        fail(said(fault))


def newest_exercise(store: "Store", *, open_first: bool = False) -> str:
    """Give the newest exercise of a store, finished or not; the newest open one first if asked.

    Raises:
        LookupError: where there is no exercise.
    """
    found = [one for one in store.runs() if one.mode == "exercise" and not one.fault]
    if open_first:
        found.sort(key=lambda one: one.closed)
    if not found:
        raise LookupError("there is no exercise yet: breachplay rehearse begins one")
    return found[0].run


def both_open(store: "Store") -> str:
    """Say which run an unnamed one is, where an incident and an exercise are open at once."""
    there = [run for run in store.runs() if not run.closed and not run.fault]
    exercises = [run for run in there if run.mode == "exercise"]
    if not exercises or len(exercises) == len(there):
        return ""
    taken = store.find(None).run
    return (
        f"the live incident {taken} is meant; an EXERCISE is open too: name "
        f"{exercises[0].run} to go on with that"
    )


def _unnamed(store: "Store") -> "RunInfo":
    if said_first := both_open(store):
        tell_error(said_first)
    return _newest(store)


def _newest(store: "Store") -> "RunInfo":
    """Give the newest open run, or the newest finished one: counsel reads after the end."""
    try:
        return store.find(None)
    except LookupError:
        readable = [run for run in store.runs() if not run.fault]
        if not readable:
            raise
        return readable[0]
