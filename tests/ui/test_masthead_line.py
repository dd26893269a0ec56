"""The line above the headline is edited where it stands, and in the inspector."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.project.acts.articles import plan_fields
from annotator.project.acts.regions import plan_region
from annotator.ui.basics.buttons import KeyButton
from tests.ui.seen import faults

TEXT = (
    """City Daily | 19 May 2025

Ministers meet in Kuala Lumpur

By Mira Talven

The minister said that formal ties had been cut. “We will not wait,” said Dar in Kabul.
"""
    + "The talks go on, said the ministry in a statement.\n\n" * 40
)


@pytest.fixture
def line(open_text):
    driver = open_text(TEXT)
    assert "byline" in driver.page.article.proposed()
    return driver


def popup(driver):
    found = driver.session.reading.popup
    assert found is not None
    return found


def ring_at(driver, words: str) -> bool:
    """Say whether a ring stands round some words of the page."""
    view = driver.session.view
    place = view.rect_of(driver.place(words))
    with_ring = view.viewport().grab(place.adjusted(-6, -6, 6, 6)).toImage()
    before = view._painter.pointed
    view.set_pointed(None)
    without = view.viewport().grab(place.adjusted(-6, -6, 6, 6)).toImage()
    view.set_pointed(before)
    return with_ring != without


def test_i_edits_one_field_after_the_other_in_the_line_and_enter_keeps_all(line) -> None:
    line.press("i")
    form = popup(line)
    seen = []
    for _ in form.fields:
        seen.append(form.name)
        assert QApplication.focusWidget() is form.fields[form.name]
        line.press("Tab")
    assert sorted(seen) == ["byline", "date", "outlet", "title", "url"]
    assert form.name == seen[0]
    form.show_field("outlet")
    line.press("Ctrl+a")
    line.type("Newswire")
    line.press("Tab", "Ctrl+a")
    assert form.name == "date"
    line.type("2025-05")
    line.press("Enter")
    assert line.session.reading.popup is None
    article = line.page.article
    assert (article.outlet, article.date) == ("Newswire", "2025-05")
    assert article.proposed() == {}
    assert line.session.view.hasFocus()
    assert line.step_names().count("set-fields") == 1


def test_esc_drops_all_that_was_typed_in_the_line(line) -> None:
    before = line.page.article
    line.press("i", "Ctrl+a")
    line.type("x")
    line.press("Tab", "Ctrl+a")
    line.type("y")
    line.press("Esc")
    assert line.session.reading.popup is None
    assert line.page.article == before
    assert line.session.view.hasFocus()


def test_leaving_the_line_for_the_text_keeps_what_was_changed_and_confirms_nothing_else(
    line,
) -> None:
    proposed = set(line.page.article.proposed())
    line.press("i")
    popup(line).show_field("url")
    line.type("https://example.org/a")
    QTest.mouseClick(
        line.session.view.viewport(), Qt.MouseButton.LeftButton, pos=line.point("formal ties")
    )
    assert line.session.reading.popup is None
    assert line.page.article.url == "https://example.org/a"
    assert set(line.page.article.proposed()) == proposed - {"url"}


def test_the_words_a_proposed_value_comes_from_are_lit_while_it_is_edited(line) -> None:
    line.press("i")
    form = popup(line)
    form.show_field("byline")
    place = line.page.article.proposed()["byline"].at
    assert line.session.view._painter.pointed == place
    assert "Mira Talven" in place.of(line.page.text)
    assert ring_at(line, place.of(line.page.text))
    assert form._source.isHidden()
    form.show_field("url")
    assert line.session.view._painter.pointed is None
    line.press("Esc")
    assert line.session.view._painter.pointed is None


def test_where_the_source_is_not_seen_its_words_stand_below_the_field(line) -> None:
    at = line.place("By Mira Talven")
    line.session.reading.act(lambda c, p: plan_region(c, p, "boilerplate", at))
    line.press("i")
    form = popup(line)
    before = form.height()
    form.show_field("byline")
    assert form._source.text() == "proposed from: Mira Talven"
    assert form._source.isVisible()
    assert faults(line.window) == []
    form.show_field("url")
    assert form._source.isHidden()
    assert form.height() == before


def test_the_line_stands_where_the_painted_one_does_and_nothing_is_cut(line) -> None:
    view = line.session.view
    for width, height in ((1400, 900), (1008, 592), (784, 552)):
        line.window.resize(width, height)
        QApplication.processEvents()
        line.press("i")
        form = popup(line)
        rect = view.page_layout.masthead_rect()
        top = view.viewport().mapFromGlobal(form.mapToGlobal(QPoint(0, 0))).y()
        assert abs(top - rect.top()) <= 1
        assert form.width() >= rect.width()
        assert faults(line.window) == []
        line.press("Esc")


def test_far_down_in_the_text_the_page_comes_to_its_top_and_goes_back(line) -> None:
    bar = line.session.view.verticalScrollBar()
    line.press("Ctrl+End")
    before = bar.value()
    assert before > 0
    line.press("i")
    assert bar.value() == 0
    line.press("Esc")
    assert bar.value() == before


def test_a_date_that_is_none_is_refused_with_a_sentence_and_the_field_stays(line) -> None:
    before = line.page.article.date
    line.press("i")
    popup(line).show_field("date")
    line.press("Ctrl+a")
    line.type("last week")
    line.press("Enter")
    assert "is no date" in line.window.messages.words
    assert popup(line).fields["date"].text() == "last week"
    assert line.page.article.date == before
    line.press("Ctrl+a")
    line.type("2025")
    line.press("Enter")
    assert line.page.article.date == "2025"


def test_by_mouse_alone_a_click_on_a_field_the_next_and_keep(line) -> None:
    line.session.view.masthead_clicked.emit("outlet")
    form = popup(line)
    assert form.name == "outlet"
    buttons = [one for one in form.findChildren(KeyButton) if one.isVisible()]
    onward, keep = sorted(buttons, key=lambda one: one.x())
    assert (onward.text(), keep.text()) == ("Date", "Keep")
    QTest.mouseClick(onward, Qt.MouseButton.LeftButton)
    assert form.name == "date"
    assert form.fields["date"].hasFocus()
    QTest.mouseClick(keep, Qt.MouseButton.LeftButton)
    assert line.page.article.proposed() == {}
    assert line.session.view.hasFocus()


# --- in the inspector ----------------------------------------------------------------------------


def fields_of(driver):
    inspector = driver.session.workspace.inspector
    assert inspector is not None
    assert inspector.article is not None
    return inspector.article.fields


def test_without_a_span_the_inspector_has_the_articles_fields_each_in_its_line(line) -> None:
    line.press("Ctrl+i")
    fields = fields_of(line)
    assert list(fields) == ["title", "outlet", "date", "byline", "url"]
    assert fields["title"].text() == line.page.article.title
    fields["outlet"].setFocus()
    line.press("Ctrl+a")
    line.type("Newswire")
    line.press("Tab")
    assert line.page.article.outlet == "Newswire"
    assert fields_of(line)["date"].hasFocus()
    assert line.step_names().count("set-fields") == 1


def test_in_the_inspector_enter_confirms_the_field_and_its_source_is_lit(line) -> None:
    line.press("Ctrl+i")
    byline = fields_of(line)["byline"]
    byline.setFocus()
    assert line.session.view._painter.pointed == line.page.article.proposed()["byline"].at
    line.press("Enter")
    assert "byline" not in line.page.article.proposed()
    assert line.session.view._painter.pointed is None
    assert fields_of(line)["byline"].hasFocus()


def test_in_the_inspector_esc_puts_a_field_back_first_and_then_leaves(line) -> None:
    line.press("Ctrl+i")
    fields_of(line)["outlet"].setFocus()
    before = line.page.article
    line.press("Ctrl+a")
    line.type("x")
    line.press("Esc")
    assert fields_of(line)["outlet"].text() == before.outlet
    assert fields_of(line)["outlet"].hasFocus()
    line.press("Esc")
    assert line.session.view.hasFocus()
    assert line.page.article == before


def test_what_is_typed_in_the_inspector_is_kept_when_another_article_opens(open_text) -> None:
    driver = open_text("One\n\nAlpha.\n", "Two\n\nBeta.\n")
    first = driver.page.article.id
    driver.press("Ctrl+i")
    fields_of(driver)["outlet"].setFocus()
    driver.type("Newswire")
    driver.window.acts.run("next-article")
    driver.wait(lambda: driver.page.article.id != first)
    driver.saved()
    reader = driver.session.project.reader
    assert reader.article(first).outlet == "Newswire"
    assert reader.article(driver.page.article.id).outlet == ""
    assert fields_of(driver)["outlet"].text() == ""


def test_a_field_that_was_changed_elsewhere_is_seen_in_the_inspector(line) -> None:
    line.press("Ctrl+i")
    line.session.reading.act(lambda c, p: plan_fields(c, p, {"outlet": "Harbour Post"}))
    assert fields_of(line)["outlet"].text() == "Harbour Post"
    line.press("Ctrl+z")
    line.wait(lambda: fields_of(line)["outlet"].text() != "Harbour Post")
