"""Where marks lie, against the slow way: the part is drawn in red and its ink looked for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QTextCharFormat, QTextLayout

from annotator.model.article import Article
from annotator.model.page import Page
from annotator.text.ranges import Range
from annotator.ui.basics.theme import Theme
from annotator.ui.page.document import ArticleDocument

if TYPE_CHECKING:
    from annotator.ui.page.geometry import LaidOut

PERSIAN = (
    "وزیر روز ۱۲ مهر ۱۴۰۳ در شبکهٔ X نوشت که BBC و (Radio North) گزارش داده‌اند "
    "که 35 درصد، یعنی ۱۲٫۵ میلیون تن، با طرح NATO موافق نیستند و سال 2024 تمام شد."
)
MIXED = (
    "The minister told بی‌بی‌سی on 12 May that «طرح تازه» costs ۱۲٫۵ million, or 14 %, "
    "and said: هیچ‌کس نمی‌داند why the سازمان X 2024 office closed."
)
HEBREW = 'השר אמר ביום 12 במאי: "התוכנית של NATO תעלה 14 מיליון", והוסיף: X לא ידוע.'
PLAIN = "A first line of Latin words that is long enough to be broken, and a second one, and more."
ASTRAL = "We say 😀 and 🇫🇷 and é then ۱۲ گل 😀 سرخ and go on until the line is broken at last."


def laid_out(text: str, direction: str = "ltr") -> tuple[ArticleDocument, LaidOut]:
    article = Article(id="a", title="", text=text, sha256="", direction=direction)
    content = ArticleDocument(Page(article), Theme())
    content.document.setTextWidth(690)
    block = content.qt_block(0)
    content.document.documentLayout().blockBoundingRect(block)
    return content, content.laid_out(0, block)


def ink(content: ArticleDocument, part: Range) -> dict[int, tuple[set[int], set[int]]]:
    """The columns with ink of a part, and of everything else, line by line."""
    layout = content.qt_block(0).layout()
    positions = content.positions
    found = {}
    black, red = QTextCharFormat(), QTextCharFormat()
    black.setForeground(QColor("#00ff00"))
    red.setForeground(QColor("#ff0000"))
    form = QTextLayout.FormatRange()
    form.start = positions.to_document(part.start)
    form.length = positions.to_document(part.end) - form.start
    form.format = red
    every = QTextLayout.FormatRange()
    every.start, every.length, every.format = 0, content.document.characterCount(), black
    layout.setFormats([every, form])
    content.document.markContentsDirty(0, content.document.characterCount())
    content.document.documentLayout().blockBoundingRect(content.qt_block(0))
    assert layout.lineCount() > 0
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        image = QImage(700, 100, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.black)
        painter = QPainter(image)
        painter.setClipRect(0, 0, 700, 100)
        # Lines stand apart in a picture of their own, so that none hangs into another.
        layout.draw(painter, QPointF(20, 40 - line.y()) - layout.position())
        painter.end()
        rows = range(40 + 2, 40 + int(line.ascent() + line.descent()) - 2)
        mine, others = set(), set()
        data, width = bytes(image.constBits()), image.bytesPerLine()
        for y in rows:
            row = data[y * width : (y + 1) * width]
            for x, (green, red) in enumerate(zip(row[1::4], row[2::4], strict=True)):
                if red > 90 and red > green:
                    mine.add(x - 20)
                elif green > 140 and red < 40:
                    others.add(x - 20)
        found[number] = (mine, others)
    return found


def words(text: str) -> list[Range]:
    return [Range(*match.span()) for match in re.finditer(r"\w[\w\u200c]*", text)]


def check(text: str, direction: str, part: Range) -> None:
    content, place = laid_out(text, direction)
    pieces = place.pieces(part)
    for number, (mine, others) in ink(content, part).items():
        here = [(piece.left, piece.right) for piece in pieces if piece.line == number]
        stray = [x for x in mine if not any(left - 3 <= x <= right + 3 for left, right in here)]
        assert not stray, f"ink of {part.of(text)!r} outside its mark: {stray} not in {here}"
        for left, right in here:
            inside = [x for x in mine if left - 3 <= x <= right + 3]
            assert inside, f"a mark of {part.of(text)!r} without ink: {left}–{right}"
            assert min(inside) - left < 6, f"{part.of(text)!r} starts at {min(inside)}, not {left}"
            assert right - max(inside) < 6, f"{part.of(text)!r} ends at {max(inside)}, not {right}"
            foreign = [x for x in others if left + 3 < x < right - 3 and x not in mine]
            near = [x for x in foreign if not ({x - 2, x - 1, x + 1, x + 2} & mine)]
            assert len(near) < 3, f"other words under the mark of {part.of(text)!r}: {near}"


@pytest.mark.parametrize(
    ("text", "direction"),
    [(PERSIAN, "rtl"), (MIXED, "ltr"), (HEBREW, "rtl"), (ASTRAL, "ltr"), (PLAIN, "ltr")],
)
@pytest.mark.usefixtures("qapp")
def test_the_mark_of_each_word_lies_on_its_ink(text: str, direction: str) -> None:
    for word in words(text):
        check(text, direction, word)


@pytest.mark.parametrize(
    ("text", "direction"), [(PERSIAN, "rtl"), (MIXED, "ltr"), (HEBREW, "rtl"), (ASTRAL, "ltr")]
)
@pytest.mark.usefixtures("qapp")
def test_the_mark_of_several_words_lies_on_their_ink(text: str, direction: str) -> None:
    found = words(text)
    for n, first in enumerate(found[:-3]):
        check(text, direction, Range(first.start, found[n + 1 + n % 3].end))


@pytest.mark.usefixtures("qapp")
def test_a_single_latin_letter_in_a_persian_line_has_a_mark_on_it() -> None:
    at = PERSIAN.index("X")
    _, place = laid_out(PERSIAN, "rtl")
    (piece,) = place.pieces(Range(at, at + 1))
    assert 8 < piece.right - piece.left < 20


@pytest.mark.usefixtures("qapp")
def test_a_part_over_several_lines_says_where_it_goes_on() -> None:
    _, place = laid_out(PLAIN)
    pieces = place.pieces(Range(2, len(PLAIN) - 1))
    assert len(pieces) > 1
    assert pieces[0].begins
    assert pieces[0].goes_on_right
    assert not pieces[0].goes_on_left
    assert pieces[-1].finishes
    assert pieces[-1].goes_on_left
    assert not pieces[-1].goes_on_right


@pytest.mark.usefixtures("qapp")
def test_a_right_to_left_part_goes_on_at_the_left() -> None:
    _, place = laid_out(PERSIAN, "rtl")
    pieces = place.pieces(Range(0, len(PERSIAN)))
    assert pieces[0].begins
    assert pieces[0].goes_on_left
    assert not pieces[0].goes_on_right
    assert pieces[-1].finishes
    assert pieces[-1].goes_on_right


@pytest.mark.usefixtures("qapp")
def test_trailing_blanks_of_a_line_are_not_marked() -> None:
    _, place = laid_out(PLAIN)
    for piece in place.pieces(Range(0, len(PLAIN))):
        assert piece.right <= 564


@pytest.mark.usefixtures("qapp")
def test_blanks_alone_have_no_mark() -> None:
    _, place = laid_out(PLAIN)
    assert place.pieces(Range(1, 2)) == ()
