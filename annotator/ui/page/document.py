"""The article as a Qt document: one block for each display paragraph, formatted once.

Headline, margins, line height and direction are formats of blocks; furniture and empty lines are
hidden blocks. A span changes nothing here. The text is put in and never read back.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextOption,
)
from PySide6.QtWidgets import QTextEdit

from annotator.model.article import RegionType
from annotator.model.page import Page
from annotator.reading.folds import Fold, blocks_touched, find_folds
from annotator.text.blocks import Follows, shown
from annotator.text.ranges import Range
from annotator.ui.basics.positions import Positions
from annotator.ui.basics.theme import Theme
from annotator.ui.page.geometry import LaidOut, LineMeasure

CANVAS_ABOVE = 20
"""How much canvas shows above the page when its top is in view."""
BANNER = 32
"""How high a line of the program's own is: furniture, masthead."""
FOOT = 81
"""How far the page goes on below the last line: hairline, foot line, blank."""

_MEASURE, _PADDING, _LEAST_PADDING = 564, 63, 24
"""How wide 70 characters are at 100 %, the blank beside them, and what is left of it at least."""
_CHARACTERS, _FEWEST = 70, 45
_NARROWEST = 160
"""Of a line, in pixels, however narrow the window is."""
_FIXED = QTextBlockFormat.LineHeightTypes.FixedHeight.value
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LETTER = re.compile(r"[^\W\d_]")


class PageShape(NamedTuple):
    """How wide a line of the page may be, and how much blank is beside it, in pixels."""

    measure: int = _MEASURE
    padding: int = _PADDING

    @property
    def width(self) -> int:
        """How wide the page is."""
        return self.measure + 2 * self.padding


