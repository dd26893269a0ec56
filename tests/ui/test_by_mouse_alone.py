"""By mouse alone, to the end: handles, held edges, the menu at a place, cards beyond an edge."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from annotator.reading.boundaries import Edge
from annotator.text.ranges import Range
from annotator.ui.page.handles import Handle, handles_in
from tests.ui.entries import act_button

LEFT = Qt.MouseButton.LeftButton
NONE, ALT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier
PERSIAN = "عنوان\n\nوزیر گفت که راه باز است و مرز بسته نمی‌شود.\n"


def port(driver):
    return driver.session.view.viewport()


def handles(driver) -> list[Handle]:
    view = driver.session.view
    if view.lit.selected is None:
        return []
    height = view.verticalScrollBar().value() + view.height()
    return list(handles_in(view.page_layout.visible_blocks(0, height), view.lit.selected))


def middle(driver, edge: Edge, n: int = 0) -> QPoint:
    """The middle of a handle in the viewport."""
    (one,) = [one for one in handles(driver) if (one.n, one.edge) == (n, edge)]
    return (one.at - QPointF(0, driver.session.view.verticalScrollBar().value())).toPoint()


def move(driver, at: QPoint, held: Qt.KeyboardModifier = NONE) -> None:
    there = QPointF(port(driver).mapToGlobal(at))
    event = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(at), there, Qt.MouseButton.NoButton, LEFT, held
    )
    QApplication.sendEvent(port(driver), event)


def drag(driver, start: QPoint, end: QPoint, held: Qt.KeyboardModifier = NONE) -> None:
    QTest.mousePress(port(driver), LEFT, held, start)
    for part in (0.4, 0.8, 1.0):
        move(driver, start + (end - start) * part, held)
    QTest.mouseRelease(port(driver), LEFT, held, end)


def end_of(driver, words: str, *, n: int = 1) -> QPoint:
    rect = driver.session.view.rect_of(driver.place(words, n=n))
    return QPoint(rect.right() - 2, rect.center().y())


# --- handles ------------------------------------------------------------------------------------


def test_each_part_of_the_selected_span_has_a_handle_at_each_end(driver) -> None:
    driver.mark("formal ties", "c")
    driver.select("been cut")
    driver.press("Shift+C")
    assert [(one.n, one.edge) for one in handles(driver)] == [
        (0, Edge.START), (0, Edge.END), (1, Edge.START), (1, Edge.END),
    ]  # fmt: skip
    driver.session.reading.make_current(None)
    assert handles(driver) == []


def test_a_handle_of_the_end_is_dragged_from_word_to_word_and_kept_as_one_step(driver) -> None:
    driver.mark("formal ties", "c")
    n = len(driver.step_names())
    drag(driver, middle(driver, Edge.END), end_of(driver, "been"))
    assert driver.texts("claim") == ["formal ties had been"]
    assert driver.session.reading.boundary is None
    assert len(driver.step_names()) == n + 1
    assert driver.on_disk() == driver.page


def test_the_start_is_dragged_back_and_forth(driver) -> None:
    driver.mark("formal ties", "c")
    rect = driver.session.view.rect_of(driver.place("that formal"))
    drag(driver, middle(driver, Edge.START), QPoint(rect.left() + 2, rect.center().y()))
    assert driver.texts("claim") == ["that formal ties"]
    rect = driver.session.view.rect_of(driver.place("ties"))
    drag(driver, middle(driver, Edge.START), QPoint(rect.left() + 2, rect.center().y()))
    assert driver.texts("claim") == ["ties"]


def test_with_alt_a_handle_goes_from_character_to_character(driver) -> None:
    driver.mark("formal ties", "c")
    at = driver.place("had")
    rect = driver.session.view.rect_of(Range(at.start + 2, at.start + 2))
    drag(driver, middle(driver, Edge.END), QPoint(rect.left(), rect.center().y()), ALT)
    assert driver.texts("claim") == ["formal ties ha"]


def test_a_handle_is_never_dragged_beyond_the_other_end_or_another_part(driver) -> None:
    driver.mark("formal ties", "c")
    driver.select("been cut")
    driver.press("Shift+C")
    drag(driver, middle(driver, Edge.END), end_of(driver, "The minister"))
    assert driver.texts("claim")[0].startswith("formal")
    drag(driver, middle(driver, Edge.END), end_of(driver, "We will not"))
    first, second = driver.spans("claim")[0].parts
    assert first.end <= second.start
    assert second == driver.place("been cut")


def test_a_press_on_a_handle_without_a_drag_holds_the_edge_as_t_does(driver) -> None:
    driver.mark("formal ties", "c")
    QTest.mouseClick(port(driver), LEFT, NONE, middle(driver, Edge.START))
    assert driver.session.reading.boundary.edge is Edge.START
    driver.press("Left", "Enter")
    assert driver.texts("claim") == ["that formal ties"]


def test_esc_during_a_drag_puts_the_edge_back(driver) -> None:
    driver.mark("formal ties", "c")
    start = middle(driver, Edge.END)
    QTest.mousePress(port(driver), LEFT, NONE, start)
    move(driver, end_of(driver, "been"))
    driver.press("Esc")
    QTest.mouseRelease(port(driver), LEFT, NONE, end_of(driver, "been"))
    assert driver.texts("claim") == ["formal ties"]


def test_in_a_right_to_left_article_the_end_is_at_the_left(open_text) -> None:
    driver = open_text(PERSIAN)
    driver.mark("راه باز", "c")
    assert middle(driver, Edge.END).x() < middle(driver, Edge.START).x()
    rect = driver.session.view.rect_of(driver.place("است"))
    drag(driver, middle(driver, Edge.END), QPoint(rect.left() + 2, rect.center().y()))
    assert driver.texts("claim") == ["راه باز است"]


def test_the_edges_of_another_layer_are_not_moved_and_that_is_said(driver) -> None:
    from annotator.model.layer import Coder

    span = driver.mark("formal ties", "c")
    mine = driver.session.bridge.context.layer
    driver.saved()
    driver.session.change_coder(Coder("other", "B"))
    driver.session.look_at(mine)
    driver.wait(lambda: driver.page.span(span.id) is not None)
    driver.session.reading.make_current(span.id)
    driver.window.messages.close_message()
    drag(driver, middle(driver, Edge.END), end_of(driver, "been"))
    assert driver.texts("claim") == ["formal ties"]
    assert "another layer" in driver.window.messages.words


def test_handles_are_painted_on_the_page(driver) -> None:
    driver.mark("formal ties", "c")
    before = port(driver).grab().toImage()
    at = middle(driver, Edge.END)
    ink = before.pixelColor(at + QPoint(4, 0)).lightness()
    driver.session.reading.make_current(None)
    after = port(driver).grab().toImage().pixelColor(at + QPoint(4, 0)).lightness()
    assert ink < 90 < 200 < after


# --- a click sets a held edge, or says why not --------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "words", "said"),
    [
        (("t",), "The minister", "before the start"),
        (("t", "t"), "Kabul", "behind the end"),
        (("t",), "ties", "there already"),
    ],
)
def test_a_click_where_the_edge_cannot_go_says_why_and_it_stays_held(
    driver, keys, words: str, said: str
) -> None:
    driver.mark("formal ties", "c")
    driver.press(*keys)
    QTest.mouseClick(port(driver), LEFT, NONE, end_of(driver, words))
    assert said in driver.window.messages.words
    assert driver.session.reading.boundary is not None
    driver.press("Esc")
    assert driver.texts("claim") == ["formal ties"]


# --- the menu at a place ------------------------------------------------------------------------


def menu_at(driver, at: QPoint) -> list[str]:
    """Open the menu at a place as a right click does; give its acts, those of inner menus last."""
    QTest.mouseClick(port(driver), Qt.MouseButton.RightButton, NONE, at)
    driver.session.view.customContextMenuRequested.emit(at)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    names = [one.objectName() or one.text() for one in menu.actions()]
    assert len(names) <= 10
    assert all(one.isEnabled() for one in menu.actions())
    inner = [one.menu() for one in menu.actions() if one.menu() is not None]
    return [*names, *(one.objectName() for each in inner for one in each.actions())]


def close_menu() -> None:
    menu = QApplication.activePopupWidget()
    if menu is not None:
        menu.close()


def entry(act: str):
    menu = QApplication.activePopupWidget()
    inner = [each for one in menu.actions() if one.menu() for each in one.menu().actions()]
    return next(one for one in (*menu.actions(), *inner) if one.objectName() == act)


def test_the_menu_on_a_claim_has_what_a_claim_needs(driver) -> None:
    driver.mark("formal ties", "c")
    driver.session.reading.make_current(None)
    names = menu_at(driver, driver.point("ties"))
    assert driver.session.reading.span.text() == "formal ties"
    close_menu()
    assert names == [
        "link", "open-values", "note", "note-on", "boundaries", "change-type", "everywhere",
        "delete",
    ]  # fmt: skip


def test_the_menu_on_an_entity_inside_a_claim_is_the_entity_s(driver) -> None:
    driver.mark("formal ties had been cut", "c")
    driver.mark("ties", "e")
    driver.session.reading.make_current(None)
    names = menu_at(driver, driver.point("ties"))
    assert driver.session.reading.span.text() == "ties"
    assert {"actor", "cycle", "delete"} <= set(names)
    assert "link" not in names
    entry("delete").trigger()
    close_menu()
    assert driver.texts() == ["formal ties had been cut"]


def test_the_menu_on_words_marks_them(driver) -> None:
    driver.select("formal ties")
    names = menu_at(driver, driver.point("ties"))
    assert set(names[:4]) == {"mark-speaker", "mark-claim", "mark-cue", "mark-entity"}
    assert {"copy", "widen", "region"} <= set(names)
    entry("mark-claim").trigger()
    close_menu()
    assert driver.texts("claim") == ["formal ties"]


def test_the_menu_on_further_words_adds_them_to_the_current_span(driver) -> None:
    driver.mark("formal ties", "c")
    driver.select("been cut")
    assert "add-part-claim" in menu_at(driver, driver.point("cut"))
    entry("add-part-claim").trigger()
    close_menu()
    assert len(driver.spans("claim")[0].parts) == 2


def test_the_menu_on_the_line_above_the_headline_is_about_the_article(driver) -> None:
    view = driver.session.view
    (place,) = view.page_layout.banners(0, 100)
    at = QPoint(driver.point("Dar").x(), round(place.top) + 10)
    names = menu_at(driver, at)
    close_menu()
    assert names[0] == "masthead"
    assert "mark-claim" not in names


def test_a_tooltip_does_not_lie_over_the_menu(driver) -> None:
    from PySide6.QtWidgets import QToolTip

    driver.mark("formal ties", "c")
    mouse = driver.session.workspace.area.mouse
    at = driver.point("ties")
    QTest.mouseMove(port(driver), at)
    mouse._hover(QPointF(at))
    mouse._show_tip()
    menu_at(driver, at)
    assert not QToolTip.isVisible() or QToolTip.text() == ""
    close_menu()


# --- the bar's menu, the cards beyond an edge ---------------------------------------------------


def test_the_menu_button_stands_at_the_end_of_the_bar_with_its_key(driver) -> None:
    top = driver.window.top
    menu = act_button(top, "menu")
    others = [one for one in top.findChildren(type(menu).__mro__[2]) if one.isVisible()]
    assert menu.geometry().right() == max(one.geometry().right() for one in others)
    assert menu.geometry().right() < top.width()
    QTest.mouseClick(menu, LEFT)
    opened = QApplication.activePopupWidget()
    assert isinstance(opened, QMenu)
    assert opened.geometry().right() <= driver.window.mapToGlobal(QPoint(top.width(), 0)).x()
    opened.close()


def test_a_click_on_how_many_cards_are_beyond_the_edge_brings_them(open_text) -> None:
    driver = open_text(
        "Many\n\n" + "\n\n".join(f"The minister said thing {n} was so." for n in range(60))
    )
    for n in range(0, 60, 2):
        driver.mark(f"thing {n} was so", "c")
    driver.saved()
    driver.press("Ctrl+Home", "Esc")
    driver.session.reading.make_current(None)
    margin, bar = driver.session.workspace.area.margin, driver.session.view.verticalScrollBar()
    bar.setValue(0)
    seen: set[str] = set()
    for _ in range(12):
        margin.repaint()
        seen |= {one for _, one in margin._shown}
        below = [rect for rect, _, is_above in margin._more_places if not is_above]
        if not below:
            break
        QTest.mouseClick(margin, LEFT, NONE, below[0].center().toPoint())
    assert seen == {span.id for span in driver.spans("claim")}
    assert bar.value() > 0
    for _ in range(12):
        margin.repaint()
        above = [rect for rect, _, is_above in margin._more_places if is_above]
        if not above:
            break
        QTest.mouseClick(margin, LEFT, NONE, above[0].center().toPoint())
    assert {one for _, one in margin._shown} >= {driver.spans("claim")[0].id}
