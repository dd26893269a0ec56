"""What a backup is, in words: before which step it was made, or when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.errors import CannotWrite
from annotator.language import tr, trn
from annotator.model.changes import Step
from annotator.project.step_names import step_name
from annotator.store.backups.listing import RESTORED

if TYPE_CHECKING:
    from annotator.project.acts.take_back import TakenBack
    from annotator.project.keeping.backups import BackupTold
    from annotator.store.backups.listing import Backup

_WHOLE_MB = 100
"""From so many on a tenth of one says nothing."""


def size_words(n_bytes: int) -> str:
    """Give a size as people say it."""
    n_mb = n_bytes / 1024**2
    return tr("{n} MB", n=round(n_mb) if n_mb >= _WHOLE_MB else f"{max(n_mb, 0.1):.1f}")


def told_words(told: BackupTold) -> str:
    """Say what one may wonder about: that none could be made, what a large one took, what went.

    "" for one that was made in passing.
    """
    if told.error is not None and not isinstance(told.error, CannotWrite):
        return told.error.sentence()
    if told.error is not None:
        return tr(
            "{sentence} Your steps are saved in the project all the same.",
            sentence=told.error.sentence(),
        )
    if told.made is None:
        return tr("A backup is being made ({size}) …", size=size_words(told.size))
    thinned = told.made.thinned.by_size
    if thinned:
        return trn(
            "A backup was made; {n} older one went, since all may take 2 GB together.",
            "A backup was made; {n} older ones went, since all may take 2 GB together.",
            len(thinned),
        )
    if told.is_large:
        size, n = size_words(told.size), f"{told.seconds:.0f}"
        return tr("A backup was made ({size}, in {n} s).", size=size, n=n)
    return ""


def taken_words(taken: TakenBack, *, is_done: bool) -> str:
    """Say what taking back an article or a layer changes, or has changed."""
    if not taken.n_articles:
        return tr("Nothing differs from the file now.")
    parts = [
        trn("{n} article comes back", "{n} articles come back", taken.n_returned),
        trn("{n} mark comes back", "{n} marks come back", taken.n_come),
        trn("{n} that is newer goes", "{n} that are newer go", taken.n_gone),
        trn("{n} is as it was", "{n} are as they were", taken.n_changed),
    ]
    numbers = (taken.n_returned, taken.n_come, taken.n_gone, taken.n_changed)
    some = [words for words, n in zip(parts, numbers, strict=True) if n]
    what = ", ".join(some) or tr("details of articles are as they were")
    where = trn("In {n} article", "In {n} articles", taken.n_articles)
    if is_done:
        return tr("{where}: {what}. One step; undo takes it back.", where=where, what=what)
    return tr("{where}: {what}. One step, can be undone.", where=where, what=what)


def why_words(backup: Backup) -> str:
    """Say why a backup was made; "" for one of those that are made by themselves."""
    seal = backup.seal
    # One that was restored has the seal of what it was restored from.
    if seal is not None and seal.act and backup.reason != RESTORED:
        step = Step(act=seal.act, changes=(), by="", at="", args=seal.args)
        return tr("before: {step}", step=step_name(step))
    match backup.reason:
        case "restored":
            return tr("restored")
        case "before":
            return tr("before a large step")
        case "gone":
            return tr("when the file was gone")
        case _:
            return ""
