"""A sheet: a form that takes the whole canvas, with labelled parts and hairlines between them.

It lies over a workspace; Esc leads back. What stands on it is made by its own module.
"""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from annotator.language import tr
from annotator.ui.basics.building import (
    LeastRoom,
    Part,
    column,
    row,
    rule,
    scroller,
    wanted_size,
    widgets_in,
)
from annotator.ui.basics.forms import Form
from annotator.ui.basics.labels import Label

LABELS = 110
"""How wide the column of labels is."""
_WIDEST, _BESIDE = 1066, 20
_MESSAGE = 52
"""How high a message of one line is, with what stays free around it."""
_MOST_ABOVE = 8
"""What is higher than a field, as a list or a table, begins where its label does."""


class Sheet(Form):
    """Parts one below the other between title and verdict; what is too much scrolls.

    `fill` puts a list that scrolls by itself in the place of all parts.
    """

    closed = Signal()
    """The person leaves the sheet."""
    facts_changed = Signal()
    """The status line is to say something else behind the sheet's name."""

    def __init__(self, title: str, parent: QWidget, *, status: str = "") -> None:
        """Make an empty sheet; `status` names it in the status line (else its title does)."""
        super().__init__(title, parent)
        self.status = status or title
        self.status_facts: tuple[str, ...] = ()
        """What the status line says behind the sheet's name."""
        self.side: QWidget | None = None
        """A list of the sheet's own, shown at its left."""
        self.first: QWidget | None = None
        """Where the keyboard begins; without it at the main button."""
        self.within: QWidget | None = None
        """Where it begins in the sheet itself, if it began in the list at its side."""
        self.uncovered: list[QWidget] = []
        """What messages do not cover besides what is pressed above the buttons."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._inside = QWidget()
        self._parts = column(of=self._inside, around=(0, 0, 0, 0), gap=0)
        self._parts.addStretch(1)
        self._scroll = scroller(self._inside, self)
        self.column.addWidget(self._scroll, 1)

    def part(self, label: str, *content: Part) -> QVBoxLayout:
        """Add a part with a hairline below it, its label at its side; give its column."""
        inner = column(*content, gap=4)
        words = Label(label, "ui", "ink2", parent=self._inside, wraps=True)
        words.setFixedWidth(LABELS)
        words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        # Beside a field the label stands as high as the words in it.
        above = (_height(content[0]) - words.sizeHint().height()) // 2 if content else 0
        words.setContentsMargins(0, above if 0 < above <= _MOST_ABOVE else 0, 0, 0)
        lines = column(inner, rule(self._inside), gap=10)
        part = row(words, (lines, 1), around=(0, 10, 0, 0), gap=0)
        self._parts.insertLayout(self._parts.count() - 1, part)
        field = next(filter(_takes_tab, widgets_in(inner)), None)
        if field is not None:
            words.setBuddy(field)  # on Linux a list of choices is told by its label alone
        return inner

    def put(self, one: QWidget) -> None:
        """Add a part that has its own labels below those that are there."""
        self._parts.insertWidget(self._parts.count() - 1, one)

    def fill(self, one: QWidget) -> None:
        """Let a list that scrolls by itself take the place of the parts."""
        self._scroll.hide()
        self.column.addWidget(one, 1)

    def place_of_content(self) -> QRect:
        """Give what stands above the buttons and what is pressed right above them.

        Messages cover none of it. Where all of the sheet is to be pressed, the buttons alone count.
        """
        layout = self.layout()
        if layout is not None:
            layout.activate()
        lowest = low = self.buttons.geometry().top()
        for top, bottom in sorted(self._pressed(), key=lambda one: -one[1]):
            if bottom > low - _MESSAGE:
                low = min(low, top)
        return self.rect().adjusted(
            0, 0, 0, (low if low > self.height() // 2 else lowest) - self.height()
        )

    def _pressed(self) -> Iterator[tuple[int, int]]:
        """Give top and bottom of what is pressed or written in outside of lists, above the foot."""
        low = self.buttons.geometry().top()
        buttons, fields = self.findChildren(QAbstractButton), self.findChildren(QLineEdit)
        for one in (*buttons, *fields, *self.uncovered):
            place = QRect(one.mapTo(self, one.rect().topLeft()), one.size())
            if one.isVisibleTo(self) and place.bottom() < low and not self._scrolls(one):
                yield place.top(), place.bottom()

    def _scrolls(self, one: QWidget) -> bool:
        around = one.parentWidget()
        while around is not None and around is not self:
            if isinstance(around, QAbstractScrollArea):
                return True
            around = around.parentWidget()
        return False

    def show_part(self, inside: QWidget) -> None:
        """Scroll until something on the sheet is in view."""
        self._scroll.ensureWidgetVisible(inside, 0, LABELS)

    def lay_out(self, *changed: QWidget) -> None:
        """Let what is new on the sheet have its place before it is painted; the inner ones first.

        Qt would do so event by event, and paint meanwhile what is pressed into the old height.
        """
        for one in (*changed, self._inside):
            layout = one.layout()
            if layout is not None:
                layout.activate()
        QApplication.sendEvent(self._inside, QEvent(QEvent.Type.LayoutRequest))

    def turn(self, *, back: bool) -> bool:
        """Take back, or do again, what is drafted here and in no step; say whether something is."""
        return False

    def leave(self) -> None:
        """Go back to what lies under the sheet."""
        self.closed.emit()

    def dropped(self) -> None:
        """Let go of what is awaited: the sheet goes, left or for another one."""

    def leave_button(self, words: str = "") -> None:
        """Add the button that leaves and does nothing; Esc is its key."""
        self.button(words or tr("Cancel"), self.leave, key=tr("Esc"))

    @property
    def home(self) -> QWidget:
        """What the keyboard belongs to when the sheet is shown."""
        for one in (self.first, self._main, self._escape):
            if one is not None and one.isEnabled():
                return one
        return self

    @property
    def inside(self) -> QWidget:
        """What takes the keyboard in the sheet itself, where the list at its side had it.

        That is its home, else what it says (`within`), else the first of its content that can.
        """
        here = (self.home, self.within, *self._content(), self._main, self._escape)
        takes = (one for one in here if one is not None and self.isAncestorOf(one))
        return next((one for one in takes if one.isEnabled() and one.isVisibleTo(self)), self)

    def _content(self) -> Iterator[QWidget]:
        """Give what takes Tab between the title and the buttons."""
        head = widgets_in(self.head)
        for one in widgets_in(self.column):
            if one not in head:
                yield from filter(_takes_tab, (one, *one.findChildren(QWidget)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Esc in any case."""
        if event.key() == Qt.Key.Key_Escape and self._escape is None:
            self.leave()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the content in the middle, no wider than lines are read at ease."""
        super().resizeEvent(event)
        beside = max(_BESIDE, (self.width() - _WIDEST) // 2)
        layout = self.layout()
        if layout is not None and layout.contentsMargins().left() != beside:
            layout.setContentsMargins(beside, 16, beside, 16)


def with_side(sheet: Sheet, parent: QWidget) -> QWidget:
    """Give what is shown of a sheet: the list at its side, if it has one, and the sheet.

    Where there is less room than they need, as at 200 % of a small screen, they scroll.
    """
    whole, side = QWidget(parent), sheet.side
    if side is None:
        row((LeastRoom(sheet, whole), 1), of=whole, around=(0, 0, 0, 0), gap=0)
    else:
        beside = LeastRoom(side, whole, fixed_width=side.minimumWidth())
        row(beside, (LeastRoom(sheet, whole), 1), of=whole, around=(0, 0, 0, 0), gap=0)
    return whole


def _height(part: Part) -> int:
    """Give how high a part is where there is room for all."""
    one = part[0] if isinstance(part, tuple) else part
    if isinstance(one, QWidget):
        return wanted_size(one).height()
    return one.sizeHint().height() if isinstance(one, QLayout) else one or 0


def _takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
