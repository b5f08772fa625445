"""What an exercise begins with: its scenario, the playbook that names, and what its clock shows."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Final

import msgspec

from breachplay.playbook.find import find_playbook_beside
from breachplay.playbook.profile import SAMPLE, Profile
from breachplay.playbook.read import read_scenario
from breachplay.record.commands import OpenRun
from breachplay.record.opening import prepare
from breachplay.record.when import stamp
from breachplay.zones import zone_of

_DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def prepare_exercise(
    scenario_file: Path, profile: Profile | None, now: datetime, *, seed: int = 0, speed: int = 1
) -> OpenRun:
    """Read a scenario and its playbook, and give the command that begins the exercise.

    Args:
        scenario_file: the scenario's TOML file.
        profile: the organisation's profile; None stands for the sample organisation.
        now: the present; the exercise clock begins on the next day that fits, see `begins_at`.
        seed: which of the many courses the exercise takes; 0 for the script's own times.
        speed: how many exercise seconds pass in a real one, 1 to 60.

    Raises:
        Faulty: when the scenario, its playbook or a shipped pack has faults; all of them.
        LookupError: when there is no such playbook.
    """
    scenario = read_scenario(scenario_file)
    begins = begins_at(scenario.begins, now, (profile or SAMPLE).timezone)
    playbook_file = find_playbook_beside(scenario.playbook, scenario_file)
    opened = prepare(playbook_file, profile, begins, mode="exercise")
    return msgspec.structs.replace(
        opened,
        title=scenario.title,
        scenario=msgspec.to_builtins(scenario),
        begins_at=stamp(begins),
        seed=seed,
        speed=speed,
    )


def begins_at(begins: str, now: datetime, zone: str) -> datetime:
    """Give the moment that `begins` names: that time today, or on the next such day of the week."""
    here = zone_of(zone)
    weekday, _, clock = begins.rpartition(" ")
    day: date = now.astimezone(here).date()
    if weekday:
        day += timedelta(days=(_DAYS.index(weekday) - day.weekday()) % 7)
    hour, minute = map(int, clock.split(":"))
    return datetime.combine(day, time(hour, minute), here)
