"""Names of export files, and writing them: only the owner's, never through a link."""

import contextlib
import os
import re
import secrets
import stat
import unicodedata
from pathlib import Path
from typing import Final

from breachplay.plain import visible
from breachplay.record.state import State
from breachplay.timeline.faults import TimelineFault

LONGEST: Final = 80
"""Characters of a name, its mark and ending not counted."""

_DEVICES: Final = re.compile(r"^(con|prn|aux|nul|conin|conout|(com|lpt)[0-9])$")
"""Names that Windows gives to devices, whatever the ending."""


def slug(text: str) -> str:
    """Give the text as a file name of `[a-z0-9-]`, 1 to 80 long, that no system takes amiss."""
    plain = unicodedata.normalize("NFKD", text[:1000]).encode("ascii", "ignore").decode().lower()
    name = re.sub("[^a-z0-9]+", "-", plain).strip("-")[:LONGEST].strip("-")
    if not name:
        return "run"
    return f"run-{name}" if _DEVICES.match(name) else name


def export_name(state: State, suffix: str) -> str:
    """Give the file name of a run's export: title, day of opening, and the ending.

    An exercise says so before all else: `EXERCISE-encrypted-friday-2026-11-24.md`.
    """
    day = slug(state.opened_at[:10])
    title = slug(state.title)[: LONGEST - len(day) - 1].strip("-")
    mark = "" if state.mode == "incident" else "EXERCISE-"
    return f"{mark}{title}-{day}.{suffix}"


def review_name(state: State, form: str) -> str:
    """Give the file name of an exercise's review: its title, and the name of the run itself.

    So the reviews of two exercises do not write over each other, though both begin on the same day
    of the exercise clock: `EXERCISE-encrypted-friday-20261124-0112-ransomware-9f3c.review.html`.
    """
    run = slug(state.run.removeprefix("EXERCISE-"))
    title = slug(state.title)[:LONGEST].strip("-")
    return f"EXERCISE-{title}-{run}.review.{form}"


def write_export(
    text: str, path: Path | None, folder: Path, *, name: str, force: bool = False
) -> Path:
    """Write an export and give where it is.

    Args:
        text: what to write, as UTF-8.
        path: the file that the person named; None to use `name` in `folder`.
        folder: where an export goes that nobody named a file for.
        name: the file's name then; one part, never a path.
        force: whether a file that is there may be replaced. A link is replaced, not followed.

    Raises:
        TimelineFault: when it cannot be written; what was there before stays as it was.
    """
    target = path if path is not None else folder / name
    if path is None and (Path(name).name != name or name in {"", ".", ".."}):
        raise TimelineFault(f"{visible(name)}: an export's name is one name, not a path")
    if target.name in {"", ".", ".."}:
        raise TimelineFault(f"{_shown(target)}: give the name of a file, not of a folder")
    try:
        place = os.open(target.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except (OSError, ValueError) as error:
        raise TimelineFault(
            f"{_shown(target.parent)}: {_why(error)}: name another folder"
        ) from error
    try:
        _write(text.encode(), target.name, place, force=force)
    except FileExistsError as error:
        raise TimelineFault(
            f"{_shown(target)}: it is there already; give another name with -o, or --force"
        ) from error
    except (OSError, ValueError) as error:
        raise TimelineFault(f"{_shown(target)}: not written: {_why(error)}") from error
    finally:
        os.close(place)
    return target


def _write(content: bytes, name: str, place: int, *, force: bool) -> None:
    """Write to a new file beside the target, then give it the name: all of it or none."""
    _refuse_odd(name, place)
    draft = f".breachplay-{secrets.token_hex(8)}"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        with os.fdopen(os.open(draft, flags, 0o600, dir_fd=place), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if force:
            os.replace(draft, name, src_dir_fd=place, dst_dir_fd=place)
        else:
            _name_new(draft, name, place)
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(draft, dir_fd=place)


def _name_new(draft: str, name: str, place: int) -> None:
    """Give the file its name unless something bears it already, in one step."""
    try:
        os.link(draft, name, src_dir_fd=place, dst_dir_fd=place, follow_symlinks=False)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        os.close(os.open(name, flags, 0o600, dir_fd=place))
        os.replace(draft, name, src_dir_fd=place, dst_dir_fd=place)


def _refuse_odd(name: str, place: int) -> None:
    """Refuse a name that stands for a folder, a device or a pipe."""
    try:
        mode = os.stat(name, dir_fd=place, follow_symlinks=False).st_mode
    except FileNotFoundError:
        return
    if not (stat.S_ISREG(mode) or stat.S_ISLNK(mode)):
        raise OSError("that is not a file")


def _shown(path: Path) -> str:
    return visible(str(path), lines=False)


def _why(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return visible(str(error), lines=False)
