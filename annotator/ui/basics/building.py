"""What every place is built of: rows and columns of parts, and what comes a little later."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeAlias, TypeVar

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import (
    QCursor,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QPalette,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

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


class LeastRoom(QScrollArea):
    """Gives what it holds all the room there is; where that is less than it needs, it scrolls.

    So on a large text or a small screen nothing is cut or lies over something else for good.
    """

    def __init__(self, inside: QWidget, parent: QWidget, *, fixed_width: int = 0) -> None:
        """Hold a widget; one of a fixed width scrolls up and down alone."""
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._fixed = fixed_width
        if fixed_width:
            self.setFixedWidth(fixed_width)
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.inside = inside
        self._fitted = (QSize(), QSize())
        self._at_keyboard = later(self, 0, self._show_keyboard)
        self._laid_out = later(self, 0, self._look_for_pointer)
        self.setWidget(inside)
        inside.installEventFilter(self)
        program = QApplication.instance()
        if isinstance(program, QApplication):
            program.focusChanged.connect(self._went)

    def minimumSizeHint(self) -> QSize:
        """Need no room of its own: the window decides."""
        return QSize(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the room that there is now."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Share out the room anew when more or less is needed."""
        if watched is self.inside and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return False

    def _fit(self) -> None:
        least = self._least()
        if (self.size(), least) == self._fitted:
            return
        if self._fixed:
            needs_bar = least.height() > self.height()
            self.setFixedWidth(
                self._fixed + needs_bar * self.verticalScrollBar().sizeHint().width()
            )
            self.inside.resize(self._fixed, max(self.height(), least.height()))
        else:
            room = self.maximumViewportSize()
            self.inside.resize(room)  # it may stand otherwise in less room, and then need less
            least = self._least()
            bar = self.verticalScrollBar().sizeHint().width()
            width = room.width() - bar * (least.height() > room.height())
            height = room.height() - bar * (least.width() > width)
            self.inside.resize(QSize(width, height).expandedTo(least))
        self._fitted = (self.size(), least)

    def _least(self) -> QSize:
        layout = self.inside.layout()
        if layout is not None:
            layout.activate()  # else layouts within it say what was needed before
        least = self.inside.minimumSizeHint().expandedTo(self.inside.minimumSize())
        if layout is not None and layout.hasHeightForWidth():
            width = self._fixed or max(self.viewport().width(), least.width())
            least.setHeight(max(least.height(), layout.totalMinimumHeightForWidth(width)))
        return least

    def showEvent(self, event: QShowEvent) -> None:
        """Share out the room: what stands otherwise in less room hears of it from now on."""
        super().showEvent(event)
        self._fitted = (QSize(), QSize())
        self._fit()
        self._laid_out.start()

    def _look_for_pointer(self) -> None:
        """Light no button that lay below the pointer only before it was given its place."""
        for one in self.inside.findChildren(QAbstractButton):
            if one.underMouse() and not one.rect().contains(one.mapFromGlobal(QCursor.pos())):
                one.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
                one.update()

    def _went(self, _before: QWidget | None, now: QWidget | None) -> None:
        if isValid(self) and now is not None and self.inside.isAncestorOf(now):
            self._at_keyboard.start()  # once all of it is laid out

    def _show_keyboard(self) -> None:
        """Bring what has the keyboard into view, from its beginning on."""
        now = self.inside.window().focusWidget()
        if now is None or not self.inside.isAncestorOf(now):
            return
        seen = now.size().boundedTo(self.viewport().size())
        place = QRect(now.mapTo(self.inside, QPoint(0, 0)), seen)
        for corner in (place.bottomRight(), place.topLeft()):
            self.ensureVisible(corner.x(), corner.y(), 0, 0)


_LINES_APART = 4


class Wrapped(QWidget):
    """Parts one after the other, in as many lines as the width needs."""

    def __init__(self, parent: QWidget, name: str = "", *parts: QWidget, gap: int = 12) -> None:
        """Hold some parts; `name` is what a screen reader calls the group."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._gap = gap
        self.parts: list[QWidget] = []
        for one in parts:
            self.add(one)

    def add(self, part: QWidget) -> None:
        """Take one more part."""
        is_hidden = part.isHidden()
        part.setParent(self)
        part.setVisible(not is_hidden)
        self.parts.append(part)

    def event(self, event: QEvent) -> bool:
        """Let the parts find their lines anew when one of them is shown, or says something else."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the parts find their lines anew."""
        super().resizeEvent(event)
        self._place()

    def sizeHint(self) -> QSize:
        """Want the lines that there are."""
        return QSize(0, self.height())

    def _place(self) -> None:
        x = y = 0
        mirrored = self.isRightToLeft()
        shown = [one for one in self.parts if not one.isHidden()]
        height = max((wanted_size(one).height() for one in shown), default=0)
        height = max(height, 28)
        for one in shown:
            width = min(wanted_size(one).width(), self.width())
            if x and x + width > self.width():
                x, y = 0, y + height + _LINES_APART
            one.setGeometry(self.width() - x - width if mirrored else x, y, width, height)
            x += width + self._gap
        for one in self.parts:
            if one.isHidden():  # else it would be lit where the pointer is before it has its place
                one.move(-one.width() - self._gap, 0)
        self.setFixedHeight(y + height)


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
