"""The reading view: what it shows, what it answers, what a mouse and a change do to it."""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.model import rows
from annotator.model.article import Article, Origin, Region, RegionType
from annotator.model.changes import Change
from annotator.model.page import Page
from annotator.model.span import Link, Span
from annotator.project.api import default_scheme
from annotator.text.ranges import Range
from annotator.ui.basics.theme import Theme
from annotator.ui.page.document import PageShape
from annotator.ui.page.layout import PageLayout, VisibleBlock
from annotator.ui.page.mouse import Mouse
from annotator.ui.page.view import PageView

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from annotator.ui.page.shapes import MarkShape

TEXT = (
    "HomeNewsPolitics\n\n"
    "Dar: Ties Were Cut 😀\n\n"
    "Harbourtown: Dar said that formal ties had been cut. “We will not wait,” said Dar.\n\n"
    "“We will,” he said, “not go back.” Talks with the Taliban go on for a long while, so that "
    "this paragraph needs more than one line on the page.\n\n"
    + "Another line of talk.\n\n" * 40
    + "Back to top\nLeave a reply"
)


def span(id_: str, type_: str, *words: str, layer: str = "mine", **attributes: str) -> Span:
    parts = []
    for one in words:
        start = TEXT.index(one)
        parts.append(Range(start, start + len(one)))
    return Span(id_, "a", layer, type_, tuple(parts), words, attributes)


def region(id_: str, kind: RegionType, words: str) -> Region:
    start = TEXT.index(words)
    return Region(id_, "a", kind, Range(start, start + len(words)), Origin.PROPOSED, "regions")


SPANS = [
    span("c1", "claim", "“We will not wait,”", directness="direct"),
    span("c2", "claim", "“We will,”", "“not go back.”"),
    span("s1", "speaker", "he said"),
    span("e1", "entity", "Taliban", kind="organisation"),
    span("g1", "entity", "Harbourtown", layer="machine", kind="place"),
]


def make_page(spans: list[Span] | None = None) -> Page:
    article = Article(
        id="a", title="", text=TEXT, sha256="", language="en", outlet="Harbour Post",
        date="2025-05", meta={"proposed": {"outlet": [0, 4]}},
    )  # fmt: skip
    regions = [
        region("top", RegionType.BOILERPLATE, "HomeNewsPolitics"),
        region("head", RegionType.HEADLINE, "Dar: Ties Were Cut 😀"),
        region("foot", RegionType.BOILERPLATE, "Back to top\nLeave a reply"),
    ]
    links = [Link("l1", "a", "mine", "said_by", "c2", "s1")]
    return Page(article, regions=regions, spans=SPANS if spans is None else spans, links=links)


@pytest.fixture
def view(qtbot: QtBot) -> PageView:
    found = PageView()
    Mouse(found).setObjectName("mouse")
    found.set_context(scheme=default_scheme())
    found.set_look(Theme("light", scheme=default_scheme()), PageShape())
    qtbot.addWidget(found)
    found.resize(690, 700)
    found.set_page(make_page(), layer_id="mine")
    with qtbot.waitExposed(found):
        found.show()
    return found


def mouse_of(view: PageView) -> Mouse:
    found = view.findChild(Mouse, "mouse")
    assert isinstance(found, Mouse)
    return found


def middle(view: PageView, words: str) -> QPoint:
    start = TEXT.index(words)
    return view.rect_of(Range(start, start + len(words))).center()


def at(words: str, *, end: bool = False) -> int:
    return TEXT.index(words) + (len(words) if end else 0)


def glyphs(view: PageView) -> list[tuple[int, float, float]]:
    """Where each line of each block stands: what no mark may change."""
    assert view.page_layout is not None
    view.page_layout.lay_out_all()
    block = view.document().firstBlock()
    found = []
    while block.isValid():
        layout = block.layout()
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            found.append(
                (line.textStart(), layout.position().y() + line.y(), line.naturalTextWidth())
            )
        block = block.next()
    return found


# --- what is shown -------------------------------------------------------------------------------


