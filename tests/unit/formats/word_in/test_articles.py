"""The articles in a Word file: one, or those of ours to the character; places of comments."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from annotator.formats import by_name
from annotator.formats.docx import WordFiles
from annotator.formats.safe_xml import n_not_writable, writable
from annotator.model.bundle import Bundle, Content
from annotator.text.ranges import Range
from tests import bundles, exports
from tests.word_files import comment, end, file_of, line, mark, read, root, run, start

if TYPE_CHECKING:
    from pathlib import Path

    from annotator.formats.base import Reading

STYLES = root(
    "w:styles",
    '<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:styleId="Facts"><w:name w:val="Facts"/></w:style>'
    '<w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>',
)
PARTS = {"word/styles.xml": STYLES}


def back(bundle: Bundle, folder: Path) -> Reading:
    exports.write(by_name("docx"), bundle, folder / "out.docx")
    return read((folder / "out.docx").read_bytes(), "out.docx")


def test_a_file_of_ours_gives_its_articles_back_to_the_character(tmp_path: Path) -> None:
    contents = [*back(bundles.full(), tmp_path).bundle.contents]
    wanted = [one.article for one in bundles.full().contents]
    assert [one.article.text for one in contents] == [one.text for one in wanted]
    assert [one.article.sha256 for one in contents] == [one.sha256 for one in wanted]
    first = contents[0].article
    assert (first.title, first.outlet, first.date) == ("Ferry", "=Herald", "2026-03")
    assert (first.byline, first.url) == ("@desk", "https://herald.example/1")
    assert [one.row for one in contents] == [1, 2]
    assert contents[0].given == {"title", "outlet", "date", "byline", "url"}
    assert contents[1].given == {"title"}


def test_facts_of_an_article_from_right_to_left_come_back(tmp_path: Path) -> None:
    facts = {"outlet": "موج", "date": "2025-11-25", "byline": "12 نفر"}
    one = bundles.article("بندر باز است.", direction="rtl", **facts)
    (content,) = back(replace(bundles.small(), contents=(Content(one),)), tmp_path).bundle.contents
    assert {name: getattr(content.article, name) for name in facts} == facts


def test_marks_of_ours_come_back_at_their_places_with_all_their_parts(tmp_path: Path) -> None:
    reading = back(bundles.full(), tmp_path)
    assert reading.bundle.scheme is not None
    codes = {one.name: one.label for one in reading.bundle.scheme.types}
    found = {
        (codes[span.type], span.parts, span.quotes)
        for one in reading.bundle.contents
        for span in one.spans
    }
    wanted = {
        (span.type, span.parts, span.quotes)
        for one in bundles.full().contents
        for span in one.spans
    }
    assert found == wanted
    assert [one.name for one in reading.bundle.layers] == ["quotes", "Ada"]


@settings(max_examples=settings().max_examples // 3 + 1)
@given(bundle=bundles.bundles())
def test_any_texts_of_ours_come_back(
    bundle: Bundle, tmp_path_factory: pytest.TempPathFactory
) -> None:
    kept = [one for one in bundle.contents if writable(one.article.text).strip()]
    if not kept:
        return
    contents = [*back(bundle, tmp_path_factory.mktemp("word")).bundle.contents]
    assert len(contents) == len(kept)
    for one, other in zip(contents, kept, strict=True):
        assert len(one.article.text) == len(other.article.text)
        if not n_not_writable(other.article.text):
            assert one.article.sha256 == other.article.sha256
        for span in one.spans:
            assert span.quotes == tuple(one.article.text[a:b] for a, b in span.parts)


def test_a_file_of_ours_is_known_by_the_names_of_its_styles_not_by_their_ids() -> None:
    body = (
        line("Harbour", style="berschrift1") + line("Herald · Desk", style="Facts") + line("Text.")
    )
    (content,) = read(file_of(body, parts=PARTS)).bundle.contents
    assert (content.article.title, content.article.text) == ("Harbour", "Text.")
    assert content.given == {"title"}, "what outlet and byline are is not sure without a date"


def test_a_heading_alone_does_not_make_a_file_ours() -> None:
    body = line("Harbour", style="berschrift1") + line("Text.") + line("2026", style="Facts")
    (content,) = read(file_of(body, parts=PARTS)).bundle.contents
    assert content.article.text == "Harbour\nText.\n2026"
    titled = line("Preface") + line("Real title", style="Titel")
    (content,) = read(file_of(titled, parts=PARTS)).bundle.contents
    assert content.article.title == "Real title"


OURS = "".join(
    line(f"Title {n}", style="berschrift1")
    + line("2026-03-02", style="Facts")
    + line("{" + f"{n}" + "}")
    for n in (0, 1)
)


@pytest.mark.parametrize(
    ("first", "second", "places"),
    [
        ((start(1), "One.", end(1)), ("Two.",), [{"1": Range(0, 4)}, {}]),
        (("One.",), (start(1), "Two.", end(1)), [{}, {"1": Range(0, 4)}]),
        (("O", start(1), "ne."), ("Two.", end(1)), [{"1": Range(1, 4)}, {}]),
        (("One.", start(1)), ("T", end(1), "wo."), [{}, {"1": Range(0, 1)}]),
        (("One.", start(1), end(1)), ("Two.",), [{}, {}]),
        (("One.",), ("Two.", mark(1)), [{}, {}]),
    ],
)
def test_what_is_marked_over_two_articles_belongs_to_the_first_that_has_words_of_it(
    first: tuple[str, ...], second: tuple[str, ...], places: list[dict[str, Range]]
) -> None:
    body = OURS
    for n, inside in enumerate((first, second)):
        body = body.replace(run("{" + f"{n}" + "}"), line(*inside)[5:-6])
    contents = [*read(file_of(body, comment(1, "claim"), parts=PARTS)).bundle.contents]
    found = [{"1": one.spans[0].parts[0]} if one.spans else {} for one in contents]
    assert found == places
    assert sum(len(one.notes) for one in contents) == 1
    if not any(places):
        holder = contents[1] if mark(1) in second else contents[0]
        assert [one.owner_kind for one in holder.notes] == ["article"]


@pytest.mark.parametrize(
    ("body", "quotes"),
    [
        (line(start(1), " a word ", end(1), "."), ("a word",)),
        (line("a", start(1)) + line("b") + line(end(1), "c"), ("b",)),
        (start(1) + line("a") + line("b", end(1)), ("a\nb",)),
        (line("a", start(1), " ", end(1)), ()),
        (line("a", start(1), "b"), ()),
        (line("ab", '<w:commentRangeEnd w:id="1"/>', mark(1)), ()),
    ],
)
def test_blanks_at_the_edges_of_a_comment_are_not_marked(
    body: str, quotes: tuple[str, ...]
) -> None:
    (content,) = read(file_of(body, comment(1, "claim"))).bundle.contents
    assert tuple(one.text() for one in content.spans) == quotes
    assert [one.owner_kind for one in content.notes] == ["span" if quotes else "article"]


def test_blanks_at_the_edges_of_a_mark_of_ours_stay(tmp_path: Path) -> None:
    one = bundles.article("A word here.")
    spaced = bundles.span(one, "s1", "claim", (1, 7))
    bundle = replace(bundles.small(), contents=(Content(one, spans=(spaced,)),))
    (content,) = back(bundle, tmp_path).bundle.contents
    assert content.spans[0].parts == (Range(1, 7),)


def test_it_is_the_reader_of_the_list() -> None:
    assert isinstance(by_name("docx"), WordFiles)
    assert by_name("docx").can_read
