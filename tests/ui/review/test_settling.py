"""Differences of two codings, settled by keys and by mouse; what is seen, said, kept."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.compare.values import DifferenceKind
from annotator.model.agreed import agreed_layer, agreed_record
from annotator.project import Project
from annotator.text.ranges import Range
from annotator.ui.review.differences.rows import Grouping, Head, Listed
from annotator.ui.review.differences.words import Entry
from tests.codings import coded, coding, project_of, span
from tests.ui.entries import act_button, words
from tests.ui.review.conftest import (
    FIRST,
    SECOND,
    first_article,
    open_review,
    place,
    second_article,
)
from tests.ui.review.settled import (
    agreed_spans,
    card_words,
    current,
    decisions,
    go_to,
    key_here,
    settled,
    tab,
    take,
)
from tests.ui.seen import faults

if TYPE_CHECKING:
    from tests.ui.conftest import Driver

LEFT = Qt.MouseButton.LeftButton


# --- what is shown ------------------------------------------------------------------------------


def test_review_lists_what_two_codings_say_differently_under_its_kinds(both: Driver) -> None:
    rows = both.session.review.pane.model.rows
    heads = [(one.words, one.n) for one in rows if isinstance(one, Head)]
    assert heads == [("Boundary", 1), ("Missing", 2), ("Extra", 1), ("Attribute", 1)]
    assert words(both.session.review.pane, "n-settled") == "0 of 5 settled"
    assert words(both.window.foot, "layer") == "A against B ▾"


def test_the_status_line_says_how_far_the_two_agree_and_settling_changes_it_not(
    both: Driver,
) -> None:
    counts = both.window.foot.findChild(type(both.window.foot._counts), "counts")
    both.wait(lambda: "claims F1" in counts.text())
    agreed = both.session.project.agreement("layer-A", "layer-B", resamples=0).pairs[0]
    value = next(
        one.value for one in agreed.figures if (one.measure, one.of) == ("overlap", "claim")
    )
    assert value == 1.0
    assert "claims F1 1.00" in counts.text()
    take(both, "1")
    assert "claims F1 1.00" in counts.text()


def test_the_first_open_difference_is_current_and_its_card_says_both_sides(both: Driver) -> None:
    assert current(both) == ("a1", "boundary", "claim")
    said = card_words(both, key_here(both))
    assert "Boundary" in said
    assert "A: “We have kept our promise,”" in said
    assert "B: We have kept our promise" in said


def test_lanes_say_who_has_what_and_how_much_alone(both: Driver) -> None:
    view, page = both.session.review.area.view, both.session.review.state.page
    found = {(one.is_left, page.text[one.parts[0].start : one.parts[0].end]): one
             for one in view._sides.marks}  # fmt: skip
    left = found[True, "“We have kept our promise,”"]
    assert [page.text[one.start : one.end] for one in left.only] == ["“", ",”"]
    right = found[False, "We have kept our promise"]
    assert right.only == ()
    assert left.is_current
    assert right.is_current
    assert {one.text() for one in view.page.spans()} == {"Mira Talven", "The line was open"}


def test_what_both_have_can_be_hidden_and_comes_back(both: Driver) -> None:
    review = both.session.review
    laid_out, seen = review.area.view.page_layout, review.area.grab().toImage()
    QTest.mouseClick(review.pane.findChild(type(review.pane._same), "same"), LEFT)
    assert review.area.view.page.n_spans == 0
    assert review.area.grab().toImage() != seen
    both.window.acts.run("show-same")
    assert review.area.view.page.n_spans == 2
    assert review.area.grab().toImage() == seen
    assert review.area.view.page_layout is laid_out, "nothing moves: nothing is laid out"


# --- by keys ------------------------------------------------------------------------------------


def test_tab_goes_over_the_ends_of_articles_and_back(both: Driver) -> None:
    went = [current(both)]
    for _ in range(5):
        tab(both)
        went.append(current(both))
    assert [one[0] for one in went] == ["a1"] * 4 + ["a2", "a1"]
    assert went[0] == went[5]
    tab(both, back=True)
    assert current(both) == went[4]


def test_what_is_pressed_while_the_next_article_is_read_is_meant_for_it(both: Driver) -> None:
    tab(both, back=True)
    assert current(both)[0] == "a2"
    both.press("Tab", "1")
    both.wait(lambda: settled(both)[0] == 1)
    assert current(both)[0] == "a1"
    assert both.session.review.state.is_settled(both.session.review.state.current)


def test_one_key_takes_the_left_and_makes_the_agreed_layer_with_what_both_have(
    both: Driver,
) -> None:
    key = key_here(both)
    take(both, "1")
    assert both.step_names()[:2] == ["settle", "make-agreed"]
    assert decisions(both)[key] == ("accept", ("layer-A",), "")
    assert ("claim", "“We have kept our promise,”", "") in agreed_spans(both)
    assert ("claim", "The line was open", "") in agreed_spans(both)
    assert ("entity", "Port Aldane", "place") not in agreed_spans(both)
    assert "took A" in card_words(both, key)
    assert words(both.session.review.pane, "n-settled") == "1 of 5 settled"
    shown = [one.words for one in both.session.review.area.margin.opened().parts]
    assert any(one.startswith("took A · claim") for one in shown), "what is cut is cut behind it"


def test_two_takes_the_right_x_neither_and_delete_opens_again(both: Driver) -> None:
    go_to(both, "attribute")
    take(both, "2")
    assert ("entity", "Port Aldane", "organisation") in agreed_spans(both)
    take(both, "Delete")
    assert settled(both) == (0, 5)
    go_to(both, "missing")
    key = key_here(both)
    take(both, "x")
    assert decisions(both)[key][0] == "reject"
    assert "neither" in card_words(both, key)


def test_enter_takes_the_framed_side_and_the_frame_is_kept_for_its_kind(
    both: Driver,
) -> None:
    go_to(both, "missing")
    assert both.session.review.state.frames_left
    both.press("Right")
    assert not both.session.review.state.frames_left
    key = key_here(both)
    take(both, "Enter")
    assert decisions(both)[key] == ("accept", ("layer-B",), "")
    go_to(both, "boundary")
    assert both.session.review.state.frames_left
    go_to(both, "missing")
    assert current(both)[0] == "a2"
    assert not both.session.review.state.frames_left


def test_shift_settles_all_that_are_alike_but_what_is_not_ticked(both: Driver) -> None:
    go_to(both, "missing")
    both.press("Shift+1")
    popup = both.session.review.handlers.popup
    assert popup.list.count() == 2
    assert "2" in popup._button.text()
    assert popup.list.hasFocus()
    both.press("Space")
    assert "1" in popup._button.text()
    both.press("Space")
    take(both, "Enter")
    assert settled(both) == (2, 5)
    assert both.step_names()[0] == "settle"
    assert ("entity", "Port Aldane", "place") in agreed_spans(both, "a2")
    assert both.session.review.area.view.hasFocus()
    both.press("Shift+1")
    assert both.session.review.handlers.popup is None, "the count is what the step would change"
    both.press("Shift+2")
    assert both.session.review.handlers.popup.list.count() == 1
    both.press("Esc")


def test_esc_settles_none_of_those_that_are_alike(both: Driver) -> None:
    go_to(both, "missing")
    both.press("Shift+Enter", "Esc")
    assert both.session.review.handlers.popup is None
    assert settled(both) == (0, 5)
    assert both.session.review.area.view.hasFocus()


def test_a_note_leaves_a_difference_open_and_stays_with_its_decision(both: Driver) -> None:
    key = key_here(both)
    both.press("m")
    both.type("marks belong to it")
    both.press("Esc")
    both.wait(lambda: key in decisions(both))
    assert decisions(both)[key] == ("open", (), "marks belong to it")
    assert settled(both) == (0, 5)
    take(both, "1")
    assert decisions(both)[key] == ("accept", ("layer-A",), "marks belong to it")


def test_undo_opens_what_was_settled_last_and_shows_it(both: Driver) -> None:
    first = key_here(both)
    take(both, "1")
    tab(both)
    take(both, "1")
    both.press("Ctrl+z")
    both.wait(lambda: settled(both) == (1, 5))
    both.press("Ctrl+z")
    both.wait(lambda: settled(both) == (0, 5))
    assert key_here(both) == first
    assert both.session.is_reviewing
    both.press("Ctrl+y")
    both.wait(lambda: settled(both) == (1, 5))
    assert "took A" in card_words(both, first)


def test_an_article_without_anything_open_is_said_to_be_reviewed(both: Driver) -> None:
    for _ in range(4):
        take(both, "1")
        tab(both)
    assert current(both)[0] == "a2"
    state = both.session.review.state
    assert state.is_reviewed("a1")
    assert not state.is_reviewed("a2")
    take(both, "1")
    both.press("Tab")
    assert "all differences are settled" in both.window.messages.words
    assert "this article is reviewed" in words(both.window.foot, "counts")


def test_a_key_that_does_nothing_here_says_so_and_marks_nothing(both: Driver) -> None:
    both.press("s")
    assert "does nothing in Review" in both.window.messages.words
    assert settled(both) == (0, 5)


def test_the_agreed_layer_can_be_begun_without_settling_anything(both: Driver) -> None:
    both.window.acts.run("take-identical")
    both.wait(lambda: both.step_names()[0] == "make-agreed")
    assert "identical" in both.window.messages.words
    layers = both.session.project.layers()
    record = agreed_record(agreed_layer(layers))
    assert record.stood["figures"]["types"]["speaker"]["exact"]["n"] > 0, "the figures are kept"
    both.window.acts.run("take-identical")
    assert "taken already" in both.window.messages.words


def spin(seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.01)


def test_settling_compares_nothing_anew_but_a_mark_of_one_of_the_two_does(both: Driver) -> None:
    state = both.session.review.state
    settling = state.settling
    take(both, "1")
    tab(both)
    take(both, "2")
    spin(0.6)
    assert state.settling is settling
    project = both.session.project
    project.mark("a1", "cue", place(FIRST, "said"), layer="layer-A")
    both.wait(lambda: state.settling is not settling)
    assert settled(both) == (2, 6)
    assert ("a1", "missing", "cue") in [
        (one.first.article_id, one.first.kind.value, one.first.type) for one in state.entries["a1"]
    ]


def test_what_is_settled_while_it_is_compared_anew_stays_settled(both: Driver) -> None:
    state = both.session.review.state
    take(both, "1")
    tab(both)
    state.compare(*both.session.review.pair)
    both.press("2")
    assert settled(both) == (2, 5)
    both.wait(lambda: not state.is_comparing)
    assert settled(both) == (2, 5)


# --- by mouse -----------------------------------------------------------------------------------


def click_card(driver: Driver, act: str) -> None:
    """Click what stands on the current card for an act."""
    margin = driver.session.review.area.cards
    opened = margin.opened()
    part = next(one for one in opened.parts if one.act == act)
    corner = margin.place_of(key_here(driver)).topLeft()
    at = QPointF(corner) + part.rect.center()
    QTest.mouseClick(margin, LEFT, pos=at.toPoint())


def test_everything_on_the_current_card_can_be_clicked(both: Driver) -> None:
    both.session.review.area.grab()
    click_card(both, "frame-right")
    assert not both.session.review.state.frames_left
    key = key_here(both)
    both.session.review.area.grab()
    click_card(both, "take-neither")
    both.wait(lambda: settled(both)[0] == 1)
    both.session.review.area.grab()
    click_card(both, "open-again")
    both.wait(lambda: settled(both)[0] == 0)
    assert key_here(both) == key


def test_the_buttons_of_the_bar_name_the_sides_and_take_them(both: Driver) -> None:
    button = act_button(both.window.top, "take-right")
    assert button.text() == "Take B"
    key = key_here(both)
    both.wait(button.isEnabled)
    QTest.mouseClick(button, LEFT)
    both.wait(lambda: settled(both)[0] == 1)
    assert decisions(both)[key] == ("accept", ("layer-B",), "")
    assert both.session.review.area.view.hasFocus()


def test_a_click_on_words_stands_on_their_difference(both: Driver) -> None:
    view = both.session.review.area.view
    start, end = place(FIRST, "she")
    at = view.rect_of(Range(start, end))
    QTest.mouseClick(view.viewport(), LEFT, pos=at.center())
    assert current(both)[1:] == ("extra", "speaker")


def test_a_click_in_the_list_goes_there(both: Driver) -> None:
    pane = both.session.review.pane
    row = next(n for n, one in enumerate(pane.model.rows)
               if isinstance(one, Entry) and one.first.article_id == "a2")  # fmt: skip
    rect = pane.list.visualRect(pane.model.index(row))
    QTest.mouseClick(pane.list.viewport(), LEFT, pos=rect.center())
    both.wait(lambda: both.session.review.state.page.article.id == "a2")
    assert current(both) == ("a2", "missing", "entity")


# --- the list -----------------------------------------------------------------------------------


def test_the_list_can_be_narrowed_to_article_state_kind_type_and_coder(both: Driver) -> None:
    model = both.session.review.pane.model

    def listed() -> list[tuple[str, str]]:
        found = [one.first for one in model.rows if isinstance(one, Entry)]
        return [(one.article_id, one.kind.value) for one in found]

    model.set_filter(article_id="a2")
    assert listed() == [("a2", "missing")]
    model.set_filter(article_id=None, kinds=frozenset({DifferenceKind.MISSING}))
    assert listed() == [("a1", "missing"), ("a2", "missing")]
    model.set_filter(kinds=None, type="speaker")
    assert listed() == [("a1", "extra")]
    model.set_filter(type=None, only_left=True)
    assert [one for _, one in listed()] == ["missing", "missing"]
    model.set_filter(only_left=None, standing=Listed.SETTLED)
    assert listed() == []
    assert "No difference is like this" in both.session.review.pane.nothing.words
    model.set_filter(standing=Listed.OPEN)
    take(both, "1")
    assert len(listed()) == 4


def test_headings_are_articles_by_name_when_wanted_and_fold_by_key(both: Driver) -> None:
    pane = both.session.review.pane
    pane.model.set_grouping(Grouping.ARTICLE)
    both.wait(lambda: [one.words for one in pane.model.rows if isinstance(one, Head)] != ["", ""])
    heads = [one for one in pane.model.rows if isinstance(one, Head)]
    assert [one.n for one in heads] == [4, 1]
    pane.list.setFocus()
    pane.list.setCurrentIndex(pane.model.index(1))
    both.press("Left")
    assert len(pane.model.rows) == 3
    both.press("Right")
    assert len(pane.model.rows) == 7


def test_f6_goes_through_list_page_and_cards_and_the_keys_work_on_the_cards(both: Driver) -> None:
    review = both.session.review
    both.press("F6")
    assert review.area.margin.hasFocus()
    key = key_here(both)
    both.press("Down")
    assert key_here(both) != key
    take(both, "1")
    assert review.area.margin.hasFocus()
    both.press("F6")
    assert review.pane.list.hasFocus()
    both.window.messages.say("A sentence.")
    for _ in range(5):
        if both.window.messages.words:
            both.press("Esc")
    assert both.window.messages.words == ""
    assert review.pane.list.hasFocus()
    both.press("Esc")
    assert review.area.view.hasFocus()
    both.press("Esc")
    assert review.state.current is None


def test_what_is_new_since_the_last_look_is_told_apart(
    both: Driver, tmp_path: Path, window: object, qtbot: object
) -> None:
    path = both.session.project.path
    both.window.acts.run("start-page")
    with Project.open(path, coder=both.window.settings.coder()) as project:
        project.mark("a2", "speaker", place(SECOND, "Talven"), layer="layer-A")
    again = open_review(window, qtbot, path)
    model = again.session.review.pane.model
    model.set_filter(standing=Listed.NEW)
    found = [one.first for one in model.rows if isinstance(one, Entry)]
    assert [(one.article_id, one.type) for one in found] == [("a2", "speaker")]


# --- nothing to settle --------------------------------------------------------------------------


def test_articles_that_one_has_not_done_are_outside_and_named(
    review_of: Callable[..., Driver],
) -> None:
    states = {"a1": {"A": "done", "B": "done"}, "a2": {"A": "done", "B": "progress"}}
    driver = review_of(first_article(), second_article(), states=states)
    outside = driver.session.review.pane.outside
    assert outside.isVisible()
    assert outside.text().startswith("1 article is outside")
    outside.click()
    review = driver.session.review
    driver.wait(lambda: review.sheet is not None)
    QApplication.processEvents()
    assert faults(driver.window) == []
    line = review.sheet.list.topLevelItem(0)
    assert "Quay to close" in line.text(0)
    assert line.text(1) == "B is not done with it"
    assert words(driver.window.foot, "layer") == "Not compared"
    assert review.sheet.list.hasFocus()
    driver.press("Esc")
    assert review.sheet is None
    outside.click()
    driver.wait(lambda: review.sheet is not None)
    driver.press("Enter")
    driver.wait(lambda: driver.page.article.id == "a2")
    assert not driver.session.is_reviewing
    assert driver.session.view.hasFocus()


def test_without_an_article_that_both_have_done_review_says_so(
    review_of: Callable[..., Driver],
) -> None:
    states = {"a1": {"A": "done", "B": "progress"}}
    driver = review_of(first_article(), states=states)
    review = driver.session.review
    assert "No article that both have marked done" in review.empty.words
    driver.press("Tab", "1")
    assert "settle" not in driver.step_names()


def test_a_project_to_read_only_shows_differences_and_settles_none(
    window, qtbot, tmp_path: Path
) -> None:
    path = tmp_path / "two.annotator"
    project_of(path, [first_article()]).close()
    path.chmod(0o444)
    tmp_path.chmod(0o555)
    try:
        driver = open_review(window, qtbot, path)
        if not driver.session.project.read_only:
            pytest.skip("this user may write everywhere")
        driver.press("1")
        assert "read only" in driver.window.messages.words
        assert settled(driver) == (0, 4)
    finally:
        tmp_path.chmod(0o755)


# --- fast, small, mirrored ----------------------------------------------------------------------


def test_a_decision_is_on_the_screen_in_the_next_frames(both: Driver) -> None:
    take(both, "1")  # the agreed layer is there
    tab(both)
    start = time.thread_time()
    both.press("1")
    spent = time.thread_time() - start
    assert settled(both) == (2, 5)
    assert spent < 0.05, f"{spent * 1000:.0f} ms"


def test_a_list_of_twenty_thousand_is_there_at_once(review_of: Callable[..., Driver]) -> None:
    text = "\n\n".join(f"Word{n} stands here." for n in range(5_000))
    left = [span(f"l{n}", "entity", place_of(text, n), kind="place") for n in range(5_000)]
    right = [span(f"r{n}", "entity", place_of(text, n), kind="person") for n in range(5_000)]
    driver = review_of(coded(text, coding(*left), coding(*right)))
    model = driver.session.review.pane.model
    entries = next(iter(driver.session.review.state.entries.values()))
    driver.session.review.state.entries = {f"x{n}": entries for n in range(4)}
    start = time.thread_time()
    model.set_filter(type="entity")
    driver.session.review.pane.list.grab()
    spent = time.thread_time() - start
    assert sum(isinstance(one, Entry) for one in model.rows) == 20_000
    assert spent < 0.2, f"{spent * 1000:.0f} ms"


def place_of(text: str, n: int) -> tuple[int, int]:
    at = text.index(f"Word{n} ")
    return at, at + len(f"Word{n}")


@pytest.mark.parametrize("size", [(1366, 768), (1280, 720), (1024, 640)])
def test_review_stands_whole_on_small_screens(both: Driver, size: tuple[int, int]) -> None:
    both.window.resize(*size)
    QApplication.processEvents()
    assert faults(both.window) == []
    both.window.acts.run("left-pane")
    QApplication.processEvents()
    assert faults(both.window) == []


def test_a_decision_changes_the_lines_of_its_article_alone(both: Driver) -> None:
    model, state = both.session.review.pane.model, both.session.review.state
    go_to(both, "attribute")
    take(both, "1")  # the agreed layer is there
    tab(both)
    entries = [one for one in model.rows if isinstance(one, Entry)]
    both.wait(lambda: "…" not in map(model.words, entries))  # no line waits for its words
    told: set[int] = set()
    model.dataChanged.connect(lambda one, last: told.update(range(one.row(), last.row() + 1)))
    here = state.page.article.id
    take(both, "1")
    lines = {
        n
        for n, one in enumerate(model.rows)
        if isinstance(one, Entry) and one.first.article_id == here
    }
    assert told == lines
    assert len(lines) < model.n_entries


def test_how_many_are_alike_and_settled_is_known_after_each_decision(both: Driver) -> None:
    state = both.session.review.state

    def check() -> None:
        every = [one for some in state.entries.values() for one in some]
        assert state.n_settled() == (sum(map(state.is_settled, every)), len(every))
        if state.current is not None and not state.is_settled(state.current):
            assert state.n_alike() == len(state.settling.alike(state.current.first))

    check()
    for key in ("1", "2", "x"):
        take(both, key)
        check()
        tab(both)
        check()
    for n in (2, 1, 0):
        both.press("Ctrl+z")
        both.wait(lambda n=n: settled(both)[0] == n)
        check()
