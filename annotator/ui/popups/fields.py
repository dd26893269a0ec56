"""Small forms that open at a place: what they share, and the note.

In a field Ctrl+Z undoes typing; leaving the field gives its words once, as one step.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from annotator.language import tr
from annotator.project.asking.noting import NoteWords
from annotator.ui.basics.building import column, text_area
from annotator.ui.basics.labels import CutLabel, Label
from annotator.ui.popups.placing import CARD_WIDTH, Place, put_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.model.span import Note
    from annotator.ui.popups.box import TickBox

_TWO_LINES = 48
"""The least height of a field of several lines, where the window is low."""


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
            self.column.addWidget(CutLabel(title, "bold", parent=self))
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
            place = self._place(self._height, self.wide)
            put_in(self, place, self.column.minimumHeightForWidth(place.width()))

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


class WordsPopup(FieldPopup):
    """A field for some words, as the reason of a decision; `boxes` stand below it."""

    written = Signal(object)
    """The words, or what else is asked for with them."""

    def __init__(
        self, parent: QWidget, title: str, words: str, boxes: Sequence[TickBox] = ()
    ) -> None:
        """Make the form with the words as they are."""
        super().__init__(parent, title)
        self.field = text_area(words, 96, self)
        self.field.setMinimumHeight(_TWO_LINES)
        self.field.setAccessibleName(title)
        for one in (self.field, *boxes):
            self.column.addWidget(one)
            one.installEventFilter(self)
        hint = tr("Esc or Ctrl+Enter keeps it; no words take the note away.")
        if boxes:
            hint = f"{tr('Tab and Space tick.')} {hint}"
        self.column.addWidget(Label(hint, "small", parent=self, wraps=True))
        self._before: object = None

    def wish(self) -> object:
        """Give what it says now."""
        return self.field.toPlainText().strip()

    def open_in(self, place: Place) -> None:
        """Show the form, and remember what it said at first."""
        self._before = self.wish()
        super().open_in(place)

    def first_field(self) -> QWidget:
        """Give the field."""
        return self.field

    def keep(self) -> None:
        """Say what it says if that has changed."""
        wish = self.wish()
        if wish != self._before:
            self.written.emit(wish)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Enter and Esc leave the form from each of its fields."""
        if _leaves(event) and isinstance(watched, QWidget) and self.isAncestorOf(watched):
            self.end(keep=True)
            return True
        return super().eventFilter(watched, event)


class NotePopup(WordsPopup):
    """A note: its words, whether it asks all coders, whether to come back to it."""

    def __init__(self, parent: QWidget, title: str, note: Note | None) -> None:
        """Make the form with the note as it is; None = there is none yet. It tells `NoteWords`."""
        from annotator.ui.popups.box import TickBox

        asks, later = TickBox(tr("A question to all coders")), TickBox(tr("Come back later"))
        super().__init__(parent, title, "" if note is None else note.text, (asks, later))
        self.asks, self.later = asks, later
        asks.setChecked(note is not None and note.question)
        later.setChecked(note is not None and note.later)

    def wish(self) -> NoteWords:
        """Give the note as it shall be; a question without words asks nothing."""
        words = self.field.toPlainText().strip()
        return NoteWords(words, bool(words) and self.asks.isChecked(), self.later.isChecked())


def _leaves(event: QEvent) -> bool:
    if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
        return False
    if event.key() == Qt.Key.Key_Escape:
        return True
    is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return is_enter and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
