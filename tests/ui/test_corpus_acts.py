"""Acts on lines and articles of the whole project show first what they would do."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from annotator.ui.importing.corpus_forms import WouldForm
from tests.ui.conftest import Driver, open_folder

STORIES = (
    "The harbour opens again after eleven days, said the minister of trade on Monday.",
    "Two schools in the north got new roofs, and the mayor thanked the people who paid.",
    "A river ferry sank last night; nobody was hurt, said the coast guard this morning.",
    "Farmers sell less wheat than last year because it has rained too little since May.",
)


@pytest.fixture
def driver(window, qtbot, tmp_path) -> Driver:
    """Four stories with one line below them that is no part of any."""
    folder = tmp_path / "texts"
    folder.mkdir()
    for n, story in enumerate(STORIES):
        text = f"Headline number {n}\n\n{story} {story}\n\nFollow us on the lake\n"
        (folder / f"{n}.txt").write_text(text, encoding="utf-8")
    return open_folder(window, qtbot, folder, tmp_path / "corpus.annotator")


def form_of(driver) -> WouldForm:
    driver.wait(lambda: isinstance(QApplication.activeModalWidget(), WouldForm))
    form = QApplication.activeModalWidget()
    assert isinstance(form, WouldForm)
    driver.wait(lambda: form.isAncestorOf(QApplication.focusWidget()))
    return form


def folded(driver) -> int:
    """Give in how many articles the line is furniture."""
    project = driver.session.project
    pages = [project.page(one.id) for one in project.articles()]
    return sum(
        any("Follow us" in region.at.of(page.text) and region.type == "boilerplate"
            for region in page.regions)
        for page in pages
    )  # fmt: skip


def test_a_line_is_furniture_everywhere_after_a_preview(driver) -> None:
    project = driver.session.project
    if folded(driver):
        project.furniture("Follow us on the lake", never=True)
        driver.wait(lambda: folded(driver) == 0)
        driver.session.open_article(driver.page.article.id)
    driver.wait(lambda: not driver.page.regions or folded(driver) == 0)
    driver.caret_at("Follow us")
    driver.window.acts.run("furniture-everywhere")
    driver.wait(lambda: driver.session.reading.popup is not None)
    driver.press("1")
    form = form_of(driver)
    assert "4 places" in form.windowTitle()
    assert folded(driver) == 0
    driver.press("Enter")
    driver.wait(lambda: folded(driver) == 4)
    driver.wait(lambda: "4 lines were folded" in driver.window.messages.words)


def test_a_line_is_never_furniture(driver) -> None:
    project = driver.session.project
    if folded(driver) < 4:
        project.furniture("Follow us on the lake")
    driver.wait(lambda: folded(driver) == 4)
    driver.session.open_article(driver.page.article.id)
    driver.wait(lambda: any("Follow" in one.at.of(driver.page.text) for one in driver.page.regions))
    driver.window.acts.run("furniture-never")
    driver.wait(lambda: driver.session.reading.popup is not None)
    driver.press("1")
    form_of(driver)
    driver.press("Enter")
    driver.wait(lambda: folded(driver) == 0)


def test_near_copies_are_grouped_after_a_preview(driver) -> None:
    project = driver.session.project
    driver.window.acts.run("near-copies")
    driver.wait(lambda: "No article is nearly the same" in driver.window.messages.words)
    text = driver.page.text.replace("eleven", "twelve")
    assert text != driver.page.text
    project.import_text(text)
    driver.saved()
    grouped = [one for one in project.articles() if one.group_id]
    assert grouped  # found at import already
    driver.window.messages.close_message()
    driver.window.acts.run("near-copies")
    driver.wait(lambda: "No article is nearly the same" in driver.window.messages.words)
