"""The articles of the next questions, read beside the window before they are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from annotator.errors import WrongUse
from annotator.model.changes import Blocks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.model.changes import Change
    from annotator.model.page import Page
    from annotator.ui.basics.jobs import Jobs
    from annotator.ui.bridge import Bridge

_MOST_PAGES = 12


class PagesAhead(QObject):
    """Pages by their articles' ids as they are now, queued steps too; None = it is gone."""

    come = Signal()
    """Further pages are there."""

    def __init__(self, bridge: Bridge, jobs: Jobs, parent: QObject, *, beside: str = "") -> None:
        """Read with the coder's own marks; those of the layer `beside` on a page of their own."""
        super().__init__(parent)
        self._bridge, self._jobs, self._beside_id = bridge, jobs, beside
        self._pages: dict[str, Page | None] = {}
        self._beside: dict[str, Page] = {}
        self._old: set[str] = set()
        """What was suggested anew: it is read again, and stays until that is there."""
        self._wanted: tuple[str, ...] = ()
        self._heard: list[Change] = []
        self._is_reading = False
        self._is_stale = False
        bridge.shown.connect(self._hear)
        bridge.suggested.connect(self._suggested)
        bridge.read_again.connect(self.forget)
        bridge.lost.connect(lambda _error, _steps: self.forget())

    def want(self, article_ids: Sequence[str]) -> None:
        """Read those that are not there yet; others may go."""
        self._wanted = tuple(article_ids)
        if not self._is_reading and self._missing():
            self._read()

    def _missing(self) -> list[str]:
        return [one for one in self._wanted if one in self._old or one not in self._pages]

    def is_there(self, article_id: str) -> bool:
        """Say whether an article was read, or found to be gone."""
        return article_id in self._pages

    def page(self, article_id: str) -> Page | None:
        """Give an article that was read; None where it is gone."""
        return self._pages.get(article_id)

    def beside(self, article_id: str) -> Page:
        """Give what the layer beside has of an article that was read."""
        return self._beside[article_id]

    def forget(self) -> None:
        """Read all anew."""
        self._pages.clear()
        self._is_stale = self._is_reading
        self.want(self._wanted)

    def _read(self) -> None:
        ids, beside_id = self._missing(), self._beside_id
        project, layer_id = self._bridge.project, self._bridge.context.layer.id
        self._is_reading, self._is_stale, self._heard = True, False, []

        self._old.difference_update(ids)

        def read(_progress: object, _cancel: object) -> dict[str, tuple[Page, Page | None] | None]:
            project.open_project.drain()
            found: dict[str, tuple[Page, Page | None] | None] = {}
            for one in ids:
                try:
                    beside = project.page(one, {beside_id}) if beside_id else None
                    found[one] = (project.page(one, {layer_id}), beside)
                except WrongUse:
                    found[one] = None
            return found

        def then(found: dict[str, tuple[Page, Page | None] | None]) -> None:
            if not isValid(self):
                return
            self._is_reading = False
            if not self._is_stale:
                for key, pages in found.items():
                    self._pages[key] = None if pages is None else pages[0].applied(self._heard)
                    if pages is not None and pages[1] is not None:
                        self._beside[key] = pages[1]
                self._let_go()
            self.want(self._wanted)
            self.come.emit()

        self._jobs.start(read, then, self._bridge.refused.emit)

    def _let_go(self) -> None:
        """Keep only so many pages, those that are wanted last to go."""
        for key in [one for one in self._pages if one not in self._wanted]:
            if len(self._pages) > _MOST_PAGES:
                del self._pages[key]
                self._beside.pop(key, None)

    def _suggested(self, article_ids: frozenset[str]) -> None:
        """Read again what suggesters have been through, if that is shown."""
        if self._beside_id:
            self._old |= article_ids & self._pages.keys()
            self.want(self._wanted)

    def _hear(self, changes: tuple[Change, ...] | Blocks) -> None:
        """Take what a step has changed."""
        if isinstance(changes, Blocks):
            self.forget()
            return
        self._heard.extend(changes)
        if any(one.table in ("article", "scheme") for one in changes):
            self.forget()
            return
        for key, page in self._pages.items():
            if page is not None:
                self._pages[key] = page.applied(changes)
