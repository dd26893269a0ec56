"""Saved web pages: all that a page shows is the text, and a judge says what of it is the article.

Read only, and from the bytes alone: nothing is ever fetched. Needs the extra [web]; what is known
of pages stands in `web/`.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from annotator.errors import CannotRead, Where
from annotator.formats.base import Format, Option, Reading, ReadOptions
from annotator.formats.decoding import notes_of
from annotator.formats.extras import need
from annotator.formats.sources import check_is_text
from annotator.formats.web import charset
from annotator.language import tr
from annotator.model.article import Article
from annotator.model.bundle import Bundle, Content
from annotator.text.likeness import text_sha256
from annotator.text.normal import normalise
from annotator.text.script import direction, guess_language

if TYPE_CHECKING:
    from annotator.formats.sources import Source

LEAST_WORDS = 30
"""A page with fewer words of body has no article in it."""
_SIGN = re.compile(
    rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<meta\s|<title>", re.IGNORECASE
)
_ELEMENT = re.compile(rb"<(?:p|div|article|h[1-6]|table|span|br)\b[^<>]*>", re.IGNORECASE)


class SavedPage(Format):
    """Pages as browsers save them, one article each."""

    name = "html"
    title = "Saved web page"
    endings = (".html", ".htm", ".xhtml")
    needs = ("web",)
    options: tuple[Option, ...] = ()
    has_proposals = True
    asks_for_encoding = True

    def sniff(self, name: str, head: bytes) -> int:
        """Say how surely a file is a page: by its markup, less by its ending."""
        start = head[:4_096].replace(b"\x00", b"")
        if b"<" not in start:
            return 0
        if _SIGN.search(start):
            return 95 if start.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<") else 55
        is_named = name.lower().endswith(self.endings)
        return 50 if is_named and _ELEMENT.search(start) else 0

    def read(self, source: Source, options: ReadOptions) -> Reading:
        """Give the article in a page; raises `CannotRead`."""
        need("web", source.name)
        from annotator.formats.web import page

        data = source.read()
        if not data:
            raise CannotRead(
                tr("{name} is empty.", name=source.name),
                tr("Choose a file with a text in it."),
                Where(file=source.name),
            )
        check_is_text(data, source.name, options.encoding)
        decoded = charset.decoded_page(data, source.name, options.encoding)
        normalised = normalise(decoded.text)
        found = page.read_page(normalised.text, source.name, source.address)
        if not found.text.strip():
            raise CannotRead(
                tr("{name} shows no text.", name=source.name),
                tr("Open it in a browser, copy the article and paste it here."),
                Where(file=source.name),
            )
        article = Article(
            id=options.new_id(),
            title=found.title,
            text=found.text,
            sha256=text_sha256(found.text),
            language=found.language or guess_language(found.text),
            direction=direction(found.text),
            source=source.name,
            raw_sha256=hashlib.sha256(data).hexdigest(),
            imported_at=options.now(),
        )
        content = Content(
            article,
            refused=page.what_it_is(found, LEAST_WORDS),
            page=found.facts,
            judged=found.body,
        )
        return Reading(
            bundle=Bundle(contents=(content,)),
            encoding=decoded.encoding,
            encoding_guessed=decoded.guessed,
            alternatives=decoded.alternatives,
            notes=notes_of(decoded, normalised.n_replaced, source.name),
        )
