"""A passage drawn as the article is: its statement in ink and lit, what stands around in grey."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.model.scheme import Scheme
from annotator.ui.basics import theme
from annotator.ui.page.document import PageShape
from annotator.ui.page.layout import PageLayout
from annotator.ui.page.mark_painter import Emphasis
from annotator.ui.page.paint_order import PagePainter

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from annotator.project.asking.passage import Excerpt

_ABOVE, _BELOW = 6, 14
SIDE = 6
"""Blank for the bar of a claim that begins a line."""
_LEAST_WIDTH = 240


class PassageView(QWidget):
    """One passage, as high as its lines; nothing in it is pressed."""

    def __init__(self, parent: QWidget) -> None:
        """Begin empty."""
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._lit = Emphasis(is_held=True)
        self._painter = PagePainter(theme.current(), self._lit, self.devicePixelRatioF(), {})
        self._passage: Excerpt | None = None
        self._layer_id, self._scheme = "", Scheme()
        self._layout: PageLayout | None = None
        self._laid_out = 0
        theme.notice.changed.connect(self._dress)

    def show_passage(self, passage: Excerpt | None, layer_id: str, scheme: Scheme) -> None:
        """Show another passage, with the marks of a layer; None = nothing."""
        self._passage, self._layer_id, self._scheme = passage, layer_id, scheme
        self._lit.selected = None if passage is None else passage.selected
        self._lit.lit = frozenset() if passage is None else passage.lit
        words = "" if passage is None else passage.page.text
        self.setAccessibleName(words)
        self._lay_out(anew=True)
        self.updateGeometry()
        self.update()

    def _dress(self) -> None:
        self._painter.dress(theme.current(), self.devicePixelRatioF())
        self._lay_out(anew=True)
        self.updateGeometry()
        self.update()

    def _lay_out(self, width: int = 0, *, anew: bool = False) -> None:
        width = max(width or self.width(), _LEAST_WIDTH)
        if width == self._laid_out and not anew:
            return
        passage, self._laid_out = self._passage, width
        if passage is None:
            self._layout = None
        else:
            self._layout = PageLayout(
                passage.page,
                theme.current(),
                layer_id=self._layer_id,
                scheme=self._scheme,
                shape=PageShape(width - 2 * SIDE, SIDE),
            )
            self._grey(self._layout, passage)
            self._layout.keep_lanes(passage.selected)
            self._layout.lay_out_all()
        self._painter.show(self._layout)

    @staticmethod
    def _grey(layout: PageLayout, passage: Excerpt) -> None:
        """Let what is not of the statement stand in grey."""
        content, form = layout.content, QTextCharFormat()
        form.setForeground(theme.colour("ink2"))
        cursor = QTextCursor(content.document)
        for start, end in ((0, passage.own.start), (passage.own.end, len(passage.page.text))):
            if start < end:
                cursor.setPosition(content.positions.to_document(start))
                keep = QTextCursor.MoveMode.KeepAnchor
                cursor.setPosition(content.positions.to_document(end), keep)
                cursor.mergeCharFormat(form)

    def _top(self) -> int:
        """Give where the first line begins in the document."""
        seen = None if self._layout is None else next(self._layout.visible_blocks(0, 400), None)
        if seen is None or not seen.shapes.lines:
            return 0
        return round(seen.at.y() + seen.shapes.lines[0].top) - _ABOVE

    def heightForWidth(self, width: int) -> int:
        """Give the height of the lines."""
        self._lay_out(width)
        end = None if self._layout is None else self._layout.text_end()
        return 0 if end is None else round(end) - self._top() + _BELOW

    def sizeHint(self) -> QSize:
        """Give the room for the lines at this width."""
        return QSize(max(self.width(), _LEAST_WIDTH), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        """Never be cut."""
        return QSize(_LEAST_WIDTH, self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the lines out anew."""
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint marks under the words, the words, marks over them."""
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._lay_out()
        one = self._painter
        one.clip, one.offset, one.height = event.rect(), self._top(), self.height()
        one.under(painter, None)
        one.text(painter)
        one.over(painter)
        one.cover(painter)
        painter.end()
