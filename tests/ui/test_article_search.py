"""The list of articles searches titles, outlets, bylines and sources, and shows what it found."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from annotator.text.ranges import Range
from annotator.ui.articles.pane import _second_line
from annotator.ui.basics import theme
from annotator.ui.basics.rows import write_found
from tests.ui.entries import entry

if TYPE_CHECKING:
    from tests.ui.conftest import Driver

TEXTS = (
    "Ministers meet in Kuala Lumpur\n\nLakeWire: The ministers met on Monday.",
    "Talks go on, says ministry\n\nBy Mira Talven\n\nNothing new was said.",
    "Harbour opens\n\nThe harbour is open again.",
)


@pytest.fixture
def driver(open_text) -> Driver:
    return open_text(*TEXTS)


def listed(driver: Driver) -> None:
    """Wait until the list shows what was asked for last."""
    driver.wait(lambda: not driver.session.workspace.articles.model.is_on_its_way())


def search(driver: Driver, words: str) -> list[str]:
    """Type words into the field and give the titles that are listed then."""
    pane = driver.session.workspace.articles
    pane.search.setFocus()
    pane.search.selectAll()
    QTest.keyClicks(pane.search, words)
    driver.wait(lambda: pane.model.query.search == words)
    listed(driver)
    return [pane.model.entry(row).title for row in range(pane.model.rowCount())]


def test_bylines_and_sources_are_searched_as_titles_are(driver) -> None:
    assert search(driver, "kuala") == ["Ministers meet in Kuala Lumpur"]
    assert search(driver, "1.txt") == ["Talks go on, says ministry"]
    driver.press("Esc")
    article = driver.page.article
    fields = {"byline": "By a correspondent", "outlet": "The Gull"}
    driver.session.project.fields(article.id, fields)
    assert search(driver, "correspondent") == [article.title]
    assert search(driver, "gull") == [article.title]


def test_what_is_searched_is_cleared_by_a_button(driver) -> None:
    pane = driver.session.workspace.articles
    assert search(driver, "kuala")
    (clear,) = pane.search.findChildren(QToolButton)
    QTest.mouseClick(clear, Qt.MouseButton.LeftButton)
    driver.wait(lambda: pane.model.query.search == "")
    assert pane.search.text() == ""


def test_how_many_of_all_are_listed_is_said(driver) -> None:
    pane = driver.session.workspace.articles
    listed(driver)
    assert pane._n.text() == "3"
    search(driver, "kuala")
    assert pane._n.text() == "1 of 3"


def test_a_search_that_finds_nothing_says_so_and_shows_all_again(driver) -> None:
    from PySide6.QtWidgets import QPushButton

    pane = driver.session.workspace.articles
    assert search(driver, "zebra") == []
    assert pane.nothing.isVisible()
    assert pane.nothing.words == "Nothing found No title, outlet, byline or source has this."
    assert pane.list.viewport().rect().contains(pane.nothing.geometry())
    (button,) = pane.nothing.findChildren(QPushButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    driver.wait(lambda: pane.model.rowCount() == 3)
    assert not pane.nothing.isVisible()
    assert pane.search.text() == ""


def test_an_empty_state_is_named(driver) -> None:
    from annotator.model.layer import State

    pane = driver.session.workspace.articles
    pane.choose_state(State.EXCLUDED)
    driver.wait(pane.nothing.isVisible)
    assert pane.nothing.words == "Nothing found No article is “excluded”."
    pane.choose_state(None)
    driver.wait(lambda: not pane.nothing.isVisible())


def test_a_proposed_title_is_marked_and_said_until_it_is_confirmed(driver) -> None:
    model = driver.session.workspace.articles.model
    index = model.index(0)
    role = Qt.ItemDataRole.AccessibleTextRole
    assert "title" in model.entry(0).proposed()
    assert model.data(index, role).startswith("Ministers meet in Kuala Lumpur, proposed")
    dotted = row_picture(driver)
    driver.press("i", "Enter")
    driver.wait(lambda: "title" not in model.entry(0).proposed())
    assert not model.data(index, role).startswith("Ministers meet in Kuala Lumpur, proposed")
    driver.qtbot.wait(30)
    assert row_picture(driver) != dotted


def row_picture(driver: Driver) -> QImage:
    view = driver.session.workspace.articles.list
    return view.viewport().grab(view.visualRect(view.model().index(0))).toImage()


def second(field: str, search: str) -> tuple[str, str | None]:
    one = replace(
        entry(1), outlet="The Gull", byline="Mira Talven", source="in/kuala.txt", date=None
    )
    words, at = _second_line(one, field, search)
    return words, None if at is None else at.of(words)


def test_the_second_line_shows_the_field_that_was_found() -> None:
    assert second("title", "x") == ("The Gull", None)
    assert second("outlet", "gull") == ("The Gull", "Gull")
    assert second("byline", "TALVEN") == ("Mira Talven", "Talven")
    assert second("source", "kuala") == ("source: in/kuala.txt", "kuala")


def ink_of(image: QImage, columns: range) -> int:
    white = QColor("white")
    return sum(image.pixelColor(x, y) != white for x in columns for y in range(image.height()))


@pytest.mark.parametrize("at_right", [False, True])
def test_what_was_found_is_bold_and_seen_however_long_the_line_is(qapp, at_right: bool) -> None:
    def painted(words: str, found: Range | None) -> QImage:
        image = QImage(200, 20, QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        painter = QPainter(image)
        painter.setFont(theme.font("ui"))
        write_found(painter, QRect(0, 0, 200, 20), words, found, at_right=at_right)
        painter.end()
        return image

    short = "a kuala b"
    assert ink_of(painted(short, Range(2, 7)), range(200)) > ink_of(
        painted(short, None), range(200)
    )
    long = "words " * 40 + "😀 kuala " + "words " * 40
    at = long.index("kuala")
    assert painted(long, Range(at, at + 5)) != painted(long, None)
