"""Copies of one dispatch in the window: a preview, one step, each open place one key away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.ui.importing.corpus_forms import WouldForm

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.conftest import Driver

STORY = (
    "Harbour to open on Monday\n\n"
    "The gate of the harbour opens on Monday, said Mira Talven, the minister, to reporters who "
    "had waited at the quay since the early morning. Traders in Kabul and in Port Aldane have "
    "waited for weeks, and the first two ships are to leave before noon if the wind allows it.\n\n"
    "The ministry had closed it in April after a storm broke the outer wall of the old basin.\n"
)
COPY = STORY.replace("Mira Talven", "Ada Lune") + "\nMore on this tomorrow in our paper, page 3.\n"


def with_copy(open_text, tmp_path: Path) -> Driver:
    driver = open_text(STORY)
    (tmp_path / "copy.txt").write_text(COPY, encoding="utf-8")
    driver.session.project.import_sources([tmp_path / "copy.txt"])
    driver.session.open_article(driver.page.article.id)
    driver.wait(lambda: driver.page.article.group_id is not None)
    return driver


def preview(driver: Driver) -> WouldForm:
    driver.window.acts.run("carry-over")
    driver.wait(lambda: isinstance(QApplication.activeModalWidget(), WouldForm))
    return QApplication.activeModalWidget()


def lines(form: WouldForm) -> list[str]:
    rows = form.list.model()
    return [str(rows.index(n, 0).data()) for n in range(rows.rowCount())]


def copy_id(driver: Driver) -> str:
    project = driver.session.project
    return next(one for one in project.reader.article_ids() if one != driver.page.article.id)


def test_marks_come_over_after_a_preview_as_one_step(open_text, tmp_path) -> None:
    driver = with_copy(open_text, tmp_path)
    driver.mark("Kabul", "e")
    driver.mark("Mira Talven", "s")
    driver.saved()
    form = preview(driver)
    first, second = lines(form)
    assert "1 of 2 marks are there or come over, 1 of them new" in first
    assert "Mira Talven" in second
    assert "Ada Lune" in second
    QTest.keyClick(form.main, Qt.Key.Key_Return)
    driver.wait(lambda: "1 mark was carried over. 1 is left open." in driver.window.messages.words)
    copy = driver.session.project.page(copy_id(driver))
    assert [one.text() for one in copy.spans()] == ["Kabul"]
    driver.window.acts.run("undo")
    driver.wait(lambda: not [*driver.session.project.page(copy.article.id).spans()])


def test_an_open_place_is_one_key_away(open_text, tmp_path) -> None:
    driver = with_copy(open_text, tmp_path)
    driver.mark("Mira Talven", "s")
    driver.saved()
    other = copy_id(driver)
    form = preview(driver)
    form.list.setFocus()
    form.list.setCurrentIndex(form.list.model().index(1, 0))
    QTest.keyClick(form.list, Qt.Key.Key_Return)
    driver.wait(lambda: driver.page.article.id == other)
    driver.wait(lambda: driver.session.view.selection() is not None)
    assert driver.session.view.selection().of(driver.page.text) == "Ada Lune"
    assert driver.window.focusWidget() is driver.session.view


def test_a_later_change_is_offered_to_the_copies(open_text, tmp_path) -> None:
    driver = with_copy(open_text, tmp_path)
    driver.mark("Kabul", "e")
    driver.saved()
    driver.session.project.carry(driver.page.article.id)
    driver.mark("Port Aldane", "e")
    driver.wait(lambda: "not so in the copies yet" in driver.window.messages.words)
    driver.window.messages.buttons[0].click()
    driver.wait(lambda: isinstance(QApplication.activeModalWidget(), WouldForm))
    form = QApplication.activeModalWidget()
    assert "2 of 2 marks are there or come over, 1 of them new" in lines(form)[0]
    QTest.mouseClick(form.main, Qt.MouseButton.LeftButton)
    driver.wait(lambda: "1 mark was carried over" in driver.window.messages.words)
    copy = driver.session.project.page(copy_id(driver))
    assert [one.text() for one in copy.spans()] == ["Kabul", "Port Aldane"]


def test_without_copies_a_sentence_says_so(driver) -> None:
    driver.window.acts.run("carry-over")
    driver.wait(lambda: "has no copies here" in driver.window.messages.words)


CLAIM = "the gate of the harbour would open on Monday and stay open for the whole week"
LEAD = (
    f"Mira Talven, the minister, told reporters that {CLAIM}, as she stood beside the quay in "
    "the early morning with the harbour master and two of the traders who had waited there.\n\n"
)
SECOND = (
    "Ada Lune, who speaks for the traders, answered that the first two ships would leave before "
    "noon if the wind allows it, and that forty more had waited for weeks outside Port Aldane.\n\n"
)
THIRD = (
    "The ministry had closed the harbour in April after a storm broke the outer wall of the old "
    "basin, and the work on the wall had taken far longer than the plan of that spring foresaw.\n"
)
DISPATCH = f"Harbour to open on Monday\n\n{LEAD}{SECOND}{THIRD}"
COPIES = {
    "cut": f"Harbour to open on Monday\n\n{LEAD}{SECOND}",
    "reordered": f"Harbour to open on Monday\n\n{SECOND}{LEAD}{THIRD}",
    "changed": DISPATCH.replace("stay open", "remain open"),
    "retyped": DISPATCH.replace("Harbour to open on Monday", "The harbour opens again at last"),
    "printed twice": f"{DISPATCH}\n{SECOND}",
}


ANSWER = "the first two ships would leave before noon if the wind allows it"
SPOKEN = [
    {name: (name, []), cue: ("", []), claim: ("", [name, ""])}
    for name, cue, claim in (("Mira Talven", "told", CLAIM), ("Ada Lune", "answered", ANSWER))
]
"""The marks of the two statements as `coded_in` gives them."""


def coded_in(driver: Driver, article_id: str) -> dict[str, tuple[str, list[str]]]:
    """Give the marks of an article by their words: the actor, and who says them."""
    page, actors = driver.session.project.page(article_id), driver.session.bridge.context.actors
    names = {span.id: "" for span in page.spans()}
    for span in page.spans():
        if span.actor_id is not None:
            names[span.id] = actors.get(span.actor_id).name
    said = {span.id: [] for span in page.spans()}
    for link in page.links():
        said[link.source_id].append(names[link.target_id])
    return {span.text(): (names[span.id], said[span.id]) for span in page.spans()}


def selected(driver: Driver) -> str:
    """Give the words that are selected, when the article is there that was gone to."""
    driver.wait(lambda: driver.session._coming is None)
    return driver.session.view.selection().of(driver.page.text)


def test_a_group_of_five_copies_is_coded_by_a_few_keys(open_text, tmp_path) -> None:
    driver = open_text(DISPATCH)
    for name, text in COPIES.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    project = driver.session.project
    project.import_sources([tmp_path / f"{name}.txt" for name in COPIES])
    original = driver.page.article.id
    driver.session.open_article(original)
    driver.wait(lambda: driver.page.article.group_id is not None)
    group = [one.id for one in project.articles() if one.group_id is not None]
    assert len(group) == 6
    for claim, speaker in ((CLAIM, "Mira Talven"), (ANSWER, "Ada Lune")):
        driver.mark(speaker, "s")
        driver.press("a", "Enter", "1")
        driver.mark(claim, "c")
        driver.press("l", "Enter")
    driver.saved()
    first, second = SPOKEN
    assert coded_in(driver, original) == {**first, **second}
    n_keys = 0

    def press(*keys: str) -> None:
        nonlocal n_keys
        for key in keys:
            driver.press(key)
            n_keys += 1

    def of_window(act: str) -> None:
        """Do what a key of the window does; no window manager gives it the key here."""
        nonlocal n_keys
        driver.window.acts.run(act)
        n_keys += 1

    press("Ctrl+Shift+V")
    driver.wait(lambda: isinstance(QApplication.activeModalWidget(), WouldForm))
    form = QApplication.activeModalWidget()
    assert len([one for one in lines(form) if "are there or come over" in one]) == 5
    QTest.keyClick(form.main, Qt.Key.Key_Return)
    n_keys += 1
    driver.wait(lambda: "4 are left open" in driver.window.messages.words)
    driver.wait(lambda: not driver.window.jobs._running)
    assert n_keys == 2  # all that stands unchanged is there, links and actors with it
    assert [*map(len, (coded_in(driver, one) for one in group))] == [6, 6, 6, 5, 6, 3]

    def at_next(n: int) -> str:
        driver.wait(lambda: driver.window.messages.buttons != [])  # a step closed it for a moment
        of_window("take-offer")
        driver.wait(lambda: f"{n} of 7 places that differ" in driver.window.messages.words)
        driver.window.activateWindow()
        driver.wait(lambda: QApplication.focusWidget() is driver.session.view)
        return selected(driver)

    remains = CLAIM.replace("stay open", "remain open")
    assert at_next(1) == remains
    press("c", "l", "Enter")
    driver.saved()
    said = {**first, remains: first[CLAIM]}
    del said[CLAIM]
    assert coded_in(driver, driver.page.article.id) == {**said, **second}
    places = [at_next(n) for n in range(2, 8)]
    assert places == [words for words in second for _ in range(2)]  # both are asked about
    press("c", "l", "Enter")
    driver.saved()
    assert coded_in(driver, driver.page.article.id) == {**first, **second}
    # 2 for the group, 1 to each place that differs, 3 for each statement that is coded there.
    assert n_keys == 2 + 7 + 2 * 3


def at_open_place(driver: Driver) -> tuple[str, str]:
    """Code the dispatch, carry over, go to the copy's first open place; give both articles."""
    original, copy = driver.page.article.id, copy_id(driver)
    driver.mark("Mira Talven", "s")
    driver.press("a", "Enter", "1")
    driver.mark("The gate of the harbour opens on Monday", "c")
    driver.press("l", "Enter")
    driver.saved()
    QTest.keyClick(preview(driver).main, Qt.Key.Key_Return)
    driver.wait(lambda: "1 is left open" in driver.window.messages.words)
    driver.wait(lambda: not driver.window.jobs._running)
    driver.window.acts.run("take-offer")
    driver.wait(lambda: "1 of 1 places that differ" in driver.window.messages.words)
    assert selected(driver) == "Ada Lune"
    return original, copy


