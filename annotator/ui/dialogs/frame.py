"""What the dialogs share: a title with its facts, their words, one main button at the end."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QWidget

from annotator.language import tr
from annotator.ui.basics.building import column, row
from annotator.ui.basics.buttons import KeyButton
from annotator.ui.basics.labels import CutLabel, Label

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
        self.setObjectName("form")
        self.facts = CutLabel("", "small", "ink2", parent=self)
        """What is said at the far end of the title."""
        self.facts.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.column = column(row(Label(title, "title", parent=self), (self.facts, 1)), gap=8)
        self.buttons = row(None)
        column((self.column, 1), self.buttons, of=self, around=(20, 16, 20, 16), gap=12)

    def room(self, wanted: int) -> int:
        """Give the height that a list may have here: on a small screen less than is wanted."""
        return min(wanted, self.screen().availableSize().height() - _AROUND.height())

    def words(self, text: str, *, font: str = "ui", ink: str = "ink") -> Label:
        """Add a line of words and give its label."""
        label = Label(text, font, ink, parent=self, wraps=True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.column.addWidget(label)
        return label

    def button(
        self, text: str, run: Callable[[], object], *, is_default: bool = False
    ) -> KeyButton:
        """Add a button at the end of the row; Enter presses the default one from anywhere else."""
        key = tr("Enter") if is_default else tr("Esc") if run == self.reject else ""
        button = KeyButton(text, key, is_main=is_default, parent=self)
        button.setDefault(is_default)
        button.clicked.connect(lambda: run())
        self.buttons.addWidget(button)
        return button
