"""XML that is written: nothing in words becomes markup, and only what XML can hold."""

from __future__ import annotations

from io import BytesIO
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.refi.xml_out import HEAD, XmlOut, quoted, said
from annotator.formats.safe_xml import writable


def made(words: str) -> bytes:
    file = BytesIO()
    out = XmlOut(file)
    out.raw(HEAD)
    with out.inside("a", name=words, left_out=None):
        out.element("b", words)
        out.element("c", words=words)
    return file.getvalue()


@given(st.text())
def test_words_come_back_as_they_were(words: str) -> None:
    root = ElementTree.fromstring(made(words))  # noqa: S314 - made here
    held = writable(words)
    assert root.attrib == {"name": held}
    assert (root.findtext("b") or "") == held
    assert [one.tag for one in root] == ["b", "c"]
    assert root[1].attrib == {"words": held}


def test_markup_line_ends_and_quotes_in_words_stay_words() -> None:
    for words in ("<b>&amp;</b>", "]]>", "a\r\nb\rc\nd\te", "\"'", "\ufeff \u2028 \x00"):
        root = ElementTree.fromstring(made(words))  # noqa: S314 - made here
        assert root.findtext("b") == root.attrib["name"] == writable(words)


@given(st.text())
def test_words_are_escaped_as_the_library_does(words: str) -> None:
    assert quoted(words) == quoteattr(writable(words))
    assert said(words) == escape(writable(words), {"\r": "&#13;"})
