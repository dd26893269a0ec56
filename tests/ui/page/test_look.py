"""A long article is laid out in slices, and in another look it is there when it is laid out."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.model.article import Article
from annotator.model.page import Page
from annotator.project.api import default_scheme
from annotator.text.ranges import Range
from annotator.ui.basics.theme import Theme
from annotator.ui.page.document import PageShape
from annotator.ui.page.layout import PageLayout
from annotator.ui.page.slices import LONG
from annotator.ui.page.view import PageView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

LINE = "What was said on the quay was said again in the harbour office at noon"
N_LINES = 1_500
TEXT = "\n\n".join(f"{n}. {LINE}" for n in range(N_LINES))
LIGHT = Theme("light", scheme=default_scheme())
LARGER = Theme("light", text_size=1.5, scheme=default_scheme())
NARROW = PageShape(measure=400)
MOST = 40_000
"""So many characters at most are laid out in one turn: Qt's own steps come to 64,000 here."""


def page_of(text: str) -> Page:
    return Page(Article(id="a", title="", text=text, sha256="", language="en"))


@pytest.fixture
def view(qtbot: QtBot) -> PageView:
    assert len(TEXT) > 5 * LONG
    found = PageView()
    found.set_look(LIGHT, PageShape())
    qtbot.addWidget(found)
    found.resize(690, 700)
    found.set_page(page_of(TEXT), layer_id="mine")
    with qtbot.waitExposed(found):
        found.show()
    return found


def laid_out(layout: PageLayout) -> int:
    """Give how many characters are laid out."""
    shown, n = layout.content.shown, layout.slices.n_laid_out
    return layout.page.blocks[shown[n - 1]].end if n else 0


def laid_out_of(view: PageView) -> int:
    assert view.page_layout is not None
    return laid_out(view.page_layout)


def turns_until_whole(view: PageView) -> Iterator[int]:
    """Turn the loop until all is laid out; give how far it is after each."""
    while laid_out_of(view) < len(TEXT):
        QApplication.processEvents()
        yield laid_out_of(view)


def come(qtbot: QtBot, view: PageView) -> None:
    qtbot.waitUntil(lambda: not view.is_changing)


def stand_at(qtbot: QtBot, view: PageView, line: int) -> Range:
    qtbot.waitUntil(lambda: laid_out_of(view) == len(TEXT))
    start = TEXT.index(f"\n{line}. ") + 1
    view.select(Range(start, start + len(str(line))))
    return view.visible_range()


def test_a_long_article_is_laid_out_in_slices(view: PageView) -> None:
    far = [laid_out_of(view), *turns_until_whole(view)]
    assert far[0] < MOST < far[-1] == len(TEXT)
    assert all(after - before <= MOST for before, after in itertools.pairwise(far))


def test_a_place_far_down_is_come_to_a_slice_a_turn(view: PageView, qtbot: QtBot) -> None:
    start = TEXT.index("1400. ")
    view.select(Range(start, start + 4))
    far = [laid_out_of(view)]
    assert far[0] < MOST, "nobody waits for what stands above"
    assert view.selection() == Range(start, start + 4)
    while view.is_changing:
        QApplication.processEvents()
        far.append(laid_out_of(view))
    assert all(after - before <= MOST for before, after in itertools.pairwise(far))
    seen = view.visible_range()
    assert seen.start <= start < seen.end
    assert view.textCursor().selectedText() == "1400"


def test_who_has_gone_elsewhere_meanwhile_is_not_fetched_back(view: PageView, qtbot: QtBot) -> None:
    view.set_caret(len(TEXT))
    QApplication.processEvents()
    view.set_caret(3)
    qtbot.waitUntil(lambda: laid_out_of(view) == len(TEXT))
    come(qtbot, view)
    assert view.visible_range().start == 0
    assert (view.caret(), view.textCursor().position()) == (3, 3)


def test_a_place_far_down_is_forgotten_with_its_article(view: PageView, qtbot: QtBot) -> None:
    view.set_caret(len(TEXT))
    view.set_page(page_of("Words."), layer_id="mine")
    QApplication.processEvents()
    assert not view.is_changing
    assert view.caret() == 0


