"""What the dialogs share: a form in a window of its own."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from annotator.language import tr
from annotator.ui.basics.building import column
from annotator.ui.basics.buttons import KeyButton
from annotator.ui.basics.forms import Form
from annotator.ui.basics.held_keys import watch_held_keys
from annotator.ui.basics.labels import Label

_AROUND = QSize(16, 250)
"""What lies around a list: the system's frame, a field, words and buttons."""


class Frame(QDialog):
    """A dialog with a column for its content and a row for its buttons."""

    def __init__(self, parent: QWidget, title: str, *, width: int = 560) -> None:
        """Make an empty dialog."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setMinimumWidth(min(width, self.screen().availableSize().width() - _AROUND.width()))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.form = Form(title, self)
        self.facts, self.verdict = self.form.facts, self.form.verdict
        self.column = self.form.column
        column(self.form, of=self, around=(0, 0, 0, 0))

    def showEvent(self, event: QShowEvent) -> None:
        """See to the keys held down: one that has opened the form presses nothing in it."""
        super().showEvent(event)
        watch_held_keys(self)

    def room(self, wanted: int) -> int:
        """Give the height that a list may have here: on a small screen less than is wanted."""
        return min(wanted, self.screen().availableSize().height() - _AROUND.height())

    def grow(self) -> None:
        """Be as high as what has been said meanwhile: Qt lets words that wrap be cut."""
        layout = self.layout()
        if layout is None:
            return
        layout.activate()
        room = self.screen().availableSize().height() - _AROUND.width()
        needed = min(layout.totalHeightForWidth(self.width()), room)
        if needed > self.height():
            self.resize(self.width(), needed)

    def words(self, text: str, *, font: str = "ui", ink: str = "ink") -> Label:
        """Add a line of words and give its label."""
        return self.form.words(text, font=font, ink=ink)

    def button(
        self,
        text: str,
        run: Callable[[], object],
        *,
        is_default: bool = False,
        at_start: bool = False,
    ) -> KeyButton:
        """Add a button (see `Form.button`); what rejects the dialog is what Esc does."""
        key = tr("Esc") if run == self.reject and not is_default else ""
        return self.form.button(text, run, key=key, is_default=is_default, at_start=at_start)
