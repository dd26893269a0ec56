"""Small forms that open at a place: what they share, and the note.

In a field Ctrl+Z undoes typing; leaving the field gives its words once, as one step.
"""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from annotator.language import tr
from annotator.ui.basics.building import column, text_area
from annotator.ui.basics.labels import Label
from annotator.ui.popups.placing import CARD_WIDTH, Place, put_in


class FieldPopup(QFrame):
    """What both forms share: their place, Esc, and that leaving them ends them once."""

    closed = Signal()
    wide = 0
    """How wide a form is that does not stand in the margin."""
    shows_title = True

    def __init__(self, parent: QWidget, title: str) -> None:
        """Make an empty form."""
        super().__init__(parent)
        self.setObjectName("popup")
        self.setAccessibleName(title)
        self._done = False
        self._place: Place | None = None
        self._height = 0
        self.column = column(of=self, around=(10, 8, 10, 10))
        if self.shows_title:
            self.column.addWidget(Label(title, "bold", parent=self))
        self.hide()
        program = QApplication.instance()
        if isinstance(program, QApplication):
            program.focusChanged.connect(self._focus_changed)

    def open_in(self, place: Place) -> None:
        """Show the form where `place` says for its height."""
        self._place = place
        self.setFixedWidth(self.wide or CARD_WIDTH)
        self.adjustSize()
        self._height = max(self.sizeHint().height(), self.column.totalHeightForWidth(self.width()))
        self.place_again()
        self.first_field().setFocus(Qt.FocusReason.PopupFocusReason)

    def place_again(self) -> None:
        """Stand where the place is now: the page has been scrolled."""
        if self._place is not None and not self._done:
            put_in(self, self._place(self._height, self.wide))

    def first_field(self) -> QWidget:
        """Give the field that typing begins in."""
        raise NotImplementedError

    def keep(self) -> None:
        """Say the words; called once, when the form is left."""
        raise NotImplementedError

    def end(self, *, keep: bool) -> None:
        """Close the form, keeping what was typed or not."""
        if self._done:
            return
        self._done = True
        if keep:
            self.keep()
        self.hide()
        self.closed.emit()
        self.deleteLater()

    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self.isVisible() and new is not None and not self.isAncestorOf(new):
            self.end(keep=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the form and keeps what was typed: it is one step, and that can be undone."""
        if event.key() == Qt.Key.Key_Escape:
            self.end(keep=True)
        else:
            event.accept()


class NotePopup(FieldPopup):
    """A note on a span, a statement or the article."""

    written = Signal(str)

    def __init__(self, parent: QWidget, title: str, words: str) -> None:
        """Make the form with the note as it is."""
        super().__init__(parent, title)
        self._before = words
        self.field = text_area(words, 96, self)
        self.field.setAccessibleName(title)
        self.field.installEventFilter(self)
        self.column.addWidget(self.field)
        hint = tr("Esc or Ctrl+Enter keeps it; no words take the note away.")
        self.column.addWidget(Label(hint, "small", parent=self, wraps=True))

    def first_field(self) -> QWidget:
        """Give the field."""
        return self.field

    def keep(self) -> None:
        """Say the words if they have changed."""
        words = self.field.toPlainText().strip()
        if words != self._before.strip():
            self.written.emit(words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Enter and Esc leave the field."""
        if watched is self.field and _leaves(event):
            self.end(keep=True)
            return True
        return super().eventFilter(watched, event)


def _leaves(event: QEvent) -> bool:
    if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
        return False
    if event.key() == Qt.Key.Key_Escape:
        return True
    is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return is_enter and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
