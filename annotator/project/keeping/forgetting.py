"""Forgetting the history before a step: what goes with it, said before; then done, for ever."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from annotator.errors import WrongUse
from annotator.language import tr
from annotator.project.keeping.past import copy_at, step_meant
from annotator.store.backups.making import backup
from annotator.store.check import check
from annotator.store.connection import damaged

if TYPE_CHECKING:
    from annotator.model.article import Json
    from annotator.model.changes import Step
    from annotator.project.open_project import OpenProject
    from annotator.store.journal import Journal
    from annotator.work import Watch


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What goes when the history before a step is forgotten, or went.

    `step` is the first from then on; so many steps before it go, among them those that had
    `names`. `bytes` is how large the file was and is. Where it `is_anew`, no words of them are
    left in its free pages either.
    """

    step: Step
    n_steps: int
    names: tuple[str, ...]
    bytes: tuple[int, int]
    is_anew: bool = False


def forgotten(here: OpenProject, said: str, watch: Watch, *, dry_run: bool) -> Forgotten:
    """Forget, or say what would go; see `Project.forget_before`."""
    first = step_meant(here, said)
    number = first.step.number or 0
    older = [one for one in here.reader.steps() if (one.step.number or 0) < number]
    if not older:
        raise WrongUse(
            tr("There is no step before step {n}.", n=number),
            tr("Name a later one: “annotator history” lists them."),
        )
    names = tuple(one.label for one in older if one.label is not None)
    size = here.file.path.stat().st_size
    found = Forgotten(first.step, len(older), names, (size, size))
    if dry_run:
        return found
    if here.file.read_only:
        raise here.file.refusal()
    # What is damaged must not become the beginning.
    health = check(here.file.path)
    watch.cancel.check()
    if not health.ok:
        raise damaged(here.file.path, health.problems[0].removesuffix("."))
    backup(here.file, "forget")
    done: list[bool] = []
    arguments: dict[str, Json] = {"n": found.n_steps, "when": here.context.now()}
    with copy_at(here, first, watch) as state:

        def work(journal: Journal) -> Step:
            step, is_anew = journal.forget_before(number, state, arguments, watch)
            done.append(is_anew)
            return step

        step = here.change_history(work)
    size_now = here.file.path.stat().st_size
    return replace(found, step=step, bytes=(size, size_now), is_anew=done[0])
