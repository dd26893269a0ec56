"""In a kit nothing is suggested, and the menu says why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.model.layer import Coder
from annotator.project import Project
from tests.ui.conftest import ARTICLE, Driver

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QMenu
    from pytestqt.qtbot import QtBot

    from annotator.ui.window import MainWindow

WHY = "Suggestions are off in a kit: its coder works unaided."


def test_in_a_kit_tab_and_menu_say_that_nothing_is_suggested(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    with Project.create(tmp_path / "p.annotator", coder=Coder("coder-x", "X")) as project:
        project.import_sources([tmp_path / "a.txt"])
        project.make_kits(["A"], tmp_path / "kits", overlap=1.0)
    window.projects.open_path(next((tmp_path / "kits").glob("*.annotator")))
    qtbot.waitUntil(lambda: window.session is not None and window.session.view.page is not None)
    driver = Driver(window, qtbot)
    driver.session.view.setFocus()
    driver.press("Tab")
    assert window.messages.words == WHY
    menu: QMenu = window.acts.menu(window)
    part = next(one.menu() for one in menu.actions() if one.text() == "Suggestions")
    part.aboutToShow.emit()
    assert part.actions()[0].text() == "Off in a kit: its coder works unaided"
    assert not part.actions()[0].isEnabled()
