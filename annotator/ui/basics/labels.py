"""Words from outside on the screen: never rendered, whatever signs are in them."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as Guess
from PySide6.QtWidgets import QLabel, QWidget

from annotator.ui.basics import theme


def label(
    words: str,
    font: str = "ui",
    ink: str = "ink",
    *,
    parent: QWidget | None = None,
    wraps: bool = True,
) -> QLabel:
    """Give a label that shows words as they stand, in a font and a colour of the theme."""
    found = QLabel(words, parent) if parent is not None else QLabel(words)
    found.setTextFormat(Qt.TextFormat.PlainText)
    found.setWordWrap(wraps)
    found.setFont(theme.font(font))
    found.setStyleSheet(f"color: {theme.colour(ink).name()}")
    return found


def plain_tip(words: str) -> str:
    """Give words as a tooltip that shows them as they stand: Qt renders what looks like HTML."""
    return f"<qt>{escape(words)}</qt>" if Guess.mightBeRichText(words) else words


def plain_row(words: str) -> QLabel:
    """Give the words of a line of a form: Qt's own label would render what looks like HTML."""
    found = QLabel(words)
    found.setTextFormat(Qt.TextFormat.PlainText)
    return found