def test_marks_move_no_line_and_change_no_glyph(view: PageView) -> None:
    marked = glyphs(view)
    view.set_page(make_page([]), layer_id="mine")
    assert glyphs(view) == marked


def test_the_document_holds_one_position_for_each_unit_of_the_text(view: PageView) -> None:
    assert view.document().characterCount() - 1 == len(TEXT.encode("utf-16-le")) // 2


def test_furniture_is_folded_and_opens_where_its_grey_line_is_clicked(view: PageView) -> None:
    assert view.page_layout is not None
    assert view.page_layout.caret(0).isNull()
    place = next(one for one in view.page_layout.banners(0, 700) if one.fold is not None)
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(100, int(place.top) + 16)
    )
    assert not view.page_layout.caret(0).isNull()
    view.unfold("top", is_open=False)
    assert view.page_layout.caret(0).isNull()


def test_the_masthead_says_which_field_was_clicked(view: PageView, qtbot: QtBot) -> None:
    assert view.page_layout is not None
    place = next(one for one in view.page_layout.banners(0, 700) if one.fold is None)
    with qtbot.waitSignal(view.masthead_clicked) as heard:
        QTest.mouseClick(
            view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(80, int(place.top) + 16)
        )
    assert heard.args == ["outlet"]


def test_the_headline_is_larger_and_stands_below_the_masthead(view: PageView) -> None:
    assert view.page_layout is not None
    place = next(one for one in view.page_layout.banners(0, 700) if one.fold is None)
    head = view.rect_of(Range(at("Dar: Ties"), at("Dar: Ties", end=True)))
    assert head.height() >= 42
    assert head.top() >= place.top + 32


def test_the_headline_stands_where_the_look_says(view: PageView) -> None:
    # Page 20 below the edge; above the headline 9, two lines of 32 and 8.
    head = view.rect_of(Range(at("Dar: Ties"), at("Dar: Ties", end=True)))
    assert abs(head.top() - (20 + 9 + 64 + 8)) <= 1
    view.unfold("top", is_open=True)
    view.unfold("top", is_open=False)
    assert abs(view.rect_of(Range(at("Dar: Ties"), at("Dar: Ties", end=True))).top() - 101) <= 1


def test_a_right_to_left_article_is_set_from_the_right(view: PageView) -> None:
    text = "وزیر گفت که کار تمام شد.\n\nThe end."
    article = Article(id="b", title="", text=text, sha256="", language="fa", direction="rtl")
    view.set_page(Page(article), layer_id="mine")
    assert view.rect_of(Range(0, 4)).right() >= 620
    assert view.rect_of(Range(len(text) - 8, len(text))).left() <= 70


def test_an_empty_view_paints_the_canvas(view: PageView) -> None:
    view.set_page(None)
    image = view.grab().toImage()
    assert image.pixelColor(300, 300).name() == "#eae8e2"
    assert view.caret() == 0
    assert view.selection() is None


def test_a_long_paragraph_is_cut_for_display_only(view: PageView) -> None:
    text = "word " * 3000 + "x" * 9000
    article = Article(id="b", title="", text=text, sha256="")
    view.set_page(Page(article), layer_id="mine")
    view.select(Range(3990, 4010))
    assert view.createMimeDataFromSelection().text() == text[3990:4010]
    assert view.document().blockCount() > 5


def test_another_text_size_keeps_what_is_in_view(view: PageView) -> None:
    view.verticalScrollBar().setValue(600)
    before = view.visible_range().start
    view.set_look(Theme("light", text_size=1.5, scheme=default_scheme()), PageShape())
    assert abs(view.visible_range().start - before) < 120
    assert view.rect_of(Range(at("Another"), at("Another") + 5)).height() >= 46


# --- marks ---------------------------------------------------------------------------------------


def pixels(view: PageView, words: str) -> QImage:
    return view.grab(view.rect_of(Range(at(words), at(words, end=True)))).toImage()


