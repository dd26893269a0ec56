"""Read, the workspace: articles and actors, the page, the inspector when it is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from annotator.language import tr
from annotator.ui.articles.actors_pane import ActorsPane
from annotator.ui.articles.pane import ArticlesPane
from annotator.ui.basics.building import column
from annotator.ui.basics.empty import EmptyPlace
from annotator.ui.basics.panes import Panes
from annotator.ui.reading_area import ReadingArea, width_wanted

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from annotator.settings import Settings
    from annotator.ui.articles.model import Ask
    from annotator.ui.basics.theme import Theme
    from annotator.ui.inspector.panel import Inspector

_INSPECTOR = 280


class Workspace(QWidget):
    """The panes of one open project, side by side."""

    room_changed = Signal()
    """The sheet that lies over the panes has another size: so have messages another place."""

    def __init__(self, ask: Ask, settings: Settings, parent: QWidget) -> None:
        """Make the panes; the inspector is made when it is first shown."""
        super().__init__(parent)
        self.setAccessibleName(tr("Read"))
        self.articles = ArticlesPane(ask, self)
        self.actors = ActorsPane(self)
        self.area = ReadingArea(self)
        self.empty = EmptyPlace(self.area)
        self.empty.setAcceptDrops(True)
        self.inspector: Inspector | None = None
        self._left = QSplitter(Qt.Orientation.Vertical, self)
        self._left.setChildrenCollapsible(False)
        self._left.addWidget(self.articles)
        self._left.addWidget(self.actors)
        self._left.setStretchFactor(0, 1)
        self._left.setSizes([10_000, settings.actor_height])
        self._across = QSplitter(Qt.Orientation.Horizontal, self)
        self._across.setHandleWidth(1)
        self._left.setHandleWidth(1)
        self._left.setAutoFillBackground(True)
        self._across.addWidget(self._left)
        self._across.addWidget(self.area)
        self._across.setStretchFactor(0, 0)
        self._across.setStretchFactor(1, 1)
        self._across.setCollapsible(1, False)
        self._across.setSizes([settings.left_width, 10_000])
        self._left_wanted = settings.left_width
        self._is_folded = settings.left_folded
        self._has_room = True
        self._text_size = 1.0
        self._left.setVisible(not settings.left_folded)
        self._over: QWidget | None = None
        """The sheet that lies over the panes, if one does."""
        self._room_over: Callable[[], QRect] = QRect
        """Where messages may lie on it."""
        self._column = column((self._across, 1), of=self, around=(0, 0, 0, 0), gap=0)
        self.panes = Panes(self.area.view, self._takers, self)

    @property
    def left(self) -> QWidget:
        """The left pane."""
        return self._left

    def left_width(self) -> int:
        """Give the width of the left pane in logical pixels."""
        return self._left.width()

    def actor_height(self) -> int:
        """Give the height of the actors' part."""
        return self.actors.height()

    def add_inspector(self, inspector: Inspector) -> None:
        """Put the inspector at the far side."""
        self.inspector = inspector
        self._across.addWidget(inspector)
        self._across.setStretchFactor(2, 0)
        self._across.setCollapsible(2, False)
        sizes = self._across.sizes()
        self._across.setSizes([sizes[0], sizes[1] - _INSPECTOR, _INSPECTOR])
        inspector.installEventFilter(self)
        self._give_room()

    def show_instead(self, other: QWidget | None) -> None:
        """Let something take the place of page and cards, None = nothing any more."""
        if other is not None:
            self._across.insertWidget(self._across.indexOf(self.area), other)
            self._across.setStretchFactor(self._across.indexOf(other), 1)
        self.area.setVisible(other is None)

    def show_over(self, sheet: QWidget | None, room: Callable[[], QRect] = QRect) -> None:
        """Let a sheet take the place of all panes; None = show the panes again.

        `room` gives where messages may lie on it, in the coordinates of the panes.
        """
        before, self._over = self._over, sheet
        self._room_over = room
        if sheet is not None:
            self._column.insertWidget(0, sheet, 1)
            sheet.show()  # now: Qt's layout would do it when it comes to it
            sheet.lower()  # messages and lists that are there already lie over it
            sheet.installEventFilter(self)
        self._across.setVisible(sheet is None)
        if before is not None:
            self._column.removeWidget(before)
            before.hide()
            before.deleteLater()
        self._column.activate()  # else the sheet has its size too late for what is told on it

    def fold_left(self) -> bool:
        """Fold the left pane or show it again; say whether it is folded now."""
        self._is_folded = not self._left.isHidden()
        self._left.setVisible(not self._is_folded)
        return self._is_folded

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the left pane where page and cards need its room, and only there."""
        super().resizeEvent(event)
        self._give_room()

    def set_theme(self, theme: Theme) -> None:
        """Show the article in another theme; larger text takes the left pane's room first."""
        self._text_size = theme.text_size
        with self.area.held(theme):
            self._give_room()

    def _give_room(self) -> None:
        wanted = self._left_wanted + width_wanted(self._text_size, is_whole=True)
        if self.inspector is not None and not self.inspector.isHidden():
            wanted += self.inspector.width()
        has_room = self.width() >= wanted
        if has_room != self._has_room:
            self._has_room = has_room
            self._left.setVisible(has_room and not self._is_folded)
            self._across.refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give room to the inspector when it opens, and take it back; tell of a sheet's size."""
        if watched is self._over:
            if event.type() is QEvent.Type.Resize:
                self.room_changed.emit()
        elif event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self._give_room()
        return super().eventFilter(watched, event)

    def place_of_page(self) -> QRect:
        """Give where the page is seen, or the sheet over it, in the coordinates of the panes."""
        if self._over is not None:
            return self._room_over()
        place = self.area.place_of_page()
        return place.translated(self.area.mapTo(self, QPoint(0, 0)))

    def add_below(self, bar: QWidget) -> None:
        """Put a bar below the panes."""
        self._column.addWidget(bar)

    def _takers(self) -> dict[QWidget, QWidget]:
        """Give each pane with what takes the keys in it, in the order of F6."""
        area = self.area
        found: dict[QWidget, QWidget] = {
            self.articles: self.articles.list,
            self.actors: self.actors.list,
            area.view: area.view,
        }
        if area.margin.n_cards:
            found[area.margin] = area.margin
        if self.inspector is not None:
            found[self.inspector] = self.inspector
        return found
