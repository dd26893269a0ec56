"""Lines of the article list made without a project, and what a part of the window says."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QTableWidget, QTreeWidget, QWidget

from annotator.model.article import ArticleEntry
from annotator.ui.bars.top import ActButton
from annotator.ui.basics.building import widgets_in


def entry(number: int, *, state: str | None = None) -> ArticleEntry:
    """Give one line of the list."""
    return ArticleEntry(
        id=f"article-{number}",
        title=f"Title {number}",
        outlet="City Daily",
        date=None,
        byline="",
        url="",
        language="en",
        direction="ltr",
        sha256="",
        state=state,
        reviewed=False,
    )


def words(part: QWidget, name: str) -> str:
    """Give what the label or button of this name says."""
    found = part.findChild(QLabel, name) or part.findChild(QPushButton, name)
    assert isinstance(found, QLabel | QPushButton)
    return found.text()


def cells(table: QTableWidget, *columns: int) -> list[tuple[str, ...]]:
    """Give what some columns of a table hold, row by row."""
    rows = ([table.item(row, one) for one in columns] for row in range(table.rowCount()))
    return [tuple(one.text() for one in row if one is not None) for row in rows]


def lines(tree: QTreeWidget, *columns: int) -> list[tuple[str, ...]]:
    """Give what some columns of a list of steps hold, row by row."""
    items = [tree.topLevelItem(n) for n in range(tree.topLevelItemCount())]
    return [tuple(one.text(column) for column in columns) for one in items if one is not None]


def keys_shown(sheet: QWidget) -> dict[str, str]:
    """Give the lines of the key sheet: what does each key or group of keys."""
    found = {}
    for grid in sheet.area.widget().findChildren(QGridLayout):
        places: dict[tuple[int, int], QLabel] = {}
        for one in widgets_in(grid):
            if isinstance(one, QLabel) and grid.indexOf(one) >= 0:
                row, at, _, n = grid.getItemPosition(grid.indexOf(one))
                places |= {(row, at + more): one for more in range(n)}
        for (row, at), left in places.items():
            right = places.get((row, 2))
            if at == 0 and right is not None and right is not left:
                found[left.text()] = right.text()
    return found


def act_button(bar: QWidget, act: str) -> ActButton | None:
    """Give the button of an act, or None."""
    buttons = [one for one in bar.findChildren(ActButton) if one.act == act]
    return next((one for one in reversed(buttons) if one.isVisibleTo(bar)), None)
