"""The list of passages: under each article its sentences, the words of the passage bold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QTextCharFormat, QTextLayout, QTextOption

from annotator.language import tr
from annotator.text.graphemes import boundary_at_or_before
from annotator.text.ranges import Range
from annotator.text.script import direction
from annotator.text.words import isolated, shortened
from annotator.ui.actors.passages_model import (
    ArticleHeading,
    PassagesModel,
    facts_of,
    role_words,
    title_of,
)
from annotator.ui.basics import theme
from annotator.ui.basics.labels import elided
from annotator.ui.basics.positions import units_of
from annotator.ui.basics.rows import Index, RowList, Rows, across, write

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent, QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from annotator.store.lists.passages import ActorPassage

_HEIGHT, _SIDE, _FAR, _LINES = 48, 12, 84, 2
_BEFORE = 24
"""So much stands before words that would come too late in a long sentence."""
_MOST = 500
_ROOM = 4
"""Words nearer to the end than this may have no room beside “…”."""


class PassagesList(RowList):
    """Arrows go from passage to passage, over the headings; Enter and O open the article."""

    read_wanted = Signal(QModelIndex)
    """A passage is to be read where it stands."""

    def __init__(self, parent: QWidget) -> None:
        """Make it, empty."""
        super().__init__(parent, tr("Passages"))
        self.rows = PassagesModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(PassageRows(self))
        self.setMouseTracking(True)
        self.activated.connect(self.read_wanted)
        theme.notice.changed.connect(self.viewport().update)

    @property
    def passage(self) -> ActorPassage | None:
        """The passage that is framed."""
        return self.rows.passage(self.currentIndex().row())

    def stand_on(self, row: int | None) -> None:
        """Frame a row; the heading of its article is seen with it."""
        if row is None:
            return
        if isinstance(self.rows.rows[row - 1] if row else None, ArticleHeading):
            self.scrollTo(self.rows.index(row - 1))
        self.setCurrentIndex(self.rows.index(row))

    def go(self, by: int) -> None:
        """Go to the next passage, or to the one before."""
        self.stand_on(self.rows.next_passage(self.currentIndex().row() + by, by))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from passage to passage."""
        last = self.rows.rowCount() - 1
        acts: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Down: lambda: self.go(1),
            Qt.Key.Key_Up: lambda: self.go(-1),
            Qt.Key.Key_Home: lambda: self.stand_on(self.rows.next_passage(0, 1)),
            Qt.Key.Key_End: lambda: self.stand_on(self.rows.next_passage(last, -1)),
            Qt.Key.Key_O: lambda: self.read_wanted.emit(self.currentIndex()),
        }
        act = acts.get(event.key())
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if act is not None and not held:
            act()
        elif (event.text().strip() and not held) or held & Qt.KeyboardModifier.AltModifier:
            event.ignore()  # letters would look for a row that begins so
        else:
            super().keyPressEvent(event)


