"""The cards of what is coming in: a value typed with F2, and the lines that recur."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from annotator.ui.importing.proposal_cards import FURNITURE
from tests.ui.importing import came_in, preview_of, titles

MENU = "Skip to content\nNews\nSport\nOpinion\nSign in\nSearch\nWeather\nOur shop\n"
LETTER = "The morning letter is free for you."


def page(n: int) -> str:
    said = ("a ferry", "the school", "a bridge", "his garden", "the dam")[n]
    return (
        f"{MENU}Council {n} pays for {said}\n1{n} February 2024\n"
        f"The council decided on day {n} that {said} is worth {n + 3} million, "
        "and paid all of it at once.\n"
        f"Nobody in town {n} had asked for {said}, an old man of {n + 70} years told this paper.\n"
        f"{LETTER}\nRelated articles\nFish prices\nPrivacy policy\nContact\n© 2024 Lakeside Post\n"
    )


@pytest.fixture
def pages(tmp_path):
    """Five pages of an outlet with one letter below them."""
    found = tmp_path / "pages"
    found.mkdir()
    for n in range(5):
        (found / f"{n}.txt").write_text(page(n))
    return found


@pytest.fixture
def sheet(driver, pages):
    """The preview of them."""
    driver.window.take_paths((pages,))
    return preview_of(driver)


def test_f2_types_the_framed_field_and_the_keyboard_comes_back(driver, sheet) -> None:
    driver.press("F2")
    assert QApplication.focusWidget() is sheet.typed.field
    assert sheet.typed.field.text() == "Council 0 pays for a ferry"
    driver.type("A ferry is paid for")
    driver.press("Enter")
    assert QApplication.focusWidget() is sheet.list
    assert titles(sheet)[0] == "A ferry is paid for"
    assert sheet.area.view.page.article.title == "A ferry is paid for"
    driver.press("Enter")
    driver.wait(lambda: driver.session.over.sheet is None)
    came_in(driver, 6)
    assert "A ferry is paid for" in {one.title for one in driver.session.project.articles()}


def test_what_is_no_date_is_said_and_esc_leaves_the_value(driver, sheet) -> None:
    driver.press("Right", "F2")
    driver.type("10.2.")
    driver.press("Enter")
    assert "is no date" in sheet.typed._says.text()
    assert sheet.typed.field.hasFocus()
    driver.press("Esc")
    assert driver.session.over.sheet is sheet
    assert sheet.area.view.page.article.date == "2024-02-10"
    assert not sheet.chosen
    driver.press("F2", "Down")
    assert sheet.typed.isVisible()  # an arrow in the field is the field's


def test_another_page_closes_the_line(driver, sheet) -> None:
    driver.press("F2")
    sheet.list.stand_on(2)
    assert not sheet.typed.isVisible()


def test_a_card_names_the_lines_that_recur_and_in_how_many_pages(driver, sheet) -> None:
    card = sheet.area.proposals.cards[FURNITURE]
    assert card.lines == (LETTER,)
    assert "in 5 pages of" in card.reason
    assert "Lakeside Post" in card.reason
    assert list(sheet.area.proposals.cards)[-1] == FURNITURE
    sheet.area.make_current(FURNITURE)
    driver.press("1", "F2")  # it is no field: neither takes nor types
    assert not sheet.chosen
    assert not sheet.typed.isVisible()
