"""The clocks of playbooks and profiles, those of the shipped library filled in."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from breachplay.playbook.clock import Clock, ClockEntry
from breachplay.playbook.find import shipped_folder
from breachplay.playbook.model import Playbook


@cache
def library() -> dict[str, Clock]:
    """Give the shipped clocks by id, read once.

    Raises:
        Faulty: when the installation is damaged.
    """
    from breachplay.playbook.read import read_clocks  # noqa: PLC0415 - it reads this in turn

    read = read_clocks(shipped_folder() / "clocks" / "clocks.toml")
    return {clock.id: clock for clock in read.clock}


def clocks(playbook: Playbook) -> tuple[Clock, ...]:
    """Give the clocks of a playbook in its order; one that no library knows is left out."""
    return filled(playbook.clock)


def filled(entries: Iterable[ClockEntry]) -> tuple[Clock, ...]:
    """Give clocks in their order, each after those whose filing starts it.

    Entries that name one of the library are filled in from it; a filing that starts a clock is
    watched too, whether it was chosen or not, for else the clock could never start.
    """
    found: dict[str, Clock] = {}
    for entry in entries:
        clock = library().get(entry.use) if entry.use else entry.written_out()
        if clock is not None:
            found.setdefault(clock.id, clock)
    for clock in tuple(found.values()):
        for prior in priors(clock, found):
            found.setdefault(prior.id, prior)
    return tuple(found.values())


def priors(clock: Clock, known: dict[str, Clock]) -> tuple[Clock, ...]:
    """Give the clocks whose filings lead to this one, the first of the chain first.

    `known` are clocks that stand before those of the library. A chain that names nothing, or
    goes round, ends there.
    """
    chain: list[Clock] = []
    after = clock.after
    while after and after != clock.id and all(after != one.id for one in chain):
        prior = known.get(after) or library().get(after)
        if prior is None:
            break
        chain.insert(0, prior)
        after = prior.after
    return tuple(chain)


def written_out(document: dict[str, Any], entries: Iterable[ClockEntry]) -> dict[str, Any]:
    """Give a playbook or profile, as plain values, with its clocks written out in full.

    A record embeds them so: years later the library may say something else.
    """
    import msgspec  # noqa: PLC0415 - loaded by whoever made the plain values

    given = [msgspec.to_builtins(clock) for clock in filled(entries)]
    return {**document, "clock": given} if given else document
