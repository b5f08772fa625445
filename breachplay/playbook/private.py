"""Writing a file that only its owner may read, never through a link, never half."""

import os
import secrets
from pathlib import Path

from breachplay.plain import storable, visible


class NotWritten(Exception):
    """A file was not written; the text says why, in a sentence for a person."""


def write_private(
    path: str | os.PathLike[str], text: str, *, replace: bool = False, make_folder: bool = False
) -> None:
    """Write a new file with mode 0600, durably.

    With `replace` an older file gives way, whole, to the new one; a link is replaced, not
    followed. With `make_folder` the folders that it lies in are made, for the owner alone.

    Raises:
        NotWritten: when there is a file already, or it cannot be written.
    """
    target = Path(path)
    shown = visible(os.fspath(path), lines=False)
    try:
        if make_folder:
            _make_folders(target.parent)
        if not replace:
            _create(target, text)
            return
        spare = target.with_name(f".{target.name[:80]}.{secrets.token_hex(6)}.new")
        _create(spare, text)
        try:
            spare.replace(target)
        except OSError:
            spare.unlink(missing_ok=True)
            raise
        _sync_folder(target.parent)
    except FileExistsError:
        raise NotWritten(f"{shown} is there already; it was left as it is") from None
    except FileNotFoundError:
        raise NotWritten(f"{shown} cannot be written: there is no such folder") from None
    except ValueError:
        raise NotWritten(f"{shown} cannot be the name of a file") from None
    except OSError as error:
        raise NotWritten(f"{shown} cannot be written: {error.strerror}") from None


def _create(path: Path, text: str) -> None:
    """Create the file and put the text on disk; what cannot be finished is taken away again."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
    handle = os.open(path, flags, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            os.fchmod(file.fileno(), 0o600)
            file.write(storable(text))
            file.flush()
            os.fsync(file.fileno())
        _sync_folder(path.parent)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _make_folders(folder: Path) -> None:
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(missing):
        one.mkdir(mode=0o700, exist_ok=True)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
