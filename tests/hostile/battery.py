"""All files at all doors that take their kind."""

from __future__ import annotations

import contextlib
import re
import shutil
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from annotator.errors import AnnotatorError
from tests.hostile import files
from tests.hostile.doors import DOORS, Door
from tests.hostile.guarded import HUNG, Met, met

_SENTENCE = re.compile(r"^\S.*[.!?)”]$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of one file at one door; `changed` = the file or its folder is other afterwards."""

    door: str
    file: Path
    met: Met
    changed: bool

    def faults(self) -> list[str]:
        """Give what must not be, in words."""
        found = self.met.faults()
        if self.changed:
            found.append("what was given was changed")
        if files.SECRET in self.met.read + self.met.said:
            found.append("words of another file are told")
        if self.met.said and not _SENTENCE.match(self.met.said):
            found.append(f"no sentence: {self.met.said!r}")
        if "Traceback" in self.met.said or "Error:" in self.met.said:
            found.append(f"no words for people: {self.met.said!r}")
        return found


def tried(folder: Path, only: Collection[str] = (), share: int = 1) -> Iterator[Tried]:
    """Give what comes of each file at each door; `only` = of these doors and kinds.

    Of each kind every `share`-th file is tried at a door, another one at the next.
    """
    files.SECRET_PLACE.write_text(files.SECRET)
    try:
        _warm(folder)
        for kind in files.KINDS:
            doors = [one for one in DOORS if kind in one.kinds]
            if only and kind not in only and not any(one.name in only for one in doors):
                continue
            made = files.lay(folder / kind, kind)
            for n, door in enumerate(doors):
                if not only or kind in only or door.name in only:
                    for file in made[n % share :: share]:
                        yield _at_door(door, file, folder / "room")
            shutil.rmtree(folder / kind)
    finally:
        files.SECRET_PLACE.unlink()


_is_warm: list[bool] = []


def _warm(folder: Path) -> None:
    """Open every door once for what is nothing: what it loads is loaded before one is watched.

    Once in a process: what is loaded stays.
    """
    if _is_warm:
        return
    _is_warm.append(True)
    room, nothing = folder / "room", folder / "nothing.txt"
    nothing.write_text("A text. " * 30)
    for door in DOORS:
        shutil.rmtree(room, ignore_errors=True)
        room.mkdir()
        with contextlib.suppress(AnnotatorError):
            door.open(nothing, room)


def _at_door(door: Door, file: Path, room: Path) -> Tried:
    shutil.rmtree(room, ignore_errors=True)
    room.mkdir()
    before = _looks(file.parent)
    found = met(door.open, file, room)
    if found.bug.endswith(HUNG):
        # A thread of the tests may have held a lock while the process was forked; once only.
        found = met(door.open, file, room)
    after = _looks(file.parent)
    for name in [one for one in before if one not in after]:
        if any(part in name for part in door.takes_over):
            del before[name]
    return Tried(door.name, file, found, after != before)


def _looks(folder: Path) -> dict[str, object]:
    """Give what a folder holds: kinds, sizes, times, and the bytes of small files."""
    looks: dict[str, object] = {}
    for one in sorted(folder.iterdir()):
        facts = one.lstat()
        is_plain = one.is_file() and not one.is_symlink() and facts.st_size < 1_000_000
        looks[one.name] = (
            facts.st_mode,
            facts.st_size,
            facts.st_mtime_ns,
            one.read_bytes() if is_plain else b"",
        )
    return looks
