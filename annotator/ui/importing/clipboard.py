"""What lies on the clipboard, taken from it at once: it may hold something else a moment later."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from annotator.project.importing.pasted import ADDRESS_KINDS, pasted_source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtCore import QMimeData

    from annotator.formats.sources import Source


class Clip(NamedTuple):
    """Files, words, a piece of a page, and the data that say where it was copied."""

    paths: tuple[Path, ...] = ()
    words: str = ""
    html: str = ""
    kinds: Mapping[str, bytes] = {}

    def source(self) -> Source:
        """Give it as something to read; raises `WrongUse` where that is nothing, or a link."""
        return pasted_source(self.words, self.html, self.kinds)


def clip_of(data: QMimeData | None) -> Clip:
    """Give what is on the clipboard now."""
    if data is None:
        return Clip()
    urls = data.urls() if data.hasUrls() else []
    paths = tuple(Path(one.toLocalFile()) for one in urls if one.isLocalFile())
    kinds = {one: bytes(data.data(one).data()) for one in ADDRESS_KINDS if data.hasFormat(one)}
    return Clip(paths, data.text(), data.html() if data.hasHtml() else "", kinds)
