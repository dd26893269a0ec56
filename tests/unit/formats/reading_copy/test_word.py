"""Parts of Word files as XML."""

from __future__ import annotations

from xml.etree import ElementTree

from annotator.formats.reading_copy import word
from annotator.formats.reading_copy.markup import GENERATOR

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read(xml: str) -> ElementTree.Element:
    head, end = word.DOCUMENT
    body = ElementTree.fromstring((head + xml + end).encode())[0]  # noqa: S314 - our own
    return body[0]


def test_the_fixed_parts_are_xml_and_name_each_other() -> None:
    parts = word.fixed_parts()
    for body in parts.values():
        ElementTree.fromstring(body.encode())  # noqa: S314 - our own
    assert f"/{word.COMMENTS}" in parts["[Content_Types].xml"]
    assert GENERATOR in parts[word.APP]


def test_words_keep_their_blanks_and_a_tab_is_an_element() -> None:
    run = read(word.paragraph(word.run(" a <b>\tc\x07")))[0]
    assert [one.tag.removeprefix(W) for one in run] == ["t", "tab", "t"]
    assert [one.text for one in run] == [" a <b>", None, "c�"]


def test_latin_words_in_an_article_from_right_to_left_run_forward() -> None:
    assert word.runs_forward("km 12")
    assert not word.runs_forward("کیلومتر km")
    assert not word.runs_forward("12, ")
    assert "<w:rtl/>" in word.run("گفت", is_rtl=True)
    assert "<w:rtl/>" not in word.run("گفت")


def test_a_comment_has_its_author_their_initials_and_its_time() -> None:
    found = word.comment(3, "claim", author='Ada "B" Cole', at="2026-03-01T10:32:00Z")
    assert 'w:author="Ada &quot;B&quot; Cole"' in found
    assert 'w:date="2026-03-01T10:32:00Z"' in found
    assert 'w:initials="A&quot;C"' in found
    assert "w:date" not in word.comment(3, "claim", author="Ada", at="yesterday")
