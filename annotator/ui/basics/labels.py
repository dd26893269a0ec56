"""Words from outside on the screen: never rendered, whatever signs are in them."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as Guess
from PySide6.QtWidgets import QLabel, QWidget

from annotator.ui.basics import theme


class Label(QLabel):
    """Words as they stand, in a font and a colour of the theme, whatever theme comes."""

    def __init__(
        self,
        words: str = "",
        font: str = "ui",
        ink: str = "ink",
        *,
        parent: QWidget | None = None,
        wraps: bool = False,
        name: str = "",
    ) -> None:
        """Show words; `name` is what tests and style sheets find it by."""
        super().__init__(words, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)
        self.setObjectName(name)
        self._look = (font, ink)
        theme.notice.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        font, ink = self._look
        self.setFont(theme.font(font))
        self.setStyleSheet(f"color: {theme.colour(ink).name()}")


def shown_time(at: str) -> str:
    """Give a moment, kept in UTC, by the clock of this computer."""
    try:
        return f"{datetime.fromisoformat(at).astimezone():%Y-%m-%d %H:%M:%S}"
    except (ValueError, OverflowError):
        return at


def plain_tip(words: str) -> str:
    """Give words as a tooltip that shows them as they stand: Qt renders what looks like HTML."""
    if not Guess.mightBeRichText(words):
        return words
    from html import escape

    return f"<qt>{escape(words)}</qt>".replace("\n", "<br>")
