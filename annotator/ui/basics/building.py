"""What every place is built of: rows and columns of parts, and what comes a little later."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeAlias, TypeVar

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QPalette
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator.ui.basics.labels import plain_tip

_APART_MS = 20
_FIELD_SIDE = 11
_LONGEST = 400
"""More characters than any field shows."""
Box = TypeVar("Box", bound=QBoxLayout)
Part: TypeAlias = "QWidget | QLayout | tuple[QWidget | QLayout, int] | int | None"
"""A part, with how it stretches; a blank of so many pixels; None: a blank that stretches."""


def row(
    *parts: Part,
    of: QWidget | None = None,
    around: tuple[int, int, int, int] | None = None,
    gap: int | None = None,
) -> QHBoxLayout:
    """Give a row of parts, as the layout `of` a widget if one is named."""
    return _filled(QHBoxLayout(of) if of is not None else QHBoxLayout(), parts, around, gap)


def column(
    *parts: Part,
    of: QWidget | None = None,
    around: tuple[int, int, int, int] | None = None,
    gap: int | None = None,
) -> QVBoxLayout:
    """Give a column of parts, as the layout `of` a widget if one is named."""
    return _filled(QVBoxLayout(of) if of is not None else QVBoxLayout(), parts, around, gap)


def _filled(
    box: Box, parts: tuple[Part, ...], around: tuple[int, int, int, int] | None, gap: int | None
) -> Box:
    if around is not None:
        box.setContentsMargins(*around)
    if gap is not None:
        box.setSpacing(gap)
    for part in parts:
        match part:
            case None:
                box.addStretch(1)
            case int():
                box.addSpacing(part)
            case QWidget():
                box.addWidget(part)
            case QLayout():
                box.addLayout(part)
            case QWidget() as widget, int(stretch):
                box.addWidget(widget, stretch)
            case QLayout() as inner, int(stretch):
                box.addLayout(inner, stretch)
    return box


@contextmanager
def adding_to(layout: QLayout) -> Iterator[None]:
    """Add widgets to the layout of a widget that is on the screen: all is laid out once, behind
    the last.

    Qt would show them one after the other, and for each lay out anew all that is around it: thirty
    labels more took 50 ms.
    """
    before = {*_widgets_beside(layout)}
    layout.setEnabled(False)
    try:
        yield
    finally:
        for one in _widgets_beside(layout):
            if one not in before and not _is_decided(one):
                one.show()
        layout.setEnabled(True)
        layout.invalidate()


def _widgets_beside(layout: QLayout) -> list[QWidget]:
    """Give the widgets of the widget that has a layout."""
    above, alone = layout.parentWidget(), Qt.FindChildOption.FindDirectChildrenOnly
    return [] if above is None else above.findChildren(QWidget, options=alone)


def _is_decided(widget: QWidget) -> bool:
    """Say whether somebody has said that a widget is to be seen, or not."""
    return widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)


def text_area(words: str, height: int, parent: QWidget) -> QPlainTextEdit:
    """Give a field of several lines; Tab leaves it."""
    field = QPlainTextEdit(words, parent)
    field.setTabChangesFocus(True)
    field.setFixedHeight(height)
    return field


class WordsField(QLineEdit):
    """A field of one line; where it has no room for its words, its tooltip has them.

    It shows how they begin, also where Tab selects them all.
    """

    def setText(self, words: str | None) -> None:
        """Take words and show how they begin."""
        super().setText(words or "")
        self.setCursorPosition(0)

    def is_cut(self) -> bool:
        """Say whether its words are longer than it is wide."""
        room = self.width() - 2 * _FIELD_SIDE
        return self.fontMetrics().horizontalAdvance(self.text()[:_LONGEST]) > room

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select from the end to the start what is selected when the keyboard comes."""
        super().focusInEvent(event)
        if self.hasSelectedText():
            self.end(False)
            self.home(True)

    def event(self, event: QEvent) -> bool:
        """Have the words as the tooltip; leave undoing to the window where nothing was typed."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            undo = event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable()
            redo = event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable()
            if undo or redo:
                event.ignore()  # nothing was typed: the window's step is meant
                return False
        if event.type() == QEvent.Type.ToolTip:
            self.setToolTip(plain_tip(self.text() if self.is_cut() else ""))
        return super().event(event)


def field(words: str, parent: QWidget | None = None) -> WordsField:
    """Give a field of one line, as high as all that is pressed in a form."""
    made = WordsField(words, parent)
    made.setMinimumHeight(28)
    made.setCursorPosition(0)
    return made


def scroller(inside: QWidget, parent: QWidget) -> QScrollArea:
    """Give a place in which something higher than it scrolls; the keyboard passes it."""
    area = QScrollArea(parent)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    return area


def rule(parent: QWidget) -> QFrame:
    """Give a hairline between two parts of a form."""
    made = QFrame(parent)
    made.setFrameShape(QFrame.Shape.HLine)
    made.setObjectName("rule")
    made.setFixedHeight(1)
    return made


def row_line(parent: QWidget) -> QFrame:
    """Give the hairline below a row of a table in a form."""
    made = rule(parent)
    made.setObjectName("row-line")
    return made


def widgets_in(layout: QLayout) -> list[QWidget]:
    """Give what a layout of a widget holds, in its order, also in layouts of its own.

    Not by `itemAt`: PySide keeps what that gives when Qt has long freed it. What came to lie at
    the same place in memory was then taken for it, and the program crashed.
    """
    above = layout.parentWidget()
    beside = () if above is None else above.children()
    some = [one for one in (*beside, *layout.children()) if isinstance(one, QWidget | QLayout)]
    placed = sorted((layout.indexOf(one), n) for n, one in enumerate(some))
    found: list[QWidget] = []
    for at, n in placed:
        one = some[n]
        if at >= 0:
            found += widgets_in(one) if isinstance(one, QLayout) else [one]
    return found


def wanted_size(widget: QWidget) -> QSize:
    """Give the size that a layout gives a widget where there is room for all."""
    wanted = widget.sizeHint().expandedTo(widget.minimumSizeHint())
    return wanted.boundedTo(widget.maximumSize()).expandedTo(widget.minimumSize())


def clear(box: QBoxLayout) -> None:
    """Take all parts out; widgets go."""
    while box.count():
        item = box.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def part_with(*widgets: QWidget) -> None:
    """Let hidden widgets go, one after the other: what stood in a project is much for one turn.

    What was to be done in them later is not done any more.
    """
    for n, one in enumerate(widgets, 1):
        for timer in one.findChildren(QTimer):
            timer.stop()
        QTimer.singleShot(n * _APART_MS, one, one.deleteLater)


def later(parent: QObject, wait_ms: int, run: Callable[[], object]) -> QTimer:
    """Give a timer that does something once, so long after each `start`."""
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(wait_ms)
    timer.timeout.connect(run)
    return timer


def own_viewport(area: QAbstractScrollArea) -> QWidget:
    """Give a scroll area a viewport that was made here, as Qt makes it.

    To hand out one that Qt has made, PySide loads each class of widgets that there is, the
    calendar and the wizard too: 12 ms of a start.
    """
    port = QWidget(area)
    port.setBackgroundRole(QPalette.ColorRole.Base)
    port.setAutoFillBackground(True)
    port.setAcceptDrops(area.acceptDrops())
    area.setViewport(port)
    return port
