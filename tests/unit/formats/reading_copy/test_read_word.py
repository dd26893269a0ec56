"""A Word file read back from its XML."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from annotator.formats.reading_copy import word
from annotator.formats.reading_copy.read_word import WordArticle, articles_in, comments_in
from annotator.text.ranges import Range

if TYPE_CHECKING:
    from pathlib import Path


def file_of(folder: Path, document: str, comments: str = "") -> zipfile.ZipFile:
    with zipfile.ZipFile(folder / "x.docx", "w") as file:
        file.writestr(word.MAIN, document.join(word.DOCUMENT))
        file.writestr(word.COMMENTS, comments.join(word.COMMENT_LIST))
    return zipfile.ZipFile(folder / "x.docx")


def test_articles_begin_with_headings_and_positions_with_their_texts(tmp_path: Path) -> None:
    one = (
        word.paragraph(word.run("Title"), "Heading1")
        + word.paragraph(word.run("Facts"), "Facts")
        + word.paragraph(word.run("a\t") + word.comment_starts([7]) + word.run("b"))
        + word.paragraph(word.run("c") + word.comment_ends([7]))
    )
    with file_of(tmp_path, one + one.replace('"7"', '"8"')) as file:
        first, second = articles_in(file)
    assert first == WordArticle("Title", "a\tb\nc", {"7": Range(2, 5)})
    assert second.ranges == {"8": Range(2, 5)}


def test_comments_are_read_with_their_authors(tmp_path: Path) -> None:
    with file_of(tmp_path, "", word.comment(4, "a\tb", author="Ada", at="")) as file:
        (found,) = comments_in(file)
    assert (found.id, found.author, found.text) == ("4", "Ada", "a\tb")


def test_a_comment_that_never_ends_is_a_fault(tmp_path: Path) -> None:
    broken = word.paragraph(word.run("T"), "Heading1") + word.paragraph(word.comment_starts([1]))
    with file_of(tmp_path, broken) as file, pytest.raises(ValueError, match="never ends"):
        [*articles_in(file)]