def test_what_stands_at_the_upper_edge_is_found_without_the_rest(view: PageView) -> None:
    layout = PageLayout(page_of(TEXT), LIGHT, layer_id="mine", scheme=default_scheme())
    assert next(seen.number for seen in layout.visible_blocks(1, 60)) == 0
    assert layout.position_at(QPointF(100, 1)) < len(LINE)
    assert laid_out(layout) < MOST


def test_blocks_far_below_are_found_as_they_are_from_the_top(view: PageView) -> None:
    layout = PageLayout(page_of(TEXT), LIGHT, layer_id="mine", scheme=default_scheme())
    every = [(seen.number, seen.at.y()) for seen in layout.visible_blocks(0, 60_000)]
    fresh = PageLayout(page_of(TEXT), LIGHT, layer_id="mine", scheme=default_scheme())
    found = [(seen.number, seen.at.y()) for seen in fresh.visible_blocks(40_000, 40_800)]
    assert found == [one for one in every if found[0][1] <= one[1] <= found[-1][1]]
    assert found[0][1] < 40_000 - 16 <= found[1][1]
    assert found[-1][1] >= 40_800


def test_another_text_size_comes_a_slice_a_turn_and_keeps_the_place(
    view: PageView, qtbot: QtBot
) -> None:
    seen, shown = stand_at(qtbot, view, 1_200), view.page_layout
    selected = view.selection()
    view.set_look(LARGER, NARROW)
    assert view.page_layout is shown
    assert view.is_changing
    QApplication.processEvents()
    assert view.page_layout is shown, "it is shown when it is laid out"
    assert view.visible_range() == seen
    come(qtbot, view)
    assert view.page_layout is not shown
    assert (view.theme, view.shape) == (LARGER, NARROW)
    assert view.visible_range().start == pytest.approx(seen.start, abs=len(LINE))
    assert view.selection() == selected
    assert view.textCursor().selectedText() == "1200"
    assert view.width() == NARROW.width


def test_what_is_resized_meanwhile_keeps_its_place(view: PageView, qtbot: QtBot) -> None:
    seen = stand_at(qtbot, view, 1_200)
    view.set_look(LARGER, PageShape())
    QApplication.processEvents()
    view.resize(690, 500)
    view.set_look(LIGHT, NARROW)
    come(qtbot, view)
    assert (view.theme, view.shape) == (LIGHT, NARROW)
    assert view.visible_range().start == pytest.approx(seen.start, abs=2 * len(LINE))


def test_a_look_that_was_left_before_it_came_is_as_it_was(view: PageView, qtbot: QtBot) -> None:
    seen = stand_at(qtbot, view, 1_200)
    view.set_look(LARGER, NARROW)
    QApplication.processEvents()
    view.set_look(LIGHT, PageShape())
    come(qtbot, view)
    assert (view.theme, view.shape) == (LIGHT, PageShape())
    assert view.visible_range() == seen


def test_another_article_has_the_look_that_was_wanted(view: PageView, qtbot: QtBot) -> None:
    stand_at(qtbot, view, 1_200)
    view.set_look(LARGER, NARROW)
    QApplication.processEvents()
    view.set_page(page_of("Short."), layer_id="mine")
    assert not view.is_changing
    assert (view.theme, view.shape) == (LARGER, NARROW)
    assert view.visible_range() == Range(0, len("Short."))


def test_a_key_that_moves_the_caret_waits_for_nothing(view: PageView, qtbot: QtBot) -> None:
    stand_at(qtbot, view, 1_200)
    view.set_look(LARGER, NARROW)
    QApplication.processEvents()
    before = view.anchor()
    view.set_caret(before)
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert not view.is_changing
    assert view.caret() == before + 1


def test_other_colours_lay_nothing_out(view: PageView) -> None:
    shown, ground = view.page_layout, view.grab().toImage().pixelColor(345, 400)
    view.set_look(Theme("dark", scheme=default_scheme()), PageShape())
    assert view.page_layout is shown
    assert view.grab().toImage().pixelColor(345, 400).lightness() < ground.lightness()
