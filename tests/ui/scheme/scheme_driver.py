"""Opens the sheets of the scheme, and says what stands on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from annotator.model.scheme_edits.paths import SchemePath
from annotator.ui.scheme.look_again import LookAgainSheet
from annotator.ui.scheme.sheet import SchemeSheet

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from tests.ui.conftest import Driver


def open_scheme(driver: Driver) -> SchemeSheet:
    """Open the sheet as the menu does."""
    driver.window.activateWindow()
    driver.window.acts.run("scheme")
    driver.wait(lambda: isinstance(driver.session.over.sheet, SchemeSheet))
    sheet = sheet_of(driver)
    driver.wait(lambda: QApplication.focusWidget() is sheet.outline)
    return sheet


def sheet_of(driver: Driver) -> SchemeSheet:
    sheet = driver.session.over.sheet
    assert isinstance(sheet, SchemeSheet)
    return sheet


def open_again(driver: Driver) -> LookAgainSheet:
    """Open what is to be looked at again."""
    driver.window.acts.run("look-again")
    driver.wait(lambda: isinstance(driver.session.over.sheet, LookAgainSheet))
    sheet = driver.session.over.sheet
    assert isinstance(sheet, LookAgainSheet)
    driver.wait(lambda: bool(sheet.list.model_.items))
    return sheet


def go_to(driver: Driver, path: str) -> None:
    """Walk the list at the left with the arrows until something is framed."""
    sheet = sheet_of(driver)
    wanted = SchemePath.of(path)
    driver.press("Home")
    for _ in range(len(sheet.outline.model_.entries)):
        if sheet.outline.path == wanted:
            return
        driver.press("Down")
    raise AssertionError(f"{path} is not in the list")


def answer(driver: Driver, *typed: str) -> None:
    """Type into the fields of the form that is open, and press Enter."""
    form = form_of(driver)
    for n, words in enumerate(typed):
        if n:
            driver.press("Tab")
        driver.type(words)
    driver.press("Enter")
    driver.wait(lambda: QApplication.activeModalWidget() is not form)
    driver.window.activateWindow()
    driver.wait(lambda: QApplication.focusWidget() is not None)


def form_of(driver: Driver) -> QDialog:
    """Give the form that is open, once it has the keyboard."""

    def has_keyboard() -> bool:
        form = QApplication.activeModalWidget()
        return form is not None and form.isAncestorOf(QApplication.focusWidget())

    driver.wait(has_keyboard)
    return QApplication.activeModalWidget()


def back_on(driver: Driver, widget: object) -> None:
    """Wait until the keyboard is back on a list of the sheet; no window manager gives it here."""
    driver.window.activateWindow()
    driver.wait(lambda: QApplication.focusWidget() is widget)


def values(driver: Driver) -> list[str]:
    """Give the names in the table of values, as they stand."""
    return [one.name for one in sheet_of(driver).table.model_.values]


def make_version(driver: Driver) -> int:
    """Press Enter and wait until the version is there; give its number."""
    sheet, before = sheet_of(driver), driver.session.project.scheme.version
    driver.window.activateWindow()
    driver.wait(lambda: QApplication.focusWidget() in (sheet.outline, sheet.table))
    driver.press("Enter")
    driver.wait(lambda: driver.session.bridge.context.scheme.version > before)
    driver.wait(lambda: not sheet.is_making and not sheet.drafts.edits)
    driver.saved()
    return driver.session.project.scheme.version


def type_in(driver: Driver, words: str) -> None:
    """Press F2, type and press Enter; wait until the field is gone."""
    driver.press("F2")
    field = QApplication.focusWidget()
    driver.type(words)
    driver.press("Enter")
    driver.wait(lambda: QApplication.focusWidget() is not field)
    QApplication.processEvents()
