"""Where shipped files and the organisation's profile are."""

from pathlib import Path

from breachplay.plain import visible
from breachplay.playbook.place import profile_place

_NOT_PACKS = frozenset({"known_sites.toml"})
"""Files beside the rule packs that hold no rules."""


def shipped_folder() -> Path:
    """Give the folder of what ships: inside an installed package, or beside it in a checkout."""
    package = Path(__file__).parents[1]
    packed = package / "shipped"
    return packed if packed.is_dir() else package.parent / "playbooks"


def pack_files() -> tuple[Path, ...]:
    """Give the files of the rule packs that ship: the default one, then the others by name."""
    files = (shipped_folder() / "caveats").glob("*.toml")
    packs = [file for file in files if file.name not in _NOT_PACKS]
    return tuple(sorted(packs, key=lambda file: (file.stem != "default", file.stem)))


def shipped_playbooks() -> tuple[str, ...]:
    """Give the names of the shipped playbooks, sorted."""
    return tuple(sorted(file.stem for file in shipped_folder().glob("*.toml")))


def find_playbook(name_or_path: str) -> Path:
    """Give the file of a playbook: of a shipped one by its name, of any other by its path.

    A name is a name even where a file is called the same; write `./name` for that file.

    Raises:
        LookupError: when there is none, with a sentence that says what to do.
    """
    return _find("playbook", name_or_path, shipped_folder(), shipped_playbooks())


def _find(noun: str, name_or_path: str, folder: Path, names: tuple[str, ...]) -> Path:
    if name_or_path in names:
        return folder / f"{name_or_path}.toml"
    path = Path(name_or_path)
    if name_or_path and "\0" not in name_or_path and _there(path):
        return path
    shown = visible(name_or_path, lines=False)
    if "/" in name_or_path or name_or_path.endswith(".toml"):
        raise LookupError(f"{shown}: no such file")
    from breachplay.playbook.suggest import did_you_mean  # noqa: PLC0415 - only on a wrong name

    advice = did_you_mean(name_or_path, names) or f"there are: {', '.join(names) or 'none'}"
    raise LookupError(f'no {noun} is called "{shown}"; {advice}')


def scenarios_folder() -> Path:
    """Give the folder of the scenarios that ship."""
    return shipped_folder() / "scenarios"


def shipped_scenarios() -> tuple[str, ...]:
    """Give the names of the shipped scenarios, sorted."""
    return tuple(sorted(file.stem for file in scenarios_folder().glob("*.toml")))


def find_scenario(name_or_path: str) -> Path:
    """Give the file of a scenario: of a shipped one by its name, of any other by its path.

    Raises:
        LookupError: when there is none, with a sentence that says what to do.
    """
    return _find("scenario", name_or_path, scenarios_folder(), shipped_scenarios())


def find_scenario_beside(name: str, script: Path) -> Path:
    """Give the file of the scenario that a script names: a shipped one, or one beside it.

    Raises:
        LookupError: when there is none, with a sentence that says what to do.
    """
    return _beside("scenario", name, script, scenarios_folder(), shipped_scenarios())


def find_playbook_beside(name: str, scenario: Path) -> Path:
    """Give the file of the playbook that a scenario names.

    A shipped one by its id, else a file of that name in the scenario's own folder, and nowhere
    else: a shared scenario reads no other file.

    Raises:
        LookupError: when there is none, with a sentence that says what to do.
    """
    return _beside("playbook", name, scenario, shipped_folder(), shipped_playbooks())


def _beside(noun: str, name: str, file: Path, folder: Path, names: tuple[str, ...]) -> Path:
    if name in names:
        return folder / f"{name}.toml"
    shown = visible(name, lines=False)
    if name != Path(name).name or "\0" in name:
        raise LookupError(f'"{shown}" is no bare file name; put the {noun} beside this file')
    beside = file.parent / name
    for candidate in (beside, beside.with_name(f"{name}.toml")):
        if _there(candidate):
            return candidate
    from breachplay.playbook.suggest import did_you_mean  # noqa: PLC0415 - only on a wrong name

    advice = did_you_mean(name, names) or f"there are: {', '.join(names)}"
    raise LookupError(f'no {noun} is called "{shown}"; {advice}')


def profile_path() -> Path:
    """Give where the organisation's profile is looked for, whether it is there or not."""
    return Path(profile_place())


def _there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False
