"""The calls of `Project` that keep a study safe: copies, backups, any state again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Self

from annotator.errors import WrongUse
from annotator.language import tr
from annotator.project import refer
from annotator.project.answers import Done
from annotator.project.keeping import past
from annotator.project.refer import id_of
from annotator.project.study import Study
from annotator.work import Cancel, Progress, Watch, silent

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotator.project.keeping.forgetting import Forgotten
    from annotator.project.keeping.restoring import Restored
    from annotator.project.keeping.traces import Trace
    from annotator.project.refer import Named
    from annotator.store.backups.listing import Backup
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

    # --- backups --------------------------------------------------------------------------------

    def backups(self) -> tuple[Backup, ...]:
        """Give the backups of this project on this computer, the newest first.

        Each says its `id`, `at`, `n_steps`, why it was made, and its `size` in bytes.
        """
        from annotator.project.keeping.restoring import backups_of

        self._here.guard_open()
        return backups_of(self.path)

    def restore_backup(
        self,
        backup: Backup | str,
        *,
        articles: Iterable[Named] | Named | None = None,
        layer: Named | None = None,
        to: Path | str | None = None,
        dry_run: bool = False,
        watch: Watch | None = None,
    ) -> Restored:
        """Take back what a backup holds (its id, or "newest" for the newest sound one).

        Of `articles`, or of a `layer` (in these articles, else in all), the difference to now is
        one step, which can be undone: `taken` counts it, with `dry_run` nothing is done. Without
        both the whole file becomes what the backup is: what is there now stays beside it as
        `NAME (before restore).annotator`, and this project is closed: open it again. `to` writes
        the backup as a new file instead. Raises `WrongUse` for what is not in the backup,
        `DamagedProject` for a backup that is not sound, `CannotWrite` and its kinds.
        """
        from annotator.project.keeping import restoring

        self._here.guard_open()
        if self._here.gathered()[0] is not None:
            raise WrongUse(
                tr("A backup is not restored together with other acts."),
                tr("End the acts that are done together first."),
            )
        found = restoring.backup_named(self.path, backup) if isinstance(backup, str) else backup
        if articles is None and layer is None:
            target = None if to is None else Path(to)
            cancel = None if watch is None else watch.cancel
            return restoring.restored_whole(
                self._here, found, to=target, dry_run=dry_run, cancel=cancel
            )
        if to is not None:
            raise WrongUse(
                tr("An article or a layer cannot be written as a file of its own."),
                tr("Take it back without a new file, or write everything."),
            )
        some = None if articles is None else [id_of(one) for one in refer.several(articles)]
        named = None if layer is None else id_of(layer)
        return restoring.take_back(
            self._here, found, some, named, watch or Watch(), dry_run=dry_run
        )

    def look_into(self, backup: Backup | str) -> Self:
        """Give a backup as a project to be read and exported, and not changed; close it.

        It is a private copy. Raises `WrongUse` where there is no such backup, `DamagedProject`.
        """
        from annotator.project.keeping.looking_into import looked_into
        from annotator.project.keeping.restoring import backup_named

        self._here.guard_open()
        found = backup_named(self.path, backup) if isinstance(backup, str) else backup
        return type(self)(looked_into(self.path, found, self._here.context.coder))

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
