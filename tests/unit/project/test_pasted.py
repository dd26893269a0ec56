"""What is pasted: a piece of a page with its address, plain words, a link that leads nowhere."""

from __future__ import annotations

import pytest

from annotator.errors import WrongUse
from annotator.model.layer import Coder
from annotator.project import Project
from annotator.project.importing.gather import HowToRead
from annotator.project.importing.pasted import pasted_source, source_address

ADDRESS = "https://newswire.example/2025/05/04/ministers"
WINDOWS = 'application/x-qt-windows-mime;value="HTML Format"'


@pytest.mark.parametrize(
    ("kinds", "address"),
    [
        ({"text/x-moz-url-priv": ADDRESS.encode("utf-16-le")}, ADDRESS),
        ({"text/x-moz-url-priv": f"{ADDRESS}\n".encode()}, ADDRESS),
        ({"chromium/x-source-url": ADDRESS.encode()}, ADDRESS),
        ({WINDOWS: f"Version:0.9\r\nSourceURL:{ADDRESS}\r\n<html>".encode()}, ADDRESS),
        ({WINDOWS: b"Version:0.9\r\nStartHTML:0\r\n"}, ""),
        ({"chromium/x-source-url": b"file:///home/somebody/page.html"}, ""),
        ({"chromium/x-source-url": b"\xff\xfe\x00"}, ""),
        ({}, ""),
    ],
)
def test_the_address_is_taken_where_the_clipboard_names_it(kinds, address: str) -> None:
    assert source_address(kinds) == address


def test_a_piece_of_a_page_is_read_as_a_page_and_words_as_words() -> None:
    page = pasted_source("Words", "<p>Words</p>", {"chromium/x-source-url": ADDRESS.encode()})
    assert page.address == ADDRESS
    assert page.data.endswith(b"<p>Words</p>")
    assert page.data.startswith(b"<!doctype html>")
    assert pasted_source("Words\n", "", {}).data == b"Words\n"


@pytest.mark.parametrize("words", [ADDRESS, f"  {ADDRESS}\n", "www.newswire.example/a"])
def test_a_bare_link_gets_a_sentence_and_not_an_article(words: str) -> None:
    with pytest.raises(WrongUse) as caught:
        pasted_source(words, f'<a href="{ADDRESS}">{ADDRESS}</a>', {})
    assert "does not go online" in caught.value.sentence()
    assert "copy it" in caught.value.sentence()


def test_an_empty_clipboard_is_said() -> None:
    with pytest.raises(WrongUse):
        pasted_source(" \n", "", {})


def test_a_pasted_piece_comes_in_as_an_article_that_knows_where_it_was_copied(tmp_path) -> None:
    words = "The two ministers met for the first time since the crossing was closed. "
    kinds = {"chromium/x-source-url": ADDRESS.encode()}
    source = pasted_source(words, f"<h1>Ministers meet</h1><p>{words * 3}</p>", kinds)
    with Project.create(tmp_path / "p.annotator", coder=Coder("a", "A")) as project:
        (line,) = project.plan_import([source], HowToRead(keep_all=True)).lines
    assert line.content is not None
    fields = line.content.proposed_fields
    assert [one.value for one in fields if one.field == "url"] == [ADDRESS]
    assert "Ministers meet" in line.content.article.text
