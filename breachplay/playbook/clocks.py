"""The clocks of a playbook, those of the shipped library filled in."""

from functools import cache

from breachplay.playbook.clock import Clock
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
    found = []
    for entry in playbook.clock:
        clock = library().get(entry.use) if entry.use else entry.written_out()
        if clock is not None:
            found.append(clock)
    return tuple(found)