def test_a_place_that_differs_is_marked_as_in_the_original_and_taken_back(
    open_text, tmp_path
) -> None:
    driver = with_copy(open_text, tmp_path)
    _, copy = at_open_place(driver)
    before = coded_in(driver, copy)
    driver.window.acts.run("take-offer")
    driver.wait(lambda: len(driver.spans("speaker")) == 1)
    driver.saved()
    claim = "The gate of the harbour opens on Monday"
    said = coded_in(driver, copy)
    assert said == {**before, "Ada Lune": ("Mira Talven", []), claim: ("", ["", "Mira Talven"])}
    assert driver.session.reading.span.text() == "Ada Lune"
    assert driver.step_names()[0] == "carry-mark"
    rows = driver.on_disk()
    driver.wait(lambda: driver.window.messages.words.startswith("1 of 1"))
    assert driver.window.messages.buttons == []
    driver.window.activateWindow()
    driver.wait(lambda: QApplication.focusWidget() is driver.session.view)
    driver.press("Ctrl+z")
    driver.wait(lambda: not driver.spans("speaker"))
    driver.saved()
    assert coded_in(driver, copy) == before
    driver.wait(lambda: len(driver.window.messages.buttons) == 1)  # it is offered again
    driver.press("Ctrl+Shift+z")
    driver.wait(lambda: len(driver.spans("speaker")) == 1)
    assert driver.on_disk() == rows


