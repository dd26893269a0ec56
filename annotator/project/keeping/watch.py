"""What others do to the file of an open project: found by a look every two seconds, or at once.

The look has a thread of its own, since a disk that does not answer may hold it for long. What it
finds is told when it differs from what was told before.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from annotator.disk import shown
from annotator.errors import (
    CannotOpen,
    DamagedProject,
    DiskFailed,
    IncompleteProject,
    ProjectChanged,
    Where,
)
from annotator.language import tr, trn
from annotator.project.keeping.last_saved import MOST, StepMemory
from annotator.store.outside.inside import KnownStep, history_at
from annotator.store.outside.place import Whereabouts, gone
from annotator.text.clock import clock_time

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from annotator.errors import AnnotatorError
    from annotator.model.changes import Step
    from annotator.project.keeping.last_saved import MissingSteps, TurnedBack
    from annotator.project.open_project import OpenProject
    from annotator.store.outside.inside import HistoryThere

EVERY_S = 2.0
"""So often is looked: what became of the file is said within five seconds."""
_BEING_COPIED_S, _TIMES = 0.5, 4
"""A file that makes no sense may be one that is just being copied: it is looked at again."""
_END_S = 1.0


class FileState(StrEnum):
    """What became of the file of an open project."""

    SAME = "same"
    DELETED = "deleted"
    MOVED = "moved"
    REPLACED = "replaced"
    OLDER = "older"
    OTHER = "other"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class FileFate:
    """What became of the file, in words; where it is now (None = nowhere that is known).

    `missing` are the steps that an older one does not have; None where it has all of them, and
    others of them are undone.
    """

    state: FileState
    problem: AnnotatorError | None = None
    at: Path | None = None
    missing: MissingSteps | None = None


_SAME = FileFate(FileState.SAME)


class FileCheck:
    """Compares the file of an open project with what was opened, and what was saved, in it.

    Any thread may look. While something is wrong, `ProjectFile.trouble` refuses all acts.
    """

    def __init__(self, here: OpenProject) -> None:
        """Know what was saved in the file before; raises `CannotOpen`."""
        self._here, self._file = here, here.file
        self._lock = threading.RLock()
        self._memory = StepMemory(self._file.path)
        self._seen, self._n_heard = self._file.stamp(), here.n_heard
        there = self._history()
        self._inside = self._against_memory(there)
        if self._inside is _SAME:
            self._memory.stand_on(there)
        self._last = there.last
        self.n_foreign = 0
        """How often the file was seen written while nothing was done here."""
        self.at_opening = self._inside
        """What was wrong with the file when it was opened: it may have been put back before."""

    # --- what is saved --------------------------------------------------------------------------

    def saved(self, step: Step) -> None:
        """Remember a step that was just written."""
        if step.number is not None:
            with self._lock:
                known = KnownStep(step.number, step.id, step.at, step.act, step.args)
                self._memory.saved(self._here.id, known)
                self._last = step.number

    def turned(self, *, back: bool) -> None:
        """Remember that a step was just undone (`back`) or done again."""
        with self._lock:
            self._memory.turned(back=back)

    def keep(self) -> None:
        """Write what is remembered, if that was not done yet."""
        with self._lock:
            self._memory.keep()

    def accept(self) -> None:
        """Take the file as it is now: restored by the person, or older and wanted so."""
        with self._lock:
            there = self._history()
            self._inside = _SAME
            self._seen, self._n_heard = self._file.stamp(), self._here.n_heard
            self._memory.take(there)
            self._file.trouble = None

    # --- looking --------------------------------------------------------------------------------

    def look(self) -> FileFate:
        """Look what became of the file; acts are refused from now on if that is to be settled."""
        with self._lock:
            fate = self._found()
            self._file.trouble = fate.problem
            return fate

    def last_saved(self) -> int:
        """Give the number of the last step that was saved here, or stood in the file before."""
        with self._lock:
            return self._memory.steps[-1].number if self._memory.steps else 0

    def n_new(self) -> int:
        """Give how many steps more than when this was last asked stand in the file, by others too.

        Raises `CannotOpen`.
        """
        with self._lock:
            before, self._last = self._last, self._history().last
            return max(0, self._last - before)

    def has_changed(self) -> bool:
        """Say whether the file was written since it was last looked at, by whomever."""
        return self._file.stamp() != self._seen

    def _found(self) -> FileFate:
        away = self._away()
        if away is not None:
            return away
        stamp = self._file.stamp()
        if stamp != self._seen:
            n_heard = self._here.n_heard
            by_others = n_heard == self._n_heard
            inside = self._looked_inside(by_others=by_others)
            away = self._away()
            if away is not None:
                return away  # it went while one looked into it
            if inside is None:
                return self._inside
            self._inside = inside
            self._seen, self._n_heard = stamp, n_heard
            self.n_foreign += by_others
        return self._inside

    def _away(self) -> FileFate | None:
        """Give what became of a file that does not lie at its path any more."""
        found = self._file.whereabouts()
        if found.what is Whereabouts.HERE:
            return None
        return FileFate(FileState(found.what), gone(self._file.path, found), found.at)

    def _looked_inside(self, *, by_others: bool) -> FileFate | None:
        """Give what became of the file by what is in it; None where the disk does not show it.

        What makes no sense is looked at once more: a disk may fail once.
        """
        path = self._file.path
        try:
            try:
                there = self._history(looks_through=by_others)
            except CannotOpen:
                there = self._history(looks_through=by_others)
        except DiskFailed:
            return None
        except CannotOpen as problem:
            return FileFate(FileState.DAMAGED, _spoilt(path, self._file.stamp()[0], problem))
        if there.project_id != self._here.id:
            return FileFate(FileState.OTHER, _other(path))
        return self._against_memory(there)

    def _against_memory(self, there: HistoryThere) -> FileFate:
        """Give whether a history is older than what was saved here."""
        path = self._file.path
        missing, turned = self._memory.missing_in(there), self._memory.turned_in(there)
        if missing is not None:
            return FileFate(FileState.OLDER, older(path, missing), missing=missing)
        if turned is not None:
            return FileFate(FileState.OLDER, turned_back(path, turned))
        return _SAME

    def _history(self, *, looks_through: bool = False) -> HistoryThere:
        path, wanted = self._file.path, self._memory.steps
        return history_at(path, wanted, MOST, looks_through=looks_through)


class FileWatch:
    """Looks at the file of one project until `stop`, and tells what became of it."""

    def __init__(self, here: OpenProject, tell: Callable[[FileFate], None]) -> None:
        """Begin to look; `tell` hears in this thread what became of the file, once each."""
        self._here, self._tell = here, tell
        self._told = _key(_SAME)
        self._wake, self._wanted = threading.Event(), threading.Event()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="file watch", daemon=True)
        self._thread.start()

    def look(self) -> None:
        """Look at once, also whether another program has written the file."""
        self._wanted.set()
        self._wake.set()

    def stop(self) -> None:
        """Look no more; nothing is told afterwards."""
        self._ended.set()
        self._wake.set()
        self._thread.join(_END_S)

    def _run(self) -> None:
        while not self._ended.is_set():
            self._wake.clear()
            outside, n_foreign = self._here.outside, self._here.outside.n_foreign
            is_wanted = self._wanted.is_set() or outside.has_changed()
            self._wanted.clear()
            fate = self._settled()
            if _key(fate) != self._told and not self._ended.is_set():
                self._told = _key(fate)
                self._tell(fate)
            if is_wanted and fate.state is FileState.SAME:
                self._here.look(is_changed=outside.n_foreign > n_foreign)
            self._wake.wait(EVERY_S)

    def _settled(self) -> FileFate:
        fate = self._here.outside.look()
        for _ in range(_TIMES):
            if fate.state is not FileState.DAMAGED or self._ended.wait(_BEING_COPIED_S):
                break
            if not self._here.outside.has_changed():
                break
            fate = self._here.outside.look()
        return fate


def _key(fate: FileFate) -> tuple[object, ...]:
    """Give what makes a difference: two errors of the same words are not equal."""
    return fate.state, fate.at, "" if fate.problem is None else fate.problem.sentence()


# --- in words -------------------------------------------------------------------------------------


def older(path: Path, missing: MissingSteps) -> ProjectChanged:
    """Give the error for a file in which steps are missing that were saved in it here."""
    first, last = clock_time(missing.first_at), clock_time(missing.last_at)
    sentence = trn(
        "“{name}” is older than what you last saved here: {n} step of {time} is missing.",
        "“{name}” is older than what you last saved here: {n} steps of {time} are missing.",
        missing.n,
        name=shown(path),
        time=last if first == last else tr("{first} to {last}", first=first, last=last),
    )
    if missing.n_others:
        others = trn(
            "{n} other step is in it instead.",
            "{n} other steps are in it instead.",
            missing.n_others,
        )
        sentence = f"{sentence} {others}"
    hint = tr("They may be in the backups.")
    return ProjectChanged(sentence, hint, Where(str(path)))


def turned_back(path: Path, turned: TurnedBack) -> ProjectChanged:
    """Give the error for a file that lacks only what was last undone or done again in it here."""
    if turned.n_redone:
        sentence = trn(
            "“{name}” is older than what you last saved here: {n} step that you had undone is done"
            " in it.",
            "“{name}” is older than what you last saved here: {n} steps that you had undone are"
            " done in it.",
            turned.n_redone,
            name=shown(path),
        )
    else:
        sentence = trn(
            "“{name}” is older than what you last saved here: {n} step that you had done again is"
            " undone in it.",
            "“{name}” is older than what you last saved here: {n} steps that you had done again are"
            " undone in it.",
            turned.n_undone,
            name=shown(path),
        )
    hint = tr("No step is lost: go on with it, then undo or redo as you did.")
    return ProjectChanged(sentence, hint, Where(str(path)))


def _other(path: Path) -> ProjectChanged:
    sentence = tr("Another program put another project into “{name}”.", name=shown(path))
    return ProjectChanged(sentence, _from_backup(), Where(str(path)))


def _spoilt(path: Path, size: int, problem: CannotOpen) -> ProjectChanged:
    name = shown(path)
    if size == 0:
        sentence = tr("Another program emptied “{name}”: there is nothing in it now.", name=name)
    elif isinstance(problem, DamagedProject | IncompleteProject):
        sentence = tr("Another program wrote into “{name}”, and it is damaged now.", name=name)
    else:
        sentence = tr("Another program wrote something else into “{name}”.", name=name)
    return ProjectChanged(sentence, _from_backup(), Where(str(path)))


def _from_backup() -> str:
    return tr("Go on from the newest sound backup.")
