"""All that a window says: seen, told by a tooltip, spoken; in lines of lists and in menus too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QMenu, QWidget

from tests.ui.seen import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QAbstractItemModel

    from tests.ui.conftest import Driver

_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
    Qt.ItemDataRole.ToolTipRole,
)
_SAID = ("text", "words", "title", "windowTitle", "placeholderText", "currentText")


def everything_said(driver: Driver) -> list[str]:
    """Give all words of the window and of the forms over it, of its cards and of its menus."""
    review = driver.session.review
    forms = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    found = [said for one in dict.fromkeys((driver.window, *forms)) for said in _of_all(one)]
    menu = review.pane.filter_menu()
    for each in (menu, *menu.findChildren(QMenu)):
        found += [one.text() for one in each.actions()]
    menu.deleteLater()
    page = review.state.page
    for entry in review.state.entries[page.article.id] if page is not None else ():
        said = review.area.margin.said(entry.key)
        found += [said.name, said.description]
    found += [*review.status()[1], review.status()[0]]
    return [one for one in found if one]


def _of_all(window: QWidget) -> Iterator[str]:
    for one in (window, *window.findChildren(QWidget)):
        if not one.isVisible():
            continue
        yield from _of(one)
        if isinstance(one, QAbstractItemView) and one.model() is not None:
            yield from _of_lines(one.model())
        if isinstance(one, QComboBox):
            yield from _of_lines(one.model())


def _of(widget: QWidget) -> Iterator[str]:
    said = [*_shown(widget), widget.accessibleName(), widget.accessibleDescription()]
    tip = plain(widget.toolTip())
    yield from said
    if tip not in said:  # what a label has no room for is its tooltip, once it is painted
        yield tip


def _shown(widget: QWidget) -> Iterator[str]:
    yield widget.statusTip()
    for name in _SAID:
        said = getattr(widget, name, None)
        said = said() if callable(said) and name != "words" else said
        if isinstance(said, str):
            yield said


def _of_lines(model: QAbstractItemModel) -> Iterator[str]:
    for n in range(model.rowCount(QModelIndex())):
        for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount()):
            for role in _ROLES:
                said = model.data(model.index(n, column), role)
                if isinstance(said, str):
                    yield plain(said)