def test_a_claim_has_a_tint_and_a_bar_before_its_first_letter(view: PageView) -> None:
    first = at("“We will not")
    rect = view.rect_of(Range(first, first + len("“We")))  # a word is never broken into two lines
    image = view.grab().toImage()
    # In its first line, 2.5 wide and 0.9 before the letter: which pixels depends on the font.
    row = [image.pixelColor(rect.left() - n, rect.top() + 12) for n in range(1, 6)]
    assert any(one.blue() > 150 and one.red() < 90 for one in row)
    tint = image.pixelColor(rect.left() + 1, rect.top() + 3)
    assert tint.red() < 240 < tint.blue()


def test_applying_a_change_paints_the_new_mark(view: PageView) -> None:
    before = pixels(view, "formal ties")
    new = span("n1", "speaker", "formal ties")
    changes = [Change(table, None, row) for table, row in rows.span_rows(new)]
    assert view.page is not None
    view.apply_page(view.page.applied(changes), {"n1"})
    assert view.page.span("n1") is not None
    assert pixels(view, "formal ties") != before
    view.apply_page(view.page.applied([one.inverse() for one in reversed(changes)]), {"n1"})
    assert pixels(view, "formal ties") == before


def test_only_the_paragraphs_of_a_changed_span_are_worked_out_anew(view: PageView) -> None:
    assert view.page_layout is not None
    new = span("n1", "speaker", "formal ties")
    changes = [Change(table, None, row) for table, row in rows.span_rows(new)]
    page = make_page().applied(changes)
    assert view.page_layout.apply(page, {"n1"}) == {page.block_of(new.start)}


def test_a_long_paragraph_is_drawn_where_it_is_seen_as_if_it_were_drawn_whole(qtbot: QtBot) -> None:
    text = "some words and ده واژه more " * 140
    places = [found.start() for found in re.finditer("words", text)]
    spans = [
        Span(f"s{n}", "a", "mine", kind, (Range(place, place + 60),), (text[place : place + 60],))
        for n, place in enumerate(places)
        for kind in [("claim", "speaker", "cue", "entity")[n % 4]]
    ]
    page = Page(Article(id="a", title="", text=text, sha256=""), spans=spans)
    assert len(page.blocks) == 1
    whole, parted = (
        PageLayout(page, Theme("light"), layer_id="mine", scheme=default_scheme()) for _ in range(2)
    )
    for one in (whole, parted):
        one.lay_out_all()
    every = whole.block(0)
    assert every is not None
    n_first = 0
    for top in (0, 900, 400):
        (seen,) = parted.visible_blocks(top, top + 200)
        drawn = seen.shapes.every()
        assert set(drawn) <= set(every.shapes.every())
        here = {one.span_id for one in every.shapes.every() if is_between(every, one, top)}
        assert here <= {one.span_id for one in drawn}
        n_first = n_first or len(drawn)
    assert 0 < n_first < len(spans) / 2


def is_between(seen: VisibleBlock, shape: MarkShape, top: int) -> bool:
    lines = [seen.shapes.lines[piece.line] for piece in shape.pieces]
    tops = [line.top + seen.at.y() for line in lines]
    return any(top <= one <= top + 200 for one in tops)


def test_selecting_lighting_and_hovering_change_the_picture_and_come_back(view: PageView) -> None:
    plain = pixels(view, "Taliban")
    view.set_selected(None, {"e1"})
    lit = pixels(view, "Taliban")
    view.set_selected(None)
    view.set_hovered("e1")
    hovered = pixels(view, "Taliban")
    view.set_hovered(None)
    assert lit != plain
    assert hovered not in (plain, lit)
    assert pixels(view, "Taliban") == plain


def test_a_suggestion_is_drawn_otherwise_than_a_mark(view: PageView) -> None:
    ghost = pixels(view, "Harbourtown")
    solid = [span("g1", "entity", "Harbourtown", kind="place")]
    view.set_page(make_page(solid), layer_id="mine")
    assert pixels(view, "Harbourtown") != ghost


def longest_line(image: QImage, ground: QColor) -> int:
    """Give how long the longest level line is in which no pixel is the ground's."""
    rows = (
        [image.pixelColor(x, y).lightness() < ground.lightness() - 60 for x in range(image.width())]
        for y in range(image.height())
    )
    return max(len(list(run)) for row in rows for is_ink, run in groupby(row) if is_ink)


