"""Word files written as a stream."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from annotator.formats.reading_copy.content import CopyMaker
from annotator.formats.reading_copy.word_writer import WordWriter, comments_of
from annotator.model.bundle import Content
from tests import bundles

if TYPE_CHECKING:
    from pathlib import Path


def test_what_marks_line_ends_alone_has_no_comment_and_others_leave_them_out() -> None:
    one = bundles.article("ab\n\ncd")
    spans = (bundles.span(one, "s1", "claim", (2, 4)), bundles.span(one, "s2", "cue", (1, 5)))
    found = [*comments_of(CopyMaker(bundles.small()).copy(Content(one, spans=spans)))]
    assert [(tuple(at), author, words) for at, author, _, words in found] == [
        ((1, 5), "Ada", "cue")
    ]


def test_what_goes_wrong_within_an_article_is_not_hidden(tmp_path: Path) -> None:
    with (
        pytest.raises(ZeroDivisionError),
        WordWriter(tmp_path / "x.docx", CopyMaker(bundles.small())),
    ):
        raise ZeroDivisionError


def test_only_articles_after_the_first_begin_on_a_new_page(tmp_path: Path) -> None:
    with WordWriter(tmp_path / "x.docx", CopyMaker(bundles.full())) as writer:
        for content in bundles.full().contents:
            writer.add(content)
    with zipfile.ZipFile(tmp_path / "x.docx") as file:
        assert file.read("word/document.xml").count(b"<w:pageBreakBefore/>") == 1


def test_a_day_in_figures_keeps_its_order_beside_letters_that_turn(tmp_path: Path) -> None:
    for n, (outlet, date) in enumerate((("موج‌نیوز", "\u200e2025-11-24"), ("Wave", "2025-11-24"))):
        one = bundles.article("متن" if n == 0 else "text", outlet=outlet, date="2025-11-24")
        with WordWriter(tmp_path / f"{n}.docx", CopyMaker(bundles.small())) as writer:
            writer.add(Content(one))
        with zipfile.ZipFile(tmp_path / f"{n}.docx") as file:
            held = file.read("word/document.xml").decode()
        assert f'<w:r><w:t xml:space="preserve">{date}</w:t></w:r>' in held
