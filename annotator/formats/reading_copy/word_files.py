"""One Word file of ours, or a folder of them: what is counted, named and compared of each article.

What a Word file is made of stands in `word`, how it is written in `word_writer`.
"""

from __future__ import annotations

import re
import unicodedata
import zipfile
from itertools import islice, zip_longest
from typing import TYPE_CHECKING

from annotator.formats import zip_archive
from annotator.formats.reading_copy import word
from annotator.formats.reading_copy.content import held_by_lines
from annotator.formats.reading_copy.losses import count
from annotator.formats.reading_copy.markup import GENERATOR
from annotator.formats.reading_copy.read_word import articles_in, comments_in
from annotator.formats.reading_copy.word_writer import comments_of
from annotator.formats.safe_xml import writable
from annotator.language import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from annotator.formats.export_selection import ExportSelection
    from annotator.formats.reading_copy.content import CopyMaker
    from annotator.model.bundle import Content
    from annotator.text.ranges import Range

_CHUNK = 1 << 16
_LONGEST_NAME = 80


def seen(selection: ExportSelection, number: int, content: Content) -> str:
    """Count what of an article comments cannot hold; give the name of a file for it."""
    count(selection, content)
    text, n = content.article.text, selection.n
    for span in content.spans:
        held = [bool(held_by_lines(text, (part,))) for part in span.parts]
        n["part"] += len(held)
        n["part.no words"] += held.count(False)
        n["part.several"] += len(held) if len(held) > 1 else 0
        n["span.no words"] += not any(held)
        if any(held) and _at_line_end(text, span.parts):
            n["span.place"] += 1
            selection.places_of("span.place", content.article.id, [span.hull()])
    plain = unicodedata.normalize("NFKD", content.article.title).encode("ascii", "ignore").decode()
    words = "-".join(re.findall(r"[A-Za-z0-9_]+", plain))
    return f"{f'{number:05}-{words}'[: _LONGEST_NAME - 5].rstrip('-')}.docx"


def _at_line_end(text: str, parts: Iterable[Range]) -> bool:
    """Say whether a part begins or ends with a line end: a comment holds words."""
    return any(text[part.start] == "\n" or text[part.end - 1] == "\n" for part in parts)


def rest(selection: ExportSelection) -> None:
    """Let go by what belongs to no article."""
    selection.differences()
    selection.notes()
    selection.named()


def is_ours(at: Path) -> bool:
    """Say whether a file says that we made it."""
    return GENERATOR.encode() in zip_archive.head_of_part(at, word.APP, _CHUNK)


def differences(at: Path, contents: Iterable[Content], maker: CopyMaker) -> Iterator[str]:
    """Compare a file with what should be in it."""
    with zipfile.ZipFile(at) as file:
        comments = comments_in(file)
        for found, content in zip_longest(articles_in(file), contents):
            if found is None or content is None:
                yield tr("there are articles too many or too few")
                return
            article = content.article
            if (found.title, found.text) != (writable(article.title), writable(article.text)):
                yield tr("the text of article {id} reads back otherwise", id=article.id)
            wanted = [
                (one, writable(author), writable(said))
                for one, author, _, said in comments_of(maker.copy(content))
            ]
            there = [
                (found.ranges.pop(one.id, None), one.author, one.text)
                for one in islice(comments, len(wanted))
            ]
            if there != wanted or found.ranges:
                yield tr("the comments of article {id} read back otherwise", id=article.id)
        if next(comments, None) is not None:
            yield tr("there are comments too many")
