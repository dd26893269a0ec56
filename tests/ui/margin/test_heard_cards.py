"""Keys among the cards, and the things that answer a screen reader for them."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from annotator.reading.tips import SaidCard
from annotator.ui.margin.heard import HeardCards, Speaking


@pytest.fixture
def cards(driver):
    """A page with two claims, the keyboard on its cards."""
    driver.mark("“We will not wait,”", "c")
    driver.mark("Talks with the Taliban go on", "c")
    driver.press("Esc", "Esc")
    while QApplication.focusWidget() is not driver.session.workspace.area.margin:
        driver.press("F6")
    driver.qtbot.wait(20)
    return driver


def current(driver) -> str:
    return driver.session.reading.span.text()


def test_f6_goes_to_the_cards_only_where_there_are_some(driver) -> None:
    panes = driver.session.workspace.panes
    assert driver.session.workspace.area.margin not in panes.seen()
    driver.mark("Kabul", "c")
    assert driver.session.workspace.area.margin in panes.seen()


def test_arrows_go_from_card_to_card_and_stay_among_them(cards) -> None:
    margin = cards.session.workspace.area.margin
    assert current(cards) == "“We will not wait,”"
    for key, words in (("Down", "Talks"), ("Down", "Talks"), ("Home", "“We"), ("End", "Talks")):
        cards.press(key)
        assert current(cards).startswith(words)
    cards.press("Up", "Up")
    assert current(cards).startswith("“We")
    assert margin.hasFocus()


def test_enter_on_a_card_goes_to_its_words(cards) -> None:
    cards.press("Down", "Enter")
    assert cards.session.view.hasFocus()
    assert cards.session.view.caret() == cards.place("Talks with").start


def test_esc_leaves_the_cards_for_the_page(cards) -> None:
    cards.press("Esc")
    while not cards.session.view.hasFocus():
        cards.press("Esc")
    assert current(cards) == "“We will not wait,”"


def test_nothing_answers_before_a_screen_reader_asks(cards) -> None:
    margin = cards.session.workspace.area.margin
    assert margin._heard._made == []
    found = QAccessible.queryAccessibleInterface(margin)
    assert isinstance(found, HeardCards)
    assert [found.child(n).text(QAccessible.Text.Name) for n in range(found.childCount())] == [
        "no speaker, direct: “We will not wait,”",
        "no speaker, indirect: Talks with the Taliban go on",
    ]


def test_the_selected_card_has_the_keyboard_and_a_place_on_the_screen(cards) -> None:
    margin = cards.session.workspace.area.margin
    margin.grab()
    found = Speaking.of(margin)
    first, second = found.child(0), found.child(1)
    assert (first.state().focused, first.state().selected) == (1, 1)
    assert (second.state().focused, second.state().selected) == (0, 0)
    assert found.focusChild() is first
    inside = second.rect().center()
    assert found.childAt(inside.x(), inside.y()) is second
    assert found.indexOfChild(second) == 1


def test_a_card_that_has_gone_is_none_any_more(cards) -> None:
    found = Speaking.of(cards.session.workspace.area.margin)
    second = found.child(1)
    assert second.isValid()
    cards.press("Ctrl+z")
    cards.wait(lambda: found.childCount() == 1)
    assert not second.isValid()
    assert second.text(QAccessible.Text.Name) == ""


def test_what_answered_for_a_page_that_is_closed_is_taken_back_from_qt(cards) -> None:
    found = QAccessible.queryAccessibleInterface(cards.session.workspace.area.margin)
    ids = [QAccessible.uniqueId(one) for one in (found, found.child(0), found.child(1))]
    assert all(QAccessible.accessibleInterface(one) is not None for one in ids)
    cards.saved()
    cards.window.acts.run("start-page")
    cards.wait(lambda: not isValid(found.widget))
    gc.collect()
    assert [QAccessible.accessibleInterface(one) for one in ids] == [None] * 3


class Counted(tuple[str, ...]):
    """Ids that count how often one of them is looked at."""

    looked_at = 0

    def __getitem__(self, n):
        Counted.looked_at += 1
        return super().__getitem__(n)

    def __iter__(self):
        for one in super().__iter__():
            Counted.looked_at += 1
            yield one


class ManyCards:
    """Cards of as many statements as wanted."""

    selected = None

    def __init__(self, n: int) -> None:
        self.ids = Counted(f"claim-{k}" for k in range(n))

    def span_ids(self) -> tuple[str, ...]:
        return self.ids

    def said(self, span_id: str) -> SaidCard:
        return SaidCard(span_id, "")

    def place_of(self, _span_id: str) -> QRect:
        return QRect(0, 0, 10, 10)


@pytest.mark.parametrize("n", [100, 700])
def test_a_walk_over_the_cards_grows_with_their_number_and_not_with_its_square(qtbot, n) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    speaking = Speaking(widget, ManyCards(n))
    heard = Speaking.of(widget)
    assert speaking is not None
    assert heard is not None
    Counted.looked_at = 0
    for k in range(heard.childCount()):
        child = heard.child(k)
        assert child.text(QAccessible.Text.Name) == f"claim-{k}"
        assert heard.indexOfChild(child) == k
        assert child.isValid()
        assert not child.rect().isNull()
        assert not child.state().selected
    assert Counted.looked_at <= 12 * n


def test_the_cards_are_counted_anew_only_when_there_are_others(cards) -> None:
    margin = cards.session.workspace.area.margin
    before = margin.span_ids()
    assert margin.span_ids() is before
    cards.press("Down")
    assert margin.span_ids() is before
    cards.session.view.setFocus()
    entity = cards.mark("Kabul", "e")
    assert margin.span_ids() == (before[0], entity.id, before[1])
    cards.press("Delete")
    assert margin.span_ids() == before
    cards.press("Ctrl+z")
    cards.wait(lambda: len(cards.spans("entity")) == 1)
    claim = cards.mark("formal ties had been cut", "c")
    assert margin.span_ids() == (claim.id, *before)
