"""Messages lie over the canvas, move nothing, go with the next step; what has failed stays."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QRect

from annotator.errors import DiskFull, Forbidden
from annotator.ui.basics.messages import LowerEdge, MessageBar, Offer


@pytest.fixture
def messages(driver) -> MessageBar:
    return driver.window.messages


def test_a_message_moves_nothing_and_lies_over_the_lower_edge(driver, messages) -> None:
    view, foot = driver.session.view, driver.window.foot
    before = (view.geometry(), foot.geometry(), view.verticalScrollBar().value())
    messages.say("Something to know.")
    driver.qtbot.wait(30)
    assert (view.geometry(), foot.geometry(), view.verticalScrollBar().value()) == before
    workspace = driver.session.workspace
    line, page = messages.covered(), workspace.place_of_page()
    assert page.contains(line)
    assert page.bottom() - line.bottom() < 20
    driver.window.resize(1200, 700)
    driver.qtbot.wait(30)
    assert workspace.place_of_page().contains(messages.covered())


def test_it_goes_with_the_next_step(driver, messages) -> None:
    messages.say("Something to know.", (Offer("Do it", lambda: None),))
    driver.mark("Kabul", "e")
    assert messages.words == ""


def test_what_is_pressed_in_vain_goes_with_the_next_step_too(driver, messages) -> None:
    messages.tell(Forbidden("That cannot be.", "Do something else."))
    assert messages.words == "That cannot be. Do something else."
    driver.mark("Kabul", "e")
    assert messages.words == ""


def test_what_has_failed_stays_until_it_is_closed(driver, messages) -> None:
    messages.tell(DiskFull("The disk is full.", "Free some space."))
    driver.mark("Kabul", "e")
    assert messages.words == "The disk is full. Free some space."
    messages.say("Something else.")
    assert messages.words == "Something else.\nThe disk is full. Free some space."
    driver.press("Esc")
    assert messages.words == "The disk is full. Free some space."
    driver.press("Esc")
    assert messages.words == ""


def test_two_failures_are_closed_one_by_one(messages) -> None:
    messages.say("One is not saved.", stays=True)
    messages.say("Two is not saved.", stays=True)
    messages.say("Two is not saved.", stays=True)
    assert messages.words == "Two is not saved."
    messages.close_message()
    assert messages.words == "One is not saved."
    messages.close_message()
    assert messages.words == ""


def test_a_click_on_a_message_leaves_the_keyboard_on_the_page(driver, messages) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    done = []
    messages.say("Something.", (Offer("Do it", lambda: done.append(1), "Ctrl+Y"),))
    driver.qtbot.wait(30)
    (button,) = messages.buttons
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert done == [1]
    assert messages.words == ""
    assert driver.session.view.hasFocus()


@pytest.mark.parametrize("width", [300, 690, 1366])
def test_long_sentences_break_and_nothing_is_cut(qtbot, width: int) -> None:
    from PySide6.QtWidgets import QWidget

    host = QWidget()
    qtbot.addWidget(host)
    host.resize(width, 400)
    edge = LowerEdge(host)
    messages = MessageBar(edge)
    host.show()
    messages.say("Words of a sentence that is long. " * 12 + "x" * 300, stays=True)
    qtbot.wait(20)
    words = messages._kept.words
    needed = words.fontMetrics().boundingRect(
        QRect(0, 0, words.width(), 9_999), 0x1000 | 0x2000, words.text()
    )
    assert words.height() >= needed.height()
    assert words.width() >= min(needed.width(), 240)
    assert edge.rect().contains(messages._kept.geometry())
    assert host.rect().contains(edge.geometry()) or width == 300
    assert not words.visibleRegion().isEmpty()


def test_messages_are_over_the_start_page_and_the_next_project_too(driver, messages) -> None:
    driver.window.show_start()
    messages.say("Something to know.")
    assert driver.window.start.rect().contains(messages.covered())
    assert messages.words == "Something to know."


def test_a_message_goes_along_with_the_page_to_the_other_side(open_text) -> None:
    persian = "شهردار: آب شهر\n\n«ما صبر نمی‌کنیم»، شهردار گفت.\n"
    driver = open_text("Title\n\nWords of the text.\n", persian)
    driver.window.resize(1400, 900)
    driver.window.messages.say("Something to know.", (Offer("Do it", lambda: None),))
    before = driver.session.workspace.place_of_page()
    driver.press("Ctrl+PgDown")
    driver.wait(lambda: "شهر" in driver.page.text)
    driver.qtbot.wait(30)
    page = driver.session.workspace.place_of_page()
    assert page != before
    assert abs(driver.window.messages.covered().center().x() - page.center().x()) <= 1


def test_a_sentence_that_is_told_again_has_its_words_beside_its_offers(driver, messages) -> None:
    offers = (Offer("Mark as A", lambda: None), Offer("Redo", lambda: None, "Ctrl+Y"))
    for _ in range(2):
        messages.say("These are marks to look around in.", offers)
        line = messages._shown()[0]
        places = [line.row.itemAt(n).geometry() for n in range(line.row.count())]
        assert len(places) == 5
        assert all(place.width() >= 20 for place in places)
        assert all(one.right() < other.left() for one, other in pairwise(places))
