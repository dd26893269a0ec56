"""The window and the page as pictures and on paper: what is drawn is drawn by the page itself."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMarginsF, QPoint, QRect, QSize
from PySide6.QtGui import (
    QImage,
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
from annotator.language import tr
from annotator.model.actor import ActorBook
from annotator.model.page import Page
from annotator.model.scheme import Scheme
from annotator.ui.page.view import PageView

_DPI = 96
_MARGIN_MM = 15
_TALLEST = 30_000


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


def whole_page(page: Page, *, layer_id: str, scheme: Scheme, actors: ActorBook) -> PageView:
    """Give a view that is as tall as the article, for pictures and paper; it is never shown."""
    view = PageView()
    view.set_context(actors=actors, scheme=scheme)
    view.set_page(page, layer_id=layer_id)
    view.resize(view.width(), 600)
    layout = view.page_layout
    if layout is not None:
        height = int(layout.lay_out_all()) + 40
        view.resize(view.width(), min(height, _TALLEST))
    return view


def write_pdf(view: PageView, path: Path) -> None:
    """Write a view as a PDF, sheet after sheet; raises `CannotWrite`."""
    _write(path, lambda beside: _paint_pdf(view, beside))


def write_page_as_pdf(html: str, path: Path) -> None:
    """Write a page of HTML that is our own as a PDF; raises `CannotWrite`."""
    _write(path, lambda beside: _print_page(html, beside))


def _print_page(html: str, path: Path) -> bool:
    writer = _paper(path, margin_mm=0)  # printing adds margins of its own, and page numbers
    document = QTextDocument()
    document.setHtml(html)
    document.print_(writer)
    return path.stat().st_size > 0


def _paper(path: Path, margin_mm: int = _MARGIN_MM) -> QPdfWriter:
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    margin = QMarginsF(margin_mm, margin_mm, margin_mm, margin_mm)
    writer.setPageMargins(margin, QPageLayout.Unit.Millimeter)
    writer.setResolution(_DPI)
    return writer


def _paint_pdf(view: PageView, path: Path) -> bool:
    writer = _paper(path)
    painter = QPainter()
    if not painter.begin(writer):
        return False
    size = QSize(writer.width(), writer.height())
    factor = size.width() / view.width()
    sheet = int(size.height() / factor)
    top = 0
    while top < view.height():
        if top:
            writer.newPage()
        part = QRect(0, top, view.width(), min(sheet, view.height() - top))
        painter.save()
        painter.scale(factor, factor)
        view.render(painter, QPoint(0, 0), QRegion(part))
        painter.restore()
        top += sheet
    return painter.end()
