"""What is on a disk when the power goes: what was written down is played to any moment.

What a program wrote since it last asked for it to be on the disk may be there, or not, or torn at
512 bytes; names given, changed and taken away since the folder was last synced likewise, each for
itself. Nothing is assumed of the file system: a synced file may have lost its name.
"""

from __future__ import annotations

import random
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

_HEAD = struct.Struct("<IIQQQ")
SECTOR = 512


class Record(NamedTuple):
    """One thing that was done to the disk; `what` as in bad_disk.c."""

    what: str
    names: tuple[str, ...]
    inode: int
    offset: int
    data: bytes


def records_in(path: Path) -> Iterator[Record]:
    """Give the records of a file, in order."""
    held = memoryview(path.read_bytes())
    at = 0
    while at < len(held):
        what, n_names, inode, offset, n_data = _HEAD.unpack_from(held, at)
        at += _HEAD.size
        names = tuple(bytes(held[at : at + n_names]).decode().split("\0")[:-1])
        at += n_names
        yield Record(chr(what), names, inode, offset, bytes(held[at : at + n_data]))
        at += n_data


class Write(NamedTuple):
    """Bytes written at a place; without bytes: the file ends there."""

    offset: int
    data: bytes | None


@dataclass(eq=False)
class Stored:
    """A file: what is surely on the disk, and what was done to it since."""

    sure: bytes = b""
    since: list[Write] = field(default_factory=list)

    def synced(self) -> None:
        """All is on the disk."""
        self.sure, self.since = bytes(played(self.sure, self.since)), []


def played(sure: bytes, writes: list[Write]) -> bytearray:
    """Give a file's bytes after these writes."""
    held = bytearray(sure)
    for one in writes:
        if one.data is None:
            held[one.offset :] = b""
            held += bytes(one.offset - len(held))
        else:
            held += bytes(max(0, one.offset - len(held)))
            held[one.offset : one.offset + len(one.data)] = one.data
    return held


class Renaming(NamedTuple):
    """A name that came (`old` is ""), went (`new` is "") or was changed."""

    old: str
    new: str
    file: Stored | None


Names = dict[str, Stored]


def renamed(names: Names, one: Renaming) -> None:
    """Change the names; what lies in a renamed folder goes with it."""
    if one.file is not None and not one.old:
        names[one.new] = one.file
        return
    for name in [name for name in names if name == one.old or name.startswith(f"{one.old}/")]:
        file = names.pop(name)
        if one.new:
            names[one.new + name[len(one.old) :]] = file


class RecordedDisk:
    """A disk on which the records are played one after the other."""

    def __init__(self, begun: Path, told: Mapping) -> None:
        """Begin with what was there."""
        root = told["disk"]
        self.now: Names = {}
        self._files: dict[int, Stored] = {}
        self._folders: dict[int, str] = {}
        for name, inode in told["inodes"].items():
            place = begun / name[len(root) + 1 :]
            if place.is_dir():
                self._folders[inode] = name
            else:
                self._files[inode] = self.now[name] = Stored(place.read_bytes())
        self.sure = dict(self.now)
        self.since: list[Renaming] = []
        self.said = 0
        """The number of the last report."""

    def play(self, one: Record) -> None:
        """Do what was done."""
        match one.what:
            case "w" | "t" if one.inode in self._files:
                data = one.data if one.what == "w" else None
                self._files[one.inode].since.append(Write(one.offset, data))
            case "c":
                self._files[one.inode] = made = Stored()
                self._name(Renaming("", one.names[0], made))
            case "f":
                self._folders[one.inode] = one.names[0]
            case "y" if one.inode in self._files:
                self._files[one.inode].synced()
            case "y":
                self._folder_synced(self._folders[one.inode])
            case "r":
                self._name(Renaming(one.names[0], one.names[1], None))
            case "l":
                self._name(Renaming("", one.names[1], self.now[one.names[0]]))
            case "u" | "d":
                self._name(Renaming(one.names[0], "", None))
            case "s" if one.names[0] != "end":
                self.said = int(one.names[0])

    def _name(self, one: Renaming) -> None:
        renamed(self.now, one)
        self.since.append(one)

    def _folder_synced(self, folder: str) -> None:
        waiting = []
        for one in self.since:
            if str(Path(one.new or one.old).parent) == folder:
                renamed(self.sure, one)
            else:
                waiting.append(one)
        self.since = waiting

    def cut(self, chance: random.Random, below: str = "") -> dict[str, bytes]:
        """Give what is on the disk when the power goes now, by chance; of names that begin so."""
        names = dict(self.sure)
        keeps = _Keeping(chance)
        for one in self.since:
            if keeps.whole():
                renamed(names, one)
        return {name: keeps.content(file) for name, file in names.items() if name.startswith(below)}

    def unsure(self) -> list[str]:
        """Give the names under which something may stand that is not wholly on the disk."""
        shown = [*self.sure.items(), *self.now.items()]
        return sorted({name for name, file in shown if file.since})


class _Keeping:
    """What becomes of what was not synced: nothing of it is kept, all, or some by chance."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._share = chance.choice([0.0, 1.0, 0.5, chance.random(), 0.9])
        self._torn = chance.choice([0.0, 0.3, 1.0])

    def whole(self) -> bool:
        return self._chance.random() < self._share

    def content(self, file: Stored) -> bytes:
        if not file.since:
            return file.sure
        kept: list[Write] = []
        for one in file.since:
            if one.data is not None and self._chance.random() < self._torn:
                kept += [part for part in sectors(one) if self.whole()]
            elif self.whole():
                kept.append(one)
        return bytes(played(file.sure, kept))


def sectors(one: Write) -> Iterator[Write]:
    """Give a write as the disk does it, in sectors."""
    data = one.data or b""
    at = 0
    while at < len(data):
        n = SECTOR - (one.offset + at) % SECTOR
        yield Write(one.offset + at, data[at : at + n])
        at += n
