"""The project file whose backups are shown: the one that is open, or one that does not open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.language import tr
from annotator.text.words import isolated
from annotator.work import Watch

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from annotator.errors import AnnotatorError
    from annotator.model.layer import Coder
    from annotator.project import Project
    from annotator.project.keeping.restoring import Restored
    from annotator.store.backups.listing import Backup
    from annotator.ui.basics.jobs import Job, Jobs
    from annotator.work import Cancel, Progress


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file with its backups; `project` is None where it does not open.

    `find` lists the backups (for a worker), `tell` hears what is wrong.
    """

    path: Path
    jobs: Jobs
    find: Callable[[], tuple[Backup, ...]]
    tell: Callable[[AnnotatorError], None]
    project: Project | None = None

    @property
    def read_only(self) -> bool:
        """Whether nothing may be put in its place."""
        return self.project is not None and self.project.read_only


def put_whole(
    jobs: Jobs,
    restore: Callable[[Cancel], Restored],
    coder: Coder,
    show: Callable[[Project, str], None],
    refused: Callable[[AnnotatorError], None],
) -> Job[object]:
    """Restore all of a backup in a worker and open it; `show` takes the project and what is said.

    It can be stopped until something is done: from then on the project is shown in any case.
    """
    found: list[tuple[Project, str]] = []

    def work(_progress: Progress, cancel: Cancel) -> object:
        from annotator.project import Project

        done = restore(cancel)
        found.append((Project.open(done.path, coder=coder), restored_words(done)))
        return None

    def shown() -> None:
        for project, words in found:
            show(project, words)

    job: Job[object] = jobs.start(work, lambda _nothing: None, refused)
    job.on_end(shown)
    return job


def restored_words(done: Restored) -> str:
    """Say what was restored, and where what stood there is."""
    if done.kept is None:
        return tr("The project is as it was when the backup was made.")
    return tr(
        "The project is as it was. What it was before is kept as “{name}”.",
        name=isolated(done.kept.name),
    )


def take_back(
    project: Project, backup: Backup, article: str | None, layer: str | None, *, dry_run: bool
) -> Callable[[Progress, Cancel], Restored]:
    """Give the work that takes an article or a layer back, or only counts it."""

    def work(progress: Progress, cancel: Cancel) -> Restored:
        return project.restore_backup(
            backup,
            articles=article,
            layer=layer,
            dry_run=dry_run,
            watch=Watch(progress, cancel),
        )

    return work
