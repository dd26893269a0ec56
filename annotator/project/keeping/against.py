"""How a backup stands against the file now, in words; and what is looked at of it for a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.errors import AnnotatorError, Cancelled
from annotator.language import tr, trn
from annotator.project.keeping.words import why_words
from annotator.store.backups.comparing import against
from annotator.store.backups.listing import is_sound
from annotator.text.words import isolated, quoted, shortened

if TYPE_CHECKING:
    from pathlib import Path

    from annotator.store.backups.comparing import Against, LayerAgainst
    from annotator.store.backups.listing import Backup
    from annotator.work import Cancel

_LONGEST_NAME = 24


@dataclass(frozen=True, slots=True)
class LookedAt:
    """A backup that was looked at: whether it is sound, and how it stands against the file now
    (None = it could not be compared; `why_not` says why, `is_gone` that there is none).
    """

    backup: Backup
    is_sound: bool
    against: Against | None = None
    why_not: str = ""
    is_gone: bool = False

    def what(self) -> str:
        """Say what it is."""
        if not self.is_sound:
            return tr("damaged, cannot be restored")
        parts = [why_words(self.backup)]
        if self.against is not None:
            if self.against.label:
                parts.insert(0, quoted(shortened(self.against.label, 60)))
            n = self.against.n_steps_more
            if n:
                parts.insert(
                    0,
                    trn("{n} step more than the file now", "{n} steps more than the file now", n),
                )
        return " · ".join(filter(None, parts))

    def differs(self) -> str:
        """Say in one line how it stands against the file now; "" where there is nothing to say."""
        found = self.against
        if found is None:
            return ""  # the same of each: it is said of the one that is chosen
        if found.is_same():
            return tr("the same articles and marks")
        layers = [layer_counts(one) for one in found.layers if not one.is_same()]
        parts = [articles_words(found)] if found.n_more or found.n_fewer else []
        return " · ".join(filter(None, (*parts, ", ".join(layers))))


def look_at(backup: Backup, now: Path, cancel: Cancel) -> LookedAt:
    """Look at a backup; for a worker. What cannot be compared is said, not raised."""
    if not is_sound(backup):
        return LookedAt(backup, is_sound=False)
    if not now.exists():
        return LookedAt(backup, is_sound=True, why_not=tr("the file is gone"), is_gone=True)
    try:
        return LookedAt(backup, is_sound=True, against=against(backup, now, cancel))
    except Cancelled:
        raise
    except AnnotatorError:
        return LookedAt(backup, is_sound=True, why_not=tr("cannot be compared with the file now"))


def articles_words(found: Against) -> str:
    """Say how the articles differ."""
    more = trn("{n} article more", "{n} articles more", found.n_more)
    fewer = trn("{n} article fewer", "{n} articles fewer", found.n_fewer)
    if found.n_more and found.n_fewer:
        return tr("{more}, {fewer}", more=more, fewer=fewer)
    if found.n_more:
        return more
    return fewer if found.n_fewer else tr("the same {n}", n=found.n_articles)


def layer_counts(layer: LayerAgainst) -> str:
    """Give the differences of a layer, short: “A: +14 −2”."""
    more = f"+{layer.n_more}" if layer.n_more else ""
    fewer = f"−{layer.n_fewer}" if layer.n_fewer else ""
    name = isolated(shortened(layer.name, _LONGEST_NAME))
    return tr("{name}: {counts}", name=name, counts=" ".join(filter(None, (more, fewer))))


def layer_words(layer: LayerAgainst) -> str:
    """Give the differences of a layer as a sentence without the articles."""
    more = trn("{n} mark more", "{n} marks more", layer.n_more)
    fewer = trn("{n} mark fewer", "{n} marks fewer", layer.n_fewer)
    if layer.n_more and layer.n_fewer:
        return tr("{more}, {fewer}", more=more, fewer=fewer)
    return more if layer.n_more else fewer if layer.n_fewer else tr("the same")
