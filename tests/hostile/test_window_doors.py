"""The doors of the window: files dropped on it, and what another program left on the clipboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.project.importing.plan import ImportVerdict
from annotator.ui.dialogs import bug
from tests.hostile import files
from tests.ui.conftest import *  # noqa: F403 - the fixtures of the window
from tests.ui.importing import preview_of, reasons

_SMALL = 400_000
"""Larger files are tried at the doors beneath, which the window uses."""


def small(folder: Path, kind: str, only: range | None = None) -> list[Path]:
    made = files.lay(folder / kind, kind, only)
    return [one for one in made if not one.is_file() or one.stat().st_size < _SMALL]


@pytest.mark.parametrize("kind", ["page", "json", "table", "text"])
def test_files_that_want_to_harm_are_dropped_all_at_once(driver, tmp_path: Path, kind: str) -> None:
    files.SECRET_PLACE.write_text(files.SECRET)
    try:
        dropped = [one for one in small(tmp_path, kind) if one.suffix != ".annotator"]
        driver.session.view.files_dropped.emit(tuple(dropped))
        sheet = preview_of(driver)
        told = reasons(sheet)
        assert all(one.strip() and "Traceback" not in one for one in told.values())
        assert len(told) > 0
        rows = sum(len(sheet.list.model_.rows[one]) for one in ImportVerdict)
        assert rows >= len(dropped) - 1
        assert files.SECRET not in str(sheet.plan)
        driver.press("Esc")
        assert bug._open == []
        assert driver.on_disk() == driver.page
    finally:
        files.SECRET_PLACE.unlink()


@pytest.mark.parametrize("n", [0, 24, 48])
def test_a_project_that_wants_to_harm_is_dropped(driver, tmp_path: Path, n: int) -> None:
    (place,) = small(tmp_path, "project", range(n, n + 1))
    before = place.read_bytes()
    driver.session.view.files_dropped.emit((place,))
    driver.wait(lambda: driver.session.is_reviewing or bool(driver.window.messages.words))
    assert bug._open == []
    assert driver.on_disk() == driver.page
    assert place.read_bytes() == before


@pytest.mark.parametrize("as_html", [True, False])
def test_what_is_pasted_harms_nothing(driver, as_html: bool) -> None:
    pages = [data for _, data in files.KINDS["page"]() if isinstance(data, bytes)]
    for page in [one.decode("utf-8", "replace") for one in pages if len(one) < _SMALL]:
        data = QMimeData()
        data.setHtml(page) if as_html else data.setText(page)
        data.setText("\u202eturned\x1b[2J" + page[:2_000])
        QApplication.clipboard().setMimeData(data)
        driver.window.take_text()
        sheet = preview_of(driver)
        QTest.keyClick(sheet, Qt.Key.Key_Escape)
        driver.wait(lambda: driver.session.over.sheet is None)
        assert bug._open == []
    data = QMimeData()
    data.setUrls([QUrl("file:///dev/zero"), QUrl("file:///nowhere"), QUrl("http://127.0.0.1:9/")])
    QApplication.clipboard().setMimeData(data)
    driver.window.take_text()
    driver.wait(lambda: bool(driver.window.messages.words) or driver.session.over.sheet is not None)
    assert bug._open == []
    assert driver.on_disk() == driver.page
