"""The window as a picture, and texts on paper: sheets for a PDF, a printer and its preview."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QMarginsF, QPoint, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QRegion,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QApplication, QWidget

from annotator import disk
from annotator.errors import CannotWrite
from annotator.formats.base import PaperText
from annotator.formats.reading_copy.markup import GENERATOR
from annotator.language import tr
from annotator.model.looks.palette import COLOURS
from annotator.ui.basics import theme

SHEET_DPI = 96
"""Sheets are measured in pixels of 1/96 inch."""
_LAST_CARDS = 12
"""So many cards may stand below the last line of a part."""
_EDGE = 28
"""How much of a sheet its head and its number take, above and below."""
MARGINS = QMarginsF(15, 12, 15, 12)
"""In millimetres."""


def picture_of(widget: QWidget, *, scale: float = 1.0) -> QImage:
    """Give a widget as a picture, as it is shown now, `scale` pixels for each logical one."""
    QApplication.sendPostedEvents()
    image = QImage(widget.size() * scale, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(scale)
    image.fill(0)
    widget.render(image, QPoint(0, 0), QRegion(widget.rect()))
    return image


def write_picture(image: QImage, path: Path) -> None:
    """Write a picture in the format its ending names; raises `CannotWrite`."""
    _write(path, lambda beside: image.save(str(beside)))


def _write(path: Path, draw: Callable[[Path], bool]) -> None:
    """Let `draw` fill a file, whole or not at all; raises `CannotWrite`."""
    sentence = tr("{path} could not be written.", path=path)
    not_written = CannotWrite(sentence, tr("Choose another folder."))
    try:
        with disk.whole(path) as beside:
            if not draw(beside):
                raise not_written
    except OSError as problem:
        raise not_written from problem


def write_page_as_pdf(html: str, path: Path) -> None:
    """Write a page of HTML that is our own as a PDF; raises `CannotWrite`."""
    _write(path, lambda beside: _write_pdf([PaperText("", html)], beside, "Annotator") > 0)


def write_texts(texts: Iterable[PaperText], path: Path) -> int:
    """Write texts as a PDF, each from a sheet of its own on; give the number of sheets.

    One text is laid out at a time. It is what `WriteOptions.paper` is.
    """
    return _write_pdf(texts, path, GENERATOR)


def _write_pdf(texts: Iterable[PaperText], path: Path, creator: str) -> int:
    """Write texts as a PDF that says what made it: only a reading copy is replaced by another."""
    writer = QPdfWriter(str(path))
    writer.setCreator(creator)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(MARGINS, QPageLayout.Unit.Millimeter)
    writer.setResolution(SHEET_DPI)
    return max(draw_in_turns(texts, writer), default=0)


def draw_in_turns(texts: Iterable[PaperText], device: QPagedPaintDevice) -> Iterator[int]:
    """Draw texts on paper, a sheet at a time; give the number of each.

    Above each sheet stands what it is of, below it its number.
    """
    painter = QPainter()
    if not painter.begin(device):
        return
    factor = device.logicalDpiX() / SHEET_DPI
    size = QSizeF(device.width() / factor, device.height() / factor)
    try:
        for n, sheet in enumerate(sheets_of(texts, size), 1):
            if n > 1:
                device.newPage()
            painter.save()
            painter.scale(factor, factor)
            sheet.draw(painter, n)
            painter.restore()
            yield n
    finally:
        painter.end()


class PaperSheet(NamedTuple):
    """A sheet within its margins: what it is of, and the pages of documents that it shows."""

    size: QSizeF
    head: str
    pages: list[tuple[QTextDocument, int]]

    def draw(self, painter: QPainter, n: int) -> None:
        """Draw it as the `n`th, in pixels of 1/96 inch."""
        sheet = QRectF(QPointF(), self.size)
        body = _body(sheet)
        _draw_edges(painter, sheet, self.head, n)
        for document, page in self.pages:
            window = QRectF(0, page * body.height(), body.width(), body.height())
            painter.save()
            painter.translate(0, body.top() - window.top())
            document.drawContents(painter, window)
            painter.restore()


def sheets_of(texts: Iterable[PaperText], size: QSizeF) -> Iterator[PaperSheet]:
    """Lay texts out for sheets of a size, part by part; each sheet comes when it is full."""
    body = _body(QRectF(QPointF(), size)).size()
    for text in texts:
        sheet, end = PaperSheet(size, text.head, []), 0.0
        for html in (text.html, *text.further):
            document = _laid_out(html, body, end)
            for page in range(document.pageCount()):
                if page:
                    yield sheet
                    sheet = PaperSheet(size, text.head, [])
                sheet.pages.append((document, page))
            end = _end(document) - page * body.height()
        yield sheet


def _body(sheet: QRectF) -> QRectF:
    return sheet.adjusted(0, _EDGE, 0, -_EDGE)


def _laid_out(html: str, size: QSizeF, above: float) -> QTextDocument:
    """Lay a part out on sheets; `above` of the first is taken by the part before."""
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setUseDesignMetrics(True)
    document.setHtml(html)
    if above:
        _leave_blank(QTextCursor(document), above)
    document.setPageSize(size)
    return document


def _leave_blank(cursor: QTextCursor, height: float) -> None:
    """Begin a document with a blank line of a height: Qt gives its first block no margin."""
    first = cursor.blockFormat()
    form = QTextBlockFormat()
    form.setLineHeight(height, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    form.setBottomMargin(first.topMargin())
    cursor.insertBlock(first)
    cursor.movePosition(QTextCursor.MoveOperation.PreviousBlock)
    cursor.setBlockFormat(form)


def _end(document: QTextDocument) -> float:
    """Give where a document ends: its last line, or a card that stands lower."""
    layout = document.documentLayout()
    cards = document.rootFrame().childFrames()[-_LAST_CARDS:]
    ends = [layout.frameBoundingRect(one).bottom() for one in cards]
    return max(layout.blockBoundingRect(document.lastBlock()).bottom(), *ends, 0.0)


def _draw_edges(painter: QPainter, sheet: QRectF, head: str, n: int) -> None:
    font = QFont(theme.font("small"))
    painter.setFont(font)
    painter.setPen(QColor(COLOURS["ink2"][0]))
    said = QFontMetricsF(font).elidedText(head, Qt.TextElideMode.ElideRight, sheet.width())
    top, side = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignHCenter
    painter.drawText(sheet, top | side, said)
    painter.drawText(sheet, Qt.AlignmentFlag.AlignBottom | side, str(n))