def test_a_suggestion_in_another_one_makes_no_solid_line_with_it(view: PageView) -> None:
    words = "Dar said that formal ties had been cut"
    inside = [span(one, "entity", one, layer="machine") for one in words.split()[1:]]
    view.set_page(
        make_page([span("g1", "speaker", words, layer="machine"), *inside]), layer_id="mine"
    )
    ground = view.theme.colour("page")
    assert longest_line(pixels(view, words), ground) < 12
    view.set_page(make_page([span("s9", "speaker", words)]), layer_id="mine")
    assert longest_line(pixels(view, words), ground) > 60


def test_a_change_of_regions_lays_out_anew_and_keeps_the_caret(view: PageView) -> None:
    view.set_caret(at("Taliban"))
    page = make_page()
    without = Page(page.article, regions=page.regions[1:], spans=SPANS)
    view.apply_page(without, (), regions_changed=True)
    assert view.page_layout is not None
    assert not view.page_layout.caret(0).isNull()
    assert view.caret() == at("Taliban")


# --- caret, selection, mouse ---------------------------------------------------------------------


def test_the_caret_is_where_it_was_put_and_qt_knows_it(view: PageView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.caret_moved) as heard:
        view.set_caret(at("Taliban"))
    assert heard.args == [at("Taliban")]
    # One emoji stands before it: Qt counts one more.
    assert view.textCursor().position() == at("Taliban") + 1


def test_selecting_takes_the_words_of_the_article(view: PageView) -> None:
    view.select(Range(at("Cut 😀"), at("Cut 😀", end=True)))
    assert view.selection() == Range(at("Cut 😀"), at("Cut 😀", end=True))
    view.copy()
    assert QApplication.clipboard().text() == "Cut 😀"


def test_a_click_on_a_mark_names_the_smallest_span_there(view: PageView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.span_clicked) as heard:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle(view, "Taliban"))
    assert heard.args[0] == "e1"
    assert Range(*SPANS[3].parts[0]).contains(view.caret())


def test_a_click_beside_marks_names_the_place(view: PageView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.place_clicked) as heard:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle(view, "formal"))
    assert abs(heard.args[0] - at("formal") - 3) <= 1


def drag(view: PageView, start: QPoint, end: QPoint, held: Qt.KeyboardModifier) -> None:
    port = view.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, held, start)
    for step in (1, 2, 3):
        QTest.mouseMove(port, start + (end - start) * step / 3)
        mouse_of(view).move(
            QPointF(start + (end - start) * step / 3), held, Qt.MouseButton.LeftButton
        )
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, held, end)


def test_a_drag_snaps_to_words(view: PageView) -> None:
    drag(view, middle(view, "formal"), middle(view, "ties had"), Qt.KeyboardModifier.NoModifier)
    selected = view.selection()
    assert selected is not None
    assert selected.start == at("formal")
    assert TEXT[selected.start : selected.end] in ("formal ties", "formal ties had")


def test_a_drag_with_alt_is_free(view: PageView) -> None:
    drag(view, middle(view, "formal"), middle(view, "ties had"), Qt.KeyboardModifier.AltModifier)
    selected = view.selection()
    assert selected is not None
    assert at("formal") < selected.start < at("formal", end=True)


def test_alt_pressed_after_the_drag_has_begun_makes_it_free(view: PageView) -> None:
    port, start = view.viewport(), middle(view, "formal")
    nothing = Qt.KeyboardModifier.NoModifier
    QTest.mousePress(port, Qt.MouseButton.LeftButton, nothing, start)
    mouse_of(view).move(QPointF(middle(view, "ties had")), nothing, Qt.MouseButton.LeftButton)
    snapped = view.selection()
    QTest.keyPress(view, Qt.Key.Key_Alt)
    free = view.selection()
    QTest.keyRelease(view, Qt.Key.Key_Alt)
    assert snapped == view.selection() != free
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, nothing, middle(view, "ties had"))


