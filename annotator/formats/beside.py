"""What an export puts beside its target: files that must be there whole, or not at all."""

from __future__ import annotations

import hashlib
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

from annotator import disk
from annotator.errors import TargetExists, Where
from annotator.language import tr

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


_PLAIN = re.compile(r"\w[\w.-]*")
_LONGEST = 200
"""Bytes that a name may have: file systems end at 255, and it is made under a longer one."""
_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(f"{one}{n}" for one in ("com", "lpt") for n in range(1, 10))]
)
"""What Windows takes for a device, whatever its ending."""


class Beside:
    """Text files named in relation to the target's folder; without a `folder` only their names."""

    def __init__(self, folder: Path | None = None) -> None:
        """Write them in a folder of our own for the time being."""
        self._folder = folder
        self._sums: dict[str, str] = {}
        self._new: list[Path] = []

    @property
    def names(self) -> tuple[str, ...]:
        """Their names, with / between folder and file."""
        return tuple(self._sums)

    def clear(self) -> None:
        """Begin anew."""
        self._sums.clear()
        if self._folder is not None:
            disk.remove(self._folder)

    def add(self, name: str, text: str) -> None:
        """Write one as folder/name; raises `OSError`.

        What is called by an id from outside can have a name that leads out of its folder, or that
        no disk takes: such a one is called by its checksum.
        """
        name, data = _within(name), text.encode("utf-8")
        self._sums[name] = hashlib.sha256(data).hexdigest()
        if self._folder is not None:
            place = self._folder / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)

    def differences(self) -> Iterator[str]:
        """Read them back and give those that are not as they were meant."""
        for name, its_sum in self._sums.items():
            if self._folder is None or disk.sha256_of(self._folder / name) != its_sum:
                yield tr("{file} reads back otherwise", file=name)

    def take_place(self, target: Path, *, overwrite: bool) -> None:
        """Put them beside the target; what is there already with the same content stays.

        Raises `TargetExists` for a file with another content, unless `overwrite`, and `OSError`.
        """
        for name in self._sums if not overwrite else ():
            there = target.parent / name
            if there.exists() and disk.sha256_of(there) != self._sums[name]:
                raise TargetExists(
                    tr("{name} exists already.", name=name),
                    tr("Choose another folder, or allow it to be replaced (--overwrite)."),
                    Where(file=name),
                )
        for name, its_sum in self._sums.items():
            there = target.parent / name
            if there.exists() and disk.sha256_of(there) == its_sum:
                continue
            is_new, folder = not there.exists(), there.parent
            if not folder.is_dir():
                folder.mkdir()
                self._new.append(folder)
            assert self._folder is not None  # noqa: S101 - they were read back from it
            disk.take_place(self._folder / name, there)
            if is_new:
                self._new.append(there)

    def take_back(self) -> None:
        """Take away what `take_place` made, as the target did not come to be."""
        while self._new:
            disk.remove(self._new.pop())


def _within(name: str) -> str:
    folder, _, file = name.partition("/")
    is_plain = _PLAIN.fullmatch(file) and len(file.encode("utf-8", "replace")) <= _LONGEST
    if is_plain and file.split(".")[0].casefold() not in _DEVICES:
        return name
    return f"{folder}/{hashlib.sha256(file.encode('utf-8', 'replace')).hexdigest()}.txt"


@contextmanager
def beside(target: Path) -> Iterator[Beside]:
    """Give what collects files beside a target; if anything goes wrong none of them stays."""
    files = Beside(disk.name_beside(target))
    try:
        yield files
    except BaseException:
        files.take_back()
        raise
    finally:
        files.clear()
