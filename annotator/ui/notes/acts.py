"""What shows the list of notes, and leads from one to its place and back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from annotator.ui.led_to import lead_to

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotator.store.read_notes import NoteLine
    from annotator.text.ranges import Range
    from annotator.ui.led_to import Looking
    from annotator.ui.notes.into_scheme import DraftedScheme


class NotesSheets:
    """The act *Notes and questions …* of one open project."""

    def __init__(self, host: Looking, drafted: DraftedScheme) -> None:
        """Work for an open project, in which some of the scheme may be drafted."""
        self._host, self._drafted = host, drafted

    def of_acts(self) -> dict[str, Callable[[], object]]:
        """Give what does the act, by its name."""
        return {"notes": self.show}

    def show(self, at: str = "") -> None:
        """Show all notes, on the one of the id `at`."""
        from annotator.ui.notes.sheet import NotesSheet

        sheet = NotesSheet(self._host, self._drafted, at)
        sheet.place_wanted.connect(self._go)
        self._host.over.show(sheet)

    def _go(self, line: NoteLine) -> None:
        """Show what a note is about; Esc there comes back to the note."""
        host = self._host
        article_id = line.article_id
        if article_id is None:
            return
        at = line.at or self._first_word()
        layer = line.layer_id or host.bridge.layer_id
        lead_to(host, article_id, at, layer, partial(self.show, line.note.id))

    @staticmethod
    def _first_word() -> Range:
        from annotator.text.ranges import Range

        return Range(0, 1)
