"""Messages lie over the canvas, move nothing, go with the next step; what has failed stays."""

from __future__ import annotations

from itertools import pairwise
from threading import Event

import pytest
from PySide6.QtCore import QRect, Qt

from annotator.errors import DiskFull, Forbidden
from annotator.ui.basics.building import widgets_in
from annotator.ui.basics.labels import Label
from annotator.ui.basics.messages import LowerEdge, MessageBar, Offer
from annotator.ui.popups.choice import ChoicePopup
from tests.ui.seen import faults


@pytest.fixture
def messages(driver) -> MessageBar:
    return driver.window.messages


def test_a_short_sentence_after_a_long_one_has_a_line_of_its_own_height(window, qtbot) -> None:
    window.show_start()
    messages, offers = window.messages, (Offer("Save what I have as …", lambda: None),)
    messages.say("Short.", offers, stays=True)
    height = messages._kept.height()
    messages.say("A sentence that is long. " * 20, offers, stays=True)
    assert messages._kept.height() > height
    messages.close_message()
    assert messages.words == "Short."
    assert messages._kept.height() == height
    qtbot.waitUntil(lambda: faults(window) == [])


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
        places = [one.geometry() for one in (line.words, *widgets_in(line.row))]
        assert len(places) == 6  # words, two offers with their keys, Close
        assert all(place.width() >= 20 for place in places)
        assert all(one.right() < other.left() for one, other in pairwise(places))


def test_where_offers_leave_the_words_too_little_they_stand_below(driver, messages) -> None:
    offers = [Offer(f"Do what is offered here, {n}", lambda: None) for n in range(3)]
    driver.window.resize(667, 336)
    driver.qtbot.wait(50)
    messages.say("157 articles came in. 7 texts are here already. 4 were not taken.", offers)
    line = messages._shown()[0]
    behind = [one.geometry() for one in widgets_in(line.row)]
    assert all(one.top() > line.words.geometry().bottom() for one in behind)
    assert all(line.rect().contains(one) for one in behind)
    host = messages._edge.parentWidget()
    assert host.rect().contains(messages.covered())
    messages.say("157 articles came in.", offers[:1])
    behind = [one.geometry() for one in widgets_in(messages._shown()[0].row)]
    assert all(one.left() > line.words.geometry().right() for one in behind)


# --- by keys alone ------------------------------------------------------------------------------


def caps(messages) -> list[str]:
    """The key caps that are seen, line by line."""
    found = [one for line in messages._shown() for one in line.findChildren(Label, "cap")]
    return [one.text() for one in found if not one.isHidden()]


def test_alt_enter_does_what_a_message_offers_first_and_its_cap_says_so(driver, messages) -> None:
    done = []
    offers = (Offer("One", lambda: done.append(1)), Offer("Two", lambda: done.append(2)))
    messages.say("Something.", offers)
    assert caps(messages) == ["Alt+Enter"]
    driver.press("Alt+Enter")
    assert (done, messages.words) == ([1], "")
    assert driver.session.view.hasFocus()


def test_the_offer_to_mark_oneself_is_taken_by_its_key(empty_window, qtbot) -> None:
    window = empty_window
    window.begin(None)
    qtbot.keyClicks(window.start.name, "MH")
    qtbot.keyClick(window.start.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.session is not None and window.session.view.page is not None)
    assert window.session.bridge.looked_at is not None
    assert caps(window.messages) == ["Alt+Enter"]
    qtbot.keyClick(window.session.view, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: window.session.bridge.looked_at is None)
    assert window.messages.words == ""
    assert window.session.view.hasFocus()


def test_an_offer_with_a_key_of_its_own_shows_that_one(driver, messages) -> None:
    driver.mark("Kabul", "e")
    driver.press("Ctrl+z")
    driver.wait(lambda: caps(messages) == ["Ctrl+Shift+Z"])
    driver.press("Alt+Enter")
    driver.wait(lambda: driver.texts() == ["Kabul"])


def test_of_two_lines_only_the_first_has_the_key(driver, messages) -> None:
    done = []
    messages.say("It failed.", (Offer("Again", lambda: done.append("again")),), stays=True)
    messages.say("Something.", (Offer("Show", lambda: done.append("show")),))
    assert caps(messages) == ["Alt+Enter"]
    assert all(one.isVisible() for one in messages._shown()[0].findChildren(Label, "cap"))
    driver.press("Alt+Enter")
    assert done == ["show"]
    assert messages.words == "It failed."
    assert caps(messages) == ["Alt+Enter"]
    driver.press("Alt+Enter")
    assert done == ["show", "again"]


def test_the_key_pressed_in_vain_says_why(driver, messages) -> None:
    driver.press("Alt+Enter")
    assert messages.words == "No message offers anything now."


def test_with_a_key_of_ones_own_the_cap_shows_that(driver, messages) -> None:
    from dataclasses import replace

    window, done = driver.window, []
    window.preferences.settings = replace(window.settings, keys=("take-offer Ctrl+J",))
    window.preferences.prefer()
    messages.say("Something.", (Offer("Do it", lambda: done.append(1)),))
    assert caps(messages) == ["Ctrl+J"]
    driver.press("Alt+Enter")
    assert done == []
    driver.press("Ctrl+j")
    assert done == [1]


def test_further_offers_are_found_among_the_actions(driver, messages) -> None:
    done = []
    offers = (Offer("One", lambda: done.append(1)), Offer("Try again", lambda: done.append(2)))
    messages.say("It failed.", offers, stays=True)
    driver.press("Ctrl+k")
    driver.type("try ag")
    driver.press("Enter")
    assert (done, messages.words) == ([2], "")
    assert driver.session.view.hasFocus()


def test_an_offer_that_is_an_action_stands_among_the_actions_once(driver, messages) -> None:
    driver.mark("Kabul", "e")
    driver.press("Ctrl+z")
    driver.wait(lambda: bool(messages.buttons))
    driver.press("Ctrl+k")
    driver.type("redo")
    (popup,) = driver.window.findChildren(ChoicePopup)
    assert [one.value for one in popup.choices() if one.label == "Redo"] == ["redo"]


def test_an_offer_whose_line_has_gone_does_nothing(driver, messages) -> None:
    done = []
    messages.say("Something.", (Offer("Do it", lambda: done.append(1)),))
    driver.press("Ctrl+k")
    driver.type("do it")
    messages.close_message()
    driver.press("Enter")
    assert done == []


def test_work_that_goes_on_is_stopped_by_keys_alone(driver) -> None:
    began, ended = Event(), Event()

    def work(_progress, cancel) -> None:
        began.set()
        while not cancel.is_wished():
            ended.wait(0.002)
        cancel.check()

    job = driver.window.jobs.start(work, lambda _nothing: None)
    driver.window.progress.follow(job, "Counting")
    driver.wait(driver.window.progress.isVisible)
    driver.press("Ctrl+k")
    driver.type("count")
    driver.press("Enter")
    driver.wait(lambda: not driver.window.jobs._running)
    assert began.is_set()
    driver.wait(lambda: not driver.window.progress.isVisible())
