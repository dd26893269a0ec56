"""Lists and notes stand beside the page at their card, never over what is being read."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.text.ranges import Range

LONG = (
    "Title\n\n"
    + "".join(f"Minister {n} said that matter {n} is settled for now.\n\n" for n in range(40))
    + "“We will not wait,” he said.\n\n"
    + "The harbour is closed, and the ships are waiting for the ice to go.\n\n" * 20
)
PERSIAN = "بازگشایی بندر\n\nوزیر ترابری روز دوشنبه گفت: «بندر تا پایان ماه باز می‌شود.»\n\n" * 3


def on_area(driver, piece: Range) -> QRect:
    area = driver.session.workspace.area
    return area.view.rect_of(piece).translated(area.view.pos())


def ask(driver, words: str = "not wait") -> None:
    driver.caret_at(words)
    driver.press("Space", "Space", "c", "l")


def card_rect(driver) -> QRect:
    """Where the selected card stands, in the area's coordinates."""
    margin = driver.session.workspace.area.margin
    margin.repaint()
    place = next(one for one, id_ in margin._shown if id_ == margin._places.selected)
    top = round(place.top + margin._places.lift) - driver.session.view.verticalScrollBar().value()
    rect = QRect(margin._x, top, 320, round(margin.opened().height))
    return rect.translated(margin.pos())


def popup_rect(driver) -> QRect:
    return driver.session.reading.popup.geometry()


@pytest.mark.parametrize("keys", ["l", "a", "0", "m"])
def test_what_is_asked_stands_at_its_card_in_the_margin(driver, keys: str) -> None:
    ask(driver)
    driver.press("1")
    driver.session.reading.stand_on(driver.spans("speaker")[0].id)
    driver.press(keys)
    area = driver.session.workspace.area
    popup, card = popup_rect(driver), card_rect(driver)
    assert area.margin.geometry().contains(popup)
    assert not popup.intersects(area.view.geometry())
    assert not popup.intersects(card)
    assert popup.top() - card.bottom() == 7 or card.top() - popup.bottom() == 7
    assert popup.left() == card.left()


def test_a_card_at_the_lower_edge_stays_at_its_claim_and_the_list_stands_above(open_text) -> None:
    driver = open_text(LONG)
    driver.caret_at("matter 24 is settled")
    driver.press("Space", "Space", "c")
    (claim,) = driver.spans("claim")
    bar, area = driver.session.view.verticalScrollBar(), driver.session.workspace.area
    line = on_area(driver, claim.parts[0])
    bar.setValue(bar.value() + line.bottom() - area.height() + 160)
    before = card_rect(driver)
    driver.press("l")
    assert card_rect(driver).top() == before.top()
    assert popup_rect(driver).bottom() < before.top()


def test_no_other_card_lies_under_the_list(open_text) -> None:
    driver = open_text(LONG)
    for n in range(5):
        driver.mark(f"matter {n} is settled", "c")
    driver.press("n", "N", "N", "l")
    margin = driver.session.workspace.area.margin
    margin.repaint()
    assert len(margin._shown) > 2
    popup = popup_rect(driver).translated(-margin.pos())
    offset = driver.session.view.verticalScrollBar().value()
    for place, claim_id in margin._shown:
        if claim_id != margin._places.selected:
            card = QRect(margin._x, round(place.top) - offset, 320, round(place.height))
            assert not card.intersects(popup)


def test_without_a_margin_the_list_stands_below_the_sentence(driver) -> None:
    driver.window.resize(640, 760)
    ask(driver)
    area = driver.session.workspace.area
    assert not area.margin.isVisible()
    popup = popup_rect(driver)
    (claim,) = driver.spans("claim")
    sentence = on_area(driver, Range(claim.start, driver.page.text.index("Kabul.") + 6))
    assert popup.top() > sentence.bottom()
    assert area.rect().contains(popup)


def test_the_framed_line_lights_its_words_and_esc_puts_them_out(driver) -> None:
    ask(driver)
    reading, view = driver.session.reading, driver.session.view
    for choice in reading.popup.choices():
        assert view._painter.pointed == choice.at
        driver.press("Down")
    assert view._painter.pointed.of(driver.page.text) == "Dar"
    driver.press("Esc")
    assert view._painter.pointed is None


