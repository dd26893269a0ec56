"""The sheet that lies over the panes of Read, if one does: it comes, has the keyboard, and goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Signal

from annotator.ui.basics.building import later
from annotator.ui.basics.panes import Panes

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from annotator.ui.basics.sheet import Sheet
    from annotator.ui.handlers.reading_state import ReadingState
    from annotator.ui.workspace import Workspace


class OverPage(QObject):
    """One sheet at a time; another one takes its place, another article lets it go."""

    coming = Signal()
    """A sheet is about to take the place of what was seen."""
    changed = Signal()
    """A sheet lies over the panes now, or none does any more."""

    def __init__(self, reading: ReadingState, workspace: Workspace) -> None:
        """Begin without one."""
        super().__init__(workspace)
        self._reading, self._workspace = reading, workspace
        self.sheet: Sheet | None = None
        self.panes: Panes | None = None
        """The panes of the sheet, between which F6 goes."""
        self._article_id = ""
        self._laid_out = later(self, 0, workspace.room_changed.emit)
        reading.bridge.page_opened.connect(lambda page: self._opened(page.article.id))

    def show(self, sheet: Sheet) -> None:
        """Let a sheet take the place of all panes, also while an article is on its way there."""
        from annotator.ui.basics.sheet import with_side

        self.coming.emit()
        self._reading.close_popup()
        self._article_id = self._reading.bridge.article_id or ""
        if self.sheet is not None:
            self.sheet.closed.disconnect(self.close)
        whole = with_side(sheet, self._workspace)
        sheet.closed.connect(self.close)
        sheet.facts_changed.connect(self.changed)
        sheet.installEventFilter(self)
        self.sheet = sheet
        self.panes = Panes(sheet.home, lambda: panes_of(sheet), sheet)
        workspace = self._workspace

        def room() -> QRect:
            return sheet.place_of_content().translated(sheet.mapTo(workspace, QPoint(0, 0)))

        workspace.show_over(whole, room)
        self.panes.focus_page()
        self.changed.emit()

    def close(self) -> None:
        """Show the panes again, if a sheet lies over them."""
        if self.sheet is None:
            return
        self.sheet = self.panes = None
        self._workspace.show_over(None)
        self._reading.focus()
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let messages have another place when what is pressed on the sheet has one."""
        if watched is self.sheet and event.type() is QEvent.Type.LayoutRequest:
            self._laid_out.start()
        return False

    def turn(self, *, back: bool) -> bool:
        """Take back or do again what is drafted on the sheet; say whether something is."""
        return self.sheet is not None and self.sheet.turn(back=back)

    def _opened(self, article_id: str) -> None:
        """Let the sheet go when another article is opened; what is read again changes nothing."""
        before, self._article_id = self._article_id, article_id
        if before != article_id:
            self.close()


def panes_of(sheet: Sheet) -> dict[QWidget, QWidget]:
    """Give the sheet's list, if it has one, and the sheet, as F6 goes."""
    beside = {} if sheet.side is None else {sheet.side: sheet.side}
    return beside | {sheet: sheet.inside}