def test_a_double_click_selects_the_word_and_a_triple_click_the_sentence(view: PageView) -> None:
    port, place = view.viewport(), middle(view, "formal")
    QTest.mouseDClick(port, Qt.MouseButton.LeftButton, pos=place)
    assert view.selection() == Range(at("formal"), at("formal", end=True))
    mouse_of(view).double(QPointF(place), Qt.KeyboardModifier.NoModifier, 1000)
    mouse_of(view).press(QPointF(place), Qt.KeyboardModifier.NoModifier, 1100)
    selected = view.selection()
    assert selected is not None
    assert TEXT[selected.start : selected.end].endswith("formal ties had been cut.")


# --- keys ----------------------------------------------------------------------------------------


def test_the_window_is_asked_first_for_every_key(view: PageView) -> None:
    seen: list[int] = []

    def take(event: object) -> bool:
        seen.append(event.key())  # type: ignore[attr-defined]
        return True

    view.key_filter = take
    before = view.verticalScrollBar().value()
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_PageDown, Qt.Key.Key_S):
        QTest.keyClick(view, key)
    assert [key for key in seen if key != 0] == [
        Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_PageDown, Qt.Key.Key_S
    ]  # fmt: skip
    assert view.verticalScrollBar().value() == before


def test_tab_does_not_leave_the_page(view: PageView) -> None:
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Tab)
    assert view.hasFocus()


def test_a_screen_reader_that_moves_qts_caret_moves_ours(view: PageView, qtbot: QtBot) -> None:
    cursor = view.textCursor()
    cursor.setPosition(at("Taliban") + 1)
    with qtbot.waitSignal(view.caret_moved):
        view.setTextCursor(cursor)
    assert view.caret() == at("Taliban")


def test_dropped_files_and_texts_are_handed_on(
    view: PageView, qtbot: QtBot, tmp_path: Path
) -> None:
    def drop(data: QMimeData) -> None:
        how = (
            Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        enter = QDragEnterEvent(QPoint(10, 10), *how)
        QApplication.sendEvent(view.viewport(), enter)
        assert enter.isAccepted()
        QApplication.sendEvent(view.viewport(), QDropEvent(QPointF(10, 10), *how))

    files, words = QMimeData(), QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(tmp_path / "one.txt"))])
    words.setText("A text.")
    with qtbot.waitSignal(view.files_dropped) as heard:
        drop(files)
    assert heard.args == [(tmp_path / "one.txt",)]
    with qtbot.waitSignal(view.text_dropped) as heard:
        drop(words)
    assert heard.args == ["A text."]


# --- scrolling -----------------------------------------------------------------------------------


def test_a_range_out_of_sight_is_scrolled_into_view(view: PageView) -> None:
    last = TEXT.rindex("Another line")
    view.ensure_visible(Range(last, last + 7))
    rect = view.rect_of(Range(last, last + 7))
    assert rect.top() >= 0
    assert rect.bottom() <= view.viewport().height()


def test_a_range_in_folded_furniture_opens_it(view: PageView) -> None:
    view.ensure_visible(Range(at("HomeNews"), at("HomeNews", end=True)))
    assert view.rect_of(Range(0, 4)).height() > 0
    assert view.page_layout.first_line_top("e1") is not None


def test_what_is_in_view_is_known_by_its_lines(view: PageView) -> None:
    seen = view.visible_range()
    assert seen.start == at("Dar: Ties")
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    assert view.visible_range().start > at("Taliban")


def test_another_font_of_the_program_leaves_the_article_alone(view: PageView) -> None:
    before = view.document().defaultFont().family(), glyphs(view)
    font = view.font()
    font.setPixelSize(25)
    view.setFont(font)
    assert (view.document().defaultFont().family(), glyphs(view)) == before


def test_ctrl_and_the_wheel_leave_the_fonts_alone(view: PageView) -> None:
    before = glyphs(view)
    QApplication.sendEvent(
        view.viewport(),
        QWheelEvent(
            QPointF(9, 9),
            QPointF(9, 9),
            QPoint(),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.ControlModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        ),
    )
    assert glyphs(view) == before
