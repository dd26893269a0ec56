"""What shows the list of notes, and leads from one to its place and back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from annotator.model.scheme_edits.paths import SchemePath
from annotator.model.span import Owner
from annotator.reading.choices import Framed
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
        host, note = self._host, line.note
        back = partial(self.show, note.id)
        if note.owner_kind is Owner.SCHEME:
            self._drafted.show(SchemePath.of(note.owner_id) if note.owner_id else None, back)
        elif note.owner_kind is Owner.ACTOR:
            form = host.handlers.actors.open(note.owner_id)
            if form is not None:
                form.passages_wanted.connect(host.over.close)
        elif line.article_id is not None:
            at, layer = line.at or self._first_word(), line.layer_id or host.bridge.layer_id
            there = partial(self._stand_on, note.owner_id)
            lead_to(host, line.article_id, at, layer, back, there=there)

    def _stand_on(self, item_id: str) -> None:
        """Make the span current that a note is on, or the claim whose link it is on."""
        reading = self._host.reading
        link = reading.page.link(item_id)
        span = reading.page.span(item_id if link is None else link.source_id)
        if span is None:
            return
        kind = None if link is None else reading.scheme.link(link.type)
        framed = None if link is None or kind is None else Framed.of(link.id, kind.attributes)
        reading.make_current(span.id, framed if framed and framed.attributes else None)

    @staticmethod
    def _first_word() -> Range:
        from annotator.text.ranges import Range

        return Range(0, 1)
