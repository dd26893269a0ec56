"""The window as a picture, and texts on paper: sheets for a PDF, a printer and its preview."""

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QMarginsF, QPoint, QRectF, QSizeF, Qt
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

_DPI = 96
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
    writer.setResolution(_DPI)
    return draw_texts(texts, writer)


def draw_texts(
    texts: Iterable[PaperText], device: QPagedPaintDevice, only: range | None = None
) -> int:
    """Draw texts on paper, or `only` some sheets of them, counted from 1; give how many there are.

    Above each sheet stands what it is of, below it its number.
    """
    painter = QPainter()
    if not painter.begin(device):
        return 0
    factor = device.logicalDpiX() / _DPI
    sheet = QRectF(0, 0, device.width() / factor, device.height() / factor)
    body = sheet.adjusted(0, _EDGE, 0, -_EDGE)
    n = n_drawn = 0
    for text in texts:
        document = _laid_out(text.html, body.size())
        for part in range(document.pageCount()):
            n += 1
            if only is not None and n not in only:
                continue
            if n_drawn:
                device.newPage()
            n_drawn += 1
            painter.save()
            painter.scale(factor, factor)
            _draw_edges(painter, sheet, text.head, n)
            painter.translate(0, body.top() - part * body.height())
            window = QRectF(0, part * body.height(), body.width(), body.height())
            document.drawContents(painter, window)
            painter.restore()
    painter.end()
    return n


def _laid_out(html: str, size: QSizeF) -> QTextDocument:
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setUseDesignMetrics(True)
    document.setHtml(html)
    document.setPageSize(size)
    return document


def _draw_edges(painter: QPainter, sheet: QRectF, head: str, n: int) -> None:
    font = QFont(theme.font("small"))
    painter.setFont(font)
    painter.setPen(QColor(COLOURS["ink2"][0]))
    said = QFontMetricsF(font).elidedText(head, Qt.TextElideMode.ElideRight, sheet.width())
    top, side = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignHCenter
    painter.drawText(sheet, top | side, said)
    painter.drawText(sheet, Qt.AlignmentFlag.AlignBottom | side, str(n))
