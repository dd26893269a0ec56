"""Going about the page by keyboard: caret, widening, spans, edges, Esc."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from annotator.text.ranges import Range
from tests.ui.entries import words

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

    from annotator.model.span import Span


def selected(driver) -> str:
    piece = driver.session.view.selection()
    return "" if piece is None else piece.of(driver.page.text)


def current(driver) -> Span | None:
    return driver.session.reading.span


def test_arrows_move_by_word_and_with_alt_by_character(driver) -> None:
    driver.caret_at("minister said")
    driver.press("Right")
    assert driver.session.view.caret() == driver.place("said that").start
    driver.press("Alt+Right", "Alt+Right")
    assert driver.session.view.caret() == driver.place("said that").start + 2
    driver.press("Left", "Left")
    assert driver.session.view.caret() == driver.place("minister said").start


def test_ctrl_arrows_go_by_sentence_and_ctrl_home_and_end_to_the_ends(driver) -> None:
    driver.caret_at("The minister")
    driver.press("Ctrl+Right")
    assert driver.session.view.caret() == driver.place("“We will not").start
    driver.press("Ctrl+End")
    assert driver.session.view.caret() == len(driver.page.text.rstrip())
    driver.press("Ctrl+Home")
    assert driver.session.view.caret() == 0


def test_shift_and_arrows_select_and_a_mark_snaps_to_words(driver) -> None:
    driver.caret_at("The minister")
    driver.press("Shift+Right", "Shift+Right")
    assert selected(driver) == "The minister "
    driver.press("s")
    assert driver.texts("speaker") == ["The minister"]


def test_space_widens_and_shift_space_narrows_again(driver) -> None:
    driver.caret_at("not wait")
    seen = []
    for _ in range(3):
        driver.press("Space")
        seen.append(selected(driver))
    assert seen == ["not", "“We will not wait,”", "“We will not wait,” said Dar in Kabul"]
    driver.press("Shift+Space")
    assert selected(driver) == "“We will not wait,”"
    driver.press("Shift+Space", "Shift+Space")
    assert selected(driver) == ""


def test_n_and_shift_n_go_from_span_to_span(driver) -> None:
    driver.mark("Kabul", "e")
    driver.mark("The minister", "s")
    driver.session.reading.make_current(None)
    driver.press("Ctrl+Home", "n")
    assert current(driver).text() == "The minister"
    driver.press("n")
    assert current(driver).text() == "Kabul"
    driver.press("n")
    assert current(driver).text() == "Kabul"
    assert "no further span" in driver.window.messages.words
    driver.press("N")
    assert current(driver).text() == "The minister"


def test_o_cycles_through_the_spans_at_one_place(driver) -> None:
    driver.mark("“We will not wait,”", "c")
    driver.mark("not", "e")
    driver.caret_at("not wait")
    driver.session.reading.make_current(None)
    seen = set()
    for _ in range(2):
        driver.press("o")
        seen.add(current(driver).text())
    assert seen == {"“We will not wait,”", "not"}


def test_esc_lets_go_of_the_list_then_the_span_then_the_selection(driver) -> None:
    driver.mark("Kabul", "e")
    driver.select("Dar", n=2)
    driver.session.reading.make_current(driver.spans()[0].id)
    driver.press("0")
    assert driver.session.reading.popup is not None
    driver.press("Esc")
    assert driver.session.reading.popup is None
    assert current(driver) is not None
    driver.press("Esc")
    assert current(driver) is None
    assert selected(driver) == "Dar"
    driver.press("Esc")
    assert selected(driver) == ""


def test_t_moves_the_end_and_again_t_the_start_and_enter_keeps_it_as_one_step(driver) -> None:
    driver.mark("formal ties", "c")
    driver.press("t", "Right", "Right", "t", "Left", "Enter")
    assert driver.texts("claim") == ["that formal ties had been"]
    assert driver.step_names()[0] != "mark"
    driver.press("Ctrl+z")
    driver.wait(lambda: driver.texts("claim") == ["formal ties"])


def test_esc_puts_a_held_edge_back_and_nothing_is_written(driver) -> None:
    driver.mark("formal ties", "c")
    n = len(driver.step_names())
    driver.press("t", "Right", "Esc")
    assert driver.texts("claim") == ["formal ties"]
    assert driver.session.reading.boundary is None
    assert len(driver.step_names()) == n


def test_a_marking_key_while_an_edge_is_held_puts_it_back_first(driver) -> None:
    driver.mark("formal ties", "c")
    driver.press("t", "Right", "Ctrl+z")
    driver.wait(lambda: driver.texts() == [])
    assert driver.session.reading.boundary is None


def test_find_goes_from_place_to_place(driver) -> None:
    driver.press("Ctrl+Home", "Ctrl+f")
    driver.type("taliban")
    bar = driver.session.handlers.finding.bar
    assert words(bar, "count") == "1 of 2"
    assert driver.session.view.selection() == driver.place("Taliban")
    driver.press("Enter")
    assert words(bar, "count") == "2 of 2"
    assert driver.session.view.selection() == driver.place("Taliban", n=2)
    driver.press("Esc")
    assert driver.session.view.hasFocus()
    driver.press("e")
    assert driver.spans("entity")[0].parts == (driver.place("Taliban", n=2),)


def test_all_places_that_are_found_are_lit_while_the_bar_is_there(driver) -> None:
    view = driver.session.view

    def ground(n: int) -> QColor:
        # Between the letters' tops and the line above: nothing else is drawn there.
        rect = view.rect_of(driver.place("Taliban", n=n))
        return view.viewport().grab().toImage().pixelColor(rect.center().x(), rect.top() + 3)

    plain = ground(2)
    driver.press("Ctrl+Home", "Ctrl+f")
    driver.type("taliban")
    assert view.lit.found == (driver.place("Taliban"), driver.place("Taliban", n=2))
    selected, lit = ground(1), ground(2)
    assert plain.lightness() > lit.lightness() > selected.lightness()
    driver.type("x")
    assert ground(2) == plain
    driver.press("Backspace", "Esc")
    assert view.lit.found == ()
    assert ground(2) == plain


def test_where_reading_stood_is_remembered_for_each_article(open_text) -> None:
    driver = open_text("One\n\nAlpha beta gamma.\n", "Two\n\nDelta epsilon.\n")
    first = driver.page.article.id
    driver.caret_at("gamma")
    driver.press("Ctrl+PgDown")
    driver.wait(lambda: driver.page.article.id != first)
    driver.caret_at("epsilon")
    driver.press("Ctrl+PgUp")
    driver.wait(lambda: driver.page.article.id == first)
    assert driver.session.view.caret() == driver.place("gamma").start


def test_in_a_right_to_left_article_the_left_arrow_moves_forward(open_text) -> None:
    driver = open_text("عنوان\n\nوزیر گفت که راه باز است.\n")
    assert driver.page.article.direction == "rtl"
    driver.caret_at("وزیر")
    driver.press("Left")
    assert driver.session.view.caret() == driver.place("گفت").start
    driver.press("Shift+Left", "u")
    assert driver.spans("cue")[0].parts == (Range(*driver.place("گفت")),)


def test_pages_are_scrolled_with_the_caret_and_back(open_text) -> None:
    driver = open_text("Long\n\n" + "\n\n".join(f"Paragraph {n} of many." for n in range(200)))
    view = driver.session.view
    driver.press("Ctrl+Home")
    start = view.caret()
    driver.press("PgDown", "PgDown")
    below = view.caret()
    assert below > start
    assert view.viewport().rect().contains(view.rect_of(Range(below, below)).center())
    driver.press("PgUp")
    assert start <= view.caret() < below


def test_a_click_puts_the_edge_that_is_held(driver) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    driver.mark("formal ties", "c")
    driver.press("t")
    view = driver.session.view
    at = view.rect_of(driver.place("been")).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert driver.texts("claim") == ["formal ties had been"]
    assert driver.session.reading.boundary is None


# --- Esc -------------------------------------------------------------------------------------


def test_esc_goes_out_of_one_thing_a_press_wherever_the_keyboard_is(driver) -> None:
    reading, messages = driver.session.reading, driver.window.messages
    driver.mark("Kabul", "e")
    driver.session.view.select(driver.place("Kabul"))
    messages.say("Something to know.", stays=True)
    driver.press("a")
    assert reading.popup is not None
    driver.press("Esc")
    assert reading.popup is None
    assert messages.words
    driver.press("Esc")
    assert not messages.words
    assert reading.span_id is not None
    driver.press("Esc")
    assert reading.span_id is None
    assert driver.session.view.selection() is not None
    driver.press("Esc")
    assert driver.session.view.selection() is None


def test_esc_puts_a_held_edge_back_before_anything_else(driver) -> None:
    driver.mark("Kabul", "e")
    before = driver.spans("entity")[0].parts
    driver.press("t", "Left")
    driver.window.messages.say("Something to know.", stays=True)
    driver.press("Esc")
    assert driver.session.reading.boundary is None
    assert driver.spans("entity")[0].parts == before
    assert driver.window.messages.words


@pytest.mark.parametrize("pane", ["articles", "actors", "inspector", "find"])
def test_esc_in_a_pane_goes_back_to_the_page_and_lets_nothing_go(driver, pane: str) -> None:
    driver.mark("Kabul", "e")
    driver.window.messages.close_message()
    workspace = driver.session.workspace
    driver.window.acts.run("inspector")
    match pane:
        case "find":
            driver.press("Ctrl+f")
        case "inspector":
            workspace.inspector.note.setFocus()
        case _:
            getattr(workspace, pane).list.setFocus()
    assert not driver.session.view.hasFocus()
    driver.press("Esc")
    assert driver.session.view.hasFocus()
    assert driver.session.reading.span_id is not None
    bar = driver.session.handlers.finding.bar
    assert bar is None or not bar.isVisible()


def test_q_goes_from_saying_to_saying_that_is_not_coded_yet(driver) -> None:
    driver.press("Ctrl+Home", "q")
    seen = [selected(driver)]
    starts = [driver.session.view.caret()]
    for _ in range(3):
        driver.press("q")
        starts.append(driver.session.view.caret())
    stops = ("Ties Were Cut", "formal ties", "We will not", "We will,”")
    assert starts == [driver.place(words).start for words in stops]
    assert seen == [""]
    driver.press("Q")
    assert driver.session.view.caret() == driver.place("We will not").start


def test_from_where_q_stops_space_space_c_codes_the_saying(driver) -> None:
    driver.press("Ctrl+Home", "q", "q", "Space", "Space", "c")
    assert driver.texts("claim") == ["formal ties had been cut"]
    driver.press("q", "Space", "Space", "c", "q", "Space", "Space", "c")
    assert driver.texts("claim")[1:] == ["“We will not wait,”", "“We will,” […] “not go back.”"]
    driver.press("q")
    assert driver.window.messages.words.startswith("Below, every saying")
    driver.press("Q")
    assert driver.session.view.caret() == driver.place("Ties Were Cut").start


def test_q_lets_the_current_span_go(driver) -> None:
    driver.mark("Kabul", "e")
    assert current(driver) is not None
    driver.press("Q")
    assert current(driver) is None
