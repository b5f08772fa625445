"""What a run begins with: playbook, profile and packs as they are now, as plain values."""

from datetime import datetime
from pathlib import Path

import msgspec

from breachplay.playbook.clocks import written_out
from breachplay.playbook.profile import SAMPLE, Profile
from breachplay.playbook.read import read_playbook
from breachplay.playbook.shipped import bare_packs
from breachplay.record.commands import OpenRun
from breachplay.record.events import Mode
from breachplay.record.when import parse_when


def prepare(
    playbook_file: Path, profile: Profile | None, now: datetime, *, mode: Mode = "incident"
) -> OpenRun:
    """Read a playbook and give the command that begins a run of it.

    Args:
        playbook_file: the playbook's TOML file.
        profile: the organisation's profile; None stands for the sample organisation.
        now: the present, which "aware since" begins as; the person can correct it.
        mode: a live incident or an exercise.

    Raises:
        Faulty: when the playbook or a shipped pack has faults; all of them.
    """
    playbook = read_playbook(playbook_file)
    held = profile or SAMPLE
    return OpenRun(
        mode=mode,
        title=playbook.title,
        playbook=written_out(msgspec.to_builtins(playbook), playbook.clock),
        profile=written_out(msgspec.to_builtins(held), held.clock),
        packs=bare_packs(),
        sample_profile=profile is None,
        aware_at=parse_when("", now, held.timezone),
    )
