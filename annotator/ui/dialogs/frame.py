"""What the dialogs share: their margins, their words, their buttons at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.ui.basics import theme

if TYPE_CHECKING:
    from collections.abc import Callable


class Frame(QDialog):
    """A dialog with a column for its content and a row for its buttons."""

    def __init__(self, parent: QWidget, title: str, *, width: int = 560) -> None:
        """Make an empty dialog."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setMinimumWidth(width)
        self.column = QVBoxLayout()
        self.column.setSpacing(8)
        self.buttons = QHBoxLayout()
        self.buttons.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 16, 20, 16)
        whole.setSpacing(12)
        whole.addLayout(self.column, 1)
        whole.addLayout(self.buttons)

    def words(self, text: str, *, font: str = "ui", ink: str = "ink") -> QLabel:
        """Add a line of words and give its label."""
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setFont(theme.font(font))
        label.setStyleSheet(f"color: {theme.colour(ink).name()}")
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.column.addWidget(label)
        return label

    def button(
        self, text: str, run: Callable[[], object], *, is_default: bool = False
    ) -> QPushButton:
        """Add a button at the end of the row."""
        button = QPushButton(text, self)
        button.setAutoDefault(is_default)
        button.setDefault(is_default)
        button.clicked.connect(lambda: run())
        self.buttons.addWidget(button)
        return button
