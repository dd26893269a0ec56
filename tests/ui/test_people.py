"""Actors with their names, and two people on one laptop."""

from __future__ import annotations

from annotator.settings import load
from annotator.ui.dialogs.actor import ActorDialog
from annotator.ui.popups.choice import ChoicePopup
from tests.ui.entries import words


def dialog_of(driver) -> ActorDialog:
    return driver.window.findChildren(ActorDialog)[-1]


def make_actor(driver, words: str, key: str, *, n: int = 1) -> str:
    driver.mark(words, key, n=n)
    driver.press("a", "Enter", "1")
    actor_id = driver.session.reading.span.actor_id
    assert actor_id is not None
    return actor_id


def test_the_left_pane_counts_how_often_an_actor_speaks_and_is_named(driver) -> None:
    driver.caret_at("not wait")
    driver.press("Space", "Space", "c", "l", "1", "a", "Enter", "1")
    model = driver.session.workspace.actors.model
    driver.wait(lambda: model.rowCount() == 1 and model.counts(0)[0] == 1)
    assert model.actor(0).name == "Dar"


def test_a_new_actor_can_be_made_without_a_span(driver) -> None:
    driver.window.acts.run("actors")
    driver.type("Elin Marr")
    driver.press("Enter")
    driver.saved()
    assert [one.name for one in driver.session.project.actors()] == ["Elin Marr"]


def test_another_coder_marks_on_a_layer_of_their_own(driver) -> None:
    driver.mark("Kabul", "e")
    driver.saved()
    driver.window.foot._coder.click()
    driver.type("B")
    driver.press("Enter")
    driver.wait(lambda: driver.texts() == [])
    driver.mark("The minister", "s")
    driver.saved()
    layers = {layer.name: layer.id for layer in driver.session.project.reader.layers()}
    assert set(layers) == {"A", "B"}
    on_disk = driver.session.project.page(driver.page.article.id, set(layers.values()))
    assert {span.text(): span.layer_id for span in on_disk.spans()} == {
        "Kabul": layers["A"],
        "The minister": layers["B"],
    }
    assert load().coder_name == "B"


def test_the_first_coder_comes_back_to_the_old_marks(driver) -> None:
    driver.mark("Kabul", "e")
    driver.saved()
    driver.window.acts.run("coder")
    driver.type("B")
    driver.press("Enter")
    driver.wait(lambda: driver.texts() == [])
    driver.window.acts.run("coder")
    driver.type("A")
    driver.press("Enter")
    driver.wait(lambda: driver.texts() == ["Kabul"])


def test_looking_at_other_marks_changes_neither_who_codes_nor_the_settings(driver) -> None:
    driver.mark("Kabul", "e")
    driver.saved()
    first = driver.window.settings.coder()
    driver.window.who_codes.change("B")
    driver.wait(lambda: driver.texts() == [])
    before = load()
    driver.window.foot._layer.click()
    driver.type("A")
    driver.press("Enter")
    driver.wait(lambda: driver.texts() == ["Kabul"])
    assert (load().coder_name, load().known()) == ("B", before.known())
    assert words(driver.window.foot, "layer").startswith("Marks of A")
    assert words(driver.window.foot, "coder").startswith("Coding: B")
    assert driver.session.project.context.coder.name == "B"
    assert load().known()["A"] == first.id


def test_no_act_changes_the_marks_that_are_only_looked_at(driver) -> None:
    driver.mark("Kabul", "e")
    driver.saved()
    driver.window.who_codes.change("B")
    driver.wait(lambda: driver.texts() == [])
    driver.session.look_at(driver.session.project.layer("A"))
    driver.wait(lambda: driver.texts() == ["Kabul"])
    n_steps = len(driver.step_names())
    driver.caret_at("Kabul")
    driver.press("Delete", "n", "d", "s", "P")
    assert not driver.window.acts.can("delete")
    assert "the marks of “A”" in driver.window.messages.words
    assert (driver.texts(), len(driver.step_names())) == (["Kabul"], n_steps)
    (offer,) = driver.window.messages.buttons
    offer.click()
    driver.wait(lambda: driver.texts() == [])
    driver.mark("The minister", "s")
    assert driver.on_disk().spans("speaker")


def test_words_are_found_in_all_articles_with_their_lines(open_text) -> None:
    driver = open_text("One\n\nThe Taliban spoke.\n", "Two\n\nIn Kabul the taliban left.\n")
    first = driver.page.article.id
    driver.press("Ctrl+Shift+F")
    sheet = driver.session.over.sheet
    driver.type("TALIBAN")
    driver.wait(lambda: sheet.list.model_.n_hits == 2)
    driver.press("Enter", "Down", "o")
    driver.wait(lambda: driver.page.article.id != first)
    driver.wait(lambda: driver.session.view.selection() is not None)
    assert driver.session.view.selection().of(driver.page.text) == "taliban"


def test_the_actor_that_enter_opens_is_seen_as_soon_as_the_pane_has_the_keyboard(driver) -> None:
    make_actor(driver, "Dar", "s", n=2)
    actors = driver.session.workspace.actors
    driver.wait(lambda: actors.model.rowCount() == 1)
    driver.press("Esc", "Esc", "F6", "F6")
    assert actors.list.hasFocus()
    assert [one.row() for one in actors.list.selectedIndexes()] == [0]
    driver.press("Enter")
    assert dialog_of(driver).fields.name.text() == "Dar"


def test_who_codes_is_asked_where_the_coder_stands(driver) -> None:
    window = driver.window
    window.resize(1366, 768)
    driver.window.acts.run("coder")
    popup = window.findChildren(ChoicePopup)[-1]
    assert popup.geometry().right() > window.width() - 40
    assert popup.geometry().bottom() < window.height() - 20
