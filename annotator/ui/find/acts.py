"""The acts that lead to the page *Find*, and back to it from an article."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject

from annotator.language import tr
from annotator.project.acts.mark import SpanLike
from annotator.project.finding.search import Search
from annotator.text.ranges import Range
from annotator.text.words import shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from annotator.model.named import NamedSet
    from annotator.ui.find.searching import Finder
    from annotator.ui.find.sheet import FindSheet
    from annotator.ui.importing.host import OpenedProject

_LONGEST = 200


class _Way(NamedTuple):
    """How the page was left: what is looked for and as what it is marked."""

    search: Search
    type: str
    attributes: dict[str, str]
    actor: str


class FindActs(QObject):
    """Find in the project, and the same words everywhere in the project: one page."""

    def __init__(self, session: OpenedProject) -> None:
        """Work for a session; nothing is made before it is wanted."""
        super().__init__(session.workspace)
        self._session = session
        self._finder: Finder | None = None
        self._last: _Way | None = None

    def of_acts(self) -> dict[str, Callable[[], object]]:
        """Give what does each act, by the act's name."""
        reading = self._session.reading
        return {
            "find-project": reading.guarded(self.find),
            "everywhere-project": reading.guarded(reading.own(self.everywhere)),
        }

    def find(self) -> None:
        """Look for the selected words, or for what was looked for last."""
        reading = self._session.reading
        page, chosen = reading.bridge.page, reading.view.selection()
        words = " ".join(chosen.of(page.text).split()) if chosen and page is not None else ""
        before = self._last
        if words and len(words) <= _LONGEST:
            search = Search(words.replace("|", " "))
            before = _Way(search, *before[1:]) if before else _Way(search, "", {}, "")
        self._show(before, look=True)

    def everywhere(self) -> None:
        """Look for the words of the current span as they are written, to mark them as it is."""
        reading = self._session.reading
        like = SpanLike.of(reading.span_or_refuse())
        actor = reading.bridge.context.actors.get(like.actor_id)
        words = " ".join(like.words.split()).replace("|", " ")
        search = Search(words, whole=True, case=True, unmarked=True)
        name = "" if actor is None else actor.name
        self._show(_Way(search, like.type, dict(like.attributes), name), look=True)

    def _show(self, way: _Way | None, *, look: bool) -> FindSheet:
        from annotator.ui.find.searching import Finder
        from annotator.ui.find.sheet import FindSheet

        session = self._session
        if self._finder is None:
            self._finder = Finder(session.bridge, session.jobs, self)
            self._finder.begun.connect(lambda job: session.reading.working.emit(job, tr("Looking")))
            self._finder.fold_ahead()
        sheet = FindSheet(session.reading, self._finder, session.workspace)
        if way is not None:
            if way.type:
                sheet.how.choose(way.type, way.attributes, way.actor)
            sheet.pane.show_search(way.search)
        if look:
            sheet.look()
        sheet.read_wanted.connect(partial(self._read, sheet))
        sheet.kept.connect(partial(self._keep, sheet))
        sheet.closed.connect(partial(self._left, sheet))
        session.over.show(sheet)
        self._list_kept(sheet)
        sheet.kept_otherwise.connect(partial(self._list_kept, sheet))
        sheet.pane.words.selectAll()
        return sheet

    def _left(self, sheet: FindSheet) -> None:
        """Remember what was looked for; look no further."""
        self._remember(sheet)
        if self._finder is not None:
            self._finder.stop()

    def _remember(self, sheet: FindSheet) -> _Way | None:
        search, how = sheet.pane.search(), sheet.how
        if search is not None:
            self._last = _Way(search, how.type_name, how.attributes(), how.actor_name())
        return self._last

    def _read(self, sheet: FindSheet, article_id: str, at: object) -> None:
        """Show an article at a hit; Esc comes back to the same row."""
        session, way, finder = self._session, self._remember(sheet), self._finder
        session.over.close()

        def again() -> None:
            self._show(way, look=False).stand_again(-1 if finder is None else finder.row)

        def then() -> None:
            view = session.reading.view
            where = at if isinstance(at, Range) else Range(view.caret(), view.caret() + 1)
            view.select(where)
            session.handlers.escape.led_to = (where, again)

        session.open_then(article_id, then)
        session.reading.focus()

    # --- searches that are kept -----------------------------------------------------------------

    def _keep(self, sheet: FindSheet, name: str, search: object) -> None:
        """Keep a search under a name, or forget the one of that name."""
        project = self._session.project

        def keep(_progress: object, _cancel: object) -> tuple[NamedSet, ...]:
            project.keep(name, search if isinstance(search, Search) else None)
            return project.searches()

        def then(kept: Sequence[NamedSet]) -> None:
            self._show_kept(sheet, kept)
            if search is not None:
                shown = shortened(name)
                self._session.reading.say(tr("Kept as “{name}”.", name=shown))

        self._session.jobs.start(keep, then, self._session.bridge.refused.emit)

    def _list_kept(self, sheet: FindSheet) -> None:
        project = self._session.project

        def read(_progress: object, _cancel: object) -> tuple[NamedSet, ...]:
            project.open_project.drain()
            return project.searches()

        self._session.jobs.start(read, partial(self._show_kept, sheet))

    def _show_kept(self, sheet: FindSheet, kept: Sequence[NamedSet]) -> None:
        if self._session.over.sheet is sheet:
            sheet.show_kept(kept)
