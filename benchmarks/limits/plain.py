"""A plain text edit of the same size, font and measure as the page, without any span."""

from __future__ import annotations

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QFrame, QTextEdit

from benchmarks.place import VIEW_HEIGHT, VIEW_WIDTH

MEASURE = 564
FAMILIES = ["Noto Serif", "Source Serif 4", "Georgia", "Cambria", "Times New Roman", "DejaVu Serif"]


def plain_edit() -> QTextEdit:
    """Give it, shown and empty."""
    program = QApplication.instance() or QApplication([])
    edit = QTextEdit()
    edit.program = program
    font = QFont()
    font.setFamilies(FAMILIES)
    font.setPixelSize(17)
    edit.setFont(font)
    edit.setReadOnly(True)
    edit.setUndoRedoEnabled(False)
    edit.setFrameShape(QFrame.Shape.NoFrame)
    edit.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
    edit.setLineWrapColumnOrWidth(MEASURE)
    edit.resize(VIEW_WIDTH, VIEW_HEIGHT)
    edit.show()
    program.processEvents()
    return edit
