"""One actor's form: fields kept when they are left, counts, joining those that are the same."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.ui.basics.buttons import CasesButton, KeyButton
from annotator.ui.basics.labels import CutLabel
from annotator.ui.dialogs.actor import ActorDialog
from tests.ui.seen import faults


def make_actor(driver, words: str, key: str, name: str = "", *, n: int = 1) -> str:
    driver.mark(words, key, n=n)
    driver.press("a")
    if name:
        driver.type(name)
        driver.press("Enter", "1")
    else:
        driver.press("0", "1")
    actor_id = driver.session.reading.span.actor_id
    assert actor_id is not None
    return actor_id


def opened(driver, actor_id: str) -> ActorDialog:
    """Open the form as Enter in the list of actors does."""
    driver.session.workspace.actors.opened.emit(actor_id)
    form = QApplication.activeModalWidget()
    assert isinstance(form, ActorDialog)
    form.activateWindow()
    driver.wait(form.fields.name.hasFocus)
    return form


def back(driver) -> None:
    """Come back to the window: without a window manager nothing does it for us."""
    driver.window.activateWindow()
    driver.wait(driver.window.isActiveWindow)


def lines(form: ActorDialog) -> dict[str, str]:
    """Give the names that are offered for joining with what is said of them."""
    labels = [one for one in form.found.findChildren(CutLabel) if one.isVisible()]
    labels.sort(key=lambda one: (one.y() // 20, one.x()))
    words = [one.text() for one in labels]
    return dict(zip(words[::2], words[1::2], strict=True))


def press(form: ActorDialog, kind: type[KeyButton | CasesButton], name: str) -> None:
    buttons = [one for one in form.found.findChildren(kind) if one.isVisible()]
    (button,) = [one for one in buttons if name in one.accessibleName()]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def actor(driver, actor_id: str):
    driver.saved()
    return driver.session.project.reader.actors().get(actor_id)


def test_each_field_is_a_step_when_it_is_left(driver) -> None:
    form = opened(driver, make_actor(driver, "Dar", "s", n=2))
    QTest.keyClick(form.fields.name, Qt.Key.Key_End)
    QTest.keyClicks(form.fields.name, " of Pakistan")
    assert "edit-actor" not in driver.step_names()
    QTest.keyClick(form.fields.name, Qt.Key.Key_Tab)
    assert form.fields.kind.hasFocus()
    assert driver.step_names().count("edit-actor") == 1
    QTest.keyClick(form.fields.kind, Qt.Key.Key_Tab)
    QTest.keyClicks(form.fields.aliases, "Ishaq Dar\r the minister \r\rIshaq Dar")
    QTest.keyClick(form.fields.aliases, Qt.Key.Key_Tab)
    assert driver.step_names().count("edit-actor") == 2
    found = actor(driver, form.fields.actor().id)
    assert found.name == "Dar of Pakistan"
    assert [alias.name for alias in found.aliases] == ["Ishaq Dar", "the minister"]
    form.close()
    assert driver.step_names().count("edit-actor") == 2


def test_roles_have_a_line_each_and_their_years(driver) -> None:
    form = opened(driver, make_actor(driver, "Dar", "s", n=2))
    QTest.mouseClick(form.fields.add, Qt.MouseButton.LeftButton)
    role, organisation, since, until = form.fields.roles[0]
    assert role.hasFocus()
    for one, words in ((role, "minister"), (organisation, ""), (since, "2024"), (until, "")):
        QTest.keyClicks(one, words)
        QTest.keyClick(one, Qt.Key.Key_Tab)
    (kept,) = actor(driver, form.fields.actor().id).roles
    assert (kept.role, kept.organisation_id, kept.since, kept.until) == (
        "minister",
        None,
        "2024",
        None,
    )
    role.clear()
    form.close()
    assert actor(driver, form._actor.id).roles == ()


def test_esc_in_a_field_keeps_what_was_typed_and_gives_the_page_the_keyboard(driver) -> None:
    actor_id = make_actor(driver, "Dar", "s", n=2)
    form = opened(driver, actor_id)
    form.fields.note.setFocus()
    QTest.keyClicks(form.fields.note, "seen in Kabul")
    QTest.keyClick(form.fields.note, Qt.Key.Key_Escape)
    assert not form.isVisible()
    assert actor(driver, actor_id).note == "seen in Kabul"


def test_enter_in_a_field_keeps_it_once_and_closes(driver) -> None:
    actor_id = make_actor(driver, "Dar", "s", n=2)
    form = opened(driver, actor_id)
    QTest.keyClick(form.fields.name, Qt.Key.Key_End)
    QTest.keyClicks(form.fields.name, "!")
    QTest.keyClick(form.fields.name, Qt.Key.Key_Return)
    assert not form.isVisible()
    assert actor(driver, actor_id).name == "Dar!"
    assert driver.step_names().count("edit-actor") == 1


def test_a_name_that_was_emptied_stays_as_it_was(driver) -> None:
    actor_id = make_actor(driver, "Dar", "s", n=2)
    form = opened(driver, actor_id)
    form.fields.name.clear()
    form.close()
    assert actor(driver, actor_id).name == "Dar"
    assert "edit-actor" not in driver.step_names()


def test_the_form_says_how_often_the_actor_speaks_is_named_and_in_how_many_articles(
    open_text,
) -> None:
    texts = ("One\n\n“We will not wait,” said Dar.\n", "Two\n\nDar was not asked. Dar left.\n")
    driver = open_text(*texts)
    driver.caret_at("not wait")
    driver.press("Space", "Space", "c", "l", "1", "a", "0", "1")
    actor_id = driver.session.bridge.context.actors.present()[0].id
    first = driver.page.article.id
    driver.press("Ctrl+PgDown")
    driver.wait(lambda: driver.page.article.id != first)
    driver.mark("Dar", "e")
    driver.press("a", "1")
    form = opened(driver, actor_id)
    driver.wait(lambda: form.articles.isVisible())
    assert form.facts.text() == "said 1 · named 2 · in"
    assert form.articles.text() == "2 articles"
    assert faults(form) == []
    QTest.mouseClick(form.articles, Qt.MouseButton.LeftButton)
    driver.wait(lambda: driver.session.reading.popup is not None)
    back(driver)
    passages = driver.session.reading.popup.choices()
    assert [one.detail for one in passages] == ["One", "Two"]
    driver.press("1")
    driver.wait(lambda: driver.page.article.id == first)
    driver.wait(lambda: driver.session.view.selection() is not None)
    assert driver.session.view.selection().of(driver.page.text) == "Dar"


def test_those_that_may_be_the_same_are_joined_each_by_a_button_of_its_own(driver) -> None:
    one = make_actor(driver, "Dar", "s", "Mohammad Ishaq Dar", n=2)
    other = make_actor(driver, "The minister", "s", "Dar, M. Ishaq")
    make_actor(driver, "Kabul", "e", "Elin Marr")
    form = opened(driver, one)
    driver.wait(lambda: form.articles.isVisible())
    driver.wait(lambda: lines(form) != {})
    assert lines(form) == {"Dar, M. Ishaq": "said 0, named 1 · initials"}
    press(form, KeyButton, "Dar, M. Ishaq")
    driver.wait(lambda: lines(form) == {} and "named 2" in form.facts.text())
    assert driver.session.bridge.context.actors.get(other).id == one
    assert form.fields.aliases.toPlainText() == "Dar, M. Ishaq"
    assert "Dar, M. Ishaq" in form.verdict.text()
    form.close()
    back(driver)
    assert driver.step_names()[0] == "merge-actors"
    assert [alias.name for alias in actor(driver, one).aliases] == ["Dar, M. Ishaq"]
    driver.wait(driver.session.view.hasFocus)
    driver.press("Ctrl+z")
    driver.wait(lambda: driver.session.bridge.context.actors.get(other).id == other)


def test_any_other_actor_is_found_by_its_name_and_its_passages_are_shown(driver) -> None:
    one = make_actor(driver, "Dar", "s", "Mohammad Ishaq Dar", n=2)
    make_actor(driver, "Kabul", "e", "Elin Marr")
    form = opened(driver, one)
    assert lines(form) == {}
    form.found.field.setFocus()
    QTest.keyClicks(form.found.field, "mar")
    driver.wait(lambda: lines(form) == {"Elin Marr": "said 0, named 1"})
    assert faults(form) == []
    press(form, CasesButton, "Elin Marr")
    driver.wait(lambda: driver.session.reading.popup is not None)
    back(driver)
    assert "Kabul" in driver.session.reading.popup.choices()[0].label
    driver.press("Esc")
    driver.wait(driver.session.view.hasFocus)


def test_what_was_typed_before_joining_is_kept_first(driver) -> None:
    one = make_actor(driver, "Dar", "s", "Mohammad Ishaq Dar", n=2)
    make_actor(driver, "The minister", "s", "Dar, Ishaq")
    form = opened(driver, one)
    form.fields.note.setPlainText("a note")
    driver.wait(lambda: lines(form) != {})
    press(form, KeyButton, "Dar, Ishaq")
    form.close()
    found = actor(driver, one)
    assert (found.note, [alias.name for alias in found.aliases]) == ("a note", ["Dar, Ishaq"])


def test_nobody_is_asked_for_where_there_is_no_other_actor(driver) -> None:
    form = opened(driver, make_actor(driver, "Dar", "s", n=2))
    assert form.found.isHidden()
    assert faults(form) == []
    form.close()