def least_width(text_size: float, *, is_whole: bool) -> int:
    """Give how wide a page is at least: with its 70 characters a line, else with 45."""
    whole = round(_MEASURE * text_size)
    return (whole if is_whole else -(-whole * _FEWEST // _CHARACTERS)) + 2 * _LEAST_PADDING


def shape_within(room: int, text_size: float) -> PageShape:
    """Give the page that fits into a width: its blanks get narrower first, then its lines."""
    whole = round(_MEASURE * text_size)
    padding = min(max((room - whole) // 2, _LEAST_PADDING), _PADDING)
    return PageShape(max(min(whole, room - 2 * padding), _NARROWEST), padding)


def take_width(view: QTextEdit, shape: PageShape) -> None:
    """Make a view as wide as the page, with an empty document: what it has is laid out anew."""
    if view.width() != shape.width:
        view.setDocument(QTextDocument(view))
        view.setLineWrapColumnOrWidth(shape.width)
        view.setFixedWidth(shape.width)


@dataclass(frozen=True, slots=True)
class Banner:
    """A line of the program's own above a block: how far its top is above the block's first box.

    `fold` is None for the masthead.
    """

    above: float
    fold: Fold | None


class ArticleDocument:
    """One article laid out at one text size, with what is folded and what stands above blocks."""

    def __init__(
        self,
        page: Page,
        theme: Theme,
        opened: frozenset[str] = frozenset(),
        shape: PageShape = PageShape(),  # noqa: B008 - a value
    ) -> None:
        """Put the article in; `opened` are regions of furniture that are not folded."""
        self.shape = shape
        self.page = page
        self.theme = theme
        self.positions = Positions(page.text, page.blocks)
        self.is_arabic = is_arabic(page.text)
        self.sizes = theme.sizes(is_arabic=self.is_arabic)
        self.is_right_to_left = page.article.direction == "rtl"
        self.headlines = frozenset(_blocks_of(page, RegionType.HEADLINE))
        self.folds = find_folds(page)
        self.opened = opened
        self.closed_folds = [fold for fold in self.folds if not self.is_open(fold)]
        """The runs of furniture that are not shown."""
        self.banners: dict[int, list[Banner]] = {}
        self.end_banners: list[Banner] = []
        self.shown: tuple[int, ...] = ()
        """The numbers of the blocks that are not hidden."""
        self.document = QTextDocument()
        self.document.setUndoRedoEnabled(False)
        self.document.setDocumentMargin(0)
        # Without a width Qt would lay out the whole article once before it is shown.
        self.document.setTextWidth(shape.width)
        self._fill()

    @property
    def first_shown(self) -> int:
        """The first block that is not hidden; 0 when all are."""
        return self.shown[0] if self.shown else 0

    # --- asking -------------------------------------------------------------------------------

    def is_headline(self, number: int) -> bool:
        """Say whether a block is set as a headline."""
        return number in self.headlines

    def size_of(self, number: int) -> int:
        """Give the size of the text in a block, in pixels."""
        return self.sizes.headline if number in self.headlines else self.sizes.text

    def qt_block(self, number: int) -> QTextBlock:
        """Give Qt's block of a display paragraph."""
        return self.document.findBlockByNumber(number)

    def laid_out(self, number: int, qt_block: QTextBlock) -> LaidOut:
        """Read the lines of a block that Qt has laid out."""
        block = self.page.blocks[number]
        positions = self.positions
        if positions.is_plain(number):
            to_unit: Callable[[int], int] = (-block.start).__add__
            to_code_point: Callable[[int], int] = block.start.__add__
        else:
            to_unit = partial(positions.in_block, number)
            to_code_point = partial(positions.from_block, number)
        return LaidOut(
            Range(block.start, block.end),
            self.page.text,
            qt_block,
            to_unit=to_unit,
            to_code_point=to_code_point,
            measure=self.measure(number),
        )

    def measure(self, number: int) -> LineMeasure:
        """Give the measure of a block's lines."""
        sizes = self.sizes
        if number in self.headlines:
            return LineMeasure(sizes.headline_rise, sizes.headline_line)
        return LineMeasure(sizes.rise, sizes.line)

    def drop(self, number: int) -> float:
        """Give how far the first box of a block lies below Qt's own top of it."""
        rise, height = self.measure(number)
        # Qt puts the baseline of a line of fixed height at four fifths of it.
        return 0.8 * height - rise

    def fold_at(self, position: int) -> Fold | None:
        """Give the closed fold that hides a code point, or None."""
        number = self.page.block_of(position)
        here = (one for one in self.closed_folds if one.first_block <= number < one.end_block)
        return next(here, None)

    def fold_of(self, region_id: str) -> Fold | None:
        """Give the run of furniture that a region belongs to, or None."""
        return next((fold for fold in self.folds if region_id in fold.region_ids), None)

    def first_place(self) -> int:
        """Give where reading begins: the headline, else what stands first."""
        number = min(self.headlines, default=self.first_shown)
        return self.page.blocks[number].start

    def is_open(self, fold: Fold) -> bool:
        """Say whether a run of furniture is shown."""
        return any(one in self.opened for one in fold.region_ids)

    def stands_alike(self, theme: Theme, shape: PageShape) -> bool:
        """Say whether all stands where it does in another theme and width: colours are painted."""
        measures = (theme.sizes(is_arabic=self.is_arabic), theme.between, shape)
        # Furniture that is shown has its grey from the document.
        return measures == (self.sizes, self.theme.between, self.shape) and not self.opened

    # --- filling ------------------------------------------------------------------------------

    def _fill(self) -> None:
        document, sizes = self.document, self.sizes
        ending = "-arabic" if self.is_arabic else ""
        document.setDefaultFont(self.theme.font(f"article{ending}"))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        if self.is_right_to_left:
            option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        document.setDefaultTextOption(option)
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        # Every block that is put in now inherits this one, so that it costs nothing a block.
        cursor.setBlockFormat(self._format(line=sizes.line, above=self.theme.between))
        cursor.insertText(shown(self.page.text, self.page.blocks))
        hidden = self._hide()
        self._set_margins(cursor, hidden)
        self._set_headlines(cursor, ending)
        self._set_directions(cursor)
        self._place_banners(cursor, hidden)
        cursor.endEditBlock()

    @staticmethod
    def _format(*, line: int, above: float) -> QTextBlockFormat:
        form = QTextBlockFormat()
        form.setLineHeight(line, _FIXED)
        form.setTopMargin(above)
        return form

    def _hide(self) -> set[int]:
        """Hide empty blocks and folded furniture; give their numbers."""
        hidden = {n for n, block in enumerate(self.page.blocks) if block.start == block.end}
        for fold in self.closed_folds:
            hidden.update(range(fold.first_block, fold.end_block))
        for number in hidden:
            self.document.findBlockByNumber(number).setVisible(False)
        return hidden

    def _set_margins(self, cursor: QTextCursor, hidden: set[int]) -> None:
        """No blank above what goes on: pieces, and lines of a text that has blank lines."""
        blocks = self.page.blocks
        has_blank_lines = 4 * sum(one.start == one.end for one in blocks) >= len(blocks) > 3
        for number, block in enumerate(blocks):
            if number in hidden or number == 0 or number in self.headlines:
                continue
            goes_on = block.follows is not Follows.PARAGRAPH
            if not goes_on and has_blank_lines and number - 1 not in hidden:
                goes_on = number - 1 not in self.headlines
            if goes_on:
                self._set_top_margin(cursor, number, 0)

    def _set_top_margin(self, cursor: QTextCursor, number: int, above: float) -> None:
        cursor.setPosition(self.qt_block(number).position())
        form = QTextBlockFormat()
        form.setTopMargin(above)
        cursor.mergeBlockFormat(form)

    def _set_headlines(self, cursor: QTextCursor, ending: str) -> None:
        for number in sorted(self.headlines):
            qt_block = self.qt_block(number)
            cursor.setPosition(qt_block.position())
            cursor.setPosition(
                qt_block.position() + qt_block.length() - 1, QTextCursor.MoveMode.KeepAnchor
            )
            cursor.setBlockFormat(
                self._format(line=self.sizes.headline_line, above=self.theme.between)
            )
            form = QTextCharFormat()
            form.setFont(self.theme.font(f"headline{ending}"))
            cursor.setCharFormat(form)
        for fold in self.folds:
            if self.is_open(fold):
                self._set_ink(cursor, fold)

    def _set_ink(self, cursor: QTextCursor, fold: Fold) -> None:
        """Furniture that is shown stands in grey: it is no part of what is read."""
        form = QTextCharFormat()
        form.setForeground(self.theme.colour("ink3"))
        last = self.qt_block(fold.end_block - 1)
        cursor.setPosition(self.qt_block(fold.first_block).position())
        cursor.setPosition(last.position() + last.length() - 1, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(form)

    def _set_directions(self, cursor: QTextCursor) -> None:
        """In a right-to-left article a paragraph without a letter of its script runs the other way.

        In other articles each paragraph follows its first letter, which Qt does by itself.
        """
        if not self.is_right_to_left:
            return
        for number, block in enumerate(self.page.blocks):
            words = self.page.text[block.start : block.end]
            if words and not _RIGHT_TO_LEFT.search(words) and _LETTER.search(words):
                cursor.setPosition(self.qt_block(number).position())
                form = QTextBlockFormat()
                form.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
                cursor.mergeBlockFormat(form)

    # --- lines of the program's own -----------------------------------------------------------

    def _place_banners(self, cursor: QTextCursor, hidden: set[int]) -> None:
        """Make room above blocks for the masthead and for each run of furniture."""
        self.shown = numbers = tuple(n for n in range(len(self.page.blocks)) if n not in hidden)
        wanted: dict[int, list[Fold | None]] = {}
        ending: list[Fold | None] = []
        for fold in self.folds:
            start = fold.first_block if self.is_open(fold) else fold.end_block
            after = next((n for n in numbers if n >= start), None)
            (ending if after is None else wanted.setdefault(after, [])).append(fold)
        headline = next((n for n in numbers if n in self.headlines), self.first_shown)
        if numbers:
            wanted.setdefault(headline, []).append(None)
            # The room above the first block is the frame's.
            self._set_top_margin(cursor, self.first_shown, 0)
        else:
            ending.append(None)
        for number, folds in wanted.items():
            self.banners[number] = self._stacked(folds)
            if number != self.first_shown:
                above = self.theme.between + BANNER * len(folds) + self._gap(folds)
                self._set_top_margin(cursor, number, above)
        self.end_banners = [Banner(-BANNER * n, fold) for n, fold in enumerate(ending)]
        self._set_frame(len(ending))

    def _stacked(self, folds: list[Fold | None]) -> list[Banner]:
        n_all = len(folds)
        gap = self._gap(folds)
        return [Banner((n_all - n) * BANNER + gap, fold) for n, fold in enumerate(folds)]

    @staticmethod
    def _gap(folds: Iterable[Fold | None]) -> int:
        return 8 if None in folds else 0

    def _set_frame(self, n_at_end: int) -> None:
        above = self.banners.get(self.first_shown, [])
        first = above[0] if above else None
        head = 0.0 if first is None else first.above
        # A page that begins with furniture begins higher, so that the headline stays in place.
        padding = 9 if first is not None and first.fold is not None else 31
        frame = self.document.rootFrame()
        form = QTextFrameFormat(frame.frameFormat())
        form.setMargin(0)
        form.setLeftMargin(self.shape.padding)
        form.setRightMargin(self.shape.padding)
        # On whole pixels, so that every block is: surfaces on half pixels are slow to paint.
        form.setTopMargin(
            max(0, round(CANVAS_ABOVE + padding + head - self.drop(self.first_shown)))
        )
        form.setBottomMargin(FOOT + CANVAS_ABOVE + BANNER * n_at_end + self.drop(self.first_shown))
        frame.setFrameFormat(form)


def is_arabic(text: str) -> bool:
    """Say whether most letters at the start of a text are of the Arabic script."""
    head = text[:4000]
    n_letters = len(_LETTER.findall(head))
    return 2 * len(_ARABIC.findall(head)) > n_letters > 0


def _blocks_of(page: Page, kind: RegionType) -> Iterable[int]:
    for region in page.regions:
        if region.type is kind:
            for number in blocks_touched(page, region.at):
                if page.blocks[number].start < page.blocks[number].end:
                    yield number
