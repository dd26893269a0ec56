"""Notes, regions, the line above the headline, done and excluded."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from annotator.model.article import RegionType
from annotator.model.layer import State


def test_m_writes_a_note_and_leaving_the_field_makes_one_step(driver) -> None:
    span = driver.mark("Kabul", "e")
    driver.press("m")
    driver.type("the city or the government?")
    driver.press("Esc")
    (note,) = driver.page.notes(span.id)
    assert note.text == "the city or the government?"
    assert driver.session.view.hasFocus()
    assert driver.on_disk() == driver.page


def test_ctrl_z_in_a_field_takes_back_typing_not_a_step(driver) -> None:
    driver.mark("Kabul", "e")
    driver.press("m")
    driver.type("abc")
    driver.press("Ctrl+z")
    assert driver.texts() == ["Kabul"]
    assert QApplication.focusWidget().toPlainText() == ""


def test_typing_letters_in_a_field_marks_nothing(driver) -> None:
    driver.mark("Kabul", "e")
    driver.press("m")
    driver.type("sue de claim")
    assert driver.texts() == ["Kabul"]


def test_without_a_span_m_is_a_note_on_the_article(driver) -> None:
    driver.session.view.set_caret(0)
    driver.press("m")
    driver.type("odd")
    driver.press("Ctrl+Enter")
    assert [note.text for note in driver.page.notes(driver.page.article.id)] == ["odd"]


def test_b_says_what_a_paragraph_is_and_undo_takes_it_back(driver) -> None:
    driver.caret_at("Talks")
    driver.press("b")
    choices = [choice.label for choice in driver.session.reading.popup.choices()]
    driver.press(str(choices.index("boilerplate") + 1))
    region = driver.page.region_at(driver.place("Talks").start)
    assert region is not None
    assert region.type is RegionType.BOILERPLATE
    assert driver.on_disk() == driver.page
    driver.press("Ctrl+z")
    driver.wait(lambda: driver.page.region_at(driver.place("Talks").start) is None)


def test_d_is_done_and_goes_on_when_nothing_is_missing(open_text) -> None:
    driver = open_text("One\n\nAlpha.\n", "Two\n\nBeta.\n")
    first = driver.page.article.id
    driver.press("d")
    driver.wait(lambda: driver.page.article.id != first)
    driver.saved()
    assert set(driver.session.project.reader.progress(first).values()) == {State.DONE}
    driver.wait(lambda: driver.session.workspace.articles.model.entry(0).state == "done")


def test_d_offers_what_is_missing_and_each_is_one_key_away(driver) -> None:
    driver.mark("formal ties had been cut", "c")
    driver.press("d")
    labels = [choice.label for choice in driver.session.reading.popup.choices()]
    assert labels[0] == "Done all the same"
    assert "1 claim has no speaker" in labels
    driver.press(str(labels.index("1 claim has no speaker") + 1))
    assert driver.session.reading.span.type == "claim"
    driver.press("d", "1")
    assert driver.page.progress(driver.session.bridge.layer_id).state is State.DONE


def test_shift_d_asks_for_the_reason_and_excludes(driver) -> None:
    driver.press("D")
    driver.type("an advert")
    driver.press("Enter")
    assert driver.page.progress(driver.session.bridge.layer_id).state is State.EXCLUDED
    notes = driver.page.notes(driver.page.article.id)
    assert [note.text for note in notes] == ["an advert"]


def test_the_first_mark_says_in_progress(driver) -> None:
    driver.mark("Kabul", "e")
    assert driver.page.progress(driver.session.bridge.layer_id).state is State.IN_PROGRESS


def test_folded_furniture_is_restored_by_b_and_one_digit(open_text) -> None:
    driver = open_text(
        "Ferry stays\n\nThe ferry stays in port, the minister said on Monday.\n\n"
        "Back to top button\n"
    )
    driver.caret_at("The ferry")
    if driver.page.region_at(driver.place("Back to top").start) is None:
        driver.session.view.set_caret(driver.place("Back to top").start)
        driver.press("b")
        labels = [choice.label for choice in driver.session.reading.popup.choices()]
        driver.press(str(labels.index("boilerplate") + 1))
        driver.caret_at("The ferry")
    driver.press("b")
    labels = [choice.label for choice in driver.session.reading.popup.choices()]
    row = next(n for n, one in enumerate(labels) if one.startswith("Not furniture"))
    driver.press(str(row + 1))
    assert driver.page.region_at(driver.place("Back to top").start) is None
    assert driver.on_disk() == driver.page
