"""What is wrong with how a window stands: widgets outside, words cut, one over another."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics, QImage, QTextDocument
from PySide6.QtGui import Qt as Guess
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QTableView,
    QTreeView,
    QWidget,
)

from annotator.ui.bars.top import ActButton
from annotator.ui.basics import labels
from annotator.ui.basics.building import LeastRoom, WordsField
from annotator.ui.basics.labels import CutButton, CutLabel
from tests.waiting import take_turns

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def cut_lines() -> Iterator[list[tuple[str, str]]]:
    """Give what painted lines were cut meanwhile: the whole words and what is shown of them."""
    found: list[tuple[str, str]] = []

    def tell(words: str, shown: str) -> None:
        found.append((words, shown))

    labels._told.append(tell)
    try:
        yield found
    finally:
        labels._told.remove(tell)


def plain(tip: str) -> str:
    """Give the words of a tooltip as they are seen."""
    if not Guess.mightBeRichText(tip):
        return tip
    document = QTextDocument()
    document.setHtml(tip)
    return document.toPlainText()


def faults(window: QWidget) -> list[str]:
    """Give what is wrong with a window and all that is seen in it, in words."""
    found: list[str] = []
    take_turns()
    window.grab()
    for one in (window, *window.findChildren(QWidget)):
        if not one.isVisible() or one.window() is not window:
            continue
        if not _is_in_scroll_area(one):
            found += _outside(one, window)
        found += _cut(one)
        found += _overlaps(one)
    return found


def _name(one: QWidget) -> str:
    words = one.text() if isinstance(one, QLabel | QAbstractButton | QLineEdit) else ""
    return f"{type(one).__name__} {one.objectName()} {one.accessibleName()!r} {words[:60]!r}"


def _is_in_scroll_area(one: QWidget) -> bool:
    above = one.parentWidget()
    while above is not None:
        area = above.parentWidget()
        if isinstance(area, QAbstractScrollArea) and not _has_room(area):
            return True
        above = above.parentWidget()
    return False


def _has_room(area: QAbstractScrollArea) -> bool:
    """Say whether all of a sheet is in view, so that nothing in it may lie outside."""
    bars = (area.horizontalScrollBar(), area.verticalScrollBar())
    return isinstance(area, LeastRoom) and all(one.maximum() == 0 for one in bars)


def _outside(one: QWidget, window: QWidget) -> list[str]:
    place = QRect(one.mapTo(window, QPoint(0, 0)), one.size())
    above = one.parentWidget()
    # Qt puts what a mirrored splitter holds a pixel too far right.
    more = int(window.layoutDirection() is Qt.LayoutDirection.RightToLeft)
    if place.isEmpty() or window.rect().adjusted(0, 0, more, 0).contains(place):
        here = QRect() if above is None else above.rect().adjusted(0, 0, more, 0)
        if one is window or above is None or here.contains(one.geometry()):
            return []
        return [f"{_name(one)} {one.geometry()} outside {_name(above)} {above.rect()}"]
    return [f"{_name(one)} at {place} outside the window {window.rect()}"]


def _overlaps(one: QWidget) -> list[str]:
    """Widgets of one layout never lie on each other."""
    layout = one.layout()
    if layout is None:
        return []
    places = [
        (inner, inner.geometry())
        for inner in one.children()
        if isinstance(inner, QWidget) and layout.indexOf(inner) >= 0 and inner.isVisible()
    ]
    return [
        f"{_name(first)} lies on {_name(second)}"
        for n, (first, here) in enumerate(places)
        for second, there in places[n + 1 :]
        if here.intersects(there)
    ]


def _cut(one: QWidget) -> list[str]:
    match one:
        case CutLabel() | CutButton():
            shown = labels.elided(one.text(), one.fontMetrics(), 10_000)
            if one.visibleRegion().isEmpty():
                return []  # what is scrolled away has not been painted, so it has no tooltip yet
            is_cut = one.sizeHint().width() > one.width() or shown != one.text()
            whole = one.text()[:1_900] in plain(one.toolTip())
            return [f"{_name(one)} is cut without a tooltip"] if is_cut and not whole else []
        case QLabel() if one.text() and one.pixmap().isNull():
            needed = one.heightForWidth(one.width()) if one.wordWrap() else one.sizeHint().height()
            wide = one.minimumSizeHint().width() if one.wordWrap() else one.sizeHint().width()
            return _too_small(one, wide, needed)
        case ActButton() | QCheckBox() | QPushButton():
            return _too_small(one, one.sizeHint().width(), one.sizeHint().height())
        case QComboBox():
            words = QFontMetrics(one.font()).horizontalAdvance(one.currentText())
            return _too_small(one, words + 28, 0) if not one.toolTip() else []
        case QLineEdit() if one.placeholderText() and not one.text():
            words = QFontMetrics(one.font()).horizontalAdvance(one.placeholderText())
            return _too_small(one, words + 16, 0)
        case QLineEdit() if one.text():
            return _cut_field(one)
        case QHeaderView() if one.orientation() is Qt.Orientation.Horizontal:
            return _cut_heads(one)
        case QAbstractItemView() if not isinstance(one, QHeaderView):
            return _cut_rows(one)
    return []


def _cut_field(one: QLineEdit) -> list[str]:
    """What a field has no room for is told in its tooltip; it shows how its words begin."""
    if QFontMetrics(one.font()).horizontalAdvance(one.text()[:500]) <= one.width() - 20:
        return []
    found = [] if isinstance(one, WordsField) else [f"{_name(one)} is cut without a tooltip"]
    is_at_end = not one.hasFocus() and one.cursorPosition() > 0
    return [*found, f"{_name(one)} shows how its words end"] if is_at_end else found


def _too_small(one: QWidget, width: int, height: int) -> list[str]:
    if one.width() >= width and one.height() >= height:
        return []
    return [f"{_name(one)} is {one.width()} × {one.height()}, needs {width} × {height}"]


def _cut_heads(one: QHeaderView) -> list[str]:
    model = one.model()
    heads = [str(model.headerData(n, one.orientation()) or "") for n in range(one.count())]
    return [
        f"head {head!r} is cut"
        for n, head in enumerate(heads)
        if not one.isSectionHidden(n) and one.sectionSize(n) < one.sectionSizeHint(n)
    ]


def _cut_rows(one: QAbstractItemView) -> list[str]:
    """Rows that are seen stand in the view whole; what is cut in them has a tooltip."""
    found: list[str] = []
    model = one.model()
    if model is None:
        return found
    room = one.viewport().rect()
    for row in range(model.rowCount(one.rootIndex())):
        is_list = isinstance(one, QListView)
        has_one = is_list or isinstance(model, QAbstractListModel)
        for column in range(1 if has_one else model.columnCount(one.rootIndex())):
            index = model.index(row, column, one.rootIndex())
            place = one.visualRect(index)
            if not place.intersects(room):
                continue
            if is_list and not room.contains(place):
                found.append(f"{_name(one)}: row {row} is cut by the edge")
            words = str(index.data() or "")
            tip = plain(str(index.data(Qt.ItemDataRole.ToolTipRole) or ""))
            has_widget = one.indexWidget(index) is not None
            wide = QFontMetrics(one.font()).horizontalAdvance(words[:500]) + 6 > place.width()
            is_table = isinstance(one, QTableView | QTreeView)
            if is_table and wide and not has_widget and words[:1_900] not in tip:
                found.append(f"{_name(one)}: {words[:40]!r} is cut without a tooltip")
    return found


def painted_without_tip(view: QAbstractItemView) -> list[str]:
    """Give the words that the rows of a list cut and tell nowhere else."""
    with cut_lines() as cut:
        view.viewport().render(QImage(view.viewport().size(), QImage.Format.Format_RGB32))
    model = view.model()
    rows = range(model.rowCount())
    tips = [plain(str(model.index(n, 0).data(Qt.ItemDataRole.ToolTipRole) or "")) for n in rows]
    return [words for words, _ in cut if not any(words[:1_900] in tip for tip in tips)]
