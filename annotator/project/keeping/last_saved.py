"""Which steps were last shown as saved of each project file here, so that no older one passes.

One small file a project file in the data folder, named by its path, which only the person may
read. It holds ids, numbers and times of steps, and what they are called by: where they are missing
in the file, no other place may know it. It is written at most twice a second and at the end.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator import paths
from annotator.model.changes import Step
from annotator.store.outside.inside import KnownStep, history_at
from annotator.text.words import shortened

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from annotator.model.article import Json
    from annotator.store.outside.inside import HistoryThere

MOST = 100
"""So many of the newest steps are known by their ids; of those before only how many there were."""
_APART_S = 0.5
_LONGEST_WORDS = 60


@dataclass(frozen=True, slots=True)
class MissingSteps:
    """The steps that were saved here and are not in the file: how many, since when, which.

    `steps` are the newest ones, oldest first, without their changes: `step_name` words them (one
    whose words were not kept has no act). `n_others` steps, done by others, stand in the file in
    their place.
    """

    n: int
    steps: tuple[Step, ...]
    n_others: int = 0

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the newest ones."""
        return tuple(one.id for one in self.steps)

    @property
    def first_at(self) -> str:
        """When the first of the newest ones was done."""
        return self.steps[0].at

    @property
    def last_at(self) -> str:
        """When the last one was done."""
        return self.steps[-1].at


@dataclass(frozen=True, slots=True)
class TurnedBack:
    """What was undone or done again here last, and is not in the file, whose steps are the same.

    So many steps were undone here and hold there (`n_redone`), or the other way round (`n_undone`).
    """

    n_redone: int
    n_undone: int


class StepMemory:
    """The steps that were saved in one project file, newest last. For one thread at a time."""

    def __init__(self, path: Path) -> None:
        """Know what was kept of the file at `path`."""
        self._place = _place(path)
        self._written, self._is_dirty = 0.0, False
        self.project_id, self.steps, self._turns, self._n_undone = _read(self._place)

    def saved(self, project_id: str, step: KnownStep) -> None:
        """Remember a step that was just shown as saved."""
        if project_id != self.project_id:
            self.project_id, self.steps, self._turns = project_id, (), 0
        self.steps, self._n_undone = (*self.steps[1 - MOST :], step), 0
        self._changed()

    def turned(self, *, back: bool) -> None:
        """Remember that a step was just undone (`back`) or done again."""
        self._turns += 1
        self._n_undone = max(0, self._n_undone + (1 if back else -1))
        self._changed()

    def _changed(self) -> None:
        self._is_dirty = True
        if time.monotonic() - self._written >= _APART_S:
            self.keep()

    def stand_on(self, there: HistoryThere) -> None:
        """Take the steps of a file as those that were there, without keeping them yet."""
        self.project_id, self.steps = there.project_id, there.newest
        self._turns, self._n_undone = there.turns, there.n_undone

    def take(self, there: HistoryThere) -> None:
        """Remember a file as it is, whatever was before."""
        self.stand_on(there)
        self._is_dirty = True
        self.keep()

    def keep(self) -> None:
        """Write what is not written yet."""
        if not self._is_dirty:
            return
        self._written, self._is_dirty = time.monotonic(), False
        steps = [[one.number, one.id, one.at, one.act, _naming(one.args)] for one in self.steps]
        with contextlib.suppress(OSError):  # then an older file is not told, nothing else
            content = {"project": self.project_id, "steps": steps, "turns": self._turns}
            _write(self._place, json.dumps({**content, "undone": self._n_undone}))

    def missing_in(self, there: HistoryThere) -> MissingSteps | None:
        """Give which of the steps are not in a file; None where it has the last one."""
        is_other = there.project_id != self.project_id
        if is_other or not self.steps or self.steps[-1].id in there.found:
            return None
        gone = tuple(one for one in self.steps if one.id not in there.found)
        common = max((one.number for one in self.steps if one.id in there.found), default=0)
        if not common:
            # None of those whose ids are known: those before the file's last are taken as there.
            common = min(there.last, self.steps[0].number - 1)
        n = max(len(gone), self.steps[-1].number - common)
        steps = tuple(
            Step(one.act, (), "", one.at, one.args, id=one.id, number=one.number) for one in gone
        )
        return MissingSteps(n, steps, max(0, there.last - common))

    def turned_in(self, there: HistoryThere) -> TurnedBack | None:
        """Give what of undoing and doing again is not in a file that has the last step.

        None where it is, or where others have undone or done again in it since.
        """
        is_other = there.project_id != self.project_id
        if is_other or not self.steps or self.steps[-1].id not in there.found:
            return None
        if there.turns >= self._turns:
            return None
        last = self.steps[-1]
        if there.last != last.number:  # others went on, from before what was undone here
            more = -self._n_undone if last.id in there.done else 0
        else:
            more = there.n_undone - self._n_undone
        return TurnedBack(max(0, -more), max(0, more)) if more else None


def remember_file(path: Path) -> None:
    """Remember a file as it is, whatever was saved in it before: it was restored on purpose.

    Raises `CannotOpen`.
    """
    place = path.resolve()
    StepMemory(place).take(history_at(place, (), MOST))


def files_of(project_id: str) -> list[Path]:
    """Give the files that remember steps of a project."""
    with contextlib.suppress(OSError):
        return [one for one in sorted(_folder().glob("*.json")) if _read(one)[0] == project_id]
    return []


def _folder() -> Path:
    return paths.data_folder() / "last-saved"


def _place(path: Path) -> Path:
    name = hashlib.sha256(os.path.normcase(path).encode("utf-8", "surrogatepass")).hexdigest()
    return _folder() / f"{name[:32]}.json"


def _read(place: Path) -> tuple[str, tuple[KnownStep, ...], int, int]:
    """Give project, steps, how often was undone or done again, and how many are undone."""
    try:
        content = json.loads(place.read_bytes())
    except (OSError, ValueError, RecursionError):
        return "", (), 0, 0
    match content:
        case {"project": str(project_id), "steps": [*found], "turns": int(n), "undone": int(m)}:
            return project_id, tuple(_known(found)), n, m
        case {"project": str(project_id), "steps": [*found]}:  # as it was before that was kept
            return project_id, tuple(_known(found)), 0, 0
    return "", (), 0, 0


def _known(found: list[object]) -> list[KnownStep]:
    steps: list[KnownStep] = []
    for one in found:
        match one:
            case [int(number), str(uid), str(at)]:  # as it was before words were kept
                steps.append(KnownStep(number, uid, at))
            case [int(number), str(uid), str(at), str(act), dict() as args]:
                steps.append(KnownStep(number, uid, at, act, args))
    return steps[-MOST:]


def _naming(args: Mapping[str, Json]) -> dict[str, Json]:
    """Give what of the arguments a step is called by: counts, and words in short."""
    found: dict[str, Json] = {}
    for name, value in args.items():
        if isinstance(value, str):
            found[name] = shortened(value, _LONGEST_WORDS)
        elif isinstance(value, list):
            found[name] = [one for one in value if isinstance(one, str)] if len(value) == 1 else []
        elif not isinstance(value, dict):
            found[name] = value
    return found


def _write(place: Path, words: str) -> None:
    """Write it so that it is whole whoever kills the program; a power cut may take it."""
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = place.with_suffix(f".{os.getpid()}.new")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(words)
    beside.replace(place)
