"""Opening a run for a command that draws no screen."""

from typing import TYPE_CHECKING

from breachplay.cli.shared import Shared, actor, fail, load_profile, open_store, said

if TYPE_CHECKING:
    from breachplay.record.session import Session
    from breachplay.record.store import RunInfo, Store


def look_at(run: str | None, shared: Shared) -> "Session":
    """Open a run for reading: the one named, else the newest open one, else the newest."""
    from breachplay.record.events import PROGRAM  # noqa: PLC0415  late
    from breachplay.record.session import Session, SystemClock  # noqa: PLC0415  late
    from breachplay.record.store import StoreFault  # noqa: PLC0415  late

    store = open_store(shared)
    try:
        found = store.find(run) if run is not None else _newest(store)
        return Session.open(store, found.run, PROGRAM, SystemClock(), read_only=True)
    except (LookupError, StoreFault) as fault:
        fail(said(fault))


def go_on(run: str | None, shared: Shared) -> "Session":
    """Open a run to record in it: the one named, else the newest open one."""
    from breachplay.record.session import Session, SystemClock  # noqa: PLC0415  late
    from breachplay.record.store import StoreFault  # noqa: PLC0415  late

    store = open_store(shared)
    who = actor(shared, load_profile(shared))
    try:
        return Session.open(store, store.find(run).run, who, SystemClock())
    except (LookupError, StoreFault) as fault:
        fail(said(fault))


def _newest(store: "Store") -> "RunInfo":
    """Give the newest open run, or the newest finished one: counsel reads after the end."""
    try:
        return store.find(None)
    except LookupError:
        readable = [run for run in store.runs() if not run.fault]
        if not readable:
            raise
        return readable[0]
