"""A disk whose power can be cut: what was not synced may be lost, in part, and in any order.

An SQLite VFS writes to real files and keeps, beside them, what each file would hold had the power
gone out now: the bytes of its last sync, and every write since, cut into sectors. `after_cut` gives
one of the many images that may be found afterwards: any of those sectors, whichever came through.
Names, too, are only durable once their folder is synced: a new journal may not be there yet, and
one that was deleted may come back. Not modelled: disks that say "synced" and are not.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import apsw

SECTOR = 512


@dataclass
class Write:
    """A write, or a truncation where `data` is None, that no sync has followed."""

    at: int
    data: bytes | None

    def sectors(self) -> list["Write"]:
        if self.data is None:
            return [self]
        parts: list[Write] = []
        place = 0
        while place < len(self.data):
            room = SECTOR - (self.at + place) % SECTOR
            parts.append(Write(self.at + place, self.data[place : place + room]))
            place += room
        return parts

    def apply(self, content: bytearray) -> None:
        if self.data is None:
            del content[self.at :]
            return
        content.extend(bytes(max(0, self.at + len(self.data) - len(content))))
        content[self.at : self.at + len(self.data)] = self.data


@dataclass
class OnDisk:
    """What of one file is durable, and what is not yet."""

    content: bytearray = field(default_factory=bytearray)
    pending: list[Write] = field(default_factory=list)
    named: bool = False
    """Whether its name is durable."""

    def sync(self) -> None:
        for write in self.pending:
            write.apply(self.content)
        self.pending.clear()

    def survived(self, chance: random.Random) -> bytes:
        content = bytearray(self.content)
        sectors = [part for write in self.pending for part in write.sectors()]
        fate = chance.randrange(3)
        if fate == 1:
            sectors = sectors[: chance.randint(0, len(sectors))]
        elif fate == 2:
            sectors = [part for part in sectors if chance.random() < 0.5]
        for part in sectors if fate else ():
            part.apply(content)
        return bytes(content)


class Disk(apsw.VFS):
    """The disk, as an SQLite VFS of a name of its own."""

    def __init__(self, name: str, before_step: Callable[[], None]) -> None:
        self.name = name
        self.before_step = before_step
        """Called before each write, truncation, sync and deletion."""
        self.files: dict[str, OnDisk] = {}
        self.deleted: dict[str, OnDisk] = {}
        """Files whose deletion is not durable."""
        super().__init__(name, "")

    def add(self, path: Path) -> None:
        """Take in a file that is durable already."""
        self.files[str(path)] = OnDisk(bytearray(path.read_bytes()), named=True)

    def xOpen(self, name: Any, flags: list[int]) -> "CutFile":  # noqa: N802
        return CutFile(self, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802
        self.before_step()
        super().xDelete(filename, syncdir)
        gone = self.files.pop(filename, None)
        if gone is not None and gone.named:
            self.deleted[filename] = gone
        if syncdir:
            self.folder_synced()

    def folder_synced(self) -> None:
        self.deleted.clear()
        for file in self.files.values():
            file.named = True

    def after_cut(self, chance: random.Random) -> dict[str, bytes]:
        """Give what may be found, by the names of the files, had the power gone out now."""
        found = {
            Path(name).name: file.survived(chance)
            for name, file in self.files.items()
            if file.named or chance.random() < 0.5
        }
        for name, file in self.deleted.items():
            if chance.random() < 0.5:
                found.setdefault(Path(name).name, file.survived(chance))
        return found


class CutFile(apsw.VFSFile):
    """A file on that disk."""

    def __init__(self, disk: Disk, name: Any, flags: list[int]) -> None:
        super().__init__("", name, flags)
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        self._disk = disk
        self._file = disk.files.setdefault(path, OnDisk()) if path else OnDisk()

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        self._disk.before_step()
        super().xWrite(data, offset)
        self._file.pending.append(Write(offset, bytes(data)))

    def xTruncate(self, newsize: int) -> None:  # noqa: N802
        self._disk.before_step()
        super().xTruncate(newsize)
        self._file.pending.append(Write(newsize, None))

    def xSync(self, flags: int) -> None:  # noqa: N802
        self._disk.before_step()
        super().xSync(flags)
        self._file.sync()
        if not self._file.named:
            self._disk.folder_synced()  # SQLite syncs the folder with the first sync of a new file
