"""Laws of the painted page: any text with any marks can be laid out, drawn and pointed at."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF

from annotator.model.article import Article, Origin, Region, RegionType
from annotator.model.page import Page
from annotator.model.scheme import Scheme
from annotator.model.span import Span
from annotator.text.ranges import Range, is_blank
from annotator.ui.basics.theme import Theme
from annotator.ui.page.document import PageShape
from annotator.ui.page.layout import PageLayout

# Letters of several directions, marks, joiners, blanks of all kinds, what starts a block in Qt,
# what turns the direction, what is two units wide, and a NUL.
ALPHABET = (
    "abcXYZ 0123,.“”«»()\n\n\u2028\u2029\ufdd0\t\u00a0"
    "\u200c\u200d\u200e\u200f\u202b\u202c\u2067\u2069"
    "ابلاگپ۱۲٣\u064b\u0301שלום😀🇫🇷\U0001d504漢字한\u0000\ufeff"
)
texts = st.text(st.sampled_from(ALPHABET), min_size=1, max_size=160)
TYPES = ("claim", "speaker", "cue", "entity", "frame")


@st.composite
def pages(draw: st.DrawFn) -> Page:
    text = draw(texts)
    spans = []
    for n in range(draw(st.integers(0, 8))):
        start = draw(st.integers(0, len(text) - 1))
        part = Range(start, draw(st.integers(start + 1, len(text))))
        layer = draw(st.sampled_from(["mine", "machine"]))
        kind = {"kind": "place"} if n % 2 else {}
        spans.append(Span(str(n), "a", layer, TYPES[n % 5], (part,), (part.of(text),), kind))
    regions = []
    for n, kind in enumerate(draw(st.lists(st.sampled_from(list(RegionType)), max_size=3))):
        start = draw(st.integers(0, len(text) - 1))
        at = Range(start, draw(st.integers(start + 1, len(text))))
        regions.append(Region(str(n), "a", kind, at, Origin.HAND, "x"))
    direction = draw(st.sampled_from(["ltr", "rtl"]))
    article = Article(id="a", title="", text=text, sha256="", direction=direction)
    return Page(article, spans=spans, regions=regions)


def is_blank_only(words: str) -> bool:
    return all(is_blank(character) for character in words)


@given(pages())
def test_every_mark_has_its_place_within_the_measure(qapp: object, page: Page) -> None:
    assert qapp is not None
    layout = PageLayout(page, Theme(), layer_id="mine", scheme=Scheme())
    layout.content.document.setTextWidth(690)
    height = layout.lay_out_all()
    assert layout.content.document.blockCount() == len(page.blocks)
    for seen in layout.visible_blocks(0, height):
        drawn = {shape.span_id for shape in seen.shapes.every()}
        for entry in page.parts_in_block(seen.number):
            here = Range(
                max(entry.start, seen.laid_out.block.start), min(entry.end, seen.laid_out.block.end)
            )
            assert entry.span_id in drawn or is_blank_only(here.of(page.text)) or seen.shapes.more
        for shape in seen.shapes.every():
            assert shape.pieces
            for piece in shape.pieces:
                assert piece.left <= piece.right
                assert -1 <= piece.left <= PageShape().measure + 1
                assert 0 <= piece.line < len(seen.shapes.lines)
        for line in seen.shapes.lines:
            assert line.top < line.baseline < line.bottom


@given(pages(), st.integers(0, 690), st.integers(-50, 900))
def test_every_point_has_a_place_in_the_text(qapp: object, page: Page, x: int, y: int) -> None:
    assert qapp is not None
    layout = PageLayout(page, Theme(), layer_id="mine", scheme=Scheme())
    layout.content.document.setTextWidth(690)
    position = layout.position_at(QPointF(x, y))
    assert 0 <= position <= len(page.text)
    for span_id in layout.spans_at(QPointF(x, y)):
        assert page.span(span_id) is not None
    layout.caret(position)
    seen = layout.range_between(0, 900)
    assert 0 <= seen.start <= seen.end <= len(page.text)
