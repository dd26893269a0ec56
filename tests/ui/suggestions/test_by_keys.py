"""Suggestions by keys: from one to the next, taken or rejected, undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.model.scheme_edits.edits import SchemeEdit
from tests.ui.entries import words

if TYPE_CHECKING:
    from tests.ui.conftest import Driver


def current(driver: Driver) -> str:
    """Give the words of the suggestion that is current; "" for none."""
    one = driver.session.suggesting.state.current
    return "" if one is None else one.span.text()


def open_words(driver: Driver) -> list[str]:
    """Give the words of the suggestions that are open, in order."""
    return [one.span.text() for one in driver.session.suggesting.state.open]


def test_tab_goes_through_suggestions_statement_by_statement(driver: Driver) -> None:
    driver.press("Ctrl+Home")
    seen = []
    for _ in range(6):
        driver.press("Tab")
        seen.append(current(driver))
    assert seen == [
        "formal ties had been cut",
        "“We will not wait,”",
        "Kabul",
        "“We will,” […] “not go back.”",
        "Taliban",
        "Taliban",
    ]
    driver.press("Shift+Tab", "Shift+Tab")
    assert current(driver) == "“We will,” […] “not go back.”"


def test_enter_takes_a_claim_with_cue_speaker_and_links_as_one_step(driver: Driver) -> None:
    driver.press("Ctrl+Home", "Tab", "Enter")
    assert driver.texts() == ["The minister", "said", "formal ties had been cut"]
    claim = driver.spans("claim")[0]
    assert {one.type for one in driver.page.links_from(claim.id)} == {"said_by", "cued_by"}
    assert driver.step_names() == ["settle", "import", "new"]
    assert driver.on_disk() == driver.page
    assert driver.session.reading.span == claim


def test_what_was_taken_is_no_ghost_any_more_and_undo_brings_it_back(driver: Driver) -> None:
    before = open_words(driver)
    driver.press("Ctrl+Home", "Tab", "Enter")
    assert open_words(driver) == before[1:]
    assert driver.session.view.page.n_spans == 3 + 3 + 1 + 3 + 2
    driver.saved()
    driver.press("Ctrl+z")
    driver.wait(lambda: open_words(driver) == before)
    assert driver.texts() == []


def test_x_rejects_and_marks_nothing(driver: Driver) -> None:
    driver.press("Ctrl+Home", "Tab", "x")
    assert driver.texts() == []
    assert "formal ties had been cut" not in open_words(driver)
    ghosts = [one.text() for one in driver.session.view.page.spans()]
    assert "The minister" not in ghosts
    assert current(driver) == ""
    driver.press("Tab")
    assert current(driver) == "“We will not wait,”"


def test_what_was_rejected_stays_so_under_another_name_and_its_undo(driver: Driver) -> None:
    driver.press("Ctrl+Home", "Tab", "x")
    driver.saved()
    state, before = driver.session.suggesting.state, open_words(driver)
    types = [one.span.type for one in state.open]
    seen: list[list[str]] = []
    state.changed.connect(lambda: seen.append(open_words(driver)))

    def named(now: list[str]) -> None:
        driver.wait(lambda: [one.span.type for one in state.open] == now)
        assert open_words(driver) == before

    edit = SchemeEdit.of({"edit": "rename", "what": "claim", "to": "statement"})
    driver.session.project.edit_scheme([edit])
    named(["statement" if one == "claim" else one for one in types])
    driver.press("Ctrl+z")
    named(types)
    assert all(one == before for one in seen)  # nothing was shown as open in between


def test_a_mark_over_a_ghost_ends_it(driver: Driver) -> None:
    driver.mark("Kabul", "e")
    assert "Kabul" not in open_words(driver)
    driver.press("Delete")
    assert "Kabul" in open_words(driver)


def test_enter_without_a_current_suggestion_says_so(driver: Driver) -> None:
    driver.press("Ctrl+Home", "Enter")
    assert driver.texts() == []
    assert driver.window.messages.words == "No suggestion is current. Tab goes to the next one."


def test_the_status_line_says_how_many_are_open(driver: Driver) -> None:
    driver.wait(lambda: "6 suggestions (Tab)" in words(driver.window.foot, "counts"))


# --- changing first -----------------------------------------------------------------------------


def test_f2_changes_a_suggestion_before_it_is_taken_in_one_step(driver: Driver) -> None:
    driver.press("Ctrl+Home", "Tab", "F2")
    suggesting = driver.session.suggesting
    assert suggesting.changing is not None
    assert driver.texts() == []
    driver.press("t", "Left", "Enter")
    driver.press("Enter")
    assert suggesting.changing is None
    assert driver.texts("claim") == ["formal ties had been"]
    assert driver.step_names() == ["settle", "import", "new"]
    verdicts = {one.verdict for one in driver.session.project.reader.decisions()}
    assert verdicts == {"change", "accept"}


def test_esc_puts_back_what_was_changed_first(driver: Driver) -> None:
    before = open_words(driver)
    driver.press("Ctrl+Home", "Tab", "F2", "t", "Left", "Enter", "Esc")
    assert driver.session.suggesting.changing is None
    assert (driver.texts(), open_words(driver)) == ([], before)
    assert current(driver) == "formal ties had been cut"
    assert driver.session.view.hasFocus()


def test_f2_and_enter_without_a_change_take_what_was_suggested(driver: Driver) -> None:
    driver.press("Ctrl+Home", "Tab", "F2", "Enter")
    assert driver.texts("claim") == ["formal ties had been cut"]
    driver.saved()
    assert {one.verdict for one in driver.session.project.reader.decisions()} == {"accept"}


def test_undo_while_something_is_changed_first_takes_back_that_change_alone(driver: Driver) -> None:
    driver.press("Ctrl+Home", "Tab", "F2", "t", "Left", "Enter", "Ctrl+z", "Enter")
    assert driver.texts("claim") == ["formal ties had been cut"]
