"""What lists with rows of their own painting share: keys, sides, words that are cut."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    QStringListModel,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QRegion,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from annotator.text.graphemes import boundary_at_or_before
from annotator.text.ranges import Range, overlap
from annotator.ui.basics import theme
from annotator.ui.basics.building import own_viewport
from annotator.ui.basics.labels import elided
from annotator.ui.basics.positions import units_of

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
_BEFORE = 12
"""How much stands before words that were found further on."""
_AT_ONCE = 12_000
"""So many rows are laid out in one turn of the loop: Qt asks for each twice, 2 µs in Python."""
_COUNTED_AT_ONCE = 150_000
"""So many where Qt need not ask Python: 0.1 µs each."""


_CHOSEN_ONLY = (
    Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
)


class CountedModel(QStringListModel):
    """The rows of a list that may be very long: how many there are Qt knows by itself.

    It asks twice for each row whenever it lays them out, and another theme lets it do so ten times:
    in Python, 10,000 rows took 20 ms each time, and 1 ms so. The texts that it holds are empty.
    """

    def show_rows(self, n: int) -> None:
        """Tell that there are other rows now, and how many; they must be at hand."""
        self.setStringList([""] * n)

    def flags(self, _index: Index) -> Qt.ItemFlag:
        """Let rows be chosen, but not be written into or dragged."""
        return _CHOSEN_ONLY


class RowList(QListView):
    """A list in a pane; Enter opens the current row."""

    def __init__(self, parent: QWidget, name: str) -> None:
        """Make it, for screen readers by its name."""
        super().__init__(parent)
        own_viewport(self)
        self.setObjectName("pane")
        self.setAccessibleName(name)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self._wanted: QPersistentModelIndex | None = None
        """The row that is scrolled to when it is laid out."""
        self._scrolled = 0
        """How far the list was scrolled before its rows became others, until it is again."""
        self.verticalScrollBar().rangeChanged.connect(self._rows_came)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerItem)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show rows; of very many the first are there at once, the others in turns."""
        is_counted = isinstance(model, CountedModel)
        self.setBatchSize(_COUNTED_AT_ONCE if is_counted else _AT_ONCE)
        super().setModel(model)
        if model is not None:
            model.modelAboutToBeReset.connect(self._rows_go)

    def _rows_go(self) -> None:
        is_long = self.model().rowCount() > self.batchSize()
        self._wanted, self._scrolled = None, self.verticalScrollBar().value() if is_long else 0

    def scrollTo(
        self, index: Index, hint: QListView.ScrollHint = QListView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a row into view, as soon as it is laid out."""
        if index.row() >= self.batchSize() and self.visualRect(index).isEmpty():
            self._wanted = QPersistentModelIndex(index)
            return
        self._wanted, self._scrolled = None, 0
        super().scrollTo(index, hint)

    def _rows_came(self, _low: int, high: int) -> None:
        if 0 < self._scrolled <= high:
            scrolled, self._scrolled = self._scrolled, 0
            self.verticalScrollBar().setValue(scrolled)
        if self._wanted is not None and self._wanted.isValid():
            self.scrollTo(self._wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show whole rows only: none is cut by the lower edge."""
        super().resizeEvent(event)
        rest = rest_below(self)
        if rest != self.viewportMargins().bottom():
            self.setViewportMargins(0, 0, 0, rest)

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """Paint what has changed. A plain list view lays all its rows out again, however many
        there are; here they have one height, whatever they say.
        """
        QAbstractItemView.dataChanged(self, first, last, roles)

    def visualRegionForSelection(self, _selection: QItemSelection) -> QRegion:
        """Paint anew all that is seen where something is chosen: a plain list view asks each row
        that is chosen where it stands, however many there are.
        """
        return QRegion(self.viewport().rect())

    def selectAll(self) -> None:
        """Choose all rows as one stretch: a plain list view asks for each, 10 µs a row."""
        rows = self.model()
        if self.selectionMode() is QListView.SelectionMode.ExtendedSelection and rows.rowCount():
            every = QItemSelection(rows.index(0, 0), rows.index(rows.rowCount() - 1, 0))
            choose = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().select(every, choose)

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Choose the rows of a rectangle as one stretch: a plain list view asks for each."""
        first = self.visualRect(self.model().index(0, 0))
        if self.selectionMode() is not QListView.SelectionMode.ExtendedSelection or first.isEmpty():
            super().setSelection(rect, command)
            return
        last = self.model().rowCount() - 1
        ends = ((y - first.top()) // first.height() for y in (rect.top(), rect.bottom()))
        low, high = sorted(ends)  # upwards Qt gives them the other way round
        chosen = QItemSelection()
        if low <= last and high >= 0:
            chosen.select(*(self.model().index(min(max(n, 0), last), 0) for n in (low, high)))
        self.selectionModel().select(chosen, command)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.activated.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


_TO_ROWS = frozenset(
    {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home,
     Qt.Key.Key_End}
)  # fmt: skip
_TO_CELLS = _TO_ROWS | {Qt.Key.Key_Left, Qt.Key.Key_Right}


def moves(event: QKeyEvent, *, in_cells: bool = False) -> bool:
    """Say whether a press goes about in rows (or cells); with Alt it never does."""
    is_plain = not event.modifiers() & Qt.KeyboardModifier.AltModifier
    return is_plain and event.key() in (_TO_CELLS if in_cells else _TO_ROWS)


class TypedTable(QTableView):
    """Cells to type in. Arrows go from cell to cell; what other keys do is the sheet's."""

    framed = Signal()
    """Another cell is framed."""
    key_pressed = Signal(object)
    """A press that the table has no use for."""

    def dress(self, name: str, cells: "TypedRows", *, row_height: int, least: int) -> None:
        """Show it as such, for screen readers by its name; the model is there.

        `least` is the width of the narrowest column, in pixels.
        """
        self.setItemDelegate(cells)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(row_height)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setHighlightSections(False)
        header.setFont(theme.font("small"))
        header.setMinimumSectionSize(least)
        theme.notice.changed.connect(self.viewport().update)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go about with arrows; all else is for the sheet, but for what a field leaves."""
        if self.state() is QAbstractItemView.State.EditingState:
            return
        if moves(event, in_cells=True):
            super().keyPressEvent(event)
            return
        event.ignore()
        self.key_pressed.emit(event)


def typed_in(event: QKeyEvent) -> str:
    """Give the words that a key types, "" for one that means something else."""
    typed = event.text()
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    return typed if typed.strip() and typed.isprintable() and not event.modifiers() & held else ""


def rest_below(rows: QListView) -> int:
    """Give what is left of a list's height below its last whole row."""
    height = rows.sizeHintForRow(0) if rows.model() is not None else 0
    return rows.contentsRect().height() % height if height > 0 else 0


class Rows(QStyledItemDelegate):
    """Draws rows of one height."""

    height = 0

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Give the height."""
        return QSize(0, self.height)

    def is_selected(self, index: Index) -> bool:
        """Say whether the row is chosen. The list knows; `QStyle` takes 8 ms of a start to load."""
        rows = self.parent()
        return isinstance(rows, QListView) and rows.selectionModel().isSelected(index)

    def has_focus(self, index: Index) -> bool:
        """Say whether the keyboard is on the row."""
        rows = self.parent()
        return isinstance(rows, QListView) and rows.hasFocus() and rows.currentIndex() == index

    def paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> QColor:
        """Fill a row, darker and with a bar at its start where it is chosen; give its colour."""
        rect, is_selected = option.rect, self.is_selected(index)
        ground = theme.colour("selected_row" if is_selected else "chrome")
        painter.fillRect(rect, ground)
        if is_selected:
            bar = QRect(rect.left(), rect.top(), 5 if self.has_focus(index) else 3, rect.height())
            mirrored = option.direction == Qt.LayoutDirection.RightToLeft
            painter.fillRect(across(bar, rect, mirrored=mirrored), theme.colour("ink"))
        return ground


class TypedRows(Rows):
    """Rows, or cells, in which words can be typed anew; what is done with them their list says."""

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Give the field in which words are typed."""
        made = QLineEdit(parent)
        made.setAccessibleName(self.field_name(index))
        return made

    def field_name(self, index: Index) -> str:
        """Give what the field is called: the head of its column."""
        return str(index.model().headerData(index.column(), Qt.Orientation.Horizontal))

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Begin with what stands there."""
        if isinstance(editor, QLineEdit):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))
            editor.selectAll()

    def setModelData(self, editor: QWidget, _model: QAbstractItemModel, index: Index) -> None:
        """Say what was typed, and where: a click may have framed something else meanwhile."""
        if isinstance(editor, QLineEdit):
            self.keep(index, editor.text())

    def keep(self, index: Index, words: str) -> None:
        """Say that words were typed into a row or cell."""
        raise NotImplementedError


def across(rect: QRect, outer: QRect, *, mirrored: bool) -> QRect:
    """Give a rectangle at the same place of `outer` seen in a mirror, where that is wanted."""
    if not mirrored:
        return rect
    left = outer.left() + outer.right() - rect.right()
    return QRect(left, rect.top(), rect.width(), rect.height())


def write(
    painter: QPainter,
    rect: QRect,
    words: str,
    font: str = "ui",
    ink: str = "ink",
    *,
    at_right: bool = False,
) -> None:
    """Write words at one side of a rectangle, cut with “…” where they are longer."""
    painter.setFont(theme.font(font))
    painter.setPen(theme.colour(ink))
    cut = elided(words, painter.fontMetrics(), rect.width())
    side = Qt.AlignmentFlag.AlignRight if at_right else Qt.AlignmentFlag.AlignLeft
    middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
    painter.drawText(rect, side | middle, cut)


def write_found(
    painter: QPainter, rect: QRect, words: str, found: Range | None, *, at_right: bool
) -> QRectF:
    """Write words in the painter's font and pen, what was found in them bold and always seen.

    Gives the place of the words.
    """
    metrics = painter.fontMetrics()
    cut = elided(words, metrics, rect.width())
    if found is not None and cut != words and found.end >= len(cut):
        start = boundary_at_or_before(words, max(found.start - _BEFORE, 0))
        found = Range(found.start - start + 1, found.end - start + 1)
        words = f"…{words[start:]}"
        cut = elided(words, metrics, rect.width())
    layout = QTextLayout(cut, painter.font())
    option = QTextOption()
    side = Qt.AlignmentFlag.AlignRight if at_right else Qt.AlignmentFlag.AlignLeft
    option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
    option.setTextDirection(painter.layoutDirection())
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    seen = None if found is None else overlap(found, Range(0, len(cut)))
    if seen is not None:
        layout.setFormats([_bold(cut, seen)])
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(rect.width())
    layout.endLayout()
    top = rect.top() + (rect.height() - line.height()) / 2
    painter.save()
    painter.setClipRect(rect)
    layout.draw(painter, QPointF(rect.left(), top))
    painter.restore()
    return line.naturalTextRect().translated(rect.left(), top)


def write_in_context(
    painter: QPainter, rect: QRect, line: tuple[str, str, str], at: int, *, mirrored: bool
) -> None:
    """Write words with what stands before and after them; they begin `at` pixels from the start.

    So the words of several lines stand under each other. `mirrored` = from right to left.
    """
    before, words, after = line
    face(painter, right_to_left=mirrored)
    wide = QFontMetrics(theme.font("bold")).horizontalAdvance(words) + 2
    wide = min(wide, rect.width() - at)
    start, end = rect.left() + at, rect.left() + at + wide
    blank = painter.fontMetrics().horizontalAdvance(" ")
    room_before = QRect(rect.left(), rect.top(), at - blank * before.endswith(" "), rect.height())
    after_at = end + blank * after.startswith(" ")
    room_after = QRect(after_at, rect.top(), max(rect.right() - after_at, 0), rect.height())
    painter.setFont(theme.font("ui"))
    cut = elided(before.strip(), painter.fontMetrics(), room_before.width(), at_start=True)
    place = across(room_before, rect, mirrored=mirrored)
    write(painter, place, cut, ink="ink2", at_right=not mirrored)
    place = across(QRect(start, rect.top(), wide, rect.height()), rect, mirrored=mirrored)
    write(painter, place, words, "bold", at_right=mirrored)
    place = across(room_after, rect, mirrored=mirrored)
    write(painter, place, after.strip(), ink="ink2", at_right=mirrored)


def _bold(words: str, piece: Range) -> QTextLayout.FormatRange:
    found, look = QTextLayout.FormatRange(), QTextCharFormat()
    look.setFontWeight(QFont.Weight.Bold)
    start, length = units_of(words, piece)
    found.start, found.length, found.format = start, length, look
    return found


def face(painter: QPainter, *, right_to_left: bool) -> None:
    """Let what is written run in the direction of its words."""
    painter.setLayoutDirection(
        Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight
    )
