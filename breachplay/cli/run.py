"""Runs on the screen: home, launch, resume."""

from typing import TYPE_CHECKING

import click

from breachplay.cli.shared import (
    Ended,
    Shared,
    actor,
    fail,
    load_profile,
    need_terminal,
    open_store,
    shared_options,
    tell_error,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from breachplay.record.session import Session
    from breachplay.tui.worker import Worker

NO_PROFILE = (
    "No profile yet: this is a sample organisation. Leave with q and run `breachplay init` first."
)


@click.command()
@click.argument("playbook", default="customer-data-breach")
@shared_options
def launch(playbook: str, shared: Shared) -> None:
    """Start a live incident with PLAYBOOK: a shipped one's name, or a file.

    Without PLAYBOOK: customer-data-breach.
    """
    from breachplay.playbook.find import find_playbook  # noqa: PLC0415  late
    from breachplay.record.opening import prepare  # noqa: PLC0415  late
    from breachplay.record.session import Session, SystemClock  # noqa: PLC0415  late

    need_terminal()
    try:
        path = find_playbook(playbook)
    except LookupError as error:
        fail(str(error))
    profile = load_profile(shared)
    who = actor(shared, profile)
    store = open_store(shared)
    clock = SystemClock()
    _show(
        lambda: Session.begin(store, prepare(path, profile, clock.now()), who, clock),
        shared,
        hint="" if profile else NO_PROFILE,
    )


@click.command()
@click.argument("run", required=False)
@shared_options
def resume(run: str | None, shared: Shared) -> None:
    """Go on with RUN, or with the newest open run. A finished run opens for reading."""
    from breachplay.record.session import Session, SystemClock  # noqa: PLC0415  late

    need_terminal()
    store = open_store(shared)
    profile = load_profile(shared)
    who = actor(shared, profile)
    try:
        found = store.find(run)
    except LookupError as error:
        fail(str(error))
    _show(lambda: Session.open(store, found.run, who, SystemClock()), shared)


def _show(opener: "Callable[[], Session]", shared: Shared, hint: str = "") -> None:
    """Open the run on its thread while the screens are loaded, then show it."""
    from breachplay.tui.worker import Worker  # noqa: PLC0415  late

    worker = Worker()
    try:
        opening = worker.open(opener)
        from breachplay.tui.app import BreachplayApp, show  # noqa: PLC0415  while the run is opened

        opened = _opened(opening.result)
        broken = show(BreachplayApp(worker, opened.actor, hint=hint))
    finally:
        worker.close()
    if broken:
        fail(broken)


def _opened(result: "Callable[[], Session]") -> "Session":
    from breachplay.playbook.read import Faulty  # noqa: PLC0415  late
    from breachplay.record.store import StoreFault  # noqa: PLC0415  late

    try:
        return result()
    except Faulty as faulty:
        for fault in faulty.faults:
            tell_error(str(fault))
        raise Ended(1) from faulty
    except StoreFault as fault:
        fail(str(fault))


def home(shared: Shared) -> None:
    """Show the home screen: launch, resume, timelines."""
    need_terminal()
    profile = load_profile(shared)
    who = actor(shared, profile)
    store = open_store(shared)

    from breachplay.tui.app import BreachplayApp, show  # noqa: PLC0415  late
    from breachplay.tui.screens.home import HomeScreen  # noqa: PLC0415  late
    from breachplay.tui.worker import Worker  # noqa: PLC0415  late

    worker: Worker = Worker()
    try:
        start = HomeScreen(store, profile)
        hint = "" if profile else NO_PROFILE
        broken = show(BreachplayApp(worker, who, hint=hint, start=start))
    finally:
        worker.close()
    if broken:
        fail(broken)