def test_the_call_marks_the_place_as_the_window_does(open_text, tmp_path) -> None:
    driver = with_copy(open_text, tmp_path)
    original, copy = at_open_place(driver)
    project = driver.session.project
    (speaker,) = project.page(original).spans("speaker")
    at = driver.place("Ada Lune")
    QTest.mouseClick(driver.window.messages.buttons[0], Qt.MouseButton.LeftButton)
    driver.wait(lambda: len(driver.spans("speaker")) == 1)
    driver.saved()
    by_window = coded_in(driver, copy)
    project.undo()
    assert project.carry_mark(speaker.id, copy, at).step.act == "carry-mark"
    assert coded_in(driver, copy) == by_window
    assert project.carry_mark(speaker.id, copy, at).step.is_empty()
    (told,) = project.carry(original, copy, dry_run=True).copies
    assert told.open == ()


def test_where_no_place_is_shown_a_sentence_says_so(driver) -> None:
    driver.window.acts.run("as-in-original")
    assert "No place is shown that differs" in driver.window.messages.words


def test_enter_on_a_place_goes_there_and_carries_nothing_over(open_text, tmp_path) -> None:
    driver = with_copy(open_text, tmp_path)
    driver.mark("Kabul", "e")
    driver.mark("Mira Talven", "s")
    driver.saved()
    other = copy_id(driver)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_O):
        form = preview(driver)
        form.list.setFocus()
        form.list.setCurrentIndex(form.list.model().index(1, 0))
        QTest.keyClick(form.list, key)
        driver.wait(lambda: driver.page.article.id == other)
        driver.wait(lambda: not driver.window.jobs._running)
        assert not [*driver.session.project.page(other).spans()]
        driver.session.open_article(next(i for i in ids(driver) if i != other))
        driver.wait(lambda: driver.page.article.id != other)


