"""Runs on the screen: home, launch, resume."""

from typing import TYPE_CHECKING, NoReturn

import click

from breachplay.cli.shared import (
    FOUND,
    Ended,
    Shared,
    actor,
    check_name,
    fail,
    load_profile,
    need_terminal,
    open_store,
    said,
    shared_options,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from breachplay.record.events import Actor
    from breachplay.record.session import Session
    from breachplay.record.store import Store


@click.command()
@click.argument("playbook", default="customer-data-breach")
@shared_options
def launch(playbook: str, shared: Shared) -> None:
    """Start a live incident with PLAYBOOK: a shipped one's name, or a file.

    Without PLAYBOOK: customer-data-breach.
    """
    from breachplay.playbook.find import find_playbook  # noqa: PLC0415  late

    check_name(shared)
    try:
        path = find_playbook(playbook)
    except LookupError as error:
        fail(said(error))
    need_terminal()

    def begin() -> "tuple[Session, str]":
        from breachplay.record.opening import prepare  # noqa: PLC0415  after the first paint
        from breachplay.record.session import Session, SystemClock  # noqa: PLC0415  the same

        profile = load_profile(shared)
        clock = SystemClock()
        command = prepare(path, profile, clock.now())
        store = open_store(shared)
        hint = _hint(store)
        return Session.begin(store, command, actor(shared, profile), clock), hint

    _show(begin)


def exercise(scenario: str | None, *, speed: int, seed: int, shared: Shared) -> None:
    """Begin an exercise and show it; without a scenario, the first that ships."""
    from breachplay.playbook.find import find_scenario, shipped_scenarios  # noqa: PLC0415  late

    try:
        path = find_scenario(scenario or next(iter(shipped_scenarios()), ""))
    except LookupError as error:
        fail(said(error))
    need_terminal()

    def begin() -> "tuple[Session, str]":
        from breachplay.record.opening_exercise import prepare_exercise  # noqa: PLC0415  late
        from breachplay.record.session import Session, SystemClock  # noqa: PLC0415  late

        profile = load_profile(shared)
        clock = SystemClock()
        command = prepare_exercise(path, profile, clock.now(), seed=seed, speed=speed)
        store = open_store(shared)
        hint = _incident_open(store)
        return Session.begin(store, command, actor(shared, profile), clock), hint

    _show(begin)


def facilitator(run: str, shared: Shared) -> None:
    """Show the facilitator's screen on an exercise of the store; on the newest if not named."""
    need_terminal()
    from breachplay.cli.sessions import newest_exercise  # noqa: PLC0415  late
    from breachplay.record.session import Session, SystemClock  # noqa: PLC0415  late
    from breachplay.record.store import StoreFault  # noqa: PLC0415  late
    from breachplay.tui.app import BreachplayApp, show  # noqa: PLC0415  late
    from breachplay.tui.screens.facilitator import FacilitatorScreen  # noqa: PLC0415  late
    from breachplay.tui.worker import Worker  # noqa: PLC0415  late

    who = facilitating_actor(shared)
    worker = Worker()
    try:
        store = open_store(shared)
        name = store.find(run).run if run else newest_exercise(store, open_first=True)
        session = worker.open(lambda: Session.open(store, name, who, SystemClock())).result()
        if session.state.exercise is None:
            fail(f"{name} is no exercise with a scenario: there is nothing to facilitate")
        broken = show(BreachplayApp(worker, start=FacilitatorScreen()))
    except (LookupError, StoreFault) as fault:
        fail(said(fault))
    finally:
        worker.close()
    if broken:
        fail(broken)


def facilitating_actor(shared: Shared) -> "Actor":
    """Give who facilitates: `--as`, BREACHPLAY_USER, or "Facilitator"; the speaker plays."""
    from breachplay.record.events import Actor  # noqa: PLC0415  late

    return actor(shared, None) if check_name(shared) else Actor("Facilitator", "")


@click.command()
@click.argument("run", required=False, metavar="[RUN|FILE]")
@shared_options
def resume(run: str | None, shared: Shared) -> None:
    """Go on with RUN, or with the newest open run.

    A finished run opens for reading, and so does a run file that lies outside the store.
    """
    check_name(shared)
    need_terminal()

    def go_on() -> "tuple[Session, str]":
        from breachplay.cli.sessions import both_open, path_named, read_only  # noqa: PLC0415  late
        from breachplay.record.session import Session, SystemClock  # noqa: PLC0415  late

        store = open_store(shared)
        who = actor(shared, load_profile(shared))
        path = path_named(run, store) if run is not None else store.find(None).path
        hint = both_open(store) if run is None else ""
        hint = f"{hint[:1].upper()}{hint[1:]}." if hint else ""
        if _is_of(store, path):
            return Session.open(store, path.name, who, SystemClock()), hint
        return read_only(path, who, SystemClock()), ""

    _show(go_on)


def _is_of(store: "Store", path: "Path") -> bool:
    """Tell whether a run file is one of the store's, however its path was written."""
    from breachplay.record.files import SUFFIX  # noqa: PLC0415  late

    try:
        return path.name.endswith(SUFFIX) and path.parent.samefile(store.folder)
    except OSError:
        return False


def _hint(store: "Store") -> str:
    """Say so where a run is open already: somebody may be beginning a second one unawares."""
    from breachplay.record.store import StoreFault  # noqa: PLC0415  late

    try:
        run = store.find(None).run
    except (LookupError, StoreFault):  # a store that cannot be read: beginning in it says so
        return ""
    return f"Another run is open: `breachplay resume {run}` goes on with it."


def _incident_open(store: "Store") -> str:
    """Say so where a live incident is open while an exercise begins."""
    from breachplay.record.store import StoreFault  # noqa: PLC0415  late

    try:
        run = store.find(None)
    except (LookupError, StoreFault):
        return ""
    if run.mode != "incident":
        return ""
    return f"A LIVE INCIDENT is open: `breachplay resume {run.run}`. This here is an EXERCISE."


def _show(opener: "Callable[[], tuple[Session, str]]") -> None:
    """Show a run; it is opened once the first screen is drawn.

    Args:
        opener: gives the run, and what to say about it first.
    """
    from breachplay.tui.app import BreachplayApp, show  # noqa: PLC0415  late
    from breachplay.tui.worker import Worker  # noqa: PLC0415  late

    def opened() -> "Session":
        session, app.hint = opener()
        return session

    worker = Worker()
    app = BreachplayApp(worker, opener=opened)
    try:
        broken = show(app)
    except Exception as failure:  # noqa: BLE001  the opener's; what is not known goes on
        _tell_failure(failure)
    finally:
        worker.close()
    if broken:
        fail(broken)


def _tell_failure(failure: Exception) -> NoReturn:
    """Say why a run could not be opened."""
    from breachplay.playbook.faults import Faulty  # noqa: PLC0415  late
    from breachplay.record.store import StoreFault  # noqa: PLC0415  late

    if isinstance(failure, Faulty):
        raise Ended(FOUND, *map(str, failure.faults)) from failure
    if isinstance(failure, LookupError | StoreFault):
        fail(said(failure))
    raise failure


def home(shared: Shared) -> None:
    """Show the home screen: launch, resume, timelines."""
    check_name(shared)
    need_terminal()
    profile = load_profile(shared)
    who = actor(shared, profile)
    store = open_store(shared)

    from breachplay.tui.app import BreachplayApp, show  # noqa: PLC0415  late
    from breachplay.tui.screens.home import HomeScreen  # noqa: PLC0415  late
    from breachplay.tui.worker import Worker  # noqa: PLC0415  late

    worker = Worker()
    try:
        broken = show(BreachplayApp(worker, start=HomeScreen(store, profile, who)))
    finally:
        worker.close()
    if broken:
        fail(broken)
