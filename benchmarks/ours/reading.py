"""The real window on a project whose articles suggesters read ahead."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from annotator.project.suggesting.beside import ASKING
from benchmarks.ours.real_window import RealWindow, begun

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.ui.suggestions.queue import ReadingAhead
    from benchmarks.place import Place


class Reading:
    """A window that reads some texts ahead, beside what its project holds."""

    def __init__(self, place: Place, texts: Sequence[str], *, model: str = "") -> None:
        """Begin; `model` "" = the one that is there."""
        self.real: RealWindow = begun(place, place.other_id)
        folder = place.folder / f"news-{id(self)}"
        folder.mkdir()
        for n, text in enumerate(texts):
            (folder / f"{n:04}.txt").write_text(text, encoding="utf-8")
        self.real.session.project.import_sources([folder])
        self.suggesting = self.real.session.suggesting
        self.suggesting.prefer(self.suggesting.preferences._replace(model_folder=model))
        self.real.settle()

    @property
    def queue(self) -> ReadingAhead:
        """What reads."""
        return self.suggesting.queue

    def wait_for_asking(self) -> None:
        """Wait until the suggesters are at work on an article."""
        self.real.wait_for(lambda: any(one.name == ASKING for one in threading.enumerate()))
