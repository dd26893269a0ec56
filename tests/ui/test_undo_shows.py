"""Undo shows what came back, where it is; what takes away much is asked about first."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from annotator.model.changes import Change
from annotator.model.rows import rows_of
from annotator.model.span import Span
from annotator.project.acts.shared import step_of
from annotator.text.ranges import Range
from tests.ui.conftest import ARTICLE, Driver

LONG = ARTICLE + "\n".join(f"\nParagraph {n} says nothing new of the talks.\n" for n in range(80))


def said(driver: Driver, words: str) -> None:
    driver.wait(lambda: words in driver.window.messages.words)


def in_view(driver: Driver, words: str) -> bool:
    view = driver.session.view
    return view.viewport().rect().contains(view.rect_of(driver.place(words)))


def mark_many(driver: Driver, n: int) -> None:
    """Mark so many words as one step, as a script does."""
    driver.mark("Dar", "e")  # the layer is made with the first mark

    def plan(context, page):
        spans = [
            Span(
                id=f"many-{k}", article_id=page.article.id, layer_id=context.layer.id,
                type="entity", parts=(Range(k + 4, k + 5),), quotes=(page.text[k + 4 : k + 5],),
            )
            for k in range(n)
        ]  # fmt: skip
        changes = [Change(table, None, row) for one in spans for table, row in rows_of(one)]
        return step_of(context, "mark-everywhere", changes, text="many", type="entity", n=n)

    driver.session.bridge.act(plan)
    driver.saved()
    assert len(driver.texts()) == n + 1


def test_undo_scrolls_to_the_place_with_caret_and_selection_as_before(open_text) -> None:
    driver = open_text(LONG)
    driver.select("formal ties")
    driver.press("e")
    driver.caret_at("Paragraph 79")
    assert not in_view(driver, "formal ties")
    driver.press("Ctrl+z")
    driver.wait(lambda: driver.texts() == [])
    assert in_view(driver, "formal ties")
    assert driver.session.view.selection() == driver.place("formal ties")
    assert driver.session.reading.span_id is None
    assert driver.session.view.hasFocus()


def test_undo_makes_current_what_was_current_before_the_act(driver) -> None:
    claim = driver.mark("formal ties had been cut", "c")
    assert driver.session.reading.span_id == claim.id
    framed = driver.session.reading.framed
    driver.press("1")
    driver.caret_at("Talks with")
    driver.session.reading.make_current(None)
    driver.press("Ctrl+z")
    driver.wait(lambda: driver.spans()[0].attributes["directness"] == "indirect")
    assert driver.session.reading.span_id == claim.id
    assert driver.session.reading.framed == framed


def test_several_undos_go_back_place_by_place(open_text) -> None:
    driver = open_text(LONG)
    driver.mark("Kabul", "e")
    driver.mark("Paragraph 70", "e")
    driver.press("Ctrl+z")
    driver.wait(lambda: len(driver.texts()) == 1)
    assert in_view(driver, "Paragraph 70")
    driver.press("Ctrl+z")
    driver.wait(lambda: driver.texts() == [])
    assert in_view(driver, "Kabul")
    assert driver.session.view.selection() == driver.place("Kabul")
    driver.press("Ctrl+y", "Ctrl+y")
    driver.wait(lambda: len(driver.texts()) == 2)
    assert in_view(driver, "Paragraph 70")
    assert driver.session.reading.span.text() == "Paragraph 70"


def test_after_a_restart_undo_goes_to_the_place_and_selects_its_span(
    open_text: Callable[..., Driver],
) -> None:
    driver = open_text(LONG)
    driver.mark("Kabul", "e")
    driver.press("1")
    driver.mark("Paragraph 70", "e")
    driver.saved()
    path = driver.session.project.path
    driver.window.show_start()
    driver.window.projects.open_path(path)
    driver.wait(lambda: driver.window.session is not None and driver.session.view.page is not None)
    driver.caret_at("Dar: Ties")
    driver.press("Ctrl+z")
    driver.wait(lambda: driver.texts() == ["Kabul"])
    assert in_view(driver, "Paragraph 70")
    assert driver.session.view.selection() == driver.place("Paragraph 70")
    driver.press("Ctrl+z")
    driver.wait(lambda: "kind" not in driver.spans()[0].attributes)
    assert in_view(driver, "Kabul")
    assert driver.session.reading.span.text() == "Kabul"


def test_what_was_done_in_another_article_is_shown_there(open_text) -> None:
    driver = open_text(LONG, "Second\n\nAnother text.")
    first = driver.page.article.id
    driver.mark("Paragraph 70", "e")
    driver.press("Ctrl+PgDown")
    driver.wait(lambda: driver.page.article.id != first)
    driver.press("Ctrl+z")
    driver.wait(lambda: driver.page.article.id == first and driver.texts() == [])
    driver.wait(lambda: driver.session.view.selection() == driver.place("Paragraph 70"))
    assert in_view(driver, "Paragraph 70")


def test_the_line_offers_redo_until_the_next_step(driver) -> None:
    driver.mark("Kabul", "e")
    driver.press("Ctrl+z")
    said(driver, "Undone: Mark “Kabul” as entity")
    (offer,) = driver.window.messages.buttons
    assert offer.text() == "Redo"
    offer.click()
    said(driver, "Done again: Mark “Kabul” as entity")
    assert driver.texts() == ["Kabul"]
    assert driver.session.view.hasFocus()
    driver.press("Ctrl+z")
    said(driver, "Undone")
    driver.mark("Taliban", "e")
    assert driver.window.messages.words == ""


def test_a_step_that_takes_away_articles_asks_once(driver) -> None:
    driver.press("Ctrl+z")
    said(driver, "Undo “Import 1 article”?")
    assert driver.session.bridge.page is not None
    assert not driver.window.acts.action("undo").autoRepeat()  # a key held down is one press
    driver.press("Ctrl+z")
    driver.wait(lambda: driver.session.bridge.page is None)
    said(driver, "Undone: Import 1 article")
    assert [one.text() for one in driver.window.messages.buttons] == ["Redo"]


def test_esc_or_another_step_leaves_what_was_asked_about(driver) -> None:
    driver.press("Ctrl+z")
    said(driver, "Undo “Import 1 article”?")
    driver.press("Esc")
    assert driver.window.messages.words == ""
    driver.press("Ctrl+z")
    said(driver, "Undo “Import 1 article”?")
    driver.mark("Kabul", "e")
    assert driver.window.messages.words == ""
    driver.press("Ctrl+z")
    driver.wait(lambda: driver.texts() == [])
    assert driver.session.bridge.page is not None


def test_the_line_itself_can_be_clicked(driver) -> None:
    driver.press("Ctrl+z")
    said(driver, "Undo “Import 1 article”?")
    (offer,) = driver.window.messages.buttons
    offer.click()
    driver.wait(lambda: driver.session.bridge.page is None)


@pytest.mark.parametrize(("n", "asks"), [(100, False), (101, True)])
def test_more_than_a_hundred_marks_are_asked_about(driver, n: int, asks: bool) -> None:
    mark_many(driver, n)
    driver.press("Ctrl+z")
    if asks:
        said(driver, f"Undo “Mark {n} × many as entity”?")
        assert len(driver.texts()) == n + 1
        driver.press("Ctrl+z")
    driver.wait(lambda: driver.texts() == ["Dar"])


def test_undoing_much_can_be_cancelled_and_nothing_is_undone(driver, monkeypatch) -> None:
    mark_many(driver, 150)
    project = driver.session.project
    before = project.page(driver.page.article.id)
    bridge = driver.session.bridge
    bridge.turning.connect(lambda job, _back: job.cancel())
    bridge.undo()
    said(driver, "Cancelled")
    driver.saved()
    assert project.page(driver.page.article.id) == before
    assert len(driver.texts()) == 151


def test_the_line_that_tells_of_an_undo_does_not_lie_over_its_place(open_text) -> None:
    driver = open_text(LONG)
    driver.mark("Paragraph 40", "e")
    view = driver.session.view
    bar = view.verticalScrollBar()
    bar.setValue(bar.value() - view.viewport().height() + 600)
    for _ in range(60):  # until the words stand at the lower edge
        if view.rect_of(driver.place("Paragraph 40")).bottom() > view.viewport().height() - 30:
            break
        bar.setValue(bar.value() - 20)
    driver.press("Ctrl+z")
    driver.wait(lambda: driver.texts() == [])
    covered = driver.window.messages.covered()
    assert not covered.isEmpty()
    assert not covered.intersects(driver.session.reading.place_of(driver.place("Paragraph 40")))