def test_the_ring_is_painted_round_the_words(driver) -> None:
    view = driver.session.view
    at = driver.place("Kabul")
    before = view.viewport().grab().toImage()
    view.set_pointed(at)
    after = view.viewport().grab().toImage()
    rect = view.rect_of(at)
    middle = rect.center().y()
    changed = [
        (x, y)
        for x in range(rect.left() - 12, rect.right() + 12)
        for y in range(rect.top(), rect.bottom())
        if before.pixel(x, y) != after.pixel(x, y)
    ]
    assert min(x for x, _ in changed) < rect.left()
    assert max(x for x, _ in changed) > rect.right()
    assert not [x for x, y in changed if y == middle and rect.left() + 1 < x < rect.right() - 1]


def test_words_out_of_sight_are_brought_into_view_and_esc_comes_back(open_text) -> None:
    driver = open_text(LONG)
    driver.mark("Minister 1", "s")
    ask(driver)
    reading, bar = driver.session.reading, driver.session.view.verticalScrollBar()
    before = bar.value()
    lines = reading.popup.choices()
    far = next(n for n, one in enumerate(lines) if one.label == "Minister 1")
    for _ in range(far):
        driver.press("Down")
    assert bar.value() < before
    assert driver.session.view.visible_range().covers(lines[far].at)
    area = driver.session.workspace.area
    assert area.margin.geometry().contains(popup_rect(driver))
    driver.press("Esc")
    assert bar.value() == before


def test_lines_that_read_the_same_are_told_apart(open_text) -> None:
    driver = open_text(
        "Title\n\nHe said no. He left.\n\n“We wait,” they added. He slept, and he was told so.\n"
    )
    ask(driver, "wait")
    lines = driver.session.reading.popup.choices()
    shown = [(one.label, one.detail) for one in lines]
    assert len([one for one in lines if one.label.lower() == "he"]) > 1
    assert len(set(shown)) == len(shown)


def test_the_wheel_scrolls_the_page_while_a_list_is_open(open_text) -> None:
    driver = open_text(LONG)
    driver.mark("matter 12 is settled", "c")
    driver.press("l")
    popup, bar = driver.session.reading.popup, driver.session.view.verticalScrollBar()
    for target in (
        popup,
        popup.list.viewport(),
        driver.session.view.viewport(),
        driver.session.workspace.area.margin,
    ):
        before = bar.value()
        at = target.mapTo(driver.window, QPoint(20, 8))
        QTest.wheelEvent(driver.window.windowHandle(), QPointF(at), QPoint(0, -240))
        QApplication.processEvents()
        assert bar.value() > before
        assert driver.session.reading.popup is popup
        assert driver.session.workspace.area.margin.geometry().contains(popup.geometry())


def test_in_a_right_to_left_article_it_stands_left_of_the_page_and_over_no_edge(open_text) -> None:
    driver = open_text(PERSIAN)
    ask(driver, "بندر تا")
    area, popup = driver.session.workspace.area, driver.session.reading.popup
    assert popup.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert popup.geometry().right() < area.view.geometry().left()
    assert area.rect().contains(popup.geometry())
    assert area.margin.geometry().contains(popup.geometry())


@pytest.mark.parametrize("size", [(1366, 768), (1280, 720), (1024, 640), (800, 600)])
def test_at_every_size_the_list_is_inside_and_not_over_the_sentence(open_text, size) -> None:
    driver = open_text(LONG)
    driver.window.resize(*size)
    ask(driver)
    area = driver.session.workspace.area
    popup = popup_rect(driver)
    assert area.rect().contains(popup)
    assert not popup.intersects(area._rect_of_sentence())


def test_a_list_in_which_nothing_fits_says_so(driver) -> None:
    ask(driver)
    popup = driver.session.reading.popup
    driver.type("nobody here")
    assert popup.choices() == []
    assert popup._told.accessibleName() == "Nothing fits."
    assert popup._told.isVisible()
    assert popup._told.geometry().bottom() < popup.height()
    driver.press("Esc", "Esc")
    driver.mark("Kabul", "e")
    driver.caret_at("not wait")
    driver.press("l")
    driver.type("about")
    driver.press("Enter")
    driver.type("nobody here")
    popup = driver.session.reading.popup
    assert popup._told.accessibleName().startswith("Nothing that is marked reads so.")
