"""Where a type, a link or a value is picked, the framed line says what the scheme tells of it."""

from __future__ import annotations

from PySide6.QtCore import QRect

from annotator.ui.popups.choice import ChoicePopup
from annotator.ui.popups.told import ToldLabel


def popup_of(driver) -> ChoicePopup:
    popup = driver.session.reading.popup
    assert isinstance(popup, ChoicePopup)
    return popup


def told_of(driver) -> ToldLabel:
    return popup_of(driver).findChild(ToldLabel)


def test_the_list_of_values_tells_their_definition_below_it_in_the_margin(driver) -> None:
    driver.mark("We will not wait", "c")
    driver.press("0")
    popup, told = popup_of(driver), told_of(driver)
    assert told.isVisible()
    assert "All of it stands in quotation marks" in told.accessibleName()
    area = driver.session.workspace.area
    assert area.margin.geometry().contains(popup.geometry())
    assert told.geometry().top() > popup.list.geometry().bottom()


def test_another_line_under_the_frame_tells_its_own_and_no_line_moves(driver) -> None:
    driver.caret_at("Talks")
    driver.press("b")
    popup, told = popup_of(driver), told_of(driver)
    assert told.accessibleName() == "The article itself: what is coded."
    place = QRect(popup.geometry())
    driver.press("Up")
    assert told.accessibleName() == "Who has written it."
    assert popup.geometry() == place


def test_types_tell_their_definition_and_example(driver) -> None:
    driver.mark("We will not wait", "c")
    driver.window.acts.run("change-type")
    told = told_of(driver).accessibleName()
    claim = driver.session.reading.scheme.type("claim")
    assert claim.definition in told
    assert claim.example in told
    assert claim.counter_example in told


def test_a_list_of_names_tells_nothing_and_needs_no_room(driver) -> None:
    driver.mark("Dar", "e", n=2)
    driver.press("a")
    assert told_of(driver).isHidden()


def test_what_is_too_long_is_cut_and_stands_whole_in_the_tooltip(driver) -> None:
    told = ToldLabel(driver.window)
    words = "a definition that goes on " * 60
    told.take([words], 320)
    told.say(words)
    assert told.height() < 120
    assert told.toolTip() == words
