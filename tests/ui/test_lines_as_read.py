"""A line that begins with a number runs as its letters do, in labels and buttons that are cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter

from annotator.ui.basics import theme
from annotator.ui.basics.labels import CutButton, CutLabel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

TO_RIGHT, TO_LEFT = "\u200e", "\u200f"
LINES = [
    ("12 وزیر گفت", TO_LEFT),
    ("۱۲ نفر در کابل", TO_LEFT),
    ("2024: محادثات جديدة", TO_LEFT),
    ("“3,5 وزیر”", TO_LEFT),
    ("12 ministers met", TO_RIGHT),
    ("2024", TO_RIGHT),
]


def ink(image: QImage) -> set[tuple[int, int]]:
    """Give the points that are written on."""
    ground = image.pixel(0, 0)
    return {
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixel(x, y) != ground
    }


def from_left(points: set[tuple[int, int]]) -> set[tuple[int, int]]:
    least = min(x for x, _ in points)
    return {(x - least, y) for x, y in points}


def drawn(line: QWidget, words: str, mark: str) -> QImage:
    """Give the words behind a sign of direction, drawn by nothing but the library."""
    image = QImage(QSize(400, line.height()), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setFont(theme.font("ui"))
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
    flags |= Qt.AlignmentFlag.AlignVCenter
    painter.drawText(QRect(0, 0, 400, line.height()), flags, f"{mark}{words}")
    painter.end()
    return image


@pytest.mark.parametrize("kind", [CutLabel, CutButton])
@pytest.mark.parametrize(("words", "mark"), LINES)
def test_a_line_that_begins_with_a_number_runs_as_its_letters_do(
    qtbot, qapp, kind: type[QWidget], words: str, mark: str
) -> None:
    line = kind(words)
    qtbot.addWidget(line)
    line.resize(line.sizeHint() + QSize(20, 4))
    line.setStyleSheet("background: white; color: black")
    line.ensurePolished()
    image = QImage(line.size(), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    line.render(image)
    columns = {x for x, _ in from_left(ink(image))}
    right, wrong = (
        {x for x, _ in from_left(ink(drawn(line, words, one)))}
        for one in (mark, TO_LEFT if mark == TO_RIGHT else TO_RIGHT)
    )
    assert columns == right
    if words != "2024":
        assert right != wrong
