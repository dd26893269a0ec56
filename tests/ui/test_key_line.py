"""What stands on the card is what a digit changes: every type of span, every frame, every value."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

if TYPE_CHECKING:
    from annotator.ui.margin.open_card import CardPart, OpenCard

LEFT = Qt.MouseButton.LeftButton


def card(driver) -> OpenCard:
    """The selected card as it is painted now."""
    margin = driver.session.workspace.area.margin
    margin.repaint()
    assert margin._places.selected in [claim_id for _, claim_id in margin._shown]
    opened = margin.opened()
    assert opened is not None
    return opened


def framed_on(opened: OpenCard) -> list[str]:
    return [part.words for part in opened.parts if part.is_framed]


def digits_on(opened: OpenCard) -> dict[str, str]:
    """The keys that are painted, each with the words behind it."""
    keys = [part for part in opened.parts if part.is_key]
    words = {part.digit: part.words for part in opened.parts if part.digit and not part.is_key}
    return {part.words: words[part.digit] for part in keys}


def owner_values(driver, owner_id: str) -> dict[str, str]:
    owner = driver.page.span(owner_id) or driver.page.link(owner_id)
    return dict(owner.attributes)


def frames(driver) -> list[str]:
    framed = driver.session.reading.framed
    return [one.name for one in framed.attributes]


def walk_frames(driver) -> int:
    """Press every digit in every frame of what is current; give how many presses that were."""
    reading, n = driver.session.reading, 0
    for name in frames(driver):
        reading.frame(name)
        shown = digits_on(card(driver))
        assert framed_on(card(driver)) == [name]
        assert shown
        for key, value in shown.items():
            reading.frame(name)
            assert digits_on(card(driver)) == shown
            owner_id = reading.framed.owner_id
            before = owner_values(driver, owner_id)
            driver.press(key)
            assert owner_values(driver, owner_id) == {**before, name: value}
            n += 1
    return n


def linked(driver) -> None:
    driver.caret_at("not wait")
    driver.press("Space", "Space", "c", "l", "1")


def test_every_type_and_frame_with_a_card_changes_what_it_says(driver) -> None:
    linked(driver)
    for type_name, n_values in (("claim", 13), ("speaker", 4), ("cue", 4)):
        (span,) = driver.spans(type_name)
        driver.session.reading.stand_on(span.id)
        assert walk_frames(driver) == n_values
        assert driver.on_disk() == driver.page


@pytest.mark.parametrize(
    ("key", "words", "n_values"),
    [("s", "Dar", 4), ("u", "said", 4), ("e", "Kabul", 7), ("c", "formal ties", 13)],
)
def test_a_span_that_belongs_to_no_statement_has_the_line_too(
    driver, key: str, words: str, n_values: int
) -> None:
    driver.mark(words, key)
    assert walk_frames(driver) == n_values


def test_the_stance_of_a_link_is_what_the_line_says(driver) -> None:
    driver.mark("Taliban", "e")
    driver.mark("“We will not wait,”", "c")
    driver.press("l")
    labels = [choice.label for choice in driver.session.reading.popup.choices()]
    for _ in range(labels.index("about …")):
        driver.press("Down")
    driver.press("Enter", "1")
    assert "about “Taliban”" in card(driver).words()
    assert framed_on(card(driver)) == ["stance"]
    assert walk_frames(driver) == 4


def test_where_nothing_is_framed_the_line_says_so_and_a_digit_changes_nothing(driver) -> None:
    span = driver.mark("Kabul", "e")
    driver.press("3")
    assert "every value is set; 0 lists them" in card(driver).words()
    assert digits_on(card(driver)) == {}
    driver.press("1")
    assert driver.page.span(span.id).attributes == {"kind": "place"}
    assert driver.window.messages.words.startswith("Every value is set")


def test_a_digit_on_a_span_that_is_not_current_shows_the_line_and_changes_nothing(driver) -> None:
    span = driver.mark("Kabul", "e")
    driver.session.reading.make_current(None)
    driver.caret_at("Kabul")
    driver.press("3")
    assert driver.page.span(span.id).attributes == {}
    assert framed_on(card(driver)) == ["kind"]
    driver.press("3")
    assert driver.page.span(span.id).attributes == {"kind": "place"}


def test_every_value_that_is_set_can_be_read_on_the_card(driver) -> None:
    linked(driver)
    driver.press("2", "2")
    words = card(driver).words()
    assert "direct" in words
    assert "evaluation" in words
    assert "writing" in words


def test_while_a_list_is_open_the_digits_are_the_lists(driver) -> None:
    linked(driver)
    assert digits_on(card(driver))
    driver.press("0")
    assert digits_on(card(driver)) == {}
    driver.press("Esc")
    assert digits_on(card(driver))


def test_the_list_of_all_values_sets_any_of_them_and_esc_leaves_the_frame(driver) -> None:
    linked(driver)
    (claim,) = driver.spans("claim")
    assert driver.session.reading.key_line().framed == "kind"
    driver.press("0", "Esc")
    assert driver.session.reading.key_line().framed == "kind"
    driver.press("0")
    lines = driver.session.reading.popup.choices()
    n = [one.value for one in lines].index(("medium", "writing"))
    driver.press("ABCDEFGH"[n - 9].lower())
    assert driver.page.span(claim.id).attributes["medium"] == "writing"


def click(driver, wanted: CardPart) -> None:
    margin = driver.session.workspace.area.margin
    place = next(one for one, id_ in margin._shown if id_ == margin._places.selected)
    top = place.top - driver.session.view.verticalScrollBar().value()
    at = QPointF(margin._x, round(top)) + wanted.rect.center()
    QTest.mouseClick(margin, LEFT, pos=at.toPoint())


def test_a_value_on_the_card_can_be_clicked_and_an_attribute_framed(driver) -> None:
    linked(driver)
    (claim,) = driver.spans("claim")
    medium = next(part for part in card(driver).parts if part.attribute == "medium")
    click(driver, medium)
    assert framed_on(card(driver)) == ["medium"]
    thought = next(part for part in card(driver).parts if part.words == "thought")
    click(driver, thought)
    assert driver.page.span(claim.id).attributes["medium"] == "thought"


def test_without_a_margin_the_line_stands_below_the_sentence(driver) -> None:
    driver.window.resize(640, 700)
    linked(driver)
    area = driver.session.workspace.area
    assert not area.margin.isVisible()
    line = area._line_below
    assert line.isVisible()
    assert framed_on(line._laid_out) == ["kind"]
    assert not line.geometry().intersects(area._rect_of_sentence())
    assert area.rect().contains(line.geometry())
    (claim,) = driver.spans("claim")
    shown = digits_on(line._laid_out)
    value = next(part for part in line._laid_out.parts if part.digit == 2 and not part.is_key)
    QTest.mouseClick(line, LEFT, pos=value.rect.center().toPoint())
    assert driver.page.span(claim.id).attributes["kind"] == shown["2"]


def test_a_long_line_makes_the_card_higher_and_stays_inside_it(driver) -> None:
    driver.mark("Kabul", "e")
    opened = card(driver)
    assert all(part.rect.left() >= 0 and part.rect.right() <= 320 for part in opened.parts)
    assert max(part.rect.bottom() for part in opened.parts) <= opened.height


def test_a_digit_on_marks_that_are_looked_at_says_whose_they_are(empty_window, qtbot) -> None:
    window = empty_window
    window.begin(None)
    qtbot.keyClicks(window.start.name, "MH")
    window.start.sample.click()
    qtbot.waitUntil(lambda: window.session is not None and window.session.view.page is not None)
    reading = window.session.reading
    claim = next(reading.page.spans("claim"))
    reading.go_to(claim)
    window.messages.clear()
    window.session.handlers.spans.digit(1)
    assert "to look around in" in window.messages.words
    assert [one.text() for one in window.messages.buttons] == ["Mark as MH"]
    assert reading.page.span(claim.id) == claim
