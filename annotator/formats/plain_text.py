"""Plain text: one file is one article. Read only; the bytes are understood in `decoding.py`.

Headline, outlet, date and regions are not looked for here.
"""

import hashlib

from annotator.errors import CannotRead, Where
from annotator.formats import sources
from annotator.formats.base import Format, Option, Reading, ReadOptions
from annotator.formats.decoding import decode, notes_of
from annotator.formats.sources import Source
from annotator.language import tr
from annotator.model.article import Article
from annotator.model.bundle import Bundle, Content
from annotator.text.file_kinds import looks_like
from annotator.text.likeness import text_sha256
from annotator.text.normal import normalise
from annotator.text.script import direction, guess_language

_TITLE_LENGTH = 300
OTHER_ENDINGS = (".csv", ".tsv", ".html", ".htm", ".mhtml", ".json", ".jsonl", ".jsonld", ".xml")
"""Endings of files that are text but no articles as they stand; `--format text` reads them."""


class PlainText(Format):
    """Texts in files, each an article of its own."""

    name = "text"
    title = "Plain text"
    endings = (".txt", ".text", ".md")
    options: tuple[Option, ...] = ()
    has_proposals = True
    asks_for_encoding = True

    def sniff(self, name: str, head: bytes) -> int:
        """Say how surely a file is plain text: any text may be, if nothing fits better."""
        if looks_like(head):
            return 0
        if name.lower().endswith(self.endings):
            return 60
        return 0 if name.lower().endswith(OTHER_ENDINGS) else 30

    def read(self, source: Source, options: ReadOptions) -> Reading:
        """Give the article in a file; raises `CannotRead`."""
        data = source.read()
        if not data:
            raise _empty(tr("{name} is empty.", name=source.name), source)
        sources.check_is_text(data, source.name, options.encoding)
        decoded = decode(data, source.name, options.encoding)
        normalised = normalise(decoded.text)
        if not normalised.text.strip():
            raise _empty(tr("{name} holds only blanks.", name=source.name), source)
        content = Content(_article(normalised.text, data, source, options))
        return Reading(
            bundle=Bundle(contents=(content,)),
            encoding=decoded.encoding,
            encoding_guessed=decoded.guessed,
            alternatives=decoded.alternatives,
            notes=notes_of(decoded, normalised.n_replaced, source.name),
        )


def _empty(sentence: str, source: Source) -> CannotRead:
    return CannotRead(sentence, tr("Choose a file with a text in it."), Where(file=source.name))


def _article(text: str, data: bytes, source: Source, options: ReadOptions) -> Article:
    raw_sha256 = hashlib.sha256(data).hexdigest()
    # Most files are just their text in UTF-8: digested once.
    is_same = text.encode("utf-8", "surrogatepass") == data
    return Article(
        id=options.new_id(),
        title=first_line(text),
        text=text,
        sha256=raw_sha256 if is_same else text_sha256(text),
        language=guess_language(text),
        direction=direction(text),
        source=source.name,
        raw_sha256=raw_sha256,
        imported_at=options.now(),
    )


def first_line(text: str) -> str:
    """Give the first line that has words, trimmed, at most 300 code points of it."""
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start)
    line = text[start : len(text) if end < 0 else end].strip()
    if len(line) <= _TITLE_LENGTH:
        return line
    from annotator.text.words import shortened

    return shortened(line, _TITLE_LENGTH)
