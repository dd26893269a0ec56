"""What is copied in two forms at once: plain words, and words with their looks."""

from __future__ import annotations

import atexit
from functools import cache

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication

_ALONE = ("offscreen", "minimal")


def copy_passage(plain: str, rich: str) -> None:
    """Lay words on the clipboard, plain and as HTML."""
    data = QMimeData()
    data.setText(plain)
    data.setHtml(rich)
    QApplication.clipboard().setMimeData(data)
    _leave_plain_words()


@cache
def _leave_plain_words() -> None:
    """See that at the end the clipboard holds no object of ours, but the words.

    Qt would destroy it after Python has ended, and crash.
    """

    def leave() -> None:
        if QApplication.instance() is not None:
            clipboard = QApplication.clipboard()
            # Without a screen nobody else can own it, and Qt does not say that we do.
            if clipboard.ownsClipboard() or QApplication.platformName() in _ALONE:
                clipboard.setText(clipboard.text())

    atexit.register(leave)
