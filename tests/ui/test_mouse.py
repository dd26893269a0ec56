"""Everything by mouse alone: drag, click, buttons, menus."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from tests.ui.entries import act_button

LEFT = Qt.MouseButton.LeftButton


def drag(driver, start: QPoint, end: QPoint) -> None:
    port = driver.session.view.viewport()
    QTest.mousePress(port, LEFT, pos=start)
    for part in (0.3, 0.6, 1.0):
        QTest.mouseMove(port, start + (end - start) * part)
        move = start + (end - start) * part
        _move(port, move)
    QTest.mouseRelease(port, LEFT, pos=end)


def _move(port, at: QPoint) -> None:
    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QMouseEvent

    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(at),
        QPointF(port.mapToGlobal(at)),
        Qt.MouseButton.NoButton,
        LEFT,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(port, event)


def click_act(driver, act: str) -> None:
    button = act_button(driver.window.top, act)
    driver.wait(button.isEnabled)
    QTest.mouseClick(button, LEFT)


def menu_entry(driver, act: str):
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return next(one for one in menu.actions() if one.objectName() == act)


def test_a_drag_and_a_button_mark_a_claim(driver) -> None:
    start = driver.session.view.rect_of(driver.place("formal"))
    end = driver.session.view.rect_of(driver.place("cut."))
    drag(driver, start.center(), end.center() - QPoint(4, 0))
    click_act(driver, "mark-claim")
    assert driver.texts("claim") == ["formal ties had been cut"]
    assert driver.on_disk() == driver.page


def test_a_double_click_selects_the_word(driver) -> None:
    QTest.mouseDClick(driver.session.view.viewport(), LEFT, pos=driver.point("Kabul"))
    click_act(driver, "mark-entity")
    assert driver.texts("entity") == ["Kabul"]


def test_a_click_makes_a_span_current_and_lights_its_statement(driver) -> None:
    driver.caret_at("not wait")
    driver.press("Space", "Space", "c", "l", "1")
    driver.session.reading.make_current(None)
    QTest.mouseClick(driver.session.view.viewport(), LEFT, pos=driver.point("wait"))
    (claim,) = driver.spans("claim")
    assert driver.session.reading.span_id == claim.id
    lit = {driver.page.span(one).type for one in driver.session.view.lit.lit}
    assert lit == {"speaker", "cue"}


def test_a_line_of_a_list_can_be_clicked(driver) -> None:
    driver.caret_at("not wait")
    driver.press("Space", "Space", "c")
    click_act(driver, "link")
    popup = driver.session.reading.popup
    rect = popup.list.visualItemRect(popup.list.item(0))
    QTest.mouseClick(popup.list.viewport(), LEFT, pos=rect.center())
    assert driver.texts("speaker") == ["Dar"]


def test_the_menu_button_opens_all_groups(driver) -> None:
    click_act(driver, "menu")
    menu = QApplication.activePopupWidget()
    names = [one.text() for one in menu.actions()]
    several = ["Articles", "Review", "Suggestions"]
    assert names == ["Project", "Edit", "Mark", "Article", *several, "View", "Help"]
    menu.close()


def test_undo_has_a_button(driver) -> None:
    driver.mark("Kabul", "e")
    click_act(driver, "undo")
    driver.wait(lambda: driver.texts() == [])


def test_clicking_a_card_goes_to_its_claim(driver) -> None:
    claim = driver.mark("formal ties had been cut", "c")
    driver.session.reading.make_current(None)
    driver.session.workspace.area.claim_clicked.emit(claim.id)
    assert driver.session.reading.span_id == claim.id


def test_a_click_on_the_masthead_opens_its_field(driver) -> None:
    driver.session.view.masthead_clicked.emit("date")
    assert driver.session.reading.popup.fields["date"].hasFocus()


def test_an_article_of_the_list_opens_with_a_double_click(open_text) -> None:
    driver = open_text("One\n\nAlpha.\n", "Two\n\nBeta.\n")
    view = driver.session.workspace.articles.list
    driver.wait(lambda: driver.session.workspace.articles.model.rowCount() == 2)
    rect = view.visualRect(driver.session.workspace.articles.model.index(1))
    first = driver.page.article.id
    QTest.mouseClick(view.viewport(), LEFT, pos=rect.center())
    QTest.mouseDClick(view.viewport(), LEFT, pos=rect.center())
    driver.wait(lambda: driver.page.article.id != first)


def test_a_button_of_the_bar_closes_the_list_that_was_of_something_else(driver) -> None:
    driver.mark("“We will not wait,”", "c")
    driver.press("l")
    assert driver.session.reading.popup is not None
    QTest.mouseClick(act_button(driver.window.top, "mark-entity"), LEFT)
    assert driver.session.reading.popup is None
    assert driver.session.view.hasFocus()


def test_a_button_of_the_bar_that_opens_a_list_leaves_it_open(driver) -> None:
    driver.mark("“We will not wait,”", "c")
    button = act_button(driver.window.top, "link")
    for _ in range(2):
        QTest.mouseClick(button, LEFT)
        assert driver.session.reading.popup.isVisible()


def test_the_button_of_the_menu_looks_pressed_no_longer_than_the_pointer_is_at_it(driver) -> None:
    button = act_button(driver.window.top, "menu")
    button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)  # a popup keeps from it that it left
    QCursor.setPos(driver.window.mapToGlobal(QPoint(400, 400)))
    driver.window.acts.run("menu")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.close()
    assert not button.underMouse()
