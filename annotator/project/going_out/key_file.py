"""The key of pseudonyms: a CSV file apart from the data that says which name became which."""

from __future__ import annotations

import csv
import os
from contextlib import contextmanager, suppress
from io import StringIO
from typing import TYPE_CHECKING, NamedTuple

from annotator import disk
from annotator.errors import CannotRead, CannotWrite, DiskFull, Where, WrongUse
from annotator.language import tr
from annotator.text.csv_text import Dialect, rows_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_HEAD = ["pseudonym", "actor_id", "name"]
_LARGEST = 100_000_000


class PseudonymRow(NamedTuple):
    """One name and what stands for it; without an actor a word that was chosen."""

    pseudonym: str
    actor_id: str
    name: str


def key_beside(target: Path) -> Path:
    """Give where the key of an export stands if nothing else is said: one for all its formats."""
    return target.with_name(f"{target.stem}.key.csv")


def check_place(key: Path, target: Path) -> None:
    """Raise `WrongUse` for a key that would stand in the data."""
    key_at, to = (os.path.normpath(one.absolute()) for one in (key, target))
    if key_at == to or key_at.startswith(to + os.sep):
        raise WrongUse(
            tr("The key would stand in the data that it must be kept apart from."),
            tr("Choose another place for it (--key)."),
        )


def read_key(at: Path) -> tuple[PseudonymRow, ...]:
    """Give the rows of an earlier key, none where there is no file; raises `CannotRead`."""
    if not os.path.lexists(at):
        return ()
    head: list[str] = []
    rows: list[list[str]] = []
    with suppress(OSError, ValueError, csv.Error):
        data = disk.read_plain(at, _LARGEST)
        head, *rows = rows_of(StringIO(data.decode("utf-8-sig"), newline=""), Dialect())
    if head != _HEAD or any(len(one) != len(_HEAD) for one in rows):
        raise CannotRead(
            tr("{name} is no key of pseudonyms: it stays as it is.", name=at.name),
            tr("Choose another place for the key (--key)."),
            Where(file=at.name),
        )
    return tuple(PseudonymRow(*one) for one in rows)


@contextmanager
def kept(rows: Iterable[PseudonymRow], at: Path) -> Iterator[None]:
    """Write the key before the data, so that no data is without; take it back if that fails."""
    text = text_of([_HEAD, *rows], Dialect())
    before = disk.read_small(at) if at.exists() else None
    try:
        disk.write_whole(at, text, mode=0o600)
    except OSError as problem:
        raise _cannot_write(at, problem) from problem
    try:
        yield
    except BaseException:
        with suppress(OSError):
            if before is None:
                disk.remove(at)
            else:
                disk.write_whole(at, before.decode("utf-8"), mode=0o600)
        raise


def _cannot_write(at: Path, problem: OSError) -> CannotWrite:
    name, reason = disk.shown(at), problem.strerror or problem
    where = Where(file=name)
    if disk.is_full(problem):
        full = tr("The disk is full: the key {name} was not written.", name=name)
        return DiskFull(full, tr("Free some space and do it again."), where)
    sentence = tr("The key {name} cannot be written ({reason}).", name=name, reason=reason)
    return CannotWrite(sentence, tr("Choose another place for it (--key)."), where)
