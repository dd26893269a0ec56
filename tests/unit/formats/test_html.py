"""A saved page: every character that it shows, what of it is the article, what it calls itself."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotator.errors import CannotRead
from annotator.formats import by_name
from annotator.formats.base import Reading, ReadOptions
from annotator.formats.html import SavedPage
from annotator.formats.sources import Source

if TYPE_CHECKING:
    from annotator.model.bundle import Content

BODY = (
    "<p>The minister said on Monday that the harbour will reopen within weeks, after a closure of "
    "four years that cost the town most of its trade.</p>"
    "<p>“We will,” said the minister, “not wait for another winter. The money has been set aside "
    "and the work will begin in the spring.”</p>"
)


def read(markup: str | bytes) -> Reading:
    data = markup.encode() if isinstance(markup, str) else markup
    return SavedPage().read(Source("page.html", data=data), ReadOptions())


def content(markup: str | bytes) -> Content:
    (one,) = read(markup).bundle.contents
    return one


def text(markup: str | bytes) -> str:
    return content(markup).article.text


def body(one: Content) -> list[str]:
    assert one.judged is not None
    return [at.of(one.article.text) for at in one.judged]


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<div>One</div><div>Two</div>", "One\nTwo"),
        ("One<br>Two<br><br>Three", "One\nTwo\n\nThree"),
        ("<p>  a\n\t b  <b> c</b>d </p>", "a b cd"),
        ("<p>a <i>b </i> c</p>", "a b c"),
        ("<ul><li>One</li><li>Two</li></ul>", "One\nTwo"),
        ("<table><tr><td>a</td><td>1</td></tr><tr><td>b</td><td>2</td></tr></table>", "a\t1\nb\t2"),
        ("<pre>a  b\n c</pre>", "a  b\n c"),
        ("<p>می\u200cشود\u00a0و \u2028soft\u00adhy\u200dphen \u200e2%\u2003.</p>",) * 1
        + ("می\u200cشود\u00a0و \u2028soft\u00adhy\u200dphen \u200e2%\u2003.",),
        ("<p>&lt;b&gt; &amp;amp; &hellip;&nbsp;&zwnj;&#8232;&shy;x</p>",) * 1
        + ("<b> &amp; …\u00a0\u200c\u2028\u00adx",),
        ("<title>No</title><p>a<script>no()</script><style>p{}</style>b</p>", "ab"),
        ("<p>a</p><p hidden>no</p><p style='color:red;display: none'>no</p>b", "a\n\nb"),
        ("<p>a<!-- no --><?no?>b<template>no</template><noscript>no</noscript></p>", "ab"),
        ("<body style='visibility:hidden'><p>AMP</p>", "AMP"),
        ("<html><body><p>a</p></body></html><p>behind</p>", "a\n\nbehind"),
        ("<p>so<wbr>long <a href=x>link</a>, <q>q</q></p>", "solong link, q"),
        ("\ufeff<p>\ufeffa\ufeffb</p>", "a\ufeffb"),
        ("<p>a\r\nb\x00c&#xD83D;</p>", "a b\ufffdc\ufffd"),
    ],
)
def test_the_text_is_what_a_browser_shows_character_by_character(markup: str, shown: str) -> None:
    assert text(markup) == shown


def test_what_is_body_is_judged_and_the_rest_is_there() -> None:
    one = content(
        "<html><head><title>Harbour - Daily</title></head><body><nav><a href=a>News</a> "
        f"<a href=b>Sport</a></nav><article><h1>Harbour will reopen</h1>{BODY}</article>"
        "<aside><h3>Related</h3><ul><li><a href=c>Fish prices</a></li></ul></aside>"
        "<footer>© 2026 Daily</footer></body></html>"
    )
    assert "News Sport" in one.article.text
    assert "Fish prices" in one.article.text
    lines = body(one)
    assert [line[:8] for line in lines if len(line) > 60] == ["The mini", "“We will"]
    assert not {"News Sport", "Related", "Fish prices", "© 2026 Daily"} & set(lines)


def test_a_quotation_and_a_subheading_between_paragraphs_stay() -> None:
    inside = (
        "<h2>What next?</h2><blockquote><p>The town needs it, the mayor wrote.</p></blockquote>"
    )
    first, second = BODY.split("</p>", 1)
    lines = body(content(f"<article><h1>Harbour</h1>{first}</p>{inside}{second}{BODY}</article>"))
    assert {"What next?", "The town needs it, the mayor wrote."} <= set(lines)


def test_a_page_says_of_itself_each_field_with_where_it_stands() -> None:
    head = (
        '<title>Harbour - Daily</title><meta property="og:site_name" content="Daily">'
        '<link rel="canonical" href="https://example.org/a"><script type="application/ld+json">'
        '{"@graph": [{"@type": "NewsArticle", "headline": "Harbour", "author": [{"name": "A. Doe"},'
        '{"name": "B. Roe"}], "datePublished": "2026-03-02T08:15:00Z"}]}</script>'
    )
    page = content(f"<html lang='en-GB'><head>{head}</head><body><h1>Harbour</h1>{BODY}").page
    assert page is not None
    said = {name: [(one.value, one.why) for one in page.of(name)] for name in page.fields}
    assert said == {
        "title": [("Harbour", "json-ld"), ("Harbour - Daily", "title"), ("Harbour", "largest")],
        "outlet": [("Daily", "meta")],
        "date": [("2026-03-02", "json-ld")],
        "byline": [("A. Doe, B. Roe", "json-ld")],
        "url": [("https://example.org/a", "canonical")],
    }


@pytest.mark.parametrize(
    ("data", "encoding", "words"),
    [
        ("<meta charset=windows-1256>سلام".encode("cp1256"), "cp1256", "سلام"),
        ("<meta charset='iso-8859-1'>“é”".encode("cp1252"), "cp1252", "“é”"),
        ("<meta charset='iso-8859-1'>“é” saved anew".encode(), "utf-8", "“é” saved anew"),
        (b"\xef\xbb\xbf<meta charset=koi8-r>" + "é".encode(), "utf-8", "é"),
        ("<?xml version='1.0' encoding='koi8-r'?><p>да".encode("koi8-r"), "koi8-r", "да"),
        ("<meta charset=nonsense>é".encode(), "utf-8", "é"),
        ("<meta charset=utf-8><p>ééé ".encode() + b"\xe9!", "utf-8", "ééé \ufffd!"),
        ("<p>é</p>".encode("utf-16"), "utf-16", "é"),
    ],
)
def test_bytes_are_read_by_mark_then_as_the_page_says(
    data: bytes, encoding: str, words: str
) -> None:
    reading = read(data)
    (one,) = reading.bundle.contents
    assert (one.article.text, reading.encoding, reading.encoding_guessed) == (
        words,
        encoding,
        False,
    )


def test_a_page_without_an_article_is_not_taken_and_named() -> None:
    links = "".join(f"<li><a href='/{n}'>Story {n}</a></li>" for n in range(41))
    page = content(f"<ul>{links}</ul>")
    assert page.refused == "no article in it: 41 links"
    assert page.article.text.startswith("Story 0\nStory 1\n")
    few = content("<p>A sentence of five words.</p>")
    assert few.refused == "5 words of text; at least 30 are asked for"
    assert content(BODY).refused == ""


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"<html></html>", "shows no text"),
        (b"<!-- only this -->", "shows no text"),
        (b"<div>" * 100_000 + b"deep", "nested deeper than 2,000"),
        (b"<p>" * 250_000, "more markup than any page"),
        (b"<p>" + b"He said so. " * 420_000, "more text than any page"),
        (b"<p " + b" ".join(b"a%d='>'" % n for n in range(200_000)) + b">x", "more markup"),
        (b"<p " + b"a " * 2_000_000, "more markup"),
    ],
    ids=["empty", "bare", "comment", "deep", "elements", "text", "attributes", "names"],
)
def test_what_is_no_page_is_refused_with_a_sentence_at_once(data: bytes, words: str) -> None:
    start = time.process_time()
    with pytest.raises(CannotRead, match=words) as refused:
        read(data)
    assert refused.value.where.file == "page.html"
    assert time.process_time() - start < 5


def test_entities_that_a_page_declares_are_not_unfolded_and_nothing_is_loaded() -> None:
    bomb = "<!DOCTYPE l [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'><!ENTITY c SYSTEM '/etc/passwd'>]>"
    assert text(f"{bomb}<html><p>x &b; &c; y</p>") == "]>\n\nx &b; &c; y"


def test_a_page_of_50_mb_of_pictures_is_read() -> None:
    picture = "A" * 25_000_000
    markup = f"<img src='data:image/png;base64,{picture}'>"
    assert text(f"<html>{markup}<article>{BODY}</article>{markup}").startswith("The minister")


def test_the_samples_are_read_as_their_readme_says(shared: Path) -> None:
    def sample(name: str) -> Content:
        path = shared / "samples" / "html" / name
        (one,) = by_name("html").read(Source.of_path(path), ReadOptions()).bundle.contents
        return one

    own = sample("own_news_page.html")
    around = {"Skip to content", "Government", "Related articles", "Fish prices rise again"}
    around |= {
        "Leave a Reply",
        "Back to top button",
        "© 2026 Elsewhere Daily. All rights reserved.",
    }
    assert around <= set(own.article.text.split("\n"))
    assert not around & set(body(own))
    assert len(body(own)) >= 5
    assert own.article.language == "en"
    persian = sample("own_news_page_fa.html")
    assert "می\u200cشود" in persian.article.text
    assert persian.article.direction == "rtl"
    assert len([line for line in body(persian) if len(line) > 40]) == 4
    assert "سيُعاد فتح المرفأ قبل نهاية الشهر" in sample("own_windows1256.html").article.text
    assert len(sample("creativecommons.org.html").article.text) > 3_000
    for name in ("inception-test.html", "inception-test-with-head-and-doctype.html"):
        assert sample(name).refused == "11 words of text; at least 30 are asked for"
