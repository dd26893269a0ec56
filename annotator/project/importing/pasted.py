"""What a clipboard holds, as something to read: a piece of a page with its address, or words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from annotator import formats
from annotator.errors import WrongUse
from annotator.formats.sources import Source
from annotator.language import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

_FIREFOX, _CHROMIUM = "text/x-moz-url-priv", "chromium/x-source-url"
_WINDOWS = 'application/x-qt-windows-mime;value="HTML Format"'
ADDRESS_KINDS = (_WINDOWS, _FIREFOX, _CHROMIUM)
"""The kinds of data in which programs say where something was copied from."""
_SOURCE_URL = re.compile(rb"^SourceURL:[ \t]*(\S+)", re.MULTILINE)
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_HEAD = "<!doctype html><meta charset=utf-8>\n"


def pasted_source(words: str, html: str, kinds: Mapping[str, bytes]) -> Source:
    """Give what was pasted as a source: the page's piece, plain words where there is none.

    `kinds` are the data of `ADDRESS_KINDS` that are there. Raises `WrongUse` for nothing, and for
    a bare link.
    """
    if not words.strip() and not html.strip():
        raise WrongUse(tr("The clipboard holds no text."), tr("Copy an article, then try again."))
    if _LINK.fullmatch(words.strip()):
        raise WrongUse(
            tr("This is only a link, and this program does not go online."),
            tr("Open the page in a browser, select the article, copy it, and paste it here."),
        )
    if html.strip():
        data = (_HEAD + html).encode("utf-8", "replace")
        page = Source(tr("pasted page"), data=data, address=source_address(kinds))
        if not formats.guess(page).missing():
            return page
    return Source.of_text(words, tr("pasted text"))


def source_address(kinds: Mapping[str, bytes]) -> str:
    """Give the address that the clipboard names; "" for none."""
    found = _SOURCE_URL.search(kinds.get(_WINDOWS, b""))
    if found is not None:
        return _address(found[1].decode("utf-8", "replace"))
    for kind in (_FIREFOX, _CHROMIUM):
        data = kinds.get(kind, b"")
        if data:
            encoding = "utf-16-le" if b"\x00" in data[:4] else "utf-8"
            return _address(data.decode(encoding, "replace"))
    return ""


def _address(said: str) -> str:
    clean = said.strip("\x00\ufeff \r\n")
    return clean if clean.lower().startswith(("http://", "https://")) else ""
