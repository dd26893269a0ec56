"""From a Word file to a bundle: its texts as articles, with the marks that its comments are."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from annotator.errors import CannotRead, Where
from annotator.formats.base import Reading
from annotator.formats.plain_text import first_line
from annotator.formats.word_in.articles import texts_of
from annotator.formats.word_in.comments import COMMENT, commented, comments_of
from annotator.formats.word_in.package import opened
from annotator.language import tr
from annotator.model.article import Article
from annotator.model.bundle import Bundle, Content
from annotator.text.likeness import text_sha256
from annotator.text.script import direction, guess_language

if TYPE_CHECKING:
    from annotator.formats.base import ReadOptions
    from annotator.formats.sources import Source


def read(source: Source, options: ReadOptions) -> Reading:
    """Give the articles in a Word file; raises `CannotRead`."""
    data, name = source.read(), source.name
    if not data:
        raise _empty(tr("{name} is empty.", name=name), name)
    file = opened(data, name)
    texts = [one for one in texts_of(file) if one.text.strip()]
    if not texts:
        raise _empty(tr("{name} has no text in it.", name=name), name)
    sums = [text_sha256(one.text) for one in texts]
    raw, heard = hashlib.sha256(data).hexdigest(), tuple(file.notes(name))
    comments = comments_of(file)
    del data, file  # what was heard takes as much room as all that comes of it
    made = commented(comments, texts, sums, name)
    contents = []
    for n, (text, sha256, marks) in enumerate(zip(texts, sums, made.marks, strict=True), start=1):
        article = Article(
            id=options.new_id(),
            title=text.title or first_line(text.text),
            text=text.text,
            sha256=sha256,
            outlet=text.fields.get("outlet", ""),
            date=text.fields.get("date"),
            byline=text.fields.get("byline", ""),
            url=text.fields.get("url", ""),
            language=guess_language(text.text),
            direction=direction(text.text),
            source=name,
            raw_sha256=raw,
            imported_at=options.now(),
        )
        contents.append(
            Content(
                article,
                spans=tuple(marks.spans),
                notes=tuple(marks.notes),
                given=frozenset(text.fields) | ({"title"} if text.is_ours else set()),
                row=n if len(texts) > 1 else None,
            )
        )
    bundle = Bundle(tuple(contents), layers=made.layers, scheme=made.scheme, unmapped=COMMENT)
    return Reading(bundle, notes=(*heard, *made.notes(name)))


def _empty(sentence: str, name: str) -> CannotRead:
    return CannotRead(sentence, tr("Choose a file with a text in it."), Where(file=name))
