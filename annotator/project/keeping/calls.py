"""The calls of `Project` that keep a study safe: copies of its file, any state again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Self

from annotator.project.answers import Done
from annotator.project.keeping import past
from annotator.project.refer import id_of
from annotator.project.study import Study
from annotator.work import Cancel, Progress, Watch, silent

if TYPE_CHECKING:
    from annotator.project.keeping.forgetting import Forgotten
    from annotator.project.keeping.traces import Trace
    from annotator.project.refer import Named
    from annotator.store.recover.recovering import Recovery


class Kept(Study):
    """A project whose file is looked after for years."""

    def backup(self, to: Path | str) -> Path:
        """Write a copy of the project, whole or not at all, and give its path.

        It holds all that is saved, also when the file was moved, replaced or deleted since it
        was opened. Raises `TargetExists`, `CannotWrite`, `DiskFull`.
        """
        here = self._here
        here.drain()
        if isinstance(here, past.PastProject):
            here.clean()
        here.file.copy_to(Path(to))
        return Path(to)

    @staticmethod
    def recover(
        path: Path | str,
        to: Path | str,
        *,
        progress: Progress = silent,
        cancel: Cancel | None = None,
    ) -> Recovery:
        """Save what can be read of the damaged project at `path` into a new one at `to`.

        What rows, history, checksums and quotations still hold is in the new one; what is not is
        named in `lost`, in sentences. The damaged file is only read. Raises `WrongUse` for a sound
        project, `ForeignFile` for what is none, `TargetExists`, `CannotWrite`.
        """
        from annotator.store.recover.recovering import recover

        return recover(Path(path), Path(to), Watch(progress, cancel or Cancel()))

    # --- any state again ------------------------------------------------------------------------

    def name_step(self, step: Named, name: str | None) -> Done:
        """Give a step a name by which its state is found again, as “as submitted in May”.

        `step` is its id, its number or its name; None takes the name away. The name is in no
        history: it is changed by naming again. Raises `WrongUse` for a step that does not hold,
        and for a name that is taken, too long, or would be taken for something else.
        """
        from annotator.project.keeping import moments

        here = self._here
        here.drain()
        infos = here.reader.steps()
        found = moments.step_named(infos, id_of(step))
        kept = None if name is None else moments.checked_name(name, infos)
        number = found.step.number or 0
        return Done(here.change_history(lambda journal: journal.name_step(number, kept)), ())

    def at(
        self, moment: Named, *, progress: Progress = silent, cancel: Cancel | None = None
    ) -> Self:
        """Give the project as it was at a step (its id, number or name) or a time; close it.

        A time is like `2026-05-03T14:02Z`. It can be read and exported as any project, and not
        changed: it is a private copy. What was undone since counts as never done; suggestions
        that nobody took are not in it. Raises `WrongUse` where there is no such moment.
        """
        watch = Watch(progress, cancel or Cancel())
        return type(self)(past.looked_back(self._here, id_of(moment), watch))

    def forget_before(
        self,
        moment: Named,
        *,
        dry_run: bool = False,
        progress: Progress = silent,
        cancel: Cancel | None = None,
    ) -> Forgotten:
        """Forget the history before a step (its id, number or name) or a time, for ever.

        That step is the first from then on: what the project was before it, and texts that only
        older steps had, are no longer in the file, and nothing before it can be undone. A backup
        is made before. With `dry_run` it only says what would go. Raises `WrongUse` where nothing
        lies before it, `DamagedProject`, `Cancelled` (nothing was done) and `CannotWrite`.
        """
        from annotator.project.keeping.forgetting import forgotten

        watch = Watch(progress, cancel or Cancel())
        return forgotten(self._here, id_of(moment), watch, dry_run=dry_run)

    @classmethod
    def traces(cls, path: Path | str, *, remove: bool = False) -> tuple[Trace, ...]:
        """Give what this computer keeps of the project at `path` beside its file, or remove it.

        Backups, the texts prepared for searching, where one last read. The file itself stays. To
        remove them the project must be closed; it cannot be undone. Raises `WrongUse` where
        nothing is known of a project there, and `LockedProject`.
        """
        from annotator.project.keeping.traces import traces

        return traces(Path(path), remove=remove)
