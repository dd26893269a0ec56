"""The sheet of what is coming in, as tests look at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from annotator.project.importing.plan import ImportVerdict
from annotator.ui.importing.preview import PreviewSheet

if TYPE_CHECKING:
    from tests.ui.conftest import Driver


def preview_of(driver: Driver) -> PreviewSheet:
    """Give the sheet as soon as all is read."""

    def is_there() -> bool:
        session = driver.window.session
        sheet = session.over.sheet if session is not None else None
        is_read = isinstance(sheet, PreviewSheet) and sheet.plan is not None
        return is_read and sheet.list_is_full and sheet.isVisible()

    driver.wait(is_there)
    sheet = driver.session.over.sheet
    assert isinstance(sheet, PreviewSheet)
    QApplication.processEvents()  # it is laid out
    return sheet


def titles(sheet: PreviewSheet, verdict: ImportVerdict = ImportVerdict.NEW) -> list[str]:
    """Give what the lines of a group are called."""
    return [row.title for row in sheet.list.model_.rows[verdict]]


def reasons(sheet: PreviewSheet, verdict: ImportVerdict = ImportVerdict.REFUSED) -> dict[str, str]:
    """Give what is said of the lines of a group, by their sources."""
    return {row.key[0]: row.below for row in sheet.list.model_.rows[verdict]}


def take_in(driver: Driver) -> None:
    """Press Enter when all is read, and wait until the sheet has gone."""
    sheet = preview_of(driver)
    driver.wait(sheet.main.isEnabled)
    driver.press("Enter")
    driver.wait(lambda: driver.session.over.sheet is not sheet)


def came_in(driver: Driver, n: int) -> None:
    """Wait until there are so many articles, and the window has heard that they came."""
    project, jobs = driver.session.project, driver.window.jobs
    driver.wait(lambda: project.reader.n_articles() == n and not jobs._running)
