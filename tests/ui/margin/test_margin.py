"""Cards beside the page, and who stands where when the window gets narrower."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.model import rows
from annotator.model.article import Article
from annotator.model.changes import Change
from annotator.model.page import Page
from annotator.model.span import Link, Span
from annotator.reading.cards import BETWEEN
from annotator.text.ranges import Range
from annotator.ui.basics.theme import Theme
from annotator.ui.page.document import PageShape, least_width
from annotator.ui.reading_area import ReadingArea, width_wanted
from tests import builders

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

N = 30
TEXT = "Headline of it all\n\n" + "\n\n".join(
    f"Speaker {n} said that matter {n} is settled, and more words follow, so that "
    "each paragraph takes two lines on the page and its card has room beside it."
    for n in range(N)
)


def span(id_: str, type_: str, words: str, layer: str = "mine") -> Span:
    start = TEXT.index(words)
    part = Range(start, start + len(words))
    return Span(id_, "a", layer, type_, (part,), (words,))


def make_page(direction: str = "ltr") -> Page:
    claims = [span(f"c{n}", "claim", f"matter {n} is settled") for n in range(N)]
    speakers = [span(f"s{n}", "speaker", f"Speaker {n} ".rstrip()) for n in range(N)]
    article = Article(
        id="a", title="", text=TEXT, sha256="", language="en", direction=direction
    )  # fmt: skip
    links = [Link(f"l{n}", "a", "mine", "said_by", f"c{n}", f"s{n}") for n in range(N)]
    return Page(article, spans=[*claims, *speakers], links=links)


@pytest.fixture
def area(qtbot: QtBot) -> ReadingArea:
    found = ReadingArea()
    found.set_context(scheme=builders.scheme())
    found.set_theme(Theme("light", scheme=builders.scheme()))
    qtbot.addWidget(found)
    found.resize(1136, 700)
    found.set_page(make_page(), layer_id="mine")
    with qtbot.waitExposed(found):
        found.show()
    qtbot.waitUntil(lambda: found.margin._places.is_complete)
    found.margin.repaint()
    return found


def shown(area: ReadingArea) -> list[str]:
    area.margin.repaint()
    return [claim_id for _, claim_id in area.margin._shown]


def line_of(area: ReadingArea, span_id: str) -> int:
    assert area.view.page_layout is not None
    top = area.view.page_layout.first_line_top(span_id)
    assert top is not None
    return round(top) - area.view.verticalScrollBar().value()


def test_each_claim_in_view_has_a_card_level_with_its_line(area: ReadingArea) -> None:
    for place, claim_id in area.margin._shown:
        line = (
            area.view.page_layout.first_line_top(claim_id) - area.view.verticalScrollBar().value()
        )
        assert abs(place.top - line) <= 2


def test_cards_in_view_do_not_lie_on_each_other(area: ReadingArea) -> None:
    places = [place for place, _ in area.margin._shown]
    assert len(places) >= 5
    for before, after in pairwise(places):
        assert after.top >= before.bottom + BETWEEN - 0.01


def test_no_card_is_cut_by_the_edge(area: ReadingArea) -> None:
    for value in range(0, 400, 37):
        area.view.verticalScrollBar().setValue(value)
        area.margin.repaint()
        for place, _ in area.margin._shown:
            assert value <= place.top
            assert place.bottom <= value + area.margin.height()


def test_the_selected_card_stands_exactly_at_its_claim_and_is_higher(area: ReadingArea) -> None:
    area.set_selected("c3", {"c3", "s3"})
    assert "c3" in shown(area)
    place = next(place for place, claim_id in area.margin._shown if claim_id == "c3")
    assert area.view.page_layout is not None
    claim = make_page().span("c3")
    assert claim is not None
    line = area.view.page_layout.caret(claim.start).center().y()
    assert place.top + 15 == pytest.approx(line, abs=0.01)
    assert place.height == 118


def test_clicking_a_card_asks_for_its_claim(area: ReadingArea, qtbot: QtBot) -> None:
    place, claim_id = area.margin._shown[1]
    point = QPoint(200, int(place.top) + 20)
    with qtbot.waitSignal(area.claim_clicked) as heard:
        QTest.mouseClick(area.margin, Qt.MouseButton.LeftButton, pos=point)
    assert heard.args == [claim_id]
    with qtbot.waitSignal(area.claim_clicked) as heard:
        QTest.mouseDClick(area.margin, Qt.MouseButton.LeftButton, pos=point)
    assert heard.args == [claim_id]


def test_a_speaker_out_of_sight_has_a_chip_that_leads_to_it(area: ReadingArea) -> None:
    area.set_selected("c2", {"c2", "s29"})
    area.margin.repaint()
    rect, span_id = area.margin._chip_places[0]
    assert span_id == "s29"
    QTest.mouseClick(area.margin, Qt.MouseButton.LeftButton, pos=rect.center().toPoint())
    assert area.view.verticalScrollBar().value() > 0
    area.margin.repaint()
    assert "s29" not in [one for _, one in area.margin._chip_places]


def test_a_new_claim_gets_a_card_and_a_deleted_one_loses_it(area: ReadingArea) -> None:
    new = span("new", "claim", "more words follow")
    changes = [Change(table, None, row) for table, row in rows.span_rows(new)]
    assert area.view.page is not None
    before = area.margin.n_cards
    area.apply_page(area.view.page.applied(changes), {"new"})
    assert area.margin.n_cards == before + 1
    assert "new" in shown(area)
    area.apply_page(area.view.page.applied([one.inverse() for one in reversed(changes)]), {"new"})
    assert area.margin.n_cards == before
    assert "new" not in shown(area)


def test_the_cards_of_a_right_to_left_article_stand_at_its_left(area: ReadingArea) -> None:
    area.set_page(make_page("rtl"), layer_id="mine")
    assert area.margin.geometry().right() < area.view.geometry().left() + 1
    area.set_page(make_page(), layer_id="mine")
    assert area.margin.geometry().left() >= area.view.geometry().right()


@pytest.mark.parametrize("size", [0.6, 1.0, 1.5, 2.0, 3.0])
def test_a_line_holds_70_characters_then_fewer_down_to_45_and_only_then_cards_go(
    area: ReadingArea, size: float
) -> None:
    area.set_theme(Theme("light", text_size=size, scheme=builders.scheme()))
    whole = PageShape().measure * size
    wide, least = (width_wanted(size, is_whole=whole) for whole in (True, False))
    for width in (2400, wide, wide - 1, least, least - 1, 760):
        area.resize(width, 700)
        measure = area.view.shape.measure
        assert area.cards_fit() == area.margin.isVisible() == (width >= least)
        if width >= wide:
            assert measure == round(whole)
        elif width >= least:
            assert whole * 45 / 70 <= measure < whole
        assert area.view.x() >= 0
        assert area.view.geometry().right() < area.width()
        assert not area.margin.isVisible() or area.margin.geometry().right() < area.width()


def test_a_whole_line_at_100_percent_is_564_wide_and_blanks_give_way_first() -> None:
    assert PageShape() == (564, 63)
    assert least_width(1.0, is_whole=True) == 564 + 48


def test_another_width_keeps_what_is_read_in_view(area: ReadingArea) -> None:
    area.resize(1400, 700)
    area.view.verticalScrollBar().setValue(400)
    layout = area.view.page_layout
    assert layout is not None
    at, top = layout.line_at(424)
    area.resize(900, 700)
    again = area.view.page_layout
    assert again is not None
    assert again is not layout
    assert abs(again.caret(at).top() - area.view.verticalScrollBar().value() - (top - 400)) <= 2


def test_the_cards_go_under_a_button_and_come_back(area: ReadingArea, qtbot: QtBot) -> None:
    area.resize(760, 700)
    assert area._button.isVisible()
    assert area._button.text() == f"{N} statements"
    qtbot.mouseClick(area._button, Qt.MouseButton.LeftButton)
    assert area.margin.isVisible()


def test_the_scroll_bar_and_the_view_are_one(area: ReadingArea) -> None:
    area._bar.setValue(120)
    assert area.view.verticalScrollBar().value() == 120
    area.view.verticalScrollBar().setValue(60)
    assert area._bar.value() == 60


def test_the_selected_card_is_not_cut_by_the_edge_while_its_claim_is_in_view(
    area: ReadingArea,
) -> None:
    last = shown(area)[-1]
    area.set_selected(last, {last})
    line = line_of(area, last)
    area.view.verticalScrollBar().setValue(max(0, line - area.height() + 60))
    assert last in shown(area)
    place = next(place for place, claim_id in area.margin._shown if claim_id == last)
    assert place.bottom <= area.view.verticalScrollBar().value() + area.margin.height()


def test_the_ring_shows_when_keys_lead_to_the_page_and_not_after_a_click(area: ReadingArea) -> None:
    def focus(reason: Qt.FocusReason) -> bool:
        QApplication.sendEvent(area.view, QFocusEvent(QEvent.Type.FocusIn, reason))
        return area._has_ring

    assert focus(Qt.FocusReason.ShortcutFocusReason)
    assert not focus(Qt.FocusReason.MouseFocusReason)


def test_cards_opened_by_the_button_leave_as_much_of_the_page_in_view_as_can_be(
    area: ReadingArea, qtbot: QtBot
) -> None:
    area.resize(760, 700)
    before = area.view.x()
    qtbot.mouseClick(area._button, Qt.MouseButton.LeftButton)
    assert area.view.x() < before