def ids(driver: Driver) -> list[str]:
    return [one.id for one in driver.session.project.articles()]


def test_what_is_on_a_line_of_the_preview(open_text, tmp_path) -> None:
    driver = open_text(STORY.replace("said Mira Talven", "“So it is,” said Mira Talven"))
    for name, old, new in (("a", "it is,", "it was,"), ("b", "So it is", "So here it is")):
        text = driver.page.text.replace(old, new).replace("Mira Talven, the", "Ada Lune, the")
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    driver.session.project.import_sources([tmp_path / f"{name}.txt" for name in "ab"])
    driver.session.open_article(driver.page.article.id)
    driver.wait(lambda: driver.page.article.group_id is not None)
    driver.mark("“So it is,”", "c")
    driver.mark("Mira Talven, the minister", "s")
    driver.saved()
    bare = str.maketrans("", "", "\u2068\u2069")
    said = [one.translate(bare) for one in lines(preview(driver))]
    assert "  ·  a.txt  ·  0 of 2 marks" in said[0]  # the titles are the same
    assert "  ·  b.txt  ·  0 of 2 marks" in said[3]
    assert said[1] == "“So it is,”  ·  other words there: “So it [is → was],”"
    assert said[4] == "“So it is,”  ·  other words there: “So [new: here] it is,”"
    expected = "other words there: [Mira Talven → Ada Lune], the minister"
    assert said[2].endswith(expected)
    assert said[5].endswith(expected)


def test_a_later_change_is_offered_when_the_page_is_seen(open_text, tmp_path) -> None:
    driver = with_copy(open_text, tmp_path)
    driver.mark("Kabul", "e")
    driver.saved()
    driver.session.project.carry(driver.page.article.id)
    driver.mark("Port Aldane", "e")
    driver.window.acts.run("scheme")
    driver.wait(lambda: driver.session.over.sheet is not None)
    acts = driver.session.sheets.articles.copies
    driver.wait(lambda: not acts._later.isActive())
    assert "not so in the copies yet" not in driver.window.messages.words
    driver.session.over.close()
    driver.wait(lambda: "not so in the copies yet" in driver.window.messages.words)