class PassageRows(Rows):
    """Draws a heading, or a sentence of two lines with what is said of it at the far end."""

    height = _HEIGHT

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        model, rect = index.model(), option.rect
        if not isinstance(model, PassagesModel):
            return
        one = index.data(Qt.ItemDataRole.UserRole)
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        painter.save()
        if isinstance(one, ArticleHeading):
            self._heading(painter, rect, one, mirrored=mirrored)
        elif one is not None:
            self.paint_ground(painter, option, index)
            if one.sentence is None:
                model.wanted.emit(index.row())
            self._passage(painter, rect, one, mirrored=mirrored)
        painter.restore()

    def _heading(
        self, painter: QPainter, rect: QRect, heading: ArticleHeading, *, mirrored: bool
    ) -> None:
        line = QRect(rect.left() + _SIDE, rect.bottom() - 28, rect.width() - 2 * _SIDE, 24)
        rule = QRect(line.left(), rect.bottom() - 1, line.width(), 1)
        painter.fillRect(across(rule, rect, mirrored=mirrored), theme.colour("hairline"))
        facts = facts_of(heading)
        small, bold = (QFontMetrics(theme.font(one)) for one in ("small", "bold"))
        wide_facts = min(small.horizontalAdvance(facts) + 2, line.width() // 2)
        room = line.width() - wide_facts - 16
        title = isolated(elided(title_of(heading), bold, room))
        place = QRect(line.left(), line.top(), room, line.height())
        write(painter, across(place, rect, mirrored=mirrored), title, "bold", at_right=mirrored)
        far = QRect(line.right() - wide_facts, line.top(), wide_facts, line.height())
        write(painter, across(far, rect, mirrored=mirrored), facts, "small", "ink2",
              at_right=not mirrored)  # fmt: skip

    def _passage(
        self, painter: QPainter, rect: QRect, one: ActorPassage, *, mirrored: bool
    ) -> None:
        room = QRect(rect.left() + _SIDE, rect.top() + 4, rect.width() - 2 * _SIDE - _FAR,
                     rect.height() - 8)  # fmt: skip
        write_sentence(painter, across(room, rect, mirrored=mirrored), *_parts(one))
        upper = QRect(rect.right() - _SIDE - _FAR + 10, room.top(), _FAR - 10, room.height() // 2)
        lower = upper.translated(0, upper.height())
        whose = isolated(shortened(one.layer, 40))
        for place, words, ink in ((upper, role_words(one), "ink"), (lower, whose, "ink2")):
            at = across(place, rect, mirrored=mirrored)
            write(painter, at, words, "small", ink, at_right=not mirrored)


def _parts(one: ActorPassage) -> tuple[str, Range]:
    """Give the sentence of a passage on one line, and where in it its words stand."""
    before, words, after = (" ".join(part.split()) for part in one.sentence or ("", one.words, ""))
    raw = one.sentence or ("", one.words, "")
    before += " " * (bool(before) and raw[0][-1:].isspace())
    words = shortened(words, _MOST)
    after = " " * (bool(after) and raw[2][:1].isspace()) + after
    return before + words + after, Range(len(before), len(before) + len(words))


def write_sentence(painter: QPainter, rect: QRect, words: str, bold: Range) -> None:
    """Write words on two lines, some of them bold and always seen, cut with “…”."""
    is_from_right = direction(words) == "rtl"
    painter.setFont(theme.font("ui"))
    painter.setPen(theme.colour("ink"))
    layout, end = _laid_out(words, bold, rect.width(), is_from_right)
    if end < len(words) and bold.end > end - _ROOM and bold.start > _BEFORE:
        start = boundary_at_or_before(words, bold.start - _BEFORE)
        start = max(words.find(" ", start, bold.start) + 1, start)
        bold = Range(bold.start - start + 1, bold.end - start + 1)
        words = f"…{words[start:]}"
        layout, end = _laid_out(words, bold, rect.width(), is_from_right)
    whole, cut = words, end
    while end < len(words) and cut > _ROOM:
        cut = boundary_at_or_before(whole, cut - 2)
        words = f"{whole[:cut].rstrip()}…"
        layout, end = _laid_out(words, bold, rect.width(), is_from_right)
    high = layout.boundingRect().height()
    painter.save()
    painter.setClipRect(rect)
    layout.draw(painter, QPointF(rect.left(), rect.top() + max(rect.height() - high, 0) / 2))
    painter.restore()


def _laid_out(words: str, bold: Range, width: int, is_from_right: bool) -> tuple[QTextLayout, int]:
    """Lay words out on two lines; give how many of them there is room for, too."""
    layout = QTextLayout(words, theme.font("ui"))
    option = QTextOption()
    option.setTextDirection(
        Qt.LayoutDirection.RightToLeft if is_from_right else Qt.LayoutDirection.LeftToRight
    )
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    seen = Range(min(bold.start, len(words)), min(bold.end, len(words)))
    look, piece = QTextCharFormat(), QTextLayout.FormatRange()
    look.setFontWeight(QFont.Weight.Bold)
    piece.start, piece.length = units_of(words, seen)
    piece.format = look
    layout.setFormats([piece])
    layout.beginLayout()
    top, units = 0.0, 0
    for _ in range(_LINES):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, top))
        top += line.height()
        units = line.textStart() + line.textLength()
    layout.endLayout()
    return layout, len(words.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore"))
