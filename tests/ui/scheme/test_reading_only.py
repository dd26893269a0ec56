"""A scheme that can be read alone: what cannot be done is grey, and a sentence says why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from annotator.model.layer import Coder
from annotator.project import Project
from tests.ui.conftest import Driver
from tests.ui.scheme.scheme_driver import go_to, open_scheme

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from annotator.ui.scheme.sheet import SchemeSheet
    from annotator.ui.window import MainWindow

LEFT = Qt.MouseButton.LeftButton
OWNER = Coder("01a2b3c4-0000-7000-8000-00000000000b", "B")


@pytest.fixture(params=["read only", "kit"])
def opened(
    request: pytest.FixtureRequest, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> Driver:
    """A project that may not be written, or a kit of somebody else."""
    path = tmp_path / "study.annotator"
    with Project.create(path, coder=OWNER) as made:
        made.import_text("Talks\n\nKabul said no.\n", "a")
        made.mark(1, "entity", (7, 12), {"kind": "place"})
        if request.param == "kit":
            (kit,) = made.make_kits([window.settings.coder().name], tmp_path).kits
            path = kit.path
    window.projects.open_path(path, read_only=request.param == "read only")
    driver = Driver(window, qtbot)
    driver.wait(lambda: window.session is not None and window.session.view.page is not None)
    return driver


def unchanged(sheet: SchemeSheet) -> bool:
    return not sheet.drafts.edits and sheet.bridge.context.scheme.version == 1


def test_what_cannot_be_done_is_grey_with_a_sentence_and_clicks_do_nothing(opened: Driver) -> None:
    sheet = open_scheme(opened)
    go_to(opened, "claim.directness")
    grey = (
        *(sheet.add_type, sheet.add_part, sheet.edit_it, sheet.up, sheet.down, sheet.merge),
        *(sheet.split, sheet.retire, sheet.main, sheet.ready),
    )
    for one in grey:
        assert not one.isEnabled()
        assert one.toolTip() == sheet.why_not
        QTest.mouseClick(one, LEFT)
    assert sheet.why_not
    assert sheet.verdict.text() == sheet.why_not
    assert QApplication.activeModalWidget() is None
    assert not sheet.fields.isEnabled()
    assert unchanged(sheet)


def test_a_double_click_opens_no_field_and_says_why(opened: Driver) -> None:
    sheet = open_scheme(opened)
    go_to(opened, "claim.directness")
    said: list[str] = []
    sheet.said.connect(said.append)
    for view in (sheet.outline, sheet.table):
        place = view.visualRect(view.currentIndex()).center()
        QTest.mouseClick(view.viewport(), LEFT, pos=place)
        QTest.mouseDClick(view.viewport(), LEFT, pos=place)
        assert not view.findChildren(QLineEdit)
    assert said == [sheet.why_not] * 2
    assert unchanged(sheet)


def test_keys_that_edit_say_why_and_keys_that_read_work(opened: Driver) -> None:
    sheet = open_scheme(opened)
    go_to(opened, "entity.kind")
    said: list[str] = []
    sheet.said.connect(said.append)
    opened.press("F2", "n", "t", "Delete", "Enter", "Alt+Down")
    assert said == [sheet.why_not] * 6
    assert unchanged(sheet)
    asked: list[object] = []
    sheet.cases_wanted.disconnect()
    sheet.cases_wanted.connect(lambda path, _title: asked.append(str(path)))
    opened.press("o")
    assert asked == ["entity.kind"]
    QTest.mouseClick(sheet.versions, LEFT)
    opened.wait(lambda: QApplication.activeModalWidget() is not None)
    QApplication.activeModalWidget().close()


def test_a_note_is_written_in_a_kit_and_grey_where_nothing_is_written(opened: Driver) -> None:
    sheet = open_scheme(opened)
    is_kit = opened.session.bridge.context.kit is not None
    assert sheet.note_it.isEnabled() == is_kit
