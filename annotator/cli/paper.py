"""Texts laid out as PDF by the command line: Qt needs no screen for that, and is loaded late."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from PySide6.QtGui import QGuiApplication

    from annotator.formats.base import PaperText


def write_texts(texts: Iterable[PaperText], path: Path) -> int:
    """Write texts as a PDF and give the number of its sheets."""
    program = _program()
    from annotator.ui import render

    n = render.write_texts(texts, path)
    del program
    return n


def write_page_as_pdf(html: str, path: Path) -> None:
    """Write a page of our own as a PDF; raises `CannotWrite`."""
    program = _program()
    from annotator.ui import render

    render.write_page_as_pdf(html, path)
    del program


def _program() -> QGuiApplication:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QCoreApplication
    from PySide6.QtWidgets import QApplication

    there = QCoreApplication.instance()
    return there if isinstance(there, QApplication) else QApplication([])
