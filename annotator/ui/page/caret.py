"""The caret and the selection of a page: ours in code points, Qt's own cursor at the same place.

Qt's cursor is for screen readers and the clipboard; where it is moved by them, ours follows.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit

from annotator.ui.page.document import ArticleDocument
from annotator.ui.page.slices import FarPlaces


class PageCaret(QObject):
    """Where caret and anchor stand; the anchor is where the selection began."""

    left = Signal(int, int)
    """Caret and anchor stood here and do not any more, or stand here now."""
    moved = Signal(int)
    selection_changed = Signal()

    def __init__(self, view: QTextEdit, places: FarPlaces) -> None:
        """Keep the cursor of a view; `places` says where it can stand without waiting."""
        super().__init__(view)
        self._view, self._places = view, places
        self._is_due = False
        """Whether Qt's cursor is still to come where ours stands."""
        self._content: ArticleDocument | None = None
        self._is_setting = self._is_apart = False
        self.position = self.anchor = 0
        view.cursorPositionChanged.connect(self._from_qt)
        view.selectionChanged.connect(self._from_qt)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Follow nothing meanwhile: another document is put in."""
        before, self._is_setting = self._is_setting, True
        yield
        self._is_setting = before

    def stand_apart(self) -> None:
        """Let Qt's cursor be where it is: it has an article that is not shown yet."""
        self._is_apart = True

    def stand_in(self, content: ArticleDocument | None, position: int | None) -> None:
        """Stand in an article; `position` None keeps the place."""
        self._content, self._is_apart = content, False
        if position is not None:
            self.position = self.anchor = position
        self._to_qt()

    def move(self, position: int, anchor: int) -> None:
        """Put caret and anchor somewhere."""
        length = 0 if self._content is None else len(self._content.page.text)
        position, anchor = min(max(position, 0), length), min(max(anchor, 0), length)
        if (position, anchor) != (self.position, self.anchor):
            self._stand(position, anchor, is_qts=False)

    def _from_qt(self) -> None:
        """Follow a caret that Qt or a screen reader has moved."""
        if self._is_setting or self._is_apart or self._is_due or self._content is None:
            return
        cursor, positions = self._view.textCursor(), self._content.positions
        position = positions.from_document(cursor.position())
        anchor = positions.from_document(cursor.anchor())
        if (position, anchor) != (self.position, self.anchor):
            self._stand(position, anchor, is_qts=True)

    def _stand(self, position: int, anchor: int, *, is_qts: bool) -> None:
        before = (self.position, self.anchor)
        self.left.emit(*before)
        self.position, self.anchor = position, anchor
        if not is_qts:
            self._to_qt()
        self.left.emit(position, anchor)
        if before[0] != position:
            self.moved.emit(position)
        if before[0] != before[1] or position != anchor:
            self.selection_changed.emit()

    def _to_qt(self) -> None:
        if self._content is None or self._is_apart:
            return
        self._is_due = True
        # Qt lays out at once all that stands above its cursor.
        self._places.when_there("caret", max(self.position, self.anchor), self._move_qts)

    def _move_qts(self) -> None:
        self._is_due = False
        if self._content is None or self._is_apart:
            return
        positions = self._content.positions
        cursor = QTextCursor(self._content.document)
        cursor.setPosition(positions.to_document(self.anchor))
        cursor.setPosition(positions.to_document(self.position), QTextCursor.MoveMode.KeepAnchor)
        bar = self._view.verticalScrollBar()
        value = bar.value()
        with self.held():
            self._view.setTextCursor(cursor)
            bar.setValue(value)
