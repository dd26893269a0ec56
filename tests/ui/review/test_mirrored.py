"""Review in a right-to-left interface: sheets begin at the right, menus open under buttons."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QPushButton

from annotator.language import use
from annotator.settings import Settings
from annotator.ui.app import make_program
from annotator.ui.basics.labels import Label
from annotator.ui.review.agreement import AgreementSheet
from annotator.ui.window import MainWindow
from tests.codings import project_of
from tests.ui.review.conftest import first_article, open_review, second_article
from tests.ui.seen import faults

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QImage
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import Driver


@pytest.fixture
def mirrored(qtbot: QtBot, tmp_path: Path) -> Iterator[Driver]:
    """Review of two articles in an interface that runs from right to left."""
    settings = Settings(coder_name="A", coder_id="coder-a", language="fa")
    make_program(settings)
    try:
        window = MainWindow(settings)
        qtbot.addWidget(window)
        window.resize(1366, 768)
        window.show()
        path = tmp_path / "two.annotator"
        project_of(path, [first_article(), second_article()]).close()
        yield open_review(window, qtbot, path)
        window.close_project()
    finally:
        use("en")
        make_program(Settings())


def ink_of(label: Label) -> tuple[int, int]:
    """Give the first and the last column of a label that has ink in it."""
    picture: QImage = label.grab().toImage()
    ground = picture.pixel(0, picture.height() - 1)
    columns = [
        x
        for x in range(picture.width())
        if any(picture.pixel(x, y) != ground for y in range(picture.height()))
    ]
    return columns[0], columns[-1]


@pytest.mark.parametrize(
    "act", ["compare", "draw-sample", "make-kits", "take-kits-back", "look-alikes", "agreement"]
)
def test_what_is_said_on_a_sheet_begins_at_the_right(mirrored: Driver, act: str) -> None:
    mirrored.window.acts.run(act)
    review = mirrored.session.review
    mirrored.wait(lambda: review.sheet is not None)
    if isinstance(review.sheet, AgreementSheet):
        mirrored.wait(lambda: review.sheet.agreement is not None and review.sheet.job is None)
    for size in ((1366, 768), (1024, 640)):
        mirrored.window.resize(*size)
        mirrored.wait(lambda: faults(mirrored.window) == [])
    labels = [one for one in review.sheet.findChildren(Label) if one.text() and one.isVisible()]
    assert labels
    for one in labels:
        if one.objectName().startswith("empty") or one.visibleRegion().isEmpty():
            continue
        first, last = ink_of(one)
        at_far_end = one is review.sheet.facts
        assert at_far_end or one.width() - 1 - last <= first + 2, one.text()


def test_the_menu_of_what_is_listed_opens_under_its_button(
    mirrored: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[int] = []
    # The screen of the tests is too small for where it is wanted.
    monkeypatch.setattr(
        QMenu, "popup", lambda menu, at: opened.append(at.x() + menu.sizeHint().width() - 1)
    )
    button = mirrored.session.review.pane.findChild(QPushButton, "filters")
    button.click()
    assert opened == [button.mapToGlobal(QPoint(button.width() - 1, 0)).x()]


def test_words_of_english_marks_are_cut_at_their_end(mirrored: Driver) -> None:
    mirrored.window.acts.run("alike-framed")
    review = mirrored.session.review
    mirrored.wait(lambda: review.handlers.popup is not None)
    said = review.handlers.popup.list.item(0).text()
    assert (said[0], said[-1]) == ("\u2068", "\u2069")
