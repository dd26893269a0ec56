"""From a Word file to a bundle: what an article of it is called, and the samples of the peers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.word_files import comment, end, file_of, line, read, start

if TYPE_CHECKING:
    from pathlib import Path


def test_an_article_is_called_by_its_first_line_and_says_what_it_was_made_of() -> None:
    (content,) = read(file_of(line() + line("Harbour reopens") + line("Text."))).bundle.contents
    article = content.article
    assert article.title == "Harbour reopens"
    assert (article.source, len(article.raw_sha256)) == ("a.docx", 64)
    assert (content.given, content.row) == (frozenset(), None)


def test_codes_that_nobody_knows_become_comments() -> None:
    reading = read(file_of(line(start(1), "x", end(1)), comment(1, "frame")))
    assert reading.bundle.unmapped == "comment"
    assert reading.bundle.project_id == ""


def test_the_samples_are_read_with_their_counts(shared: Path) -> None:
    samples = (shared / "samples" / "docx").glob("*.docx")
    found = {one.name: read(one.read_bytes()) for one in samples}
    commented = found["comments-rich-para.docx"]
    (content,) = commented.bundle.contents
    assert len(content.spans) == 4
    assert [one.name for one in commented.bundle.layers] == ["Steve Canny", "no author"]
    assert content.spans[0].quotes == ("Some text worthy of note.",)
    tables = next(iter(found["blk-paras-and-tables.docx"].bundle.contents)).article.text
    assert "Text before\nTable\nBetween\nText after" in tables
    links = next(iter(found["par-hyperlinks.docx"].bundle.contents)).article.text
    assert "One awesome hyperlink." in links
