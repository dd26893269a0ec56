"""What Review takes that is changed first, and the agreed layer as a whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from annotator.ui.review.settling import agreed
from tests.ui.entries import act_button, words
from tests.ui.review.conftest import first_article, second_article
from tests.ui.review.settled import (
    agreed_spans,
    card_words,
    decisions,
    go_to,
    key_here,
    settled,
    tab,
    take,
)

if TYPE_CHECKING:
    import pytest

    from tests.ui.conftest import Driver


# --- changing first -----------------------------------------------------------------------------


def change_first(driver: Driver) -> None:
    driver.press("F2")
    driver.wait(lambda: driver.session.review.changing is not None)
    QApplication.processEvents()


def test_f2_changes_first_with_the_keys_of_read_and_enter_keeps_it_as_one_step(
    both: Driver,
) -> None:
    key = key_here(both)
    change_first(both)
    reading = both.session.review.changing.reading
    assert reading.span.text() == "“We have kept our promise,”"
    both.press("t", "Left", "Enter")
    both.press("2")
    both.press("Enter")
    assert both.session.review.changing is None
    both.wait(lambda: settled(both) == (1, 5))
    assert decisions(both)[key][:2] == ("change", ("layer-A",))
    assert ("claim", "“We have kept our promise", "evaluation") in agreed_spans(both)
    assert both.step_names()[:2] == ["settle", "make-agreed"]
    assert "changed" in card_words(both, key)
    assert both.session.review.area.view.hasFocus()


def test_a_reason_written_later_leaves_what_was_changed_first(both: Driver) -> None:
    key = key_here(both)
    change_first(both)
    both.press("t", "Left", "Enter", "Enter")
    both.wait(lambda: settled(both) == (1, 5))
    words_taken = agreed_spans(both)
    both.press("m")
    both.type("the guide")
    both.press("Esc")
    both.wait(lambda: decisions(both)[key][2] == "the guide")
    assert decisions(both)[key][:2] == ("change", ("layer-A",))
    assert agreed_spans(both) == words_taken


def test_esc_puts_back_what_was_changed_first(both: Driver) -> None:
    change_first(both)
    both.press("t", "Left", "Enter", "Esc")
    assert both.session.review.changing is None
    assert settled(both) == (0, 5)
    assert both.step_names()[0] == "make-agreed"
    assert both.session.review.area.view.hasFocus()


def test_undo_while_changing_first_takes_back_the_last_change_alone(both: Driver) -> None:
    change_first(both)
    both.press("t", "Left", "Enter", "Ctrl+z")
    reading = both.session.review.changing.reading
    assert reading.span.text() == "“We have kept our promise,”"
    both.press("Ctrl+y")
    assert reading.span.text() == "“We have kept our promise"
    both.press("Esc")
    assert both.step_names()[0] == "make-agreed"


def test_what_is_changed_first_comes_for_the_difference_that_is_still_current(
    both: Driver,
) -> None:
    take(both, "1")  # what both have is taken with the first
    review, acts, jobs = both.session.review, both.window.acts, both.window.jobs
    tab(both)
    acts.run("change-first")
    assert review.changing is None
    acts.run("next-open")
    both.wait(lambda: not jobs._running)
    assert review.changing is None


def test_what_is_decided_while_it_is_planned_is_planned_again(both: Driver) -> None:
    take(both, "1")
    tab(both)
    review, key = both.session.review, key_here(both)
    both.window.acts.run("change-first")
    both.window.acts.run("review-note")
    both.type("the guide")
    both.press("Esc")
    both.wait(lambda: review.changing is not None)
    both.press("t", "Left", "Enter", "Enter")
    both.wait(lambda: decisions(both)[key][:2] == ("change", ("layer-A",)))
    assert decisions(both)[key][2] == "the guide"


def test_lanes_are_made_once_for_what_is_kept_and_are_what_they_would_be_anew(both: Driver) -> None:
    area = both.session.review.area
    change_first(both)
    both.press("t", "Left", "Enter", "Enter")
    both.wait(lambda: settled(both) == (1, 5))
    kept = area._sides()
    assert area._sides() is kept
    assert any(one.is_settled for one in kept.marks)
    area._lanes = None
    assert area._sides() == kept
    tab(both)
    assert area._sides() != kept


# --- the agreed layer as a whole ----------------------------------------------------------------


def test_what_one_alone_has_coded_is_taken_after_it_was_said_how_much(
    review_of: Callable[..., Driver],
) -> None:
    states = {"a1": {"A": "done", "B": "done"}, "a2": {"A": "done"}}
    driver = review_of(first_article(), second_article(), states=states)
    take(driver, "1")
    driver.window.acts.run("take-rest")
    driver.wait(lambda: "one alone has coded" in driver.window.messages.words)
    assert next(one.text() for one in driver.window.messages.buttons) == "1 article of A"
    driver.window.messages.buttons[0].click()
    driver.wait(lambda: "coded once" in driver.window.messages.words)
    assert ("entity", "Port Aldane", "place") in agreed_spans(driver, "a2")
    assert driver.step_names()[0] == "take-rest"


def test_without_names_nobody_is_named_and_the_frame_starts_at_one(both: Driver) -> None:
    review, window = both.session.review, both.window
    window.acts.run("hide-names")
    both.wait(lambda: review.state.hides_names)
    QApplication.processEvents()
    assert words(window.foot, "layer") == "one against the other ▾"
    assert act_button(window.top, "take-left").text() == "Take 1"
    key = key_here(both)
    said = card_words(both, key)
    assert "A: " not in said
    assert "1: " in said
    is_swapped = review.state.is_swapped
    take(both, "1")
    taken = "layer-B" if is_swapped else "layer-A"
    assert decisions(both)[key] == ("accept", (taken,), "")
    assert "took 1" in card_words(both, key)
    window.acts.run("show-names")
    both.wait(lambda: not review.state.hides_names)
    QApplication.processEvents()
    assert words(window.foot, "layer") == "A against B ▾"


def test_where_much_is_alike_it_is_taken_without_a_look_at_each_and_settling_goes_on(
    both: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(agreed, "MOST", 0)
    go_to(both, "missing", "entity")
    take(both, "1")
    assert settled(both)[0] == 1
    both.wait(lambda: ("entity", "Port Aldane", "place") in agreed_spans(both))
    assert both.step_names()[:2] == ["settle", "make-agreed"]
    both.wait(lambda: not both.session.review.state.is_opening)
    both.press("Ctrl+z")
    both.wait(lambda: settled(both)[0] == 0)
    both.press("Ctrl+Shift+z")
    both.wait(lambda: settled(both)[0] == 1)
    both.saved()
    assert both.session.project.check().ok
