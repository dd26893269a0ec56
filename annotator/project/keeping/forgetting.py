"""Forgetting the history before a step: what goes with it, said before; then done, for ever."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from annotator.errors import WrongUse
from annotator.language import tr, trn
from annotator.project.keeping.past import copy_at, step_meant
from annotator.store.backups.making import BackupReason
from annotator.store.check import check
from annotator.store.connection import damaged
from annotator.store.moments.forgetting import FORGET

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


def forgotten_words(found: Forgotten, *, is_done: bool) -> list[str]:
    """Say in sentences what goes with the history before a step, or what went."""
    number, n = found.step.number, found.n_steps
    if is_done:
        said = [
            trn(
                "{n} step before step {number} was forgotten.",
                "{n} steps before step {number} were forgotten.",
                n,
                number=number,
            )
        ]
        if not found.is_anew:
            said.append(
                tr(
                    "The file could not be written anew: words of them may be left in its free"
                    " pages. Make room on the disk, then forget before a later step."
                )
            )
    else:
        said = [
            trn(
                "{n} step before step {number} would go, with all that only it knows: what the"
                " project was then, and texts that were taken out.",
                "{n} steps before step {number} would go, with all that only they know: what the"
                " project was then, and texts that were taken out.",
                n,
                number=number,
            ),
            tr("Nothing before step {number} could be undone, shown or exported.", number=number),
        ]
    if found.names:
        names = ", ".join(f"“{one}”" for one in found.names)
        said.append(tr("Steps with a name go too: {names}.", names=names))
    said.append(tr("Backups hold the whole history; “Remove traces” takes them away."))
    return said


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
    done: list[bool] = []
    arguments: dict[str, Json] = {"n": found.n_steps, "when": here.context.now()}
    here.backups.keep(BackupReason("before", FORGET, arguments), watch)
    with copy_at(here, first, watch) as state:

        def work(journal: Journal) -> Step:
            step, is_anew = journal.forget_before(number, state, arguments, watch)
            done.append(is_anew)
            return step

        step = here.change_history(work)
    size_now = here.file.path.stat().st_size
    return replace(found, step=step, bytes=(size, size_now), is_anew=done[0])
