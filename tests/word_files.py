"""Small Word files in one line each: a body, comments with answers, notes, styles; as bytes."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

from annotator.formats.base import Reading, ReadOptions
from annotator.formats.docx import WordFiles
from annotator.formats.sources import Source

if TYPE_CHECKING:
    from collections.abc import Mapping

_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)


def root(name: str, inside: str) -> str:
    """Give a part: its root with all prefixes, and what is in it."""
    return f'<?xml version="1.0" encoding="UTF-8"?><{name} {_SPACES}>{inside}</{name}>'


def run(words: str) -> str:
    """Give a run of words."""
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def line(*inside: str, style: str = "") -> str:
    """Give a paragraph; what is no XML is a run."""
    runs = "".join(one if one.startswith("<") else run(one) for one in inside)
    said = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{said}{runs}</w:p>"


def start(number: int) -> str:
    """Give where what a comment marks begins."""
    return f'<w:commentRangeStart w:id="{number}"/>'


def end(number: int) -> str:
    """Give where it ends, with the mark of the comment."""
    return f'<w:commentRangeEnd w:id="{number}"/>{mark(number)}'


def mark(number: int) -> str:
    """Give the mark of a comment."""
    return f'<w:r><w:commentReference w:id="{number}"/></w:r>'


def comment(number: int, words: str, author: str = "Ada", at: str = "2026-03-02T10:00:00Z") -> str:
    """Give a comment of so many paragraphs as it has lines; the last one has the number as id."""
    *first, last = words.split("\n")
    inside = "".join(map(line, first)) + f'<w:p w14:paraId="P{number}">{run(last)}</w:p>'
    return f'<w:comment w:id="{number}" w:author="{author}" w:date="{at}">{inside}</w:comment>'


def file_of(
    body: str,
    comments: str = "",
    answers: Mapping[int, int] | None = None,
    parts: Mapping[str, str] | None = None,
) -> bytes:
    """Give a Word file; `answers` says which comment answers which, `parts` are further ones."""
    held = {"word/document.xml": root("w:document", f"<w:body>{body}</w:body>")}
    if comments:
        held["word/comments.xml"] = root("w:comments", comments)
    if answers:
        each = (
            f'<w15:commentEx w15:paraId="P{one}" w15:paraIdParent="P{other}"/>'
            for one, other in answers.items()
        )
        held["word/commentsExtended.xml"] = root("w15:commentsEx", "".join(each))
    return zipped({**held, **(parts or {})})


def zipped(parts: Mapping[str, str]) -> bytes:
    """Give an archive of these parts."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return made.getvalue()


def read(data: bytes, name: str = "a.docx") -> Reading:
    """Read a Word file."""
    return WordFiles().read(Source(name, data=data), ReadOptions())


def text_of(body: str, **others: object) -> str:
    """Give the text of the one article in a file with this body."""
    (content,) = read(file_of(body, **others)).bundle.contents  # type: ignore[arg-type]  # parts
    return content.article.text
