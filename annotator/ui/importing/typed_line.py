"""The line above a page that is coming in, in which the value of a field is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from annotator.language import tr
from annotator.ui.basics.building import field, row
from annotator.ui.basics.labels import CutLabel, Label
from annotator.ui.importing.words import field_words

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from annotator.errors import AnnotatorError


class TypedLine(QWidget):
    """Seen while somebody types a value: Enter keeps it, Esc leaves it as it is."""

    typed = Signal(str)
    """What was typed, and is to be kept."""
    left = Signal()
    """The line has gone; the keyboard is to be where it was."""

    def __init__(self, parent: QWidget) -> None:
        """Begin hidden."""
        super().__init__(parent)
        self._name = Label("", "small", "ink2", parent=self)
        self.field = field("", self)
        self._says = CutLabel("", "small", "ink2", parent=self)
        row(self._name, (self.field, 2), (self._says, 1), of=self, around=(20, 8, 20, 0), gap=10)
        self.field.installEventFilter(self)
        self.hide()

    def begin(self, name: str, value: str) -> None:
        """Let a value of a field be typed, beginning with the one it has."""
        self._name.setText(field_words(name))
        self.field.setAccessibleName(field_words(name))
        self.field.setText(value)
        self.field.selectAll()
        form = tr("YYYY, YYYY-MM or YYYY-MM-DD")
        self._says.setText(form if name == "date" else tr("Enter keeps it, Esc leaves it"))
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, problem: AnnotatorError) -> None:
        """Say why a value cannot be kept; it stays to be changed."""
        self._says.setText(problem.sentence())

    def leave(self) -> None:
        """Go, whatever was typed."""
        if self.isVisible():
            self.hide()
            self.left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Enter and Esc before the sheet does: they are about this line."""
        kinds = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        if not isinstance(event, QKeyEvent) or event.type() not in kinds:
            return super().eventFilter(watched, event)
        is_press = event.type() is QEvent.Type.KeyPress
        match event.key():
            case Qt.Key.Key_Escape if is_press:
                self.leave()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if is_press:
                self.typed.emit(self.field.text().strip())
            case Qt.Key.Key_Escape | Qt.Key.Key_Return | Qt.Key.Key_Enter:
                event.accept()
            case _:
                return super().eventFilter(watched, event)
        return True
